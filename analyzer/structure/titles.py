"""Where a heading's title ends: at the line's end, at its first sentence's end, or glued into the text that follows.

Read `title_end` first. A title on a line of its own, or one that the next heading follows directly, is whole. Otherwise the
first stop is the rule (run-in headings are the norm at the second level), and an end before it has to be argued for: a noun
that closes headings before it, a subject, a time or a verb that opens a text behind it, brackets balanced, and a clause that
is complete. Headings of one report are alike, so what the siblings do counts.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from analyzer.model import Token
from analyzer.segmentation import Segmenter
from analyzer.structure.words import TitleWords, title_words

_STOP = re.compile("[。！？\n]")
_LONGEST = 100
_WINDOW = 70
"""A glued end is looked for among so many characters."""
_CLAUSE_SIGN = "，、：；,:;"
_OPEN, _CLOSE = "“（《(【〔‘", "”）》)】〕’"
_SHORTEST = 4
_SURE = 16
"""A line so short that ends in 。 is a heading whole; a longer one may be a heading and its only sentence."""
_BODY = 6
"""A text has at least so many characters before its first stop; fewer are the end of the heading's own clause."""
_USUAL, _LENGTH = 16, 1.2
_STOP_BONUS, _LINES, _SIBLINGS = 2.5, 2.5, 0.8
_PREDICATES = frozenset({"v", "a", "ad", "i", "l", "vi", "vg", "an"})
"""Tags without which a second clause is no clause yet (…，政府治理效能 | 进一步提升)."""
_FIGURE = re.compile("[0-9](?!.{0,4}[”》])(?![0-9]*年)")


@dataclass(frozen=True, slots=True)
class Slot:
    """A heading whose title is to be found: from `after` to at most `limit` (the next heading or the text's end).

    `lines` tells that the text still has its paragraphs and the heading begins one: then running into the text is rare.
    """

    after: int
    limit: int
    level: int
    lines: bool = False


@dataclass(frozen=True, slots=True)
class _Choice:
    """Where the first stop stands and the best end before it, with how much better (or worse) that is."""

    stop: int
    glued: int | None
    gain: float


def title_ends(folded: str, slots: list[Slot], segmenter: Segmenter) -> list[int]:
    """The end of each title (without the stop behind it)."""
    clean = [_clean_end(folded, slot) for slot in slots]
    choices = [
        _choice(folded, slot, segmenter, title_words()) if end is None else None for slot, end in zip(slots, clean, strict=True)
    ]
    lean = _siblings(slots, choices)
    ends = []
    for slot, end, choice in zip(slots, clean, choices, strict=True):
        if end is None and choice is not None:
            wanted = choice.glued is not None and choice.gain + lean[slot.level] > 0
            end = choice.glued if wanted and choice.glued is not None else choice.stop
        ends.append(slot.after if end is None else end)
    return ends


def _siblings(slots: list[Slot], choices: list[_Choice | None]) -> dict[int, float]:
    """How much the headings of each level lean to running into their text: they are alike in one report."""
    lean: dict[int, float] = {}
    for level in {slot.level for slot in slots}:
        gains = [
            max(-3.0, min(3.0, each.gain)) for slot, each in zip(slots, choices, strict=True) if each and slot.level == level
        ]
        lean[level] = _SIBLINGS * sum(gains) / (len(gains) + 1)
    return lean


def _clean_end(folded: str, slot: Slot) -> int | None:
    """The end where there is no doubt: a line of its own, or the next heading directly behind."""
    line = folded.find("\n", slot.after, slot.limit)
    end = slot.limit if line < 0 else line
    if end - slot.after > _LONGEST:
        return None
    text = folded[slot.after : end].rstrip(" *")
    whole = text.rstrip("。：:；;！ *")
    if _STOP.search(whole) or (text[len(whole) :].startswith("。") and len(whole) > _SURE):
        return None
    if line >= 0 or end < len(folded):
        return slot.after + len(whole)
    return None


def _choice(folded: str, slot: Slot, segmenter: Segmenter, words: TitleWords) -> _Choice:
    match = _STOP.search(folded, slot.after, min(slot.limit, slot.after + 4 * _LONGEST))
    stop = match.start() if match else min(slot.limit, slot.after + 4 * _LONGEST)
    text = folded[slot.after : min(stop, slot.after + _WINDOW + 30)]
    tokens = segmenter.tokens(text)
    best = max(_glued(text, tokens, words), key=lambda each: each[1], default=None)
    shown = slot.after + len(folded[slot.after : stop].rstrip(" ：:；，、"))
    if stop - slot.after > _LONGEST:
        comma = re.compile("[，；：]").search(folded, slot.after + 4, slot.after + _LONGEST)
        shown = comma.start() if comma else slot.after + _LONGEST
    if best is None:
        return _Choice(shown, None, -3.0)
    return _Choice(shown, slot.after + best[0], best[1] - _whole(folded[slot.after : stop], tokens, words, slot.lines))


def _whole(text: str, tokens: list[Token], words: TitleWords, lines: bool) -> float:
    """How well the text up to the stop does as a title: short, of one or two clauses, without figures."""
    score = _STOP_BONUS + _LINES * lines - _length_cost(len(text))
    score -= 1.0 * max(0, len(re.findall("[，；：]", text)) - 1)
    score -= 1.5 * bool(_FIGURE.search(text[3:]))
    if tokens and len(text) <= _WINDOW:
        score += 0.5 * words.closes(tokens[-1])
    return score


def _length_cost(length: int) -> float:
    return _LENGTH * abs(math.log(max(length, 4) / _USUAL))


def _glued(text: str, tokens: list[Token], words: TitleWords) -> list[tuple[int, float]]:
    """(offset, score) of each place where a title may run into its text without a sign between."""
    found = []
    depth, clause, figure, predicate = 0, 0, False, False
    for index, token in enumerate(tokens):
        place = token.start
        if index and _SHORTEST <= place <= _WINDOW and depth == 0 and token.text.strip():
            before = tokens[index - 1]
            if not before.text.strip() and index > 1:
                before = tokens[index - 2]
            if before.text[-1] not in _CLAUSE_SIGN and token.text[0] not in _CLAUSE_SIGN + _CLOSE:
                score = words.begins(token) + words.closes(before) - _length_cost(place) - 1.5 * figure
                score += 2.5 * bool(words.subjects.match(text, place)) + 3.0 * text.startswith(text[:4], place)
                score -= 2.0 * (place - clause < 4) + 2.0 * (len(text) - place < _BODY)
                score += (2.5 + 0.05 * place) * bool(words.outline.fullmatch(text[:place].rstrip(" ")))
                score -= 2.5 * (clause > 0 and not predicate)
                found.append((len(text[:place].rstrip(" ")), score))
        for sign in token.text:
            depth = max(0, depth + (sign in _OPEN) - (sign in _CLOSE))
        figure = figure or (place > 3 and bool(_FIGURE.search(token.text)))
        predicate = predicate or token.tag in _PREDICATES
        if token.text[-1] in _CLAUSE_SIGN:
            clause, predicate = token.end, False
    return found
