"""What a gold file says: the plain text, and labelled objects with offsets into it.

Read `GoldReport` first. The markup that these are written in is described in `markup.py`; labels follow `corpora/README.md`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from analyzer.model import Comparison, Modality, NumberKind, Operator, PartStatus

PARTS = ("measures", "shortcomings", "leader_duties", "next_year_plan", "other")


@dataclass(frozen=True, slots=True)
class Mark:
    """One element of the markup as written: `text[start:end]` stands between its tags; attributes in the order written."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    start: int
    end: int
    line: int = 0

    def get(self, name: str) -> str | None:
        """An attribute, or None."""
        return dict(self.attributes).get(name)


@dataclass(frozen=True, slots=True)
class Header:
    """The front matter: what is told of the whole report.

    `scope` is "report", or "passage" for a passage without title and outline, where metadata, parts and findings are not
    judged. An issuer may have two fair forms (永和镇/永和镇人民政府), a part two fair statuses (present/merged). `absent` are
    findings that have no place (a missing part); `variants` name what the report stands for; `samples` are the files to be
    generated from this gold ("txt:utf-8", "docx", …).
    """

    scope: str
    title: str | None = None
    issuer: str | None = None
    report_year: int | None = None
    plan_year: int | None = None
    date: str | None = None
    parts: tuple[tuple[str, tuple[PartStatus, ...]], ...] = ()
    absent: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldSection:
    """A heading: level, label as printed (or computed by Word), title, parts (the first is its own)."""

    level: int
    label: str
    auto: bool
    title: str
    start: int
    title_start: int
    title_end: int
    end: int
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldNumber:
    """A numeral with its kind; `also` are kinds that a careful reader may give as well."""

    start: int
    end: int
    surface: str
    kind: NumberKind
    also: tuple[NumberKind, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldIndicator:
    """A quantity and what it measures. `names` are fair names, the best first; `parent` is an index in the same tuple.

    `parts` are the parts around it, the innermost first.
    `comparison_of` is set where the number only tells the growth of another indicator (its index).
    """

    start: int
    end: int
    surface: str
    names: tuple[str, ...]
    value: Fraction
    unit: str | None
    upper: Fraction | None = None
    operator: Operator = "="
    subject: str | None = None
    period: str | None = None
    modality: Modality = "achieved"
    comparison: Comparison | None = None
    parent: int | None = None
    comparison_of: int | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldZero:
    """A zero told in words."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class GoldFinding:
    """A planted defect. `start` is None where the whole report is meant; `rule` is a code (TXT001) or a family (OUT)."""

    rule: str
    start: int | None = None
    end: int | None = None
    quote: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A labelled text: `header` and `marks` as written, the rest read from them."""

    name: str
    header: Header
    text: str
    marks: tuple[Mark, ...]
    sections: tuple[GoldSection, ...] = ()
    numbers: tuple[GoldNumber, ...] = ()
    indicators: tuple[GoldIndicator, ...] = ()
    zeros: tuple[GoldZero, ...] = ()
    findings: tuple[GoldFinding, ...] = field(default=())
