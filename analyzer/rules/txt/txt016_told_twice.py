"""同一句话写了两遍

## 检查什么
两处有同样的一句话（二十四个字以上），一字不差，或者只换了一两个词。标题、名词解释不算；只有数字不同的并列句不算。
决算、统计一类的材料逐项写同样的原因，同一句写三遍以上，是固定的写法，只作提示。

## 为什么
多半是复制粘贴后没有改完：换掉的那个词常常正是错处。

## 不好的例子
（三）……健全以信用为基础的国防动员监管体系。（五）……健全以信用为基础的人防监管体系。

## 好的例子
同一项工作只在一处写，另一处写自己的内容。

## 依据
逻辑：一件事没有必要用同样的话说两遍。
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="TXT016",
    name="told-twice",
    title="同一句话写了两遍",
    level="warning",
    confidence="high",
    basis="逻辑",
    priority=15,
)

LEAST = 24
ALIKE = 85
KEY = 9
"""Sentences are compared where they share a clause of so many characters, or their first or last ones."""
CROWD = 12
"""A clause that more sentences share is a slogan and brings none together."""
MANY = 12
"""More copies than this are no slip of a sentence: a passage or the whole text stands there twice."""
DIGITS = re.compile(r"[0-9]+")
STOP = re.compile(r"[^。；！？\n]+[。；！？]?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch up to 。 or ；: its place and its bare words."""

    start: int
    end: int
    words: str


def pieces(context: RuleContext) -> list[Sentence]:
    """Stretches of the body that are long enough to compare, labels of items cut off."""
    found = []
    for start, end in context.sentences:
        if end - start < LEAST or "\t" in context.text[start:end] or start in context.tables:
            continue
        for match in STOP.finditer(context.folded, start, end):
            words = re.sub(
                r"^\s*(?:[一二三四五六七八九十]+是要?|[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.]|第?[一二三四五六七八九十]，)",
                "",
                match.group(),
            )
            words = re.sub(r"[\s。；]+", "", words)
            if len(words) >= LEAST:
                found.append(Sentence(match.end() - len(match.group().lstrip()), match.end(), words))
    return found


def pairs(sentences: list[Sentence]) -> Iterator[tuple[int, int]]:
    """Indices of sentences that share a clause, a beginning or an end; each pair once, the earlier first."""
    keys: dict[str, list[int]] = defaultdict(list)
    for at, sentence in enumerate(sentences):
        clauses = {clause for clause in sentence.words.split("，") if len(clause) >= KEY}
        for key in {*clauses, sentence.words[:KEY], sentence.words[-KEY:]}:
            keys[key].append(at)
    seen = set()
    for places in keys.values():
        if 1 < len(places) <= CROWD:
            seen |= {(one, other) for at, one in enumerate(places) for other in places[at + 1 :] if one != other}
    yield from sorted(seen)


def same(one: str, other: str) -> bool:
    """Whether two sentences are one, but for a word or two; not where only their figures differ."""
    from rapidfuzz import fuzz

    if DIGITS.findall(one) != DIGITS.findall(other):
        return False
    return fuzz.ratio(one, other, score_cutoff=ALIKE) > 0


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a later copy, with the first as related place; one for all where whole passages are told twice."""
    sentences = pieces(context)
    if context.profile is not None:
        templates = [re.sub(r"[\s。；]+", "", words) for words in context.profile.template_headings]
        sentences = [s for s in sentences if not any(words in s.words and len(s.words) < 2 * len(words) for words in templates)]
    copies: dict[int, int] = {}
    for first, second in pairs(sentences):
        if second not in copies and same(sentences[first].words, sentences[second].words):
            copies[second] = first
    if len(copies) > MANY:
        yield _passages([sentences[at] for at in sorted(copies)])
        return
    often = Counter(copies.values())
    for second, first in copies.items():
        one, other = sentences[first], sentences[second]
        exact = one.words == other.words
        yield Hit(
            message="这句话前面已经写过" + ("，一字不差" if exact else "，只换了个别词"),
            start=other.start,
            end=other.end,
            related=(Related(one.start, one.end, "前一处"),),
            suggestion="删去一处，或者改写成各自的内容" if exact else "核对换掉的词，删去一处或者改写",
            level="info" if often[first] > 1 else None,
        )


def _passages(copies: list[Sentence]) -> Hit:
    first, others = copies[0], copies[1:]
    return Hit(
        message=f"有{len(copies)}句话前面已经写过，可能是整段重复",
        start=first.start,
        end=first.end,
        related=tuple(Related(other.start, other.end, "也写过") for other in others[:MANY]),
        suggestion="核对是否重复粘贴",
    )
