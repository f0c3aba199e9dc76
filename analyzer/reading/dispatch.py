"""Bytes → `Document`: the reader is chosen by content, and whatever goes wrong becomes one `ReadingError`."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterator
from pathlib import PurePath

from analyzer.errors import ReadingError
from analyzer.model import Block, Document, Place
from analyzer.reading.content import Content, build_document
from analyzer.reading.folding import fold
from analyzer.reading.kinds import Kind, image_name, kind_of
from analyzer.reading.markdown import looks_like_markdown, read_markdown
from analyzer.reading.options import INSTALL_OCR, ReadingOptions, check_paragraphs, too_long
from analyzer.reading.package import Package
from analyzer.reading.plain import read_plain

_MAX_WIDTH = 4  # bytes of a character, in any encoding
_SURROGATE = re.compile("[\ud800-\udfff]")

OFFICE: dict[Kind, str] = {"doc": ".doc", "odt": ".odt", "word_xml": ".xml"}

_UNSUPPORTED: dict[Kind, str] = {
    "xlsx": "这是电子表格，不是报告。",
    "xls": "这是电子表格，不是报告。",
    "pptx": "这是演示文稿，不是报告。请另存为 .docx 后报送。",
    "ppt": "这是演示文稿，不是报告。请另存为 .docx 后报送。",
    "zip": "这是 zip 压缩包。请改回 .zip 后缀后检查，或解开后重新报送。",
    "rar": "这是 RAR 压缩包，读不了。请解开，或改存为 .zip。",
    "7z": "这是 7z 压缩包，读不了。请解开，或改存为 .zip。",
    "gzip": "这是 gzip 压缩包，读不了。请解开，或改存为 .zip。",
}


def read_text(text: str, file: str = "<text>", sha256: str | None = None) -> Document:
    """A document from a string; every line is a block, without its outer blanks. Never fails.

    Half of a surrogate pair, which nothing could write out again, is read as U+FFFD; all else stands in `text` unaltered.
    """
    digest = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    text = _SURROGATE.sub("\ufffd", text)
    folded, repairs = fold(text)
    return Document(text, folded, tuple(_line_blocks(folded)), file=file, sha256=digest, repairs=repairs)


def read_bytes(data: bytes, file: str, options: ReadingOptions | None = None) -> Document:
    """A document from the bytes of a file; `file` is its name for people. Raises `ReadingError`."""
    options = options or ReadingOptions()
    try:
        return _read(data, file, options)
    except ReadingError as error:
        raise explain(file, error) from error
    except Exception as error:  # what a parser raises on hostile input cannot be listed; the report must go on
        raise explain(file, ReadingError("unreadable", "文件已损坏，读不下去。请重新导出或重新报送。")) from error


def explain(file: str, error: ReadingError) -> ReadingError:
    """The error with the file's name before it: 读不到 “年报.docx”：…"""
    return ReadingError(error.kind, f"读不到 “{PurePath(file).name or file}”：{error}")


def _read(data: bytes, file: str, options: ReadingOptions) -> Document:
    if not data or data.isspace():
        raise ReadingError("empty", f"文件是空的（{len(data)} 字节）。请重新报送。")
    if len(data) > options.max_bytes:
        raise ReadingError("too_large", f"超过大小上限 {options.max_bytes // 1024**2} MB。可用 --max-size 放宽。")
    sha256 = hashlib.sha256(data).hexdigest()
    kind = kind_of(data)
    if kind == "text":
        return _read_plain(data, file, sha256, options)
    content = _read_image(data, file, options) if kind == "image" else _read_kind(kind, data, file, options)
    if content.is_blank and kind == "docx":
        content = _read_scan(data, content, options)
    if content.is_blank:
        raise ReadingError("empty", "文件里没有文字。请核对后重新报送。")
    if (length := sum(len(paragraph.text) for paragraph in content.paragraphs)) > options.max_characters:
        raise too_long(length, options)
    check_paragraphs(len(content.paragraphs), options)
    return build_document(content, file, sha256)


