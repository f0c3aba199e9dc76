"""Document → section tree and metadata. Front function: `parse_structure`.

Read in this order: `headings` (where a heading may begin), `tree` (which of these are headings), `titles` (where each title
ends), `body` and `metadata` (what stands around), `build` (the tree). What each idea is worth was measured; the costs stand
beside the code that uses them.
"""

from __future__ import annotations

from analyzer.model import Document, Repair, Structure
from analyzer.segmentation import get_segmenter
from analyzer.structure.body import Start, find_end, find_start
from analyzer.structure.build import Head, build
from analyzer.structure.contents import contents_end
from analyzer.structure.headings import AFTER_LINE, CHINESE, CHINESE_BRACKET, DIGIT, DIGIT_BRACKET, find_candidates
from analyzer.structure.metadata import find_metadata
from analyzer.structure.report_title import find_title
from analyzer.structure.titles import Slot, title_ends
from analyzer.structure.tree import Heading, choose, levels
from analyzer.structure.unlabelled import find_unlabelled

__all__ = ["parse_structure"]

_LINE_LENGTH = 600
"""A text whose lines are shorter than this on average still has its paragraphs."""
_NUMERALS = ("", *"一二三四五六七八九十")


def parse_structure(document: Document) -> Structure:
    """The section tree, the metadata and the range of the body. Never fails."""
    folded = document.folded
    listed_to = contents_end(folded, find_start(folded, 0).header_end)
    headings = choose(folded, find_candidates(folded, document.blocks, listed_to, document.format == "html"))
    start = find_start(folded, headings[0].candidate.start if headings else None)
    body_end = find_end(folded, start.prose)
    headings = [heading for heading in headings if start.prose <= heading.candidate.start < body_end]
    shown = find_title(folded, None, start.header_end, start.prose, body_end)
    after_title = start.header_end if shown is None or shown.end is None else shown.end
    heads = _heads(document, headings, max(after_title, listed_to), body_end)
    if heads and heads[0].start < start.prose:
        start = Start(start.header_end, min(start.body, heads[0].start), heads[0].start)
    sections = build(document.text, folded, heads, body_end)
    titles = [document.text[head.after : head.title_end] for head in heads]
    metadata = find_metadata(document, start, body_end, titles)
    return Structure(sections, metadata, start.body, body_end, tuple(_repairs(document.text, headings)))


def _heads(document: Document, headings: list[Heading], start: int, end: int) -> list[Head]:
    """All headings, labelled and not, with levels, titles and the places where their text begins."""
    folded = document.folded
    plain = find_unlabelled(folded, document.blocks, headings, start, end)
    lower = bool(plain) and not any(heading.form <= CHINESE for heading in headings)
    lines = folded.count("\n", 0, end) * _LINE_LENGTH > end
    entries: list[tuple[int, int, int, Heading | None, int | None]] = [
        (each.candidate.start, each.candidate.after, level, each, None)
        for each, level in zip(headings, levels(headings, lower), strict=True)
    ]
    entries += [(each.start, each.start, each.level, None, each.end) for each in plain]
    if not entries:
        return []
    entries.sort(key=lambda entry: entry[:2])
    limits = [entry[0] for entry in entries[1:]] + [end]
    slots = [
        Slot(min(after, limit), limit, level, lines and (each is None or each.candidate.place == AFTER_LINE))
        for (_, after, level, each, _), limit in zip(entries, limits, strict=True)
    ]
    ends = title_ends(folded, slots, get_segmenter())
    heads = []
    for (begin, _, level, each, known), slot, found in zip(entries, slots, ends, strict=True):
        title_end = max(slot.after, min(found if known is None else known, slot.limit))
        body_start = title_end
        while body_start < slot.limit and folded[body_start] in " \n*。：:；;！？":
            body_start += 1
        own = each.candidate if each else None
        label, kind = (own.label, own.kind) if own else ("", "none")
        heads.append(Head(begin, slot.after, title_end, body_start, level, label, kind, each.ordinal if each else None))
    return heads


def _repairs(text: str, headings: list[Heading]) -> list[Repair]:
    """A label that was read as another is a repair; one that fits as it stands is none."""
    found = []
    for heading in headings:
        own = heading.candidate
        if own.kind != "typed":
            continue
        printed = own.readings[0][0]
        if heading.form != printed or heading.ordinal != own.number:
            after = _spelled(heading.form, heading.ordinal)
            before = text[own.start : own.after]
            why = (
                f"原文“{before}”，转换时损坏，已按次序读作{after}"
                if heading.form != printed
                else f"原文“{before}”，编号与次序不符，已按次序读作{after}"
            )
            found.append(Repair(own.start, own.after, before, after, why))
    return found


def _spelled(form: int, number: int) -> str:
    """A label as it should be printed."""
    tens, ones = divmod(number, 10)
    chinese = _NUMERALS[number] if number <= 10 else ("" if tens == 1 else _NUMERALS[min(tens, 9)]) + "十" + _NUMERALS[ones]
    return {CHINESE: f"{chinese}、", CHINESE_BRACKET: f"（{chinese}）", DIGIT: f"{number}.", DIGIT_BRACKET: f"（{number}）"}.get(
        form, f"第{chinese}部分" if form < CHINESE else str(number)
    )
