"""规定的标题里有错字

## 检查什么
各部分的标题里有规定的说法（推进法治政府建设、主要举措和成效、存在的不足和原因、履行推进法治建设第一责任人职责……），
写错、少写、多写了一个字，例如“推荐法治政府建设”。

## 为什么
标题最醒目；汇编和自动归类也靠标题认部分。

## 不好的例子
二、推荐法治政府建设存在的不足和原因

## 好的例子
二、推进法治政府建设存在的不足和原因

## 依据
惯例：标题照规定的提纲书写。
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.lexicon import alike, counts
from analyzer.rules.txt.near import NearMiss, Searcher

RULE = Rule(
    code="TXT018",
    name="heading-typo",
    title="规定的标题里有错字",
    level="error",
    confidence="high",
    basis="惯例",
    priority=80,
)

WANTED = (
    "推进法治政府建设", "法治政府建设", "推进法治建设", "主要举措和成效", "主要做法和成效", "存在的不足和原因",
    "存在的主要问题和原因", "不足和原因", "党政主要负责人", "履行推进法治建设第一责任人职责", "第一责任人职责",
    "主要负责人履行", "法治建设第一责任人", "年度主要安排", "下一年度推进法治政府建设的主要安排", "下一步工作安排",
    "下一步工作打算", "下一步工作计划", "法治政府建设情况", "法治政府建设年度报告", "依法行政工作", "存在的问题",
    "工作开展情况",
)  # fmt: skip
VERBS = "进动行展抓好化广"
"""Characters by which one right verb differs from another (推进, 推动, 推行): such a change is no slip."""
LINKS = "和及与暨"
"""So with the links between two nouns (主要举措及成效)."""


@cache
def _searcher() -> Searcher:
    return Searcher(term for term in WANTED if len(term) > 4)


def is_typo(text: str, miss: NearMiss) -> bool:
    """Whether the heading's words can only be the required ones, damaged."""
    written = text[miss.start : miss.end]
    if not all("一" <= char <= "龥" for char in written):
        return False
    if miss.slip in ("doubled", "swapped"):
        return True
    if miss.slip == "lost":
        return len(miss.term) > 6 and miss.term[miss.index] not in "的和主要年度一" and _unknown(text, miss)
    if miss.slip == "inserted":
        return len(miss.term) > 6 and text[miss.at] not in "的和与及主要" and _unknown(text, miss)
    here, meant = text[miss.at], miss.term[miss.index]
    if any(here in group and meant in group for group in (VERBS, LINKS)):
        return False
    return alike(here, meant) or (len(miss.term) > 6 and _unknown(text, miss))


def _unknown(text: str, miss: NearMiss) -> bool:
    """Whether the field does not know the words over the slip."""
    known = counts()
    grams = [text[at : at + 3] for at in range(max(miss.start, miss.at - 2), miss.at + (0 if miss.slip == "lost" else 1))]
    return all(gram not in known for gram in grams)


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a slip in a heading or in the report's title, for the longest wanted words."""
    meta = context.metadata
    spans = [(section.title_start, section.title_end) for section in context.sections if section.start not in context.skipped]
    if meta.title_start is not None and meta.title_end is not None:
        spans.append((meta.title_start, meta.title_end))
    for start, end in sorted(set(spans)):
        taken = start
        for miss in sorted(_searcher().search(context.folded, start, end), key=lambda miss: (miss.at, -len(miss.term))):
            if miss.start >= taken and is_typo(context.folded, miss):
                taken = miss.end
                yield Hit(
                    message=f"标题里的“{context.text[miss.start : miss.end]}”应为“{miss.term}”",
                    start=miss.start,
                    end=miss.end,
                    suggestion=f"改为“{miss.term}”",
                )
