"""Everything that lies in a folder of results beside the store. Read `write_results`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from analyzer.errors import ConfigurationError
from analyzer.export.html import FOLDER, PageWriter
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


def _write_text(path: Path, text: str) -> Path:
    def write(partial: Path) -> None:
        partial.write_text(text, encoding="utf-8", errors="replace")

    return write_whole(path, write)


def _clear_pages(folder: Path, pages: Iterable[str]) -> None:
    """Drop pages of an earlier run whose reports are gone."""
    kept = {Path(page).name for page in pages}
    for old in (folder / FOLDER).glob("*.html"):
        if old.name not in kept:
            old.unlink(missing_ok=True)


def write_results(
    folder: Path, records: Records, overview: Overview, marks: Marks, facts: dict[str, str]
) -> list[tuple[Path, str]]:
    """Write all exports of a run; returns (path, what it holds). `facts` are those of `PageWriter.finish`.

    Raises `ConfigurationError` where something cannot be written.
    """
    pages = PageWriter(folder, overview, marks, _write_text)

    def write(path: Path) -> None:
        write_workbook(path, records(), overview, marks, pages.pages)

    workbook = write_whole(folder / WORKBOOK, write)
    for record in records():
        pages.add(record)
    _clear_pages(folder, pages.pages.values())
    index = pages.finish({**facts, "workbook": WORKBOOK})
    return [(workbook, message("results.workbook")), (index, message("results.pages"))]
