"""What the page of one report shows, as plain values for its template (the text itself: `page_text.py`)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from analyzer.export.layout import shorten
from analyzer.export.messages import message
from analyzer.export.overview import Marks, Row
from analyzer.export.page_overview import verdict_words
from analyzer.export.page_text import mark_symbol
from analyzer.export.places import (
    LEVELS,
    Record,
    file_name,
    finding_place,
    is_shown,
    mark_key,
    place_name,
    section_path,
    sentence_around,
    tidy_label,
    walk,
)
from analyzer.export.summary_text import family
from analyzer.export.titles import part_title, rule_title
from analyzer.export.values import comparison_text, quantity_text


def _parts(record: Record) -> list[dict[str, Any]]:
    values = []
    for part in record["parts"]:
        absent_by_right = part["part"] == "other" and part["start"] is None
        status = "none" if absent_by_right else part["status"]
        path = section_path(record, part["start"])
        values.append({
            "title": part_title(part["part"], record["profile"]), "status": status, "mark": message(f"sign.{status}"),
            "status_title": message(f"told.{status}"), "reason": part["reason"],
            "anchor": f"s{path[-1]['start']}" if path else None,
            "place": "".join(map(tidy_label, path)) if path else message("page.not_required") if absent_by_right else "",
        })  # fmt: skip
    return values


def _outline(record: Record, findings: list[Record]) -> list[dict[str, Any]]:
    """Sections with a dot for each finding in their own text."""
    dots: dict[int, list[str]] = {}
    for finding in findings:
        path = section_path(record, finding["start"])
        if path:
            dots.setdefault(path[-1]["start"], []).append(finding["level"])
    return [
        {
            "level": min(section["level"], 4), "start": section["start"],
            "title": shorten((section["label"] + section["title"]).strip(), 40),
            "dots": sorted(dots.get(section["start"], []), key=LEVELS.index)[:4],
        }
        for section in walk(record["sections"])
    ]  # fmt: skip


def _finding(record: Record, finding: Record, number: int, marks: Marks) -> dict[str, Any]:
    text, start, end = record["text"], finding["start"], finding["end"]
    quote = "" if start is None else text[start:end].strip()
    if 0 < len(quote) < 8:
        low, high = sentence_around(text, start, end, 40)
        quote = text[low:high].strip()
    place, title = finding_place(record, finding), rule_title(finding["rule"], finding["name"])
    outside = [r for r in finding["related"] if start is None or not (start <= r["start"] and r["end"] <= end)]
    told = f"【{place}】{finding['message']}" + (f"（原文：{quote}）" if quote else "") + (finding["suggestion"] or "")
    sure = is_shown(finding, "warning", "medium")
    return {
        "number": number, "placed": start is not None, "level": finding["level"],
        "level_title": message(f"level.{finding['level']}"), "title": title,
        "rule": finding["rule"], "place": place, "message": finding["message"], "quote": shorten(quote, 240),
        "related": [
            {"place": place_name(record, r["start"]), "quote": shorten(text[r["start"] : r["end"]], 80), "note": r["note"]}
            for r in outside
        ],
        "suggestion": finding["suggestion"], "told": " ".join(told.split()),
        "ticked": marks.get((mark_key(record), finding["fingerprint"]), sure),
    }  # fmt: skip


def _indicators(record: Record) -> list[dict[str, Any]]:
    """Indicators by the section of their total."""
    by_section: dict[str, dict[str, Any]] = {}
    for depth, index in family(record["indicators"]):
        indicator = record["indicators"][index]
        path = section_path(record, indicator["start"])
        key = place_name(record, indicator["start"])
        title = shorten(path[-1]["title"].strip(), 20) if path and path[-1]["label_kind"] != "none" else ""
        entry = by_section.setdefault(key, {"place": key, "title": title, "rows": []})
        entry["rows"].append({
            "index": index, "depth": depth, "name": indicator["name"],
            "value": quantity_text(indicator), "period": indicator["period"] or "", "modality": indicator["modality"],
            "modality_title": message(f"modality.{indicator['modality']}"),
            "comparison": comparison_text(indicator["comparison"]),
        })  # fmt: skip
    return list(by_section.values())


def _facts(record: Record, row: Row) -> list[tuple[str, str]]:
    meta = record["metadata"]
    told = [
        ("fact.unit", row.unit), ("fact.year", meta["report_year"]), ("fact.plan", meta["plan_year"]),
        ("fact.date", meta["date"]), ("fact.characters", f"{record['characters']:,} 字"), ("fact.format", record["format"]),
    ]  # fmt: skip
    return [(message(key), str(value) if value is not None else message("fact.none")) for key, value in told]


def report_values(record: Record, row: Row, findings: list[Record], marks: Marks) -> dict[str, Any]:
    """Everything the template names, except the text and the neighbours. `findings` in the order of their numbers."""
    levels = Counter(finding["level"] for finding in findings)
    return {
        "row": row, **verdict_words(row), "file": file_name(record["file"]), "parts": _parts(record),
        "outline": _outline(record, findings), "facts": _facts(record, row),
        "repairs": [
            {"before": r["before"].strip() or message("page.blank"), "after": r["after"].strip() or "–", "why": r["why"]}
            for r in record["repairs"][:30]
        ],
        "findings": [_finding(record, finding, number, marks) for number, finding in enumerate(findings, 1)],
        "levels": [
            {"id": level, "mark": mark_symbol(level), "title": message(f"level.{level}"), "count": levels[level]}
            for level in LEVELS
        ],
        "modalities": [
            {"id": modality, "title": message(f"modality.{modality}"), "count": count}
            for modality, count in Counter(i["modality"] for i in record["indicators"]).items()
        ],
        "indicators": _indicators(record), "indicator_count": len(record["indicators"]),
    }  # fmt: skip
