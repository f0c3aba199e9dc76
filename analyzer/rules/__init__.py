"""All of a report → findings. Front functions: `check_report`, `list_rules`."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.model import Finding, Report
from analyzer.outline import Profile
from analyzer.segmentation import Segmenter

__all__ = ["RuleSelection", "check_report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSelection:
    """Rules to run: codes or prefixes; an empty `select` means all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def check_report(report: Report, profile: Profile | None, segmenter: Segmenter, selection: RuleSelection) -> tuple[Finding, ...]:
    """All findings in the order of the text. Raises `ConfigurationError` for a code that does not exist."""
    return ()
