"""Names for people of rules and profiles, asked of the packages that know them; the identifier where they do not."""

from __future__ import annotations

from functools import cache

from analyzer.rules import list_rules


@cache
def _rule_titles() -> dict[str, str]:
    return {rule.code: rule.title for rule in list_rules()}


def rule_title(code: str, name: str) -> str:
    """The rule's Chinese title; its name where a store holds a rule that this version no longer has."""
    return _rule_titles().get(code, name)


def profile_title(profile: str) -> str:
    """The profile's Chinese title."""
    return profile
