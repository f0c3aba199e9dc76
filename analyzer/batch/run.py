"""Many submissions at once. Read `run_batch` (folders → store), then `analyze_all` (the same without a store, in order).

Whatever the number of workers, the order of the results is that of the submissions; every submission gives a report or an
error; one bad file neither stops nor hides another.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from analyzer.batch.packed import Packed, pack_submission
from analyzer.batch.pool import Failure, run_pool, seldom_collected
from analyzer.batch.records import Record, analyze_submission, error_record, is_error
from analyzer.batch.store import Store
from analyzer.errors import ReadingError
from analyzer.export.messages import message
from analyzer.model import Metadata
from analyzer.outline import choose_profile
from analyzer.pipeline import Options
from analyzer.reading.ahead import convert_ahead
from analyzer.reading.archive import Expansion, Submission, expand
from analyzer.reading.options import LIMITS
from analyzer.rules.catalogue import check_patterns
from analyzer.segmentation import get_segmenter

WORTH_A_WORKER = 4
"""So many submissions a worker, or it costs more to start than it saves."""
GRACE = 10.0
"""Seconds, at most, that a reader's own limit on a converter has to strike before the worker is stopped."""
IN_PROCESS = 120.0
"""A limit of so many seconds a file may go unwatched where one worker is enough; a shorter one needs a process to stop."""

