"""Reports → tidy pandas frames. Front function: `to_frames`; `FRAMES` documents every column and its dtype.

pandas is imported in the function, so that the command line does not pay for it. A frame without rows has the same columns
and dtypes as any other. Keys: `file` in `reports`; `file` and `index` (the place in that report's list) elsewhere; `parent` of a
section or an indicator is the `index` of another row of the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

from analyzer.errors import ConfigurationError
from analyzer.export.json_report import report_to_record
from analyzer.export.places import Record
from analyzer.export.tables import COLUMNS, rows
from analyzer.model import (
    ComparisonKind,
    Confidence,
    Direction,
    FileError,
    LabelKind,
    Level,
    Modality,
    NumberKind,
    Operator,
    PartStatus,
    Report,
)

if TYPE_CHECKING:
    import pandas as pd

_CATEGORIES: dict[str, tuple[str, ...]] = {
    "label_kind": get_args(LabelKind), "kind": get_args(NumberKind), "operator": get_args(Operator),
    "modality": get_args(Modality), "confidence": get_args(Confidence), "level": ("error", "warning", "info"),
    "status": get_args(PartStatus), "comparison_kind": get_args(ComparisonKind), "comparison_direction": get_args(Direction),
}  # fmt: skip
assert set(_CATEGORIES["level"]) == set(get_args(Level))
_INTEGERS = {"characters", "report_year", "plan_year", "index", "parent", "ordinal", "start", "end", "streak"}
_VALUES = {"value", "upper", "comparison_amount", "comparison_base"}


def _kind(table: str, column: str) -> str:
    """The dtype of a column: int (nullable), value, category or text."""
    if column in _INTEGERS or (table, column) == ("sections", "level"):
        return "int"
    if column in _VALUES:
        return "value"
    if column in _CATEGORIES and (table, column) != ("errors", "kind"):
        return "category"
    return "text"


_NOT_REPORTS = "to_frames 要的是报告：analyze 给的一份，或者 analyze_many 给的许多份；拿到的是 {}"

Frames: TypeAlias = "dict[str, pd.DataFrame]"

FRAMES: dict[str, dict[str, str]] = {table: {c: _kind(table, c) for c in columns} for table, columns in COLUMNS.items()}
"""Frame → column → dtype: `int` is Int64, `value` float64 (or objects, Decimal and Fraction), `category` has the contract's
values as its categories, ordered where they have an order (level), `text` is a string. Missing is pd.NA or NaN."""


def to_frames(reports: Iterable[Report | FileError | Record] | Report, *, decimals: bool = False) -> Frames:
    """All reports as frames by name: reports, sections, parts, numbers, indicators, zeros, findings, repairs, errors.

    Takes what `analyze` and `analyze_many` give, also records of the JSON. `decimals` keeps values exact, as `Decimal` or
    `Fraction` objects, instead of floats. Raises `ConfigurationError` for anything else, saying what to do.

    >>> import analyzer
    >>> frames = analyzer.to_frames([analyzer.analyze_text("2023年，清源市司法局办理行政复议案件86件。")])
    >>> frames["indicators"][["name", "value", "unit", "period"]].to_dict("records")
    [{'name': '办理行政复议案件', 'value': 86.0, 'unit': '件', 'period': '2023'}]
    """
    cells: dict[str, dict[str, list[Any]]] = {table: {column: [] for column in columns} for table, columns in FRAMES.items()}
    given = [reports] if isinstance(reports, Report) else reports
    if isinstance(given, str | bytes | Mapping | FileError) or not isinstance(given, Iterable):
        raise ConfigurationError(_NOT_REPORTS.format(type(given).__name__))
    for record in map(_record, given):
        for table in ("errors",) if "metadata" not in record else tuple(t for t in FRAMES if t != "errors"):
            for row in rows(record, table):
                for column, value in row.items():
                    cells[table][column].append(value)
    return {table: _frame(table, columns, decimals) for table, columns in cells.items()}


def _record(report: Report | FileError | Record) -> Record:
    if isinstance(report, Report):
        return report_to_record(report)
    if isinstance(report, FileError):
        return {"file": report.file, "kind": report.kind, "message": report.message}
    if not isinstance(report, Mapping):
        raise ConfigurationError(_NOT_REPORTS.format(type(report).__name__))
    return report


def _frame(table: str, columns: dict[str, list[Any]], decimals: bool) -> pd.DataFrame:
    import pandas as pd

    series = {}
    for column, values in columns.items():
        kind = FRAMES[table][column]
        if kind == "int":
            series[column] = pd.Series(values, dtype="Int64")
        elif kind == "value":
            series[column] = pd.Series(list(_values(values, decimals)), dtype="object" if decimals else "float64")
        elif kind == "category":
            dtype = pd.CategoricalDtype(list(_CATEGORIES[column]), ordered=column == "level")
            series[column] = pd.Series(values, dtype=dtype)
        else:
            series[column] = pd.Series(values, dtype="string")
    return pd.DataFrame(series)


def _values(values: list[str | None], decimals: bool) -> Iterator[Decimal | Fraction | float | None]:
    for value in values:
        if value is None:
            yield None if decimals else float("nan")
        else:
            exact = Fraction(value) if "/" in value else Decimal(value)
            yield exact if decimals else float(exact)
