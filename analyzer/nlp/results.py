"""Results on a `Doc`: plain values in `doc._`, spans in `doc.spans`, and the way back from a span to its entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.export.places import Record, walk

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

TABLES = {"sections": "section", "numbers": "number", "parts": "part", "indicators": "indicator", "zeros": "zero"}
"""Group of spans and list on the `Doc` → name of one entry on a `Span`."""


def _label(table: str, entry: Record) -> str:
    if table == "sections":
        return f"level_{entry['level']}"
    if table == "numbers":
        return str(entry["kind"])
    if table == "parts":
        return str(entry["part"])
    return str(entry.get("id") or TABLES[table])


def _entries(doc: Doc, table: str) -> list[Record]:
    """The entries of a table in the order of their numbers (`span.id`)."""
    entries: list[Record] = getattr(doc._, table)
    return list(walk(entries)) if table == "sections" else entries


def entry_of(span: Span, table: str) -> Record | None:
    """What stands behind a span of a group; None for any other span."""
    entries = _entries(span.doc, table)
    if span.id < len(entries):
        entry = entries[span.id]
        if entry["start"] is not None and span.start_char <= entry["start"] and entry["end"] <= span.end_char:
            return entry if span.label_ == _label(table, entry) else None
    return None


def write(doc: Doc, table: str, entries: list[Record]) -> None:
    """Set `doc._.<table>` and `doc.spans[<table>]`. On tokens of somebody else's a span may be wider than its entry."""
    setattr(doc._, table, entries)
    spans = []
    for number, entry in enumerate(_entries(doc, table)):
        if entry["start"] is None or entry["start"] == entry["end"]:
            continue
        span = doc.char_span(
            entry["start"], entry["end"], label=_label(table, entry), alignment_mode="expand", span_id=number
        )  # fmt: skip
        if span is not None:
            spans.append(span)
    doc.spans[table] = spans
