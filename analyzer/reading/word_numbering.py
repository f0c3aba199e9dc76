"""Word's automatic numbers, computed from numbering.xml as Word shows them.

Read `Numbering.label` first: it is called for each paragraph in document order and keeps the counters. Background: ECMA-376
part 1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat); Word's deviations [MS-OI29500] 2.1. Chinese labels above 99 differ from
LibreOffice, which writes every format as 一百零一.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_VAL = W + "val"
_LEVELS = 9
_MAX_CHAIN = 30
_PLACEHOLDER = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One w:lvl."""

    start: int = 0
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _Num:
    """One w:num: the list that it belongs to, its own levels and starts."""

    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style: what numbering and headings need of it."""

    name: str = ""
    based_on: str | None = None
    num_id: str | None = None
    level: int | None = None
    outline: int | None = None


class Styles:
    """The paragraph styles of a document, with inheritance."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read w:styles (None: the document has none)."""
        self._styles: dict[str, Style] = {}
        self.default: str | None = None
        for node in root.iterchildren(W + "style") if root is not None else ():
            if node.get(W + "type", "paragraph") not in {"paragraph", "numbering"}:
                continue
            style_id = node.get(W + "styleId", "")
            self._styles[style_id] = _read_style(node)
            if node.get(W + "default") in {"1", "true", "on"} and node.get(W + "type") == "paragraph":
                self.default = style_id

    def chain(self, style_id: str | None) -> list[Style]:
        """The style and those it is based on, nearest first; the default style where none is named."""
        found: list[Style] = []
        style_id = style_id or self.default
        while style_id in self._styles and len(found) < _MAX_CHAIN:
            found.append(self._styles[style_id])
            style_id = found[-1].based_on
        return found

    def number(self, style_id: str | None) -> tuple[str | None, int | None]:
        """(numId, level) that a style gives; both are inherited, each by itself."""
        chain = self.chain(style_id)
        num_id = next((style.num_id for style in chain if style.num_id is not None), None)
        return num_id, next((style.level for style in chain if style.level is not None), None)


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        """Read w:numbering (None: the document has none)."""
        self._styles = styles
        self._lists: dict[str, dict[int, Level]] = {}
        self._nums: dict[str, _Num] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.unknown: set[str] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        links: dict[str, str] = {}
        homes: dict[str, str] = {}
        for node in root.iterchildren(W + "abstractNum"):
            abstract = node.get(W + "abstractNumId", "")
            levels = [(number_of(lvl.get(W + "ilvl"), 0), _read_level(lvl)) for lvl in node.iterchildren(W + "lvl")]
            self._lists[abstract] = dict(levels)
            if link := value_of(node, "numStyleLink"):
                links[abstract] = link
            if home := value_of(node, "styleLink"):
                homes[home] = abstract
        for node in root.iterchildren(W + "num"):
            num = _Num(value_of(node, "abstractNumId") or "")
            num.abstract = homes.get(links.get(num.abstract, ""), num.abstract)
            for override in node.iterchildren(W + "lvlOverride"):
                level = number_of(override.get(W + "ilvl"), 0)
                if (lvl := override.find(W + "lvl")) is not None:
                    num.levels[level] = _read_level(lvl)
                if (start := value_of(override, "startOverride")) is not None:
                    num.starts[level] = number_of(start, 1)
            self._nums[node.get(W + "numId", "")] = num

    def label(self, num_id: str | None, level: int | None, style_id: str | None) -> str:
        """The label of the next paragraph of a list, "" for none; `num_id` and `level` are those set on the paragraph itself."""
        from_style = self._styles.number(style_id)
        num_id = num_id if num_id is not None else from_style[0]
        num = self._nums.get(num_id or "0")
        if num_id is None or num_id == "0" or num is None:
            return ""
        levels = {**self._lists.get(num.abstract, {}), **num.levels}
        level = level if level is not None else from_style[1]
        if level is None:
            level = next((ilvl for ilvl, each in sorted(levels.items()) if each.style and each.style == style_id), 0)
        if level not in levels or not 0 <= level < _LEVELS:
            return ""
        counters = self._count(num_id, num, level, levels)
        return self._write(levels, level, counters)

    def _count(self, num_id: str, num: _Num, level: int, levels: dict[int, Level]) -> list[int | None]:
        counters = self._counters.setdefault(num.abstract, [None] * _LEVELS)
        start = levels[level].start
        if level in num.starts:
            start = num.starts[level]
            if (num_id, level) not in self._begun:
                counters[level] = None
        self._begun.add((num_id, level))
        for upper in range(level):
            if counters[upper] is None:
                counters[upper] = num.starts.get(upper, levels.get(upper, Level()).start)
                self._begun.add((num_id, upper))
        before = counters[level]
        counters[level] = start if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            restart = levels.get(deeper, Level()).restart
            if restart is None or (restart > 0 and level + 1 <= restart):
                counters[deeper] = None
        return counters

    def _write(self, levels: dict[int, Level], level: int, counters: list[int | None]) -> str:
        shown = levels[level]
        if shown.format == "bullet":
            return ""

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            source = levels.get(at, Level())
            value = counters[at]
            wanted = "decimal" if shown.legal and source.format != "none" else source.format
            if wanted not in FORMATS:
                self.unknown.add(wanted)
            return FORMATS.get(wanted, str)(source.start if value is None else value)

        return _PLACEHOLDER.sub(number, shown.text).strip() if shown.format != "none" or shown.text else ""


