"""Labels of sibling sections as printed: form, number. Read `siblings` first; the rules of the family compare neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.model import Section
from analyzer.rules.context import RuleContext
from analyzer.rules.num.digits import small_number

CHINESE = "一二三四五六七八九十百〇零"
FORMS = (
    ("第{}部分", re.compile(rf"第\s?([{CHINESE}0-9]+)\s?[部章]分?")),
    ("{}、", re.compile(rf"([{CHINESE}]+)\s?[、，．.,]?")),
    ("（{}）", re.compile(rf"[（(]?\s?([{CHINESE}]+)\s?[）)]?[、．.]?")),
    ("1.", re.compile(r"([0-9]{1,2})\s?[、．.，,]?")),
    ("（1）", re.compile(r"[（(]?\s?([0-9]{1,2})\s?[）)]?[、．.]?")),
    ("①", re.compile(r"([①-⑳])")),
    ("第{}，", re.compile(rf"第([{CHINESE}]+)")),
)
PLAIN = {"第{}部分": "第一部分", "{}、": "一、", "（{}）": "（一）", "第{}，": "第一，"}


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label: its form (`一、` `（一）` `1.` …) and its number."""

    section: Section
    form: str
    number: int
    damaged: bool

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands, without blanks after it."""
        return self.section.start, self.section.start + max(1, len(self.section.label.rstrip()))


def read_label(printed: str) -> tuple[str, int] | None:
    """(form, number) of a printed label, or None."""
    text = printed.strip()
    bracketed = "（" in text or "(" in text or "）" in text or ")" in text
    for form, pattern in FORMS:
        if (form in ("（{}）", "（1）")) != bracketed:
            continue
        match = pattern.fullmatch(text)
        if match is not None:
            number = ord(match[1]) - ord("①") + 1 if form == "①" else small_number(match[1])
            return (PLAIN.get(form, form), number) if number else None
    return None


def siblings(context: RuleContext) -> Iterator[list[Label]]:
    """Typed labels of sections side by side, outermost first; glossaries and annexes are left out."""
    repaired = {at for repair in context.report.structure.repairs for at in range(repair.start, repair.end + 1)}
    groups = [context.report.sections, *(section.children for section in context.sections if section.children)]
    for group in groups:
        labels: list[Label] = []
        for section in group:
            read = read_label(section.label) if section.label_kind == "typed" else None
            if in_table(context, section.start):  # what stands before and after a table's rows are no neighbours
                if len(labels) > 1:
                    yield labels
                labels = []
            elif read is not None and section.start not in context.skipped:
                labels.append(Label(section, *read, section.start in repaired))
        if len(labels) > 1:
            yield labels


def misnumbered(labels: list[Label], before: Label, after: Label) -> bool:
    """Whether one label written twice explains a gap beside it (（二）（二）（四）, （二）（四）（四）): a duplicate, no gap."""
    at = labels.index(before)
    earlier, later = labels[max(0, at - 1)], labels[min(at + 2, len(labels) - 1)]
    repeats = earlier is not before and earlier.number == before.number and after.number == before.number + 2
    repeated = later is not after and later.number == after.number == before.number + 2
    return repeats or repeated


def in_table(context: RuleContext, place: int) -> bool:
    """Whether a place lies in the row of a table, or in a line that tabs cut into cells."""
    if place in context.tables:
        return True
    start, end = context.folded.rfind("\n", 0, place) + 1, context.folded.find("\n", place)
    return "\t" in context.text[start : end if end >= 0 else len(context.text)]


def usual_forms(groups: list[list[Label]]) -> dict[int, str]:
    """Level → the form that most labels of that level have in the whole report; on a tie the first; 一、 at the top."""
    forms: dict[int, Counter[str]] = {}
    for labels in groups:
        for label in labels:
            forms.setdefault(label.section.level, Counter())[label.form] += 1
    return {level: _standard(level, counted) or counted.most_common(1)[0][0] for level, counted in forms.items()}


def _standard(level: int, counted: Counter[str]) -> str | None:
    """一、 at the top where a report has it at all: the standard fixes that form, and 2、 beside it is the odd one."""
    return "一、" if level == 1 and counted["一、"] else None
