"""中文里用了英文标点

## 检查什么
汉字之间的逗号、分号、冒号、问号、叹号、句号是半角的英文标点（, ; : ? ! .）。数字里的小数点、网址、外文不算。
整篇都用英文标点的，多半是转换造成的，只合并提示一次。

## 为什么
《标点符号用法》规定中文用全角标点。半角逗号夹在全角逗号中间，是从别处粘贴、没有通读的痕迹。

## 不好的例子
组织全体干部参加网络竞答活动,排名全区第一。

## 好的例子
组织全体干部参加网络竞答活动，排名全区第一。

## 依据
GB/T 15834—2011《标点符号用法》。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Edit, Fix, Related
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import matches

RULE = Rule(
    code="TXT003",
    name="latin-punctuation",
    title="中文里用了英文标点",
    level="warning",
    confidence="high",
    basis="国标",
)

FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
LATIN = re.compile(
    r"[,;?!](?<=[一-龥》”）〉].)(?![A-Za-z])|[,;](?<=[0-9%].)(?=[一-龥《“])|:(?<=[一-龥》”）].)(?=[一-龥《“])|"
    r"\.(?<=[一-龥》”）].)(?<![一二三四五六七八九十].)(?=[一-龥《“（]|\s*$)(?!\.)",
    re.MULTILINE,
)
MANY = 20
"""From this many on the whole text is written so: one finding for all."""


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit for all marks of a kind, on the first, or one for all where the text hardly has full-width marks."""
    found = list(matches(context, LATIN, tuple(FULL)))
    if len(found) >= MANY and len(found) > context.folded.count("，"):
        first = found[0]
        yield Hit(
            message=f"全文用的是英文标点（{len(found)}处），可能是转换造成的", start=first.start(), end=first.end(), level="info"
        )
        return
    for mark in FULL:
        places = [match.span() for match in found if match.group() == mark]
        if places:
            (start, end), others = places[0], places[1:]
            yield Hit(
                message=f"中文里的标点“{mark}”是半角的" + (f"（共{len(places)}处）" if others else ""),
                start=start,
                end=end,
                related=tuple(Related(*other, "同样的标点") for other in others),
                suggestion=f"改为“{FULL[mark]}”",
                fix=Fix(mark != ".", tuple(Edit(*place, FULL[mark]) for place in places)),
            )
