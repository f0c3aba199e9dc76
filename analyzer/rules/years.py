"""Years in a report: those a heading or a sentence names, and words that hang on the day of writing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.spans import Span

YEAR = re.compile(r"(?<![\d—\-–－~～至])(20\d\d)\s{0,2}年(?!\s{0,2}[—\-–－~～至]{1,2}\s{0,2}20\d\d)")
SPAN_END = re.compile(r"20\d\d\s{0,2}年?\s{0,2}[—\-–－~～至]{1,2}\s{0,2}$")


def years_in(text: str, start: int, end: int) -> Iterator[tuple[int, Span]]:
    """(year, place) of each single year (2023年) in a range; the ends of 2021—2025年 are none."""
    for match in YEAR.finditer(text, start, end):
        if SPAN_END.search(text[max(start, match.start() - 12) : match.start()]) is None:
            yield int(match[1]), (match.start(), match.end())


def published_year(context: RuleContext) -> int | None:
    """The year of the report's date (signature, else publication)."""
    date = context.metadata.date
    return int(date[:4]) if date and date[:4].isdigit() else None


def is_quoted(context: RuleContext, place: int) -> bool:
    """Whether a place lies in 《…》 or “…”."""
    return place in context.titles or place in context.quotes
