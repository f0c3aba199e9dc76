"""安排里没有具体举措

## 检查什么
写下一年度安排的部分，有没有一句说到具体要做的事：制定或修订什么、开展什么活动、检查什么、建什么平台或机制、达到什么数。
通篇只有“加强、深化、提升、推进”的报一条。

## 为什么
没有举措的安排无法落实，也无法在下一年的报告里对照检查。

## 不好的例子
“下一步，我局将提高政治站位，增强法治意识，提升依法行政水平，推动法治政府建设再上新台阶。”

## 好的例子
“上半年修订行政处罚裁量基准；9月底前对12个镇开展案卷评查；新任执法人员全部参加培训。”

## 依据
《法治政府建设与责任落实督察工作规定》要求报告“下一年度推进法治政府建设的主要安排”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.outlines import heading_span, part_of_role, sections_of_role
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="OUT008",
    name="plan-without-measures",
    title="安排里没有具体举措",
    level="warning",
    confidence="medium",
    basis="法规",
    group="OUT008",
    needs_profile=True,
)

CONCRETE = re.compile(
    r"\d|《|“|百分之|制[定订]|修订|出台|印发|开展|组织|举办|建立|健全|完善[^，。；]{1,16}(?:制度|机制|体系|平台|清单|台账|程序|流程)|编制|梳理|清理|评查|检查"
    r"|抽查|督[察查导]|培训|轮训|讲座|考试|考核|演练|公示|公开|备案|审[查核]|聘请|配[备齐强]|选派|设立|推行|上线|平台|清单|台账|专项|试点|活动|调解|办理|排查|整治|执法"
)
YEARS = re.compile(r"20\d\d\s?年(?:\s?\d{1,2}\s?月\s?\d{1,2}\s?日|度)?|“[十四五八九]+五”|党的二十[届大][^，。；]{0,6}")
"""Digits and quotes that name no measure."""
SHORT = 60
STOP = re.compile(r"[。；;！]")
PLAN = re.compile(
    r"(?<=[。；;\n])\s{0,4}(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]\s?)?(?:下一?步|接下来|今后|明年|下一?(?:年|阶段)|为此)"
)


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit on a plan of some length in which nothing concrete is told."""
    for section in sections_of_role(context, "plan"):
        start, shared = section.body_start, False
        if part_of_role(context, "shortcomings") in section.parts:  # told together: the plan begins where it says so
            opening = PLAN.search(context.folded, start, section.end)
            start, shared = (opening.start(), True) if opening is not None else (start, False)
        body = context.folded[start : section.end]
        closing = shared and len(STOP.findall(body.strip())) <= 1 and not re.search(r"\d|《", body)
        if len(body.strip()) >= SHORT and (closing or CONCRETE.search(YEARS.sub("", body)) is None):
            start, end = heading_span(context, section.start)
            yield Hit(
                message="安排只有结尾一句话，没有一项具体举措。" if closing else "只有加强、提升一类的话，没有一项具体举措。",
                start=start,
                end=end,
                suggestion="写明做什么、谁负责、何时完成。",
            )
