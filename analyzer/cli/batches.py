"""`analyzer check FOLDER -o RESULTS`: analyse into a store, then write everything for the review meeting from it.

Read `check_into`. What is written lies in `analyzer.export.results`; this module asks for it and tells what came of it.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path

from analyzer.batch.dataset import is_data_set, open_results
from analyzer.batch.pool import Failure, run_pool
from analyzer.batch.records import Record
from analyzer.batch.run import GRACE, Batch, analyser_id, expand_once, jobs_for, run_batch
from analyzer.batch.store import Run, Store, is_results
from analyzer.cli import tell
from analyzer.cli.output import print_lines
from analyzer.cli.progress import Progress
from analyzer.cli.settings import Settings
from analyzer.cli.sources import STDIN, tell_skipped
from analyzer.errors import ConfigurationError, ReadingError
from analyzer.export.layout import Line, Span, pad, safe, wrap
from analyzer.export.marks import read_marks
from analyzer.export.messages import message
from analyzer.export.overview import Overview, build_overview
from analyzer.export.places import LEVELS, file_name
from analyzer.export.results import (
    WORKBOOK,
    Annotation,
    Results,
    one_by_one,
    write_annotated,
    write_letters,
    write_letters_to,
    write_tables,
)
from analyzer.export.roster import read_roster
from analyzer.reading.folder import RESULT_MARK

FEW = 4
"""So many bodies with several reports are named; the workbook names all."""
WORTH_WORKERS = 40
"""So many files to annotate, or workers cost more to start than they save."""


def wants_results(paths: list[str], settings: Settings) -> bool:
    """Whether `-o` names a folder of results: text was not asked to be data, and a folder or bundle is to be checked."""
    if settings.output is None or settings.format != "text" or STDIN in paths:
        return False
    return settings.several and not settings.output.suffix


def check_place(folder: Path, *, force: bool) -> None:
    """Raises `ConfigurationError` where the place is a file, or a folder of somebody else's things."""
    if folder.is_file() or (folder.is_dir() and not is_results(folder) and not force and any(folder.iterdir())):
        raise ConfigurationError(message("batch.occupied", place=folder))


def check_into(paths: list[str], settings: Settings) -> int:
    """Check into a folder of results and return the exit code."""
    folder = settings.output
    assert folder is not None
    check_place(folder, force=settings.force)
    if is_data_set(folder):
        raise ConfigurationError(message("cluster.other", folder=folder))
    with Store(folder, write=True) as store:
        take_marks(store, folder)
        with Progress(shown=not settings.quiet) as progress:

            def told(done: int, total: int, error: Record | None) -> None:
                if error is not None:
                    progress.tell(error["message"])
                progress.update(done, total)

            batch = run_batch(
                paths, store, settings.options, jobs=settings.jobs, timeout=settings.timeout, told=told
            )  # fmt: skip
        results, overview = write_all(store, batch, paths, settings)
    tell_places(results)
    return exit_code(overview, settings)


def write_all(store: Store, batch: Batch, paths: list[str], settings: Settings) -> tuple[Results, Overview]:
    """Everything that lies beside the store, from its last run."""
    folder = store.path.parent
    if settings.roster is not None:
        store.set_roster(read_roster(settings.roster))
    overview = overview_of(store, settings)
    run = store.last_run()
    tell_skipped(run.skipped if run is not None else {})
    if not overview.rows:
        raise ConfigurationError(message("error.no_files", places="、".join(paths)))
    print_lines(run_lines(batch, overview), sys.stdout)
    results = Results(folder, overview, store.marks(), store, _maker(run), store.notes())

    def records() -> Iterator[Record]:
        return store.records(batch.run)

    write_tables(results, records, _facts(run), store.state(batch.run))
    each = partial(_each, settings, jobs_for(len(overview.counted), settings.jobs))
    write_annotated(results, records, _loader(paths, settings), fixes=settings.fixes, each=each)
    write_letters(results, records, datetime.date.today())
    return results, overview


def _maker(run: Run | None) -> str:
    """What decides the files besides the submissions: the program that writes them, and that of the run with its options."""
    return f"{analyser_id()} {run.settings if run is not None else ''}"


def _facts(run: Run | None) -> dict[str, str]:
    """What the pages tell about a run."""
    if run is None:
        return {"places": "", "time": "", "analyser": "", "skipped": ""}
    started = datetime.datetime.fromisoformat(run.started).astimezone()
    skipped = "、".join(f"{reason} {count}" for reason, count in sorted(run.skipped.items()))
    return {
        "places": "、".join(run.places),
        "time": started.strftime("%Y-%m-%d %H:%M"),
        "analyser": f"gov-report-analyzer {run.analyser.partition('+')[0]}",
        "skipped": skipped,
    }


def take_marks(store: Store, folder: Path) -> None:
    """Read the clerk's marks out of the workbook of the last run, before anything is written anew."""
    path = folder / WORKBOOK
    if not path.is_file():
        return
    for (unit, fingerprint), (kept, note) in read_marks(path).items():
        store.mark(unit, fingerprint, kept, note)
    store.commit()


def overview_of(store: Store, settings: Settings) -> Overview:
    """The overview of the store's last run."""
    run = store.last_run()
    if run is None:
        return Overview()
    return build_overview(
        store.records(run.id), store.errors(run.id), store.marks(), store.roster(), min_confidence=settings.min_confidence
    )  # fmt: skip


def exit_code(overview: Overview, settings: Settings) -> int:
    """2 where a file could not be read, 1 where a report has enough against it, else 0."""
    if any(row.verdict == "unread" for row in overview.rows):
        return 2
    failing = LEVELS.index(settings.fail_level) + 1
    return 1 if any(sum(row.counts[:failing]) for row in overview.counted) else 0


