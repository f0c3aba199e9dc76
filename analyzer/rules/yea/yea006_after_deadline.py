"""日期晚于期限

## 检查什么
报告的日期（落款，没有落款的用公布日期）是否晚于提纲文件里的公开期限（全国：次年4月1日前）。

## 为什么
期限是规定的。公布日期可能是网站重新发布的日期，所以只作提示，请对照当时的报送记录。

## 不好的例子
2023年的报告，2024年6月3日公布。

## 好的例子
2023年的报告，2024年3月20日公布。

## 依据
《法治政府建设与责任落实督察工作规定》：每年4月1日前公开；各地更早的期限写在提纲文件的 [deadlines] 里。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="YEA006",
    name="after-deadline",
    title="日期晚于期限",
    level="info",
    confidence="medium",
    basis="法规",
    needs_profile=True,
)


def check(context: RuleContext) -> Iterator[Hit]:
    """A placeless hit where the date is the deadline's day of the next year or later."""
    year, date, profile = context.metadata.report_year, context.metadata.date, context.profile
    if year is None or not date or len(date) < 10 or profile is None:
        return
    deadline = dict(profile.deadlines).get("publish")
    if deadline is not None and date >= f"{year + 1}-{deadline}":
        yield Hit(
            message=f"{year}年的报告日期是{date}，晚于期限（{year + 1}-{deadline} 之前）。",
            key="deadline",
            suggestion="核对是不是网站重新发布的日期。",
        )
