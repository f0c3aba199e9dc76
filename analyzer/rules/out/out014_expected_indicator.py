"""没有报要求的数据

## 检查什么
提纲文件里 indicators 列出的指标（例如“行政复议”“行政处罚”），报告里有没有一个数。写“0件”“未发生”也算报了。
提纲文件没有列指标的，不查；全国提纲没有列。

## 为什么
有的地方要求报送固定的数据，缺了汇总不了。

## 不好的例子
通知要求报行政复议的件数，报告只写“认真办理行政复议案件”。

## 好的例子
办理行政复议案件3件。

## 依据
惯例：本地通知的要求，写在提纲文件的 indicators 里。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="OUT014",
    name="expected-indicator",
    title="没有报要求的数据",
    level="info",
    confidence="medium",
    basis="惯例",
    needs_profile=True,
)


def check(context: RuleContext) -> Iterator[Hit]:
    """A placeless hit for each indicator of the profile whose name no figure of the report carries."""
    profile = context.profile
    if profile is None or not profile.indicators:
        return
    told = [indicator.name for indicator in context.report.indicators]
    told += [context.folded[start:end] for start, end in context.sentences if NOTHING in context.folded[start:end]]
    for name in profile.indicators:
        if not any(name in words for words in told):
            yield Hit(
                message=f"没有报“{name}”的数。",
                key=name,
                suggestion=f"补写{name}的数；没有发生的写“0”。",
            )


NOTHING = "未发生"
"""Where nothing happened, no figure is needed."""
