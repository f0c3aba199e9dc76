"""Records → flat rows. The column names of CSV, data frames, Parquet and the store live here, once."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any, TextIO

from analyzer.export.places import Record, finding_place, places

_COMPARISON = ("kind", "direction", "amount", "unit", "base")
COLUMNS: dict[str, tuple[str, ...]] = {
    "reports": (
        "file", "format", "sha256", "characters", "engine", "profile",
        "title", "issuer", "body_kind", "report_year", "plan_year", "date",
    ),
    "sections": ("file", "index", "parent", "level", "label", "label_kind", "ordinal", "title", "part", "start", "end"),
    "parts": ("file", "index", "part", "status", "start", "end", "reason"),
    "numbers": ("file", "index", "start", "end", "surface", "kind", "reason"),
    "indicators": (
        "file", "index", "id", "name", "value", "upper", "operator", "unit", "period", "modality", "subject",
        *(f"comparison_{name}" for name in _COMPARISON),
        "parent", "part", "place", "start", "end", "evidence", "confidence", "streak",
    ),
    "zeros": ("file", "index", "name", "start", "end", "evidence"),
    "findings": (
        "file", "index", "rule", "name", "level", "confidence", "message", "start", "end", "quote", "place",
        "related", "suggestion", "fix", "fingerprint",
    ),
    "repairs": ("file", "index", "start", "end", "before", "after", "why"),
    "errors": ("file", "kind", "message"),
}  # fmt: skip


_HEAD = ("file", "index")
_PICK = {
    table: itemgetter(*(name for name in names if name not in _HEAD or table in ("reports", "errors")))
    for table, names in COLUMNS.items()
}


def _sections(sections: list[Record], parent: int | None, rows: list[Record]) -> None:
    for section in sections:
        index = len(rows)
        rows.append({**section, "parent": parent})
        _sections(section["children"], index, rows)


def _indicators(record: Record) -> Iterator[Record]:
    place = places(record)
    for indicator in record["indicators"]:
        told = indicator["comparison"]
        flat = _NO_COMPARISON if told is None else {f"comparison_{name}": told.get(name) for name in _COMPARISON}
        yield {"streak": None, **indicator, **flat, "place": place(indicator["start"])}


_NO_COMPARISON = dict.fromkeys(f"comparison_{name}" for name in _COMPARISON)


def _finding(record: Record, finding: Record) -> Record:
    def packed(value: object) -> str | None:
        return json.dumps(value, ensure_ascii=False) if value else None

    place = finding_place(record, finding)
    return {**finding, "place": place, "related": packed(finding["related"]), "fix": packed(finding["fix"])}


def cells(record: Record, table: str) -> Iterator[tuple[Any, ...]]:
    """The rows of one report in a table as plain tuples in the order of `COLUMNS`, without the columns `file` and `index` that
    tables with many rows a report have. Fast: a batch packs hundreds of rows a report.
    """
    source: Iterable[Record]
    if table == "reports":
        source = [{**record, **record["metadata"]}]
    elif table == "errors":
        source = [record]
    elif table == "sections":
        flat: list[Record] = []
        _sections(record["sections"], None, flat)
        source = flat
    elif table == "indicators":
        source = _indicators(record)
    elif table == "findings":
        source = (_finding(record, finding) for finding in record["findings"])
    else:
        source = record[table]
    return map(_PICK[table], source)


def rows(record: Record, table: str) -> Iterator[Record]:
    """The rows of one report in a table, with exactly the table's columns; `errors` takes an error object."""
    names, file = COLUMNS[table], record["file"]
    for index, row in enumerate(cells(record, table)):
        yield dict(zip(names, row if table in ("reports", "errors") else (file, index, *row), strict=True))


_FORMULA = re.compile(r"[=@\t\r].|[+-](?![0-9.]+$).", re.DOTALL)


def _inert(value: object) -> object:
    """Text that a spreadsheet would take for a formula, made text by the apostrophe that spreadsheets know; numbers stay."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def write_csv(records: Iterable[Record], table: str, stream: TextIO) -> None:
    """The table of all reports as CSV with a head line (RFC 4180); no cell is a formula to a spreadsheet that opens it."""
    writer = csv.DictWriter(stream, COLUMNS[table], lineterminator="\r\n")
    writer.writeheader()
    for record in records:
        writer.writerows({name: _inert(value) for name, value in row.items()} for row in rows(record, table))
