"""报告年份前后不一

## 检查什么
题目写的是哪一年，开头“现将……年……情况报告如下”和“……年推进法治政府建设的主要举措”等标题写的是不是同一年。

## 为什么
多半是沿用上一年的文稿没有改全。年份错了，存档和汇总都会归错年度。

## 不好的例子
题目是“2023年法治政府建设年度报告”，第一个标题是“一、2022年推进法治政府建设的主要举措和成效”。

## 好的例子
题目、开头和标题都写2023年；安排部分写2024年。

## 依据
《法治政府建设与责任落实督察工作规定》：年度报告写上一年度的情况；同一报告的年份应当一致（逻辑）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.outlines import part_of_role
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.years import is_quoted, years_in

RULE = Rule(
    code="YEA001",
    name="report-year-differs",
    title="报告年份前后不一",
    level="error",
    confidence="high",
    basis="逻辑",
    priority=5,
    needs_profile=True,
)

OPENING = re.compile(r"(?:现将|现就|报告如下|汇报如下|总结如下|公布如下|通报如下)")
OWN = re.compile(
    r"举措|措施|成[效绩果]|做法|不足|问题|短板|第一责任人|主要负责|(?:开展|完成|推进|落实|工作|总体|基本|建设|主要)(?:的)?情况|工作总结"
)
SINCE = re.compile(r"20\d\d\s?年(?:以来|起|至)")


def check(context: RuleContext) -> Iterator[Hit]:
    """A hit on each heading of a part, and on the opening sentence, that names another year than the title."""
    year, title_years = context.metadata.report_year, _title_years(context)
    if year is None or year not in title_years:
        return
    related = _title(context)
    for found, (start, end) in _own_years(context):
        if found not in title_years:
            yield Hit(
                message=f"报告写的是{year}年，这里写的是{found}年。",
                start=start,
                end=end,
                related=related,
                suggestion=f"核对后改为{year}年。",
            )


def _title_years(context: RuleContext) -> set[int]:
    return {int(found) for found in re.findall(r"(?<!\d)20\d\d(?!\d)", context.metadata.title or "")}


def _title(context: RuleContext) -> tuple[Related, ...]:
    meta = context.metadata
    if meta.title_start is None or meta.title_end is None:
        return ()
    return (Related(meta.title_start, meta.title_end, "题目"),)


def _own_years(context: RuleContext) -> Iterator[tuple[int, tuple[int, int]]]:
    """Years of the headings that tell the year's own work, and of the sentence that opens the report."""
    plan = part_of_role(context, "plan")
    for section in context.report.sections:
        title = context.folded[section.title_start : section.title_end]
        if plan in section.parts or OWN.search(title) is None or SINCE.search(title):
            continue
        yield from years_in(context.folded, section.title_start, section.title_end)
    first = context.sections[0].start if context.sections else context.body_end
    for start, end in context.sentences_in(context.body_start, first):
        opening = OPENING.search(context.folded, start, end)
        if opening is not None:
            clause = max(context.folded.rfind("，", start, opening.start()), start)
            begin = opening.start() if opening[0].startswith("现") else clause
            yield from (row for row in years_in(context.folded, begin, end) if not is_quoted(context, row[1][0]))
