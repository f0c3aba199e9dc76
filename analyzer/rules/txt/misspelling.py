"""Misspellings by counts: words that the field does not know, with a repair one character away that it knows well.

Read `suspects` first (places where the words are unknown), then `repairs` (what would make them known).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from analyzer.rules.txt.lexicon import confusable, counts, looks_alike

RUN = re.compile(r"[一-龥]{4,}")


@dataclass(frozen=True, slots=True)
class Repair:
    """`text[start:end]` would be known as `right`; `weight` is twice the binary logarithm of the count of what it makes."""

    start: int
    end: int
    right: str
    weight: int
    kind: Literal["sound", "look", "doubled", "swapped"]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A character whose neighbourhood the field does not know; `words` are up to three characters before and after it."""

    place: int
    words: str
    at: int


def suspects(text: str, start: int, end: int) -> Iterator[Suspect]:
    """Characters whose trigram is unknown, and one of their pairs too; only inside runs of Chinese characters."""
    known = counts()
    for run in RUN.finditer(text, start, end):
        words, size = run.group(), run.end() - run.start()
        unknown = [at for at in range(size - 2) if words[at : at + 3] not in known]
        if not unknown:
            continue
        places = [at + 1 for at in unknown if words[at : at + 2] not in known or words[at + 1 : at + 3] not in known]
        # the ends of a run have one neighbour only
        if unknown[0] == 0 and words[:2] not in known:
            places.insert(0, 0)
        if unknown[-1] == size - 3 and words[-2:] not in known:
            places.append(size - 1)
        for at in places:
            low = max(0, at - 3)
            yield Suspect(run.start() + at, words[low : at + 4], at - low)


def _weight(words: str, at: int, size: int) -> int:
    """The largest weight of a 4-gram of `words` over `[at, at + size)`, where all trigrams over it are known; else 0."""
    known = counts()
    trigrams = [words[i : i + 3] for i in range(max(0, at - 2), min(at + size, len(words) - 2))]
    if not trigrams or any(gram not in known for gram in trigrams):
        return 0
    return max((known.get(words[i : i + 4], 0) for i in range(max(0, at - 3), min(at + size, len(words) - 3))), default=0)


@cache
def _gaps() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Known trigrams by what stands around one of their characters: its middle, its last, its first."""
    tables: tuple[dict[str, str], ...] = ({}, {}, {})
    for gram in counts():
        if len(gram) == 3:
            for table, pair, char in zip(
                tables, (gram[0] + gram[2], gram[:2], gram[1:]), (gram[1], gram[2], gram[0]), strict=True
            ):
                table[pair] = table.get(pair, "") + char
    return tables[0], tables[1], tables[2]


def _replacements(words: str, at: int) -> frozenset[str]:
    """Characters that sound or look like the one at a place and make a known trigram with its neighbours."""
    middles, lasts, firsts = _gaps()
    if at == 0:
        fitting = firsts.get(words[1:3], "")
    elif at == len(words) - 1:
        fitting = lasts.get(words[at - 2 : at], "")
    else:
        fitting = middles.get(words[at - 1] + words[at + 1], "")
    return confusable(words[at]).intersection(fitting) if fitting else frozenset()


def repairs(suspect: Suspect) -> Iterator[Repair]:
    """Repairs at a suspect place: another character, one of two equal ones dropped, two swapped."""
    words, at, place = suspect.words, suspect.at, suspect.place
    here, after = words[at], words[at + 1 : at + 2]
    for other in _replacements(words, at):
        weight = _weight(words[:at] + other + words[at + 1 :], at, 1)
        if weight:
            yield Repair(place, place + 1, other, weight, "look" if looks_alike(here, other) else "sound")
    if after == here:
        weight = _weight(words[:at] + words[at + 1 :], max(0, at - 1), 2)
        if weight:
            yield Repair(place, place + 2, here, weight, "doubled")
    elif after and after + here in counts():
        weight = _weight(words[:at] + after + here + words[at + 2 :], at, 2)
        if weight:
            yield Repair(place, place + 2, after + here, weight, "swapped")


def best_repair(suspect: Suspect) -> Repair | None:
    """The likeliest repair at a place, or None; a sound and a look count alike."""
    return max(repairs(suspect), key=lambda repair: (repair.weight, repair.right), default=None)
