"""Everything that lies in a folder of results beside the store. Read `write_results`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from analyzer.errors import ConfigurationError
from analyzer.export.messages import message
from analyzer.export.overview import Marks, Overview
from analyzer.export.places import Record
from analyzer.export.workbook import write_workbook

WORKBOOK = "汇总.xlsx"

Records = Callable[[], Iterable[Record]]
"""A fresh pass over all reports of the run, one at a time."""


def write_whole(path: Path, write: Callable[[Path], None]) -> Path:
    """Let `write` fill a file that appears whole or not at all. Raises `ConfigurationError` where that is not possible."""
    partial = path.with_name(f"~part-{path.name}")
    try:
        write(partial)
        partial.replace(path)
    except OSError as error:
        key = "results.open" if isinstance(error, PermissionError) else "error.write"
        raise ConfigurationError(message(key, file=path, reason=error.strerror or error)) from error
    finally:
        partial.unlink(missing_ok=True)
    return path


def write_results(folder: Path, records: Records, overview: Overview, marks: Marks) -> list[tuple[Path, str]]:
    """Write all exports of a run; returns (path, what it holds). Raises `ConfigurationError`."""
    workbook = write_whole(folder / WORKBOOK, lambda path: write_workbook(path, records(), overview, marks))
    return [(workbook, message("results.workbook"))]
