"""Record → lines for the terminal: `check_lines`, `summary_lines`, `outline_lines`, `numbers_lines`.

They take the contract's record with its text, so that a fresh report and one out of the store look the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.export.layout import Line, Span, leaders, marked, pad, safe, shorten, sides, width, wrap
from analyzer.export.messages import message
from analyzer.export.places import (
    LEVELS,
    Record,
    file_name,
    finding_place,
    is_shown,
    place_name,
    sentence_around,
    unit_name,
    walk,
)
from analyzer.export.titles import part_title, profile_title, rule_title

FOLD_AFTER = 3
_STATUS_STYLE = {"present": "good", "merged": "merged", "weak": "warning", "missing": "error"}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a text shows: thresholds, the width in columns, and whether the profile was chosen by the program."""

    min_level: str = "warning"
    min_confidence: str = "medium"
    columns: int = 80
    auto_profile: bool = True


def heading(record: Record) -> str:
    """Issuer, year and title of a report on one line; the file's name where it tells neither."""
    meta = record["metadata"]
    title = "".join((meta["title"] or "").split())
    if meta["issuer"] and title:
        rest = title.replace(meta["issuer"], "", 1).removeprefix("关于").strip()
        return safe(f"{meta['issuer']}  {rest}" if rest else meta["issuer"])
    name = meta["issuer"] or title or file_name(record["file"])
    year = f"  {message('head.year', year=meta['report_year'])}" if meta["report_year"] and not title else ""
    return safe(name + year)


def _head(record: Record, columns: int) -> list[Line]:
    sections = sum(1 for _ in walk(record["sections"]))
    facts = message(
        "head.facts", format=record["format"], characters=f"{record['characters']:,}", sections=sections,
        indicators=len(record["indicators"]),
    )  # fmt: skip
    return sides([Span(shorten(heading(record), columns), "head")], facts, columns)


def _part_lines(record: Record, columns: int) -> list[Line]:
    if not record["parts"]:
        return []
    names = [part_title(part["part"], record["profile"]) for part in record["parts"]]
    column = max(map(width, names))
    states = max(6, *(width(message(f"status.{status}")) for status in _STATUS_STYLE))
    lines: list[Line] = [[]]
    for name, part in zip(names, record["parts"], strict=True):
        absent_by_right = part["part"] == "other" and part["start"] is None
        status = message("status.none") if absent_by_right else message(f"status.{part['status']}")
        first = f"  {pad(name, column)}    {pad(status, states)}    "
        style = "dim" if absent_by_right else _STATUS_STYLE[part["status"]]
        for number, line in enumerate(wrap(part["reason"], columns, first)):
            head = [Span(f"  {pad(name, column)}    "), Span(pad(status, states), style), Span("    ")]
            lines.append(line if number else [*head, line[1]])
    return lines


def _evidence(record: Record, finding: Record, columns: int) -> list[Line]:
    """The sentence of a finding with its places underlined, and places elsewhere quoted below."""
    text, indent = record["text"], 7
    start, end = finding["start"], finding["end"]
    if start is None or end <= start:
        return []
    low, high = sentence_around(text, start, end)
    if high - low > 240:
        low, high = start, min(end, start + 240)
    inside = [r for r in finding["related"] if low <= r["start"] and r["end"] <= high]
    ranges = [(r["start"], r["end"]) for r in inside] or [(start, end)]
    lines = marked(text[low:high], [(a - low, b - low) for a, b in ranges], columns, indent)
    notes = "，".join(dict.fromkeys(r["note"] for r in inside if r["note"]))
    if notes:
        lines += wrap(notes, columns, " " * indent + "─ ", style="dim")
    for other in finding["related"]:
        if other not in inside:
            quote = shorten(safe(text[other["start"] : other["end"]]), 48)
            where = place_name(record, other["start"])
            told = message("check.related", place=where, quote=quote) + (f"（{other['note']}）" if other["note"] else "")
            lines += wrap(told, columns, " " * indent, style="dim")
    return lines


def finding_lines(record: Record, finding: Record, columns: int) -> list[Line]:
    """One finding: level, rule, place; message; evidence; suggestion."""
    left = [
        Span("  "),
        Span(message(f"level.{finding['level']}"), finding["level"]),
        Span(f" {finding['rule']} {rule_title(finding['rule'], finding['name'])}", "head"),
    ]
    lines = leaders(left, finding_place(record, finding), columns)
    lines += wrap(finding["message"], columns, " " * 7)
    lines += _evidence(record, finding, columns)
    if finding["suggestion"]:
        for number, line in enumerate(wrap(finding["suggestion"], columns, "       → ")):
            lines.append([Span("       "), Span("→ ", "hint"), line[1]] if not number else line)
    return lines


def _finding_blocks(record: Record, shown: list[Record], columns: int) -> list[Line]:
    """All findings to be shown; of one rule the first `FOLD_AFTER`, the others by their places."""
    seen: Counter[str] = Counter()
    folded: dict[str, list[str]] = {}
    lines: list[Line] = []
    for finding in shown:
        seen[finding["rule"]] += 1
        if seen[finding["rule"]] > FOLD_AFTER:
            folded.setdefault(finding["rule"], []).append(finding_place(record, finding))
            continue
        lines += [[], *finding_lines(record, finding, columns)]
    for rule, places in folded.items():
        where = "、".join(dict.fromkeys(places))
        lines += [[], *wrap(message("check.folded", rule=rule, count=len(places), places=where), columns, "  … ", style="dim")]
    return lines


