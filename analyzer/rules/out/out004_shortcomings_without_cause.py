"""不足没有说明原因

## 检查什么
“存在的不足和原因”里，逐条看每一条不足是否说明了原因（由于、因、源于、导致、造成、受……影响、主要是……）。
半数以上没有原因的，报一条，列出缺原因的各条；文中另有一段总说“主要原因”的不报。

## 为什么
规定要求写的是“不足**和原因**”。只写“还不够深入”“有待提高”，看不出该改什么，下一年多半照抄。

## 不好的例子
二、存在的不足和原因
一是普法宣传的针对性还不强。二是执法力量有待加强。

## 好的例子
一是普法宣传的针对性还不强，主要是没有按对象分类准备内容。二是执法力量不足，由于机构改革后编制没有到位。

## 依据
《法治政府建设与责任落实督察工作规定》关于年度报告内容的规定：“存在的不足和原因”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Related
from analyzer.rules.causes import Shortcoming, shortcomings_of, sums_up_causes
from analyzer.rules.context import RuleContext
from analyzer.rules.outlines import heading_span, part_of_role
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.spans import Span

RULE = Rule(
    code="OUT004",
    name="shortcomings-without-cause",
    title="不足没有说明原因",
    level="warning",
    confidence="high",
    basis="法规",
    needs_profile=True,
)

PLAN = re.compile(
    r"(?<=[。；;\n])\s{0,4}(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]\s?)?(?:下一?步|接下来|针对(?:上述|以上|存在|这些)|今后|明年|下一?(?:年|阶段)|为此|对此"
    r"|20[0-9]{2} ?年(?:度)?[，,是][^。；]{0,30}?(?:将|要|重点|着力|继续|力争))"
)


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit on the heading (or the first sentence of the passage) when over half of the shortcomings lack a cause."""
    found = _range(context)
    if found is None:
        return
    start, end = found
    body = _body_start(context, start)
    plan = PLAN.search(context.folded, body, end)
    if plan is not None and plan.start() - body > 30:
        end = plan.start()
    shortcomings = shortcomings_of(context, body, end)
    without = [row for row in shortcomings if not row.caused]
    if not shortcomings or 2 * len(without) <= len(shortcomings) or sums_up_causes(context.folded[body:end]):
        return
    yield _hit(context, heading_span(context, start), shortcomings, without)


def _range(context: RuleContext) -> Span | None:
    """Where the shortcomings are told, if more than a weak sentence tells them."""
    part_id = part_of_role(context, "shortcomings")
    part = next((part for part in context.report.parts if part.part == part_id), None)
    if part is None or part.start is None or part.end is None or part.status in ("missing", "weak"):
        return None
    return part.start, part.end


def _body_start(context: RuleContext, start: int) -> int:
    section = next((section for section in context.sections if section.start == start), None)
    return section.body_start if section is not None else start


def _hit(context: RuleContext, span: Span, shortcomings: list[Shortcoming], without: list[Shortcoming]) -> Hit:
    many = f"{len(shortcomings)}条不足" if len(shortcomings) > 1 else "不足"
    if len(without) == len(shortcomings):
        message = f"{many}都没有说明原因。" if len(shortcomings) > 1 else "写了不足，没有说明原因。"
    else:
        message = f"{many}中有{len(without)}条没有说明原因。"
    return Hit(
        message=message,
        start=span[0],
        end=span[1],
        related=tuple(Related(row.start, row.end, "没有说明原因") for row in without),
        suggestion="逐条写出造成不足的原因（主要是……、由于……）。",
    )
