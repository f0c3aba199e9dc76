"""缺少通知要求的内容

## 检查什么
提纲文件在某一部分下列出的必写内容（[parts.elements]），在这一部分里有没有写到。全国提纲没有列，本规则由各地的提纲文件启用。

## 为什么
各地通知常常点名要写几项（如行政复议、行政执法质量），漏写要退回。

## 不好的例子
通知要求“主要举措和成效”写行政复议，报告的这一部分没有提到复议。

## 好的例子
“（四）办好行政复议案件　受理行政复议申请9件，办结9件。”

## 依据
提纲文件所写的通知。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.outline.profile import compiled
from analyzer.rules.context import RuleContext
from analyzer.rules.outlines import heading_span
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="OUT011",
    name="required-element",
    title="缺少通知要求的内容",
    level="warning",
    confidence="high",
    basis="法规",
    needs_profile=True,
)


def check(context: RuleContext) -> Iterator[Hit]:
    """A hit on the heading of a part for each element that its text does not tell."""
    profile = context.profile
    if profile is None:
        return
    for part in context.report.parts:
        spec = profile.part(part.part)
        if spec is None or part.start is None or part.end is None:
            continue
        words = context.folded[part.start : part.end]
        start, end = heading_span(context, part.start)
        for element in spec.elements:
            if compiled(element.words).search(words) is None:
                yield Hit(
                    message=f"“{spec.title}”里没有写到“{element.name}”。",
                    start=start,
                    end=end,
                    key=f"{part.part}/{element.name}",
                    suggestion=f"按通知要求补写“{element.name}”。",
                )
