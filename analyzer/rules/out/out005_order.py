"""部分的次序不合提纲

## 检查什么
提纲文件规定了次序（[order] accepted）时，各部分在正文里的先后是否与其中一种相同。没有规定次序的提纲不查。

## 为什么
有的报告（如政府信息公开工作年度报告）格式统一，次序固定，便于汇总；次序乱了往往是从别处拼来的。

## 不好的例子
“六、其他需要报告的事项”写在“五、存在的主要问题及改进情况”的前面。

## 好的例子
一、总体情况　二、主动公开政府信息情况　三、收到和处理政府信息公开申请情况……六、其他需要报告的事项

## 依据
提纲文件所写的通知或格式。全国的法治政府建设报告提纲不限次序，本规则对它不起作用。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.outlines import heading_span
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="OUT005",
    name="part-order",
    title="部分的次序不合提纲",
    level="warning",
    confidence="high",
    basis="惯例",
    needs_profile=True,
)


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit on the first part that stands out of every accepted order; only parts with headings of their own count."""
    profile = context.profile
    if profile is None or not profile.orders:
        return
    headings = {section.start for section in context.report.sections}
    told = sorted(
        (part.start, part.part)
        for part in context.report.parts
        if part.status in ("present", "weak") and part.start is not None and part.start in headings
    )
    actual = [part for _, part in told]
    misfits = [_first_misfit(actual, order) for order in profile.orders]
    if any(misfit is None for misfit in misfits):
        return
    place = max(misfit for misfit in misfits if misfit is not None)
    start, end = heading_span(context, told[place][0])
    wanted = " → ".join(profile.title_of(part) for part in profile.orders[0])
    yield Hit(
        message=f"“{profile.title_of(actual[place])}”的次序不合提纲。",
        start=start,
        end=end,
        suggestion=f"按提纲的次序：{wanted}。",
    )


def _first_misfit(actual: list[str], order: tuple[str, ...]) -> int | None:
    """Index of the first part that stands after one which the order puts behind it; parts that the order leaves out are free."""
    highest = -1
    for index, part in enumerate(actual):
        if part in order:
            if order.index(part) < highest:
                return index
            highest = order.index(part)
    return None
