"""其中, brackets and lists → which total an indicator is a part of. Front function: `link_parents`."""

from __future__ import annotations

from fractions import Fraction

from analyzer.indicators.lexicon import endings, load_lexicon
from analyzer.indicators.walk import Draft

__all__ = ["link_parents"]

_MOST_PARTS = 12
_LARGE = 30
"""A total that two numbers behind it rarely add up to by chance."""
_REACH = 2
"""Sentences back in which the total of a sentence that opens with 其中 is looked for."""


def link_parents(drafts: list[Draft]) -> None:
    """Set `parent` of the drafts of a document (in order), from the marks that the walk left; brackets are linked already."""
    _link_sums(drafts)
    _link_rests(drafts)
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
        if total is None and (whole := _people_of(drafts, index)) is not None:
            draft.parent = whole
            continue
        if total is None or previous is None:
            continue
        if draft.in_list and draft.sentence is previous.sentence and draft.quantity.unit not in (total.quantity.unit, "%"):
            continue  # 其中文件9件、合同138份、决策7件
        apart = draft.sentence is not previous.sentence and not draft.sentence.after_semicolon
        if apart or not _goes_on(draft, previous, total, spent):
            total = None
            continue
        draft.parent = total
        spent += _amount(draft)
    _link_nested(drafts)


def _link_rests(drafts: list[Draft]) -> None:
    """213个问题已整改198个，整改率93%，其余15个…: what is left over adds up with what was told of the total before it."""
    for index, rest in enumerate(drafts):
        if not rest.left_over or rest.parent is not None:
            continue
        spent, parts = _amount(rest), [rest]
        for other in reversed(drafts[max(0, index - _MOST_PARTS) : index]):
            if other.sentence is not rest.sentence or other.growth or other.quantity.unit != rest.quantity.unit:
                if other.sentence is rest.sentence and other.quantity.unit == "%":
                    continue
                break
            if len(parts) > 1 and _amount(other) == spent:
                for part in parts:
                    part.parent = other
                break
            parts.append(other)
            spent += _amount(other)


def _link_nested(drafts: list[Draft]) -> None:
    """受理126件，其中抽中检查34件，合格31件，不合格3件: parts that add up to the part before them divide that part.

    Only where the part is large enough that no chance makes the sum, and the parts together are more than the total or fewer.
    """
    for index, part in enumerate(drafts):
        if part.parent is None or _amount(part) < _LARGE or part.quantity.operator != "=":
            continue
        follow: list[Draft] = []
        for other in drafts[index + 1 : index + 1 + _MOST_PARTS]:
            if other.parent is not part.parent or other.quantity.unit != part.quantity.unit:
                break
            follow.append(other)
        if len(follow) > 1 and sum(map(_amount, follow)) == _amount(part) and _amount(part) * 2 != _amount(part.parent):
            for other in follow:
                other.parent = part


def _link_sums(drafts: list[Draft]) -> None:
    """发生案件120件，盗窃案50件，诈骗案40件，其他30件: parts without a mark, where they add up to the number before them exactly.

    Small sums come true by chance, so the parts must be three or the total large, and all must be of one kind.
    """
    for index, total in enumerate(drafts):
        if total.growth or total.part_mark or total.quantity.unit in (None, "%", "次", "元") or total.quantity.operator != "=":
            continue
        parts: list[Draft] = []
        spent = Fraction(0)
        for part in drafts[index + 1 : index + 1 + _MOST_PARTS]:
            if part.sentence is not total.sentence or part.quantity.unit != total.quantity.unit or part.growth or part.part_mark:
                break
            parts.append(part)
            spent += _amount(part)
            if spent >= _amount(total):
                break
        if spent == _amount(total) and len(parts) > 1 and (len(parts) > 2 or spent >= _LARGE) and _of_one_kind(total, parts):
            for part in parts:
                part.parent = total


