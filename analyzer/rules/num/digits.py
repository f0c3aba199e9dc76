"""Small Chinese and Arabic numerals in labels and claims."""

from __future__ import annotations

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"两": 2, "零": 0}


def small_number(numeral: str) -> int:
    """The value of a numeral up to 99 (三, 十二, 二十一, 15); 0 for anything else."""
    if numeral.isdecimal() and len(numeral) < 4:
        return int(numeral)
    tens, ten, units = numeral.rpartition("十")
    if not ten:
        return _DIGITS.get(units, 0)
    return 10 * (_DIGITS.get(tens, 0) if tens else 1) + (_DIGITS.get(units, 0) if units else 0)


def chinese_number(value: int) -> str:
    """A value from 1 to 99 as a label prints it (三, 十二, 二十一)."""
    tens, units = divmod(value, 10)
    ones = "〇一二三四五六七八九"
    return ("" if tens == 0 else ("十" if tens == 1 else ones[tens] + "十")) + (ones[units] if units else "")