def _read_kind(kind: Kind, data: bytes, file: str, options: ReadingOptions) -> Content:
    """By the reader of a kind; each is imported when it is needed, so that a .docx does not wait for what .pdf needs."""
    match kind:
        case "docx":
            from analyzer.reading.docx import read_docx as read
        case "html":
            from analyzer.reading.html import read_html as read
        case "mhtml":
            from analyzer.reading.html import read_mhtml as read
        case "ofd":
            from analyzer.reading.ofd import read_ofd as read
        case "pdf":
            from analyzer.reading.pdf import read_pdf as read
        case "rtf":
            from analyzer.reading.rtf import read_rtf as read
        case "doc" | "odt" | "word_xml":
            from analyzer.reading.office import read_office

            return read_office(data, options, office_suffix(kind, file))
        case "ole":
            raise ReadingError("unreadable", "Office 文件不完整或已损坏，也可能不是文字文档。请重新导出或重新报送。")
        case "encrypted_office":
            raise ReadingError("encrypted", "文件有口令。请报送单位另存为无口令的 .docx。")
        case _:
            if kind == "zip":
                Package(data, options)  # where it is cut off, that is the thing to say
            raise ReadingError("unsupported", _UNSUPPORTED.get(kind, "不认识的文件格式。请另存为 .docx 后报送。"))
    return read(data, options)


def office_suffix(kind: Kind, file: str) -> str:
    """The suffix by which an office program knows what a file of one of the kinds of `OFFICE` is."""
    return ".wps" if file.lower().endswith(".wps") else OFFICE[kind]


def _read_image(data: bytes, file: str, options: ReadingOptions) -> Content:
    path = PurePath(file)
    name = image_name(data)
    if not options.ocr:
        wrong = (
            f"不是 Word 文件（开头是图片 {name}）" if path.suffix.lower() in {".doc", ".docx", ".wps"} else f"是图片（{name}）"
        )
        raise ReadingError("no_text_layer", f"{wrong}。改用扫描件识别：analyzer check --ocr {path.name}")
    from analyzer.reading.ocr import read_images

    return read_images([data], options, name.lower())


def _read_scan(data: bytes, content: Content, options: ReadingOptions) -> Content:
    """A .docx that holds pictures instead of text."""
    from analyzer.reading.docx import pictures

    scans = pictures(data, options)
    if not scans:
        return content
    if not options.ocr:
        raise ReadingError("no_text_layer", f"文件里只有图片（扫描件），没有文字。{INSTALL_OCR}")
    from analyzer.reading.ocr import read_images

    return read_images(scans, options, "docx")


def _read_plain(data: bytes, file: str, sha256: str, options: ReadingOptions) -> Document:
    if len(data) > _MAX_WIDTH * options.max_characters:
        raise too_long(len(data) // _MAX_WIDTH, options)
    plain = read_plain(data)
    if plain is None:
        raise ReadingError("unsupported", "不是文字文件，也不是认识的文档格式。请另存为 .docx 后报送。")
    text, notes = plain
    if len(text) > options.max_characters:
        raise too_long(len(text), options)
    check_paragraphs(text.count("\n") + 1, options)
    if looks_like_markdown(text):
        content = read_markdown(text)
        content.notes = notes
        if not content.is_blank:
            return build_document(content, file, sha256)
    document = dataclasses.replace(read_text(text, file, sha256), notes=tuple(notes))
    if not document.blocks:
        raise ReadingError("empty", "文件里没有文字。请核对后重新报送。")
    return document


def _line_blocks(folded: str) -> Iterator[Block]:
    """A block for each line that holds more than blanks."""
    start = 0
    for number, line in enumerate(folded.split("\n"), 1):
        if stripped := line.strip():
            first = start + line.index(stripped)
            yield Block(first, first + len(stripped), place=Place("line", number))
        start += len(line) + 1
