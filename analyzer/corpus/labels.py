"""From marks to gold objects: sections, numbers, indicators, findings, with the defaults that the markup leaves out.

Left out, and refused where written all the same: `value`, `unit`, `upper` and `op` of a plain surface (43件次, 260余件, 99.5%),
the period and the modality that the part gives (next year's plan: that year, target; else the report's year, achieved).
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import cast, get_args

from analyzer.corpus.gold import PARTS, GoldFinding, GoldIndicator, GoldNumber, GoldReport, GoldSection, GoldZero, Header, Mark
from analyzer.errors import ConfigurationError
from analyzer.model import Comparison, ComparisonKind, Direction, Modality, NumberKind, Operator

KINDS: dict[str, NumberKind] = {
    "lab": "section_label", "enum": "enumerator", "year": "year", "date": "date", "period": "period", "ord": "ordinal",
    "docno": "document_number", "id": "identifier", "fixed": "fixed_phrase", "name": "name", "lex": "lexical",
    "q": "quantity", "pct": "percentage",
}  # fmt: skip
RATE_UNITS = ("%", "‰", "个百分点")
_PLAIN = re.compile(r"(?P<value>\d+(?:\.\d+)?)(?P<more>[余多餘]?)(?P<unit>(?![几幾十百千万萬亿億])[^\d\s.余多餘]*)")
Plain = tuple[Fraction | None, Fraction | None, str | None, str]


def read_labels(name: str, header: Header, text: str, marks: tuple[Mark, ...]) -> GoldReport:
    """The gold report. Raises `ConfigurationError` for a reference or a value that cannot be."""
    sections = _sections(name, text, marks)
    parts = _PartMap(sections, marks)
    return GoldReport(
        name=name,
        header=header,
        text=text,
        marks=marks,
        sections=sections,
        numbers=_numbers(name, text, marks),
        indicators=_Indicators(name, header, text, parts).read(marks),
        zeros=tuple(GoldZero(m.start, m.end, m.get("name") or "") for m in marks if m.tag == "zero"),
        findings=(
            *(GoldFinding(rule) for rule in header.absent),
            *(
                GoldFinding(m.get("rule") or "", m.start, m.end, text[m.start : m.end], m.get("note") or "")
                for m in marks
                if m.tag == "finding"
            ),
        ),
    )


def _fail(name: str, mark: Mark, what: str) -> ConfigurationError:
    return ConfigurationError(f"{name} 第{mark.line}行：{what}")


def _is_heading(mark: Mark) -> bool:
    return mark.tag in ("h1", "h2", "h3", "h4")


def _sections(name: str, text: str, marks: tuple[Mark, ...]) -> tuple[GoldSection, ...]:
    heads = [m for m in marks if _is_heading(m)]
    out = []
    for index, head in enumerate(heads):
        label = next((m for m in marks if m.tag == "lab" and head.start <= m.start and m.end <= head.end), None)
        if (label is None) == (head.get("auto") is None):
            raise _fail(name, head, '标题要有 <lab> 或者 auto，二者取一（没有序号写 auto=""）')
        title_start = label.end if label else head.start
        while title_start < head.end and text[title_start].isspace():
            title_start += 1
        parts = tuple(p for p in (head.get("part"), *(head.get("also") or "").split()) if p)
        for part in parts:
            if part not in PARTS:
                raise _fail(name, head, f"没有部分 {part}；可用：{' '.join(PARTS)}")
        level = int(head.tag[1])
        end = next((h.start for h in heads[index + 1 :] if int(h.tag[1]) <= level), len(text))
        printed = text[label.start : label.end] if label else head.get("auto") or ""
        auto = label is None and printed != ""  # auto="": a heading without any label
        out.append(GoldSection(level, printed, auto, text[title_start : head.end], head.start, title_start, head.end, end, parts))
    return tuple(out)


class _PartMap:
    """Which parts a place belongs to: those of the <part>s and sections around it, the innermost first."""

    def __init__(self, sections: tuple[GoldSection, ...], marks: tuple[Mark, ...]) -> None:
        self._ranges = [(s.start, s.end, s.parts[0]) for s in sections if s.parts]
        self._ranges += [(m.start, m.end, m.get("name") or "") for m in marks if m.tag == "part"]

    def at(self, place: int) -> tuple[str, ...]:
        around = [(start, -end, part) for start, end, part in self._ranges if start <= place < end]
        return tuple(dict.fromkeys(part for _, _, part in sorted(around, reverse=True)))


def _numbers(name: str, text: str, marks: tuple[Mark, ...]) -> tuple[GoldNumber, ...]:
    out = []
    for mark in marks:
        if mark.tag in KINDS:
            kind = KINDS[mark.tag]
        elif mark.tag in ("ind", "cmp"):
            kind = _measured_kind(name, text, mark)
        else:
            continue
        also = []
        for word in (mark.get("also") or "").split():
            if word not in get_args(NumberKind):
                raise _fail(name, mark, f"没有种类 {word}；可用：{' '.join(get_args(NumberKind))}")
            also.append(cast(NumberKind, word))
        out.append(GoldNumber(mark.start, mark.end, text[mark.start : mark.end], kind, tuple(also)))
    return tuple(out)


def _measured_kind(name: str, text: str, mark: Mark) -> NumberKind:
    given = mark.get("kind")
    if given is not None:
        if given not in ("quantity", "percentage"):
            raise _fail(name, mark, "kind 应为 quantity 或 percentage")
        return "quantity" if given == "quantity" else "percentage"
    unit = mark.get("unit") or plain_surface(text[mark.start : mark.end])[2]
    return "percentage" if unit in RATE_UNITS else "quantity"


def plain_surface(surface: str) -> Plain:
    """Value, upper bound, unit and operator of a plain surface (digits, perhaps 余 or 多, unit); Nones for any other."""
    match = _PLAIN.fullmatch(surface)
    if match is None:
        return None, None, None, "="
    value = Decimal(match["value"])
    unit = match["unit"].replace("％", "%") or None
    if not match["more"]:
        return Fraction(value), None, unit, "="
    step = Decimal(10) ** (len(str(int(value))) - len(str(int(value)).rstrip("0"))) if value == int(value) else Decimal(0)
    return Fraction(value), Fraction(value + step), unit, ">"


class _Indicators:
    """Reads <ind> and <cmp>: one row a name (a|b are two indicators of one value), references by id."""

    def __init__(self, name: str, header: Header, text: str, parts: _PartMap) -> None:
        self.name, self.header, self.text, self.parts = name, header, text, parts
        self.ids: dict[str, int] = {}

    def read(self, marks: tuple[Mark, ...]) -> tuple[GoldIndicator, ...]:
        rows: list[GoldIndicator] = []
        for mark in marks:
            if mark.tag == "ind":
                if key := mark.get("id"):
                    if key in self.ids:
                        raise _fail(self.name, mark, f"id {key} 用了两次")
                    self.ids[key] = len(rows)
                for names in (mark.get("name") or "").split("|"):
                    rows.append(self._indicator(mark, tuple(names.split("/"))))
            elif mark.tag == "cmp":
                rows.append(self._growth(mark, rows))
        return tuple(rows)

    def _reference(self, mark: Mark) -> int | None:
        key = mark.get("of")
        if key is None:
            return None
        if key not in self.ids:
            raise _fail(self.name, mark, f"of 指的 {key} 前面没有；有：{' '.join(self.ids) or '（没有）'}")
        return self.ids[key]

    def _measure(self, mark: Mark) -> tuple[Fraction, Fraction | None, str | None, Operator]:
        value, upper, unit, operator = plain_surface(self.text[mark.start : mark.end])
        given, given_upper = self._value(mark, "value"), self._value(mark, "upper")
        for key, wrote, default in (("value", given, value), ("upper", given_upper, upper), ("unit", mark.get("unit"), unit)):
            if wrote is not None and wrote == default:
                raise _fail(self.name, mark, f"{key} 与文字相同，不要写")
        if mark.get("op") == operator:
            raise _fail(self.name, mark, "op 与文字相同，不要写")
        final = given if given is not None else value
        if final is None:
            raise _fail(self.name, mark, f"“{self.text[mark.start : mark.end]}”要写明 value（和 unit）")
        sign = mark.get("op") or operator
        if sign not in get_args(Operator):
            raise _fail(self.name, mark, f"没有 op {sign}；可用：{' '.join(get_args(Operator))}")
        unit = mark.get("unit") if mark.get("unit") is not None else unit
        return final, given_upper if given_upper is not None else upper, unit or None, cast(Operator, sign)

    def _value(self, mark: Mark, key: str) -> Fraction | None:
        raw = mark.get(key)
        try:
            return None if raw is None else Fraction(raw)
        except (ValueError, ZeroDivisionError) as error:
            raise _fail(self.name, mark, f"{key} 不是数：{raw}") from error

    def _context(self, mark: Mark) -> tuple[tuple[str, ...], str | None, Modality]:
        parts = self.parts.at(mark.start)
        year, modality = self.header.report_year, "achieved"
        if parts[:1] == ("next_year_plan",):
            told, after = self.header.plan_year, year + 1 if year else None
            year = after if told is None or (after is not None and told < after) else told  # a plan headed by the year before
            modality = "target"
        period = str(year) if year else None
        if mark.get("period") == period and period is not None:
            raise _fail(self.name, mark, f"period 就是 {period}，不要写")
        if mark.get("modality") == modality:
            raise _fail(self.name, mark, f"modality 就是 {modality}，不要写")
        final = mark.get("modality") or modality
        if final not in get_args(Modality):
            raise _fail(self.name, mark, f"没有 modality {final}；可用：{' '.join(get_args(Modality))}")
        return parts, mark.get("period") or period, cast(Modality, final)

    def _indicator(self, mark: Mark, names: tuple[str, ...]) -> GoldIndicator:
        value, upper, unit, operator = self._measure(mark)
        parts, period, modality = self._context(mark)
        return GoldIndicator(
            start=mark.start, end=mark.end, surface=self.text[mark.start : mark.end], names=names, value=value, unit=unit,
            upper=upper, operator=operator, subject=mark.get("subject"), period=period, modality=modality,
            comparison=self._comparison(mark), parent=self._reference(mark), parts=parts,
        )  # fmt: skip

    def _growth(self, mark: Mark, rows: list[GoldIndicator]) -> GoldIndicator:
        home = self._reference(mark)
        value, upper, unit, operator = self._measure(mark)
        assert home is not None  # `of` is required of <cmp>
        names = tuple(n + "增长" for n in rows[home].names)
        return GoldIndicator(
            start=mark.start, end=mark.end, surface=self.text[mark.start : mark.end], names=names, value=value, unit=unit,
            upper=upper, operator=operator, period=rows[home].period, comparison=rows[home].comparison, comparison_of=home,
            parts=rows[home].parts,
        )  # fmt: skip

    def _comparison(self, mark: Mark) -> Comparison | None:
        """`change="year_on_year up 5%"`, with the base behind from: `change="from_to down from 40%"`."""
        raw = mark.get("change")
        if raw is None:
            return None
        kinds, ways = "|".join(get_args(ComparisonKind)), "|".join(get_args(Direction))
        match = re.fullmatch(rf"({kinds}) ({ways})(?: ([\d.]+)([^\d\s]*))?(?: from ([\d.]+)([^\d\s]*))?", raw)
        if match is None:
            raise _fail(self.name, mark, f"change 应为“{kinds} {ways} 数 from 数”，不是“{raw}”")
        kind, way, amount, unit, base, base_unit = match.groups()
        return Comparison(
            cast(ComparisonKind, kind), cast(Direction, way), Fraction(amount) if amount else None, unit or None,
            Fraction(base) if base else None, base_unit or None,
        )  # fmt: skip
