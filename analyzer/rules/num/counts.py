"""Counts and rates of the body for the arithmetic rules: the mentions that hold a value and a unit, in the order of the text.

The rules start from mentions and from the words around them, not from the names of indicators, so that a name that was
read wrong does not make a sum wrong.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from weakref import WeakKeyDictionary

from analyzer.model import NumberMention
from analyzer.rules.context import RuleContext
from analyzer.rules.spans import Span

MONEY = frozenset({"元", "美元", "港元", "欧元", "日元", "英镑"})
PERSONS = frozenset({"人", "名", "位", "人次", "员"})
POINTS = "个百分点"
TIMES = frozenset({"年", "月", "日", "天", "小时", "分钟", "秒", "周", "季度", "个月", "个工作日", "工作日", "岁"})


@dataclass(frozen=True, slots=True)
class Count:
    """A value told at `text[start:end]`; `low` and `high` bound it (high is None where 余 or 以上 leaves it open)."""

    start: int
    end: int
    surface: str
    low: Fraction
    high: Fraction | None
    unit: str
    exact: bool

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage (points are not)."""
        return self.unit in ("%", "‰")

    @property
    def places(self) -> int:
        """Digits after the decimal point, as printed."""
        match = re.search(r"\.([0-9]+)", self.surface)
        return len(match[1]) if match else 0

    @property
    def spread(self) -> Fraction:
        """Half of the last printed digit's worth: by so much the true value may differ from the printed one."""
        match = re.match(r"([0-9][0-9, ]*)(?:\.([0-9]+))?", self.surface)
        if match is None or not match[2]:
            scaled = re.search(r"[0-9]\s*[万亿]", self.surface)
            return Fraction(1, 2) if not scaled else self.low / 2000
        printed = Fraction(re.sub(r"[, ]", "", match[1]) + "." + match[2])
        scale = self.low / printed if printed else Fraction(1)
        return scale * Fraction(1, 2 * 10 ** len(match[2]))


def _count(mention: NumberMention) -> Count | None:
    quantity = mention.quantity
    if quantity is None or mention.kind not in ("quantity", "percentage"):
        return None
    low = Fraction(quantity.value)
    exact = quantity.operator == "=" and quantity.upper is None
    high = low if exact or quantity.operator in ("<", "<=") else None
    if quantity.upper is not None:
        high = Fraction(quantity.upper)
    if quantity.operator in ("<", "<="):
        low = Fraction(0)
    return Count(mention.start, mention.end, mention.surface, low, high, quantity.unit or "", exact)


def counts_of(context: RuleContext) -> list[Count]:
    """All counts and rates of the body in order, without glossaries and annexes; worked out once for all rules of a report."""
    counts = _COUNTS.get(context)
    if counts is None:
        found = (_count(m) for m in context.report.mentions if context.body_start <= m.start < context.body_end)
        counts = _COUNTS[context] = [count for count in found if count is not None and count.start not in context.skipped]
    return counts


_COUNTS: WeakKeyDictionary[RuleContext, list[Count]] = WeakKeyDictionary()


def by_sentence(context: RuleContext) -> list[tuple[Span, list[Count]]]:
    """The sentences that hold counts, each with its counts; worked out once for all rules of a report."""
    found = _SENTENCES.get(context)
    if found is None:
        found = _SENTENCES[context] = list(_by_sentence(context))
    return found


def _by_sentence(context: RuleContext) -> Iterator[tuple[Span, list[Count]]]:
    counts = counts_of(context)
    starts = [count.start for count in counts]
    for start, end in context.sentences:
        low, high = bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)
        if low < high:
            yield (start, end), counts[low:high]


_SENTENCES: WeakKeyDictionary[RuleContext, list[tuple[Span, list[Count]]]] = WeakKeyDictionary()


def rounds_to(value: Fraction, rate: Count) -> bool:
    """Whether a value, rounded to the digits printed, is the rate (half may go either way)."""
    return abs(value - rate.low) <= Fraction(1, 2 * 10**rate.places)


def told(value: Fraction, places: int = 1) -> str:
    """A value for people: 53, 66.7."""
    rounded = round(value, places)
    return str(rounded.numerator) if rounded.denominator == 1 else f"{float(rounded):.{places}f}"
