"""安排的年份不是下一年

## 检查什么
写下一年度安排的标题里的年份，是不是报告年份的下一年。标题同时写了两年（如“2023年工作总结和2024年安排”）的，有一个对就不报。

## 为什么
多半是沿用上一年的文稿没有改：2023年的报告后面写着“2023年工作安排”。

## 不好的例子
2023年报告：“四、2023年推进法治政府建设的主要安排”

## 好的例子
2023年报告：“四、2024年推进法治政府建设的主要安排”

## 依据
《法治政府建设与责任落实督察工作规定》：报告“下一年度推进法治政府建设的主要安排”。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.outlines import sections_of_role
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.years import years_in

RULE = Rule(
    code="YEA002",
    name="plan-year",
    title="安排的年份不是下一年",
    level="error",
    confidence="high",
    basis="法规",
    priority=5,
    needs_profile=True,
)


def check(context: RuleContext) -> Iterator[Hit]:
    """A hit on a plan's heading whose only year is not the one that should come."""
    year, profile = context.metadata.report_year, context.profile
    if year is None or profile is None:
        return
    wanted = year + profile.plan_offset
    for section in sections_of_role(context, "plan"):
        found = list(years_in(context.folded, section.title_start, section.title_end))
        if len(found) == 1 and found[0][0] != wanted:
            start, end = found[0][1]
            yield Hit(
                message=f"报告写的是{year}年，安排应当是{wanted}年的，标题写的是{found[0][0]}年。",
                start=start,
                end=end,
                suggestion=f"核对后改为{wanted}年。",
            )