def _of_one_kind(total: Draft, parts: list[Draft]) -> bool:
    """Whether the parts have the same last character and no act of their own; 其他 is of any kind."""
    if all(part.dealt for part in parts):
        return True
    ends = {p.body[-1:] for p in parts if not p.body.startswith(("其他", "其它", "其余")) and p.body != total.body}
    acts = {p.verb for p in parts} - {"", total.verb}
    if len(parts) > 2 and total.body and all(p.body == total.body for p in parts):
        return True  # 清理文件214件，保留163件、修改12件、废止39件: what was done to the same things
    return not acts and len(ends) == 1


def _amount(draft: Draft) -> Fraction:
    return Fraction(draft.quantity.value)


def _total_of(drafts: list[Draft], index: int) -> Draft | None:
    """The number that 其中 divides: the nearest before that is not smaller, of the same unit if there is one side by side."""
    part = drafts[index]
    sums = _sums_from(drafts, index)
    nearest: Draft | None = None
    fallback: Draft | None = None
    sentences: list[object] = []
    for other in reversed(drafts[max(0, index - 8) : index]):
        if other.sentence not in sentences:
            sentences.append(other.sentence)
        if len(sentences) > (1 if drafts[index - 1].sentence is part.sentence else _REACH - 1):
            break
        if other.growth or (other.quantity.unit == "%" and part.body.endswith(("占比", "比重"))):
            continue
        if other.quantity.unit == part.quantity.unit and _amount(other) >= _amount(part):
            if _amount(other) in sums:
                return other
            nearest = nearest or other
        if fallback is None and part.quantity.unit == "%":
            fallback = other
    return nearest or fallback


def _sums_from(drafts: list[Draft], index: int) -> set[Fraction]:
    """What the parts from `index` on add up to, two and more of them: a total of just that amount is theirs."""
    sums: set[Fraction] = set()
    spent = _amount(drafts[index])
    for part in drafts[index + 1 : index + 1 + _MOST_PARTS]:
        if part.sentence is not drafts[index].sentence or part.quantity.unit != drafts[index].quantity.unit or part.growth:
            break
        spent += _amount(part)
        sums.add(spent)
    return sums


def _people_of(drafts: list[Draft], index: int) -> Draft | None:
    """The people of whom a trait or an outcome is told without a mark.

    在编人员38人，本科以上学历32人; 审结10件12人，判处缓刑8人.
    """
    part = drafts[index]
    if part.quantity.unit not in ("人", "名", "位"):
        return None
    dealt_with = part.name.startswith(endings("person_outcomes"))
    if not dealt_with and not part.body.endswith(endings("person_traits")):
        return None
    for other in reversed(drafts[max(0, index - 6) : index]):
        if other.sentence is not part.sentence:
            return None
        if dealt_with and other.name.startswith(endings("person_outcomes")):
            continue
        if other.quantity.unit in ("人", "名", "位") and not other.body.endswith(endings("person_traits")):
            if dealt_with:
                return other if not other.growth and _amount(other) >= _amount(part) else None
            told = load_lexicon().letters.get(other.verb)  # 在编, 在岗: no act that was done to them
            stock = (told is None or other.verb == "配备") and not other.growth
            return other if stock and _amount(other) >= _amount(part) else None
    return None


def _goes_on(draft: Draft, previous: Draft, total: Draft, spent: Fraction) -> bool:
    """Whether the number after a part is a part as well: same unit, no larger than what is left, nothing added up anew."""
    if draft.growth or draft.aggregation:
        return False
    if draft.quantity.unit != total.quantity.unit or draft.quantity.unit == "%":
        return False
    if draft.in_list and _amount(draft) <= _amount(total):
        return True  # 其中保留14件、修改4件、废止6件, also where they are too many: that is for a rule to tell
    same_things = bool(draft.body) and draft.body == total.body  # 其中不予受理8件，驳回5件: other outcomes of what was received
    if (
        not draft.in_list
        and draft.verb
        and draft.verb not in (previous.verb, total.verb)
        and not previous.verb
        and not same_things
    ):
        return False
    room = _amount(total) if total.quantity.operator == "=" else _amount(total) * Fraction(6, 5)
    return spent + _amount(draft) <= room
