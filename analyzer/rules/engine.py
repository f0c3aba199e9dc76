"""Runs the rules over a report. Read `check_report` first, then `_speaking` (one place, one finding)."""

from __future__ import annotations

import fnmatch
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import cast

from analyzer.model import Finding, Level, Report
from analyzer.outline import Profile
from analyzer.outline.profile import RuleLevels, level_in
from analyzer.rules.catalogue import check_patterns, load_rules, matches
from analyzer.rules.context import RuleContext
from analyzer.rules.places import Fingerprints, place_of
from analyzer.rules.rule import Hit, LoadedRule, Rule
from analyzer.segmentation import Segmenter

WORDS = 24
"""Up to this many characters a finding is about words; longer ones are about sentences and leave words inside them alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSelection:
    """Rules to run: codes, prefixes or names; an empty `select` means all.

    `per_file_ignores` holds pairs of a file pattern (`*.docx`, `永和镇*`) and the rules not to run on such files; a profile
    may have more of them (`ignores`).
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()


def check_report(report: Report, profile: Profile | None, segmenter: Segmenter, selection: RuleSelection) -> tuple[Finding, ...]:
    """All findings in the order of the text, those on the whole report first.

    Raises `ConfigurationError` for a code that does not exist.
    """
    context = RuleContext(report, profile, segmenter)
    ignores = _ignores(report.document.file, profile, selection)
    found: list[tuple[Rule, Hit]] = []
    used: set[tuple[str, str]] = set()
    for loaded in selected(profile, selection):
        quiet = [mark for mark in ignores if matches(loaded.rule, mark[1])]
        if loaded.rule.family == "CFG":
            context.unused_ignores = tuple(mark for mark in ignores if mark not in used)
        hits = list(_distinct(context, loaded))
        used.update(quiet if hits else ())
        found += [] if quiet else [(loaded.rule, hit) for hit in hits]
    found.sort(key=lambda pair: (-1 if pair[1].start is None else pair[1].start, pair[1].end or 0, pair[0].code))
    prints = Fingerprints(context)
    return tuple(_finding(context, prints, profile, rule, hit) for rule, hit in _speaking(found))


def selected(profile: Profile | None, selection: RuleSelection) -> list[LoadedRule]:
    """The rules that run; what the profile turns off runs only where its full code is selected."""
    levels = None if profile is None else profile.rule_levels
    return _selected(levels, tuple(selection.select), tuple(selection.ignore))


@functools.lru_cache(maxsize=64)
def _selected(levels: RuleLevels | None, select: tuple[str, ...], ignore: tuple[str, ...]) -> list[LoadedRule]:
    """The same for all reports of a run; `levels` are the profile's, None without one."""
    check_patterns(select, "--select")
    check_patterns(ignore, "--ignore")
    chosen = []
    for loaded in load_rules():
        rule = loaded.rule
        wanted = not select or any(matches(rule, pattern) for pattern in select)
        off = levels is not None and level_in(levels, rule.code) == "off" and rule.code not in select
        fits = levels is not None or not rule.needs_profile
        if wanted and fits and not off and not any(matches(rule, pattern) for pattern in ignore):
            chosen.append(loaded)
    return chosen


def _ignores(file: str, profile: Profile | None, selection: RuleSelection) -> list[tuple[str, str]]:
    """(file pattern, rule) of the ignores that are meant for this file."""
    pairs = [*selection.per_file_ignores, *(profile.ignores if profile is not None else ())]
    for pattern, codes in pairs:
        check_patterns(codes, f"“{pattern}” 停用的规则")
    name = PurePath(file.replace("\\", "/")).name
    return [(p, code) for p, codes in pairs if fnmatch.fnmatchcase(name, p) or fnmatch.fnmatchcase(file, p) for code in codes]


def _distinct(context: RuleContext, loaded: LoadedRule) -> Iterator[Hit]:
    """The hits of a rule, each once."""
    seen = set()
    for hit in loaded.check(context):
        mark = (hit.start, hit.end, hit.key or hit.message)
        if mark not in seen:
            seen.add(mark)
            yield hit


def _speaking(found: list[tuple[Rule, Hit]]) -> Iterator[tuple[Rule, Hit]]:
    """One place, one finding: where rules of one group hit the same words, the one of the highest priority speaks."""
    silent = set()
    for at, (rule, hit) in enumerate(found):
        if hit.start is None or hit.end is None:
            continue
        for other_at in range(at + 1, len(found)):
            other_rule, other = found[other_at]
            if other.start is None or other.start >= hit.end:
                break
            if _group(rule) == _group(other_rule) and rule is not other_rule and _competing(hit, other):
                silent.add(at if _rank(other_rule, other) > _rank(rule, hit) else other_at)
    yield from (pair for at, pair in enumerate(found) if at not in silent)


def _group(rule: Rule) -> str:
    return rule.group or rule.family


def _rank(rule: Rule, hit: Hit) -> tuple[int, int, int]:
    """Priority, then level, then how narrow the finding is."""
    level = hit.level or rule.level
    return rule.priority, ("info", "warning", "error").index(level), -((hit.end or 0) - (hit.start or 0))


def _competing(one: Hit, other: Hit) -> bool:
    """Whether two hits are about the same words: half of the longer shared, or half of the shorter where both are short."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    shorter, longer = sorted((one.end - one.start, other.end - other.start))
    return shared > 0 and (2 * shared >= longer or (longer <= WORDS and 2 * shared >= shorter))


def _finding(context: RuleContext, prints: Fingerprints, profile: Profile | None, rule: Rule, hit: Hit) -> Finding:
    wanted = profile.level_of(rule.code) if profile is not None else None
    level: Level = hit.level or rule.level if wanted in (None, "off") else cast(Level, wanted)
    return Finding(
        rule=rule.code,
        name=rule.name,
        level=level,
        confidence=hit.confidence or rule.confidence,
        message=hit.message,
        start=hit.start,
        end=hit.end,
        related=hit.related,
        suggestion=hit.suggestion,
        fix=hit.fix,
        place=place_of(context, hit.start),
        fingerprint=prints.next(rule.code, hit.key or (hit.message if hit.start is None else ""), hit.start, hit.end),
    )
