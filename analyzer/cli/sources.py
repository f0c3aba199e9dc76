"""PATHS of a call → records, in a fixed order, whatever they name: files, folders, bundles, results of ours, standard input."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from analyzer.batch.dataset import open_results
from analyzer.batch.records import Record, analyze_record, error_record
from analyzer.batch.run import analyze_all, expand_once
from analyzer.batch.store import is_results
from analyzer.cli import tell
from analyzer.cli.progress import Progress
from analyzer.cli.settings import Settings
from analyzer.errors import ConfigurationError
from analyzer.export.messages import message

STDIN = "-"


def read_stdin() -> bytes:
    """All of standard input."""
    if sys.stdin.isatty():
        tell(message("error.stdin_tty"))
    return sys.stdin.buffer.read()


def _kind(path: str) -> str:
    if path == STDIN:
        return "stdin"
    return "results" if is_results(Path(path)) else "files"


def records_of(paths: list[str], settings: Settings) -> Iterator[Record]:
    """A record for every report that the paths name, and one for every failure; files that were skipped are told."""
    for kind, group in groupby(paths, _kind):
        if kind == "files":
            yield from _analysed(list(group), settings)
            continue
        for path in group:
            if kind == "results":
                yield from _stored(Path(path))
            else:
                yield analyze_record("<stdin>", read_stdin(), settings.options)


def _analysed(paths: list[str], settings: Settings) -> Iterator[Record]:
    expansion = expand_once(paths, settings.options)
    with Progress(shown=not settings.quiet and len(expansion.submissions) > 1) as progress:
        yield from analyze_all(
            expansion.submissions,
            settings.options,
            jobs=settings.jobs,
            timeout=settings.timeout,
            told=lambda done, total, _: progress.update(done, total),
        )
    for error in expansion.errors:
        yield error_record(error.file, error.kind, error.message)
    tell_skipped(expansion.skipped)
    if not expansion.submissions and not expansion.errors:
        raise ConfigurationError(message("error.no_files", places="、".join(paths)))


def _stored(folder: Path) -> Iterator[Record]:
    with open_results(folder, write=False) as store:
        run = store.last_run()
        if run is None:
            return
        for record in store.records(run.id):
            del record["modified"]
            yield record
        yield from store.errors(run.id)


def tell_skipped(skipped: Counter[str] | dict[str, int]) -> None:
    """One line about files that were not looked at."""
    if skipped:
        reasons = "、".join(f"{reason} {count}" for reason, count in sorted(skipped.items()))
        tell(message("batch.skipped", count=sum(skipped.values()), reasons=reasons))
