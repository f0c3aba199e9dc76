"""没有这一天

## 检查什么
写出的日期在日历上没有，例如2月30日、4月31日、13月5日；写明年份的，也看2月有没有29日。

## 为什么
日期写错，多半是改动时漏改了月份或日子，读的人无从知道是哪一天。

## 不好的例子
截至2023年2月30日，全部整改到位。

## 好的例子
截至2023年2月28日，全部整改到位。

## 依据
逻辑：日历上没有这一天。
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import matches

RULE = Rule(
    code="YEA009",
    name="impossible-date",
    title="没有这一天",
    level="error",
    confidence="high",
    basis="逻辑",
)

DATE = re.compile(r"(?<![\d.])(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
LEAP = 2024
"""Without a year the 29th of February may be meant."""


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a date that the calendar has not."""
    for match in matches(context, DATE, ("月",)):
        year, month, day = int(match["year"] or LEAP), int(match["month"]), int(match["day"])
        last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
        if 1 <= day <= last:
            continue
        reason = f"{month}月只有{last}天" if last and day else f"没有{month}月{day}日"
        yield Hit(
            message=f"日历上没有“{match.group()}”：{reason}。",
            start=match.start(),
            end=match.end(),
            suggestion="核对是哪一天。",
        )
