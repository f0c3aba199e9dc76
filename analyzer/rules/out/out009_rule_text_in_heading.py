"""标题照抄了规定的原文

## 检查什么
标题里还留着规定原文的“上一年度”“上年度”而没有换成年份，或者标题末尾带着原文列举用的分号。

## 为什么
规定里的“上一年度”是对所有报告说的，写进某一年的报告，读者要自己换算，存档以后更说不清是哪一年。

## 不好的例子
一、上一年度推进法治政府建设的主要举措和成效；

## 好的例子
一、2023年推进法治政府建设的主要举措和成效

## 依据
《法治政府建设与责任落实督察工作规定》的列举是内容要求，不是标题的写法。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="OUT009",
    name="rule-text-in-heading",
    title="标题照抄了规定的原文",
    level="warning",
    confidence="high",
    basis="惯例",
    needs_profile=True,
)

LAST_YEAR = re.compile(r"上一?年度")
STOP = re.compile(r"[；;]\s{0,4}$")
PRESCRIBED = re.compile("推进法治政府建设|举措|成效|不足|第一责任人|有关情况|主要安排")
"""Words of the rule's own list; any other line that ends so is an item of the report's."""


def check(context: RuleContext) -> Iterator[Hit]:
    """A hit on 上一年度 in a heading of the first two levels, and on a semicolon that ends one."""
    year = context.metadata.report_year
    for section in context.sections:
        if section.level > 2:
            continue
        title = context.folded[section.title_start : section.title_end]
        match = LAST_YEAR.search(title)
        if match is not None:
            yield Hit(
                message=f"标题里的“{match[0]}”没有换成年份。",
                start=section.title_start + match.start(),
                end=section.title_start + match.end(),
                suggestion=f"写明年份：{year}年。" if year else "写明年份。",
            )
        after = context.folded[section.title_start : section.title_end + 1]
        stop = STOP.search(after)
        if stop is not None and PRESCRIBED.search(title) and _alone(context, section.title_start + stop.end()):
            yield Hit(
                message="标题末尾留着规定列举用的分号。",
                start=section.title_start + stop.start(),
                end=section.title_start + stop.start() + 1,
                suggestion="删去分号。",
            )


def _alone(context: RuleContext, place: int) -> bool:
    """Whether the line ends here: a semicolon inside a line divides a list and is none of our business."""
    rest = context.folded[place : place + 40].split("\n", 1)
    return len(rest) > 1 and not rest[0].strip()
