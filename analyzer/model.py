"""The data model: frozen dataclasses that every step reads and none alters.

Read `Document` first, then `Section`, `NumberMention`, `Indicator`, `Finding`, and `Report` last.

Offsets are half-open, in characters of `Document.text`. The text is what was read and is never altered; cleaning happens on
`Document.folded`, which has the **same length**, so that an offset means the same place in both (see `reading/folding.py`).
For every object with `start`, `end` and `surface`: `document.text[start:end] == surface`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

LabelKind = Literal["typed", "auto", "none"]
BlockKind = Literal["paragraph", "table_row"]
NumberKind = Literal[
    "quantity", "percentage", "year", "date", "period", "ordinal", "section_label", "enumerator",
    "document_number", "identifier", "fixed_phrase", "name", "lexical",
]  # fmt: skip
Operator = Literal["=", "~", ">", ">=", "<", "<="]
Modality = Literal["achieved", "target", "required"]
Confidence = Literal["high", "medium", "low"]
Level = Literal["error", "warning", "info"]
PartStatus = Literal["present", "merged", "weak", "missing"]
ComparisonKind = Literal["year_on_year", "from_to", "versus"]
Direction = Literal["up", "down", "same"]
Value = Decimal | Fraction
"""A number as told: `Decimal`, or `Fraction` where the text tells one without an end (三分之一)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands in the source file, for people and for writing back.

    `unit` is what is counted (`paragraph` of a .docx, `page` of a .pdf, `line` of a text); `number` counts from 1;
    `path` is the reader's own address (for a .docx the index of the w:p element in document order).
    """

    unit: Literal["paragraph", "page", "line"]
    number: int
    path: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or table row: `document.text[start:end]`, without its line end.

    An automatic label (Word's numbering) is not in the text and stands in `label` alone, with `label_kind` "auto".
    The reader never looks for typed labels: those are found by `structure`. `style_level` is the outline level of the
    paragraph's style (1 is the highest) where the format has one.
    """

    start: int
    end: int
    kind: BlockKind = "paragraph"
    label: str = ""
    label_kind: LabelKind = "none"
    style_level: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """Damage that was read through: `before` stands in the text, `after` is how it was read (empty: skipped)."""

    start: int
    end: int
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader returns.

    `folded` is the text cleaned for matching, character by character, of the same length: full width to half width where
    that is safe, Traditional to Simplified, residues of converters blanked. `source` holds what the file says about itself
    outside the text (keys: title, date, issuer, document_number); `ocr` tells that the text was recognised from pictures.
    """

    text: str
    folded: str
    blocks: tuple[Block, ...]
    file: str = "<text>"
    format: str = "txt"
    sha256: str = ""
    source: tuple[tuple[str, str], ...] = ()
    repairs: tuple[Repair, ...] = ()
    notes: tuple[str, ...] = ()
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An enumerated item inside a section (一是 …, 第一，…): never a section of its own."""

    start: int
    end: int
    label: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. `start` is where the (typed) label begins, `end` where the next section does.

    `label` is as printed, damage included; `ordinal` and `level` (1 is the highest) are repaired. The title is
    `text[title_start:title_end]`; the section's own text runs from `body_start`. `parts` lists every part that the section
    tells, the first being the section's own; `structure` leaves it empty and `outline` fills it.
    """

    level: int
    label: str
    label_kind: LabelKind
    ordinal: int | None
    title: str
    title_start: int
    title_end: int
    start: int
    body_start: int
    end: int
    children: tuple[Section, ...] = ()
    items: tuple[Item, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def part(self) -> str | None:
        """The part that this section belongs to, or None."""
        return self.parts[0] if self.parts else None

    def with_parts(self, parts: tuple[str, ...], children: tuple[Section, ...]) -> Section:
        """The same section with its parts and those of its children filled (made at once, a third of `dataclasses.replace`)."""
        return Section(
            self.level, self.label, self.label_kind, self.ordinal, self.title, self.title_start, self.title_end, self.start,
            self.body_start, self.end, children, self.items, parts,
        )  # fmt: skip

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who reports on which year. `report_year` is the year told about; `date` is ISO 8601 (signature, else publication)."""

    title: str | None = None
    issuer: str | None = None
    body_kind: str | None = None
    report_year: int | None = None
    plan_year: int | None = None
    date: str | None = None
    title_start: int | None = None
    title_end: int | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """What `structure` returns: the section tree, the metadata so far, the body's range, and the repairs it made."""

    sections: tuple[Section, ...]
    metadata: Metadata
    body_start: int
    body_end: int
    repairs: tuple[Repair, ...] = ()

    def walk(self) -> Iterator[Section]:
        """All sections in the order of the text."""
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit, scaled (亿元 → 元), never negative. `upper` is set for ranges and inferred for 余 and 多."""

    value: Value
    unit: str | None
    upper: Value | None = None
    operator: Operator = "="


@dataclass(frozen=True, slots=True)
class NumberMention:
    """One numeral in the text: every numeral lies in exactly one mention.

    `reason` says why a mention is no quantity (for people: 词表, 数词加抽象名词 …); None for quantities and percentages.
    `value` is the plain number of years, ordinals and labels where one is wanted (2023, 14).
    """

    start: int
    end: int
    surface: str
    kind: NumberKind
    reason: str | None = None
    quantity: Quantity | None = None
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One required part of the outline and how it was found; `reason` is a sentence for people."""

    part: str
    status: PartStatus
    start: int | None
    end: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What `outline` returns: the section tree with its parts filled, the parts of the profile, the year of the plan."""

    profile: str | None
    sections: tuple[Section, ...]
    parts: tuple[Part, ...]
    plan_year: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A change told of an indicator. A fall is `direction` "down" with a positive `amount`."""

    kind: ComparisonKind
    direction: Direction
    amount: Value | None = None
    unit: str | None = None
    base: Value | None = None
    base_unit: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A quantity and what it measures. `parent` is the index of the total it is a part of, in the same tuple; `streak` the
    years that it has been so in a row (连续4年)."""

    start: int
    end: int
    name: str
    quantity: Quantity
    evidence_start: int
    evidence_end: int
    id: str | None = None
    subject: str | None = None
    aggregation: str | None = None
    period: str | None = None
    modality: Modality = "achieved"
    comparison: Comparison | None = None
    parent: int | None = None
    part: str | None = None
    confidence: Confidence = "high"
    streak: int | None = None


@dataclass(frozen=True, slots=True)
class Zero:
    """A zero told in words without a numeral (未发生越级访)."""

    start: int
    end: int
    name: str
    evidence_start: int
    evidence_end: int


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of."""

    start: int
    end: int
    note: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]` by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A mend. `safe` means that it can be applied without a person deciding."""

    safe: bool
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has to say. `start` is None where the whole report is meant."""

    rule: str
    name: str
    level: Level
    confidence: Confidence
    message: str
    start: int | None = None
    end: int | None = None
    related: tuple[Related, ...] = ()
    suggestion: str | None = None
    fix: Fix | None = None
    place: str | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was found in one document."""

    document: Document
    metadata: Metadata
    structure: Structure
    profile: str | None
    sections: tuple[Section, ...]
    parts: tuple[Part, ...]
    mentions: tuple[NumberMention, ...]
    indicators: tuple[Indicator, ...]
    zeros: tuple[Zero, ...]
    findings: tuple[Finding, ...] = ()
    engine: str = ""

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """Repairs of the reader and of the structure, in the order of the text."""
        return tuple(sorted(self.document.repairs + self.structure.repairs, key=lambda r: (r.start, r.end)))

    def walk(self) -> Iterator[Section]:
        """All sections in the order of the text."""
        for section in self.sections:
            yield from section.walk()

    def surface(self, start: int, end: int) -> str:
        """The text between two offsets."""
        return self.document.text[start:end]


@dataclass(frozen=True, slots=True)
class FileError:
    """A file that could not be analysed: `message` says in one line what, why and what to do."""

    file: str
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word: `text[start:end]`, with the tag of the segmenter (jieba's names)."""

    start: int
    end: int
    text: str
    tag: str = ""
