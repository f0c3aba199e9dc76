"""开头或落款写的是别的单位

## 检查什么
“现将……年度法治政府建设情况报告如下”里的单位，或者落款的单位，与题目里的单位不是同一个（简称算同一个，“中共某镇委员会”与镇政府一并署名算同一个）。

## 为什么
整篇抄来、只改了题目。

## 不好的例子
题目是“永和镇2023年法治政府建设年度报告”，开头是“现将古渡镇2023年法治政府建设情况报告如下”。

## 好的例子
题目、开头和落款是同一个单位。

## 依据
同一报告的单位应当一致（逻辑）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Related
from analyzer.rules.bodies import bare, kind_of, same_body
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.spans import Span

RULE = Rule(
    code="ORG004",
    name="other-bodys-name",
    title="开头或落款写的是别的单位",
    level="error",
    confidence="high",
    basis="逻辑",
)

OPENING = re.compile(r"现[将就]([一-龥]{3,30}?)(?=20\d\d|关于|法治|推进|依法|年度|工作|有关|情况|的)")
SIGNED = re.compile(
    r"(?m)^[ \t\u3000]*([一-龥]{4,36})[ \t\u3000]*[\r\n]+[ \t\u3000]*20\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[ \t\u3000]*$"
)
PLAIN = re.compile(r"[我本各此其全今去]|有关|相关|情况|工作")


def check(context: RuleContext) -> Iterator[Hit]:
    """A hit on a name in the opening or the signature that can't be the issuer's."""
    issuer = context.metadata.issuer
    if not issuer or kind_of(issuer) is None:
        return
    for where, (start, end) in _names(context):
        name = context.folded[start:end]
        if PLAIN.search(name) or kind_of(name) != kind_of(issuer) or same_body(name, issuer):
            continue
        if any(same_body(bare(name), piece) for piece in _pieces(issuer)):
            continue
        yield Hit(
            message=f"题目里的单位是{issuer}，{where}写的是{name}。",
            start=start,
            end=end,
            related=_title(context),
            suggestion="核对是不是从别的单位的报告里抄来的。",
        )


def _names(context: RuleContext) -> Iterator[tuple[str, Span]]:
    first = context.sections[0].start if context.sections else context.body_end
    for match in OPENING.finditer(context.folded, context.body_start, max(first, context.body_start)):
        yield "开头", (match.start(1), match.end(1))
    tail = max(context.body_start, context.body_end - 300)
    for match in SIGNED.finditer(context.folded, tail, min(context.body_end + 80, len(context.folded))):
        yield "落款", (match.start(1), match.end(1))


def _pieces(issuer: str) -> list[str]:
    """The names in a joint issuer (中共永和镇委员会 永和镇人民政府)."""
    return [piece for piece in re.split(r"[\s、]+", issuer) if piece]


def _title(context: RuleContext) -> tuple[Related, ...]:
    meta = context.metadata
    if meta.title_start is None or meta.title_end is None:
        return ()
    return (Related(meta.title_start, meta.title_end, "题目"),)
