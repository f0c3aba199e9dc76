"""Records → an Excel workbook for the review meeting. Read `write_workbook`.

Five sheets: 汇总 (a row a body), 问题清单 (with a column 采纳 for the clerk), 指标（长表）, 指标对比（宽表）, 读取情况.
Reports pass by once and rows are streamed, so that memory does not grow with their number. Text of reports is data: never a
formula, never a link.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.export.messages import message
from analyzer.export.overview import Marks, Overview, Row, group_title
from analyzer.export.places import LEVELS, Record, file_name, finding_place, mark_key, place_name, sentence_around, unit_name
from analyzer.export.titles import part_title, profile_title, rule_title
from analyzer.export.values import comparison_text, quantity_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Pieces = tuple[tuple[str, bool], ...]
"""Text in pieces: (text, is it wrong)."""

Notes = Mapping[tuple[str, str], str]
"""(`mark_key` of the report, fingerprint) → what the clerk noted in 备注."""

MAX_ROWS = 1_048_576
MAX_TEXT = 32_000
LINE_HEIGHT, MAX_LINES = 14.0, 12
KEPT, STRUCK = "采纳", "不采纳"
FINDINGS_SHEET = "问题清单"
FINDING_COLUMNS = (
    ("序", 6), ("单位", 22), ("组别", 10), ("级别", 7), ("规则", 9), ("问题", 18), ("说明", 44), ("位置", 18), ("原文", 60),
    ("建议", 44), ("把握", 7), ("采纳", 9), ("备注", 24), ("文件", 30), ("指纹", 18), ("报告", 18),
)  # fmt: skip
INDICATOR_COLUMNS = (
    ("序", 6), ("单位", 22), ("年度", 7), ("部分", 18), ("位置", 14), ("指标", 30), ("主体", 14), ("数值", 14), ("上限", 12),
    ("算符", 6), ("计量单位", 9), ("时期", 10), ("性质", 7), ("比较", 22), ("写法", 16), ("编号", 22), ("原文", 60),
    ("把握", 7), ("文件", 30),
)  # fmt: skip
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def cell_text(value: object) -> str:
    """Text that a cell takes: no control characters, not too long."""
    text = str(value)
    return (text if text.isprintable() else _CONTROL.sub("�", text))[:MAX_TEXT]


def number_or_text(value: str | None) -> float | str | None:
    """A decimal string as the number that a sheet can reckon with, where it holds it exactly enough (15 digits)."""
    if value is None:
        return None
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return value
    return float(exact) if len(exact.as_tuple().digits) <= 15 and abs(exact) < Decimal("1e300") else value


@dataclass(slots=True)
class _Sheet:
    """A sheet that grows row by row."""

    sheet: Worksheet
    formats: dict[str, Format]
    row: int = 0
    widths: tuple[int, ...] = ()

    def head(self, columns: Sequence[tuple[str, int]], frozen_columns: int) -> None:
        """The frozen head line with its widths."""
        self.widths = tuple(wide for _, wide in columns)
        for index, (title, wide) in enumerate(columns):
            self.sheet.set_column(index, index, wide)
            self.sheet.write_string(0, index, title, self.formats["head"])
        self.sheet.freeze_panes(1, frozen_columns)
        self.row = 1

    def add(self, values: Sequence[object], styles: dict[int, str] | None = None) -> bool:
        """A row; a tuple is text in pieces (text, is it wrong). False where the sheet is full."""
        if self.row >= MAX_ROWS:
            return False
        lines = max(map(_lines, values, self.widths), default=1)
        self.sheet.set_row(self.row, LINE_HEIGHT * max(1, min(lines, MAX_LINES)))
        for index, value in enumerate(values):
            style = self.formats[(styles or {}).get(index, "cell")]
            if value is None or value == "":
                if index in (styles or {}):
                    self.sheet.write_blank(self.row, index, None, style)
            elif isinstance(value, bool | str):
                self.sheet.write_string(self.row, index, cell_text(value), style)
            elif isinstance(value, int | float):
                ordinal = index == 0  # 序: away from the name that follows
                self.sheet.write_number(self.row, index, value, self.formats["ordinal"] if ordinal else style)
            elif isinstance(value, tuple):
                self._pieces(index, value, style)
        self.row += 1
        return True

    def _pieces(self, index: int, pieces: Pieces, style: Format) -> None:
        parts: list[Any] = []
        for text, wrong in pieces:
            if text:
                parts += [self.formats["wrong"], cell_text(text)] if wrong else [cell_text(text)]
        strings = [part for part in parts if isinstance(part, str)]
        if len(strings) < 2:
            only = self.formats["wrong_cell"] if len(parts) > len(strings) else style
            self.sheet.write_string(self.row, index, "".join(strings), only)
        else:
            self.sheet.write_rich_string(self.row, index, *parts, style)

    def close(self, columns: int) -> None:
        """Filters over all rows."""
        self.sheet.autofilter(0, 0, max(self.row - 1, 0), columns - 1)


def _lines(value: object, columns: int) -> int:
    """How many lines a value takes in a column that wide; spreadsheets do not work it out for streamed rows."""
    text = "".join(piece for piece, _ in value) if isinstance(value, tuple) else str(value) if isinstance(value, str) else ""
    if 2 * len(text) < columns:
        return 1
    wide = len(text[:MAX_TEXT].encode("gbk", "replace"))  # bytes as columns: near enough, and fast
    return -(-wide // max(columns - 1, 1))


def evidence_pieces(record: Record, finding: Record) -> Pieces:
    """The sentence of a finding in pieces (text, is it wrong); empty where the whole report is meant."""
    start, end = finding["start"], finding["end"]
    if start is None:
        return ()
    low, high = sentence_around(record["text"], start, end)
    inside = sorted((r["start"], r["end"]) for r in finding["related"] if low <= r["start"] and r["end"] <= high)
    pieces: list[tuple[str, bool]] = []
    at = low
    for a, b in inside or [(start, end)]:
        if a >= at:
            pieces += [(record["text"][at:a], False), (record["text"][a:b], True)]
            at = b
    return tuple((" ".join(text.split("\n")), wrong) for text, wrong in [*pieces, (record["text"][at:high], False)])


def _formats(book: Workbook) -> dict[str, Format]:
    base = {"valign": "top", "text_wrap": True, "font_name": "等线", "font_size": 10}
    looks: dict[str, dict[str, Any]] = {
        "cell": {}, "head": {"bold": True, "bg_color": "#E5E2DA", "border": 1, "border_color": "#B8B4A8"},
        "error": {"font_color": "#A8201A", "bold": True}, "warning": {"font_color": "#855400"}, "info": {"font_color": "#646A73"},
        "return": {"font_color": "#A8201A", "bold": True}, "accept": {"font_color": "#23694A"},
        "unread": {"font_color": "#646A73"}, "absent": {"font_color": "#646A73"}, "older": {"font_color": "#646A73"},
        "missing": {"font_color": "#FFFFFF", "bg_color": "#A8201A", "align": "center"},
        "weak": {"font_color": "#855400", "bg_color": "#F7EBD3", "align": "center"},
        "merged": {"font_color": "#1F4F8B", "bg_color": "#E4EDF7", "align": "center"},
        "present": {"font_color": "#23694A", "align": "center"}, "none": {"font_color": "#646A73", "align": "center"},
        "link": {"font_color": "#1F4F8B", "underline": 1}, "mark": {"bg_color": "#FFFBE6", "align": "center"},
        "ordinal": {"align": "center", "font_color": "#646A73"}, "wrong_cell": {"font_color": "#A8201A"},
    }  # fmt: skip
    formats = {name: book.add_format({**base, **look}) for name, look in looks.items()}
    formats["wrong"] = book.add_format({"font_color": "#A8201A", "bold": True})
    return formats


def _summary(sheet: _Sheet, overview: Overview, pages: dict[str, str]) -> None:
    parts = overview.part_titles()
    columns = [("序", 6), ("单位", 24), ("组别", 10), ("年度", 7), *((title, 10) for title in parts.values())]
    columns += [("须改", 7), ("应核", 7), ("提示", 7), ("指标数", 8), ("结论", 10), ("先看什么", 60), ("文件", 34), ("打开", 8)]
    sheet.head(columns, 2)
    for row in overview.rows:
        statuses = dict(row.parts)
        marks = [message(f"short.{statuses[part]}") if part in statuses else "" for part in parts]
        counts: list[object] = [*row.counts, row.indicators] if row.verdict in ("return", "accept") else [None] * 4
        verdict = message("verdict.older") if row.newer else message(f"verdict.{row.verdict}")
        values = [
            row.number,
            row.unit,
            group_title(row.group),
            row.year,
            *marks,
            *counts,
            verdict,
            row.reason,
            file_name(row.file),
        ]
        first = 4 + len(parts)
        styles = {4 + i: statuses.get(part, "cell") for i, part in enumerate(parts)}
        styles |= {first: "error", first + 1: "warning", first + 2: "info", first + 4: "older" if row.newer else row.verdict}
        page = pages.get(row.file)
        sheet.add(values, styles)
        if page:
            sheet.sheet.write_url(sheet.row - 1, first + 7, f"external:{page}", sheet.formats["link"], message("workbook.open"))
    sheet.close(len(columns))


def _mark(kept: bool | None) -> str:
    return "" if kept is None else KEPT if kept else STRUCK


def _findings(sheet: _Sheet, record: Record, row: Row, marks: Marks, notes: Notes) -> None:
    unit = unit_name(record)
    order = sorted(record["findings"], key=lambda finding: LEVELS.index(finding["level"]))
    for finding in order:
        key = (mark_key(record), finding["fingerprint"])
        values = (
            row.number, unit, group_title(row.group), message(f"level.{finding['level']}"), finding["rule"],
            rule_title(finding["rule"], finding["name"]), finding["message"], finding_place(record, finding),
            evidence_pieces(record, finding), finding["suggestion"], message(f"confidence.{finding['confidence']}"),
            _mark(marks.get(key)), notes.get(key), file_name(record["file"]), *reversed(key),
        )  # fmt: skip
        sheet.add(values, {3: finding["level"], 11: "mark"})


def _indicators(sheet: _Sheet, record: Record, row: Row, wide: _Wide) -> None:
    for indicator in record["indicators"]:
        values = (
            row.number, row.unit, record["metadata"]["report_year"], part_title(indicator["part"], record["profile"]),
            place_name(record, indicator["start"]), indicator["name"], indicator["subject"],
            number_or_text(indicator["value"]), number_or_text(indicator["upper"]), indicator["operator"], indicator["unit"],
            indicator["period"], message(f"modality.{indicator['modality']}"), comparison_text(indicator["comparison"]),
            quantity_text(indicator), indicator["id"], indicator["evidence"], message(f"confidence.{indicator['confidence']}"),
            file_name(record["file"]),
        )  # fmt: skip
        sheet.add(values)
        wide.take(row, record, indicator)


class _Wide:
    """Bodies × catalogue indicators: what was achieved in the year told about, the first of its kind in each report."""

    def __init__(self) -> None:
        self.values: dict[tuple[int, str], float | str | None] = {}
        self.names: dict[str, Counter[str]] = {}

    def take(self, row: Row, record: Record, indicator: Record) -> None:
        """Note a value, where it is one to be compared."""
        key, period = indicator["id"], indicator["period"]
        year = record["metadata"]["report_year"]
        if key is None or indicator["modality"] != "achieved" or indicator["parent"] is not None or not row.counted:
            return
        if period is not None and year is not None and period != str(year):
            return
        if (row.number, key) in self.values:
            return
        self.values[row.number, key] = number_or_text(indicator["value"])
        unit = f"（{indicator['unit']}）" if indicator["unit"] else ""
        self.names.setdefault(key, Counter())[indicator["name"] + unit] += 1

    def write(self, sheet: _Sheet, overview: Overview) -> None:
        """The table; columns told by most bodies come first. An empty cell was not told, which is no zero."""
        keys = sorted(self.names, key=lambda key: (-self.names[key].total(), key))
        titles = [(self.names[key].most_common(1)[0][0], 14) for key in keys]
        columns = [("序", 6), ("单位", 24), ("组别", 10), *titles]
        sheet.head(columns, 2)
        for row in overview.counted:
            sheet.add([row.number, row.unit, group_title(row.group), *(self.values.get((row.number, key)) for key in keys)])
        sheet.close(len(columns))


def _reading(sheet: _Sheet, overview: Overview) -> None:
    columns = [
        ("序", 6),
        ("单位", 24),
        ("结果", 12),
        ("说明", 60),
        ("格式", 9),
        ("字数", 9),
        ("修复", 7),
        ("提纲", 26),
        ("改动时间", 17),
    ]
    sheet.head([*columns, ("分词", 9), ("文件", 40), ("内容校验（SHA-256）", 68)], 2)
    for row in overview.rows:
        told = message("verdict.older") if row.newer else message(f"reading.{row.verdict}")
        notes = [row.reason] if row.verdict in ("unread", "absent") else []
        notes += [message("workbook.newer", file=file_name(row.newer))] if row.newer else []
        notes += [message("batch.same", files="、".join(row.twins))] if row.twins else []
        time = "" if row.modified is None else datetime.datetime.fromtimestamp(row.modified).strftime("%Y-%m-%d %H:%M")
        profile = profile_title(row.profile) if row.profile else ""
        read = row.verdict in ("return", "accept")
        facts: list[object] = [row.characters, row.repairs] if read else [None, None]
        values = [row.number, row.unit, told, "；".join(notes), row.format, *facts, profile, time]
        sheet.add([*values, row.engine, row.file, row.sha256])
    sheet.close(len(columns) + 3)


def write_workbook(
    path: Path, records: Iterable[Record], overview: Overview, marks: Marks, pages: dict[str, str] | None = None,
    notes: Notes | None = None,
) -> None:  # fmt: skip
    """Write the workbook. `pages` maps a report's file to its page, relative to the workbook. Raises OSError."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
    formats = _formats(book)
    names = ("汇总", FINDINGS_SHEET, "指标（长表）", "指标对比（宽表）", "读取情况")
    summary, findings, long, compared, reading = (_Sheet(book.add_worksheet(name), formats) for name in names)
    _summary(summary, overview, pages or {})
    findings.head(FINDING_COLUMNS, 2)
    long.head(INDICATOR_COLUMNS, 2)
    titles = [title for title, _ in FINDING_COLUMNS]
    mark, print_ = titles.index("采纳"), titles.index("指纹")
    findings.sheet.set_column(print_, titles.index("报告"), 18, None, {"hidden": True})  # by these the marks are read back
    by_file = {row.file: row for row in overview.rows}
    wide = _Wide()
    for record in records:
        row = by_file[record["file"]]
        _findings(findings, record, row, marks, notes or {})
        _indicators(long, record, row, wide)
    choices = {"validate": "list", "source": [KEPT, STRUCK], "input_title": "采纳", "input_message": message("workbook.mark")}
    findings.sheet.data_validation(1, mark, max(findings.row, 1), mark, choices)
    findings.close(len(FINDING_COLUMNS))
    long.close(len(INDICATOR_COLUMNS))
    wide.write(compared, overview)
    _reading(reading, overview)
    for sheet in (summary, findings, long, compared, reading):
        sheet.sheet.set_landscape()
        sheet.sheet.repeat_rows(0)
        sheet.sheet.set_paper(9)
        sheet.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        sheet.sheet.set_footer("&C&8&A　第 &P 页，共 &N 页")
        if sheet is compared:  # a column an indicator: on one page nobody could read it
            sheet.sheet.set_print_scale(60)
            sheet.sheet.repeat_columns(0, 2)
        else:
            sheet.sheet.fit_to_pages(1, 0)
    book.close()
