"""The results of very many reports as a partitioned Parquet data set. Read `DataSet`, then `write_part` and `ParquetStore`.

    manifest.json            versions, settings, the parts that are committed
    reports/<part>.parquet   … sections, parts, numbers, indicators, zeros, findings, repairs, errors, as in `export/tables.py`
    records/<part>.parquet   file, sha256, modified and the whole record, packed, for the workbook, the pages and the letters

A part is named by what is in it, and `records/<part>` is written last: a part without it does not exist. So the same work done
twice is the same files, and work cut off anywhere leaves nothing that counts. Readers take what the manifest names.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from analyzer.batch.arrow import arrow, tables_of
from analyzer.batch.packed import unpack
from analyzer.batch.places import Place
from analyzer.batch.records import Record
from analyzer.batch.store import Run, Store
from analyzer.errors import ConfigurationError
from analyzer.export.messages import message
from analyzer.export.tables import COLUMNS

MANIFEST, LAYOUT = "manifest.json", 1
RECORDS = "records"
TABLES = (*(table for table in COLUMNS if table != "errors"), RECORDS)
"""The folders of a part of reports, in the order in which they are written; errors are parts of their own."""
_SETTINGS = b"analyzer.settings"
_OPEN_PARTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a data set is: who wrote it from what, and its parts. Times are ISO 8601, UTC."""

    analyser: str
    settings: str
    schema: str
    versions: dict[str, str]
    options: dict[str, str]
    places: list[str]
    started: str
    finished: str | None = None
    skipped: dict[str, int] = field(default_factory=dict)
    reports: int = 0
    errors: int = 0
    parts: list[str] = field(default_factory=list)
    error_parts: list[str] = field(default_factory=list)
    layout: int = LAYOUT


class DataSet:
    """A folder of results on any file system."""

    def __init__(self, place: str) -> None:
        self.place = Place(place)

    def manifest(self) -> Manifest | None:
        """The manifest, None where there is none yet. Raises `ConfigurationError` for one of a newer program."""
        try:
            told = json.loads(self.place.read(MANIFEST))
            if told["layout"] > LAYOUT:
                shown = f"{self.place.shown}/{MANIFEST}"
                raise ConfigurationError(message("store.newer", file=shown, found=told["layout"], known=LAYOUT))
            return Manifest(**told)
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, OSError) as error:
            told = message("store.trouble", file=f"{self.place.shown}/{MANIFEST}", reason=error)
            raise ConfigurationError(told) from error

    def commit(self, manifest: Manifest) -> None:
        """Let readers see these parts from now on."""
        self.place.write(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode())

    def write(self, table: str, part: str, rows: Any, settings: str) -> None:  # noqa: ANN401
        """One file of a part."""
        pa = arrow()
        from pyarrow import parquet

        sink = pa.BufferOutputStream()
        parquet.write_table(rows.replace_schema_metadata({_SETTINGS: settings.encode()}), sink, compression="zstd")
        self.place.write(f"{table}/{part}.parquet", sink.getvalue())

    def read(self, table: str, part: str, columns: Sequence[str] | None = None) -> Any:  # noqa: ANN401
        """A table of a part, or some of its columns. Raises `OSError`."""
        pa = arrow()
        from pyarrow import parquet

        with pa.BufferReader(self.place.read(f"{table}/{part}.parquet")) as source:
            return parquet.read_table(source, columns=columns)

    def part_names(self, table: str) -> list[str]:
        """The parts whose file lies in a table's folder, committed or not."""
        names = (entry.base_name for entry in self.place.entries(table))
        return [name.removesuffix(".parquet") for name in names if name.endswith(".parquet")]

    def contents(self, part: str) -> tuple[str, list[tuple[str, str]]]:
        """The settings of a part, and (file, content hash) of its reports."""
        rows = self.read(RECORDS, part, ["file", "sha256"])
        settings = (rows.schema.metadata or {}).get(_SETTINGS, b"").decode()
        return settings, list(zip(rows["file"].to_pylist(), rows["sha256"].to_pylist(), strict=True))

    def trim(self, part: str, kept: set[str], settings: str) -> str:
        """A new part with the reports of some files of an old one; returns its name."""
        pa = arrow()
        import pyarrow.compute as pc

        files = pa.array(sorted(kept), pa.string())
        name = part_name("r", [part, *sorted(kept)])
        for table in TABLES:
            rows = self.read(table, part)
            self.write(table, name, rows.filter(pc.is_in(rows["file"], value_set=files)), settings)
        return name

    def sweep(self, manifest: Manifest) -> None:
        """Remove what the manifest does not name: parts that were replaced, or left by work that was cut off."""
        keep = {table: set(manifest.parts) for table in TABLES} | {"errors": set(manifest.error_parts)}
        for table in reversed((*keep,)):
            for entry in self.place.entries(table):
                if entry.base_name.partition(".")[0] not in keep[table] or not entry.base_name.endswith(".parquet"):
                    self.place.delete(f"{table}/{entry.base_name}")


