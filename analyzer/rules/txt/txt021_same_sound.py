"""同一个词，一处写成同音字

## 检查什么
正文里一个词（四到八个字）出现两次以上，另有一处只差一个字，那个字与它同音或形近，而且不成词。例如多处写“智慧监管平台”，一处写“智惠监管平台”。

## 为什么
以本文自己的写法为准，可以发现名单里没有的专名写错。

## 不好的例子
建成智慧监管平台……依托智惠监管平台……智慧监管平台已运行一年

## 好的例子
三处都写“智慧监管平台”。

## 依据
逻辑：同一个名称前后一致。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import words_around
from analyzer.rules.txt.lexicon import alike, counts
from analyzer.rules.txt.misspelling import Suspect, suspects
from analyzer.rules.txt.txt020_misspelling import LEFT_TO_OTHERS

RULE = Rule(
    code="TXT021",
    name="same-sound",
    title="同一个词，一处写成同音字",
    level="warning",
    confidence="medium",
    basis="逻辑",
    priority=20,
)

LEAST = 2
"""How often the usual spelling must stand in the text."""
APART = "一二三四五六七八九十省市县区乡镇村的地得"


def usual(text: str, suspect: Suspect, start: int, end: int) -> tuple[int, str, int] | None:
    """(place, character, length of the shared string) of the spelling that stands elsewhere, at least twice; else None."""
    words, at = suspect.words, suspect.at
    left, here, right = words[max(0, at - 3) : at], words[at], words[at + 1 :]
    if len(left) < 2 or len(left) + len(right) < 3:
        return None
    found: dict[str, list[int]] = {}
    key = left[-2:]
    place = text.find(key, start, end)
    while place >= 0:
        other_at = place + 2
        other = text[other_at : other_at + 1]
        if other and other != here and other_at != suspect.place and alike(here, other):
            shared = _shared(text, other_at, left, right)
            if shared >= 4:
                found.setdefault(other, []).append(other_at)
        place = text.find(key, place + 1, end)
    likely = [(len(places), -places[0], other) for other, places in found.items() if len(places) >= LEAST]
    if len(likely) != 1:
        return None
    _, first, other = likely[0]
    return -first, other, _shared(text, -first, left, right)


def _shared(text: str, at: int, left: str, right: str) -> int:
    """How many characters around `at` are those around the suspect, the character itself counted."""
    back = 0
    while back < len(left) and text[at - 1 - back] == left[-1 - back]:
        back += 1
    ahead = 0
    while ahead < len(right) and text[at + 1 + ahead : at + 2 + ahead] == right[ahead]:
        ahead += 1
    return back + ahead + 1 if ahead or not right else 0


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit an odd spelling, with a usual one as related place."""
    start, end, text = context.body_start, context.body_end, context.folded
    known = counts()
    for suspect in suspects(text, start, end):
        here, at = suspect.words[suspect.at], suspect.place
        if here in APART or at in context.skipped or suspect.words[suspect.at - 1 : suspect.at + 1] in known:
            continue
        found = usual(text, suspect, start, end)
        if (
            found is None
            or found[1] in APART
            or here + found[1] in LEFT_TO_OTHERS
            or (at, at + 1) not in words_around(context, at, at + 1)
        ):
            continue
        place, other, _ = found
        yield Hit(
            message=f"“{text[at - 2 : at + 2]}”：别处写作“{text[place - 2 : place + 2]}”",
            start=at,
            end=at + 1,
            related=(Related(place - 2, place + 2, "别处的写法"),),
            suggestion=f"核对“{here}”是否应为“{other}”",
        )