def value_of(node: etree._Element, name: str) -> str | None:
    """The w:val of a child, or None."""
    child = node.find(W + name)
    return None if child is None else child.get(_VAL)


def is_on(node: etree._Element | None) -> bool:
    """Whether a switch such as w:vanish is set."""
    return node is not None and node.get(_VAL, "1") not in {"0", "false", "off", "none"}


def number_of(text: str | None, default: int) -> int:
    """A whole number as XML writes it, within what a counter can sensibly be."""
    if text is None or not re.fullmatch(r"\s*[+-]?[0-9]{1,9}\s*", text, re.ASCII):
        return default
    return min(max(int(text), 0), 1_000_000)


def _read_style(node: etree._Element) -> Style:
    properties = node.find(W + "pPr")
    style = Style(name=value_of(node, "name") or "", based_on=value_of(node, "basedOn"))
    if properties is None:
        return style
    outline = value_of(properties, "outlineLvl")
    numbering = properties.find(W + "numPr")
    level = None if numbering is None else value_of(numbering, "ilvl")
    return replace(
        style,
        outline=None if outline is None else number_of(outline, 9),
        num_id=None if numbering is None else value_of(numbering, "numId"),
        level=None if level is None else number_of(level, 0),
    )


def _read_level(node: etree._Element) -> Level:
    number_format = node.find(W + "numFmt")
    if number_format is None:
        number_format = next((child for choice in node.iter(_CHOICE) for child in choice.iter(W + "numFmt")), None)
    restart = value_of(node, "lvlRestart")
    name = "decimal" if number_format is None else number_format.get(_VAL, "decimal")
    if name == "custom" and number_format is not None:
        name = _CUSTOM.get(number_format.get(W + "format", ""), "decimal")
    return Level(
        start=number_of(value_of(node, "start"), 0),
        format=name,
        text=value_of(node, "lvlText") or "",
        restart=None if restart is None else number_of(restart, 0),
        legal=is_on(node.find(W + "isLgl")),
        style=value_of(node, "pStyle"),
    )


_CUSTOM = {
    "001, 002, 003, ...": "decimalZero3",
    "0001, 0002, 0003, ...": "decimalZero4",
    "00001, 00002, 00003, ...": "decimalZero5",
}
_SIMPLE = "〇一二三四五六七八九"
_LEGAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"


