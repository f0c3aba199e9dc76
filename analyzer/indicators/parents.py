"""其中, brackets and lists → which total an indicator is a part of. Front function: `link_parents`."""

from __future__ import annotations

from fractions import Fraction

from analyzer.indicators.walk import Draft

__all__ = ["link_parents"]

_REACH = 2
"""Sentences back in which the total of a sentence that opens with 其中 is looked for."""


def link_parents(drafts: list[Draft]) -> None:
    """Set `parent` of the drafts of a document (in order), from the marks that the walk left; brackets are linked already."""
    total: Draft | None = None
    spent = Fraction(0)
    for index, draft in enumerate(drafts):
        previous = drafts[index - 1] if index else None
        if draft.parent is not None:
            continue
        if draft.part_mark:
            total = _total_of(drafts, index)
            if total is not None:
                draft.parent = total
                spent = _amount(draft)
            continue
        if total is None or previous is None:
            continue
        apart = draft.sentence is not previous.sentence and not draft.sentence.after_semicolon
        if apart or not _goes_on(draft, previous, total, spent):
            total = None
            continue
        draft.parent = total
        spent += _amount(draft)


def _amount(draft: Draft) -> Fraction:
    return Fraction(draft.quantity.value)


def _total_of(drafts: list[Draft], index: int) -> Draft | None:
    """The number that 其中 divides: the nearest before that is not smaller, of the same unit if there is one side by side."""
    part = drafts[index]
    fallback: Draft | None = None
    sentences: list[object] = []
    for other in reversed(drafts[max(0, index - 8) : index]):
        if other.sentence not in sentences:
            sentences.append(other.sentence)
        if len(sentences) > (1 if drafts[index - 1].sentence is part.sentence else _REACH - 1):
            break
        if other.growth:
            continue
        if other.quantity.unit == part.quantity.unit and _amount(other) >= _amount(part):
            return other
        if fallback is None and part.quantity.unit == "%":
            fallback = other
    return fallback


def _goes_on(draft: Draft, previous: Draft, total: Draft, spent: Fraction) -> bool:
    """Whether the number after a part is a part as well: same unit, no larger than what is left, nothing added up anew."""
    if draft.growth or draft.aggregation or draft.quantity.unit != previous.quantity.unit:
        return False
    if draft.quantity.unit != total.quantity.unit or draft.quantity.unit == "%":
        return False
    if not draft.in_list and draft.verb and draft.verb not in (previous.verb, total.verb) and not previous.verb:
        return False
    room = _amount(total) if total.quantity.operator == "=" else _amount(total) * Fraction(6, 5)
    return spent + _amount(draft) <= room
