"""One numeral string → its value. Front functions: `parse_numeral` (any numeral), `parse_integer` (whole numbers, labels).

Both take the numeral alone, without unit or qualifier, in any spelling that Chinese reports use: 1234, １２３４, 1,234, 1，234,
`1 234`, 二十三, 二〇二三, 贰拾叁, 廿三, 3万4000, 25万6千, 二十万亿, 两万五, 1/6, 三分之二, 半. What is no numeral gives None.
Values are exact: `Decimal`, or `Fraction` where the text tells a fraction.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from decimal import Context, Decimal
from fractions import Fraction

from analyzer.model import Value

__all__ = ["DIGITS", "NUMERAL_CHARS", "SMALL_UNITS", "fold_numeral", "is_positional", "parse_integer", "parse_numeral", "plain"]

MAX_DIGITS = 40
"""A longer numeral is no value but an identifier; parsing it gives None."""

_EXACT = Context(prec=100)

DIGITS = {
    **{c: i for i, c in enumerate("零一二三四五六七八九")},
    **{c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0, "两": 2, "兩": 2, "貳": 2, "弐": 2, "參": 3, "叄": 3, "陸": 6,
}  # fmt: skip
"""Chinese digit → its value (simplified, traditional and financial forms)."""

TENS = {"廿": 20, "卅": 30, "卌": 40}
SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG_UNITS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
NUMERAL_CHARS = "".join(DIGITS) + "".join(TENS) + "".join(SMALL_UNITS) + "".join(BIG_UNITS)

_BLANKS = " \t\r\n\u00a0\u3000\u2002\u2003\u2009\u202f\u200b"
_TRANSLATION = str.maketrans(
    {chr(0xFF10 + i): str(i) for i in range(10)} | {"，": ",", "．": ".", "／": "/"} | dict.fromkeys(_BLANKS),
)
_ARABIC = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_SLASH = re.compile(r"([0-9]+)/([0-9]+)")
_LABEL_BRACKETS = "()（）[]【】〔〕"


def fold_numeral(text: str) -> str:
    """The numeral in half width without blanks; grouping commas stay."""
    return text.translate(_TRANSLATION)


def plain(value: Decimal) -> Decimal:
    """The same value without an exponent and without zeros after its last decimal (`1193380.0000` → `1193380`)."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1), context=_EXACT)
    return value.normalize(_EXACT)


def is_positional(text: str) -> bool:
    """Chinese digits only, without 十百千万亿 (二〇二三, 三五)."""
    return len(text) > 1 and all(c in DIGITS for c in text)


@functools.lru_cache(maxsize=4096)
def parse_numeral(text: str) -> Value | None:
    """The value of one numeral, or None. `parse_numeral("3万4000") == 34000`; `parse_numeral("三分之二") == Fraction(2, 3)`."""
    if len(text) > 4 * MAX_DIGITS:
        return None
    text = fold_numeral(text)
    if not text or len(text) > MAX_DIGITS:
        return None
    if text == "半":
        return Decimal("0.5")
    if slash := _SLASH.fullmatch(text):
        return _fraction(Decimal(slash[1]), Decimal(slash[2]))
    if "分之" in text:
        below, _, above = text.partition("分之")
        bottom, top = _chain(below), _chain(above)
        return None if bottom is None or top is None else _fraction(top, bottom)
    return _chain(text)


def parse_integer(text: str) -> int | None:
    """The whole number that a numeral or a label's numeral tells, or None: 十二, 12, １２, （三）, ③, ㈣, Ⅱ, 二〇二三."""
    text = fold_numeral(text).strip(_LABEL_BRACKETS)
    if len(text) == 1 and text not in DIGITS:
        number = unicodedata.numeric(text, None)
        if number is not None:
            return int(number) if number == int(number) and text not in BIG_UNITS else None
    value = parse_numeral(text)
    if value is None or value != int(value):
        return None
    return int(value)


def _fraction(top: Decimal, bottom: Decimal) -> Fraction | None:
    return Fraction(top) / Fraction(bottom) if bottom else None


