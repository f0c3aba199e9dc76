"""The walk over a document: sentences → drafts → indicators. Front function: `extract_indicators`."""

from __future__ import annotations

from analyzer.indicators.catalogue import match_catalogue
from analyzer.indicators.context import Places, modality_of, period_of
from analyzer.indicators.naming import read_drafts
from analyzer.indicators.parents import link_parents
from analyzer.indicators.sentences import read_sentences
from analyzer.indicators.streaks import read_streaks
from analyzer.indicators.tables import Cell, read_cells
from analyzer.indicators.walk import Draft
from analyzer.indicators.zeros import find_zeros
from analyzer.model import Confidence, Document, Indicator, NumberMention, Outline, Structure, Zero
from analyzer.segmentation import Segmenter

__all__ = ["extract_indicators"]


def extract_indicators(
    document: Document, structure: Structure, outline: Outline, mentions: tuple[NumberMention, ...], segmenter: Segmenter
) -> tuple[tuple[Indicator, ...], tuple[Zero, ...]]:
    """All indicators in the order of the text, and the zeros told in words. Never fails."""
    text, start, end = document.folded, structure.body_start, structure.body_end
    places = Places(outline, structure.metadata)
    drafts: list[Draft] = []
    before: Draft | None = None
    for sentence in read_sentences(text, mentions, segmenter, start, end):
        if places.at(sentence.start).annex:
            continue
        found = read_drafts(sentence, mentions, text, before)
        before = found[-1] if found else None
        drafts += found
    _name_cells(drafts, read_cells(document.text, mentions, start, end))
    link_parents(drafts)
    index = {id(draft): place for place, draft in enumerate(drafts)}
    runs = read_streaks(text, drafts, mentions)
    indicators = tuple(_indicator(draft, index, mentions, places, text, runs.get(draft.mention)) for draft in drafts)
    return indicators, find_zeros(text, mentions, start, end)


def _name_cells(drafts: list[Draft], cells: dict[int, Cell]) -> None:
    """Give the bare numbers of tables the name and the unit that the head tells."""
    for draft in drafts:
        cell = cells.get(draft.mention)
        if cell is not None:
            draft.quantity, draft.name, draft.verb, draft.body = cell.quantity, cell.name, "", cell.name
            draft.subject, draft.comparison, draft.parent, draft.confidence = None, None, None, "high"


def _indicator(
    draft: Draft, index: dict[int, int], mentions: tuple[NumberMention, ...], places: Places, text: str, streak: int | None
) -> Indicator:
    mention, sentence = mentions[draft.mention], draft.sentence
    place = places.at(mention.start)
    confidence: Confidence = draft.confidence if draft.name else "low"
    times = sentence.times if draft.time is None else (mentions[draft.time],)
    period = period_of(places, place, times, text, sentence.start, mention.start)
    full = (draft.subject or "") + draft.name
    entry = None if draft.growth else match_catalogue(full, draft.quantity.unit)
    return Indicator(
        start=mention.start,
        end=mention.end,
        name=draft.name or "未指明",
        quantity=draft.quantity,
        evidence_start=sentence.start,
        evidence_end=sentence.end,
        id=entry.id if entry is not None else None,
        subject=draft.subject or None,
        aggregation=draft.aggregation,
        period=period,
        modality=modality_of(places, period, place, text, sentence.start, mention.start, mention.end),
        comparison=draft.comparison,
        parent=index.get(id(draft.parent)) if draft.parent is not None else None,
        part=place.part,
        confidence=confidence,
        streak=streak,
    )
