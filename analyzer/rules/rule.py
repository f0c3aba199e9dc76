"""What a rule is, and what it says: `Rule` (one a module, as `RULE`) and `Hit` (what its `check` yields).

The engine turns a `Hit` into a `Finding`: it adds the rule's name and level, the place for people and the fingerprint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analyzer.model import Confidence, Fix, Level, Related

if TYPE_CHECKING:
    from analyzer.rules.context import RuleContext

Basis = Literal["法规", "国标", "惯例", "逻辑"]
"""Where a rule takes its right from: law, national standard, custom of the field, plain logic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The card of a rule.

    `priority` decides who speaks where several rules of one `group` hit the same words: the higher. `group` is the family
    (the letters of the code) unless another is named. `needs_profile`: the rule is silent where no outline profile applies.
    """

    code: str
    name: str
    title: str
    level: Level
    confidence: Confidence
    basis: Basis
    priority: int = 0
    group: str = ""
    needs_profile: bool = False

    @property
    def family(self) -> str:
        """The letters of the code: OUT, YEA, NUM, LAB, TXT, ORG, DOC."""
        return self.code.rstrip("0123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that a rule found. `start` is None where the whole report is meant.

    `level` and `confidence` replace the rule's where a case is clearer or milder than usual. `key` names what a placeless
    hit is about (a part's id), so that its fingerprint does not hang on the wording of the message.
    """

    message: str
    start: int | None = None
    end: int | None = None
    related: tuple[Related, ...] = ()
    suggestion: str | None = None
    fix: Fix | None = None
    level: Level | None = None
    confidence: Confidence | None = None
    key: str = ""


Check = Callable[["RuleContext"], Iterable[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedRule:
    """A rule with its check and its page (the module's docstring)."""

    rule: Rule
    check: Check
    page: str
