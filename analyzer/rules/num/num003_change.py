"""变化幅度与前后两个数不符

## 检查什么
“由A增至B，增长C”“比上年的M件增长C%”：两个数和变化幅度都写出来了，而C由A、B算不出来；或者写“降至”，后一个数反而更大。

## 为什么
前后两数与增幅对不上，至少有一个是错的。

## 不好的例子
办理时限由20天压缩至8天，压缩50%。

## 好的例子
办理时限由20天压缩至8天，压缩60%。

## 依据
逻辑：增幅等于（后－前）÷前。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.num.counts import POINTS, Count, by_sentence, told
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="NUM003",
    name="change",
    title="变化幅度与前后两个数不符",
    level="warning",
    confidence="high",
    basis="逻辑",
    priority=35,
)

UP = "增长|上升|提高|提升|增加|扩大|上涨|增|升|涨"
DOWN = "下降|减少|降低|压缩|压减|缩短|缩减|精简|回落|降|减|跌"
FROM = re.compile(r"(?:由|从)[^0-9，。；由从]{0,14}$")
TO = re.compile(rf"[^0-9，。；]{{0,6}}(?:({UP})|({DOWN})|[^0-9，。；]{{0,4}})(?:到|至|为|成)[了]?约?")
CHANGE = re.compile(
    rf"[，、（]?(?:同比|比上年|较上年|净|累计|总体|共|幅度|率|数量|平均)?(?:({UP})|({DOWN}))(?:了|的?(?:幅度|幅|率|比例|比率))?(?:为|是|达到?|近|约|超过?)?[^0-9，。；一-龥]{{0,2}}"
)
BASE = re.compile(
    r"[，、（]?[^0-9，。；]{0,4}(?:比|较|相比|相较于?)(?:去年|上年|上一年|前年)(?:同期)?(?:(?!增|减|上升|下降|提高|降低|多|少)[^0-9，。；]){0,8}$|[，、（]?(?:去年|上年)(?:同期)?(?:为|是)?$"
)
DIFFERENCE = re.compile(rf"[，、（]?(?:比|较)(?:去年|上年|上一年)(?:同期)?(?:({UP})|({DOWN}))(?:了)?")
WHOLE = frozenset("件个项份天家次人日起名场") | {"工作日", "个工作日"}
YEAR = re.compile(r"(?:^|.*[，；。（、])(去年|上年|今年|本年|(?:19|20)[0-9]{2}(?=年))年?度?([^0-9，。；]{0,14})$")
LAST_AND_THIS = {("去年", "今年"), ("上年", "今年"), ("上年", "本年"), ("去年", "本年")}


@dataclass(frozen=True, slots=True)
class Change:
    """Before, after, the change told (or None) and its direction: 1 up, -1 down, 0 not told."""

    before: Count
    after: Count
    amount: Count | None
    direction: int


def _direction(match: re.Match[str]) -> int:
    return 1 if match[1] else -1 if match[2] else 0


def changes(text: str, counts: list[Count]) -> Iterator[Change]:
    """Changes told with both ends: from A to B, and B against last year's A."""
    for at in range(len(counts) - 1):
        first, second = counts[at], counts[at + 1]
        third = counts[at + 2] if at + 2 < len(counts) else None
        if first.unit != second.unit or not first.unit:
            continue
        opening, link = FROM.search(text[max(0, first.start - 18) : first.start]), TO.fullmatch(text[first.end : second.start])
        if opening and link:
            change = CHANGE.fullmatch(text[second.end : third.start]) if third else None
            yield Change(first, second, third if change else None, _direction(change) if change else _direction(link))
        elif third is not None and _two_years(text, first, second):
            change = CHANGE.fullmatch(text[second.end : third.start])
            if change:
                yield Change(first, second, third, _direction(change))
        elif third is not None and third.unit == "%" and (more := DIFFERENCE.fullmatch(text[first.end : second.start])):
            change = CHANGE.fullmatch(text[second.end : third.start])
            base = first.low - second.low * _direction(more)
            if change and _direction(change) == _direction(more) and base > 0 and first.exact and second.exact:
                yield Change(replace(first, low=base, high=base, surface=_printed(base, first)), first, third, _direction(change))
        elif third is not None and BASE.fullmatch(text[first.end : second.start]):
            change = CHANGE.fullmatch(text[second.end : third.start])
            if change:
                yield Change(second, first, third, _direction(change))
                yield from _told_again(text, Change(second, first, third, _direction(change)), counts[at + 3 : at + 4])


