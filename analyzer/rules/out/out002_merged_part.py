"""没有单独成节

## 检查什么
提纲要求的部分写了，但是写在另一部分里面，或者与另一部分合用一个标题。

## 为什么
内容没有少，只是不便于查找和对照；有的地方通知要求每一部分单独成节，可以在提纲文件里把这条提高为“应核”。

## 不好的例子
第一责任人履职情况写在“一、主要举措和成效”的“（二）”里。

## 好的例子
“三、党政主要负责人履行推进法治建设第一责任人职责的有关情况”单独成节。

## 依据
《法治政府建设与责任落实督察工作规定》把这几项并列；单独成节是多数报告的惯例，不是硬性规定，所以只作提示。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.outlines import heading_span
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="OUT002",
    name="merged-part",
    title="没有单独成节",
    level="info",
    confidence="high",
    basis="惯例",
    group="OUT002",  # the same heading may also tell no causes: two things to mend
    needs_profile=True,
)


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit for each merged part, on its heading or on the first sentence of its passage."""
    profile = context.profile
    if profile is None:
        return
    seen = set()
    for part in context.report.parts:
        if part.status != "merged" or part.start is None or part.start in seen:
            continue  # two parts under one heading are one finding
        seen.add(part.start)
        start, end = heading_span(context, part.start)
        yield Hit(
            message=f"“{profile.title_of(part.part)}”{part.reason}。",
            start=start,
            end=end,
            key=part.part,
            suggestion="通知要求分节写的，单独列一个标题。",
        )
