"""Enumerated items inside a section (一是…, 第一，…, 首先…): never sections of their own."""

from __future__ import annotations

import bisect
import re

from analyzer.model import Item
from analyzer.structure.headings import value_of

_ITEM = re.compile(
    "(?:(?<=[。；，：:！？\n ”）)])|^)(?:(?P<be>[一二三四五六七八九十]{1,2})是(?!否|非)"
    "|第(?P<nth>[一二三四五六七八九十]{1,2})[，,、是](?!届)|其(?P<its>[一二三四五六七八九])[，,是])"
)
# after a word without a sign between, only where the numbers go on (…次二是)
_GLUED = re.compile("(?P<be>[二三四五六七八九十]{1,2})是(?!否|非)")


def find_items(folded: str, start: int, end: int) -> tuple[Item, ...]:
    """The items of `folded[start:end]`, each up to the next one."""
    found: list[tuple[int, str, int]] = []
    for match in _ITEM.finditer(folded, start, end):
        number = value_of(match[match.lastgroup or 0])
        if number == 1 or found:
            found.append((match.start(), match.group().rstrip("，,、"), number))
    if not found:
        return ()
    known = {place for place, _, _ in found}
    for match in _GLUED.finditer(folded, found[0][0], end):
        place, number = match.start(), value_of(match["be"])
        if place in known:
            continue
        before = bisect.bisect_left(found, (place,))
        if before and found[before - 1][2] == number - 1:
            found.insert(before, (place, match.group(), number))
    ends = [place for place, _, _ in found[1:]] + [end]
    return tuple(Item(place, stop, label, number) for (place, label, number), stop in zip(found, ends, strict=True))
