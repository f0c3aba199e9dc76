"""Word documents (.docx, .docm): the main part as paragraphs and table rows, with the automatic numbers computed.

Read `read_docx` first, then `_Body`. What Word prints outside the text is left out: headers, footers, page numbers, tables of
contents, comments, hidden text, deletions under tracked changes. Footnotes stand after the text. `Place.path` of a paragraph is
the index of its w:p among all w:p of the main part in document order, so that a comment can be written back.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from analyzer.errors import ReadingError
from analyzer.model import Place
from analyzer.reading.content import Content, Paragraph
from analyzer.reading.options import ReadingOptions, check_paragraphs
from analyzer.reading.package import Package, parse_xml
from analyzer.reading.word_numbering import Numbering, Style, Styles, W, is_on, number_of, value_of

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

# containers that only wrap what stands in the text
_WRAPPERS = frozenset(
    W + name
    for name in ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "sdtContent", "dir", "bdo", "r", "rubyBase")
)
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_VAL, _TEXT, _RUN = W + "val", W + "t", W + "r"
_PROPERTIES, _RUN_PROPERTIES = W + "pPr", W + "rPr"
_STYLE, _NUMBERING, _OUTLINE = W + "pStyle", W + "numPr", W + "outlineLvl"
_DELETED = frozenset({W + "del", W + "moveFrom"})
_TEXTS = frozenset({_TEXT, _MATH_TEXT})
_VANISH = W + "vanish"
# stand in most paragraphs and print nothing
_SILENT = frozenset(
    {_PROPERTIES, _RUN_PROPERTIES, W + "bookmarkStart", W + "bookmarkEnd", W + "proofErr", W + "lastRenderedPageBreak"}
)
_DRAWINGS = frozenset({W + "drawing", W + "pict", W + "object"})
_HEADING_NAME = re.compile(r"(?:heading|标题) ?([1-9])$", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录) ?[1-9]$", re.IGNORECASE)

_KEPT_STYLES = 1_000_000
"""Bytes of a style sheet that may be kept for the next document."""

# a cell that holds this much is no cell of a table but a page laid out with one
_LAYOUT_PARAGRAPHS = 4
_LAYOUT_CHARACTERS = 200


def read_docx(data: bytes, options: ReadingOptions) -> Content:
    """Read the bytes of a .docx. Raises `ReadingError`."""
    package = Package(data, options)
    main = main_part(package)
    parts = related_parts(package, main)
    root = package.xml(main)
    body = root.find(W + "body")
    if body is None:
        raise ReadingError("unreadable", "文件已损坏：正文部分缺失。请重新导出或重新报送。")
    styles = _styles(package, parts.get("styles"))
    numbering = Numbering(_optional(package, parts.get("numbering")), styles)
    reader = _Body(root, styles, numbering)
    check_paragraphs(reader.count, options)
    content = Content("docx", list(reader.blocks(body)))
    if (notes := _optional(package, parts.get("footnotes"))) is not None:
        content.paragraphs += _footnotes(notes, styles, numbering)
    if numbering.unknown:
        content.notes.append(f"自动编号的格式 {'、'.join(sorted(numbering.unknown))} 按阿拉伯数字读")
    return content


def pictures(data: bytes, options: ReadingOptions) -> list[bytes]:
    """The pictures of a .docx in the order of their names, for a scan that was pasted into Word."""
    package = Package(data, options)
    names = (
        name for name in package.names if re.fullmatch(r"word/media/[^/]+\.(?:png|jpe?g|tiff?|bmp|gif)", name, re.IGNORECASE)
    )
    return [package.read(name) for name in sorted(names, key=_natural)]


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(piece), "") if piece.isdigit() else (-1, piece) for piece in re.split(r"([0-9]+)", name))


def main_part(package: Package) -> str:
    """The main part by the package's relationships; it need not be word/document.xml."""
    for relationship in package.xml("_rels/.rels").iter(_RELATIONSHIPS):
        if relationship.get("Type", "").endswith("/officeDocument"):
            return str(relationship.get("Target", "")).lstrip("/")
    raise ReadingError("unreadable", "文件已损坏：找不到正文部分。请重新导出或重新报送。")


