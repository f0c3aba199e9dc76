"""日期晚于期限

## 检查什么
报告的日期（落款，没有落款的用公布日期）是否晚于提纲文件里的期限：公开期限（全国：次年4月1日前）；
有落款日期的，还看报送期限（全国：次年3月1日前）。

## 为什么
期限是规定的。公布日期可能是网站重新发布的日期，所以只作提示，请对照当时的报送记录。

## 不好的例子
2023年的报告，2024年6月3日公布。

## 好的例子
2023年的报告，2024年3月20日公布。

## 依据
《法治政府建设与责任落实督察工作规定》：每年3月1日前报送，4月1日前公开；各地更早的期限写在提纲文件的 [deadlines] 里。
"""

from __future__ import annotations

import re
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

DAY = re.compile(r"(20\d\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
TAIL = 200
KINDS = (("publish", "公开"), ("report", "报送"))
"""The deadlines of a profile, the later first: one finding tells of the worst."""


def check(context: RuleContext) -> Iterator[Hit]:
    """A placeless hit where the date is the deadline's day of the next year or later."""
    year, date, profile = context.metadata.report_year, context.metadata.date, context.profile
    if year is None or not date or len(date) < 10 or profile is None:
        return
    deadlines = dict(profile.deadlines)
    late = [(name, what) for name, what in KINDS if name in deadlines and date >= f"{year + 1}-{deadlines[name]}"]
    if not _signed(context, date):
        late = [pair for pair in late if pair[0] == "publish"]  # a page's date says nothing of the day of submission
    if late:
        name, what = late[0]
        yield Hit(
            message=f"{year}年的报告日期是{date}，晚于{what}期限（{year + 1}-{deadlines[name]} 之前）。",
            key="deadline",
            suggestion="核对报送和公开的日期；也可能是网站重新发布的日期。",
        )


def _signed(context: RuleContext, date: str) -> bool:
    """Whether the date stands at the end of the body, as a signature's does."""
    found = DAY.finditer(
        context.folded, max(context.body_start, context.body_end - TAIL), min(context.body_end + 80, len(context.folded))
    )
    return any(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" == date for match in found)
