"""File → `Document`, by content and not by name.

Front functions: `read_file`, `read_bytes`, `read_text`; `expand` lays out files, folders and bundles for many (see `archive`).
Read `dispatch` first, then one reader (`docx`), then `folding`.
"""

from __future__ import annotations

from pathlib import Path

from analyzer.model import Document
from analyzer.reading.archive import Expansion, Submission, expand, load_file
from analyzer.reading.dispatch import read_bytes, read_text
from analyzer.reading.options import ReadingOptions

__all__ = ["Expansion", "ReadingOptions", "Submission", "expand", "read_bytes", "read_file", "read_text"]


def read_file(path: str | Path, options: ReadingOptions | None = None) -> Document:
    """A document from a file. Raises `ReadingError`."""
    options = options or ReadingOptions()
    return read_bytes(load_file(Path(path), options, str(path)), str(path), options)
