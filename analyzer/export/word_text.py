"""The text of a report as a .docx, set as an official document, for what was not submitted as one. Read `docx_of_text`."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lxml import etree

from analyzer.export.places import Record, walk
from analyzer.export.word_package import WordFile
from analyzer.reading.word_numbering import W

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.run import Run

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\r]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MAX_HEADING = 60
# the fonts of GB/T 9704; where they are not installed, Word takes its own
_TITLE, _FIRST, _SECOND, _TEXT = ("方正小标宋简体", 22), ("黑体", 16), ("楷体_GB2312", 16), ("仿宋_GB2312", 16)
_LOOKS = {0: _TITLE, 1: _FIRST, 2: _SECOND}


def official_page() -> Document:
    """An empty document of python-docx: A4 with the margins, the font and the line of GB/T 9704-2012, 5.2."""
    import docx
    from docx.shared import Mm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    normal = document.styles["Normal"]
    set_font(normal, *_TEXT)
    normal.paragraph_format.line_spacing = Pt(28)
    normal.paragraph_format.space_after = Pt(0)
    return document


def set_font(styled: Run | ParagraphStyle, name: str, points: float) -> None:
    """The font of the Chinese characters of a run or style; Word keeps another for Latin letters and digits."""
    from docx.shared import Pt

    styled.font.name, styled.font.size = "Times New Roman", Pt(points)
    styled.element.get_or_add_rPr().get_or_add_rFonts().set(W + "eastAsia", name)


@functools.cache
def _empty_page() -> bytes:
    out = io.BytesIO()
    official_page().save(out)
    return out.getvalue()


def _paragraph(line: str, level: int | None) -> etree._Element:
    """A line as a paragraph: the title (level 0), a heading or text. Written without python-docx, which takes its time."""
    paragraph = etree.Element(W + "p")
    properties = etree.SubElement(paragraph, W + "pPr")
    if level == 0:
        etree.SubElement(properties, W + "spacing", {W + "after": "320", W + "line": "680", W + "lineRule": "exact"})
        etree.SubElement(properties, W + "jc", {W + "val": "center"})
    elif "\t" not in line:
        etree.SubElement(properties, W + "ind", {W + "firstLine": "640"})
    face, points = _LOOKS.get(-1 if level is None else level, _TEXT)
    run = etree.SubElement(paragraph, W + "r")
    looks = etree.SubElement(run, W + "rPr")
    etree.SubElement(looks, W + "rFonts", {W + "eastAsia": face})
    for size in ("sz", "szCs"):
        etree.SubElement(looks, W + size, {W + "val": str(2 * points)})
    for number, words in enumerate(line.split("\t")):
        if number:
            etree.SubElement(run, W + "tab")
        if words:
            etree.SubElement(run, W + "t", {_SPACE: "preserve"}).text = storable(words)
    return paragraph


def storable(text: str) -> str:
    """The text as XML takes it, of the same length."""
    return _ILLEGAL.sub(lambda match: " " if match.group().isspace() else "�", text)


def docx_of_text(text: str, levels: Mapping[int, int] | None = None) -> bytes:
    """A .docx of a text, a paragraph a line. `levels`: where a line begins → 0 for the title, 1 and 2 for headings."""
    word = WordFile(_empty_page())
    body = word.root[0]
    start = 0
    for line in text.split("\n"):
        first = start + len(line) - len(line.lstrip())
        if line.strip():
            level = (levels or {}).get(first) if len(line) < _MAX_HEADING else None
            body.insert(len(body) - 1, _paragraph(line.strip(), level))  # before the properties of the page
        start += len(line) + 1
    return word.save()


def levels_of(record: Record) -> dict[int, int]:
    """Where the title and the headings of a report begin, for `docx_of_text`."""
    levels = {section["start"]: section["level"] for section in walk(record["sections"])}
    title = "".join((record["metadata"]["title"] or "").split())
    start, lines = 0, {}
    for line in record["text"].split("\n"):
        words = "".join(line.split())
        if words and title.startswith(words):  # a title may stand in several lines
            title = title.removeprefix(words)
            lines[start + len(line) - len(line.lstrip())] = 0
        start += len(line) + 1
    return levels if title else levels | lines
