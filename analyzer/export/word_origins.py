"""Where in a .docx each character of `Document.text` was read from. Read `trace`.

The reader itself is asked: it reads a copy in which every character that is no blank is replaced by one that tells its place.
The reader decides by elements, styles, blanks and lengths only, so it takes the same way, and the map is exact whatever it
leaves out, joins or reorders. Most files are simpler: all their text stands in the report one piece after another, which
`in_sequence` sees without a second reading.
"""

from __future__ import annotations

import copy
import io
import zipfile
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from analyzer.reading.content import build_document
from analyzer.reading.docx import read_docx, related_parts
from analyzer.reading.options import ReadingOptions
from analyzer.reading.package import Package
from analyzer.reading.word_numbering import W

MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FIRST = 0x20000
"""The first character that tells a place: behind it lie more than 900,000, none of them a blank."""
_LAST = 0x10FFFF
_READ = ("styles", "numbering", "footnotes")


@dataclass(frozen=True, slots=True)
class Point:
    """A place between two characters of a text element: before its character `offset`."""

    node: etree._Element
    offset: int


@dataclass(slots=True)
class Origins:
    """For each character of a text its place among all characters of the text elements of a tree; -1 where it has none.

    Places count in document order. What stands in no text element has none: tabs, line ends, footnotes.
    """

    nodes: list[etree._Element]
    places: list[int]
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = list(accumulate((len(node.text or "") for node in self.nodes), initial=0))[:-1]

    def before(self, offset: int) -> Point:
        """The point before a character that has a place."""
        place = self.places[offset]
        index = bisect_right(self._starts, place) - 1
        return Point(self.nodes[index], place - self._starts[index])

    def after(self, offset: int) -> Point:
        """The point behind a character that has a place."""
        point = self.before(offset)
        return Point(point.node, point.offset + 1)

    def clip(self, start: int, end: int) -> tuple[int, int] | None:
        """The range without characters that have no place at its ends, or None where nothing is left.

        Where a range jumps back in the document (from a paragraph into a text box of the paragraph before), its first
        characters are taken, up to the jump.
        """
        placed = [offset for offset in range(max(start, 0), min(end, len(self.places))) if self.places[offset] >= 0]
        if not placed:
            return None
        last = placed[0]
        for offset in placed[1:]:
            if self.places[offset] < self.places[last]:
                break
            last = offset
        return placed[0], last + 1


def text_nodes(root: etree._Element) -> list[etree._Element]:
    """All elements that hold text which may be read, in document order."""
    return list(root.iter(W + "t", MATH_TEXT))


def trace(package: Package, main: str, root: etree._Element, text: str) -> Origins | None:
    """The origins of `text` in `root`, which is the main part of the package; None where `text` was not read from it."""
    nodes = text_nodes(root)
    source = "".join(node.text or "" for node in nodes)
    read = _read_marked(package, main, _marked(root))
    if len(read) != len(text):
        return None
    places = [-1] * len(text)
    wrong = 0
    for offset, char in enumerate(read):
        place = ord(char) - _FIRST
        if 0 <= place < len(source):
            same = source[place] == text[offset]
            places[offset] = place if same else -1
            wrong += not same  # a rare character of a footnote may look like a place
        elif text[offset].isspace() != char.isspace():
            return None
    if 2 * wrong > len(text):
        return None
    _place_blanks(places, text, nodes, source)
    return Origins(nodes, places)


def in_sequence(root: etree._Element, text: str) -> Origins | None:
    """The origins where `text` holds all text elements one after another with nothing but blanks between; else None."""
    nodes = text_nodes(root)
    places = [-1] * len(text)
    place = at = 0
    for node in nodes:
        words = node.text or ""
        while at < len(text) and not text.startswith(words, at) and text[at].isspace():
            at += 1
        if not text.startswith(words, at):
            return None
        places[at : at + len(words)] = range(place, place + len(words))
        at, place = at + len(words), place + len(words)
    return Origins(nodes, places)


def _marked(root: etree._Element) -> etree._Element:
    """A copy whose characters tell their places; blanks, by which the reader decides, are kept."""
    marked = copy.deepcopy(root)
    code = _FIRST
    for node in text_nodes(marked):
        words = node.text or ""
        if code + len(words) > _LAST:
            break
        node.text = "".join(char if char.isspace() else chr(code + i) for i, char in enumerate(words)) or None
        code += len(words)
    return marked


def _read_marked(package: Package, main: str, marked: etree._Element) -> str:
    """What the reader makes of the marked copy."""
    parts = related_parts(package, main)
    folder, _, name = main.rpartition("/")
    names = {"_rels/.rels", f"{folder}/_rels/{name}.rels".lstrip("/"), *(parts.get(kind, "") for kind in _READ)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for other in names & set(package.names):
            archive.writestr(other, package.read(other))
        archive.writestr(main, etree.tostring(marked, encoding="UTF-8"))
    content = read_docx(buffer.getvalue(), ReadingOptions(max_bytes=1 << 62))
    return build_document(content, main, "").text


def _place_blanks(places: list[int], text: str, nodes: list[etree._Element], source: str) -> None:
    """Give blanks their places: beside a neighbour in the same element, where the same blank stands."""
    ends = list(accumulate(len(node.text or "") for node in nodes))
    starts = {end - len(node.text or "") for end, node in zip(ends, nodes, strict=True)}
    for offset in range(1, len(places)):
        following = places[offset - 1] + 1
        known = places[offset] >= 0 or following == 0 or following >= len(source)
        if not known and following not in starts and source[following] == text[offset]:
            places[offset] = following
    for offset in range(len(places) - 2, -1, -1):
        here, before = places[offset + 1], places[offset + 1] - 1
        known = places[offset] >= 0 or here <= 0 or here in starts
        if not known and source[before] == text[offset]:
            places[offset] = before
