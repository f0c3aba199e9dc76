"""Names for people of rules and profiles, asked of the packages that know them; the identifier where they do not."""

from __future__ import annotations

from functools import cache

from analyzer.errors import ConfigurationError
from analyzer.export.messages import has_message, message
from analyzer.outline import Profile, load_profile
from analyzer.rules import Rule, list_rules


@cache
def _rules() -> dict[str, Rule]:
    return {rule.code: rule for rule in list_rules()}


def rule_title(code: str, name: str) -> str:
    """The rule's Chinese title; its name where a store holds a rule that this version no longer has."""
    rule = _rules().get(code)
    return rule.title if rule is not None else name


def rule_level(code: str) -> str:
    """The level that a rule usually has."""
    rule = _rules().get(code)
    return rule.level if rule is not None else "warning"


@cache
def _profile(name: str) -> Profile | None:
    try:
        return load_profile(name)
    except ConfigurationError:  # a file that has moved since, or a profile that this version no longer has
        return None


def profile_title(name: str) -> str:
    """The profile's Chinese title."""
    profile = _profile(name)
    return profile.title if profile is not None else name


def part_title(part: str | None, profile: str | None = None) -> str:
    """The part's name for people: the catalogue's for the national outline, else the profile's, else the id."""
    if part is None:
        return ""
    if has_message(f"part.{part}"):
        return message(f"part.{part}")
    known = _profile(profile) if profile is not None else None
    return known.title_of(part) if known is not None else part


def report_name(profile: str | None) -> str:
    """What a report of that profile is called."""
    title = "" if profile is None else profile_title(profile)
    if "法治政府" in title:
        return "法治政府建设年度报告"
    return title if title.endswith("报告") else "年度报告"
