"""固定说法引错

## 检查什么
“尊法学法守法用法”“有法可依、有法必依、执法必严、违法必究”一类次序和项目固定的说法：次序颠倒，长的说法少了一项，
其中一项写成了音近形近的字（遵法、学法、守法、用法），或者换成了别的项（“四个亲自”里写重大问题亲自研究）。

## 为什么
这些说法出自中央文件，次序有含义，读者一看便知引错。

## 不好的例子
带头学法尊法守法用法。

## 好的例子
带头尊法学法守法用法。

## 依据
惯例：照中央文件的原文引用。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import matches
from analyzer.rules.txt.lexicon import Phrase, alike, phrases
from analyzer.rules.txt.near import slips

RULE = Rule(
    code="TXT014",
    name="set-phrase",
    title="固定说法引错",
    level="warning",
    confidence="high",
    basis="惯例",
    priority=30,
)

JOIN = r"[、，\s”“]{0,3}"


@cache
def _pattern(phrase: Phrase) -> re.Pattern[str]:
    member = "|".join(phrase.members)
    least = len(phrase.members) - 1 - (1 if phrase.lost else 0)
    return re.compile(rf"(?:{member})(?:{JOIN}[和与及]?(?:{member})){{{least},{len(phrase.members)}}}")


def told(phrase: Phrase, words: str) -> tuple[str, ...]:
    """The members in the order in which they stand."""
    return tuple(re.findall("|".join(phrase.members), words))


def wrong(phrase: Phrase, words: str) -> str | None:
    """What is wrong with a phrase as written: order, or a member left out; None where nothing is."""
    members = told(phrase, words)
    if members == phrase.members or len(set(members)) < len(members):
        return None
    if set(members) == set(phrase.members):
        return "次序不对" if len(members) > 2 else None
    missing = [member for member in phrase.members if member not in members]
    rest = tuple(member for member in phrase.members if member in members)
    return f"少了“{missing[0]}”" if phrase.lost and len(missing) == 1 and members == rest and members[-1] == rest[-1] else None


def neighbours(phrase: Phrase, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, member meant) where the words beside a member are the next or the last member with one character changed.

    Members of two characters count only where a third member stands right beside them.
    """
    for at, member in enumerate(phrase.members):
        for place in re.compile(member).finditer(text, start, end):
            first, last = place.span()
            for step in (1, -1):
                if not 0 <= at + step < len(phrase.members):
                    continue
                meant, far = phrase.members[at + step], at - step
                span = _beside(text, first, last, len(meant), step)
                if len(meant) < 4 and not (
                    0 <= far < len(phrase.members) and _stands(text, first, last, phrase.members[far], -step)
                ):
                    continue
                if span and _changed(text[span[0] : span[1]], meant):
                    yield *span, meant


def _beside(text: str, first: int, last: int, size: int, step: int) -> tuple[int, int] | None:
    """The `size` characters after (before) a member and a separator."""
    if step > 0:
        gap = re.compile(JOIN).match(text, last)
        begin = gap.end() if gap else last
        return (begin, begin + size) if begin + size <= len(text) else None
    end = first
    while end > 0 and first - end < 3 and text[end - 1] in "、，”“ ":
        end -= 1
    return (end - size, end) if end >= size else None


def _stands(text: str, first: int, last: int, member: str, step: int) -> bool:
    span = _beside(text, first, last, len(member), step)
    return span is not None and text[span[0] : span[1]] == member


def _changed(written: str, meant: str) -> bool:
    slip = slips(written, meant)
    return slip is not None and slip[0] == "changed" and alike(written[slip[1]], meant[slip[1]])


def _goes_on(text: str, place: int, phrase: Phrase) -> bool:
    """Whether the member that is missing stands right behind in a shorter form (…合法性审查、集体讨论“五步”程序)."""
    following = re.sub(f"^{JOIN}[和与及]?", "", text[place : place + 12])
    return any(len(member) > 4 and following.startswith(member[:4]) for member in phrase.members)


def _order(context: RuleContext, phrase: Phrase) -> Iterator[Hit]:
    for match in matches(context, _pattern(phrase)):
        what = wrong(phrase, match.group())
        if what is not None and not _goes_on(context.folded, match.end(), phrase):
            separator = "、" if re.search("[、，]", match.group()) else ""
            yield Hit(
                message=f"固定说法{what}",
                start=match.start(),
                end=match.end(),
                suggestion=f"应为“{separator.join(phrase.members)}”",
            )


@cache
def _run(phrase: Phrase) -> re.Pattern[str]:
    size = len(phrase.members)
    return re.compile(
        rf"(?<![一-龥、])(?:[一-龥]{{0,6}}?)((?:{phrase.slot})(?:{JOIN}[和与及]?(?:{phrase.slot})){{{size - 1}}})(?![、和与及])"
    )


def strangers(phrase: Phrase, words: str) -> list[tuple[str, str]]:
    """(written, meant) for what stands in a member's place in a full run of the phrase; none where half of it is strange."""
    written = re.findall(phrase.slot, words)
    if len(written) != len(phrase.members) or len(set(written)) < len(written):
        return []
    odd = [
        (word, member)
        for word, member in zip(written, phrase.members, strict=True)
        if word not in phrase.members and word not in phrase.also
    ]
    kept = sum(word in phrase.members or word in phrase.also for word in written)
    return odd if 2 * kept >= len(written) and kept > 1 else []


def _strange(context: RuleContext, phrase: Phrase) -> Iterator[Hit]:
    for match in matches(context, _run(phrase)) if phrase.slot else ():
        odd = strangers(phrase, match[1])
        if odd:
            yield Hit(
                message=f"固定说法里没有“{'”“'.join(word for word, _ in odd)}”",
                start=match.start(1),
                end=match.end(1),
                suggestion=f"应为“{'、'.join(phrase.members)}”",
            )


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a phrase."""
    pairs = context.pairs
    for phrase in phrases():
        present = sum(member[:2] in pairs and member in context.folded for member in phrase.members)
        if present > 1:
            yield from _strange(context, phrase)
        if not present or present < len(phrase.members) - 1:
            continue
        yield from _order(context, phrase)
        for first, last, meant in neighbours(phrase, context.folded, context.body_start, context.body_end):
            if first not in context.skipped:
                yield Hit(
                    message=f"固定说法里的“{context.text[first:last]}”应为“{meant}”",
                    start=first,
                    end=last,
                    suggestion=f"改为“{meant}”",
                )