def _counting(digits: str, units: tuple[str, str, str, str], zero: str, bare: str) -> Callable[[int], str]:
    """A writer of numbers with 十 百 千 万. `bare`: which units drop a leading 一 ("start" only in 10–19, "all", "" none)."""

    def section(number: int) -> str:
        written = ""
        gap = False
        for place in (3, 2, 1, 0):
            digit = number // 10**place % 10
            if digit == 0:
                gap = bool(written)
                continue
            one = digit == 1 and place > 0 and bare == "all"
            written += (zero if gap else "") + ("" if one else digits[digit]) + (units[place - 1] if place else "")
            gap = False
        return written

    def write(number: int) -> str:
        if number == 0:
            return digits[0]
        if 10 <= number < 20 and bare == "start":
            return units[0] + (digits[number - 10] if number > 10 else "")
        if number < 10_000:
            return section(number)
        high, low = divmod(number, 10_000)
        return section(high % 10_000) + units[3] + ((zero if low < 1000 else "") + section(low) if low else "")

    return write


def _positional(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _from_list(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _chinese_counting(number: int) -> str:
    return _thousand(number) if number < 100 else _positional("○" + _SIMPLE[1:])(number)


def _letters(first: str) -> Callable[[int], str]:
    """A … Z, AA, BB … as Word counts."""
    return lambda number: chr(ord(first) + (number - 1) % 26) * min((number - 1) // 26 + 1, 30) if number else ""


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    signs = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
    written = ""
    for value, sign in zip(values, signs, strict=True):
        written += sign * (number // value)
        number %= value
    return written


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _sexagenary(number: int) -> str:
    return "甲乙丙丁戊己庚辛壬癸"[(number - 1) % 10] + "子丑寅卯辰巳午未申酉戌亥"[(number - 1) % 12]


def _run(first: str, count: int) -> str:
    return "".join(chr(ord(first) + step) for step in range(count))


_UNITS = ("十", "百", "千", "万")
_thousand = _counting(_SIMPLE, _UNITS, "〇", "start")
_taiwanese = _counting("○" + _SIMPLE[1:], _UNITS, "○", "start")
_japanese = _counting(_SIMPLE, _UNITS, "", "all")

FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "none": lambda number: "",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalZero3": lambda number: f"{number:03d}",
    "decimalZero4": lambda number: f"{number:04d}",
    "decimalZero5": lambda number: f"{number:05d}",
    "decimalFullWidth": _positional("０１２３４５６７８９"),
    "decimalFullWidth2": _positional("０１２３４５６７８９"),
    "decimalEnclosedCircle": _from_list(_run("①", 20)),
    "decimalEnclosedCircleChinese": _from_list(_run("①", 20)),
    "decimalEnclosedFullstop": _from_list(_run("⒈", 20)),
    "decimalEnclosedParen": _from_list(_run("⑴", 20)),
    "chineseCounting": _chinese_counting,
    "chineseCountingThousand": _thousand,
    "taiwaneseCounting": _taiwanese,
    "taiwaneseCountingThousand": _taiwanese,
    "japaneseCounting": _japanese,
    "ideographDigital": _positional(_SIMPLE),
    "japaneseDigitalTenThousand": _positional(_SIMPLE),
    "taiwaneseDigital": _positional("○" + _SIMPLE[1:]),
    "chineseLegalSimplified": _counting(_LEGAL_SIMPLIFIED, ("拾", "佰", "仟", "万"), "零", ""),
    "ideographLegalTraditional": _counting(_LEGAL_TRADITIONAL, ("拾", "佰", "仟", "萬"), "零", ""),
    "japaneseLegal": _counting("零壱弐参四伍六七八九", ("拾", "百", "阡", "萬"), "", ""),
    "ideographTraditional": _from_list("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _from_list("子丑寅卯辰巳午未申酉戌亥"),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _from_list(_run("㈠", 10)),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
}
"""numFmt → how a number is written. A format that is not here is written as decimal and told in `Numbering.unknown`."""
