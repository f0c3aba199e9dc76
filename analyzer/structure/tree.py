"""Which candidates are headings, and at which level: a beam search over stacks of counters.

Read `choose` first. A state is a stack of (form, printed number, count of headings); each candidate is left or taken, and
taken either continues one of the counters of the stack (closing those above it) or opens a new one. Counting beside reading
is what lets damaged numbers through: after 一、 and "2、 " the counter stands at 2 whatever was printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from analyzer.structure.headings import AFTER_COMMA, CHINESE_BRACKET, Candidate

_BEAM = 16
_BEHIND = 14.0
"""A state so much dearer than the best one is dropped."""
_REPEAT, _COUNTED, _SKIP, _SKIP_EACH, _BACK, _RESTART = 1.7, 0.4, 1.1, 0.6, 4.0, 2.0
_OPEN_LATE, _OPEN_LATE_EACH, _OPEN_AGAIN, _NOT_RISING, _CLOSE = 2.5, 0.5, 5.0, 3.0, 1.0
_WRONG = 3.4
"""A number that fits nowhere costs less than leaving a label that opens a line: a slip of the pen is a heading still."""
_DIRECT_TAKE, _DIRECT_LEAVE = 0.3, 3.0
_DIRECT = range(2, 56)

Counter = tuple[int, int, int]
"""(form, number as printed, headings so far)"""


@dataclass(frozen=True, slots=True)
class Heading:
    """A candidate that was taken: its form as read, its place among its siblings and its depth (0 is the highest)."""

    candidate: Candidate
    form: int
    ordinal: int
    depth: int


_State = tuple[float, tuple[Counter, ...], Candidate | None, int, int, "_State | None"]
"""A reading of the candidates so far: its cost, the stack, the last candidate taken with the form and the ordinal that it was
given, and the state before that one. The form is `_LEFT` where the last candidate was left. A plain tuple, since most of what
is made is dropped at the next candidate.
"""
_LEFT = -1
_COST = itemgetter(0)


def choose(folded: str, candidates: list[Candidate]) -> list[Heading]:
    """The headings, in the order of the text."""
    states: list[_State] = [(0.0, (), None, _LEFT, 0, None)]
    for candidate in candidates:
        states = _step(folded, states, candidate)
    found = []
    state: _State | None = min(states, key=_COST)
    while state is not None:
        _, stack, last, form, ordinal, state = state
        if last is not None and form != _LEFT:
            found.append(Heading(last, form, ordinal, len(stack) - 1))
    return found[::-1]


def _step(folded: str, states: list[_State], candidate: Candidate) -> list[_State]:
    best: dict[tuple[tuple[Counter, ...], int], _State] = {}
    direct: dict[int, bool] = {}
    start, number = candidate.start, candidate.number
    for state in states:
        cost, stack, last, taken, _, before = state
        after = -1 if last is None else last.after
        if after not in direct:
            direct[after] = after >= 0 and not candidate.listed and _is_direct(folded, after, candidate)
        leave, take = candidate.leave, candidate.take
        if direct[after]:
            leave, take = max(leave, _DIRECT_LEAVE), min(take, _DIRECT_TAKE)
        parent = before if taken == _LEFT else state
        key = stack, (-1 if last is None else last.start)
        known = best.get(key)
        if known is None or cost + leave < known[0]:
            best[key] = (cost + leave, stack, last, _LEFT, 0, parent)
        if last is not None and start < last.end:
            continue
        for form, reading in candidate.readings:
            for more, moved, ordinal in _moves(stack, form, number):
                total = cost + take + reading + more
                key = moved, start
                known = best.get(key)
                if known is None or total < known[0]:
                    best[key] = (total, moved, candidate, form, ordinal, parent)
    kept = sorted(best.values(), key=_COST)[:_BEAM]
    dearest = kept[0][0] + _BEHIND
    return [state for state in kept if state[0] <= dearest]


def _is_direct(folded: str, last: int, candidate: Candidate) -> bool:
    """Whether a heading may follow the last one with nothing but a title between (一、…情况（一）…)."""
    if candidate.start - last not in _DIRECT or candidate.place == AFTER_COMMA:
        return False
    between = folded[last : candidate.start]
    return not any(sign in between for sign in "。；！？")


@lru_cache(maxsize=20_000)
def _moves(stack: tuple[Counter, ...], form: int, number: int) -> tuple[tuple[float, tuple[Counter, ...], int], ...]:
    """(cost, new stack, ordinal) of each way to take a label of this form and number."""
    moves = []
    for depth, (own, last, count) in enumerate(stack):
        if own == form:
            cost = _continue_cost(last, count, number, depth)
            restarted = number == 1 and last > 1
            ordinal = 1 if restarted else (number if number > last else count + 1)
            moves.append((cost, (*stack[:depth], (form, number, 1 if restarted else count + 1)), ordinal))
    again = any(own == form for own, _, _ in stack)
    late = 0.0 if number == 1 else _OPEN_LATE + _OPEN_LATE_EACH * number
    for depth in range(len(stack), -1, -1):
        if depth < len(stack) and stack[depth][0] <= form:
            continue
        falls = depth > 0 and stack[depth - 1][0] >= form
        cost = late + (_OPEN_AGAIN if again else 0.0) + (_NOT_RISING if falls else 0.0) + (_CLOSE if depth < len(stack) else 0.0)
        moves.append((cost, (*stack[:depth], (form, number, 1)), number))
    return tuple(moves)


def _continue_cost(last: int, count: int, number: int, depth: int) -> float:
    if number == last + 1:
        return 0.0
    if number == count + 1:
        return _COUNTED
    if number == last:
        return _REPEAT
    if number > last:
        return min(_SKIP + _SKIP_EACH * (number - last - 1), _WRONG)
    if number == 1:
        return _RESTART if depth == 0 else _BACK
    return _WRONG


def levels(headings: list[Heading], lower: bool = False) -> list[int]:
    """The level of each heading (1 is the highest): its depth, but a （一） that stands under no 一、 keeps the second level.

    `lower` tells that headings without labels stand above all of these.
    """
    found: list[int] = []
    shift = 0
    for heading in headings:
        if heading.depth == 0:
            shift = 1 if lower or heading.form == CHINESE_BRACKET else 0
        found.append(heading.depth + 1 + shift)
    return found
