"""工作举措没有一个数

## 检查什么
“主要举措和成效”部分写了八百字以上，却没有一个件数、次数、人数、比率（年份、序号、“三项制度”一类固定说法不算）。

## 为什么
没有数，看不出做了多少、效果怎样，上级常以“内容空泛”退回。

## 不好的例子
通篇只写“加强了执法监督，开展了普法宣传，取得明显成效”。

## 好的例子
开展执法监督检查12次，评查案卷46卷；普法宣传18场，受众2300余人次。

## 依据
惯例：年度报告应当写明成效，提供数据。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="NUM010",
    name="measures-without-figures",
    title="工作举措没有一个数",
    level="warning",
    confidence="medium",
    basis="惯例",
    needs_profile=True,
)

PART = "measures"
ENOUGH = 800
"""A part shorter than this is too short to judge."""


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit on the first heading of the part where none of its sections tells a quantity."""
    sections = context.sections_of(PART)
    length = sum(section.end - section.start for section in sections)
    told = any(
        mention.kind in ("quantity", "percentage") and any(s.start <= mention.start < s.end for s in sections)
        for mention in context.report.mentions
    )
    if sections and length >= ENOUGH and not told:
        first = sections[0]
        yield Hit(
            message=f"这一部分约{length}字，没有一个件数、次数、人数或比率",
            start=first.title_start,
            end=max(first.title_end, first.title_start),
            suggestion="补充能说明成效的数据",
        )
