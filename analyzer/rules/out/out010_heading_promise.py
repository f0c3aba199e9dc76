"""标题说了，下面没有写

## 检查什么
标题里点明的事（法律顾问、法制审核、审计、行政复议、应诉、普法等约一百个概念），下面的正文一个字也没有提到。
“推动、提升、保障、服务”等引出目的的后半句不查，正文不到五十字的不查，题目里就有的概念（通篇都在说）不查。

## 为什么
多半是标题从通知或别处抄来，正文没有跟着写；上级会按标题找内容。

## 不好的例子
“（三）强化审计监督和绩效考核　修订考核办法，考核结果与评优挂钩……”——通篇没有审计。

## 好的例子
标题删去“审计监督”，或者补写审计了几个项目、发现和整改了什么。

## 依据
标题与内容相符是公文写作的基本要求（逻辑）。概念表见 analyzer/data/rules/promises.toml。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Section
from analyzer.rules.context import RuleContext
from analyzer.rules.promises import Promise, promises_in
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="OUT010",
    name="heading-promise",
    title="标题说了，下面没有写",
    level="warning",
    confidence="medium",
    basis="逻辑",
    needs_profile=True,
)

SHORT = 50


def check(context: RuleContext) -> Iterator[Hit]:
    """A hit on each concept in a title that its text does not tell."""
    for section in context.sections:
        if section.start in context.skipped or _table(context, section):
            continue
        body = context.folded[section.body_start : section.end]
        if len(body.strip()) < SHORT or context.folded[section.title_end : section.title_end + 1] in ("；", ";"):
            continue  # an item of a list that was taken for a heading tells nothing else
        for promise in promises_in(context.folded[section.title_start : section.title_end]):
            if promise.told.search(body) is None and promise.concept not in (context.metadata.title or ""):
                yield _hit(section, promise)


def _table(context: RuleContext, section: Section) -> bool:
    """Whether the part is mostly a table, which tells in figures what the heading names, or the form fixes the heading."""
    profile = context.profile
    specs = [profile.part(part) for part in section.parts] if profile is not None else []
    if any(spec is not None and spec.table for spec in specs):
        return True
    fixed = profile is not None and not any(spec.role == "measures" for spec in profile.parts)
    return fixed and section in context.report.sections


def _hit(section: Section, promise: Promise) -> Hit:
    start = section.title_start + promise.start
    return Hit(
        message=f"标题写了“{promise.concept}”，下面的正文没有写到（查过：{_searched(promise.told)}）。",
        start=start,
        end=start + (promise.end - promise.start),
        suggestion=f"补写{promise.concept}的情况，或者把标题里的“{promise.concept}”删去。",
    )


def _searched(told: re.Pattern[str]) -> str:
    words = list(dict.fromkeys(told.pattern.split("|")))
    return "、".join(words[:5]) + ("等" if len(words) > 5 else "")
