"""How work grows with its input: a ratio of processor seconds, so that a slow or busy machine changes nothing."""

import time
from collections.abc import Callable

EIGHTFOLD = 30
"""Eight times the text takes about eight times the work; what is quadratic takes sixty-four times. This lies between."""


def seconds(work: Callable[[], object], rounds: int = 2) -> float:
    """Processor seconds, the best of some runs."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def growth(work: Callable[[str], object], piece: str, size: int) -> float:
    """How many times longer eight times `size` characters of a repeated piece take."""
    small, large = ((piece * length)[:length] for length in (size, 8 * size))
    return seconds(lambda: work(large)) / max(seconds(lambda: work(small), 3), 0.0005)
