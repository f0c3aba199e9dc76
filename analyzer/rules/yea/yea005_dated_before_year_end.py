"""年度没有结束就定稿

## 检查什么
报告的日期（落款，没有落款的用公布日期）早于报告年度的12月25日。

## 为什么
年度没有结束，数字不会是全年的。12月下旬定稿的常见，不报。

## 不好的例子
2025年度报告，落款2025年12月7日。

## 好的例子
2025年度报告，落款2026年1月15日。

## 依据
年度报告写全年情况（《法治政府建设与责任落实督察工作规定》；逻辑）。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.signature import date_span

RULE = Rule(
    code="YEA005",
    name="dated-before-year-end",
    title="年度没有结束就定稿",
    level="warning",
    confidence="high",
    basis="逻辑",
    needs_profile=True,
)

FROM = "12-25"


def check(context: RuleContext) -> Iterator[Hit]:
    """A hit on the date, placeless where it is printed nowhere; years long before are taken for a date of something else."""
    year, date = context.metadata.report_year, context.metadata.date
    if year is None or not date or len(date) < 10:
        return
    if f"{year}-01-01" <= date < f"{year}-{FROM}":
        start, end = date_span(context, date) or (None, None)
        yield Hit(
            start=start,
            end=end,
            message=f"报告写的是{year}年，日期是{date}，年度还没有结束。",
            key="date",
            suggestion="核对日期；数字更新为全年的。",
        )
