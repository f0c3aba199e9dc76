"""A report as it goes from a worker to the store: plain values, flattened and compressed where there is a processor to spare.

The one process that writes the store has then only to insert rows, so that it keeps up with many workers.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import Any

from analyzer.batch.records import Record, analyze_submission, is_error
from analyzer.batch.schema import DETAILS
from analyzer.export.tables import cells
from analyzer.pipeline import Options
from analyzer.reading.archive import Submission

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """`head` is the row of the table of reports, `details` the rows of `schema.DETAILS`, each without its report and index;
    `blob` is the whole record, see `unpack`.
    """

    file: str
    sha256: str
    head: Row
    blob: bytes
    details: tuple[list[Row], ...]


def pack(record: Record) -> Packed:
    """A report's record in the form that the store takes."""
    told = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    (head,), details = cells(record, "reports"), [list(cells(record, table)) for table in DETAILS]
    try:
        data = told.encode("utf-8")
    except UnicodeEncodeError:  # asked once, not of every cell
        data = told.encode("utf-8", "surrogatepass")
        head = _storable(head)
        details = [[_storable(row) for row in table] for table in details]
    return Packed(storable(record["file"]), record["sha256"], head, zlib.compress(data, 1), tuple(details))


def unpack(blob: bytes) -> Record:
    """The record of a `Packed.blob`."""
    record: Record = json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass"))
    return record


def pack_submission(submission: Submission, options: Options) -> Packed | Record:
    """One submission, packed, or its error object; raises as `analyze_record` does."""
    record = analyze_submission(submission, options)
    return record if is_error(record) else pack(record)


def storable(text: str) -> str:
    """Text that SQLite takes (no lone surrogates, which damaged file names and texts may hold)."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _storable(row: Row) -> Row:
    return tuple(storable(value) if isinstance(value, str) else value for value in row)
