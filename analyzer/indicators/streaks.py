"""Runs of years told beside a number (连续4年, 十二连丰). Front function: `read_streaks`."""

from __future__ import annotations

import bisect
import re
from decimal import Decimal

from analyzer.indicators.walk import Draft
from analyzer.model import NumberMention
from analyzer.numerals import parse_numeral

__all__ = ["read_streaks"]

_NUMERAL = r"[0-9]{1,2}|[一二两三四五六七八九十]{1,3}"
_RUN = re.compile(rf"连续(?:第)?(?P<years>{_NUMERAL})个?年(?!度?计划|级)|(?P<streak>{_NUMERAL})连[增降丰升冠涨跌]")
_STOPS = "，,；;。"


def read_streaks(text: str, drafts: list[Draft], mentions: tuple[NumberMention, ...]) -> dict[int, int]:
    """Mention of a number → the years that it has been so in a row.

    A run belongs to the first number right of it in its clause (连续8年稳定在20万吨以上), else to the last number of the sentence
    before it (满意度98.5%，连续4年居全市第一). A run with no number in its sentence belongs to none.
    """
    runs: dict[int, int] = {}
    starts = [mentions[draft.mention].start for draft in drafts]
    low = -1
    for draft in drafts:
        sentence = draft.sentence
        if sentence.start <= low:
            continue
        low = sentence.start
        for match in _RUN.finditer(text, sentence.start, sentence.end):
            years = parse_numeral(match["years"] or match["streak"])
            if not isinstance(years, Decimal) or years < 2:
                continue
            owner = _owner(text, drafts, starts, match, sentence.start, sentence.end)
            if owner is not None:
                runs[owner.mention] = int(years)
    return runs


def _owner(text: str, drafts: list[Draft], starts: list[int], match: re.Match[str], low: int, high: int) -> Draft | None:
    stop = min((place for mark in _STOPS if (place := text.find(mark, match.end(), high)) >= 0), default=high)
    after = bisect.bisect_left(starts, match.end())
    if after < len(drafts) and starts[after] < stop:
        return drafts[after]
    before = bisect.bisect_left(starts, match.start()) - 1
    return drafts[before] if before >= 0 and starts[before] >= low else None