def _hidden_note(record: Record, view: View) -> str:
    unsure = [f for f in record["findings"] if not is_shown(f, "info", view.min_confidence)]
    return message("check.unsure", count=len(unsure)) if unsure else ""


def counts_text(findings: list[Record], view: View) -> str:
    """须改 2 · 应核 1 · 提示 4（--min-level info 可见）, of findings that are sure enough."""
    count = Counter(f["level"] for f in findings if is_shown(f, "info", view.min_confidence))
    words = []
    for level in LEVELS:
        hidden = LEVELS.index(level) > LEVELS.index(view.min_level) and count[level]
        words.append(f"{message(f'level.{level}')} {count[level]}" + (message("check.visible", level=level) if hidden else ""))
    return " · ".join(words)


def check_lines(record: Record, view: View) -> list[Line]:
    """`analyzer check` of one report."""
    columns = view.columns
    lines = _head(record, columns)
    if record["profile"] is None:
        lines += wrap(message("check.no_profile"), columns, style="warning")
    else:
        how = message("check.auto") if view.auto_profile else message("check.chosen")
        lines += wrap(message("check.profile", title=profile_title(record["profile"]), how=how), columns)
    lines += _part_lines(record, columns)
    shown = [f for f in record["findings"] if is_shown(f, view.min_level, view.min_confidence)]
    shown.sort(key=lambda finding: LEVELS.index(finding["level"]))
    lines += _finding_blocks(record, shown, columns)
    total = [Span(counts_text(record["findings"], view), "head")]
    hint = message("check.rule_hint", rule=shown[0]["rule"]) if shown else ""
    lines += [[], *(sides(total, hint, columns) if hint else [total])]
    unsure = _hidden_note(record, view)
    return lines + (wrap(unsure, columns, style="dim") if unsure else [])


def outline_lines(record: Record, view: View) -> list[Line]:
    """`analyzer outline`: the section tree, the part of each section, and the parts with their status."""
    lines = [*_head(record, view.columns), []]
    repairs = {r["start"]: r for r in record["repairs"]}
    for section, around in _with_parent(record["sections"], None):
        indent = "  " + "    " * (section["level"] - 1)
        name, note = safe(section["label"] + section["title"]), _part_note(record, section, around)
        room = view.columns - width(indent) - (24 if note else 0)
        shown = pad(shorten(name, room - 2), room) if note else shorten(name, room)
        lines.append([Span(indent), Span(shown), Span(note, "merged")])
        repair = repairs.get(section["start"])
        if repair is not None:
            told = message("outline.repair", before=safe(repair["before"]).strip(), after=repair["after"].strip())
            lines += wrap(told, view.columns, indent + "    ", style="dim")
        if section["items"]:
            told = " ".join(f"· {safe(item['label']).strip()} …" for item in section["items"])
            lines += wrap(told, view.columns, indent + "    ", style="dim")
    if not record["sections"]:
        lines += wrap(message("outline.none"), view.columns, "  ")
    return lines + _part_lines(record, view.columns)


def _with_parent(sections: list[Record], parent: Record | None) -> Iterator[tuple[Record, Record | None]]:
    for section in sections:
        yield section, parent
        yield from _with_parent(section["children"], section)


def _part_note(record: Record, section: Record, around: Record | None) -> str:
    """The section's part where it differs from the one around it, and the parts told inside it."""
    own = section["part"] if around is None or section["part"] != around["part"] else None
    inside = [part for part in section["parts"][1:] if around is None or part not in around["parts"]]
    words = [part_title(own, record["profile"])] if own else []
    words += [message("outline.contains", part=part_title(part, record["profile"])) for part in inside]
    return " ".join(words)


def numbers_lines(record: Record, view: View) -> list[Line]:
    """`analyzer numbers`: every number mention, its kind, and what it measures or why it is none."""
    names = {(i["start"], i["end"]): i for i in record["indicators"]}
    column = min(20, max((width(n["surface"]) for n in record["numbers"]), default=0))
    lines = [*_head(record, view.columns), []]
    for number in record["numbers"]:
        indicator = names.get((number["start"], number["end"]))
        told = (indicator["name"] if indicator else number["reason"]) or ""
        kind = pad(message(f"kind.{number['kind']}"), 10)
        first = f"  {pad(shorten(safe(number['surface']), column), column)}  {kind}"
        lines += wrap(told, view.columns, first)
    count = Counter(message(f"kind.{n['kind']}") for n in record["numbers"])
    total = "、".join(f"{kind} {amount}" for kind, amount in count.most_common())
    return [*lines, [], *wrap(message("numbers.total", count=len(record["numbers"]), kinds=total), view.columns)]


def report_name(record: Record) -> str:
    """The body and, behind it, the file: for lists of several reports."""
    return f"{unit_name(record)}（{file_name(record['file'])}）"
