"""Text on a character grid: columns of Chinese, wrapping, leaders, underlines. Read `Span` and `wrap` first.

A line is a list of spans (text, style); the style is a name of `STYLES` and is dropped where the output is no terminal.
Widths are in columns: a Chinese character takes two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TextIO

STYLES = {
    "error": "bold red", "warning": "yellow", "info": "cyan", "good": "green", "merged": "blue",
    "head": "bold", "dim": "dim", "mark": "bold red", "hint": "green",
}  # fmt: skip

# C0, DEL, C1, bidirectional overrides and other marks that could make a terminal lie about the text
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NO_START = "，。、；：？！）》」』】〕”’…%‰,.;:?!)]}"
_NO_END = "（《「『【〔“‘([{"


class Span(NamedTuple):
    """A run of text in one style."""

    text: str
    style: str = ""


Line = list[Span]


def safe(text: str) -> str:
    """Text that a terminal cannot obey: line breaks and tabs become blanks, control characters a visible sign."""
    if text.isprintable():
        return text
    return _UNSAFE.sub(lambda m: " " if m.group() in "\t\n\r\x0b\x0c\x85" else "�", text)


def char_width(char: str) -> int:
    """Columns of one character."""
    if char < "\u0300":
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Columns of a text."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def pad(text: str, columns: int) -> str:
    """The text filled with blanks to that many columns."""
    return text + " " * max(0, columns - width(text))


def shorten(text: str, columns: int) -> str:
    """The text cut to that many columns, with … where something is missing."""
    if width(text) <= columns:
        return text
    taken, used = [], 0
    for char in text:
        used += char_width(char)
        if used > columns - 1:
            break
        taken.append(char)
    return "".join(taken) + "…"


def breaks(text: str, columns: int) -> list[tuple[int, int]]:
    """Ranges of the text that each fit into so many columns; Latin words, names of files and marks at line ends stay whole."""
    columns = max(columns, 4)
    ranges, start, used, at = [], 0, 0, 0
    while at < len(text):
        wide = char_width(text[at])
        if used + wide <= columns:
            used, at = used + wide, at + 1
            continue
        cut = _cut(text, start, at)
        ranges.append((start, cut))
        start = at = cut
        while at < len(text) and text[at] == " ":
            start = at = at + 1
        used = 0
    if start < len(text) or not ranges:
        ranges.append((start, len(text)))
    return ranges


def _cut(text: str, start: int, at: int) -> int:
    """Where to break before `at`: at most 24 characters earlier, never at the start."""
    for cut in range(at, max(start, at - 24), -1):
        before, after = text[cut - 1], text[cut]
        if after in _NO_START or before in _NO_END:
            continue
        if _in_word(before) and _in_word(after):
            continue
        return cut
    return at


def _in_word(char: str) -> bool:
    """Whether a character belongs to a Latin word, a number, an option or the name of a file."""
    return char.isascii() and (char.isalnum() or char in "._-")


def wrap(text: str, columns: int, first: str = "", rest: str | None = None, style: str = "") -> list[Line]:
    """The text in lines of so many columns in all; `first` and `rest` stand before the first and the other lines."""
    rest = " " * width(first) if rest is None else rest
    text = safe(text)
    return [
        [Span(rest if number else first), Span(text[start:end], style)]
        for number, (start, end) in enumerate(breaks(text, columns - max(width(first), width(rest))))
    ]


def leaders(left: Line, right: str, columns: int, dot: str = "·") -> list[Line]:
    """`left ····· right` on one line, or on two where it does not fit."""
    right = safe(right)
    used = sum(width(span.text) for span in left)
    room = columns - used - width(right) - 2
    if room >= 3:
        return [[*left, Span(" " + dot * room + " ", "dim"), Span(right)]]
    right = shorten(right, columns - 4)
    return [left, [Span(" " * max(4, columns - width(right))), Span(right)]]


def sides(left: Line, right: str, columns: int) -> list[Line]:
    """`left` and, at the right edge, `right`; on two lines where they do not fit."""
    room = columns - sum(width(span.text) for span in left) - width(right)
    if room >= 2:
        return [[*left, Span(" " * room), Span(right, "dim")]]
    return [left, [Span(" " * max(0, columns - width(right))), Span(right, "dim")]]


def marked(text: str, marks: Sequence[tuple[int, int]], columns: int, indent: int) -> list[Line]:
    """The text wrapped, each line followed by one that underlines the marked ranges (none where all of it is marked)."""
    text = safe(text)
    prefix = " " * indent
    lines: list[Line] = []
    whole = any(start <= 0 and end >= len(text.rstrip("。；，")) for start, end in marks)
    for start, end in breaks(text, columns - indent):
        lines.append([Span(prefix), Span(text[start:end])])
        under = "".join(
            ("─" if any(a <= i < b for a, b in marks) else " ") * char_width(text[i]) for i in range(start, end)
        ).rstrip()
        if under and not whole:
            lines.append([Span(prefix), Span(under, "mark")])
    return lines


def plain(lines: Iterable[Line]) -> str:
    """The lines without styles, each ended by a line feed."""
    return "".join("".join(span.text for span in line).rstrip() + "\n" for line in lines)


def show(lines: Iterable[Line], stream: TextIO, *, colour: bool) -> None:
    """Write the lines, with colours where the stream is a terminal that wants them."""
    if not colour:
        stream.write(plain(lines))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    for line in lines:
        text = Text(no_wrap=True, overflow="ignore")
        for span in line:
            text.append(span.text, STYLES.get(span.style, ""))
        text.rstrip()
        console.print(text, soft_wrap=True)
