"""部分过于单薄

## 检查什么
提纲要求的部分只有标题没有内容，只有一两句话，或者没有标题、只在正文末尾带过一句。字数下限在提纲文件里（min_characters）。

## 为什么
一句“下一步将继续努力”算不上安排，一句“还存在一些不足”算不上查找问题；上级看了仍要退回补写。

## 不好的例子
全文最后一句：“下一步，我局将继续深化法治宣传、深化依法治理、深化执法规范化建设。”此外没有下一年的安排。

## 好的例子
“四、2024年主要安排”下分三条，各写做什么、谁负责、何时完成。

## 依据
《法治政府建设与责任落实督察工作规定》要求报告“主要安排”“不足和原因”等情况；字数下限是惯例，可在提纲文件里改。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.outlines import heading_span, is_high_level_thematic
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="OUT003",
    name="weak-part",
    title="部分过于单薄",
    level="warning",
    confidence="high",
    basis="法规",
    needs_profile=True,
)


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit for each weak part, on its heading or on the sentence that tells it."""
    profile = context.profile
    if profile is None or is_high_level_thematic(context):
        return
    for part in context.report.parts:
        if part.status != "weak" or part.start is None:
            continue
        spec = profile.part(part.part)
        start, end = heading_span(context, part.start)
        yield Hit(
            message=f"“{profile.title_of(part.part)}”过于单薄：{part.reason}。",
            start=start,
            end=end,
            key=part.part,
            suggestion=spec.advice or None if spec is not None else None,
        )
