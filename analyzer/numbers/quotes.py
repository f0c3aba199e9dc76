"""Short quotes and titles that hold a numeral: one fixed phrase each. `quoted_phrases`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.numbers.calendar import Hit
from analyzer.numbers.grammar import CHINESE, NUMERALS
from analyzer.numbers.units import load_units

__all__ = ["quoted_phrases", "title_spans"]

_QUOTE = re.compile(r"[“「『‘][^“”「」『』‘’\n。；]{1,16}[”」』’]|\"[^\"\n。；]{1,16}\"")
_TITLE = re.compile(r"《[^《》\n]{1,80}》")
_NUMERAL = re.compile(rf"[\d{CHINESE}]")
_CALENDAR = re.compile(
    r"(?:19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3}年|[0-9一二三四五六七八九十]+月|第[0-9一二三四五六七八九十百]+|[0-9一二三四五六七八九十]+号"
)
_HOTLINE = re.compile(r"(?:123[0-9]{2}|1[01][0249]|12[02])(?![0-9])")
_WORDS = re.compile("统一|进一步|更进一步|下一步|唯一|单一|同一|逐一|一致|一定|一般|一切")
"""Plain words: a quote that holds no other numeral is no slogan for it."""
_NUMBER_ONLY = re.compile(rf"(?:[0-9.,]+|[{CHINESE}]+)")


def quoted_phrases(view: str) -> Iterator[Hit]:
    """Each short quote or title with a numeral, without its marks. A number alone before a classifier is left (“12”件)."""
    for match in _QUOTE.finditer(view):
        inside = match.group()[1:-1]
        inside_words = _WORDS.sub("", inside)
        if not _NUMERAL.search(inside_words):
            continue
        if not _NUMERAL.search(inside) or not NUMERALS.search(inside):
            continue
        start, end = match.start() + 1, match.end() - 1
        if _CALENDAR.search(inside) and len(inside) > 6:
            continue
        if _HOTLINE.match(inside):
            continue
        if _NUMBER_ONLY.fullmatch(inside) and re.match(load_units().strong, view[match.end() : match.end() + 6]):
            continue
        yield "fixed_phrase", start, end, "引号内的用语", None


def title_spans(view: str) -> list[tuple[int, int]]:
    """Where 《titles》 stand: what is counted inside one is part of a name."""
    return [match.span() for match in _TITLE.finditer(view)] if "《" in view else []
