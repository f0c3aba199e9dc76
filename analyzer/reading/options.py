"""What a file may make us do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analyzer.errors import ReadingError

_OCR_FACTOR = 5
INSTALL_OCR = "安装识别组件（pip install gov-report-analyzer[ocr]）后用 --ocr 识别，或请报送单位提供 .docx。"
"""What to do about a scan, for messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """Limits and choices of reading.

    `max_bytes` bounds one file, also unpacked, `max_characters` the text that is read from it; `timeout` (seconds) bounds one
    converter call and one file's pages (see `seconds_a_file`); `ocr` lets pictures and scans be recognised where the extra is
    installed; a bundle gives at most `max_members` files. `progress` is told (pages done, of how many) while pages are
    recognised and (all, all) at the end, however that comes; for a process pool it must be a function of a module. `converted`
    is a folder of old office files converted already, set by `ahead.convert_ahead` and by nobody else.
    """

    ocr: bool = False
    max_bytes: int = 200 * 1024 * 1024
    max_characters: int = 5_000_000
    timeout: float = 120.0
    max_members: int = 5000
    progress: Callable[[int, int], None] | None = None
    converted: str | None = None

    @property
    def seconds_a_file(self) -> float:
        """How long the pages of one file may take: recognising pictures takes some seconds a page."""
        return self.timeout * (_OCR_FACTOR if self.ocr else 1)


def out_of_time(pages: int, options: ReadingOptions) -> ReadingError:
    """The error for a file whose pages take too long."""
    return ReadingError("timeout", f"读了 {pages} 页，超过 {options.seconds_a_file:.0f} 秒，已停止。可用 --timeout 放宽。")


def too_long(characters: int, options: ReadingOptions) -> ReadingError:
    """The error for a text that is longer than any report."""
    told = f"正文约有 {characters // 10_000} 万字，超过上限 {options.max_characters // 10_000} 万字，不像一份报告。"
    return ReadingError("too_large", f"{told}请核对，或分成几份报送。")
