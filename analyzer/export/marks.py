"""The clerk's marks (采纳 / 不采纳), read back from the workbook before it is written anew."""

from __future__ import annotations

from pathlib import Path

from analyzer.errors import ConfigurationError
from analyzer.export.messages import message
from analyzer.export.workbook import FINDINGS_SHEET, KEPT, STRUCK

_WORDS = {KEPT: True, STRUCK: False, "采用": True, "是": True, "√": True, "✓": True, "否": False, "×": False, "✗": False}


def read_marks(path: Path) -> dict[tuple[str, str], tuple[bool | None, str]]:
    """(`mark_key`, fingerprint) → (kept, struck out or None, note); sorting and other columns may have changed.

    Raises `ConfigurationError` for a workbook that cannot be read, that has lost its columns, or for a word it does not know.
    """
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever zip, XML and its own checks raise
        raise ConfigurationError(message("marks.unreadable", file=path, reason=error)) from error
    try:
        if FINDINGS_SHEET not in book.sheetnames:
            raise ConfigurationError(message("marks.columns", file=path))
        rows = book[FINDINGS_SHEET].iter_rows(values_only=True)
        head = [str(value or "").strip() for value in next(rows, ())]
        if not {"单位", "采纳", "指纹"} <= set(head):
            raise ConfigurationError(message("marks.columns", file=path))
        # a workbook of an earlier version has no column for the report: there the body was the key
        key, mark, print_ = (head.index(name) for name in ("报告" if "报告" in head else "单位", "采纳", "指纹"))
        note = head.index("备注") if "备注" in head else None
        marks: dict[tuple[str, str], tuple[bool | None, str]] = {}
        for number, row in enumerate(rows, 2):
            if len(row) <= max(key, mark, print_) or not row[print_]:
                continue
            word = str(row[mark] or "").strip()
            if word and word not in _WORDS:
                raise ConfigurationError(message("marks.word", file=path, row=number, word=word))
            told = str(row[note] or "").strip() if note is not None and note < len(row) else ""
            marks[str(row[key] or ""), str(row[print_])] = (_WORDS[word] if word else None, told)
        return marks
    finally:
        book.close()
