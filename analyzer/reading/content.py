"""What a reader of one format gives back, and how it becomes a `Document`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from analyzer.model import Block, BlockKind, Document, LabelKind, Place
from analyzer.reading.folding import fold

_UNSTORABLE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or table row (cells joined by a tab) as read; a line end in `text` is one that the author set."""

    text: str
    kind: BlockKind = "paragraph"
    label: str = ""
    label_kind: LabelKind = "none"
    style_level: int | None = None
    place: Place | None = None


@dataclass(slots=True)
class Content:
    """Paragraphs in reading order, and what the file says about itself (keys of `Document.source`)."""

    format: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    source: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    ocr: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing to read was found."""
        return not any(paragraph.text.strip() for paragraph in self.paragraphs)


def build_document(content: Content, file: str, sha256: str) -> Document:
    """Join the paragraphs, one a line; a paragraph broken by its author gives a block for each line, the label on the first."""
    kept = [paragraph for paragraph in content.paragraphs if paragraph.text.strip()]
    texts = [_LINE_ENDS.sub(" " if paragraph.kind == "table_row" else "\n", paragraph.text) for paragraph in kept]
    text = _UNSTORABLE.sub("\ufffd", "\n".join(texts))
    folded, repairs = fold(text)
    return Document(
        text,
        folded,
        tuple(_blocks(folded, zip(kept, texts, strict=True))),
        file=file,
        format=content.format,
        sha256=sha256,
        source=tuple((key, value) for key, value in content.source.items() if value),
        repairs=repairs,
        notes=tuple(content.notes),
        ocr=content.ocr,
    )


def _blocks(folded: str, paragraphs: Iterable[tuple[Paragraph, str]]) -> Iterable[Block]:
    start = 0
    for paragraph, text in paragraphs:
        level, place = paragraph.style_level, paragraph.place
        label, label_kind = paragraph.label, paragraph.label_kind
        if paragraph.kind == "table_row":
            # the whole row: a blank cell at either end keeps its column
            yield Block(start, start + len(text), "table_row", label, label_kind, level, place)
            start += len(text) + 1
            continue
        for line in folded[start : start + len(text)].split("\n"):
            if stripped := line.strip():
                first = start + line.index(stripped)
                yield Block(first, first + len(stripped), "paragraph", label, label_kind, level, place)
                label, label_kind = "", "none"
            start += len(line) + 1
