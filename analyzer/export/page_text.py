"""A report's text as HTML: paragraphs, headings, indicators, findings and repairs marked at their exact places.

Read `text_html`. Marks may overlap, so the text is cut at every border of a mark and each piece carries all of its marks.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from html import escape

from analyzer.export.messages import message
from analyzer.export.places import LEVELS, Record, walk

_SYMBOLS = {"error": "●", "warning": "◐", "info": "○"}


def mark_symbol(level: str) -> str:
    """● ◐ ○: the level as ink."""
    return _SYMBOLS[level]


class _Marks:
    """What is to be marked: borders of pieces, and the classes and attributes between them."""

    def __init__(self, record: Record, numbered: list[Record]) -> None:
        self.spans: list[tuple[int, int, str, str]] = []
        self.badges: dict[int, list[tuple[int, str, bool]]] = defaultdict(list)
        for section in walk(record["sections"]):
            level = min(section["level"], 3)
            self.spans.append((section["start"], section["body_start"], f"h{level}", ""))
        for index, indicator in enumerate(record["indicators"]):
            style = "i target" if indicator["modality"] == "target" else "i"
            self.spans.append((indicator["start"], indicator["end"], style, f"i{index}"))
        for repair in record["repairs"]:
            self.spans.append((repair["start"], repair["end"], "rep", ""))
        for number, finding in enumerate(numbered, 1):
            self._finding(number, finding)
        self.badge_places = sorted(self.badges)
        self.by_paragraph: dict[int, list[tuple[int, int, str, str]]] = defaultdict(list)

    def _finding(self, number: int, finding: Record) -> None:
        level = finding["level"]
        if finding["start"] is None:
            return
        self.badges[finding["start"]].append((number, level, True))
        places = [(r["start"], r["end"]) for r in finding["related"]]
        inside = [p for p in places if finding["start"] <= p[0] and p[1] <= finding["end"]]
        for start, end in places:
            if (start, end) not in inside:
                self.badges[start].append((number, level, False))
                self.spans.append((start, end, f"f-{level}", f"f{number}"))
        self.spans.append((finding["start"], finding["end"], f"f-{level}", f"f{number}"))

    def settle(self, paragraphs: list[tuple[int, int]]) -> None:
        """Hand every span to the paragraphs it touches, so that a paragraph looks at its own alone."""
        ends = [end for _, end in paragraphs]
        for span in self.spans:
            for number in range(bisect.bisect_right(ends, span[0]), len(paragraphs)):
                if paragraphs[number][0] >= span[1]:
                    break
                self.by_paragraph[number].append(span)

    def pieces(self, number: int, start: int, end: int) -> Iterator[tuple[int, int, list[str], list[str]]]:
        """(start, end, classes, keys) of each piece of a paragraph."""
        here = self.by_paragraph[number]
        places = self.badge_places[bisect.bisect_left(self.badge_places, start) : bisect.bisect_left(self.badge_places, end)]
        borders = {start, end, *places}
        for a, b, _, _ in here:
            borders |= {max(a, start), min(b, end)}
        cuts = sorted(borders)
        for low, high in itertools.pairwise(cuts):
            active = [span for span in here if span[0] <= low and high <= span[1]]
            yield low, high, [span[2] for span in active], [span[3] for span in active if span[3]]


def _classes(classes: list[str]) -> list[str]:
    """Each class once; of several findings the most serious shows."""
    levels = [level for level in LEVELS if f"f-{level}" in classes]
    kept = [name for name in dict.fromkeys(classes) if not name.startswith("f-")]
    return kept + ([f"f-{levels[0]}"] if levels else [])


def _badge(number: int, level: str, first: bool) -> str:
    anchor = f' id="m{number}"' if first else ""
    label = escape(message(f"level.{level}"))
    return f'<a class="badge {level}"{anchor} href="#f{number}" data-n="{number}" title="{label}">{number}</a>'


def _piece(text: str, classes: list[str], keys: list[str]) -> str:
    shown = escape(text)
    if not classes:
        return shown
    numbers = " ".join(key[1:] for key in keys if key[0] == "f")
    indexes = " ".join(key[1:] for key in keys if key[0] == "i")
    data = (f' data-f="{numbers}"' if numbers else "") + (f' data-i="{indexes}"' if indexes else "")
    return f'<span class="{" ".join(_classes(classes))}"{data}>{shown}</span>'


def _paragraphs(record: Record) -> Iterator[tuple[int, int]]:
    """Paragraphs: the lines, and a break before every heading (a page may be one line)."""
    text = record["text"]
    starts = sorted({section["start"] for section in walk(record["sections"])})
    for match in re.finditer(r"[^\r\n]+", text):
        cuts = [match.start(), *(s for s in starts if match.start() < s < match.end()), match.end()]
        for low, high in itertools.pairwise(cuts):
            if text[low:high].strip():
                yield low, high


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def text_html(record: Record, numbered: list[Record]) -> str:
    """The text as HTML paragraphs. `numbered` are the findings to be shown, in the order of their numbers."""
    marks = _Marks(record, numbered)
    sections = {section["start"]: section for section in walk(record["sections"])}
    title = _squeezed(record["metadata"]["title"] or "")
    first = min(sections, default=len(record["text"]))
    repairs = sorted(record["repairs"], key=lambda repair: int(repair["start"]), reverse=True)
    paragraphs = list(_paragraphs(record))
    marks.settle(paragraphs)
    out = []
    for number, (start, end) in enumerate(paragraphs):
        plain = _squeezed(record["text"][start:end])
        style = ' class="title"' if title and start < first and len(plain) > 3 and plain in title else ""
        style = style or (' class="row"' if "\t" in record["text"][start:end].strip() else "")
        inner = ""
        while repairs and repairs[-1]["start"] < end:
            inner += _margin(repairs.pop())
        section = sections.get(start)
        if section is not None:
            inner += f'<span id="s{start}"></span>'
            if section["label_kind"] == "auto":
                inner += f'<span class="auto h{min(section["level"], 3)}">{escape(section["label"])}</span>'
        for low, high, classes, keys in marks.pieces(number, start, end):
            inner += "".join(_badge(*badge) for badge in marks.badges.get(low, ()))
            inner += _piece(record["text"][low:high], classes, keys)
        out.append(f"<p{style}>{inner}</p>")
    return "\n".join(out)


def _margin(repair: Record) -> str:
    before, after = repair["before"].strip() or message("page.blank"), repair["after"].strip()
    told = message("page.read_as", before=before, after=after) if after else repair["why"]
    return f'<span class="margin">{escape(told)}</span>'
