"""同一个数写了两个值

## 检查什么
两处用完全相同的话说同一件事（至少十个字一字不差，单位相同，都指全年），数却不同；
或者只换了同义的动词（全年办理行政处罚案件36件，全年共查处行政处罚案件38件），两处都写明“全年”“共”。
措辞稍有不同、分地区分类别、带有“其中”“截至”“同比”的都不算，所以只报有把握的。

## 为什么
前后两个数至少有一个是错的，常常是改了一处忘了另一处。

## 不好的例子
……共受理行政复议申请案件36件……；本年度共受理行政复议申请案件38件。

## 好的例子
两处都写36件。

## 依据
逻辑：一个事实只有一个数。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Indicator, Related
from analyzer.rules.context import RuleContext
from analyzer.rules.num.counts import Count, by_sentence
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="NUM005",
    name="two-values",
    title="同一个数写了两个值",
    level="warning",
    confidence="medium",
    basis="逻辑",
)

LEAD = 10
"""So many characters before the value must be the same."""
NARROWED = re.compile(
    r"其中|同比|截至|上半年|季度|去年|上年|比|较|累计|以来|分别|计划|将|力争|确保|目标|新增|每|各(?![类项种])|连续|第[一二三四五六七八九十]|[0-9]{1,2}月|"
    r"[一-龥]{1,4}(?<![我本全])(?:镇|乡|街道|村|社区|局|所|中心)[^，。；]{0,12}$"
)
LEAD_IN = re.compile(r"[一-龥]{10,}$")


def leads(context: RuleContext) -> Iterator[tuple[str, Count, Indicator]]:
    """(words right before the value, the value, its indicator) for exact values achieved in the year, told of no part."""
    text, year = context.folded, context.metadata.report_year
    indicators = {indicator.start: indicator for indicator in context.report.indicators}
    for (start, _), counts in by_sentence(context):
        for count in counts:
            match = LEAD_IN.search(text[max(start, count.start - 30) : count.start])
            indicator = indicators.get(count.start)
            if match is None or indicator is None or not count.exact or NARROWED.search(text[start : count.start]):
                continue
            if indicator.modality == "achieved" and indicator.parent is None and indicator.period in (None, str(year)):
                yield match.group()[-LEAD:], count, indicator


ACTS = (
    ("受理", "收到", "接收", "接到"),
    ("办理", "查办", "查处", "处理"),
    ("开展", "组织开展", "组织", "举办", "举行"),
    ("制定", "出台", "印发", "制发"),
    ("审查", "审核"),
    ("化解", "调解", "调处"),
)
"""Verbs that tell one act."""
_VERBS = {verb: group[0] for group in ACTS for verb in group}
WHOLE_YEAR = re.compile(
    r"(?:全年|本年度|一年来|20[0-9]{2}年(?:度)?，?(?:我[局市县区镇办委])?|全[市县区镇]|共计?|累计){1,3}"
    rf"({'|'.join(sorted(_VERBS, key=len, reverse=True))})([一-龥]{{6,16}})$"
)


def acts(context: RuleContext) -> Iterator[tuple[tuple[str, str], Count, Indicator]]:
    """((the act's group, what it is done to), value, indicator) where the words say that the whole year is meant."""
    text, year = context.folded, context.metadata.report_year
    indicators = {indicator.start: indicator for indicator in context.report.indicators}
    for (start, _), counts in by_sentence(context):
        for count in counts:
            indicator = indicators.get(count.start)
            clause = re.split("[，。；：、（]", text[max(start, count.start - 40) : count.start])[-1]
            told = WHOLE_YEAR.search(clause)
            if (
                indicator is None
                or told is None
                or not count.exact
                or NARROWED.search(text[start : count.start].replace("累计", ""))
            ):
                continue
            if indicator.modality == "achieved" and indicator.parent is None and indicator.period in (None, str(year)):
                yield (_VERBS[told[1]], told[2]), count, indicator


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a second value, with the first as related place."""
    seen: dict[tuple[str, str, str | None], tuple[Count, Indicator]] = {}
    shown: set[tuple[int, int]] = set()
    for lead, count, indicator in leads(context):
        first, told = seen.setdefault((lead, count.unit, indicator.subject), (count, indicator))
        if first.low != count.low and told.name == indicator.name and told.period == indicator.period:
            shown.add((count.start, count.end))
            yield Hit(
                message=f"“{lead}”一处写{first.surface}，一处写{count.surface}",
                start=count.start,
                end=count.end,
                related=(Related(first.start, first.end, "另一处"),),
                suggestion="核对哪一个对；如果所指不同，请写明范围",
            )
    told_of: dict[tuple[tuple[str, str], str, str | None], Count] = {}
    for act, count, indicator in acts(context):
        first = told_of.setdefault((act, count.unit, indicator.subject), count)
        if first.low != count.low and (count.start, count.end) not in shown:
            yield Hit(
                message=f"全年“{act[1]}”一处写{first.surface}，一处写{count.surface}",
                start=count.start,
                end=count.end,
                related=(Related(first.start, first.end, "另一处"),),
                suggestion="核对哪一个对；如果所指不同，请写明范围",
            )
