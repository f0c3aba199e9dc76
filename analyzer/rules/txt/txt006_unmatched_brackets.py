"""括号、引号、书名号不成对

## 检查什么
一个自然段里，（）、《》、“”、〔〕、【】只有一半。标题的序号（如“一）”）另有规则，不在这里检查；跨几段的引文不算。

## 为什么
缺了一半，读的人分不清引文、文件名称到哪里为止；自动处理时也会把后面的字都算进去。

## 不好的例子
贯彻《行政处罚法，加强执法监督。

## 好的例子
贯彻《行政处罚法》，加强执法监督。

## 依据
GB/T 15834—2011《标点符号用法》。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Block
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import ranges

RULE = Rule(
    code="TXT006",
    name="unmatched-brackets",
    title="括号、引号、书名号不成对",
    level="warning",
    confidence="high",
    basis="国标",
)

PAIRS = {"）": "（", "》": "《", "”": "“", "〕": "〔", "】": "【", "〉": "〈"}
MARK = re.compile("[（）《》“”〔〕【】〈〉]")
LABEL = re.compile(r"(?:^|[。；：\s])\s*[（(]?\s*[0-9一二三四五六七八九十]{1,3}\s*$")
LONGEST = 2000
"""A pair further apart than this is none."""
SHORT = 12
"""Lines shorter than this are no sentences: buttons of a page, split labels."""


def unmatched(text: str, start: int, end: int) -> list[int]:
    """Places of brackets without a partner inside `text[start:end]`; each kind of bracket is looked at by itself."""
    open_at: dict[str, list[int]] = {mark: [] for mark in PAIRS.values()}
    lonely = []
    for match in MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if mark in open_at:
            open_at[mark].append(at)
            continue
        waiting = open_at[PAIRS[mark]]
        if waiting and at - waiting[-1] <= LONGEST:
            waiting.pop()
        elif not (mark == "）" and LABEL.search(text[max(start, at - 6) : at])):
            lonely.append(at)
    return sorted(lonely + [at for places in open_at.values() for at in places])


def _half_pairs(context: RuleContext, block: Block, places: list[int]) -> Iterator[int]:
    """Lonely marks of a block that count: none in glossaries and labels, no quotation that runs over several paragraphs."""
    quotes = [at for at in places if context.folded[at] in "“”"]
    whole = context.folded[context.body_start : context.body_end]
    quoted_through = quotes and whole.count("“") == whole.count("”")
    for at in places:
        label = any(s.start <= at < s.title_start for s in context.section_path(at)[-1:])
        arrows = context.folded[at] in (
            context.folded[at - 1 : at],
            context.folded[at + 1 : at + 2],
        )  # 《《 and 》》 of a page's buttons
        if at not in context.skipped and not label and not arrows and not (quoted_through and at in quotes):
            yield at


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a mark without its other half."""
    for start, end in ranges(context):
        for block in context.document.blocks:
            if block.kind == "table_row" or block.end <= start or block.start >= end or block.end - block.start < SHORT:
                continue
            places = unmatched(context.folded, max(block.start, start), min(block.end, end))
            for at in _half_pairs(context, block, places) if places else ():
                mark = context.folded[at]
                other = PAIRS.get(mark) or next(close for close, opening in PAIRS.items() if opening == mark)
                yield Hit(
                    message=f"“{mark}”没有对应的“{other}”", start=at, end=at + 1, suggestion=f"补上“{other}”，或者删去“{mark}”"
                )
