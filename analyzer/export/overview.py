"""All reports of a run at a glance: one `Row` a body, with its verdict and what to look at first. Read `build_overview`.

Rows are small, so that a run of thousands stays small in memory: the reports pass by once, one at a time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from analyzer.export.messages import message
from analyzer.export.places import LEVELS, Record, file_name, is_shown, mark_key, unit_name
from analyzer.export.titles import part_title, rule_title

Verdict = Literal["return", "accept", "unread", "absent"]
Marks = Mapping[tuple[str, str], bool]
"""(`mark_key` of the report, fingerprint) → kept; what is struck out (False) counts no more."""

_TOWN = re.compile(r"(?:镇|乡|街道)(?:人民政府|办事处)?$|街道办")
_COUNTY = re.compile(r"(?:区|县|旗|市)(?:人民)?政府$")
_KINDS = {"town": "town", "government": "county", "department": "department"}
GROUPS = ("department", "county", "town")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the overview. `named` tells whether the report says whose it is; `newer` names the file that counts instead;
    `twins` are files of the same content.
    """

    file: str
    unit: str
    group: str
    verdict: Verdict
    named: bool = True
    reason: str = ""
    title: str | None = None
    year: int | None = None
    profile: str | None = None
    parts: tuple[tuple[str, str], ...] = ()
    counts: tuple[int, int, int] = (0, 0, 0)
    indicators: int = 0
    characters: int = 0
    repairs: int = 0
    format: str = ""
    engine: str = ""
    sha256: str = ""
    modified: float | None = None
    rules: tuple[str, ...] = ()
    newer: str | None = None
    twins: tuple[str, ...] = ()
    order: int | None = None
    number: int = 0

    @property
    def counted(self) -> bool:
        """Whether the row is a report that counts (read, and not replaced by a newer one)."""
        return self.verdict in ("return", "accept") and self.newer is None


@dataclass(slots=True)
class Overview:
    """All rows: reports in the order of the roster, else of the run; then files that could not be read, then who is absent."""

    rows: list[Row] = field(default_factory=list)

    @property
    def counted(self) -> list[Row]:
        """The reports that count."""
        return [row for row in self.rows if row.counted]

    def levels(self) -> tuple[int, int, int]:
        """Findings of all reports that count: errors, warnings, infos."""
        return tuple(sum(row.counts[i] for row in self.counted) for i in range(3))  # type: ignore[return-value]

    def part_titles(self) -> dict[str, str]:
        """Part id → its name, in the order in which the profiles name them."""
        return {part: part_title(part, row.profile) for row in self.rows for part, _ in row.parts}


def kept_findings(record: Record, marks: Marks, min_confidence: str = "medium") -> list[Record]:
    """Findings that are sure enough and not struck out; what a clerk kept (采纳) stays whatever its confidence."""
    key = mark_key(record)
    return [
        finding
        for finding in record["findings"]
        if marks.get((key, finding["fingerprint"]), is_shown(finding, "info", min_confidence))
    ]


def group_of(name: str, body_kind: str | None) -> str:
    """department, county or town, by the words of a name, else by what the metadata say."""
    if _TOWN.search(name):
        return "town"
    if _COUNTY.search(name):
        return "county"
    return _KINDS.get(body_kind or "", "department")


def _reason(findings: list[Record], parts: tuple[tuple[str, str], ...], profile: str | None) -> str:
    """What to look at first: missing parts by name, then the other rules, the most serious first."""
    missing = [part_title(part, profile) for part, status in parts if status == "missing"]
    words = [message("overview.lacks", parts="".join(f"“{title}”" for title in missing))] if missing else []
    seen: Counter[tuple[int, str, str]] = Counter()
    for finding in findings:
        level = LEVELS.index(finding["level"])
        if level < 2 and finding["name"] != "missing-part":
            seen[level, finding["rule"], finding["name"]] += 1
    for (_, rule, name), count in sorted(seen.items(), key=lambda item: item[0][0]):
        words.append(rule_title(rule, name) + (message("overview.times", count=count) if count > 1 else ""))
    return "；".join(words[:4]) if words else message("overview.clean")


