"""One report against its gold: which slots are right, counted, and each wrong row as a line.

Front function: `compare(gold, report)` → `Outcome`. A found indicator answers the labelled one that it overlaps (best value and
unit first, then the likelier name); a slot is right for such a pair. Numbers that the gold marks as no indicator (a base value,
a growth told after its amount) count neither as found nor as extra.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from analyzer.corpus.gold import GoldIndicator, GoldReport
from analyzer.model import Comparison, Report, Value
from analyzer.reading.folding import fold

RIGHT_NAME = 0.6
"""Likeness from which a name counts as right (two human readers agree on .957 of names at this threshold)."""

SLOTS = ("span", "value", "unit", "operator", "name", "period", "modality", "parent", "comparison", "part", "all slots")


@dataclass(frozen=True, slots=True)
class Found:
    """An indicator as found by anybody: the analyzer or the baseline. `parent` is the span of the total."""

    start: int
    end: int
    name: str
    subject: str | None
    value: Value | Fraction | None
    upper: Value | Fraction | None
    operator: str
    unit: str | None
    period: str | None
    modality: str
    part: str | None
    parent: tuple[int, int] | None
    comparison: Comparison | None


@dataclass(slots=True)
class Outcome:
    """Counts by slot: right, found, labelled; and the wrong rows in words."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    labelled: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, slot: str, right: int, found: int, labelled: int) -> None:
        """Add to a slot."""
        self.right[slot] += right
        self.found[slot] += found
        self.labelled[slot] += labelled

    def add(self, other: Outcome) -> None:
        """Add another report's counts."""
        self.right.update(other.right)
        self.found.update(other.found)
        self.labelled.update(other.labelled)
        self.misses += other.misses


def found_indicators(report: Report) -> list[Found]:
    """The analyzer's indicators in the common form."""
    return [
        Found(
            start=i.start, end=i.end, name=i.name, subject=i.subject, value=i.quantity.value, upper=i.quantity.upper,
            operator=i.quantity.operator, unit=i.quantity.unit, period=i.period, modality=i.modality, part=i.part,
            parent=None if i.parent is None else (report.indicators[i.parent].start, report.indicators[i.parent].end),
            comparison=i.comparison,
        )
        for i in report.indicators
    ]  # fmt: skip


def compare(gold: GoldReport, report: Report) -> Outcome:
    """Everything that is labelled against everything that was found in the same text."""
    outcome = Outcome()
    gold = _simplified(gold, report)
    compare_indicators(gold, found_indicators(report), outcome)
    _compare_kinds(gold, report, outcome)
    _compare_sections(gold, report, outcome)
    if gold.header.scope == "report":
        _compare_outline(gold, report, outcome)
        _compare_findings(gold, report, outcome)
    return outcome


def _simplified(gold: GoldReport, report: Report) -> GoldReport:
    """The gold with its names, units, title and issuer as folded: a Traditional report is told in Simplified."""
    document = report.document
    table = {ord(a): b for a, b in zip(document.text, document.folded, strict=True) if a != b and a.isalpha()}
    if not table:
        return gold

    def told(text: str | None) -> str | None:
        return text and text.translate(table)

    rows = [
        dataclasses.replace(
            row, names=tuple(n.translate(table) for n in row.names), unit=told(row.unit), subject=told(row.subject),
        )
        for row in gold.indicators
    ]  # fmt: skip
    header = dataclasses.replace(gold.header, title=told(gold.header.title), issuer=told(gold.header.issuer))
    return dataclasses.replace(gold, header=header, indicators=tuple(rows))


def _flat(text: str | None) -> str:
    return re.sub(r"\s", "", fold(text or "")[0])


def likeness(found: Found, gold: GoldIndicator) -> float:
    """F1 over the characters of the two names, the best of the fair names, with and without the subject."""
    ours = [_letters(found.name), _letters((found.subject or "") + found.name)]
    fair = [*gold.names, *((gold.subject + name for name in gold.names) if gold.subject else ())]
    best = 0.0
    for theirs in map(_letters, fair):
        for mine in ours:
            common = sum((mine & theirs).values())
            if common:
                best = max(best, 2 * common / (sum(mine.values()) + sum(theirs.values())))
    return best


def _letters(name: str) -> Counter[str]:
    return Counter(re.sub(r"[的和与及（）()“”、，\s]", "", _flat(name)))