def _tokens(text: str) -> list[Decimal | int | str] | None:
    """Digit runs as `Decimal`, Chinese digits as `int`, units as they are; None for anything else."""
    found: list[Decimal | int | str] = []
    place = 0
    while place < len(text):
        run = _ARABIC.match(text, place)
        if run:
            found.append(Decimal(run.group().replace(",", "")))
            place = run.end()
            continue
        char = text[place]
        if char in DIGITS:
            found.append(DIGITS[char])
        elif char in TENS:
            found += [TENS[char] // 10, "十"]
        elif char in SMALL_UNITS or char in BIG_UNITS:
            found.append(char)
        elif char == "点" and place and text[place + 1 : place + 2] in DIGITS:
            return _decimal_part(text, place, found)
        else:
            return None
        place += 1
    return found


def _decimal_part(text: str, place: int, found: list[Decimal | int | str]) -> list[Decimal | int | str] | None:
    """三点五: the digits after 点, with what stands before them already in `found` (only as one simple number)."""
    after = re.match(f"[{''.join(DIGITS)}]+", text[place + 1 :])
    whole = _sum(found)
    if after is None or whole is None:
        return None
    digits = "".join(str(DIGITS[c]) for c in after.group())
    rest = _tokens(text[place + 1 + after.end() :])
    return None if rest is None else [whole + Decimal(f"0.{digits}"), *rest]


def _chain(text: str) -> Decimal | None:
    found = _tokens(text)
    value = None if not found else _sum(found)
    return None if value is None else plain(value)


class _Sum:
    """The running value of a numeral read from the left: `total` above 万, `section` below, `digits` not yet given a unit."""

    def __init__(self) -> None:
        self.total, self.section = Decimal(0), Decimal(0)
        self.digits: Decimal | None = None
        self.run = 0  # how many Chinese digits `digits` holds
        self.last_unit, self.section_unit, self.big_unit = 1, 10**9, 10**30
        self.after_zero = False

    def add_number(self, number: Decimal | int) -> bool:
        if isinstance(number, Decimal):
            if self.digits is not None and self.digits != 0:
                return False
            self.digits, self.run = number, 0
            return True
        if self.digits is None:
            self.digits, self.run, self.after_zero = Decimal(number), 1, number == 0
        elif self.run == 0:
            return False
        else:
            self.after_zero = self.after_zero or self.run > 1
            self.digits, self.run = self.digits * 10 + number, self.run + 1
        return True

    def add_small(self, unit: int) -> bool:
        if unit >= self.section_unit or (self.digits is not None and self.run > 2):
            return False
        self.section += (Decimal(1) if self.digits is None else self.digits) * unit
        self.digits, self.run, self.after_zero = None, 0, False
        self.section_unit = self.last_unit = unit
        return True

    def add_big(self, unit: int) -> bool:
        section = self.section + (self.digits or 0)
        empty = self.digits is None and self.section_unit == 10**9
        if unit > self.big_unit or (empty and self.total):
            if self.big_unit == unit:
                return False
            self.total = (self.total + section) * unit
        else:
            if unit == self.big_unit:
                return False
            self.total += (Decimal(1) if empty else section) * unit
        self.section, self.digits, self.run, self.after_zero = Decimal(0), None, 0, False
        self.section_unit, self.last_unit, self.big_unit = 10**9, unit, unit
        return True

    def value(self) -> Decimal:
        digits = self.digits or Decimal(0)
        if self.run == 1 and self.last_unit > 10 and not self.after_zero:
            digits *= self.last_unit // 10  # 两万五, 一百八
        return self.total + self.section + digits


def _sum(tokens: list[Decimal | int | str]) -> Decimal | None:
    state = _Sum()
    for token in tokens:
        if not isinstance(token, str):
            fits = state.add_number(token)
        elif token in SMALL_UNITS:
            fits = state.add_small(SMALL_UNITS[token])
        else:
            fits = state.add_big(BIG_UNITS[token])
        if not fits:
            return None
    return state.value()
