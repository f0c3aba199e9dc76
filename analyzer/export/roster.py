"""Who should report: a list of bodies, their groups and their order, from .xlsx or .csv. Read `read_roster`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from analyzer.errors import ConfigurationError
from analyzer.export.messages import message

_UNIT = ("单位", "报送单位", "单位名称", "名称", "body")
_GROUP = ("类别", "组别", "分组", "类型", "group")
_ORDER = ("次序", "序号", "序", "排序", "order")


def _csv_rows(path: Path) -> Iterable[tuple[str, ...]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    return [tuple(row) for row in csv.reader(io.StringIO(text))]


def _xlsx_rows(path: Path) -> Iterable[tuple[str, ...]]:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        return [tuple("" if v is None else str(v) for v in row) for row in sheet.iter_rows(values_only=True)]
    finally:
        book.close()


def _column(head: list[str], names: tuple[str, ...]) -> int | None:
    return next((head.index(name) for name in names if name in head), None)


def read_roster(path: Path) -> list[tuple[str, str]]:
    """(body, group) in their order. The first line names the columns; without names the first column holds the bodies.

    Raises `ConfigurationError` for a file that cannot be read, or that names no body.
    """
    try:
        rows = [row for row in (_csv_rows(path) if path.suffix.lower() == ".csv" else _xlsx_rows(path)) if any(row)]
    except Exception as error:  # openpyxl raises whatever zip, XML and its own checks raise
        raise ConfigurationError(message("roster.unreadable", file=path, reason=error)) from error
    head = [cell.strip() for cell in rows[0]] if rows else []
    unit, group, order = (_column(head, names) for names in (_UNIT, _GROUP, _ORDER))
    body = rows[1:] if unit is not None else rows
    column = unit or 0
    found: dict[str, tuple[float, str]] = {}
    for number, row in enumerate(body):
        name = row[column].strip() if column < len(row) else ""
        place = row[order].strip() if order is not None and order < len(row) else ""
        rank = float(place) if place.replace(".", "", 1).isdigit() else float(number)
        if name:
            found.setdefault(name, (rank, row[group].strip() if group is not None and group < len(row) else ""))
    if not found:
        raise ConfigurationError(message("roster.empty", file=path))
    return [(name, told) for name, (_, told) in sorted(found.items(), key=lambda item: item[1][0])]
