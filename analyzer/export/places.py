"""Where something stands, in words (一、（五）), and other views on a record that every exporter needs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from analyzer.export.messages import message

Record = dict[str, Any]
"""A report as the contract's JSON object; exporters want it with its `text`."""

_DIGITS = "零一二三四五六七八九"
_SENTENCE_END = re.compile(r"[。！？；\r\n]")
LEVELS = ("error", "warning", "info")
CONFIDENCES = ("high", "medium", "low")
STATUSES = ("present", "merged", "weak", "missing")


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals; others in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if not tens else ("十" if tens == 1 else _DIGITS[tens] + "十")) + (_DIGITS[ones] if ones else "")


def tidy_label(section: Record) -> str:
    """The label as it should be printed at this level: 一、 （一） 1. （1）; a short title where there is no number."""
    ordinal, level = section["ordinal"], section["level"]
    if ordinal is None or section["label_kind"] == "none":
        title = section["title"].strip()
        return f"“{title[:12]}{'…' if len(title) > 12 else ''}”"
    if level == 1:
        return chinese(ordinal) + "、"
    if level == 2:
        return f"（{chinese(ordinal)}）"
    return f"{ordinal}." if level == 3 else f"（{ordinal}）"


def walk(sections: list[Record]) -> Iterator[Record]:
    """All sections in the order of the text."""
    for section in sections:
        yield section
        yield from walk(section["children"])


def section_path(record: Record, offset: int | None) -> list[Record]:
    """The sections around an offset, outermost first."""
    path: list[Record] = []
    sections = record["sections"]
    while sections and offset is not None:
        inside = next((s for s in reversed(sections) if s["start"] <= offset < s["end"]), None)
        if inside is None:
            break
        path.append(inside)
        sections = inside["children"]
    return path


def place_name(record: Record, offset: int | None) -> str:
    """一、（五）; 全文 for None; 引言 before the first heading."""
    if offset is None:
        return message("place.whole")
    path = section_path(record, offset)
    return "".join(tidy_label(section) for section in path) if path else message("place.preamble")


def places(record: Record) -> Callable[[int], str]:
    """`place_name` for many offsets of one report: those after one another mostly stand in the same section."""
    low, high, known = 0, 0, ""

    def place(offset: int) -> str:
        nonlocal low, high, known
        if not low <= offset < high:
            path = section_path(record, offset)
            known = place_name(record, offset)
            leaf = path[-1] if path and not path[-1]["children"] else None
            low, high = (leaf["start"], leaf["end"]) if leaf is not None else (0, 0)
        return known

    return place


def finding_place(record: Record, finding: Record) -> str:
    """The place of a finding: the rule's own words where it gave some."""
    return finding["place"] or place_name(record, finding["start"])


def sentence_around(text: str, start: int, end: int, limit: int = 120) -> tuple[int, int]:
    """The sentence around a range, at most `limit` characters more on either side, without blanks at its ends."""
    low, high = max(0, start - limit), min(len(text), end + limit)
    for match in _SENTENCE_END.finditer(text, low, start):
        low = match.end()
    stop = _SENTENCE_END.search(text, max(start, end - 1), high)
    if stop:
        high = max(end, stop.end() if stop.group() not in "\r\n" else stop.start())
    while low < start and text[low].isspace():
        low += 1
    while high > end and text[high - 1].isspace():
        high -= 1
    return low, high


def unit_name(record: Record) -> str:
    """Who reports: the issuer, else the title, else the file's name."""
    meta = record["metadata"]
    return meta["issuer"] or meta["title"] or file_name(record["file"])


def mark_key(record: Record) -> str:
    """Whose findings a clerk marks: the body's, so that a mark outlives a new submission; where a report does not say whose it
    is, the file's, since others may share its title.
    """
    issuer: str | None = record["metadata"]["issuer"]
    return issuer or posixpath.normpath(record["file"].replace("\\", "/"))


def file_name(path: str) -> str:
    """The last part of a path, whichever system wrote it."""
    return re.split(r"[/\\]", path)[-1] or path


def is_shown(finding: Record, min_level: str, min_confidence: str) -> bool:
    """Whether a finding reaches both thresholds."""
    return LEVELS.index(finding["level"]) <= LEVELS.index(min_level) and CONFIDENCES.index(
        finding["confidence"]
    ) <= CONFIDENCES.index(min_confidence)