def related_parts(package: Package, main: str) -> dict[str, str]:
    """Kind of part (styles, numbering, footnotes …) → name, from the relationships of the main part."""
    folder, name = posixpath.split(main)
    rels = f"{folder}/_rels/{name}.rels".lstrip("/")
    if rels not in package.names:
        return {}
    found: dict[str, str] = {}
    for relationship in package.xml(rels).iter(_RELATIONSHIPS):
        if relationship.get("TargetMode") != "External":
            target = relationship.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.setdefault(relationship.get("Type", "").rsplit("/", 1)[-1], path)
    return found


def _optional(package: Package, name: str | None) -> etree._Element | None:
    return package.xml(name) if name is not None and name in package.names else None


def _styles(package: Package, name: str | None) -> Styles:
    """The styles of a document; those of one template or program are the same in many submissions, and parsed once."""
    if name is None or name not in package.names:
        return Styles(None)
    data = package.read(name)
    return _parsed_styles(data, name) if len(data) <= _KEPT_STYLES else Styles(parse_xml(data, name))


@lru_cache(maxsize=8)
def _parsed_styles(data: bytes, name: str) -> Styles:
    return Styles(parse_xml(data, name))


class _Body:
    """Walks the main part (or a footnote) and gives its paragraphs and rows in reading order."""

    def __init__(self, root: etree._Element, styles: Styles, numbering: Numbering) -> None:
        """`root` holds all paragraphs that get a place."""
        self._styles = styles
        self._numbering = numbering
        self._paragraphs = list(root.iter(W + "p"))
        self._index = {paragraph: index for index, paragraph in enumerate(self._paragraphs)}
        self._carry = ""  # text of a paragraph whose end was deleted: it belongs to the next one

    @property
    def count(self) -> int:
        """How many paragraphs have a place."""
        return len(self._paragraphs)

    def blocks(self, parent: etree._Element) -> Iterator[Paragraph]:
        """Paragraphs and table rows below a container."""
        for child in parent.iterchildren():
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag == W + "sdt":
                if not _is_contents(child):
                    yield from self._content_of(child)
            elif child.tag == _MC + "AlternateContent":
                yield from self.blocks(_choice(child))
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def _content_of(self, control: etree._Element) -> Iterator[Paragraph]:
        content = control.find(W + "sdtContent")
        if content is not None:
            yield from self.blocks(content)

    def _paragraph(self, node: etree._Element) -> Iterator[Paragraph]:
        properties = _properties(node)
        style = properties.get(_STYLE)
        style_id = None if style is None else style.get(_VAL)
        chain = self._styles.chain(style_id)
        if chain and _CONTENTS_NAME.match(chain[0].name):
            return
        boxes: list[etree._Element] = []
        text = self._carry + "".join(_text(node, boxes))
        self._carry = ""
        if _mark_is_deleted(properties):
            self._carry = text
        else:
            label = self._label(properties, style_id)
            level = _outline(properties, chain)
            index = self._index[node]
            yield Paragraph(
                text,
                label=label,
                label_kind="auto" if label else "none",
                style_level=level,
                place=Place("paragraph", index + 1, index),
            )
        for box in boxes:
            yield from self.blocks(box)

    def _label(self, properties: dict[object, etree._Element], style_id: str | None) -> str:
        numbering = properties.get(_NUMBERING)
        if numbering is None:
            return self._numbering.label(None, None, style_id)
        level = value_of(numbering, "ilvl")
        return self._numbering.label(value_of(numbering, "numId"), None if level is None else number_of(level, 0), style_id)

    def _table(self, table: etree._Element) -> Iterator[Paragraph]:
        for row in _rows(table):
            cells = [list(self.blocks(cell)) for cell in _cells(row)]
            if len(cells) == 1 or any(_is_layout(cell) for cell in cells):
                for cell in cells:
                    yield from cell
                continue
            first = next((paragraph for cell in cells for paragraph in cell), None)
            if first is not None:
                texts = [" ".join(filter(None, (re.sub(r"[\t\n]+", " ", p.text).strip() for p in cell))) for cell in cells]
                head = cells[0][0] if cells[0] else Paragraph("")
                yield Paragraph("\t".join(texts), "table_row", head.label, head.label_kind, place=first.place)


def _is_layout(cell: list[Paragraph]) -> bool:
    return len(cell) >= _LAYOUT_PARAGRAPHS and sum(len(paragraph.text) for paragraph in cell) >= _LAYOUT_CHARACTERS


