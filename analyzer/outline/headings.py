"""How strongly a heading points to each part. Read `score_heading` first."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from analyzer.outline.profile import PartSpec, Profile, compiled

ENOUGH = 2.0
"""A heading with this score or more names the part."""

CLAUSE = re.compile(r"[，,、；;：:。\s]|以及|及|暨|和(?!谐|平)|与(?!会)")
YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年?")
PLAN_YEAR = 3.0
MEASURES_WORDS = re.compile(r"举措|措施|成[效绩果]|做法")


@dataclass(frozen=True, slots=True)
class HeadingScore:
    """Part id → score, and the clause (counted from 0) in which the part's first cue stands."""

    scores: dict[str, float]
    clauses: dict[str, int]

    def named(self) -> list[str]:
        """The parts that the heading names, in the order of their first cue."""
        found = [part for part, score in self.scores.items() if score >= ENOUGH]
        return sorted(found, key=lambda part: self.clauses[part])


def score_heading(title: str, profile: Profile, report_year: int | None) -> HeadingScore:
    """Scores of a heading for every part of the profile.

    The title is cut into clauses; a cue counts in the clause where it begins, unless one of the part's `not_cues` matches in
    that clause. A year after the report's own points to the plan, and then nothing in that clause tells of the past.
    """
    ahead: set[int] = set()
    told = [part for part in profile.parts if (cues := part.heading_cues) is None or cues.search(title)]
    dated = report_year is not None and "20" in title
    if not told and not dated:
        return HeadingScore({}, {})
    bounds = _clauses(title)
    if dated:
        ahead = {number for number, (a, b) in enumerate(bounds) if _year_ahead(title[a:b], report_year)}
    scores: dict[str, float] = {}
    clauses: dict[str, int] = {}
    for part in profile.parts:
        for cue in part.cues if part in told else ():
            for match in cue.regex.finditer(title):
                number = _clause_of(bounds, match.start())
                if (part.role == "measures" and number in ahead) or _refused(part, title, bounds[number]):
                    continue
                scores[part.id] = scores.get(part.id, 0.0) + cue.weight
                clauses[part.id] = min(clauses.get(part.id, number), number)
                break
        if part.role == "plan" and ahead:
            scores[part.id] = scores.get(part.id, 0.0) + PLAN_YEAR
            clauses[part.id] = min(clauses.get(part.id, 99), *ahead)
    return HeadingScore(_settled(title, scores, profile), clauses)


def _clauses(title: str) -> list[tuple[int, int]]:
    cuts = [0, *(match.end() for match in CLAUSE.finditer(title)), len(title)]
    return [(a, b) for a, b in itertools.pairwise(cuts) if b > a] or [(0, len(title))]


def _clause_of(bounds: list[tuple[int, int]], place: int) -> int:
    return next((number for number, (a, b) in enumerate(bounds) if a <= place < b), len(bounds) - 1)


def _year_ahead(clause: str, report_year: int | None) -> bool:
    years = [int(match[1]) for match in YEAR.finditer(clause)]
    return report_year is not None and len(years) == 1 and years[0] == report_year + 1


def _refused(part: PartSpec, title: str, clause: tuple[int, int]) -> bool:
    return any(compiled(pattern).search(title[clause[0] : clause[1]]) for pattern in part.not_cues)


def _settled(title: str, scores: dict[str, float], profile: Profile) -> dict[str, float]:
    """The leader's part speaks of 情况 and of 建设, and is no measures part for it; the measures' own words must be there."""
    if len(scores) < 2:
        return scores
    leader = next((part.id for part in profile.parts if part.role == "leader_duties"), None)
    measures = next((part.id for part in profile.parts if part.role == "measures"), None)
    if leader is not None and measures is not None and scores.get(leader, 0) >= ENOUGH and not MEASURES_WORDS.search(title):
        return {part: score for part, score in scores.items() if part != measures}
    return scores
