"""Headings with levels and titles → the section tree, which partitions the body from the first heading on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.model import LabelKind, Section
from analyzer.structure.items import find_items


@dataclass(frozen=True, slots=True)
class Head:
    """A heading, ready: `start` of the label, `after` where the title begins, `title_end`, and where its own text begins."""

    start: int
    after: int
    title_end: int
    body_start: int
    level: int
    label: str
    label_kind: LabelKind
    ordinal: int | None


def build(text: str, folded: str, heads: Sequence[Head], end: int) -> tuple[Section, ...]:
    """The tree; each section ends where the next of its level or a higher one begins."""
    ends = _ends(heads, end)
    children: dict[int, list[Section]] = {}
    parents = _parents(heads)
    for index in range(len(heads) - 1, -1, -1):
        head = heads[index]
        below = tuple(reversed(children.pop(index, [])))
        own_end = below[0].start if below else ends[index]
        section = Section(
            level=head.level,
            label=head.label,
            label_kind=head.label_kind,
            ordinal=head.ordinal,
            title=text[head.after : head.title_end],
            title_start=head.after,
            title_end=head.title_end,
            start=head.start,
            body_start=head.body_start,
            end=ends[index],
            children=below,
            items=find_items(folded, head.body_start, own_end),
        )
        children.setdefault(parents[index], []).append(section)
    return tuple(reversed(children.get(-1, [])))


def _ends(heads: Sequence[Head], end: int) -> list[int]:
    ends = [end] * len(heads)
    waiting: list[int] = []
    for index, head in enumerate(heads):
        while waiting and heads[waiting[-1]].level >= head.level:
            ends[waiting.pop()] = head.start
        waiting.append(index)
    return ends


def _parents(heads: Sequence[Head]) -> list[int]:
    parents, open_heads = [], list[int]()
    for index, head in enumerate(heads):
        while open_heads and heads[open_heads[-1]].level >= head.level:
            open_heads.pop()
        parents.append(open_heads[-1] if open_heads else -1)
        open_heads.append(index)
    return parents
