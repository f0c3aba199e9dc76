"""Ruled tables of a .pdf page: lines drawn on the page → cells → rows of text.

Read `tables_of`. Horizontal and vertical strokes that touch form one table; where no stroke parts two neighbouring fields of its
grid they are one merged cell, whose text stands in the row and column where it begins.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analyzer.reading.layout import Glyph, Line, lines_of

_STRAIGHT = 1.0
_NEAR = 3.0
_MIN_LENGTH = 8.0
_MAX_STROKES = 20_000
_MAX_GRID = 4000


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line: `at` is its x (vertical) or y (horizontal), from `low` to `high` along the other axis."""

    vertical: bool
    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Table:
    """A grid: xs and ys of its rules, and which neighbouring fields are one cell."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cell_of: tuple[tuple[int, ...], ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the table."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def rows(self, glyphs: Iterable[Glyph]) -> Iterator[Line]:
        """Each row as one line, its cells joined by a tab; a cell that began further up or left leaves an empty one."""
        cells: dict[int, list[Glyph]] = defaultdict(list)
        for glyph in glyphs:
            row = _band(self.ys, glyph.base - 0.3 * glyph.size)
            column = _band(self.xs, (glyph.left + glyph.right) / 2)
            cells[self.cell_of[row][column]].append(glyph)
        told: set[int] = set()
        for index, fields in enumerate(self.cell_of):
            texts: list[str] = []
            for cell in dict.fromkeys(fields):
                texts.append("" if cell in told else "".join(line.text for line in lines_of(cells[cell])).replace("\t", " "))
                told.add(cell)
            if any(texts):
                yield Line("\t".join(texts), self.xs[0], self.xs[-1], self.ys[index + 1], 10, row=True)


def tables_of(strokes: Sequence[Stroke]) -> list[Table]:
    """The tables that strokes form, top to bottom: at least two columns and two fields, so that a frame is none."""
    if len(strokes) > _MAX_STROKES:
        return []
    tables = [table for group in _groups(strokes) if (table := _table(group)) is not None]
    return sorted(tables, key=lambda table: table.ys[0])


def strokes_of(page: pdfium.PdfPage, height: float) -> list[Stroke]:
    """Straight strokes of all paths of a page, with y growing downwards; the edges of thin filled boxes count as strokes."""
    strokes: list[Stroke] = []
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=1):
        strokes += _path_strokes(item, height)
        if len(strokes) > _MAX_STROKES:
            break
    return strokes


def _path_strokes(item: pdfium.PdfObject, height: float) -> Iterator[Stroke]:
    if _is_shading(item):
        return
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    begin = before = (0.0, 0.0)
    for index in range(min(pdfium_c.FPDFPath_CountSegments(item), 2000)):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        on_x, on_y = matrix.on_point(x.value, y.value)
        point = (on_x, height - on_y)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_LINETO:
            yield from _stroke(before, point)
        elif kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            begin = point
        before = point
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            yield from _stroke(point, begin)
            before = begin


def _is_shading(item: pdfium.PdfObject) -> bool:
    """A filled box without an outline that is too thick for a rule: the ground of a paragraph or cell."""
    fill, outlined = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(item, fill, outlined)
    left, bottom, right, top = item.get_bounds()
    return not outlined.value and min(right - left, top - bottom) > _NEAR


def _stroke(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Stroke]:
    if abs(a[0] - b[0]) <= _STRAIGHT and abs(a[1] - b[1]) >= _MIN_LENGTH:
        yield Stroke(True, (a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1]))
    elif abs(a[1] - b[1]) <= _STRAIGHT and abs(a[0] - b[0]) >= _MIN_LENGTH:
        yield Stroke(False, (a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0]))


def _groups(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """Strokes that touch, as groups. Vertical ones are swept in the order of x against the horizontal ones they may meet."""
    parent = list(range(len(strokes)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    flat = sorted((index for index, each in enumerate(strokes) if not each.vertical), key=lambda index: strokes[index].at)
    upright = [index for index, each in enumerate(strokes) if each.vertical]
    if len(flat) * len(upright) > 2_000_000:
        return []
    for one in upright:
        for other in flat:
            a, b = strokes[one], strokes[other]
            if b.at > a.high + _NEAR:
                break
            if b.at >= a.low - _NEAR and b.low - _NEAR <= a.at <= b.high + _NEAR:
                parent[root(one)] = root(other)
    groups: dict[int, list[Stroke]] = defaultdict(list)
    for index, stroke in enumerate(strokes):
        groups[root(index)].append(stroke)
    return list(groups.values())


def _table(group: list[Stroke]) -> Table | None:
    xs = _merged(stroke.at for stroke in group if stroke.vertical)
    ys = _merged(stroke.at for stroke in group if not stroke.vertical)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 1 or columns * rows > _MAX_GRID:
        return None
    walls = [stroke for stroke in group if stroke.vertical]
    floors = [stroke for stroke in group if not stroke.vertical]
    cell_of = [[row * columns + column for column in range(columns)] for row in range(rows)]
    for row in range(rows):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(columns):
            centre = (xs[column] + xs[column + 1]) / 2
            if column and not _parts(walls, xs[column], middle):
                _unite(cell_of, cell_of[row][column], cell_of[row][column - 1])
            if row and not _parts(floors, ys[row], centre):
                _unite(cell_of, cell_of[row][column], cell_of[row - 1][column])
    if len({cell for fields in cell_of for cell in fields}) < 2:
        return None
    return Table(tuple(xs), tuple(ys), tuple(map(tuple, cell_of)))


def _parts(strokes: Iterable[Stroke], at: float, along: float) -> bool:
    return any(abs(stroke.at - at) <= _NEAR and stroke.low - _NEAR <= along <= stroke.high + _NEAR for stroke in strokes)


def _unite(cell_of: list[list[int]], one: int, other: int) -> None:
    if one != other:
        low, high = min(one, other), max(one, other)
        for fields in cell_of:
            fields[:] = [low if cell == high else cell for cell in fields]


def _merged(values: Iterable[float]) -> list[float]:
    """Positions that differ by less than the width of a rule are one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _band(edges: Sequence[float], value: float) -> int:
    """The index of the field between two edges that a value lies in, clamped."""
    index = next((index for index, edge in enumerate(edges[1:]) if value <= edge), len(edges) - 2)
    return min(max(index, 0), len(edges) - 2)
