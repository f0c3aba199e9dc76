"""Numeral + qualifiers + unit → `Quantity`. Read `match_quantity` first, then `match_amount` (no unit): both look at one place.

The grammar, from the left: a vague prefix (几十, 数百, 上千) · numeral · 余 多 来 几 · 万 亿 · unit · 多 半; two of them with a
separator are a range. Bounds (约, 超过, 以上) are looked for outside, up to eight characters left and four right (`bounds.py`).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from analyzer.model import Operator, Quantity, Value
from analyzer.numbers.bounds import operator_around
from analyzer.numbers.calendar import is_ratio
from analyzer.numbers.grammar import CHINESE, GAP, JOIN, MULTIPLE, NUMERAL
from analyzer.numbers.units import load_units
from analyzer.numerals import BIG_UNITS, DIGITS, SMALL_UNITS, parse_numeral, plain

__all__ = ["Amount", "Found", "match_amount", "match_quantity"]

_NUMERAL = re.compile(NUMERAL)
_QUALIFIER = re.compile(rf"{GAP}(?:([余餘])(?:多)?|([多来几來])){GAP}({MULTIPLE}*)")
_MULTIPLES = frozenset("百千万亿萬億")
_STOP = re.compile(r"[ \u3000]?(?:[。，；、,;)\n]|$)")
_VAGUE_UNIT = frozenset("十百千万亿拾佰仟")
_COUNTED = "[人总指次件户倍函岁少基系级班时天份个分票复参字变代术招点位路码读尾]"
_DIGIT_PAIR = re.compile(r"([十百]|[一二三四五六七八九]十)?([一二两三四五六七八九])([二三四五六七八九])([十百千万亿]*)")
_RANGE = re.compile(rf"{GAP}(?:[-–—~～―－]{{1,2}}|至|到|、){GAP}(?=[0-9{CHINESE}])")
_CHANGE_BEFORE = re.compile(r"[从由自][^，。；、]{0,8}$")
_COUNTS_ONLY = re.compile(r"两[期轮部](?![叠间末驱车门])|[三四五六七八九]轮(?![车驱承])")
"""两 is never an ordinal: 两期培训班, where 二期工程 is a phase; 轮 counts rounds but in vehicles and second contracts."""
_HALF = re.compile(r"半(?![年数月天径岛壁])")
_MORE = re.compile(r"[多余](?![种样元项个方边少年家户发角功边媒])")
_MORE_INSIDE = re.compile(r"个(?P<q>[多余来半])(?=月|小时|星期|世纪|学期|百分点|亿)")
_TENTHS = re.compile(r"成(?![为立果员效本功绩熟长就型交品都套网群片份人色分因县市千真体形像婚行田吨灾才])")
_FRACTION = re.compile(
    rf"(?P<below>百|千|万|[0-9]+|[{CHINESE}]+)分之(?P<above>[0-9]+(?:\.[0-9]+)?|[{CHINESE}]+(?:点[{CHINESE}]+)?)(?P<q>[多余几])?"
)
_SECOND_FRACTION = re.compile(rf"(?:至|到|[-—–~～]{{1,2}})(?:[百千万]分之)?(?P<above>[{CHINESE}]+(?:点[{CHINESE}]+)?)")
_SLASH = re.compile(r"(?P<above>[0-9]{1,3})/(?P<below>[0-9]{1,3})(?![0-9/.\-])")
_RATIO = re.compile(rf"(?P<a>[0-9]+(?:\.[0-9]+)?){GAP}:{GAP}(?P<b>[0-9]+(?:\.[0-9]+)?)(?![0-9:])")
_HUNDREDTHS = {"百": "%", "千": "‰", "万": "‱"}
PERCENT_UNITS = frozenset({"%", "‰", "‱", "个百分点", "个千分点", "成"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral with its qualifiers, no unit yet. `multiple` is the 万 or 亿 at its end."""

    start: int
    end: int
    value: Decimal
    upper: Decimal | None = None
    operator: Operator = "="
    arabic: bool = True
    length: int = 2
    multiple: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity at `view[start:end]`; `percentage` says which kind of mention it is."""

    start: int
    end: int
    quantity: Quantity
    percentage: bool


def _one_unit_more(value: Decimal) -> Decimal:
    """The value plus one unit of its last place that is not zero: 260 → 270, 5.6 → 5.7."""
    digits, exponent = value.as_tuple().digits, value.as_tuple().exponent
    assert isinstance(exponent, int)
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return plain(value + Decimal(1).scaleb(exponent + zeros)) if any(digits) else value


def _scale(text: str) -> int:
    factor = 1
    for char in text:
        factor *= SMALL_UNITS.get(char) or BIG_UNITS.get(char) or 1
    return factor


def _vague(view: str, start: int, low: int) -> tuple[int, str] | None:
    """几 数 上 before 十百千万: where the amount begins and which word it is."""
    before = view[start - 1] if start > low else ""
    if before == "几" or (before == "数" and not re.match(_COUNTED, view[start - 2 : start - 1])):
        return start - 1, before
    if (
        before == "上"
        and view[start] in "百千万亿"
        and not re.match("[以晚早网会身线岗向马加地海路车]", view[start - 2 : start - 1])
    ):
        return start - 1, before
    return None


def match_amount(view: str, start: int, low: int = 0) -> Amount | None:
    """The amount whose numeral begins at `start`; a vague prefix may begin before it, not before `low`."""
    match = _NUMERAL.match(view, start)
    if match is None:
        return None
    text, end = match.group(), match.end()
    arabic = text[0].isdigit()
    if not arabic:
        pair = _pair(view, start, end)
        if pair is not None:
            return pair
    value = parse_numeral(text.replace(JOIN, ""))
    if not isinstance(value, Decimal):
        return None
    if text[0] in _VAGUE_UNIT and (vague := _vague(view, start, low)):
        return _vague_amount(vague, end, value)
    return _qualified(
        view, Amount(start, end, value, None, "=", arabic, end - start, _scale(_tail(text)) if text[-1] in _MULTIPLES else 1)
    )


def _tail(text: str) -> str:
    return re.sub(rf"^.*[^{''.join(BIG_UNITS)}百千]", "", text)


def _vague_amount(vague: tuple[int, str], end: int, value: Decimal) -> Amount:
    start, word = vague
    if word == "上":
        return Amount(start, end, value, None, ">=", False)
    return Amount(start, end, value * 2, value * 10 - 1, "=", False)


def _pair(view: str, start: int, end: int) -> Amount | None:
    """三五, 七八十, 十七八, 两三百: two digits side by side that mean a range."""
    match = _DIGIT_PAIR.fullmatch(view, start, end)
    if match is None:
        return None
    tens, first, second, unit = match.groups()
    low, high = DIGITS[first], DIGITS[second]
    if high - low != 1 and (first, second) != ("三", "五"):
        return None
    base = 0 if tens is None else int(parse_numeral(tens) or 0)
    factor = _scale(unit)
    if base and factor > 1 and factor < 10**4:
        return None
    return Amount(start, end, Decimal((base + low) * factor), Decimal((base + high) * factor), "=", False, 1)


def _qualified(view: str, amount: Amount) -> Amount:
    """The amount with 余 多 来 几 behind it, and 万 亿 behind those."""
    match = _QUALIFIER.match(view, amount.end)
    if match is None:
        return amount
    certain, doubtful, multiple = match.groups()
    open_end = amount.multiple > 1 and doubtful in ("多", "来") and _STOP.match(view, match.end())
    if doubtful and not multiple and not open_end and not _unit_pattern(strong=False).match(view, match.end()):
        return amount
    word, factor, value = certain or doubtful, _scale(multiple), amount.value
    if word == "几":
        text = view[amount.start : amount.end]
        if text[-1] not in "十百拾":
            return amount
        step = SMALL_UNITS[text[-1]] // 10
        low, high = value + step, value + 9 * step
        return Amount(amount.start, match.end(), plain(low * factor), plain(high * factor), "=", False)
    whole = parse_numeral(view[amount.start : amount.end].replace(JOIN, "") + multiple) if multiple else value
    low = whole if isinstance(whole, Decimal) else plain(value * factor)
    if word in "来來":
        return Amount(amount.start, match.end(), low, None, "~", amount.arabic, 2, amount.multiple * factor)
    return Amount(
        amount.start,
        match.end(),
        low,
        plain(low + (_one_unit_more(value) - value) * factor),
        ">",
        amount.arabic,
        2,
        amount.multiple * factor,
    )


@functools.cache
def _unit_pattern(*, strong: bool) -> re.Pattern[str]:
    units = load_units()
    return re.compile(f"{GAP}(?P<unit>{units.strong if strong else units.any})")


def match_unit(view: str, amount: Amount) -> re.Match[str] | None:
    """The unit right behind an amount; a single Chinese numeral takes no weak unit (两山, 三农)."""
    strong = not amount.arabic and (amount.length < 2 or not view[amount.start : amount.end].strip("百千万亿"))
    if strong and _COUNTS_ONLY.match(view, amount.start):
        strong = False
    return _unit_pattern(strong=strong).match(view, amount.end)


def match_quantity(view: str, start: int, low: int = 0) -> Found | None:
    """The quantity with a unit whose numeral begins at `start`, or None. Nothing before `low` is taken."""
    special = _match_fraction(view, start)
    if special is not None:
        return special
    amount = match_amount(view, start, low)
    if amount is None:
        return None
    end, unit, amount = _with_unit(view, amount)
    separator = _RANGE.match(view, end)
    if separator is not None:
        ranged = _match_range(view, amount, unit, separator)
        if ranged is not None:
            return ranged
    if unit is None:
        return None
    return _found(view, amount, end, unit)


def _with_unit(view: str, amount: Amount) -> tuple[int, str | None, Amount]:
    """End, unit and amount, with what stands inside or behind the unit (个多月, 年半) taken in."""
    inside = _MORE_INSIDE.match(view, amount.end)
    if inside is not None:
        rest = _unit_pattern(strong=False).match("个" + view[inside.end() : inside.end() + 6])
        if rest is not None:
            name = load_units().name(rest["unit"])
            return inside.end() + rest.end() - 1, name, _more(amount, inside["q"])
    match = match_unit(view, amount)
    if match is None:
        return amount.end, None, amount
    end, name = match.end(), load_units().name(match["unit"])
    if name == "成" and not _TENTHS.match(view, end - 1):
        return amount.end, None, amount
    if load_units().dimension(name) == "duration" or name in ("倍", "亩", "斤", "公里", "米"):
        if _HALF.match(view, end):
            return end + 1, name, _more(amount, "半")
        if _MORE.match(view, end):
            return end + 1, name, _more(amount, view[end])
    elif name in ("个", "倍", "元", "人") and _MORE.match(view, end) and amount.operator == "=":
        return end + 1, name, _more(amount, view[end])
    return end, name, amount


def _more(amount: Amount, word: str) -> Amount:
    value = amount.value
    if word == "半":
        value = plain(value + Decimal("0.5"))
        return Amount(amount.start, amount.end, value, amount.upper, amount.operator, amount.arabic, amount.length)
    operator: Operator = "~" if word == "来" else ">"
    upper = None if word == "来" else _one_unit_more(value)
    return Amount(amount.start, amount.end, value, upper, operator, amount.arabic, amount.length)


def _match_range(view: str, first: Amount, unit: str | None, separator: re.Match[str]) -> Found | None:
    second = match_amount(view, separator.end(), separator.end())
    if second is None or second.upper is not None or first.upper is not None:
        return None
    end, second_unit, second = _with_unit(view, second)
    if second_unit is None or (unit is not None and unit != second_unit):
        return None
    mark = separator.group().strip(" \u00a0\u3000" + JOIN)
    low, high = first.value, second.value
    if second.multiple > 1 and first.multiple == 1 and low * second.multiple <= high:
        low = plain(low * second.multiple)
    if low >= high or (mark in "至到" and _CHANGE_BEFORE.search(view[max(0, first.start - 10) : first.start])):
        return None
    if mark == "、" and (unit is not None or not _side_by_side(view, first, second)):
        return None
    ranged = Amount(first.start, second.end, low, high, "=", True)
    return _found(view, ranged, end, second_unit)


def _side_by_side(view: str, first: Amount, second: Amount) -> bool:
    """3、4件: two single digits that follow each other."""
    return first.end - first.start == 1 and second.end - second.start == 1 and second.value - first.value == 1


def _found(view: str, amount: Amount, end: int, unit: str | None) -> Found:
    operator: Operator = amount.operator
    upper = amount.upper
    if operator == "=" or operator == ">":
        around = operator_around(view, amount.start, end, unit)
        if around is not None:
            operator = around
    value, name = amount.value, unit
    if unit == "成":
        value, upper, name = plain(value * 10), None if upper is None else plain(upper * 10), "%"
    quantity = Quantity(value, name, upper, operator)
    return Found(amount.start, end, quantity, unit in PERCENT_UNITS)


def _match_fraction(view: str, start: int) -> Found | None:
    """百分之五, 三分之一, 1/6, 2.04:1, 一半."""
    following = view[start : start + 12]
    if "分之" in following and (match := _FRACTION.match(view, start)):
        return _fraction(view, match)
    if "/" in following and (match := _SLASH.match(view, start)):
        above, below = int(match["above"]), int(match["below"])
        if 0 < above < below and view[start - 1 : start] not in ("/", "-", "."):
            return _found_fraction(view, match, Fraction(above, below))
    if ":" in following and (match := _RATIO.match(view, start)):
        return _ratio(view, match)
    if following.startswith("一半"):
        end = start + 2
        operator = operator_around(view, start, end, None) or "="
        return Found(start, end, Quantity(Fraction(1, 2), None, None, operator), True)
    return None


def _fraction(view: str, match: re.Match[str]) -> Found | None:
    above = parse_numeral(match["above"])
    if not isinstance(above, Decimal):
        return None
    unit = _HUNDREDTHS.get(match["below"])
    if unit is not None:
        upper = _one_unit_more(above) if match["q"] else None
        second = _SECOND_FRACTION.match(view, match.end())
        if second is not None and not match["q"] and not _CHANGE_BEFORE.search(view[max(0, match.start() - 10) : match.start()]):
            top = parse_numeral(second["above"])
            if isinstance(top, Decimal) and top > above:
                operator = operator_around(view, match.start(), second.end(), unit) or "="
                return Found(match.start(), second.end(), Quantity(plain(above), unit, plain(top), operator), True)
        operator = operator_around(view, match.start(), match.end(), unit) or (">" if match["q"] else "=")
        return Found(match.start(), match.end(), Quantity(plain(above), unit, upper, operator), True)
    below = parse_numeral(match["below"])
    if not isinstance(below, Decimal) or below == 0:
        return None
    return _found_fraction(view, match, Fraction(above) / Fraction(below))


def _found_fraction(view: str, match: re.Match[str], value: Fraction) -> Found:
    operator = operator_around(view, match.start(), match.end(), None) or "="
    return Found(match.start(), match.end(), Quantity(value, None, None, operator), True)


def _ratio(view: str, match: re.Match[str]) -> Found | None:
    """2.04:1. A time of day (8:00, 12:30) is none."""
    left, right = match["a"], match["b"]
    timely = "." not in left + right and len(right) == 2 and int(left[:3]) < 25 and int(right) < 60
    if timely and not is_ratio(view, match.start(), match.end()):
        return None
    bottom, top = Decimal(right[:20]), Decimal(left[:20])
    if bottom == 0 or len(left) > 20 or len(right) > 20:
        return None
    value: Value = plain(top) if bottom == 1 else Fraction(top) / Fraction(bottom)
    return Found(match.start(), match.end(), Quantity(value, None), False)