def run_lines(batch: Batch, overview: Overview) -> list[Line]:
    """What came of a run: files, doubles, parts, findings."""
    counted = overview.counted
    older = [row for row in overview.rows if row.newer is not None]
    told = message("batch.total", files=batch.reports + batch.errors, reports=batch.reports, errors=batch.errors)
    told += "，" + message("batch.double", count=len(older)) if older else ""
    lines: list[Line] = [[Span(told, "head")]]
    if batch.known:
        lines.append([Span("  " + message("batch.known", count=batch.known))])
    lines += _double_lines(overview)
    if absent := [row.unit for row in overview.rows if row.verdict == "absent"]:
        lines += wrap(message("batch.absent", count=len(absent), units=_few(absent)), 80, "  ")
    statuses = [{status for _, status in row.parts} for row in counted if row.parts]
    missing = sum("missing" in found for found in statuses)
    partly = sum("missing" not in found and bool(found & {"merged", "weak"}) for found in statuses)
    if statuses:
        parts = message("batch.complete", complete=len(statuses) - missing - partly, partly=partly, missing=missing)
        lines.append([Span("  " + parts)])
    levels = zip(LEVELS, overview.levels(), strict=True)
    lines.append([Span("  " + " · ".join(f"{message(f'level.{level}')} {count}" for level, count in levels))])
    return lines


def _double_lines(overview: Overview) -> list[Line]:
    """Who sent several reports, and which files are the same; a line a body, those beyond a few only counted."""
    older: dict[tuple[str, str], list[str]] = {}
    for row in overview.rows:
        if row.newer is not None:
            older.setdefault((row.unit, row.newer), []).append(file_name(row.file))
    told = [
        message("batch.older", unit=unit, newest=file_name(newest), older=_few(files))
        for (unit, newest), files in older.items()
    ]  # fmt: skip
    twins = sorted({tuple(sorted((row.file, *row.twins))) for row in overview.rows if row.twins})
    same = [message("batch.same", files=_few(files)) for files in twins]
    lines = []
    for entries, more in ((told, "batch.more_older"), (same, "batch.more_same")):
        shown = entries if len(entries) <= FEW + 1 else entries[:FEW]
        for entry in shown:
            lines += wrap(entry, 80, "  ")
        if len(entries) > len(shown):
            lines.append([Span("  " + message(more, count=len(entries) - len(shown)))])
    return lines


def _few(files: Sequence[str]) -> str:
    """Names in a line, the first ones where there are many."""
    shown = "、".join(files[:FEW])
    return shown if len(files) <= FEW else message("batch.many", shown=shown, count=len(files))


def tell_places(results: Results) -> None:
    """What lies where, and what was left as somebody edited it."""
    print_lines(place_lines(results.written), sys.stdout)
    for path in results.edited:
        tell(message("results.edited", file=path))


def _loader(paths: list[str], settings: Settings) -> Callable[[str], bytes | None]:
    """The bytes of a submission by its name; None where it cannot be read any more."""
    submissions = {submission.shown: submission for submission in expand_once(paths, settings.options).submissions}

    def load(file: str) -> bytes | None:
        try:
            return submissions[file].load(settings.options.reading) if file in submissions else None
        except ReadingError:
            return None

    return load


def _each(
    settings: Settings, jobs: int, items: Iterable[Annotation], work: Callable[[Annotation], bytes]
) -> Iterator[tuple[int, bytes | None]]:
    """`Each` with workers, where there is enough to do for them to be worth their start."""
    waiting = iter(items)
    first = list(islice(waiting, WORTH_WORKERS))
    if jobs == 1 or len(first) < WORTH_WORKERS:
        yield from one_by_one(chain(first, waiting), work)
        return
    for number, outcome in run_pool(chain(first, waiting), work, jobs=jobs, timeout=settings.timeout + GRACE):
        if isinstance(outcome, Failure):
            tell(message("results.not_annotated"))
        yield number, None if isinstance(outcome, Failure) else outcome


def _template(path: Path | None) -> bytes | None:
    """The bytes of a template of the user's own. Raises `ConfigurationError`."""
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigurationError(message("error.system", file=path, reason=error.strerror or error)) from error


def write_letters_of(folder: Path, settings: Settings, template: Path | None = None) -> int:
    """`analyzer letter`: read the clerk's marks, then write the letters from the store."""
    if not is_results(folder):
        raise ConfigurationError(message("error.no_results", file=folder, store=RESULT_MARK))
    form, today, place = _template(template), datetime.date.today(), settings.output
    if place is not None and place.is_file():
        raise ConfigurationError(message("letter.place", file=place))
    with open_results(folder, write=True) as store:
        take_marks(store, folder)
        run = store.last_run()
        overview = overview_of(store, settings)
        results = Results(folder, overview, store.marks(), store, _maker(run), store.notes(), force=settings.force)
        number = -1 if run is None else run.id

        def records() -> Iterator[Record]:
            return store.records(number)

        if place is None:
            write_letters(results, records, today, form)
        else:
            write_letters_to(place, results, records, today, form)
    if not results.written:
        tell(message("results.no_letters"))
    tell_places(results)
    return 0


def place_lines(written: list[tuple[Path, str]]) -> list[Line]:
    """What lies where."""
    names = [str(path) for path, _ in written]
    column = max((len(name) for name in names), default=0) + 4
    return [[Span(f"  {pad(safe(name), column)}  "), Span(told, "dim")] for name, (_, told) in zip(names, written, strict=True)]
