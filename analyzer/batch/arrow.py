"""(file, content) as Arrow → results as Arrow, and the tables in them: for Spark, Dask or anything else that maps over Arrow.

Read `analyze_arrow`. A result row is one file: the columns of `reports`, a list of structs for each table with many rows a
report, `error_kind` and `error_message` where there is no report, and `record`, the whole record packed. `tables_of` takes
them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from analyzer.batch.packed import Packed, pack, storable
from analyzer.batch.records import Record, analyze_records, is_error
from analyzer.batch.schema import DETAILS
from analyzer.errors import ConfigurationError
from analyzer.export.frames import FRAMES
from analyzer.export.messages import message
from analyzer.export.tables import COLUMNS
from analyzer.pipeline import Options

_HEAD = ("file", "index")


def arrow() -> Any:  # noqa: ANN401 — the package, imported late
    """pyarrow. Raises `ConfigurationError` where the extra is not installed."""
    try:
        import pyarrow
    except ImportError as error:
        raise ConfigurationError(message("error.cluster")) from error
    return pyarrow


def _type(table: str, column: str) -> Any:  # noqa: ANN401
    pa = arrow()
    return {"int": pa.int64(), "value": pa.float64()}.get(FRAMES[table][column], pa.string())


def schema_of(table: str) -> Any:  # noqa: ANN401
    """The Arrow schema of a table of `COLUMNS`: whole numbers int64, values float64, the rest text."""
    return arrow().schema([(column, _type(table, column)) for column in COLUMNS[table]])


def _names(table: str) -> tuple[str, ...]:
    return tuple(name for name in COLUMNS[table] if name not in _HEAD)


def result_schema() -> Any:  # noqa: ANN401
    """The Arrow schema of `analyze_arrow`."""
    pa = arrow()
    fields = [*schema_of("reports"), pa.field("error_kind", pa.string()), pa.field("error_message", pa.string())]
    for table in DETAILS:
        inner = [pa.field("index", pa.int64()), *(pa.field(name, _type(table, name)) for name in _names(table))]
        fields.append(pa.field(table, pa.list_(pa.struct(inner))))
    return pa.schema([*fields, pa.field("record", pa.binary())])


def analyze_arrow(batches: Iterable[Any], options: Options | None = None) -> Iterator[Any]:
    """Record batches or tables with the columns `file` (text) and `content` (binary) → record batches of `result_schema()`.

    Pure: no state but the lexicons, which load once in a process. Every row gives a row, a report's or an error's, in the same
    order. Raises `ConfigurationError` for a wrong profile or rule, nothing else.
    """
    for batch in batches:
        rows = zip(batch.column("file").to_pylist(), batch.column("content").to_pylist(), strict=True)
        outcomes: list[Packed | Record] = [
            record if is_error(record) else pack(record)
            for record in analyze_records(((file, content or b"") for file, content in rows), options)
        ]
        yield from result_table(outcomes).to_batches()


def result_table(outcomes: Sequence[Packed | Record]) -> Any:  # noqa: ANN401
    """Packed reports and error records as a table of `result_schema()`, in their order."""
    pa = arrow()
    schema = result_schema()
    packed = [outcome if isinstance(outcome, Packed) else None for outcome in outcomes]
    heads = [p.head if p is not None else _error_head(told) for p, told in zip(packed, outcomes, strict=True)]
    columns = [
        pa.array([head[place] for head in heads], schema.field(name).type) for place, name in enumerate(COLUMNS["reports"])
    ]
    for key in ("kind", "message"):
        columns.append(pa.array([None if isinstance(o, Packed) else storable(o[key]) for o in outcomes], pa.string()))
    for place, table in enumerate(DETAILS):
        columns.append(_lists(table, [p.details[place] if p is not None else [] for p in packed], schema.field(table).type))
    columns.append(pa.array([None if p is None else p.blob for p in packed], pa.binary()))
    return pa.Table.from_arrays(columns, schema=schema)


def _error_head(told: Packed | Record) -> tuple[Any, ...]:
    assert not isinstance(told, Packed)
    return (storable(told["file"]), *[None] * (len(COLUMNS["reports"]) - 1))


def _lists(table: str, reports: list[list[tuple[Any, ...]]], kind: Any) -> Any:  # noqa: ANN401
    """One list of structs a report."""
    pa = arrow()
    offsets, rows = [0], [row for report in reports for row in report]
    for report in reports:
        offsets.append(offsets[-1] + len(report))
    columns: list[Sequence[Any]] = [[index for report in reports for index in range(len(report))]]
    columns += list(zip(*rows, strict=True)) if rows else [[] for _ in _names(table)]
    arrays = []
    for field, values in zip(kind.value_type, columns, strict=True):
        if pa.types.is_floating(field.type):
            values = [None if value is None else float(Fraction(value)) for value in values]
        arrays.append(pa.array(values, field.type))
    structs = pa.StructArray.from_arrays(arrays, fields=list(kind.value_type))
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), structs)


def tables_of(results: Any) -> dict[str, Any]:  # noqa: ANN401
    """A table of `result_schema()` → the tables of `COLUMNS` by name."""
    pa = arrow()
    import pyarrow.compute as pc

    results = results.combine_chunks()
    failed = pc.is_valid(results.column("error_kind"))
    errors, reports = results.filter(failed), results.filter(pc.invert(failed)).combine_chunks()
    tables = {"reports": reports.select(list(COLUMNS["reports"]))}
    for table in DETAILS:
        lists = reports.column(table).combine_chunks()
        files = reports.column("file").take(pc.list_parent_indices(lists))
        structs = pc.list_flatten(lists)
        fields = {field.name: structs.field(place) for place, field in enumerate(structs.type)}
        arrays = [files if name == "file" else fields[name] for name in COLUMNS[table]]
        tables[table] = pa.Table.from_arrays(arrays, schema=schema_of(table))
    told = [errors.column(name) for name in ("file", "error_kind", "error_message")]
    tables["errors"] = pa.Table.from_arrays(told, schema=schema_of("errors"))
    return tables
