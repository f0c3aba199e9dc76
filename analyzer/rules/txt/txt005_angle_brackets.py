"""书名号里用了小于号、大于号

## 检查什么
《》里面再有文件名称，写成了“<…>”（小于号、大于号），例如《关于印发<…>的通知》。

## 为什么
书名号里面的书名号应当用单书名号〈〉。小于号常常来自网页编辑器，有的网页还会把里面的字当成代码吃掉。

## 不好的例子
《关于印发<云台县行政执法规定>的通知》

## 好的例子
《关于印发〈云台县行政执法规定〉的通知》

## 依据
GB/T 15834—2011《标点符号用法》4.15。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Edit, Fix, Related
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import matches

RULE = Rule(
    code="TXT005",
    name="angle-brackets-in-title",
    title="书名号里用了小于号、大于号",
    level="warning",
    confidence="high",
    basis="国标",
)

INNER = re.compile(r"《[^《》\n]{0,80}?([<＜][^<>＜＞《》\n]{1,100}[>＞])")


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit for all pairs of signs inside titles, on the first, with a safe fix of all."""
    places = [match.span(1) for match in matches(context, INNER, ("<", "＜"))]
    if not places:
        return
    first, last = places[0]
    yield Hit(
        message="书名号里面的书名号应当用单书名号〈〉，不用小于号、大于号"
        + (f"（共{len(places)}处）" if len(places) > 1 else ""),
        start=first,
        end=last,
        related=tuple(Related(start, end, "同样的写法") for start, end in places[1:]),
        suggestion=f"改为〈{context.text[first + 1 : last - 1]}〉",
        fix=Fix(True, tuple(edit for s, e in places for edit in (Edit(s, s + 1, "〈"), Edit(e - 1, e, "〉")))),
    )
