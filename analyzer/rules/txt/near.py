"""Near misses of a fixed string in a text: one character changed, lost, doubled, put in, or two swapped.

Read `Searcher` first: it finds, for many strings at once, the places where one of their halves stands and the whole does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress
from operator import add
from typing import Literal

FEW = 60
"""So many keys are looked for one by one; more of them by one pass over the text."""

_Key = tuple[str, int, str, bool]
Slip = Literal["changed", "lost", "doubled", "inserted", "swapped"]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """`text[start:end]` is `term` but for one slip; `at` is the place of the slip in the text, `index` in the term."""

    start: int
    end: int
    term: str
    slip: Slip
    at: int
    index: int


def slips(written: str, term: str) -> tuple[Slip, int] | None:
    """How `written` differs from `term` by one slip, and the index in `written`; None where it is equal or differs by more."""
    size, wanted = len(written), len(term)
    if abs(size - wanted) > 1 or written == term:
        return None
    head = 0
    while head < min(size, wanted) and written[head] == term[head]:
        head += 1
    tail = 0
    while tail < min(size, wanted) - head and written[size - 1 - tail] == term[wanted - 1 - tail]:
        tail += 1
    middle_written, middle_term = written[head : size - tail], term[head : wanted - tail]
    if len(middle_written) == len(middle_term) == 1:
        return "changed", head
    if len(middle_term) == 1 and not middle_written:
        return "lost", head
    if len(middle_written) == 1 and not middle_term:
        before, after = written[head - 1 : head], written[head + 1 : head + 2]
        return ("doubled" if middle_written in (before, after) else "inserted"), head
    if len(middle_written) == 2 and middle_written == middle_term[::-1]:
        return "swapped", head
    return None


class Searcher:
    """Finds near misses of many terms of five characters or more; built once for a list of terms.

    A term with one slip still has its first or its last two or three characters whole: these are the keys that are looked for.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        # key → (term, its length, the character that must stand at its other end, whether the key is its beginning)
        self._keys: dict[str, list[_Key]] = {}
        for term in terms:
            size = 3 if len(term) > 5 else 2
            self._keys.setdefault(term[:size], []).append((term, len(term), term[-1], True))
            self._keys.setdefault(term[-size:], []).append((term, len(term), term[0], False))
        self._ranks = {key: rank for rank, key in enumerate(self._keys)}
        self._rows = [(len(key), tuple(rows)) for key, rows in self._keys.items()]
        self._openings = frozenset(key[:2] for key in self._keys)

    def search(self, text: str, start: int = 0, end: int | None = None, bigrams: list[str] | None = None) -> Iterator[NearMiss]:
        """Near misses in `text[start:end]`, by term; a slip on a term's first or last character is not looked for.

        `bigrams` are the runs of two characters of `text[start:end]`, where the caller has them already.
        """
        stop = len(text) if end is None else end
        places = self._few(text, start, stop) if len(self._keys) < FEW else self._many(text, start, stop, bigrams)
        for rank, at in places:
            length, rows = self._rows[rank]
            last = at + length
            for term, size, edge, leading in rows:
                if leading:
                    if edge not in text[at + size - 2 : at + size + 1] or text.startswith(term, at):
                        continue
                    miss = _ahead(text, at, stop, term)
                else:
                    if edge not in text[max(start, last - size - 1) : max(start, last - size + 2)] or text.startswith(
                        term, max(start, last - size)
                    ):
                        continue
                    miss = _behind(text, start, last, term)
                if miss is not None:
                    yield miss

    def _few(self, text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """Rank of a key and where it stands, key by key: one scan of the text each."""
        for rank, key in enumerate(self._keys):
            at = text.find(key, start, stop)
            while at >= 0:
                yield rank, at
                at = text.find(key, at + 1, stop)

    def _many(self, text: str, start: int, stop: int, bigrams: list[str] | None) -> list[tuple[int, int]]:
        """The same, in the same order, by one pass over the text however many keys there are."""
        if bigrams is None:
            body = text[start:stop]
            bigrams = list(map(add, body, body[1:]))
        rank_of, found = self._ranks.get, []
        for at in compress(range(start, stop), map(self._openings.__contains__, bigrams)):
            for size in (2, 3):
                rank = rank_of(text[at : at + size])
                if rank is not None and at + size <= stop:
                    found.append((rank, at))
        found.sort()
        return found


def _ahead(text: str, at: int, stop: int, term: str) -> NearMiss | None:
    """The near miss of a term that begins at a place, if there is one."""
    size, last = len(term), term[-1]
    for length in (size, size + 1, size - 1):
        if at + length <= stop and text[at + length - 1] == last:
            found = slips(text[at : at + length], term)
            if found is not None and 0 < found[1] < max(length, size) - 1:
                return NearMiss(at, at + length, term, found[0], at + found[1], found[1])
    return None


def _behind(text: str, start: int, end: int, term: str) -> NearMiss | None:
    """The near miss of a term that ends at a place, if there is one."""
    size, first = len(term), term[0]
    for length in (size, size + 1, size - 1):
        at = end - length
        if at >= start and text[at] == first:
            found = slips(text[at:end], term)
            if found is not None and 0 < found[1] < max(length, size) - 1:
                return NearMiss(at, end, term, found[0], at + found[1], found[1])
    return None
