"""Misspellings by counts: words that the field does not know, with a repair one character away that it knows well.

Read `suspects` first (places where the words are unknown), then `repairs` (what would make them known).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress, count
from operator import itemgetter, not_
from typing import Literal, NamedTuple
from weakref import WeakKeyDictionary

from analyzer.rules.context import RuleContext
from analyzer.rules.txt.lexicon import confusable, counts, known, looks_alike

RUN_BEFORE = re.compile("[一-龥]*$")
RUN_AFTER = re.compile("[一-龥]*")


@dataclass(frozen=True, slots=True)
class Repair:
    """`text[start:end]` would be known as `right`; `weight` is twice the binary logarithm of the count of what it makes."""

    start: int
    end: int
    right: str
    weight: int
    kind: Literal["sound", "look", "doubled"]


class Suspect(NamedTuple):
    """A character whose neighbourhood the field does not know; `words` are up to three characters before and after it."""

    place: int
    words: str
    at: int


def unknown_pairs(context: RuleContext) -> list[int]:
    """Places of the body where two characters stand side by side that the field does not know so, the second a Chinese one.

    In order; worked out once for all rules of a report. Where nothing is unknown, nothing is misspelled.
    """
    found = _UNKNOWN.get(context)
    if found is None:
        text, unknown = context.folded, map(not_, map(known(2).__contains__, context.bigrams))
        places = compress(count(context.body_start), unknown)
        found = _UNKNOWN[context] = [at for at in places if "一" <= text[at + 1] <= "龥"]
    return found


_UNKNOWN: WeakKeyDictionary[RuleContext, list[int]] = WeakKeyDictionary()


def doubtful(context: RuleContext) -> list[int]:
    """First places of the trigrams of the body that hold two Chinese characters which the field does not know side by side."""
    text, low, high = context.folded, context.body_start, context.body_end - 3
    first: dict[str, int] = {}
    for place in unknown_pairs(context):
        if "一" <= text[place] <= "龥":
            for at in (place - 1, place):
                if low <= at <= high:
                    first.setdefault(text[at : at + 3], at)
    return list(first.values())


def suspects(text: str, start: int, end: int, places: Iterable[int]) -> list[Suspect]:
    """Characters whose trigram is unknown, and one of their pairs too, and for which some repair makes the trigram known.

    `places` are those of trigrams inside `text[start:end]`, each trigram once: a slip that repeats is told once. In the order of
    the text.
    """
    pairs, triples = known(2), known(3)
    middles, (beginnings, ends) = _middles(), _edges()
    found = []
    for at in places:
        before, here, after = text[at], text[at + 1], text[at + 2]
        if not "一" <= here <= "龥" or text[at : at + 3] in triples:
            continue
        if before + here in pairs and here + after in pairs:
            continue
        if not "一" <= after <= "龥":  # the ends of a run have one neighbour only
            mendable = before + here not in pairs and text[at - 1 : at + 1] in beginnings
        elif not "一" <= before <= "龥":
            mendable = here + after not in pairs and text[at + 2 : at + 4] in ends
        else:
            fitting = middles.get(before + after)
            mendable = here == after or (fitting is not None and not confusable(here).isdisjoint(fitting))
        if mendable:
            found.append(at + 1)
    return [_suspect(text, place, start, end) for place in sorted(found)]


def _suspect(text: str, place: int, start: int, end: int) -> Suspect:
    """The character with the Chinese characters around it, at most three to each side."""
    low = RUN_BEFORE.search(text[max(start, place - 3) : place])
    high = RUN_AFTER.match(text[place + 1 : min(end, place + 4)])
    before, after = low.group() if low else "", high.group() if high else ""
    return Suspect(place, before + text[place] + after, len(before))


def _weight(words: str, at: int, size: int, least: int = 4) -> int:
    """The largest weight of an n-gram of `words` over `[at, at + size)`, where all trigrams over it are known; else 0.

    `least` is the smallest n that counts: a doubled character is seldom anything else, so a trigram is enough there.
    """
    trigrams = [words[i : i + 3] for i in range(max(0, at - 2), min(at + size, len(words) - 2))]
    if not trigrams or not known(3).issuperset(trigrams):
        return 0
    weights = counts()
    grams = [words[i : i + 4] for i in range(max(0, at - 3), min(at + size, len(words) - 3))]
    return max((weights.get(gram, 0) for gram in (grams if least > 3 else grams + trigrams)), default=0)


@cache
def _middles() -> dict[str, str]:
    """Two characters → those that the field knows between them."""
    found: dict[str, str] = {}
    get = found.get
    for gram in known(3):
        gap = gram[0] + gram[2]
        found[gap] = get(gap, "") + gram[1]
    return found


@cache
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    """The first two and the last two characters of the trigrams that the field knows."""
    return frozenset(map(itemgetter(slice(2)), known(3))), frozenset(map(itemgetter(slice(1, 3)), known(3)))


def _replacements(words: str, at: int) -> frozenset[str]:
    """Characters that sound or look like the one at a place and make a known trigram with its neighbours."""
    triples = known(3)
    if at == 0:
        before, after = "", words[1:3]
    elif at == len(words) - 1:
        before, after = words[max(0, at - 2) : at], ""
    else:
        before, after = words[at - 1], words[at + 1]
    return frozenset(other for other in confusable(words[at]) if before + other + after in triples)


def repairs(suspect: Suspect) -> Iterator[Repair]:
    """Repairs at a suspect place: another character, or one of two equal ones dropped."""
    words, at, place = suspect.words, suspect.at, suspect.place
    here, after = words[at], words[at + 1 : at + 2]
    for other in _replacements(words, at):
        weight = _weight(words[:at] + other + words[at + 1 :], at, 1)
        if weight:
            yield Repair(place, place + 1, other, weight, "look" if looks_alike(here, other) else "sound")
    if after == here and here * 2 not in known(2):
        weight = _weight(words[:at] + words[at + 1 :], max(0, at - 1), 2, least=3)
        if weight:
            yield Repair(place, place + 2, here, weight, "doubled")


def best_repair(suspect: Suspect) -> Repair | None:
    """The likeliest repair at a place, or None; a sound and a look count alike."""
    return max(repairs(suspect), key=lambda repair: (repair.weight, repair.right), default=None)
