"""Marks at exact words of a WordprocessingML tree: comment ranges and tracked changes. Read `Marker`.

Words may lie in several runs, in hyperlinks, insertions, content controls and table cells. Runs are split where a mark begins
or ends; their properties are copied, and nothing else of the tree is touched.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from itertools import pairwise

from lxml import etree

from analyzer.export.word_origins import Origins, Point
from analyzer.model import Edit
from analyzer.reading.word_numbering import W

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_WHOLE = frozenset({W + "r", _MATH + "oMath", _MATH + "oMathPara"})
# where a run may be struck out and another put beside it without touching somebody else's tracked change
_EDITABLE: frozenset[object] = frozenset(W + name for name in ("p", "hyperlink", "sdtContent", "smartTag", "fldSimple"))
_PLAIN: frozenset[object] = frozenset({W + "rPr", W + "t", W + "lastRenderedPageBreak"})


def _holder(node: etree._Element) -> etree._Element:
    """The element beside which a mark may stand: the run, or what encloses it as a whole (formula, picture with a text box)."""
    found = node
    for ancestor in node.iterancestors():
        inline = ancestor.tag == _ALTERNATIVES and next(ancestor.iterancestors(W + "p"), None) is not None
        if ancestor.tag in _WHOLE or inline:
            found = ancestor
    return found


def _can_split(node: etree._Element, holder: etree._Element) -> bool:
    return holder.tag == W + "r" and node.getparent() is holder and node.tag == W + "t"


class Marker:
    """Cuts the runs of a tree at all points where marks will stand, then sets the marks."""

    def __init__(self, origins: Origins, ranges: Iterable[tuple[int, int]]) -> None:
        """`ranges` are all ranges (clipped by `Origins.clip`) whose ends must lie between runs."""
        self._origins = origins
        self._pieces: dict[etree._Element, list[tuple[int, etree._Element]]] = {}
        points: dict[etree._Element, dict[etree._Element, set[int]]] = {}
        for start, end in ranges:
            for point in (origins.before(start), origins.after(end - 1)):
                holder = _holder(point.node)
                if _can_split(point.node, holder):
                    points.setdefault(holder, {}).setdefault(point.node, set()).add(point.offset)
        for run, cuts in points.items():
            self._split(run, cuts)

    def _split(self, run: etree._Element, cuts: dict[etree._Element, set[int]]) -> None:
        """Part a run; the first piece stays in place, the others follow it."""
        properties = run.find(W + "rPr")
        groups: list[list[etree._Element]] = [[]]
        where: list[tuple[etree._Element, int, int]] = []  # text element, offset in it, group
        for child in [child for child in run if child is not properties]:
            if child not in cuts:
                where.append((child, 0, len(groups) - 1))
                groups[-1].append(child)
                continue
            words = child.text or ""
            bounds = sorted({0, len(words), *cuts[child]})
            if 0 in cuts[child] and groups[-1]:
                groups.append([])
            for index, (low, high) in enumerate(pairwise(bounds)):
                piece = child if index == 0 else copy.deepcopy(child)
                piece.text, piece.tail = words[low:high], None
                piece.set(_XML_SPACE, "preserve")
                where.append((child, low, len(groups) - 1))
                groups[-1].append(piece)
                if high in cuts[child]:
                    groups.append([])
        groups = groups if groups[-1] else groups[:-1]
        runs = [run]
        for group in groups[1:]:
            other = etree.Element(run.tag, run.attrib, run.nsmap)
            if properties is not None:
                other.append(copy.deepcopy(properties))
            other.extend(group)
            runs[-1].addnext(other)
            runs.append(other)
        for node, low, number in where:
            self._pieces.setdefault(node, []).append((low, runs[number]))

    def _piece(self, point: Point) -> etree._Element:
        """The element that holds the character behind a point."""
        pieces = self._pieces.get(point.node)
        if pieces is None:
            return _holder(point.node)
        return next(piece for low, piece in reversed(pieces) if low <= point.offset)

    def comment(self, start: int, end: int, number: int, reference: etree._Element) -> None:
        """Anchor the comment of that number at the range, with the run that refers to it behind it."""
        first = self._piece(self._origins.before(start))
        last = self._piece(self._origins.before(end - 1))
        opening, closing = (etree.Element(W + name, {W + "id": str(number)}) for name in ("commentRangeStart", "commentRangeEnd"))
        first.addprevious(opening)
        top = last
        while (parent := top.getparent()) is not None and parent.tag != W + "p":
            top = parent
        top.addnext(reference)
        last.addnext(closing)

    # ---------- tracked changes

    def can_edit(self, edit: Edit) -> bool:
        """Whether the words stand in plain runs which nobody else has inserted or struck out."""
        runs = self._runs(edit)
        return bool(runs) and all(map(_is_plain, runs))

    def edit(self, edit: Edit, attributes: Iterable[dict[str, str]]) -> None:
        """Strike the words out and insert the new ones; `attributes` gives those of each w:del and w:ins."""
        runs = self._runs(edit)
        given = iter(attributes)
        at_end = runs[-1]
        if edit.start < edit.end:
            for run in runs:
                struck = etree.Element(W + "del", next(given))
                run.addprevious(struck)
                struck.append(run)
                for words in run.findall(W + "t"):
                    words.tag = W + "delText"
                at_end = struck
        if edit.text:
            inserted = etree.Element(W + "ins", next(given))
            inserted.append(_copied_run(runs[-1], edit.text))
            at_end.addnext(inserted)

    def _runs(self, edit: Edit) -> list[etree._Element]:
        """The runs of the words to be replaced, or the run behind which words are to be inserted."""
        start = edit.start if edit.start < edit.end else edit.start - 1
        runs: list[etree._Element] = []
        for offset in range(start, max(edit.end, start + 1)):
            piece = self._piece(self._origins.before(offset))
            if not runs or piece is not runs[-1]:
                runs.append(piece)
        return runs


def _is_plain(run: etree._Element) -> bool:
    parent = run.getparent()
    return run.tag == W + "r" and parent is not None and parent.tag in _EDITABLE and all(child.tag in _PLAIN for child in run)


def edit_range(origins: Origins, edit: Edit) -> tuple[int, int] | None:
    """The range to be cut out for an edit: its words, or the character before an insertion; None where that has no place."""
    start = edit.start if edit.start < edit.end else edit.start - 1
    end = max(edit.end, start + 1)
    inside = start >= 0 and end <= len(origins.places)
    if not inside or any(origins.places[offset] < 0 for offset in range(start, end)):
        return None
    nodes = [origins.before(offset).node for offset in range(start, end)]
    paragraphs = {next(node.iterancestors(W + "p"), None) for node in nodes}
    splittable = all(_can_split(node, _holder(node)) for node in set(nodes))
    return (start, end) if splittable and len(paragraphs) == 1 else None


def _copied_run(run: etree._Element, text: str) -> etree._Element:
    """A run with the same properties and other words."""
    other = etree.Element(W + "r")
    properties = run.find(W + "rPr")
    if properties is not None:
        other.append(copy.deepcopy(properties))
    words = etree.SubElement(other, W + "t", {_XML_SPACE: "preserve"})
    words.text = text
    return other
