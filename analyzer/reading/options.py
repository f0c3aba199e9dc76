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
    """Limits and choices of reading. `LIMITS` names the limits for people.

    One file: `max_bytes` (as it is, and unpacked), `timeout` (seconds of one converter call and of one file's pages, see
    `seconds_a_file`), and of what is read from it `max_characters` in `max_paragraphs`, or `max_pages` of `max_page_characters`;
    `max_ocr_pages` pages are recognised, pictures of at most `max_pixels` each. A packed file, a .docx as well as a bundle, may
    be `max_ratio` times as large as it was packed. A bundle gives at most `max_members` files of `max_unpacked` bytes in all,
    those of bundles within it included; `max_depth` bundles may lie in one another. `ocr` lets pictures and scans be recognised
    where the extra is installed.

    `progress` is told (pages done, of how many) while pages are recognised and (all, all) at the end, however that comes; for a
    process pool it must be a function of a module. `converted` is a folder of old office files converted already, set by
    `ahead.convert_ahead` and by nobody else.
    """

    ocr: bool = False
    max_bytes: int = 200 * 1024 * 1024
    timeout: float = 120.0
    max_characters: int = 5_000_000
    max_paragraphs: int = 200_000
    max_pages: int = 2000
    max_page_characters: int = 200_000
    max_ocr_pages: int = 500
    max_pixels: int = 100_000_000
    max_members: int = 5000
    max_unpacked: int = 4 * 1024**3
    max_depth: int = 2
    max_ratio: int = 1000
    progress: Callable[[int, int], None] | None = None
    converted: str | None = None

    @property
    def seconds_a_file(self) -> float:
        """How long the pages of one file may take: recognising pictures takes some seconds a page."""
        return self.timeout * (_OCR_FACTOR if self.ocr else 1)


LIMITS = {
    "characters": "max_characters",
    "paragraphs": "max_paragraphs",
    "pages": "max_pages",
    "page-characters": "max_page_characters",
    "ocr-pages": "max_ocr_pages",
    "pixels": "max_pixels",
    "files": "max_members",
    "unpacked": "max_unpacked",
    "depth": "max_depth",
    "ratio": "max_ratio",
}
"""The name of each limit in `--limit NAME=VALUE` → the field of `ReadingOptions`; `--max-size` and `--timeout` set the others."""


def over(limit: str, options: ReadingOptions, told: str, instead: str = "") -> ReadingError:
    """The error for a file that passes a limit, with how to raise that; `told` is a sentence, `instead` what else may be done."""
    field = LIMITS[limit]
    value = getattr(options, field)
    wider = f"{limit}={value + 1 if field == 'max_depth' else 2 * value}"
    return ReadingError("too_large", f"{told}{f'请{instead}，或用' if instead else '可用'} --limit {wider} 放宽。")


def out_of_time(pages: int, options: ReadingOptions) -> ReadingError:
    """The error for a file whose pages take too long."""
    return ReadingError("timeout", f"读了 {pages} 页，超过 {options.seconds_a_file:.0f} 秒，已停止。可用 --timeout 放宽。")


def too_long(characters: int, options: ReadingOptions) -> ReadingError:
    """The error for a text that is longer than any report."""
    told = f"正文约有 {_many(characters)}字，超过上限 {_many(options.max_characters)}字，不像一份报告。"
    return over("characters", options, told, _SEVERAL)


def check_paragraphs(count: int, options: ReadingOptions) -> None:
    """Raises `ReadingError` for more paragraphs than any report has."""
    if count > options.max_paragraphs:
        told = f"有 {count} 段，超过上限 {options.max_paragraphs} 段，不像一份报告。"
        raise over("paragraphs", options, told, _SEVERAL)


def check_pages(count: int, options: ReadingOptions) -> None:
    """Raises `ReadingError` for more pages than any report has."""
    if count > options.max_pages:
        raise over("pages", options, f"有 {count} 页，超过上限 {options.max_pages} 页，不像一份报告。", _SEVERAL)


def check_page(count: int, options: ReadingOptions) -> None:
    """Raises `ReadingError` for more characters than a page has."""
    if count > options.max_page_characters:
        told = f"一页的字符超过上限 {options.max_page_characters} 个，没有读完。"
        raise over("page-characters", options, told, "重新导出")


def check_ocr_pages(count: int, options: ReadingOptions) -> None:
    """Raises `ReadingError` for more scanned pages than are to be recognised."""
    if count > options.max_ocr_pages:
        told = f"要识别的图片超过上限 {options.max_ocr_pages} 页，没有识别。"
        raise over("ocr-pages", options, told, "分成几份报送")


_SEVERAL = "核对，分成几份报送"


def _many(count: int) -> str:
    return f"{count // 10_000} 万" if count >= 10_000 else f"{count} "
