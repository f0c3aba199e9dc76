"""File → `Document`, by content and not by name. Front functions: `read_file`, `read_bytes`, `read_text`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import ReadingError
from analyzer.model import Block, Document, Place
from analyzer.reading.folding import fold

_SURROGATE = re.compile("[\ud800-\udfff]")

__all__ = ["ReadingOptions", "read_bytes", "read_file", "read_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """Limits on what a file can make us do: `max_bytes` of one file (also unpacked), `timeout` seconds for a converter."""

    ocr: bool = False
    max_bytes: int = 200 * 1024 * 1024
    timeout: float = 120.0


def read_text(text: str, file: str = "<text>", sha256: str | None = None) -> Document:
    """A document from a string; every line is a block, without its outer blanks. Never fails.

    Half of a surrogate pair, which nothing could write out again, is read as U+FFFD; all else stands in `text` unaltered.
    """
    digest = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    text = _SURROGATE.sub("\ufffd", text)
    folded, repairs = fold(text)
    return Document(text, folded, tuple(line_blocks(folded)), file=file, sha256=digest, repairs=repairs)


def line_blocks(folded: str) -> Iterator[Block]:
    """A block for each line that holds more than blanks."""
    start = 0
    for number, line in enumerate(folded.split("\n"), 1):
        if stripped := line.strip():
            first = start + line.index(stripped)
            yield Block(first, first + len(stripped), place=Place("line", number))
        start += len(line) + 1


def read_bytes(data: bytes, file: str, options: ReadingOptions | None = None) -> Document:
    """A document from the bytes of a file. Raises `ReadingError`."""
    if not data:
        raise ReadingError("empty", f"{file}：文件是空的（0 字节）。请重新报送。")
    return read_text(data.decode("utf-8-sig"), file, hashlib.sha256(data).hexdigest())


def read_file(path: Path, options: ReadingOptions | None = None) -> Document:
    """A document from a file. Raises `ReadingError`."""
    return read_bytes(path.read_bytes(), str(path), options)
