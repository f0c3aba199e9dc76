"""A process pool that loses nothing: every item comes back with its result or with the reason why there is none.

Read `run_pool` first. Unlike `concurrent.futures` it can stop an item that takes too long and knows which item a worker died on;
both give a `Failure` for that item alone, and a fresh worker takes the place of the lost one. Workers are spawned (as on Windows)
and end by themselves when the parent is gone, however it went.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Generic, Literal, TypeVar, cast

from analyzer.errors import AnalyzerError, ConfigurationError
from analyzer.export.messages import message

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Item], Result]
_CONTEXT = multiprocessing.get_context("spawn")
START_LIMIT = 120.0
"""Seconds that a worker may take to start; a system that cannot start one at all must not leave us waiting."""


class WorkersCannotStartError(AnalyzerError):
    """No worker process came up: the system refuses, or a script starts workers outside `if __name__ == "__main__":`."""

    def __init__(self) -> None:
        super().__init__(message("error.workers"))


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item has no result: it took too long, or its worker died (out of memory, a crash in a library)."""

    kind: Literal["timeout", "died"]


@dataclass(frozen=True, slots=True)
class _Refusal:
    """What a worker answers where the whole call is wrong."""

    text: str


@contextlib.contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage in cycles a hundred times less often: a report makes many small objects and hardly a cycle."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _serve(connection: Connection, work: Work[Item, Result]) -> None:
    """A worker: announce itself, then answer items until the pipe closes. Ctrl-C is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError), seldom_collected():
        connection.send("ready")
        while True:
            item = connection.recv()
            try:
                answer: Result | _Refusal = work(item)
            except ConfigurationError as error:  # a wrong call, not a bad item
                answer = _Refusal(str(error))
            connection.send(answer)


class _Worker(Generic[Item, Result]):
    """A worker process, the number of the item it has, and when that must be done."""

    def __init__(self, work: Work[Item, Result]) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self.process: SpawnProcess = _CONTEXT.Process(target=_serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()
        self.number: int | None = None
        self.ready = False
        self.deadline = time.monotonic() + START_LIMIT

    def give(self, number: int, item: Item, timeout: float) -> None:
        self.number, self.deadline = number, time.monotonic() + timeout
        self.connection.send(item)

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


class Guard(Generic[Item, Result]):
    """One worker process that stays between calls, for who deals out items by other means (a task of a cluster).

    `ask` gives the result of an item, or why there is none; a worker that was lost is replaced at the next call.
    """

    def __init__(self, work: Work[Item, Result], timeout: float) -> None:
        self._work, self._timeout = work, timeout
        self._worker: _Worker[Item, Result] | None = None

    def ask(self, item: Item) -> Result | Failure:
        """The result of one item. Raises `ConfigurationError` where `work` does, `WorkersCannotStartError`."""
        worker = self._worker or self._started()
        kind: Literal["timeout", "died"] = "died"
        try:
            worker.give(0, item, self._timeout)
            if worker.connection.poll(self._timeout):
                received = worker.connection.recv()
                if isinstance(received, _Refusal):
                    raise ConfigurationError(received.text)
                return cast(Result, received)
            kind = "timeout"
        except (EOFError, OSError):
            pass
        self.stop()
        return Failure(kind)

    def _started(self) -> _Worker[Item, Result]:
        for _ in range(4):
            worker = _Worker(self._work)
            try:
                if worker.connection.poll(START_LIMIT) and worker.connection.recv() == "ready":
                    self._worker = worker
                    return worker
            except (EOFError, OSError):
                pass
            worker.stop()
        raise WorkersCannotStartError

    def stop(self) -> None:
        """End the worker process."""
        if self._worker is not None:
            self._worker.stop()
            self._worker = None


def run_pool(
    items: Iterable[Item], work: Work[Item, Result], *, jobs: int, timeout: float
) -> Iterator[tuple[int, Result | Failure]]:
    """(number of the item, result or failure), in the order in which they are done; items are taken as workers get free.

    `work` must be a function of a module (or a partial of one). Raises what `work` cannot pickle, `ConfigurationError`
    where `work` does (it concerns all items); whatever is raised here by the consumer stops the workers.
    """
    waiting = enumerate(items)
    workers = [_Worker(work) for _ in range(jobs)]
    try:
        yield from _drive(waiting, workers, work, timeout)
    finally:
        for worker in workers:
            worker.stop()


def _drive(
    waiting: Iterator[tuple[int, Item]], workers: list[_Worker[Item, Result]], work: Work[Item, Result], timeout: float
) -> Iterator[tuple[int, Result | Failure]]:
    failed_starts = 0
    while workers:
        now = time.monotonic()
        soonest = min(worker.deadline for worker in workers)
        ready = set(wait([worker.connection for worker in workers], max(0.0, min(soonest - now, 1.0))))
        for worker in list(workers):
            outcome: Result | Failure | None
            if worker.connection in ready:
                try:
                    received = worker.connection.recv()
                except (EOFError, OSError):
                    received = Failure("died")
                if isinstance(received, _Refusal):
                    raise ConfigurationError(received.text)
                outcome = None if not worker.ready and received == "ready" else received
            elif time.monotonic() < worker.deadline:
                continue
            else:
                outcome = Failure("timeout")
            number, started = worker.number, worker.ready
            worker.ready = True
            lost = isinstance(outcome, Failure)
            failed_starts += lost and not started
            if lost:
                worker.stop()
                workers.remove(worker)
            if number is not None and outcome is not None:
                yield number, outcome
            if failed_starts > 3:
                raise WorkersCannotStartError
            _next(waiting, worker if not lost else None, workers, work, timeout)


def _next(
    waiting: Iterator[tuple[int, Item]], worker: _Worker[Item, Result] | None, workers: list[_Worker[Item, Result]],
    work: Work[Item, Result], timeout: float,
) -> None:  # fmt: skip
    """Give the next item to a free worker, or let it go; start another for one that was lost."""
    if worker is None:
        workers.append(_Worker(work))
        return
    following = next(waiting, None)
    if following is None:
        worker.stop()
        workers.remove(worker)
    else:
        worker.give(*following, timeout)
