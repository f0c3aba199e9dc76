"""用“今年”“去年”代替年份

## 检查什么
“今年以来”“今年”“去年”“明年”等说法（引号、书名号里的和安排部分的不算）。报告在次年印发或公布的作“应核”，不知道日期或当年印发的作“提示”。
一份报告只报一条，其余各处列在后面。

## 为什么
年度报告写的是上一年，公布时已是次年，“今年”读起来就成了另一年；多半是年中的文稿没有改。

## 不好的例子
2022年的报告，2023年4月公布：“今年以来，我局办理投诉3件。”

## 好的例子
“2022年，我局办理投诉3件。”

## 依据
公文中的时间应当写具体年份（惯例；《党政机关公文处理工作条例》要求表述准确）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.outlines import part_of_role
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.years import is_quoted, published_year

RULE = Rule(
    code="YEA003",
    name="relative-year",
    title="用“今年”“去年”代替年份",
    level="warning",
    confidence="high",
    basis="惯例",
    needs_profile=True,
)

RELATIVE = re.compile(r"(?<![如当迄古])今年(?:以来|来)?(?![轻青龄富迈])|去年(?:同期|以来)?|本年度?以来")


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit on the first relative year in what tells of the past, the others as related places."""
    if context.profile is None or context.profile.name == "work_report" or context.metadata.report_year is None:
        return
    plan = part_of_role(context, "plan")
    places = [
        (match.start(), match.end())
        for start, end in context.sentences
        if context.part_at(start) != plan or plan is None
        for match in RELATIVE.finditer(context.folded, start, end)
        if not is_quoted(context, match.start())
    ]  # fmt: skip
    if not places:
        return
    published, year = published_year(context), context.metadata.report_year
    later = published is not None and published > year
    start, end = places[0]
    words = context.folded[start:end]
    compared = all(context.folded[a:b] == "去年同期" for a, b in places)  # what a figure is held against is clear enough
    since = f"，而报告是{published}年印发或公布的" if later else ""
    yield Hit(
        message=f"报告写的是{year}年{since}，“{words}”应当写明年份" + (f"（共{len(places)}处）。" if len(places) > 1 else "。"),
        start=start,
        end=end,
        level="warning" if later and not compared else "info",
        related=tuple(Related(a, b, context.folded[a:b]) for a, b in places[1:]),
        suggestion=f"“今年”改为“{year}年”，“去年”改为“{year - 1}年”。",
    )
