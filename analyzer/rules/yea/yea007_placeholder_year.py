"""年份没有填

## 检查什么
20XX年、20××年、202X年、XX年度、“20  年”这样的空白年份。

## 为什么
套用范文没有填全。

## 不好的例子
一、20XX年推进法治政府建设的主要举措和成效

## 好的例子
一、2023年推进法治政府建设的主要举措和成效

## 依据
公文应当表述准确（《党政机关公文处理工作条例》；逻辑）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="YEA007",
    name="placeholder-year",
    title="年份没有填",
    level="error",
    confidence="high",
    basis="逻辑",
    priority=10,
)

PLACEHOLDER = re.compile(
    r"20[xX×＊ＸｘX*_＿?？○〇]{2}\s?年?|(?<!\d)20\d[xX×Ｘｘ*＊]\s?年?"
    r"|(?<![A-Za-z0-9])[xX×Ｘｘ*＊]{2,4}\s?年(?:度)?|(?<!\d)20[ \u3000_＿]{2,6}年"
)


LOST_DASH = re.compile(r"(?<![0-9])(20[0-4][0-9])(20[0-4][0-9])(?=\s?年)")
"""Two years whose dash was lost in copying (20212025年)."""


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit on the first year that was left open, headings and title included, the others as related places."""
    start = context.metadata.title_start if context.metadata.title_start is not None else context.body_start
    found = list(PLACEHOLDER.finditer(context.folded, min(start, context.body_start), context.body_end))
    if found:
        first, *others = found
        yield Hit(
            message=f"年份没有填：“{first[0]}”" + (f"（共{len(found)}处）。" if others else "。"),
            start=first.start(),
            end=first.end(),
            related=tuple(Related(match.start(), match.end(), match[0]) for match in others),
            suggestion="填上年份。",
        )
    for match in LOST_DASH.finditer(context.folded, min(start, context.body_start), context.body_end):
        if match[1] < match[2] and match.start() not in context.skipped:
            yield Hit(
                message=f"“{match[0]}年”是两个年份，中间的连接号丢了。",
                start=match.start(),
                end=match.end(),
                suggestion=f"改为“{match[1]}—{match[2]}年”。",
                level="warning",
            )