Told = Callable[[int, int, Record | None], None]
"""Called with (done, of how many, error) after each submission; the error is None for one that gave a report."""
Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of a run: how many reports, how many of them were known already, and how many errors."""

    run: int
    reports: int
    known: int
    errors: int


def silent(done: int, total: int, record: Record | None) -> None:
    """Tell nobody."""


def expand_once(paths: Sequence[str], options: Options) -> Expansion:
    """`expand`, with a file that is named twice read once."""
    expansion = expand(paths, options.reading)
    expansion.submissions = list({submission.shown: submission for submission in expansion.submissions}.values())
    return expansion


def check_options(options: Options) -> None:
    """Raises `ConfigurationError` for a profile, segmenter or rule that does not exist, before any file is opened."""
    choose_profile(options.profile, Metadata())
    if options.engine is not None:
        get_segmenter(options.engine)
    if options.rules is not None:
        check_patterns(options.rules.select, "--select")
        check_patterns(options.rules.ignore, "--ignore")


def jobs_for(count: int, wanted: int | None) -> int:
    """How many workers for so many submissions: what was wanted, else one a processor where each has enough to do."""
    if wanted is not None:
        return max(1, min(wanted, count))
    return max(1, min(os.cpu_count() or 1, count // WORTH_A_WORKER))


def _failed(submission: Submission, failure: Failure, timeout: float) -> Record:
    key = f"error.{failure.kind}"
    return error_record(submission.shown, failure.kind, message(key, file=submission.shown, seconds=f"{timeout:g}"))


def _outcomes(
    submissions: Sequence[Submission], each: Callable[..., Outcome | Record], options: Options,
    *, jobs: int, timeout: float,
) -> Iterator[tuple[int, Outcome | Record]]:  # fmt: skip
    """(place in the list, what `each` gives, or an error), as they are done; one worker is this process, unless a short limit is
    to be kept.
    """
    with convert_ahead(submissions, options.reading) as reading:
        work = functools.partial(each, options=dataclasses.replace(options, reading=reading))
        if jobs <= 1 and timeout >= IN_PROCESS:
            with seldom_collected():
                for number, submission in enumerate(submissions):
                    yield number, work(submission)
            return
        limit = dataclasses.replace(reading, timeout=timeout).seconds_a_file
        for number, outcome in run_pool(submissions, work, jobs=jobs, timeout=limit + min(GRACE, limit)):
            if isinstance(outcome, Failure):
                yield number, _failed(submissions[number], outcome, limit)
            else:
                yield number, outcome


def analyze_all(
    submissions: Sequence[Submission], options: Options | None = None, *, jobs: int | None = None, timeout: float = 120.0,
    told: Told = silent,
) -> Iterator[Record]:  # fmt: skip
    """A record for each submission, in their order. Raises `ConfigurationError` before any work is done."""
    options = options or Options()
    check_options(options)
    held: dict[int, Record] = {}
    awaited = 0
    workers = jobs_for(len(submissions), jobs)
    outcomes = _outcomes(submissions, analyze_submission, options, jobs=workers, timeout=timeout)
    for done, (number, record) in enumerate(outcomes, 1):
        told(done, len(submissions), record if is_error(record) else None)
        held[number] = record
        while awaited in held:
            yield held.pop(awaited)
            awaited += 1


# ---------- what decides a result


def _contents(folder: Traversable) -> Iterator[bytes]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _contents(entry)
        elif not entry.name.endswith((".pyc", ".j2", ".css", ".js")):
            yield entry.name.encode()
            yield entry.read_bytes()


@functools.cache
def analyser_id() -> str:
    """The version with a hash of the program and its lexicons: a changed word makes old results stale, a copied install not."""
    from analyzer import __version__

    digest = hashlib.sha256()
    for content in _contents(files("analyzer")):
        digest.update(content)
    return f"{__version__}+{digest.hexdigest()[:12]}"


def settings_id(options: Options) -> str:
    """A hash of everything that decides a result besides the file: program, profile with its content, rules, reading."""
    profile = Path(options.profile)
    content = profile.read_bytes() if profile.suffix == ".toml" and profile.is_file() else b""
    told = (
        analyser_id(), options.profile, hashlib.sha256(content).hexdigest(), options.engine, options.rules,
        options.reading.ocr, options.reading.max_bytes, *(getattr(options.reading, field) for field in LIMITS.values()),
    )  # fmt: skip
    return hashlib.sha256(repr(told).encode()).hexdigest()[:24]


# ---------- with a store


def _known(store: Store, submission: Submission, settings: str, options: Options) -> int | None:
    """The stored report of a submission whose content has not changed."""
    hashes = store.hashes(submission.shown, settings)
    if not hashes:
        return None
    try:
        content = submission.load(options.reading)
    except ReadingError:
        return None
    return hashes.get(hashlib.sha256(content).hexdigest())


def _modified(submission: Submission) -> float | None:
    try:
        return Path(submission.path).stat().st_mtime
    except OSError:
        return None


def run_batch(
    paths: Sequence[str], store: Store, options: Options | None = None, *, jobs: int | None = None, timeout: float = 120.0,
    told: Told = silent,
) -> Batch:  # fmt: skip
    """Analyse what the paths name into the store, skipping what it knows. Ctrl-C or a kill leaves what is done.

    Raises `ConfigurationError` (before any work) for a wrong profile or rule.
    """
    options = options or Options()
    check_options(options)
    expansion, settings = expand_once(paths, options), settings_id(options)
    run = store.begin(analyser_id(), settings, list(paths))
    total, fresh = len(expansion.submissions), []
    for position, submission in enumerate(expansion.submissions):
        report = _known(store, submission, settings, options)
        if report is None:
            fresh.append(position)
        else:
            store.seen(run, position, submission.shown, report, _modified(submission))
            told(position + 1 - len(fresh), total, None)
    known = total - len(fresh)
    failed = 0
    work = [expansion.submissions[position] for position in fresh]
    outcomes = _outcomes(work, pack_submission, options, jobs=jobs_for(len(work), jobs), timeout=timeout)
    for done, (number, outcome) in enumerate(outcomes, 1):
        if isinstance(outcome, Packed):
            store.add(run, fresh[number], outcome, settings, _modified(work[number]))
            told(known + done, total, None)
        else:
            store.fail(run, fresh[number], outcome)
            failed += 1
            told(known + done, total, outcome)
    for position, error in enumerate(expansion.errors, total):
        record = error_record(error.file, error.kind, error.message)
        store.fail(run, position, record)
        told(total, total, record)
    store.finish(run, dict(expansion.skipped))
    return Batch(run, total - failed, known, failed + len(expansion.errors))
