"""Where a heading's title ends: at the line's end, at its first sentence's end, or glued into the text that follows.

Read `title_end` first. A title on a line of its own, or one that the next heading follows directly, is whole. Otherwise the
first stop is the rule (run-in headings are the norm at the second level), and an end before it has to be argued for: a noun
that closes headings before it, a subject, a time or a verb that opens a text behind it, brackets balanced, and a clause that
is complete. Headings of one report are alike, so what the siblings do counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.segmentation import Segmenter
from analyzer.structure.words import TitleWords, title_words

_STOP = re.compile("[。！？\n]")
_LONGEST = 100
_WINDOW = 70
"""A glued end is looked for among so many characters."""
_CLAUSE_SIGN = "，、：；,:;"
_OPEN, _CLOSE = "“（《(【〔‘", "”）》)】〕’"
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A heading whose title is to be found: from `after` to at most `limit` (the next heading or the text's end)."""

    after: int
    limit: int
    level: int


def title_ends(folded: str, slots: list[Slot], segmenter: Segmenter) -> list[int]:
    """The end of each title (without the stop behind it)."""
    clean = [_clean_end(folded, slot) for slot in slots]
    return [
        end if end is not None else _glued_or_stop(folded, slot, segmenter, title_words()) for slot, end in zip(slots, clean, strict=True)
    ]


def _clean_end(folded: str, slot: Slot) -> int | None:
    """The end where there is no doubt: a line of its own, or the next heading directly behind."""
    line = folded.find("\n", slot.after, slot.limit)
    end = slot.limit if line < 0 else line
    if end - slot.after > _LONGEST:
        return None
    text = folded[slot.after : end].rstrip(" ")
    whole = text.rstrip("。：:；;！ ")
    if _STOP.search(whole):
        return None
    if line >= 0 or end < len(folded):
        return slot.after + len(whole)
    return None


def _glued_or_stop(folded: str, slot: Slot, segmenter: Segmenter, words: TitleWords) -> int:
    stop = _STOP.search(folded, slot.after, slot.limit)
    end = min(stop.start() if stop else slot.limit, slot.limit)
    glued = _glued(folded[slot.after : min(end, slot.after + 2 * _WINDOW)], segmenter, words)
    length = end - slot.after
    threshold = 4.0 if length <= 30 else 3.0 if length <= 45 else 2.0 if length <= 80 else 1.0
    best = max(glued, key=lambda each: each[1], default=None)
    if best is not None and best[1] >= threshold:
        return slot.after + best[0]
    if length > _LONGEST and best is not None and best[1] > 0:
        return slot.after + best[0]
    if length > _LONGEST:
        comma = re.compile("[，；：]").search(folded, slot.after + 4, end)
        end = comma.start() if comma else slot.after + _LONGEST
    return slot.after + len(folded[slot.after : end].rstrip(" ：:；，、"))


def _glued(text: str, segmenter: Segmenter, words: TitleWords) -> list[tuple[int, float]]:
    """(offset, score) of each place where a title may run into its text without a sign between."""
    found = []
    place, depth, clause = 0, 0, 0
    parts = segmenter.words(text)
    for index, word in enumerate(parts):
        if place >= _SHORTEST and place <= _WINDOW and depth == 0 and word.strip():
            score = _score(text, place, clause, parts[index - 1], word, words)
            if score is not None:
                found.append((len(text[:place].rstrip(" ")), score))
        for sign in word:
            depth += (sign in _OPEN) - (sign in _CLOSE and depth > 0)
        place += len(word)
        if word[-1:] in _CLAUSE_SIGN:
            clause = place
    return found


def _score(text: str, place: int, clause: int, before: str, word: str, words: TitleWords) -> float | None:
    """How well a title ends at a place, or None where it cannot."""
    head = text[clause:place]
    if before in words.never_last or before[-1:] in _CLAUSE_SIGN or len(head.strip()) < _SHORTEST:
        return None
    if word[:1] in _CLAUSE_SIGN + _CLOSE + "的等和与及之":
        return None
    score = 0.0
    if words.subjects.match(text, place):
        score += 3.0
    elif word in words.openings:
        score += 1.5
    elif word in words.verbs:
        score += 1.0
    else:
        return None
    if before.endswith(words.ends) or text[:place].endswith(words.ends):
        score += 1.5
    opening = text[:4]
    if len(opening) == 4 and text.startswith(opening, place):
        score += 3.0
    return score - 0.02 * place
