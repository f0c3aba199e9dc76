"""What the overview page shows, as plain values for its template."""

from __future__ import annotations

from collections import Counter
from typing import Any

from analyzer.export.messages import has_message, message
from analyzer.export.overview import Overview, Row, group_title
from analyzer.export.places import file_name
from analyzer.export.plots import Point, outliers, strip_plot
from analyzer.export.titles import profile_title, report_name, rule_level, rule_title

Pages = dict[str, str]
_RANK = {"present": 0, "none": 0, "merged": 1, "weak": 2, "missing": 3}
_VERDICT_MARK = {"return": "↺", "accept": "✓", "unread": "✕", "absent": "–"}
_DENSE, _PACKED = 50, 120
"""So many bodies, and their columns in the heat map move closer together, so that the counts at its end stay in sight."""
_COLOUR = {"return": "red", "accept": "green", "unread": "", "absent": ""}


def verdict_words(row: Row) -> dict[str, str]:
    """Mark, words and colour of a verdict."""
    if row.newer is not None:
        return {"verdict_mark": "–", "verdict_title": message("verdict.older"), "colour": "dim"}
    return {
        "verdict_mark": _VERDICT_MARK[row.verdict],
        "verdict_title": message(f"verdict.{row.verdict}"),
        "colour": _COLOUR[row.verdict],
    }


def _figures(overview: Overview) -> dict[str, Any]:
    verdicts = Counter(row.verdict for row in overview.rows if row.newer is None)
    missing = Counter(part for row in overview.counted for part, status in row.parts if status == "missing")
    titles = overview.part_titles()
    levels = overview.levels()
    told = ""
    if missing:
        worst, _ = missing.most_common(1)[0]
        told = message("page.lacking", count=missing.total(), part=titles[worst])
    return {
        **{verdict: verdicts[verdict] for verdict in ("accept", "return", "unread", "absent")},
        "lacking": sum(any(status == "missing" for _, status in row.parts) for row in overview.counted),
        "lacking_told": told or message("page.lacking_none"),
        "findings": sum(levels),
        "levels": levels,
    }


def _cell(row: Row, part: str, title: str) -> dict[str, Any]:
    status = dict(row.parts).get(part, "")
    told = f"{row.unit}：{title} {message(f'short.{status}')}" if status else row.unit
    return {
        "status": status or ("unread" if row.verdict == "unread" else "none"),
        "number": row.number,
        "title": told,
    }


def _heat(overview: Overview, groups: list[str]) -> dict[str, Any]:
    rows = [row for row in overview.rows if row.newer is None and row.verdict != "absent"]
    by_group = [(group, [row for row in rows if row.group == group]) for group in groups]
    by_group = [(group, own) for group, own in by_group if own]
    parts = []
    for part, title in overview.part_titles().items():
        statuses = Counter(dict(row.parts).get(part) for row in overview.counted)
        if part == "other":
            continue
        parts.append({
            "title": title,
            "groups": [[_cell(row, part, title) for row in own] for _, own in by_group],
            "counts": [statuses[status] for status in ("present", "merged", "weak", "missing")],
        })  # fmt: skip
    heads = [{"title": group_title(group), "count": len(own)} for group, own in by_group]
    density = "packed" if len(rows) > _PACKED else "dense" if len(rows) > _DENSE else ""
    return {"groups": heads, "parts": parts, "density": density}


def _rules(overview: Overview) -> list[dict[str, Any]]:
    bodies = Counter(rule for row in overview.counted for rule in row.rules).most_common(6)
    return [
        {
            "code": code, "title": rule_title(code, code), "count": count, "level": rule_level(code),
            "level_title": message(f"level.{rule_level(code)}"), "share": round(100 * count / bodies[0][1]),
        }
        for code, count in bodies
    ]  # fmt: skip


