"""Characters on a page → lines → paragraphs. Shared by .pdf, .ofd and recognised pictures; knows no file format.

Read `lines_of`, then `paragraphs_of`. Coordinates are in any unit with y growing downwards; `size` is the height of an em.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from analyzer.model import Place
from analyzer.reading.content import Paragraph


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: its left and right edge, its baseline and its size."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `row` marks a row of a table: it is never joined to its neighbours."""

    text: str
    left: float
    right: float
    base: float
    size: float
    row: bool = False


@dataclass(slots=True)
class Page:
    """The lines of a page from top to bottom."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)


_SAME_LINE = 0.45
_WIDE = re.compile("[\u2014-\u201f\u2e80-\u9fff\uff00-\uffef]")
_BLANK_GAP = 0.9
_TAB_GAP = 2.5
_NARROW_BLANK_GAP = 0.3


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Glyphs clustered by baseline, top to bottom; the glyphs of a line from left to right."""
    lines: list[Line] = []
    current: list[Glyph] = []
    base = 0.0
    for glyph in sorted(glyphs, key=lambda each: (each.base, each.left)):
        if current and glyph.base - base > _SAME_LINE * max(glyph.size, current[0].size):
            lines.append(_line(current))
            current = []
        if not current:
            base = glyph.base
        current.append(glyph)
    if current:
        lines.append(_line(current))
    return [line for line in lines if line.text.strip()]


def _line(glyphs: list[Glyph]) -> Line:
    glyphs.sort(key=lambda glyph: glyph.left)
    size = _em(glyphs)
    pieces: list[str] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None:
            if _is_shadow(before, glyph):
                continue
            pieces.append(_between(before, glyph, size))
        pieces.append(glyph.text)
        before = glyph if not glyph.text.isspace() else before
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()] or glyphs
    text = re.sub(" {2,}", " ", "".join(pieces)).strip()
    return Line(text, min(g.left for g in inked), max(g.right for g in inked), median(g.base for g in inked), size)


def _em(glyphs: Sequence[Glyph]) -> float:
    """The width of a Chinese character, which is an em; boxes of Latin fonts may be twice as high as what they print."""
    wide = [glyph.right - glyph.left for glyph in glyphs if len(glyph.text) == 1 and _WIDE.match(glyph.text)]
    return median(wide) if wide and median(wide) > 0 else median(glyph.size for glyph in glyphs)


def _is_shadow(before: Glyph, glyph: Glyph) -> bool:
    """Bold drawn by printing a character twice, a hair apart."""
    return glyph.text == before.text and abs(glyph.left - before.left) < 0.2 * glyph.size and not glyph.text.isspace()


def _between(before: Glyph, glyph: Glyph, size: float) -> str:
    if glyph.text.isspace() or before.text.isspace():
        return ""
    gap = (glyph.left - before.right) / max(size, 0.1)
    if gap > _TAB_GAP:
        return "\t"
    narrow = not _WIDE.match(before.text) and not _WIDE.match(glyph.text)
    return " " if gap > (_NARROW_BLANK_GAP if narrow else _BLANK_GAP) else ""


_PAGE_NUMBER = re.compile(
    r"[-—–―－·~\s]*(?:第\s*)?(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,4}|[ivxIVX]{1,6})(?:\s*页)?"
    r"(?:\s*[/／,，、]?\s*共?\s*[0-9]{1,4}\s*页?)?[-—–―－·~\s]*"
)
_EDGE = 0.12
_DIGITS = re.compile("[0-9一二三四五六七八九十]+")


def without_running_lines(pages: Sequence[Page]) -> None:
    """Take page numbers and running headers and footers off the pages, in place."""
    repeated: Counter[str] = Counter()
    for page in pages:
        repeated.update({_key(line) for line in _edges(page)})
    enough = max(3, 0.5 * len(pages))
    for page in pages:
        gone = {
            id(line)
            for line in _edges(page)
            if repeated[_key(line)] >= enough or (_PAGE_NUMBER.fullmatch(line.text) and _is_at_edge(line, page))
        }
        page.lines = [line for line in page.lines if id(line) not in gone]


def _edges(page: Page) -> list[Line]:
    """The first and last two lines of a page, as far as they stand in its margins."""
    return [
        line for line in {id(x): x for x in page.lines[:2] + page.lines[-2:]}.values() if _is_at_edge(line, page) and not line.row
    ]


def _is_at_edge(line: Line, page: Page) -> bool:
    return line.base < _EDGE * page.height or line.base > (1 - _EDGE) * page.height


def _key(line: Line) -> str:
    return f"{_DIGITS.sub('#', line.text)}@{round(line.base / max(line.size, 1) / 2)}"


