"""固定名称写错一个字

## 检查什么
本领域的固定名称（习近平法治思想、行政执法全过程记录、公平竞争审查……约九百个，见 analyzer/data/rules/terms.toml），
在文中少一个字、多一个字、颠倒两个字，或者换成音近形近的字，而这样写出来的字句在政府文稿里从不出现。

## 为什么
这些名称人人都熟，写错一个字十分显眼；检索和统计也会漏掉。

## 不好的例子
规范文件合法性审查

## 好的例子
规范性文件合法性审查

## 依据
惯例：照规范的名称书写。
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import is_alone, ranges, words_around
from analyzer.rules.txt.damage import is_slip
from analyzer.rules.txt.lexicon import looks_alike, phrases, sounds_alike, terms
from analyzer.rules.txt.near import NearMiss, Searcher

RULE = Rule(
    code="TXT015",
    name="fixed-term",
    title="固定名称写错一个字",
    level="warning",
    confidence="medium",
    basis="惯例",
    priority=25,
)

WHAT = {"changed": "错一个字", "lost": "少一个字", "doubled": "多一个字", "inserted": "多一个字", "swapped": "两个字颠倒"}


@cache
def _searcher() -> Searcher:
    runs = ["".join(phrase.members) for phrase in phrases()]
    return Searcher(sorted({term for term in (*terms(), *runs) if len(term) > 4}))


HEADS = "园廊馆站室厅院所场亭街墙栏窗"
"""Nouns that stand by themselves behind another (文化园 beside 文化公园)."""


def _own_word(context: RuleContext, miss: NearMiss) -> bool:
    """Whether the odd character makes another word that is right (草案 for 备案, 互查 for 评查), unlike to sound or look at."""
    if miss.slip == "lost":
        return miss.index == len(miss.term) - 2 and miss.term[-1] in HEADS
    here, meant = context.folded[miss.at], miss.term[miss.index]
    if miss.slip == "inserted":  # 党工委 for 党委 is another body, 行政执法人的员 is none
        words = words_around(context, miss.start, miss.end)
        return any(start < miss.at < end - 1 for start, end in words if end - start < miss.end - miss.start)
    if miss.slip != "changed" or sounds_alike(here, meant) or looks_alike(here, meant):
        return False
    words = words_around(context, miss.start, miss.end)
    return any(start <= miss.at < end and end - start > 1 and (start, end) != (miss.start, miss.end) for start, end in words)


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a place, for the longest term."""
    text, taken = context.folded, 0
    for start, end in ranges(context):
        bigrams = context.bigrams if (start, end) == (context.body_start, context.body_end) else None
        found = sorted(
            _searcher().search(text, start, end, bigrams),
            key=lambda miss: (miss.at, -len(miss.term)),
        )
        for miss in found:
            if miss.start < taken or miss.start in context.skipped or not is_slip(text, miss):
                continue
            if is_alone(context, miss.start, miss.end) and not _own_word(context, miss):
                taken = miss.end
                yield Hit(
                    message=f"“{context.text[miss.start : miss.end]}”像是“{miss.term}”{WHAT[miss.slip]}",
                    start=miss.start,
                    end=miss.end,
                    suggestion=f"核对后改为“{miss.term}”",
                    confidence="high" if miss.slip in ("doubled", "swapped") else None,
                )