def _row(row: Row, parts: dict[str, str], pages: Pages) -> dict[str, Any]:
    statuses = dict(row.parts)
    cells = [
        {
            "status": statuses.get(part, ""), "rank": _RANK.get(statuses.get(part, ""), -1),
            "mark": message(f"sign.{statuses[part]}") if part in statuses else "",
            "title": f"{title} {message(f'short.{statuses[part]}')}" if part in statuses else "",
        }
        for part, title in parts.items()
    ]  # fmt: skip
    kind = "older" if row.newer else row.verdict
    reason = message("workbook.newer", file=file_name(row.newer)) if row.newer else row.reason
    return {
        "number": row.number, "unit": row.unit, "group": group_title(row.group), "verdict": kind, "kind": kind, "cells": cells,
        "counts": row.counts, "indicators": row.indicators, "read": row.verdict in ("return", "accept"),
        "reason": reason, "page": pages.get(row.file), **verdict_words(row),
    }  # fmt: skip


def _plots(overview: Overview, pages: Pages, plots: list[tuple[str, list[Point]]], groups: list[str]) -> list[dict[str, Any]]:
    from markupsafe import Markup

    titles = [(group_title(group), group_title(group)) for group in groups]
    values = []
    for title, points in plots:
        far = outliers(points)
        told = {point.file for point in points}
        silent = [row.unit for row in overview.counted if row.file not in told]
        quoted = sorted((p for p in points if p.file in far), key=lambda p: -p.value)[:6]
        svg = Markup(strip_plot(points, titles))
        values.append({
            "title": title, "svg": svg, "silent_count": len(silent),
            "silent": "、".join(silent[:12]) + (" …" if len(silent) > 12 else ""),
            "outliers": [
                {"unit": p.unit, "value": p.text, "quote": p.quote, "page": pages.get(p.file)} for p in quoted
            ],
        })  # fmt: skip
    return values


def overview_values(overview: Overview, pages: Pages, plots: list[tuple[str, list[Point]]]) -> dict[str, Any]:
    """Everything the template names, except the facts of the run."""
    rows, parts = overview.rows, overview.part_titles()
    groups = list(dict.fromkeys(sorted((row.group for row in rows), key=_group_order)))
    shown = {"return": 0, "accept": 1, "unread": 2, "absent": 3}
    ordered = sorted(rows, key=lambda r: (r.newer is not None, shown[r.verdict], -r.counts[0], -r.counts[1], r.number))
    counts = Counter("older" if row.newer else row.verdict for row in rows)
    verdicts = [{"id": "", "title": message("page.everything"), "count": len(rows)}]
    verdicts += [
        {"id": v, "title": message(f"verdict.{v}"), "count": counts[v]}
        for v in ("return", "unread", "absent", "accept", "older") if counts[v]
    ]  # fmt: skip
    years = Counter(row.year for row in overview.counted if row.year)
    profiles = Counter(row.profile for row in overview.counted if row.profile)
    year = message("page.year", year=years.most_common(1)[0][0]) if years else ""
    kinds = Counter(row.format for row in rows if row.verdict in ("return", "accept"))
    return {
        "title": year + (report_name(profiles.most_common(1)[0][0]) if profiles else message("page.reports")),
        "profiles": "、".join(profile_title(name) for name in profiles) or message("page.no_profile"),
        "files": message("page.files", count=len(rows)) + "、".join(f"{kind} {count}" for kind, count in kinds.most_common()),
        "figures": _figures(overview), "heat": _heat(overview, groups), "rules": _rules(overview),
        "groups": [group_title(group) for group in groups], "verdicts": verdicts,
        "parts": list(parts.values()), "short_parts": [_short(part, title) for part, title in parts.items()],
        "statuses": [
            {"id": s, "mark": message(f"sign.{s}"), "title": message(f"legend.{s}"), "told": message(f"told.{s}")}
            for s in ("present", "merged", "weak", "missing", "none")
        ],
        "rows": [_row(row, parts, pages) for row in ordered],
        "unread": [row for row in rows if row.verdict == "unread"],
        "plots": _plots(overview, pages, plots, groups),
    }  # fmt: skip


def _short(part: str, title: str) -> str:
    """The part's name for a narrow column."""
    return message(f"abbreviation.{part}") if has_message(f"abbreviation.{part}") else title[:4]


def _group_order(group: str) -> tuple[int, str]:
    order = ("department", "county", "town")
    return (order.index(group), "") if group in order else (-1, group)