def part_name(kind: str, content: Iterable[object]) -> str:
    """The name of a part: `r` (reports) or `e` (errors) and a hash of what is in it."""
    return kind + hashlib.sha256(repr(list(content)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def write_part(data: DataSet, results: Any, modified: dict[str, float | None], settings: str) -> tuple[str, str]:  # noqa: ANN401
    """Write a table of `arrow.result_schema()`; returns the names of its part of reports and of errors, "" for none."""
    pa = arrow()
    results = results.sort_by("file")
    tables = tables_of(results)
    reports, errors = tables["reports"], tables["errors"]
    part = error_part = ""
    if errors.num_rows:
        error_part = part_name("e", [settings, *errors.to_pylist()])
        data.write("errors", error_part, errors, settings)
    if reports.num_rows:
        files, hashes = reports["file"].to_pylist(), reports["sha256"].to_pylist()
        times = [modified.get(file) for file in files]
        part = part_name("r", [settings, *zip(files, hashes, times, strict=True)])
        records = results.filter(results["record"].is_valid())
        told = {"file": files, "sha256": hashes, "modified": pa.array(times, pa.float64()), "record": records["record"]}
        tables[RECORDS] = pa.table(told)
        for table in TABLES:
            data.write(table, part, tables[table], settings)
    return part, error_part


def is_data_set(folder: Path) -> bool:
    """Whether a folder holds results of a cluster."""
    return (folder / MANIFEST).is_file()


class ParquetStore(Store):
    """A data set on this machine, read as the SQLite store is read. The clerk's marks, the roster and the ledger of written
    files are kept as everywhere, in the small store beside the tables.
    """

    def __init__(self, folder: Path, *, write: bool) -> None:
        self._data = DataSet(str(folder))
        found = self._data.manifest()
        if found is None:
            raise ConfigurationError(message("error.no_results", file=folder, store=MANIFEST))
        self._manifest = found
        super().__init__(folder, write=write)

    def last_run(self) -> Run:
        """The run that wrote the manifest."""
        told = self._manifest
        return Run(
            id=0, started=told.started, finished=told.finished, analyser=told.analyser, settings=told.settings,
            places=tuple(told.places), skipped=told.skipped,
        )  # fmt: skip

    def records(self, run: int) -> Iterator[Record]:
        """The reports in the order of their names, one at a time; each has its `modified` time beside the contract's fields."""
        opened: OrderedDict[str, Any] = OrderedDict()
        for _, part, row in self._index():
            if part not in opened:
                opened[part] = self._data.read(RECORDS, part, ["modified", "record"])
                if len(opened) > _OPEN_PARTS:
                    opened.popitem(last=False)
            opened.move_to_end(part)
            rows = opened[part]
            yield {**unpack(rows["record"][row].as_py()), "modified": rows["modified"][row].as_py()}

    def _index(self) -> list[tuple[str, str, int]]:
        """(file, part, row) of every report, by name."""
        return sorted(
            (file, part, row)
            for part in self._manifest.parts
            for row, file in enumerate(self._data.read(RECORDS, part, ["file"])["file"].to_pylist())
        )

    def errors(self, run: int) -> list[Record]:
        """The errors in the order of their names."""
        found = [row for part in self._manifest.error_parts for row in self._data.read("errors", part).to_pylist()]
        return sorted(found, key=lambda row: str(row["file"]))

    def state(self, run: int) -> str:
        """A hash of all that the run found: the same where nothing was changed."""
        told = (sorted(self._manifest.parts), sorted(self._manifest.error_parts))
        return hashlib.sha256(repr(told).encode()).hexdigest()


def open_results(folder: Path, *, write: bool) -> Store:
    """The results in a folder, whichever way they were made: readers need not know. Raises `ConfigurationError`."""
    return ParquetStore(folder, write=write) if is_data_set(folder) else Store(folder, write=write)
