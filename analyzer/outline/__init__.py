"""Sections → parts of the required outline. Front functions: `choose_profile`, `load_profile`, `assign_parts`."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.model import Document, Metadata, Outline, Structure

__all__ = ["Profile", "assign_parts", "choose_profile"]


@dataclass(frozen=True, slots=True)
class Profile:
    """A required outline and everything a notice can change about it."""

    name: str
    rule_levels: tuple[tuple[str, str], ...] = ()

    def level_of(self, code: str) -> str | None:
        """The level that the profile sets for a rule (error, warning, info, off), or None; the longest prefix decides."""
        fitting = [pair for pair in self.rule_levels if code.startswith(pair[0])]
        return max(fitting, key=lambda pair: len(pair[0]))[1] if fitting else None


def choose_profile(wanted: str, metadata: Metadata) -> Profile | None:
    """The profile of that name or file, or with "auto" the one that fits the title; None where none fits."""
    return None


def assign_parts(document: Document, structure: Structure, profile: Profile | None) -> Outline:
    """The section tree with parts, and the status of each part. Never fails."""
    return Outline(None, structure.sections, (), None)
