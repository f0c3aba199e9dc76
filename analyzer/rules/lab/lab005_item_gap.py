"""“一是、二是”跳号或重复

## 检查什么
一段里的“一是……二是……”中间少了一个，或者同一个写了两次。

## 为什么
可能删改后没有顺改，也可能漏粘了一项。

## 不好的例子
一是加强学习。三是完善制度。

## 好的例子
一是加强学习。二是完善制度。

## 依据
逻辑：列举的次序应当连续。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from analyzer.model import Item, Related
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="LAB005",
    name="item-gap",
    title="“一是、二是”跳号或重复",
    level="warning",
    confidence="high",
    basis="逻辑",
)

ORDER = "一二三四五六七八九十"


def breaks(items: tuple[Item, ...]) -> Iterator[tuple[Item, Item]]:
    """Neighbours whose numbers do not follow each other; a new 一是 begins a new list."""
    for before, after in pairwise(items):
        same_form = before.label.strip("一二三四五六七八九十第、，是 ") == after.label.strip("一二三四五六七八九十第、，是 ")
        if same_form and before.label.strip()[:1] != "第" and after.ordinal not in (1, before.ordinal + 1):
            yield before, after


LOOSE = re.compile(rf"(?:(?<=[。；：:，、\s])|^)([{ORDER}])是(?![否])")


def loose_items(text: str, start: int, end: int) -> tuple[Item, ...]:
    """一是 … of a stretch that belongs to no section: the preamble, or a report without headings."""
    found = list(LOOSE.finditer(text, start, end))
    ends = [*(match.start() for match in found[1:]), end][: len(found)]
    return tuple(
        Item(match.start(), stop, match.group(), ORDER.index(match[1]) + 1) for match, stop in zip(found, ends, strict=True)
    )


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a break, on the later label."""
    first = context.sections[0].start if context.sections else context.body_end
    groups = [section.items for section in context.sections]
    groups.append(loose_items(context.folded, context.body_start, first))
    for items in groups:
        for before, after in breaks(items):
            if (
                after.start in context.skipped
                or f"{ORDER[min(before.ordinal, 9)]}是" in context.folded[before.start + 2 : after.start]
            ):
                continue  # the label is there, only not seen as one
            word = "重复" if after.ordinal == before.ordinal else "不接"
            yield Hit(
                message=f"“{before.label.strip()}”之后是“{after.label.strip()}”，序号{word}",
                start=after.start,
                end=after.start + len(after.label.strip()),
                related=(Related(before.start, before.start + len(before.label.strip()), "前一个"),),
                suggestion="核对是否漏了一项；没有漏就顺改序号",
            )
