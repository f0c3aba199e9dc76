"""Text of .pdf files by the boxes of their characters: pypdfium2 → `layout`. Ruled tables become rows (`pdf_tables`).

Read `read_pdf` first. A page without a text layer is recognised when `options.ocr` asks for it (`ocr`), else it is told; a file
without any text layer is an error that says what to install.
"""

from __future__ import annotations

import ctypes
import math
import time
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analyzer.errors import ReadingError
from analyzer.reading.content import Content
from analyzer.reading.layout import Glyph, Line, Page, lines_of, paragraphs_of, without_running_lines
from analyzer.reading.options import INSTALL_OCR, ReadingOptions, check_ocr_pages, check_page, check_pages, out_of_time, too_long
from analyzer.reading.pdf_tables import strokes_of, tables_of

_MIN_CHARACTERS = 20
_MAX_UNREADABLE_SHARE = 0.3
_UPRIGHT = 0.1
_TALL = 60.0
_DPI = 200
_MAX_SIDE = 6000  # pixels


def read_pdf(data: bytes, options: ReadingOptions) -> Content:
    """Read the bytes of a .pdf. Raises `ReadingError`."""
    document = _open(data)
    try:
        return _read(document, options)
    finally:
        if options.ocr and options.progress is not None:
            options.progress(len(document), len(document))
        document.close()


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        len(document)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise ReadingError("encrypted", "文件有口令。请报送单位另存为无口令的文件。") from error
        raise ReadingError("unreadable", "PDF 不完整或已损坏。请重新导出或重新报送。") from error
    return document


def _read(document: pdfium.PdfDocument, options: ReadingOptions) -> Content:
    check_pages(len(document), options)
    deadline = time.monotonic() + options.seconds_a_file
    content = Content("pdf")
    pages: list[Page] = []
    bare: list[int] = []
    characters = 0
    for index in range(len(document)):
        if time.monotonic() > deadline:
            raise out_of_time(index, options)
        page = document[index]
        try:
            read = _read_page(page, index + 1, options)
            if read is None:
                bare.append(index + 1)
                read = Page(index + 1, *page.get_size())
                if options.ocr:
                    check_ocr_pages(len(bare), options)
                    if options.progress is not None:
                        options.progress(index, len(document))
                    read = _recognised(page, index + 1, content)
            pages.append(read)
            if (characters := characters + sum(len(line.text) for line in read.lines)) > options.max_characters:
                raise too_long(characters, options)
        finally:
            page.close()
    if not pages or (len(bare) == len(pages) and not options.ocr):
        raise ReadingError("no_text_layer", f"没有文字层（扫描件）。{INSTALL_OCR}")
    if content.ocr:
        content.notes.insert(0, f"由 {len(bare)} 页图片识别，请对照原件")
    elif bare:
        content.notes.append(f"第 {'、'.join(map(str, bare))} 页没有文字层，没有读到")
    without_running_lines(pages)
    content.paragraphs = paragraphs_of(pages)
    return content


def _recognised(page: pdfium.PdfPage, number: int, content: Content) -> Page:
    """The lines of a scanned page. An extra reads them, so that it is imported here only."""
    from analyzer.reading.ocr import engine, read_image_page

    engine()  # says what to install before the page is drawn
    content.ocr = True
    width, height = page.get_size()
    scale = min(_DPI / 72, _MAX_SIDE / max(width, height, 1))
    read, note = read_image_page(page.render(scale=scale).to_pil().convert("RGB"), number)
    content.notes += [note] if note else []
    return read


def _read_page(page: pdfium.PdfPage, number: int, options: ReadingOptions) -> Page | None:
    """The lines of a page, tables as rows; None where it has no text layer but something drawn on it."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        check_page(text_page.count_chars(), options)
        glyphs = list(_glyphs(text_page, height))
    finally:
        text_page.close()
    unreadable = sum(glyph.text == "\ufffd" or "\ue000" <= glyph.text <= "\uf8ff" for glyph in glyphs)
    few = sum(not glyph.text.isspace() for glyph in glyphs) < _MIN_CHARACTERS
    if (few and _has_picture(page)) or (glyphs and unreadable > _MAX_UNREADABLE_SHARE * len(glyphs)):
        return None
    lines: list[Line] = []
    rest = glyphs
    for table in tables_of(strokes_of(page, height)):
        inside = [glyph for glyph in rest if table.holds((glyph.left + glyph.right) / 2, glyph.base - 0.3 * glyph.size)]
        lines += table.rows(inside)
        held = set(map(id, inside))
        rest = [glyph for glyph in rest if id(glyph) not in held]
    lines += lines_of(rest)
    lines.sort(key=lambda line: (line.base, line.left))
    return Page(number, width, height, lines)


def _has_picture(page: pdfium.PdfPage) -> bool:
    return next(iter(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None


def _glyphs(text_page: pdfium.PdfTextPage, height: float) -> Iterator[Glyph]:
    """Upright characters with their boxes; blanks that pdfium itself put in are left out, as they split `2023年`."""
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium_c.FS_RECTF()
    edges = [ctypes.c_double() for _ in range(4)]
    for index in range(text_page.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(text_page, index)
        if code < 0x20 or code in {0xFFFE, 0xFFFF} or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        if pdfium_c.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        angle = pdfium_c.FPDFText_GetCharAngle(text_page, index) % math.pi
        if min(angle, math.pi - angle) > _UPRIGHT:
            continue
        pdfium_c.FPDFText_GetCharOrigin(text_page, index, x, y)
        pdfium_c.FPDFText_GetLooseCharBox(text_page, index, box)
        tall, left, right = abs(box.top - box.bottom), box.left, box.right
        if not 0 < tall < _TALL:  # fonts for upright writing give the box of a whole column
            pdfium_c.FPDFText_GetCharBox(text_page, index, *edges)
            left, right = edges[0].value, edges[1].value
            tall = max(right - left, edges[3].value - edges[2].value, 1.0)
        yield Glyph(chr(code), left, right, height - y.value, tall)