def _printed(value: Fraction, like: Count) -> str:
    """A value reckoned from others, for people: with the unit of the one it is compared with."""
    return f"{told(value)}{like.unit}"


def _told_again(text: str, change: Change, following: list[Count]) -> Iterator[Change]:
    """The same change told once more, as a share (比上年的50件减少10件，降幅20%)."""
    for share in following:
        again = CHANGE.fullmatch(text[change.amount.end : share.start]) if change.amount and share.unit == "%" else None
        if again is not None and change.amount is not None and change.amount.unit != "%":
            yield Change(change.before, change.after, share, _direction(again))


def _two_years(text: str, first: Count, second: Count) -> bool:
    """Whether two counts are told of two years, the earlier first, in the same words (2022年办理12件，2023年办理15件)."""
    before, between = YEAR.search(text[max(0, first.start - 24) : first.start]), YEAR.fullmatch(text[first.end : second.start])
    if before is None or between is None or before[2] != between[2]:
        return False
    return (before[1], between[1]) in LAST_AND_THIS or (before[1].isdigit() and between[1].isdigit() and before[1] < between[1])


def expected(change: Change) -> tuple[Fraction, Fraction, str] | None:
    """Lowest and highest amount that the two printed values allow, and the unit; None where the units can't be compared."""
    before, after, amount = change.before, change.after, change.amount
    if amount is None:
        return None
    difference, slack = abs(after.low - before.low), _spread(before) + _spread(after)
    low, high = max(difference - slack, Fraction(0)), difference + slack
    if amount.unit == "%" and before.unit != "%" and before.low > _spread(before):
        return 100 * low / (before.low + _spread(before)), 100 * high / (before.low - _spread(before)), "%"
    if amount.unit == (POINTS if before.unit == "%" else before.unit):
        return low, high, amount.unit
    return None


def _spread(count: Count) -> Fraction:
    """How far a value may be rounded: whole things and days that are counted are not."""
    counted = (
        count.unit in WHOLE
        and count.low.denominator == 1
        and re.fullmatch(r"[0-9]+", count.surface.strip("件个项份天家次人日起名场工作 "))
    )
    return Fraction(0) if counted else count.spread


def wrong(change: Change) -> str | None:
    """What is wrong with a change, or None."""
    before, after, amount = change.before, change.after, change.amount
    if not (before.exact and after.exact):
        return None
    if change.direction and (after.low - before.low) * change.direction < 0:
        word = "增加" if change.direction > 0 else "减少"
        return f"由{before.surface}到{after.surface}不是{word}"
    bounds = expected(change)
    if amount is None or bounds is None or not amount.exact:
        return None
    low, high, unit = bounds
    if low - amount.spread <= amount.low <= high + amount.spread:
        return None
    difference = abs(after.low - before.low)
    value = 100 * difference / before.low if unit == "%" else difference
    return f"由{before.surface}到{after.surface}应为{told(value, max(1, amount.places))}{unit}，写作{amount.surface}"


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a change, on the amount told (else on the later value)."""
    for _, counts in by_sentence(context):
        for change in changes(context.folded, counts) if len(counts) > 1 else ():
            message = wrong(change)
            if message is not None:
                place = change.amount or change.after
                yield Hit(
                    message=message,
                    start=place.start,
                    end=place.end,
                    related=(
                        Related(change.before.start, change.before.end, "原数"),
                        Related(change.after.start, change.after.end, "现数"),
                    ),
                    suggestion="核对前后两个数和变化幅度",
                )