def _same(ours: Value | Fraction | None, theirs: Value | Fraction | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return abs(Fraction(ours) - Fraction(theirs)) <= abs(Fraction(theirs)) / 1000 * (Fraction(theirs).denominator % 3 == 0)


def _touch(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def compare_indicators(gold: GoldReport, found: Sequence[Found], outcome: Outcome) -> None:
    """Pair found with labelled indicators and count each slot."""
    wanted = [row for row in gold.indicators if row.comparison_of is None]
    pairs = _pairs(wanted, found)
    soft = [(n.start, n.end) for n in gold.numbers if n.kind in ("quantity", "percentage")]
    soft = [span for span in soft if not any(span == (row.start, row.end) for row in wanted)]
    paired = {id(f) for f in pairs.values()}
    extra = [f for f in found if id(f) not in paired and not any(_touch((f.start, f.end), span) for span in soft)]
    seen = {(f.start, f.end, f.value) for f in pairs.values()}
    extra = [f for f in extra if (f.start, f.end, f.value) not in seen]
    for f in extra:
        outcome.misses.append(f"{gold.name}：多出指标 “{gold.text[f.start : f.end]}” {f.name}")
    for index, row in enumerate(wanted):
        if index not in pairs:
            outcome.misses.append(f"{gold.name}：漏掉指标 “{row.surface}” {row.names[0]}")
    answers = len(pairs) + len(extra)
    right: Counter[str] = Counter()
    for index, f in pairs.items():
        slots = _right_slots(gold, wanted[index], f)
        wrong = [f"{slot} {told}" for slot, (ok, told) in slots.items() if not ok]
        right.update(slot for slot, (ok, _) in slots.items() if ok)
        right["all slots"] += not wrong
        if wrong:
            outcome.misses.append(f"{gold.name}：指标 “{wanted[index].surface}” {wanted[index].names[0]}：{'，'.join(wrong)}")
    for slot in SLOTS:
        if slot in _OPTIONAL:
            told = _OPTIONAL[slot]
            outcome.count(slot, right[slot + "+"], sum(told(f) for f in pairs.values()), sum(told(row) for row in wanted))
        else:
            outcome.count(slot, right[slot], answers, len(wanted))


# slots that most indicators do not have: only those that have one are counted ("+" marks a right one that is not empty)
_OPTIONAL: dict[str, Callable[[Found | GoldIndicator], bool]] = {
    "parent": lambda row: row.parent is not None,
    "comparison": lambda row: row.comparison is not None,
}


def _pairs(wanted: Sequence[GoldIndicator], found: Sequence[Found]) -> dict[int, Found]:
    pairs: dict[int, Found] = {}
    used: set[int] = set()
    for index, row in enumerate(wanted):
        near = [f for f in found if _touch((f.start, f.end), (row.start, row.end)) and id(f) not in used]
        if near:
            best = max(near, key=lambda f: (_same(f.value, row.value), _flat(f.unit) == _flat(row.unit), likeness(f, row)))
            pairs[index] = best
            used.add(id(best))
    return pairs


def _right_slots(gold: GoldReport, row: GoldIndicator, f: Found) -> dict[str, tuple[bool, str]]:
    """Slot → (is it right, what was told instead of what)."""
    up = gold.indicators[row.parent] if row.parent is not None else None
    same_parent = (f.parent is None) == (up is None) and (up is None or f.parent is None or _touch(f.parent, (up.start, up.end)))
    same_upper = row.upper is None or _same(f.upper, row.upper)
    slots = {
        "span": ((f.start, f.end) == (row.start, row.end), f"{gold.text[f.start : f.end]}"),
        "value": (_same(f.value, row.value) and same_upper, f"{f.value}–{f.upper}，应为 {row.value}–{row.upper}"),
        "unit": (_flat(f.unit) == _flat(row.unit), f"{f.unit}，应为 {row.unit}"),
        "operator": (f.operator == row.operator, f"{f.operator}，应为 {row.operator}"),
        "name": (likeness(f, row) >= RIGHT_NAME, f.name),
        "period": (f.period == row.period, f"{f.period}，应为 {row.period}"),
        "modality": (f.modality == row.modality, f"{f.modality}，应为 {row.modality}"),
        "parent": (same_parent, f"{f.parent and gold.text[slice(*f.parent)]}，应为 {up and up.surface}"),
        "comparison": (_same_change(f.comparison, row.comparison), _change_text(f.comparison, row.comparison)),
    }
    slots["part"] = (f.part in row.parts if row.parts else f.part is None, f"{f.part}，应为 {'/'.join(row.parts) or None}")
    if gold.header.scope == "passage":  # no outline is applied to a passage
        slots["part"] = (True, "")
    for slot, told in _OPTIONAL.items():
        if slots[slot][0] and told(row):
            slots[slot + "+"] = (True, "")
    return slots


def _same_change(ours: Comparison | None, theirs: Comparison | None) -> bool:
    """A change that the gold does not tell (a growth is an indicator of its own and repeats itself) is no mistake."""
    if theirs is None:
        return True
    if ours is None or ours.direction != theirs.direction:
        return False
    told = [(ours.amount, theirs.amount), (ours.base, theirs.base)]
    return all(b is None or _same(a, b) for a, b in told)


def _change_text(ours: Comparison | None, theirs: Comparison | None) -> str:
    def text(change: Comparison | None) -> str:
        return (
            "无" if change is None else f"{change.kind} {change.direction} {change.amount}{change.unit or ''} from {change.base}"
        )

    return f"{text(ours)}，应为 {text(theirs)}"


def _compare_kinds(gold: GoldReport, report: Report, outcome: Outcome) -> None:
    right = 0
    for number in gold.numbers:
        near = [m for m in report.mentions if _touch((m.start, m.end), (number.start, number.end))]
        best = max(near, key=lambda m: min(m.end, number.end) - max(m.start, number.start), default=None)
        ok = best is not None and best.kind in (number.kind, *number.also)
        right += ok
        if not ok:
            outcome.misses.append(f"{gold.name}：种类 “{number.surface}” {best.kind if best else '漏掉'}，应为 {number.kind}")
    outcome.count("kinds", right, len(gold.numbers), len(gold.numbers))


def _compare_sections(gold: GoldReport, report: Report, outcome: Outcome) -> None:
    def key(level: int, label: str, title: str) -> tuple[int, str, str]:
        return level, _flat(label), _flat(title).rstrip("。：:")

    want = Counter(key(s.level, s.label, s.title) for s in gold.sections)
    got = Counter(key(s.level, s.label, s.title) for s in report.walk())
    outcome.count("sections", sum((want & got).values()), sum(got.values()), sum(want.values()))
    for missed in sorted(want - got):
        outcome.misses.append(f"{gold.name}：漏掉标题 {missed}")
    for extra in sorted(got - want):
        outcome.misses.append(f"{gold.name}：多出标题 {extra}")


def _compare_outline(gold: GoldReport, report: Report, outcome: Outcome) -> None:
    status: dict[str, str] = {part.part: part.status for part in report.parts}
    for part, wanted in gold.header.parts:
        ok = status.get(part) in wanted
        outcome.count("parts", ok, 1, 1)
        if not ok:
            outcome.misses.append(f"{gold.name}：部分 {part} {status.get(part)}，应为 {'/'.join(wanted)}")
    for key in ("title", "issuer", "report_year", "plan_year", "date"):
        ours, theirs = getattr(report.metadata, key), getattr(gold.header, key)
        if theirs is None:
            continue
        ok = _flat(str(ours)) in map(_flat, str(theirs).split("/"))
        outcome.count("metadata", ok, 1, 1)
        if not ok:
            outcome.misses.append(f"{gold.name}：{key} {ours}，应为 {theirs}")


def _compare_findings(gold: GoldReport, report: Report, outcome: Outcome) -> None:
    """Planted defects told, and errors and warnings that no planted defect backs."""
    backed: set[int] = set()
    told = 0
    for defect in gold.findings:
        for index, finding in enumerate(report.findings):
            spans = [(finding.start, finding.end), *((r.start, r.end) for r in finding.related)]
            near = defect.start is None or any(
                s is None or e is None or _touch((s, max(e, s + 1)), (defect.start, defect.end or 0)) for s, e in spans
            )
            if index not in backed and finding.rule.startswith(defect.rule) and near:
                backed.add(index)
                told += 1
                break
        else:
            outcome.misses.append(f"{gold.name}：没有报出 {defect.rule} “{defect.quote[:20]}” {defect.note}")
    outcome.count("defects told", told, len(gold.findings), len(gold.findings))
    for index, finding in enumerate(report.findings):
        if finding.level != "info":
            outcome.count("findings backed", index in backed, 1, 1)
            if index not in backed:
                quote = gold.text[finding.start : finding.end] if finding.start is not None else ""
                outcome.misses.append(f"{gold.name}：没有依据的 {finding.rule} “{quote[:20]}” {finding.message[:40]}")