_LABEL = re.compile(
    "[（(][一二三四五六七八九十百0-9]{1,3}[）)]|[一二三四五六七八九十百]{1,3}、|[0-9]{1,3}[.．、](?![0-9])|[①-⒛]"
    "|第[一二三四五六七八九十百]{1,3}[章节条部]"
)
_INDENT = 1.2
_MAX_INDENT = 4
_FEW_LINES = 8
_SHORT = 1.5
_COMPRESSED = 3  # a line may end this short where the next character must not begin a line
_SHORT_BEFORE_LABEL = 0.8
_SPACING = 1.6
_SIZE_CHANGE = 1.15
_TELL_SIZE = 4
_LEADER = re.compile(r"[.…·．]{3,}\s*[0-9]{1,4}$")
_ENDS = re.compile("[。！？；：.!?;:]$")


@dataclass(frozen=True, slots=True)
class _Margins:
    """Edges of the text and the usual step between lines; `indented`: this document sets paragraphs off by an indent."""

    left: float
    right: float
    step: float
    indented: bool


@dataclass(slots=True)
class _Open:
    """The paragraph that is being put together."""

    text: str
    first: Line
    last: Line
    margins: _Margins
    page: Page


def paragraphs_of(pages: Sequence[Page]) -> list[Paragraph]:
    """Soft-wrapped lines joined, over pages too: a paragraph starts at an indent, after a short line, a gap, a change of size."""
    paragraphs: list[Paragraph] = []
    widths = {round(page.width) for page in pages}
    whole = {
        width: _margins([line for page in pages if round(page.width) == width for line in page.lines], None) for width in widths
    }
    current: _Open | None = None
    start = 0
    for page in pages:
        margins = _margins(page.lines, whole[round(page.width)])
        for line in page.lines:
            if current is not None and not _starts(line, current, margins, page is not current.page):
                current.text = _joined(current.text, line.text)
                current.last, current.margins, current.page = line, margins, page
                continue
            if current is not None:
                paragraphs.append(_paragraph(current, start))
            current, start = _Open(line.text, line, line, margins, page), page.number
    if current is not None:
        paragraphs.append(_paragraph(current, start))
    return paragraphs


def _paragraph(done: _Open, page: int) -> Paragraph:
    return Paragraph(done.text, "table_row" if done.first.row else "paragraph", place=Place("page", page))


def _margins(lines: Sequence[Line], whole: _Margins | None) -> _Margins:
    """Of a page, or of all pages where `whole` is None; a page of few lines lends the edges of the whole."""
    lines = [line for line in lines if not line.row]
    if not lines or (whole is not None and len(lines) < _FEW_LINES):
        return whole or _Margins(0, 0, 0, indented=False)
    size = max(median(line.size for line in lines), 0.1)
    lefts = Counter(round(line.left / size) for line in lines)
    common = min([left for left, count in lefts.items() if count >= max(2, 0.1 * len(lines))] or list(lefts))
    left = min(line.left for line in lines if round(line.left / size) == common)
    steps = [below.base - above.base for above, below in pairwise(lines) if below.base > above.base]
    indents = sum(_INDENT * size < line.left - left < _MAX_INDENT * size for line in lines)
    return _Margins(
        left,
        _right_edge(lines, size) if whole is None else whole.right,
        median(steps) if steps else 2 * size,
        indented=indents >= max(2, 0.1 * len(lines)) if whole is None else whole.indented,
    )


def _right_edge(lines: Sequence[Line], size: float) -> float:
    """The furthest right that some lines reach; a few may stick out."""
    rights = sorted((line.right for line in lines), reverse=True)
    few = max(1, len(rights) // 30)
    return next((right for right, below in zip(rights, rights[few:], strict=False) if right - below <= size), rights[0])


def _starts(line: Line, open_: _Open, margins: _Margins, new_page: bool) -> bool:
    """Whether a line begins a new paragraph."""
    last, first = open_.last, open_.first
    if line.row or last.row or _LEADER.search(last.text):
        return True
    size = max(line.size, 0.1)
    if _is_set_in_another_size(line, last):
        return True
    if not new_page and line.base - last.base > _SPACING * margins.step:
        return True
    short = (open_.margins.right - last.right) / size
    labelled = bool(_LABEL.match(line.text))
    flush = line.left - margins.left <= _INDENT * size
    if margins.indented and flush and short <= _COMPRESSED and not labelled and not _ENDS.search(last.text):
        return False
    if short > _SHORT or (short > _SHORT_BEFORE_LABEL and labelled):
        return True
    if flush:
        return labelled and not margins.indented and bool(_ENDS.search(last.text))
    hangs = first.left - open_.margins.left <= _INDENT * size and bool(_LABEL.match(first.text)) and not _ENDS.search(last.text)
    return not hangs


def _is_set_in_another_size(line: Line, last: Line) -> bool:
    """Where the boxes hug the ink (Chromium), a line of two characters (日。) looks smaller than it is: few tell no size."""
    sizes = line.size, last.size
    return max(sizes) > _SIZE_CHANGE * min(sizes) and all(len(_WIDE.findall(each.text)) >= _TELL_SIZE for each in (line, last))


def _joined(text: str, more: str) -> str:
    """A word of Latin letters or digits that ends a line keeps its blank; Chinese has none."""
    if text[-1:].isascii() and more[:1].isascii() and text[-1:].isalpha() and more[:1].isalpha():
        return f"{text} {more}"
    return text + more
