"""Our words as a tokenizer of spaCy. Read `WordTokenizer`."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.model import NumberMention, Structure
from analyzer.nlp.steps import mentions_of, read
from analyzer.segmentation import get_segmenter

if TYPE_CHECKING:
    from spacy.tokens import Doc

# mentions that become one token; the others (统一, 十四五规划 …) are words to the segmenter
_WHOLE = frozenset({"quantity", "percentage", "year", "date", "period", "ordinal", "document_number", "identifier"})
_BLANKS = re.compile(r"\s+")


def _borders(structure: Structure, mentions: Iterable[NumberMention]) -> list[int]:
    """Where a token must begin or end, so that every span of ours falls on tokens."""
    borders = {place for m in mentions for place in (m.start, m.end)}
    for section in structure.walk():
        borders |= {section.start, section.title_start, section.title_end, section.body_start, section.end}
    return sorted(borders)


def _tagged_words(text: str, mentions: Iterable[NumberMention], engine: str | None) -> Iterator[tuple[str, str]]:
    """(word, tag): numbers whole, blanks alone, all else by the segmenter."""
    segmenter = get_segmenter(engine)

    def between(start: int, end: int) -> Iterator[tuple[str, str]]:
        at = start
        for blank in _BLANKS.finditer(text, start, end):
            yield from segmenter.pairs(text[at : blank.start()])
            yield from ((char, "x") for char in blank.group())
            at = blank.end()
        yield from segmenter.pairs(text[at:end])

    at = 0
    for mention in mentions:
        if mention.kind in _WHOLE and at <= mention.start < mention.end:
            yield from between(at, mention.start)
            yield text[mention.start : mention.end], "m"
            at = mention.end
    yield from between(at, len(text))


def _cut(words: Iterable[tuple[str, str]], borders: list[int]) -> Iterator[tuple[str, str]]:
    """The words, cut where a border lies inside one."""
    at = 0
    for word, tag in words:
        low, end = at, at + len(word)
        for border in borders[bisect.bisect_right(borders, at) : bisect.bisect_left(borders, end)]:
            yield word[low - at : border - at], tag
            low = border
        if low < end:
            yield word[low - at :], tag
        at = end


def make_doc(vocab: Any, text: str, structure: Structure, mentions: tuple[NumberMention, ...], engine: str | None) -> Doc:  # noqa: ANN401 - spaCy's Vocab
    """A `Doc` whose text is the text to the character; `tag_` holds the segmenter's tag."""
    from spacy.tokens import Doc

    words = list(_cut(_tagged_words(text, mentions, engine), _borders(structure, mentions)))
    return Doc(vocab, words=[word for word, _ in words], spaces=[False] * len(words), tags=[tag for _, tag in words])


class WordTokenizer:
    """spaCy's tokenizer interface over our words. It has no state but the engine, which the config carries."""

    def __init__(self, vocab: Any, engine: str | None = None) -> None:  # noqa: ANN401 - spaCy's Vocab
        self.vocab = vocab
        self.engine = engine

    def __call__(self, text: str) -> Doc:
        """The text as a `Doc`; half a surrogate pair becomes U+FFFD, as everywhere in this package."""
        document, structure = read(text)
        return make_doc(self.vocab, document.text, structure, mentions_of(text), self.engine)

    def pipe(self, texts: Iterable[str], **_: object) -> Iterator[Doc]:
        """One `Doc` a text."""
        yield from map(self, texts)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing: the config tells everything."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> WordTokenizer:
        """Itself."""
        return self

    def to_disk(self, _path: str | Path, **_: object) -> None:
        """Nothing: the config tells everything."""

    def from_disk(self, _path: str | Path, **_: object) -> WordTokenizer:
        """Itself."""
        return self
