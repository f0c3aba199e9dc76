"""标题下没有内容

## 检查什么
一个标题下面没有正文，也没有下一级标题，而同级的其他标题下都有内容。表格为主的部分（政府信息公开年报第二至四部分）不查。

## 为什么
多半是只列了提纲没有写，或者合并文稿时丢了一段。

## 不好的例子
（二）规范行政执法
（三）加强普法宣传
全年开展宣传12场……

## 好的例子
（二）规范行政执法
全年检查取水户43家，办理案件6件。

## 依据
有标题就应当有内容（逻辑）。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model import Section
from analyzer.rules.context import RuleContext
from analyzer.rules.outlines import heading_span
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="OUT013",
    name="empty-section",
    title="标题下没有内容",
    level="warning",
    confidence="high",
    basis="逻辑",
)

LONGEST = 30
"""A longer title may hold its text: some reports write a whole item as one line."""


def check(context: RuleContext) -> Iterator[Hit]:
    """A hit on an empty section of the first two levels among siblings that have text."""
    weak = {part.start for part in context.report.parts if part.status == "weak"}
    for siblings in _families(context.report.sections):
        told = [section for section in siblings if _has_text(context, section)]
        if len(siblings) < 2 or len(told) < len(siblings) - 1:
            continue
        for section in siblings:
            if (
                _has_text(context, section)
                or section.start in weak
                or section.start in context.skipped
                or _table(context, section)
            ):
                continue
            title = context.folded[section.title_start : section.title_end].strip()
            if context.folded[section.title_end : section.title_end + 1] in ("。", "；", ";"):
                continue  # the item is this one sentence
            if 2 <= len(title) <= LONGEST and not set(title) & set("，。；："):
                start, end = heading_span(context, section.start)
                yield Hit(message="标题下没有内容。", start=start, end=end, suggestion="补写内容，或者删去这个标题。")


def _families(sections: tuple[Section, ...]) -> Iterator[tuple[Section, ...]]:
    yield sections
    for section in sections:
        yield section.children


def _has_text(context: RuleContext, section: Section) -> bool:
    return bool(section.children) or bool(context.folded[section.body_start : section.end].strip())


def _table(context: RuleContext, section: Section) -> bool:
    profile = context.profile
    return profile is not None and any((spec := profile.part(part)) is not None and spec.table for part in section.parts)