def _rows(node: etree._Element) -> Iterator[etree._Element]:
    for child in node.iterchildren():
        if child.tag == W + "tr":
            properties = child.find(W + "trPr")
            if properties is None or properties.find(W + "del") is None:
                yield child
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            yield from _rows(content) if content is not None else ()
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _cells(node: etree._Element) -> Iterator[etree._Element]:
    for child in node.iterchildren():
        if child.tag == W + "tc":
            yield child
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            yield from _cells(content) if content is not None else ()
        elif child.tag in _WRAPPERS:
            yield from _cells(child)


def _choice(node: etree._Element) -> etree._Element:
    """Of alternatives the first, which is what a new Word shows; the fallback tells the same for old ones."""
    choice = node.find(_MC + "Choice")
    fallback = node.find(_MC + "Fallback")
    found = choice if choice is not None else fallback
    return node if found is None else found


def _text(node: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """The text of a paragraph as printed with all tracked changes accepted; text boxes met on the way go into `boxes`."""
    for child in node:
        tag = child.tag
        if tag in _TEXTS:
            yield child.text or ""
        elif tag == _RUN:
            if not _is_hidden(child):
                yield from _text(child, boxes)
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag in _WRAPPERS:
            yield from _text(child, boxes)
        elif tag not in _SILENT:
            yield from _seldom(child, tag, boxes)


def _seldom(child: etree._Element, tag: object, boxes: list[etree._Element]) -> Iterator[str]:
    """What few paragraphs hold: content controls, ruby, signs of a font, alternatives, drawings, formulas."""
    if tag == W + "sdt":
        content = child.find(W + "sdtContent")
        yield from _text(content, boxes) if content is not None else ()
    elif tag == W + "ruby":
        base = child.find(W + "rubyBase")
        yield from _text(base, boxes) if base is not None else ()
    elif tag == W + "sym":
        yield _symbol(child)
    elif tag == _MC + "AlternateContent":
        yield from _text(_choice(child), boxes)
    elif tag in _DRAWINGS:
        boxes += list(child.iter(W + "txbxContent"))
    elif isinstance(tag, str) and tag.startswith(_MATH_TEXT[:-1]):
        yield from _text(child, boxes)


def _is_hidden(run: etree._Element) -> bool:
    if not len(run) or (properties := run[0]).tag != _RUN_PROPERTIES:
        return False
    return any(is_on(child) for child in properties if child.tag == _VANISH)


def _symbol(node: etree._Element) -> str:
    """A sign set in a font of its own; signs of Wingdings and its like (private area) mean nothing as text."""
    code = node.get(W + "char", "")
    if not re.fullmatch("[0-9A-Fa-f]{1,5}", code):
        return ""
    char = chr(int(code, 16))
    return "" if "\ue000" <= char <= "\uf8ff" or "\ud800" <= char <= "\udfff" else char


def _properties(paragraph: etree._Element) -> dict[object, etree._Element]:
    """What w:pPr holds, by tag; of two with the same tag the first."""
    found: dict[object, etree._Element] = {}
    head = paragraph[0] if len(paragraph) and paragraph[0].tag == _PROPERTIES else paragraph.find(_PROPERTIES)
    for child in head if head is not None else ():
        found.setdefault(child.tag, child)
    return found


def _mark_is_deleted(properties: dict[object, etree._Element]) -> bool:
    mark = properties.get(_RUN_PROPERTIES)
    return mark is not None and any(child.tag in _DELETED for child in mark)


def _outline(properties: dict[object, etree._Element], chain: list[Style]) -> int | None:
    """The outline level (1 is the highest) of a paragraph, by itself or by its style; None for text."""
    own = properties.get(_OUTLINE)
    if own is not None and (value := own.get(_VAL)) is not None:
        level = number_of(value, 9)
        return level + 1 if level < 9 else None
    for style in chain:
        if style.outline is not None:
            return style.outline + 1 if style.outline < 9 else None
        if match := _HEADING_NAME.match(style.name):
            return int(match[1])
    return None


def _is_contents(control: etree._Element) -> bool:
    """Whether a content control is the table of contents, which tells every heading a second time."""
    gallery = next(control.iter(W + "docPartGallery"), None)
    return gallery is not None and gallery.get(W + "val") == "Table of Contents"


def _footnotes(root: etree._Element, styles: Styles, numbering: Numbering) -> Iterator[Paragraph]:
    for note in root.iterchildren(W + "footnote"):
        if note.get(W + "type", "normal") == "normal":
            for paragraph in _Body(note, styles, numbering).blocks(note):
                yield Paragraph(paragraph.text.strip())
