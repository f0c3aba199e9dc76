"""Whether a near miss of a fixed term is a slip, or other words that are right: by sound, look and the counts of the field."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.txt.lexicon import counts, looks_alike, sounds_alike, terms
from analyzer.rules.txt.near import NearMiss

NAMED_APART = (
    "省市县区州盟旗乡镇村街国校",
    "一二三四五六七八九十两",
    "前中后上下新老大小",
    "党政军",
    "不无非未",
    "厅局委办部处科",
)
"""Characters that tell one right name from another: a change within a row is no slip."""
JOINERS = "的和与及或等了之在各、"
MAY_BE_LEFT_OUT = "大总分新老小级工"
MAY_BE_PUT_IN = "性化类级型新大总省市县区镇乡村"
"""Characters without which, or with which, a name is often as right."""


def is_slip(text: str, miss: NearMiss) -> bool:
    """Whether the text's words at a near miss can be nothing but the term, damaged."""
    written = text[miss.start : miss.end]
    if not all("一" <= char <= "龥" for char in written):
        return False
    return _is_damage(text, miss) and not _other_term(text, miss)


def _is_damage(text: str, miss: NearMiss) -> bool:
    """Whether the kind of slip, the characters and the counts of the field speak for a slip."""
    unseen = _unseen(text, miss)
    if miss.slip == "doubled":
        return unseen > 0
    if miss.slip == "swapped":
        return unseen > 1
    if miss.slip == "lost":
        return unseen > 0 and len(miss.term) > 5 and miss.term[miss.index] not in JOINERS + MAY_BE_LEFT_OUT
    here = text[miss.at]
    if miss.slip == "inserted":
        return unseen > 1 and len(miss.term) > 5 and here not in JOINERS + MAY_BE_PUT_IN
    meant = miss.term[miss.index]
    if any(here in row and meant in row for row in NAMED_APART) or (here in JOINERS and meant in JOINERS):
        return False
    if sounds_alike(here, meant) or looks_alike(here, meant):
        return unseen > 0
    return unseen > 1 and len(miss.term) > 6


def _unseen(text: str, miss: NearMiss) -> int:
    """How many of the trigrams over the slip the field does not know (two over a loss, three else)."""
    known = counts()
    first = miss.at - 2
    last = miss.at if miss.slip == "lost" else miss.at + 1
    grams = [text[at : at + 3] for at in range(max(miss.start - 1, first), min(last, miss.end - 1))]
    return sum(gram not in known for gram in grams)


def _other_term(text: str, miss: NearMiss) -> bool:
    """Whether another listed term of five characters or more stands over the slip as it is written."""
    return any(len(term) > 4 and term != miss.term for term in terms_over(text, miss.at))


def terms_over(text: str, place: int) -> Iterator[str]:
    """The listed terms that stand over a place of the text."""
    low = max(0, place - 14)
    around = text[low : place + 14]
    for term in terms():
        at = around.find(term)
        if 0 <= at <= place - low < at + len(term):
            yield term
