"""What a file may make us do."""

from __future__ import annotations

from dataclasses import dataclass

INSTALL_OCR = "安装识别组件（pip install gov-report-analyzer[ocr]）后用 --ocr 识别，或请报送单位提供 .docx。"
"""What to do about a scan, for messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """Limits and choices of reading.

    `max_bytes` bounds one file, also unpacked; `timeout` (seconds) bounds one converter call and one file's pages; `ocr` lets
    pictures and scans be recognised where the extra is installed; a bundle gives at most `max_members` files. `converted` is a
    folder of old office files converted already, set by `ahead.convert_ahead` and by nobody else.
    """

    ocr: bool = False
    max_bytes: int = 200 * 1024 * 1024
    timeout: float = 120.0
    max_members: int = 5000
    converted: str | None = None
