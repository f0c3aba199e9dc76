"""本单位、本地区名称写错

## 检查什么
标题和落款定下的单位名称（云台县水务局）、地区名称（清源市），在正文里少一个字、多一个字、颠倒，或者换成音近形近的字（清原市）。
正文里反复出现、自成一套的另一个名称不报。

## 为什么
把自己的名称写错，多半是从别处粘贴后没有通读。

## 不好的例子
云台县水务局的报告里写“云台县水物局”。

## 好的例子
通篇写“云台县水务局”。

## 依据
逻辑：一个单位只有一个名称。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import ranges
from analyzer.rules.txt.damage import NAMED_APART
from analyzer.rules.txt.lexicon import alike
from analyzer.rules.txt.near import NearMiss, Searcher

RULE = Rule(
    code="TXT019",
    name="own-name",
    title="本单位、本地区名称写错",
    level="warning",
    confidence="high",
    basis="逻辑",
    priority=55,
)

REGION = re.compile(r"[一-龥]{2,7}?(?:自治[区州县]|省|市|州|盟|县|区|旗|镇|乡|街道)")
TAIL = 80
"""The signature may stand behind the body."""
OFTEN = 3
"""A name that is written so often is a name of its own."""


def own_names(issuer: str) -> tuple[list[str], list[str]]:
    """(names of five characters or more, regions of three or four) that an issuer's name fixes."""
    parts, at = [], 0
    while (match := REGION.match(issuer, at)) is not None:
        parts.append(match.group())
        at = match.end()
    names = [name for name in {issuer, issuer[at:], *parts} if len(name) > 4]
    return sorted(names), sorted(part for part in set(parts) if 2 < len(part) < 5)


def _region_end(name: str) -> int:
    """Where the names of regions end that a name begins with; another character there is another place."""
    at = 0
    while (match := REGION.match(name, at)) is not None:
        at = match.end()
    return at


def _is_slip(text: str, miss: NearMiss) -> bool:
    written = text[miss.start : miss.end]
    if not all("一" <= char <= "龥" for char in written):
        return False
    if miss.slip == "lost":
        return miss.term[miss.index] not in "县市区省镇乡"
    if miss.slip == "changed":
        here, meant = text[miss.at], miss.term[miss.index]
        apart = any(here in row and meant in row for row in NAMED_APART)
        return not apart and (alike(here, meant) or miss.index >= _region_end(miss.term))
    return miss.slip != "inserted" or text[miss.at] not in "市县区镇乡的省"


def damaged_names(text: str, start: int, end: int, names: list[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, name meant) for damaged names of five characters or more."""
    for miss in Searcher(names).search(text, start, end):
        if _is_slip(text, miss):
            yield miss.start, miss.end, miss.term


def damaged_regions(text: str, start: int, end: int, regions: list[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, region meant) where one character of a short name sounds or looks like the right one; its kind stays."""
    for region in regions:
        for at in range(len(region) - 1):
            left, right = region[:at], region[at + 1 :]
            key = right if at == 0 else left
            place = text.find(key, start, end)
            while place >= 0:
                first = place - 1 if at == 0 else place
                written = text[max(start, first) : first + len(region)]
                if written[:at] == left and written[at + 1 :] == right and written != region and alike(written[at], region[at]):
                    yield first, first + len(region), region
                place = text.find(key, place + 1, end)


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a place, with the name in the title as related place."""
    issuer, text = context.metadata.issuer, context.folded
    if not issuer or len(issuer) < 4:
        return
    names, regions = own_names(issuer)
    found = []
    tail = (context.body_end, min(len(text), context.body_end + TAIL))
    for start, end in (*ranges(context), tail):
        found += [*damaged_names(text, start, end, names), *damaged_regions(text, start, end, regions)]
    found = list(dict.fromkeys(found))  # a slip in the middle is found from both ends
    written = Counter(text[start:end] for start, end, _ in found)
    taken = -1
    for start, end, name in sorted(found, key=lambda row: (row[0], -row[1])):
        right = text.count(name)
        if start < taken or start in context.skipped or written[text[start:end]] >= min(OFTEN, max(right, 2)):
            continue
        taken, first = end, text.find(name)
        related = (Related(first, first + len(name), "正确的名称"),) if first >= 0 else ()
        yield Hit(
            message=f"“{context.text[start:end]}”像是“{name}”写错了",
            start=start,
            end=end,
            related=related,
            suggestion=f"核对后改为“{name}”",
        )
