"""Dates and years as official texts write them: 2025年1月15日, 2026-01-22, 2023.5.11, 二〇二五年一月十五日, 2024年度."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

_CHINESE_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "O": "0"}
_NUMERIC = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2}) ?[年./-] ?(1[0-2]|0?[1-9]) ?[月./-] ?(3[01]|[12][0-9]|0?[1-9])(?: ?日|(?![0-9./-]))"
)
_CHINESE = re.compile(
    "([一二][一二三四五六七八九〇零○O]{3}) ?年 ?(十[一二]?|元|[一二三四五六七八九]) ?月"
    " ?(三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]) ?日"
)
_YEAR = re.compile(
    r"(?<![0-9—–\-~至到])((?:19|20)[0-9]{2})(?= ?年(?! ?[—–\-~至到] ?(?:20)?[0-9]{2}))|([一二][一二三四五六七八九〇零○]{3})(?=年)"
)


def find_dates(folded: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, ISO 8601) of each full date, in the order of the text; dates that no calendar has are left out."""
    found = []
    for match in _NUMERIC.finditer(folded, start, end):
        found.append((match.span(), [int(group) for group in match.groups()]))
    for match in _CHINESE.finditer(folded, start, end):
        year, month, day = match.groups()
        found.append((match.span(), [chinese_year(year), _small(month), _small(day)]))
    for (begin, stop), (year, month, day) in sorted(found):
        try:
            yield begin, stop, datetime.date(year, month, day).isoformat()
        except ValueError:
            continue


def find_years(text: str) -> list[int]:
    """The years told in a text (2023年, 二〇二三年), those of a stretch (2021—2025年) left out."""
    return [int(match[1]) if match[1] else chinese_year(match[2]) for match in _YEAR.finditer(text)]


def chinese_year(signs: str) -> int:
    """二〇二五 → 2025."""
    return int("".join(_CHINESE_DIGITS[sign] for sign in signs))


def _small(numeral: str) -> int:
    """十二 → 12, 三十一 → 31, 元 → 1."""
    numeral = numeral.replace("元", "一")
    digits = {sign: int(value) for sign, value in _CHINESE_DIGITS.items()}
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return digits[numeral]
    return (digits[tens] if tens else 1) * 10 + (digits[ones] if ones else 0)
