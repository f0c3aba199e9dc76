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

from collections import Counter
from collections.abc import Iterator
from itertools import compress
from operator import add

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import words_around
from analyzer.rules.txt.lexicon import alike, known
from analyzer.rules.txt.misspelling import unknown_pairs
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

APART = "一二三四五六七八九十省市县区乡镇村的地得"


def odd_spellings(context: RuleContext) -> list[tuple[int, int]]:
    """(place of the odd character, a place of the usual one): the odd trigram stands once and the field does not know it,
    the usual one stands in the same text at least twice, and at least four characters around them are the same.
    """
    text, last, triples = context.folded, context.body_end - 3, known(3)
    odd = {text[at : at + 3]: at for at in reversed(unknown_pairs(context)) if at <= last}
    odd = {gram: at for gram, at in odd.items() if gram not in triples}
    found = []
    usual = _usual(context, frozenset(gram[0] + gram[2] for gram in odd))
    for gram, at in odd.items():
        here, places = gram[1], usual.get(gram[0] + gram[2], {})
        if here in APART or len(places.get(here, ())) > 1:
            continue
        for other, others in places.items():
            fits = len(others) > 1 and other != here and other not in APART and here + other not in LEFT_TO_OTHERS
            if fits and alike(here, other) and _shared(text, at + 1, others[0] + 1) >= 4:
                found.append((at + 1, others[0] + 1))
    return sorted(found)


def _usual(context: RuleContext, gaps: frozenset[str]) -> dict[str, dict[str, list[int]]]:
    """What stands between two characters (a gap is these two) → the Chinese characters there with their places in the body.

    Only gaps that stand there three times or more.
    """
    body = context.folded[context.body_start : context.body_end]
    around = list(map(add, body, body[2:]))
    times = Counter(compress(around, map(gaps.__contains__, around)))
    often = frozenset(gap for gap, count in times.items() if count > 2)  # an odd one and two others
    found: dict[str, dict[str, list[int]]] = {}
    for at in compress(range(len(body)), map(often.__contains__, around)):
        if _han(body[at + 1]):
            found.setdefault(around[at], {}).setdefault(body[at + 1], []).append(context.body_start + at)
    return found


def _shared(text: str, one: int, other: int) -> int:
    """How many characters around two places are the same, at most three to each side, the places themselves counted."""
    back = ahead = 0
    while back < 3 and min(one, other) > back and text[one - 1 - back] == text[other - 1 - back] and _han(text[one - 1 - back]):
        back += 1
    while ahead < 3 and text[one + 1 + ahead : one + 2 + ahead] == text[other + 1 + ahead : other + 2 + ahead] != "":
        if not _han(text[one + 1 + ahead]):
            break
        ahead += 1
    return back + ahead + 1


def _han(char: str) -> bool:
    return "一" <= char <= "龥"


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit an odd spelling, with a usual one as related place."""
    text = context.folded
    for at, usual in odd_spellings(context):
        if at in context.skipped or (at, at + 1) not in words_around(context, at, at + 1):
            continue
        yield Hit(
            message=f"“{text[at - 1 : at + 2]}”：别处写作“{text[usual - 1 : usual + 2]}”",
            start=at,
            end=at + 1,
            related=(Related(usual - 1, usual + 2, "别处的写法"),),
            suggestion=f"核对“{text[at]}”是否应为“{text[usual]}”",
        )