def report_row(record: Record, marks: Marks, *, min_confidence: str = "medium") -> Row:
    """The row of one report."""
    findings = kept_findings(record, marks, min_confidence)
    levels = Counter(finding["level"] for finding in findings)
    parts = tuple((part["part"], _status(part)) for part in record["parts"])
    unit = unit_name(record)
    return Row(
        file=record["file"],
        unit=unit,
        group=group_of(unit, record["metadata"]["body_kind"]),
        verdict="return" if levels["error"] else "accept",
        named=record["metadata"]["issuer"] is not None,
        reason=_reason(findings, parts, record["profile"]),
        title=record["metadata"]["title"],
        year=record["metadata"]["report_year"],
        profile=record["profile"],
        parts=parts,
        counts=(levels["error"], levels["warning"], levels["info"]),
        indicators=len(record["indicators"]),
        characters=record["characters"],
        repairs=len(record["repairs"]),
        format=record["format"],
        engine=record["engine"],
        sha256=record["sha256"],
        modified=record.get("modified"),
        rules=tuple(sorted({f["rule"] for f in findings if f["level"] != "info"})),
    )


def _status(part: Record) -> str:
    """The part's status; `none` for 其他, which may be absent by right."""
    return "none" if part["part"] == "other" and part["start"] is None else str(part["status"])


def error_row(error: Record) -> Row:
    """The row of a file that could not be read."""
    name = re.sub(r"^\d+\s*[_.、\-]\s*|\.\w{1,5}$", "", file_name(error["file"]))
    return Row(
        file=error["file"], unit=name, group=group_of(name, None), verdict="unread", reason=error["message"], format=error["kind"]
    )  # fmt: skip


def _body(row: Row) -> tuple[str, int | None, str | None, str]:
    """What two reports share that are one body's on one matter."""
    return (row.unit, row.year, row.profile, "" if row.named else row.file)


def _settle_doubles(rows: list[Row]) -> list[Row]:
    """Of reports by one body on one year the newest counts; files of the same content are told and all count.

    Reports that do not say whose they are are nobody's doubles: two bodies may share a title or a file name.
    """
    by_body: dict[tuple[str, int | None, str | None, str], list[Row]] = {}
    by_content: dict[str, list[Row]] = {}
    for row in rows:
        by_body.setdefault(_body(row), []).append(row)
        by_content.setdefault(row.sha256, []).append(row)
    settled = []
    for row in rows:
        twins = tuple(other.file for other in by_content[row.sha256] if other is not row)
        rivals = {other.sha256: other for other in by_body[_body(row)]}
        newest = max(rivals.values(), key=lambda other: (other.modified or 0.0, other.file))
        beaten = row.sha256 != newest.sha256
        settled.append(replace(row, twins=twins, newer=newest.file if beaten else None))
    return settled


def build_overview(
    records: Iterable[Record], errors: Iterable[Record], marks: Marks, roster: Sequence[tuple[str, str]] = (),
    *, min_confidence: str = "medium",
) -> Overview:  # fmt: skip
    """The overview of a run. `roster` holds (body, group) of all that should report, in their order."""
    rows = _settle_doubles([report_row(record, marks, min_confidence=min_confidence) for record in records])
    rows += [error_row(error) for error in errors]
    if roster:
        rows = _by_roster(rows, roster)
    return Overview([replace(row, number=number) for number, row in enumerate(rows, 1)])


def match_roster(unit: str, names: Sequence[str]) -> int | None:
    """The place of a body in a roster: the same name, or the only one that is the end of the other (市水务局, 清源市水务局)."""
    bare = [re.sub(r"\s", "", name) for name in names]
    wanted = re.sub(r"\s", "", unit)
    if wanted in bare:
        return bare.index(wanted)
    if len(wanted) < 3:
        return None
    near = [i for i, name in enumerate(bare) if len(name) > 2 and (wanted.endswith(name) or name.endswith(wanted))]
    near = near or [i for i, name in enumerate(bare) if len(name) > 2 and name in wanted]
    return near[0] if len(near) == 1 else None


def _by_roster(rows: list[Row], roster: Sequence[tuple[str, str]]) -> list[Row]:
    names = [name for name, _ in roster]
    placed = []
    for row in rows:
        place = match_roster(row.unit, names)
        if place is None:
            placed.append(row)
        else:
            placed.append(replace(row, order=place, group=roster[place][1] or row.group))
    present = {row.order for row in placed}
    absent = [
        Row(file="", unit=name, group=group or group_of(name, None), verdict="absent", reason=message("overview.absent"), order=i)
        for i, (name, group) in enumerate(roster)
        if i not in present
    ]
    return sorted(placed + absent, key=lambda row: len(roster) if row.order is None else row.order)


def group_title(group: str) -> str:
    """A group's name for people; a roster's own words as they are."""
    return message(f"group.{group}") if group in GROUPS else group
