"""Rich text (.rtf). RTF stores the numbers that Word computed beside each paragraph; they become automatic labels here.

`striprtf` turns the file into text. Before that, three private characters are set into the source, so that labels, cells and
rows can be told apart in what it returns.
"""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from analyzer.errors import ReadingError
from analyzer.reading.content import Content, Paragraph
from analyzer.reading.options import ReadingOptions

_LABEL, _CELL, _ROW = "\ue000", "\ue001", "\ue002"
_MARKED = (
    (re.compile(r"\{\\listtext(?![a-z])"), r"{\\u-8192?\\listtext"),
    (re.compile(r"\\(?:nest)?cell(?![a-z])"), r"\\u-8191?"),
    (re.compile(r"\\(?:nest)?row(?![a-z])"), r"\\u-8190?\\par"),
    # pictures, as hexadecimal; striprtf would look at each digit
    (re.compile(r"[0-9a-fA-F\r\n]{256,}"), ""),
    # striprtf looks for the end of a field from every start; the result of the field follows by itself
    (re.compile(r"HYPERLINK"), "Hyperlink_"),
)
_LABELLED = re.compile(f"{_LABEL}([^\\t{_LABEL}]{{0,40}})\\t?")


def read_rtf(data: bytes, options: ReadingOptions) -> Content:
    """Read the bytes of an .rtf. Raises `ReadingError`."""
    source = data.decode("latin-1")
    for pattern, replacement in _MARKED:
        source = pattern.sub(replacement, source)
    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            source, encoding="cp936", errors="replace"
        )
    except (ValueError, IndexError, KeyError, LookupError, TypeError) as error:
        raise ReadingError("unreadable", "文件已损坏（RTF 读不下去）。请重新导出或重新报送。") from error
    return Content("rtf", [_paragraph(line) for line in _lines(text)])


def _lines(text: str) -> list[str]:
    """Paragraphs and rows; a paragraph inside a cell does not end its row."""
    lines: list[str] = []
    for row in re.split(f"{_ROW}\n?", text):
        head, _, cells = row.partition(_CELL)
        outside, _, first = head.rpartition("\n")
        lines += outside.split("\n")
        lines.append(f"{first}{_CELL}{cells}".replace("\n", " ") if _CELL in row else first)
    return lines


def _paragraph(line: str) -> Paragraph:
    match = _LABELLED.search(line)
    label = match[1].strip() if match else ""
    label = "" if len(label) == 1 and not label.isalnum() and not "①" <= label <= "⒛" else label
    text = _LABELLED.sub("", line).replace(_LABEL, "").strip(" ")
    if _CELL in text:
        cells = [cell.replace("\t", " ").strip() for cell in text.split(_CELL)[:-1]]
        return Paragraph("\t".join(cells), "table_row", label, "auto" if label else "none")
    return Paragraph(text, "paragraph", label, "auto" if label else "none")
