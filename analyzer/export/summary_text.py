"""Record → the lines of `analyzer summary`: indicators by part, those that divide a total under it."""

from __future__ import annotations

from collections import Counter

from analyzer.export.layout import Line, Span, pad, safe, shorten, sides, width, wrap
from analyzer.export.messages import message
from analyzer.export.places import Record, place_name, unit_name
from analyzer.export.terminal import View, heading
from analyzer.export.titles import part_title
from analyzer.export.values import comparison_text, quantity_text


def family(indicators: list[Record]) -> list[tuple[int, int]]:
    """(depth, index): every indicator after its total, otherwise in the order of the text."""
    children: dict[int | None, list[int]] = {}
    for index, indicator in enumerate(indicators):
        parent = indicator["parent"]
        known = parent if parent is not None and 0 <= parent < len(indicators) and parent != index else None
        children.setdefault(known, []).append(index)
    rows: list[tuple[int, int]] = []
    stack = [(0, index) for index in reversed(children.get(None, []))]
    seen: set[int] = set()
    while stack:
        depth, index = stack.pop()
        if index in seen:
            continue
        seen.add(index)
        rows.append((depth, index))
        stack += [(depth + 1, child) for child in reversed(children.get(index, []))]
    rows += [(0, index) for index in range(len(indicators)) if index not in seen]
    return rows


def _name(depth: int, indicator: Record) -> str:
    subject = f"{indicator['subject']}  " if indicator["subject"] and indicator["subject"] not in indicator["name"] else ""
    within = message("summary.within") + " " if depth else ""
    return safe("  " * (depth + 1) + within + subject + indicator["name"])


def _row(record: Record, depth: int, indicator: Record, columns: int) -> list[Line]:
    """Name, quantity, modality, period, comparison, place; a long name or a narrow terminal takes a second line.

    Where a little room is missing, the row's own columns move together before that.
    """
    name_columns = max(22, min(34, columns * 2 // 5))
    name, value = _name(depth, indicator), pad(quantity_text(indicator), 14)
    modality = "" if indicator["modality"] == "achieved" else message(f"modality.{indicator['modality']}")
    told = (modality, indicator["period"] or "", comparison_text(indicator["comparison"]))
    rest, place = "  ".join(word for word in told if word), place_name(record, indicator["start"])
    over = name_columns + width(value) + 2 + width(rest) + 2 + width(place) - columns
    loose, slack = width(value) - width(value.rstrip()), name_columns - width(name) - 2
    if 0 < over <= max(loose, 0) + max(slack, 0):
        value = value[: len(value) - min(over, loose)]
        name_columns -= max(0, over - loose)
    lines: list[Line] = []
    if width(name) >= name_columns:
        lines.append([Span(shorten(name, columns))])
        name = ""
    lines.append([Span(pad(name, name_columns)), Span(value, "head"), Span("  ")])
    used = name_columns + width(value) + 2
    if used + width(rest) > columns:
        lines.append([Span(" " * (name_columns + 2))])
        used = name_columns + 2
    lines[-1].append(Span(shorten(rest, columns - used)))
    used += width(rest)
    if used + 2 + width(place) > columns:
        lines.append([])
        used = 0
    lines[-1].append(Span(" " * (columns - used - width(place)) + place, "dim"))
    return lines


def _named(record: Record) -> tuple[int, Counter[str]]:
    """How many quantities have no indicator, and the other numbers by kind."""
    covered = sorted((i["start"], i["end"]) for i in record["indicators"])
    starts = {place for start, end in covered for place in range(start, end)}
    nameless = sum(1 for n in record["numbers"] if n["kind"] in ("quantity", "percentage") and n["start"] not in starts)
    others = Counter(message(f"kind.{n['kind']}") for n in record["numbers"] if n["kind"] not in ("quantity", "percentage"))
    return nameless, others


def summary_lines(record: Record, view: View) -> list[Line]:
    """`analyzer summary` of one report."""
    columns, indicators = view.columns, record["indicators"]
    targets = sum(1 for i in indicators if i["modality"] == "target")
    facts = message("summary.facts", indicators=len(indicators), targets=targets)
    lines = sides([Span(shorten(heading(record), columns), "head")], facts, columns)
    part: object = object()
    for depth, index in family(indicators):
        indicator = indicators[index]
        if indicator["part"] != part:
            part = indicator["part"]
            lines.append([Span(part_title(indicator["part"], record["profile"]) or message("summary.no_part"), "head")])
        lines += _row(record, depth, indicator, columns)
    if not indicators:
        lines += wrap(message("summary.none"), columns, "  ")
    if record["zeros"]:
        told = "；".join(safe(zero["name"]) for zero in record["zeros"])
        lines += wrap(message("summary.zeros", names=told), columns)
    nameless, others = _named(record)
    kinds = "、".join(f"{kind} {count}" for kind, count in others.most_common(4)) + (" …" if len(others) > 4 else "")
    told = message("summary.rest", nameless=nameless, others=sum(others.values()))
    return lines + wrap(told + (f"（{kinds}）" if kinds else "") + "    " + message("summary.hint"), columns, style="dim")


def summary_rows(record: Record, view: View) -> list[Line]:
    """`analyzer summary` of one report among several: body, indicator, quantity, period, place; a line an indicator."""
    columns = view.columns
    unit_columns = max(16, columns // 4)
    name_columns = max(16, columns * 3 // 10)
    unit = pad(shorten(safe(unit_name(record)), unit_columns), unit_columns)
    lines: list[Line] = []
    for indicator in record["indicators"]:
        name = pad(shorten(_name(0, indicator).strip(), name_columns), name_columns)
        modality = "" if indicator["modality"] == "achieved" else message(f"modality.{indicator['modality']}")
        told = "  ".join(word for word in (indicator["period"] or "", modality, place_name(record, indicator["start"])) if word)
        value = pad(quantity_text(indicator), 12)
        room = columns - unit_columns - name_columns - width(value) - 6
        lines.append([Span(unit), Span("  " + name), Span("  " + value, "head"), Span("  " + shorten(told, max(room, 6)), "dim")])
    return lines
