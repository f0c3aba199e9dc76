"""Gold reports as Docs, to train a component of spaCy from. Read `gold_to_doc`; the recipe is `docs/training.md`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.corpus.gold import GoldReport
from analyzer.model import NumberMention
from analyzer.nlp.words import make_doc
from analyzer.reading import read_text
from analyzer.structure import parse_structure

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def gold_to_doc(gold: GoldReport, nlp: Language) -> Doc:
    """A gold report as a `Doc` with its labels in `doc.spans` (sections, numbers, indicators, zeros), to train from."""
    structure = parse_structure(read_text(gold.text))
    doc = make_doc(nlp.vocab, gold.text, structure, _gold_mentions(gold), None)
    doc.user_data["name"] = gold.name
    groups: dict[str, list[tuple[int, int, str]]] = {
        "sections": [(s.start, s.end, f"level_{s.level}") for s in gold.sections],
        "parts": [(s.start, s.end, s.parts[0]) for s in gold.sections if s.parts],
        "numbers": [(n.start, n.end, n.kind) for n in gold.numbers],
        "indicators": [(i.start, i.end, "indicator") for i in gold.indicators if i.comparison_of is None],
        "zeros": [(z.start, z.end, "zero") for z in gold.zeros],
    }
    for group, rows in groups.items():
        spans = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in rows]
        doc.spans[group] = [span for span in spans if span is not None]
    return doc


def _gold_mentions(gold: GoldReport) -> tuple[NumberMention, ...]:
    return tuple(NumberMention(n.start, n.end, n.surface, n.kind) for n in gold.numbers)


def passages(doc: Doc, labels: tuple[str, ...]) -> Iterator[Doc]:
    """The paragraphs of a gold `Doc` whose part is known, each a `Doc` with `cats` for a text categoriser.

    The innermost section around a paragraph decides; lines without a full stop (headings, signatures) are left out.
    """
    for line in re.finditer(r"[^\r\n]+", doc.text):
        around = [s for s in doc.spans["parts"] if s.start_char <= line.start() and line.end() <= s.end_char]
        span = doc.char_span(*line.span(), alignment_mode="expand")
        if not around or span is None or "。" not in line.group():
            continue
        part = max(around, key=lambda s: s.start_char).label_
        if part in labels:
            passage = span.as_doc()
            passage.cats = {label: float(label == part) for label in labels}
            yield passage


def write_docs(docs: Iterable[Doc], path: str | Path) -> int:
    """Write Docs as a .spacy file for `spacy train`; returns how many. An existing file is replaced."""
    from spacy.tokens import DocBin

    store = DocBin(store_user_data=True, docs=docs)
    store.to_disk(Path(path))
    return len(store)
