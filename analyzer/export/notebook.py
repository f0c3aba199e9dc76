"""A report in a notebook: its head, the parts, the findings, the indicators and the text with its numbers highlighted.

`report_html` is what `Report._repr_html_` shows. The colours have enough contrast on white and on dark backgrounds, and each
kind also differs by its underline, so that nothing depends on colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from analyzer.export.json_report import report_to_record
from analyzer.export.messages import has_message, message
from analyzer.export.places import Record
from analyzer.export.titles import part_title
from analyzer.export.values import quantity_text
from analyzer.model import Report

_STYLE = (
    "<style>.gra{font-family:'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;line-height:1.7}"
    ".gra table{border-collapse:collapse}.gra td,.gra th{padding:.15em .7em;text-align:left;border-bottom:1px solid #8886}"
    ".gra .text{white-space:pre-wrap;max-height:30em;overflow:auto;border:1px solid #8886;padding:.7em}"
    ".gra mark{background:#ffe08a;color:#222;border-bottom:2px solid #a60}"
    ".gra mark.f{background:#ffc9c9;border-bottom:2px dashed #b00}.gra b.h{border-bottom:1px solid currentColor}</style>"
)
_MOST_ROWS = 40
_LEVELS = ("error", "warning", "info")


def report_html(report: Report) -> str:
    """The report as a piece of HTML that stands alone; all text is escaped."""
    record = report_to_record(report)
    title = record["metadata"]["title"] or record["file"]
    pieces = [
        _STYLE, "<div class='gra'>", f"<h4>{escape(title)}</h4>",
        _parts(record), _sections(report, record), _findings(record),
        _indicators(record),
        f"<details><summary>正文（{record['characters']}字）</summary><div class='text'>{_marked_text(report)}</div></details>",
        "</div>",
    ]  # fmt: skip
    return "".join(pieces)


def _table(summary: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, is_open: bool = False) -> str:
    head = "".join(f"<th>{escape(c)}</th>" for c in columns)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows[:_MOST_ROWS])
    more = f"<p>……另有{len(rows) - _MOST_ROWS}行</p>" if len(rows) > _MOST_ROWS else ""
    return (
        f"<details{' open' if is_open else ''}><summary>{escape(summary)}</summary>"
        f"<table><tr>{head}</tr>{body}</table>{more}</details>"
    )


def _word(kind: str, value: str) -> str:
    key = f"{kind}.{value}"
    return message(key) if has_message(key) else value


def _parts(record: Record) -> str:
    rows = [
        (part_title(p["part"], record["profile"]), _word("status", p["status"]), p["reason"])
        for p in record["parts"] if p["part"] != "other"
    ]  # fmt: skip
    return _table(f"提纲（{len(rows)}个部分）", ("部分", "状态", "依据"), rows, is_open=True) if rows else ""


def _sections(report: Report, record: Record) -> str:
    """The section tree, indented, with the part of each heading."""
    rows = [
        (
            "\u3000" * (section.level - 1) + section.label.strip() + section.title,
            part_title(section.part, record["profile"]) if section.part else "",
        )
        for section in report.walk()
    ]
    return _table(f"标题（{len(rows)}个）", ("标题", "部分"), rows) if rows else ""


def _findings(record: Record) -> str:
    found = sorted(record["findings"], key=lambda f: _LEVELS.index(f["level"]))  # within a level in the order of the text
    rows = [(_word("level", f["level"]), f["rule"], f["place"] or "", f["message"]) for f in found]
    return _table(f"问题（{len(rows)}个）", ("级别", "规则", "位置", "说明"), rows, is_open=True)


def _indicators(record: Record) -> str:
    rows = [
        (
            i["name"],
            quantity_text(i),
            i["period"] or "",
            _word("modality", i["modality"]),
            part_title(i["part"], record["profile"]) if i["part"] else "",
        )
        for i in record["indicators"]
    ]
    return _table(f"指标（{len(rows)}个）", ("指标", "数值", "时期", "性质", "部分"), rows)


def _marked_text(report: Report) -> str:
    """The text with headings in bold, indicators and findings marked; where marks meet, the earlier and longer one stays."""
    spans = [(s.title_start, s.title_end, "<b class='h'>", "</b>") for s in report.walk()]
    spans += [(i.start, i.end, f"<mark title='{escape(i.name, quote=True)}'>", "</mark>") for i in report.indicators]
    spans += [
        (f.start, f.end, f"<mark class='f' title='{escape(f.message, quote=True)}'>", "</mark>")
        for f in report.findings if f.start is not None and f.end is not None
    ]  # fmt: skip
    text, out, at = report.document.text, [], 0
    for start, end, opening, closing in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= at and end > start:
            out += [escape(text[at:start]), opening, escape(text[start:end]), closing]
            at = end
    return "".join([*out, escape(text[at:])])
