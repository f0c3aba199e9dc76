"""`analyzer check PATH -o RESULTS --cluster [ADDRESS]`: the same check on a Ray cluster, into a Parquet data set.

What is written from the data set is what is written from the store (`batches.write_all`), as long as people can read it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from analyzer.batch.cluster import run_cluster
from analyzer.batch.dataset import DataSet, is_data_set, open_results
from analyzer.batch.places import is_uri
from analyzer.batch.records import Record
from analyzer.batch.run import Batch
from analyzer.batch.store import Store, is_results
from analyzer.cli.batches import check_place, exit_code, take_marks, tell_places, write_all
from analyzer.cli.output import print_lines
from analyzer.cli.progress import Progress
from analyzer.cli.settings import Settings
from analyzer.cli.sources import tell_skipped
from analyzer.errors import ConfigurationError
from analyzer.export.layout import Line, Span
from analyzer.export.messages import message
from analyzer.export.places import LEVELS

READABLE = 10_000
"""So many reports at most go into a workbook and pages for people."""
_ADDRESS = re.compile(r"auto|local|ray://.+|[\w.\-]+:\d+|\[[0-9a-fA-F:]+\]:\d+")


def take_cluster(arguments: list[str]) -> list[str]:
    """The arguments with `--cluster` given its address, `auto` where none was told: the command-line library knows no option
    whose value may be left out.
    """
    told: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            return [*told, argument, *waiting]
        if argument != "--cluster":
            told.append(argument)
            continue
        following = next(waiting, None)
        if following is not None and _ADDRESS.fullmatch(following):
            told.append(f"--cluster={following}")
        else:
            told += ["--cluster=auto", *take_cluster([] if following is None else [following, *waiting])]
            return told
    return told


def check_on_cluster(paths: list[str], settings: Settings) -> int:
    """Check into a data set and return the exit code."""
    if len(paths) != 1 or not settings.place or settings.format != "text":
        raise ConfigurationError(message("cluster.one_path"))
    folder = None if is_uri(settings.place) else Path(settings.place)
    if folder is not None:
        _prepare(folder, force=settings.force)
    with Progress(shown=not settings.quiet) as progress:

        def told(done: int, total: int, error: Record | None) -> None:
            if error is not None:
                progress.tell(error["message"])
            else:
                progress.update(done, total)

        batch = run_cluster(
            paths[0], settings.place, settings.options, address=settings.cluster or "auto", timeout=settings.timeout, told=told
        )
    if not batch.reports + batch.errors:
        raise ConfigurationError(message("error.no_files", places=paths[0]))
    if folder is None or batch.reports > READABLE:
        return _tell(batch, settings)
    with open_results(folder, write=True) as store:
        results, overview = write_all(store, batch, [] if is_uri(paths[0]) else paths, settings)
    results.written.insert(0, (folder, message("cluster.tables")))
    tell_places(results)
    return exit_code(overview, settings)


def _prepare(folder: Path, *, force: bool) -> None:
    """Take over the clerk's marks. Raises `ConfigurationError` where the place is not free for a data set."""
    check_place(folder, force=force)
    if not is_results(folder):
        return
    if is_data_set(folder):
        with open_results(folder, write=True) as store:
            take_marks(store, folder)
        return
    with Store(folder, write=False) as store:
        if store.last_run() is not None:
            raise ConfigurationError(message("cluster.other", folder=folder))


def _tell(batch: Batch, settings: Settings) -> int:
    """What came of a run that is too large for people, or lies where only programs read; findings are counted in the tables."""
    data = DataSet(settings.place)
    manifest = data.manifest()
    tell_skipped(manifest.skipped if manifest is not None else {})
    told = message("cluster.total", files=batch.reports + batch.errors, reports=batch.reports, errors=batch.errors)
    lines: list[Line] = [[Span(told, "head")]]
    if batch.known:
        lines.append([Span("  " + message("batch.known", count=batch.known))])
    counts = dict.fromkeys(LEVELS, 0)
    for part in manifest.parts if manifest is not None else ():
        for level in data.read("findings", part, ["level"])["level"].to_pylist():
            counts[level] += 1
    lines.append([Span("  " + " · ".join(f"{message(f'level.{level}')} {count}" for level, count in counts.items()))])
    if batch.reports > READABLE:
        lines.append([Span("  " + message("cluster.large", count=batch.reports, limit=READABLE))])
    lines.append([Span(f"  {data.place.shown}    "), Span(message("cluster.tables"), "dim")])
    print_lines(lines, sys.stdout)
    if batch.errors:
        return 2
    return 1 if any(counts[level] for level in LEVELS[: LEVELS.index(settings.fail_level) + 1]) else 0
