"""What a rule may look at: the report, the profile, the segmenter, and features that several rules share, computed once.

Match on `folded`, quote from `text` (same offsets). Use `sentences` for the body without headings, chrome, glossaries and
annexes; `section_at`, `part_at` and `items` for the place; `titles` and `quotes` to leave 《》 and “” alone.
"""

from __future__ import annotations

import bisect
from functools import cached_property
from operator import add

from analyzer.model import Item, Report, Section, Token
from analyzer.outline import Profile
from analyzer.rules.spans import Span, SpanIndex, bracketed, skipped_ranges, split_sentences
from analyzer.segmentation import Segmenter


class RuleContext:
    """One report as rules see it. Every feature is lazy: what no rule asks for is not computed.

    `unused_ignores` is set by the engine before the rules on the configuration run: (file pattern, rule) that kept nothing quiet.
    """

    def __init__(self, report: Report, profile: Profile | None, segmenter: Segmenter) -> None:
        self.report = report
        self.profile = profile
        self.segmenter = segmenter
        self.document = report.document
        self.metadata = report.metadata
        self.text = report.document.text
        self.folded = report.document.folded
        self.body_start = report.structure.body_start
        self.body_end = report.structure.body_end
        self.unused_ignores: tuple[tuple[str, str], ...] = ()

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections, flat, in the order of the text."""
        return tuple(self.report.walk())

    @cached_property
    def own_ends(self) -> dict[int, int]:
        """Section start → where the section's own text ends: at its first child, else at its own end."""
        return {s.start: s.children[0].start if s.children else s.end for s in self.sections}

    @cached_property
    def skipped(self) -> SpanIndex:
        """Glossaries and annexes, which most rules leave alone."""
        return SpanIndex(skipped_ranges(self.document, self.report.structure, self.sections))

    @cached_property
    def headings(self) -> SpanIndex:
        """Labels and titles of the sections."""
        return SpanIndex((s.start, max(s.title_end, s.start)) for s in self.sections)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences of the body without headings, glossaries and annexes, in order; enumerated items are part of them."""
        pieces: list[Span] = []
        first = self.sections[0].start if self.sections else self.body_end
        pieces += split_sentences(self.folded, self.body_start, max(first, self.body_start))
        for section in self.sections:
            pieces += split_sentences(self.folded, section.body_start, self.own_ends[section.start])
        return tuple(piece for piece in pieces if piece[0] not in self.skipped)

    def sentence_at(self, place: int) -> Span | None:
        """The sentence of the body around a place, or None (headings have none)."""
        at = bisect.bisect_right(self.sentences, (place, len(self.text))) - 1
        return self.sentences[at] if at >= 0 and place < self.sentences[at][1] else None

    def sentences_of(self, section: Section, *, deep: bool = True) -> list[Span]:
        """Sentences under a section; with `deep` those of its children too."""
        end = section.end if deep else self.own_ends.get(section.start, section.end)
        return self.sentences_in(section.body_start, end)

    def sentences_in(self, start: int, end: int) -> list[Span]:
        """Sentences that begin inside a range."""
        low = bisect.bisect_left(self.sentences, (start, 0))
        high = bisect.bisect_left(self.sentences, (end, 0))
        return list(self.sentences[low:high])

    @cached_property
    def tables(self) -> SpanIndex:
        """Rows of tables."""
        return SpanIndex((block.start, block.end) for block in self.document.blocks if block.kind == "table_row")

    @cached_property
    def titles(self) -> SpanIndex:
        """《…》 with the marks, the outermost."""
        return SpanIndex(bracketed(self.folded, "《", "》", self.body_start, self.body_end))

    @cached_property
    def quotes(self) -> SpanIndex:
        """“…” with the marks."""
        return SpanIndex(bracketed(self.folded, "“", "”", self.body_start, self.body_end))

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.sections]

    def section_path(self, place: int) -> tuple[Section, ...]:
        """The sections around a place, outermost first; empty before the first heading."""
        path: list[Section] = []
        level: tuple[Section, ...] = self.report.sections
        while level:
            inside = next((s for s in level if s.start <= place < s.end), None)
            if inside is None:
                break
            path.append(inside)
            level = inside.children
        return tuple(path)

    def section_at(self, place: int) -> Section | None:
        """The innermost section around a place."""
        at = bisect.bisect_right(self._section_starts, place) - 1
        return self.sections[at] if at >= 0 and place < self.sections[at].end else None

    def parts_at(self, place: int) -> tuple[str, ...]:
        """All parts that the sections around a place tell, innermost first."""
        found: list[str] = []
        for section in reversed(self.section_path(place)):
            found += [part for part in section.parts if part not in found]
        return tuple(found)

    def part_at(self, place: int) -> str | None:
        """The part of the innermost section around a place that has one."""
        return next(iter(self.parts_at(place)), None)

    def sections_of(self, part: str) -> list[Section]:
        """The topmost sections that tell a part (a heading that tells two parts counts for both)."""
        found: list[Section] = []
        for section in self.sections:
            if part in section.parts and not (found and section.start < found[-1].end):
                found.append(section)
        return found

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All enumerated items (一是 …) in the order of the text."""
        return tuple(sorted((item for s in self.sections for item in s.items), key=lambda item: item.start))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Words of the body, glossaries and annexes included, in order (folded text, offsets into the document)."""
        found: list[Token] = []
        for start, end in split_sentences(self.folded, self.body_start, self.body_end):
            found += self.segmenter.tokens(self.folded[start:end], start)
        return tuple(found)

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """Words that begin inside a range."""
        return self.tokens[bisect.bisect_left(self._token_starts, start) : bisect.bisect_left(self._token_starts, end)]

    @cached_property
    def bigrams(self) -> list[str]:
        """The runs of two characters of the body, one for each place from `body_start` on (folded text).

        No Python runs a character: it is one pass inside the interpreter, and so is every search for some of them.
        """
        body = self.folded[self.body_start : self.body_end]
        return list(map(add, body, body[1:]))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """All runs of two characters of the body, but for the last: tells quickly what can't be there."""
        return frozenset(self.bigrams[:-1])

    @cached_property
    def word_edges(self) -> frozenset[int]:
        """Places where a word begins or ends."""
        return frozenset(edge for token in self.tokens for edge in (token.start, token.end))
