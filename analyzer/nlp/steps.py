"""The steps of the pipeline, each remembering the last few texts, so that four components do not read a text four times."""

from __future__ import annotations

import functools
from dataclasses import replace

from analyzer.export.json_report import report_to_record
from analyzer.export.places import Record
from analyzer.indicators import extract_indicators
from analyzer.model import Document, Indicator, NumberMention, Outline, Report, Structure, Zero
from analyzer.numbers import find_mentions
from analyzer.outline import assign_parts, choose_profile
from analyzer.reading import read_text
from analyzer.segmentation import get_segmenter
from analyzer.structure import parse_structure

_REMEMBERED = 8


@functools.lru_cache(maxsize=_REMEMBERED)
def read(text: str) -> tuple[Document, Structure]:
    """A text as document and section tree."""
    document = read_text(text)
    return document, parse_structure(document)


@functools.lru_cache(maxsize=_REMEMBERED)
def mentions_of(text: str) -> tuple[NumberMention, ...]:
    """The numbers of a text."""
    return find_mentions(*read(text))


@functools.lru_cache(maxsize=_REMEMBERED)
def _outline(text: str, profile: str) -> Outline:
    document, structure = read(text)
    return assign_parts(document, structure, choose_profile(profile, structure.metadata, document))


@functools.lru_cache(maxsize=_REMEMBERED)
def _indicators(text: str, profile: str, engine: str | None) -> tuple[tuple[Indicator, ...], tuple[Zero, ...]]:
    document, structure = read(text)
    return extract_indicators(document, structure, _outline(text, profile), mentions_of(text), get_segmenter(engine))


def part_of_report(text: str, component: str, profile: str, engine: str | None) -> Record:
    """The record of a report of which only what this component finds is filled."""
    document, structure = read(text)
    outline = _outline(text, profile) if component == "outline" else None
    indicators, zeros = _indicators(text, profile, engine) if component == "indicators" else ((), ())
    report = Report(
        document=document,
        metadata=structure.metadata if outline is None else replace(structure.metadata, plan_year=outline.plan_year),
        structure=structure,
        profile=None if outline is None else outline.profile,
        sections=structure.sections if outline is None else outline.sections,
        parts=() if outline is None else outline.parts,
        mentions=mentions_of(text) if component == "numbers" else (),
        indicators=indicators,
        zeros=zeros,
    )
    return report_to_record(report)
