"""Records → Parquet files (the extra `parquet`): the tables of `tables.py` with typed columns. Front function: `write_parquet`.

Columns have the types of the data frames (`frames.FRAMES`): whole numbers int64, values float64, the rest text. Rows are
written in groups, so that memory does not grow with the number of reports.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from analyzer.errors import ConfigurationError
from analyzer.export.frames import FRAMES
from analyzer.export.messages import message
from analyzer.export.places import Record
from analyzer.export.tables import COLUMNS, rows

ROWS = 50_000
"""Rows a group."""


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ConfigurationError(message("error.parquet")) from error
    return pyarrow, pyarrow.parquet


class _Table:
    """One table being written to `<path>.part`."""

    def __init__(self, name: str, path: Path) -> None:
        self._arrow, parquet = _arrow()
        types = {"int": self._arrow.int64(), "value": self._arrow.float64()}
        self.name, self.path = name, path
        self.unfinished = path.with_name(path.name + ".part")
        kinds = FRAMES[name]
        self._schema = self._arrow.schema([(column, types.get(kinds[column], self._arrow.string())) for column in COLUMNS[name]])
        self._values = [column for column in COLUMNS[name] if kinds[column] == "value"]
        self._waiting: list[Record] = []
        self.writer = parquet.ParquetWriter(str(self.unfinished), self._schema)

    def add(self, record: Record) -> None:
        for row in rows(record, self.name):
            for column in self._values:
                row[column] = None if row[column] is None else float(Fraction(row[column]))
            self._waiting.append({key: _whole(value) for key, value in row.items()})
        if len(self._waiting) >= ROWS:
            self.flush()

    def flush(self) -> None:
        if self._waiting:
            self.writer.write_table(self._arrow.Table.from_pylist(self._waiting, schema=self._schema))
            self._waiting = []


def _whole(value: object) -> object:
    """Text without lone surrogates, which Parquet does not hold."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) and not value.isascii() else value


def write_parquet(records: Iterable[Record], places: Mapping[str, Path]) -> None:
    """Write tables, each into its file, which appears whole or not at all; an error's record goes into `errors` alone.

    Raises `ConfigurationError` where the extra is not installed or a file cannot be written.
    """
    _arrow()
    tables: list[_Table] = []
    try:
        for name, path in places.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            tables.append(_Table(name, path))
        for record in records:
            for table in tables:
                if (table.name == "errors") == ("metadata" not in record):
                    table.add(record)
        for table in tables:
            table.flush()
            table.writer.close()
            table.unfinished.replace(table.path)
    except OSError as error:
        path = next(iter(places.values()))
        raise ConfigurationError(message("error.write", file=path, reason=error.strerror or error)) from error
    finally:
        for table in tables:
            with contextlib.suppress(OSError):
                table.writer.close()
                table.unfinished.unlink(missing_ok=True)
