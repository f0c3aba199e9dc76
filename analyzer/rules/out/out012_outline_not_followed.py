"""没有按提纲分节

## 检查什么
一级标题写的都是题目（加强组织领导、规范行政执法……），没有一个是提纲里的部分。本规则只报一条，说明各部分在正文里找到了没有。
全文一个标题也没有的，也报一条。

## 为什么
国务院部门和省级的报告多用这种专题式写法，不算错；县级部门和乡镇的报告这样写，常常漏掉不足、履职和安排。

## 不好的例子
云台县水务局：一、强化政治引领　二、规范水事执法　三、加强普法宣传（全文完）

## 好的例子
专题式的标题之后，另有“存在的不足和原因”“下一年度安排”。

## 依据
《法治政府建设与责任落实督察工作规定》规定内容，不规定标题。所以县级以下缺的部分由 OUT001 逐项报，这里只作提示；
国务院部门和省级的报告不逐项报，合成这一条。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.outlines import heading_span, is_high_level_thematic, is_thematic
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="OUT012",
    name="outline-not-followed",
    title="没有按提纲分节",
    level="info",
    confidence="high",
    basis="惯例",
    needs_profile=True,
)

LONG = 300
"""A shorter text needs no headings."""
WORDS = {"present": "有", "merged": "合并", "weak": "薄弱", "missing": "没有找到"}


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit on the first heading of a thematic report; a warning where it stands for the missing parts of a ministry's."""
    profile = context.profile
    if profile is None:
        return
    if not context.sections:
        yield from _without_headings(context)
        return
    if not is_thematic(context):
        return
    required = [part for part in context.report.parts if (spec := profile.part(part.part)) is not None and spec.required]
    if required and all(part.status == "present" for part in required):
        return  # each part has a heading of its own, however it is worded
    told = "，".join(f"{profile.title_of(part.part)}：{WORDS[part.status]}" for part in required)
    alone = is_high_level_thematic(context) and any(part.status == "missing" for part in required)
    start, end = heading_span(context, context.report.sections[0].start)
    yield Hit(
        message=f"标题是专题式的，没有按提纲分节；在正文里找到的部分——{told}。",
        start=start,
        end=end,
        level="warning" if alone else "info",
        confidence="medium" if alone else "high",
        key="outline",
        suggestion="核对没有找到的部分是否需要补写。" if any(p.status == "missing" for p in required) else None,
    )


def _without_headings(context: RuleContext) -> Iterator[Hit]:
    """One hit on the whole of a report that is long enough to have parts and has no heading at all."""
    profile = context.profile
    length = len(context.folded[context.body_start : context.body_end].strip())
    if profile is None or length < LONG:
        return
    required = [part for part in context.report.parts if (spec := profile.part(part.part)) is not None and spec.required]
    told = "，".join(f"{profile.title_of(part.part)}：{WORDS[part.status]}" for part in required)
    yield Hit(
        message=f"全文约{length}字，没有分节的标题；在正文里找到的部分——{told}。",
        key="outline",
        suggestion="按提纲分节，加上标题。",
    )
