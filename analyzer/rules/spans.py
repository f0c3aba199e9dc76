"""Spans of the text that many rules want: sentences, quoted words, titles, ranges to skip. Pure functions on one string."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator

from analyzer.model import Document, Section, Structure

Span = tuple[int, int]
"""Half-open character offsets into the document's text."""

SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)]*|[\r\n]+")
APPENDIX = re.compile(
    r"(?m)^[ \t\u3000]*[（(]?(?:附[件表录注][0-9一二三四五六七八九十]{0,2}[ \t\u3000]*(?:[:：]|$)"
    r"|名词解释|名词注释|有关名词|注释[:：]|附[:：])"
)
SIGNED_DATE = re.compile(
    r"\n[ \t\u3000]*(?:20\d\d|二[〇○零]..) ?年 ?[\d一二三四五六七八九十]{1,3} ?月 ?[\d一二三四五六七八九十]{1,3} ?日"
)
APPENDIX_TITLE = re.compile(r"名词解释|名词注释|名词说明|用语说明|^附[件表录]")


def split_sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentences of `text[start:end]` without blanks around: cut after 。！？ and at line ends, so never over two paragraphs."""
    at = start
    for match in SENTENCE_END.finditer(text, start, end):
        yield from _stripped(text, at, match.end())
        at = match.end()
    yield from _stripped(text, at, end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    inner = piece.strip()
    if inner:
        left = start + len(piece) - len(piece.lstrip())
        yield left, left + len(inner)


def bracketed(text: str, opening: str, closing: str, start: int, end: int, longest: int = 200) -> Iterator[Span]:
    """Outermost spans between two brackets, brackets included; what is not closed within `longest` characters is no span."""
    depth, first = 0, -1
    for match in re.compile(f"[{re.escape(opening + closing)}\n]").finditer(text, start, end):
        at, char = match.start(), match.group()
        if depth and at - 1 - first > longest:
            depth = 0
        if char == opening:
            first = at if depth == 0 else first
            depth += 1
        elif char == closing and depth:
            depth -= 1
            if depth == 0:
                yield first, at + 1
        elif char == "\n":
            depth = 0
        if depth and at - first > longest:
            depth = 0


def skipped_ranges(document: Document, structure: Structure, sections: Iterable[Section]) -> tuple[Span, ...]:
    """Glossaries and annexes: sections by their title, and what follows a line 附件 or 名词解释 in the text's second half."""
    text = document.folded
    ranges = [(section.start, section.end) for section in sections if APPENDIX_TITLE.search(section.title.strip())]
    half = structure.body_start + (structure.body_end - structure.body_start) // 2
    match = next((m for m in APPENDIX.finditer(text, half) if not _before_signature(text, m.end())), None)
    if match is not None:
        ranges.append((match.start(), structure.body_end if match.start() < structure.body_end else len(text)))
    return merged(ranges)


def _before_signature(text: str, place: int) -> bool:
    """Whether what follows 附件： is only the list of annexes that stands above the signature."""
    return bool(text[place : place + 1].strip()) and SIGNED_DATE.search(text, place, place + 300) is not None


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch joined."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


class SpanIndex:
    """Answers whether a place lies in one of many spans that do not overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = merged(spans)
        self._starts = [start for start, _ in self.spans]

    def around(self, place: int) -> Span | None:
        """The span that holds the place, or None."""
        at = bisect.bisect_right(self._starts, place) - 1
        return self.spans[at] if at >= 0 and place < self.spans[at][1] else None

    def __contains__(self, place: int) -> bool:
        """Whether the place lies in a span."""
        return self.around(place) is not None
