"""只有上半年或前几个月的数

## 检查什么
“上半年”“前三季度”“截至10月”等后面跟着数量，而同一句没有全年的数。“上半年工作会议”之类的名称不算，安排部分的不算。

## 为什么
年度报告应当是全年的数；只有半年的数，多半是年中的文稿没有更新。

## 不好的例子
“上半年，共办理行政许可121件。”

## 好的例子
“全年办理行政许可256件，其中上半年121件。”

## 依据
年度报告写全年情况（《法治政府建设与责任落实督察工作规定》；逻辑）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.outlines import part_of_role
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.spans import Span
from analyzer.rules.years import is_quoted

RULE = Rule(
    code="YEA004",
    name="part-of-year-figures",
    title="只有上半年或前几个月的数",
    level="warning",
    confidence="medium",
    basis="逻辑",
    needs_profile=True,
)

PARTIAL = re.compile(
    r"(?:20\d\d\s?年\s?)?(?:上半年|前三季度|前三个季度|一至三季度|前[一二三四五六七八九十]{1,2}个?月|1\s?[-—－至]{1,2}\s?(?:[3-9]|1[01])月(?:份)?"
    r"|截[至止]\s?(?:(20\d\d)\s?年)?\s?(?:[3-9]|1[01])月(?:份|底|末)?)"
)
WHOLE = re.compile(r"全年|年末|年底|12\s?月|十二月|下半年|四季度|同比|年度")
NAME_AFTER = re.compile(r"^[^，。；]{0,10}(?:会议|例会|研判会|推进会|总结|分析会|计划|评估|考核|报告|通报|方案|经济运行)")
OTHER_HALF = re.compile(r"下半年|(?:第)?四季度")
SPAN = 60
NEAR = 200


def check(context: RuleContext) -> Iterator[Hit]:
    """A hit on each part of the year that figures follow in a sentence that tells no whole year."""
    year = context.metadata.report_year
    plan = part_of_role(context, "plan")
    if year is None or (context.profile is not None and context.profile.name == "work_report"):
        return
    for start, end in context.sentences:
        if plan is not None and plan in context.parts_at(start):
            continue
        for match in PARTIAL.finditer(context.folded, start, end):
            if _fits(context, match, (start, end), year) and not _other_half(context, end):
                yield Hit(
                    message=f"年度报告里只有“{match[0].strip()}”的数，没有全年的。",
                    start=match.start(),
                    end=match.end(),
                    suggestion="更新为全年的数。",
                )


def _other_half(context: RuleContext, end: int) -> bool:
    """Whether what follows tells the other half of the year."""
    return OTHER_HALF.search(context.folded, end, min(end + NEAR, context.body_end)) is not None


def _fits(context: RuleContext, match: re.Match[str], sentence: Span, year: int) -> bool:
    if is_quoted(context, match.start()) or WHOLE.search(context.folded[sentence[0] : sentence[1]]):
        return False
    told = re.search(r"20\d\d", match[0])
    if (told is not None and int(told[0]) != year) or NAME_AFTER.match(context.folded[match.end() : match.end() + 16]):
        return False
    limit = min(sentence[1], match.end() + SPAN)
    return any(
        match.end() <= mention.start < limit
        for mention in context.report.mentions
        if mention.kind in ("quantity", "percentage")
    )  # fmt: skip
