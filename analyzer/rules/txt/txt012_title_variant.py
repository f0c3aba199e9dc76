"""同一份文件，前后名称不一

## 检查什么
全文里两个《》名称只差一个字：音近形近、少一个字、多一个字、词写了两遍、两个字颠倒；其中出现多的、在前的当作正确的。
差的是省市县、数字、年份的，确是两份文件的，不报。

## 为什么
两处名称不一，读者分不清是一份还是两份文件。

## 不好的例子
《云台县法治建设考核办法》……《云台县法制建设考核办法》

## 好的例子
两处都写《云台县法治建设考核办法》。

## 依据
逻辑：一份文件只有一个名称。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.lexicon import laws
from analyzer.rules.txt.titles import Title, misquotes, titles_of

RULE = Rule(
    code="TXT012",
    name="title-variant",
    title="同一份文件，前后名称不一",
    level="warning",
    confidence="high",
    basis="逻辑",
    priority=60,
)

LONG = 7
"""Titles shorter than this are compared only where they sound or look alike: 税法 and 水法 are two."""
MANY = 300
"""A text with more titles than this is a list of laws."""


def variants(places: dict[str, list[Title]]) -> Iterator[tuple[str, str]]:
    """(odd, usual) for titles that differ by one slip; none where both are listed laws."""
    listed = laws()
    by_size = sorted(places, key=len)
    for one, other in combinations(by_size, 2):
        if len(other) - len(one) > 1 or min(len(one), len(other)) < LONG or (one in listed and other in listed):
            continue
        usual, odd = sorted((one, other), key=lambda t: (t not in listed, -len(places[t]), places[t][0].start))
        if misquotes(odd, usual) is not None:
            yield odd, usual


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit on each place of the odd title."""
    places: dict[str, list[Title]] = defaultdict(list)
    for title in titles_of(context):
        places[title.plain].append(title)
    if not 1 < len(places) <= MANY:
        return
    for odd, usual in variants(places):
        first = places[usual][0]
        for title in places[odd]:
            yield Hit(
                message=f"一处写《{odd}》，一处写《{usual}》",
                start=title.start,
                end=title.end,
                related=(Related(first.start, first.end, "另一种写法"),),
                suggestion=f"核对后统一，多半应为《{usual}》",
            )
