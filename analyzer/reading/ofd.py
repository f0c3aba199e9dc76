"""OFD (GB/T 33190): the Chinese fixed-layout format. A zip of XML; each TextCode carries characters and their steps.

Read `read_ofd` first. Text drawn as outlines or pictures is no text: a file of such pages only is told as one without text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from analyzer.errors import ReadingError
from analyzer.reading.content import Content
from analyzer.reading.layout import Glyph, Page, lines_of, paragraphs_of, without_running_lines
from analyzer.reading.options import ReadingOptions, check_page, check_pages
from analyzer.reading.package import Package

_NO_TEXT = "没有文字层（文字画成了图形）。请报送单位提供 .docx，或导出为图片后用 --ocr 识别。"
_NEXT = 1.3
_A4 = (210.0, 297.0)


def read_ofd(data: bytes, options: ReadingOptions) -> Content:
    """Read the bytes of an .ofd. Raises `ReadingError`."""
    package = Package(data, options)
    pages = [
        page for root in _texts(package.xml("OFD.xml"), "DocRoot") for page in _document(package, _resolve("", root), options)
    ]
    content = Content("ofd")
    if not any(page.lines for page in pages):
        raise ReadingError("no_text_layer", _NO_TEXT)
    without_running_lines(pages)
    content.paragraphs = paragraphs_of(pages)
    return content


def _document(package: Package, root: str, options: ReadingOptions) -> Iterator[Page]:
    document = package.xml(root)
    folder = posixpath.dirname(root)
    whole = _size(document) or _A4
    names = [name for page in document.iter("{*}Page") if (name := page.get("BaseLoc", ""))]
    check_pages(len(names), options)
    for number, name in enumerate(names, 1):
        page = package.xml(_resolve(folder, name))
        width, height = _size(page) or whole
        yield Page(number, width, height, lines_of(_glyphs(page, options)))


def _resolve(folder: str, name: str) -> str:
    return posixpath.normpath(name.lstrip("/") if name.startswith("/") else posixpath.join(folder, name))


def _texts(node: etree._Element, name: str) -> Iterator[str]:
    for child in node.iter(f"{{*}}{name}"):
        if child.text and child.text.strip():
            yield child.text.strip()


def _size(node: etree._Element) -> tuple[float, float] | None:
    """Width and height of the page in millimetres by its PhysicalBox."""
    box = _numbers(next(_texts(node, "PhysicalBox"), ""))
    return (box[2], box[3]) if len(box) == 4 and box[2] > 0 < box[3] else None


def _numbers(text: str) -> list[float]:
    return [float(piece) for piece in re.findall(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?", text)]


def _glyphs(page: etree._Element, options: ReadingOptions) -> Iterator[Glyph]:
    """The characters of a page. The CTM may scale and shift; turned text (water marks) is passed over."""
    count = 0
    for item in page.iter("{*}TextObject"):
        boundary = _numbers(item.get("Boundary", ""))
        if len(boundary) != 4:
            continue
        a, b, c, d, e, f = _matrix(item.get("CTM", ""))
        if abs(b) > 0.1 * abs(a) or abs(c) > 0.1 * abs(d):
            continue
        size = (_numbers(item.get("Size", "")) or [3.0])[0] * abs(d)
        for code in item.iter("{*}TextCode"):
            for char, x, y, step in _placed(code):
                count += 1
                check_page(count, options)
                left = boundary[0] + a * x + e
                width = size if ord(char) > 0x2E80 or char in "“”‘’—…" else size / 2
                # what follows at once leaves no gap, however narrow the character itself is drawn
                width = a * step if width < a * step <= _NEXT * size else width
                yield Glyph(char, left, left + width, boundary[1] + d * y + f, size)


def _matrix(text: str) -> tuple[float, float, float, float, float, float]:
    numbers = _numbers(text)
    if len(numbers) != 6:
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _placed(code: etree._Element) -> Iterator[tuple[str, float, float, float]]:
    """(character, x, y, step to the next) of a TextCode: it starts at X, Y, each further one a step of DeltaX, DeltaY on."""
    x, y = ((_numbers(code.get(name, "0")) or [0.0])[0] for name in ("X", "Y"))
    text = (code.text or "").strip("\r\n")
    across, down = (_steps(code.get(name, ""), len(text)) for name in ("DeltaX", "DeltaY"))
    for index, char in enumerate(text):
        step = across[index] if index < len(across) else 0.0
        if char >= " ":
            yield char, x, y, step
        x += step
        y += down[index] if index < len(down) else 0.0


def _steps(text: str, count: int) -> list[float]:
    """`g n v` stands for n times v."""
    steps: list[float] = []
    pieces = text.split()
    while pieces and len(steps) < count:
        piece = pieces.pop(0)
        if piece == "g" and len(pieces) >= 2:
            times = (_numbers(pieces.pop(0)) or [0.0])[0]
            value = (_numbers(pieces.pop(0)) or [0.0])[0]
            steps += [value] * int(max(0, min(times, count - len(steps))))
        else:
            steps += _numbers(piece)[:1]
    return steps
