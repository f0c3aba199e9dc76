"""标点重复

## 检查什么
两个标点挨在一起而不能并用：“，，”“。。”“、、”“，。”“。，”“、，”“；。”一类。省略号、破折号和引号、括号与句末标点的正常搭配不算。

## 为什么
多半是删改之后留下的，容易让人以为中间漏了内容。

## 不好的例子
受理行政复议案件12件，，办结11件。

## 好的例子
受理行政复议案件12件，办结11件。

## 依据
GB/T 15834—2011《标点符号用法》。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Edit, Fix
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import matches

RULE = Rule(
    code="TXT004",
    name="doubled-punctuation",
    title="标点重复",
    level="warning",
    confidence="high",
    basis="国标",
)

DOUBLED = re.compile(r"[，、；：。]{2,}|[，、；：。][,;]|[,;][，、；：。]|(?<![。.])。\.(?!\.)")


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a pair; the fix keeps the mark where both are the same, else it is for a person to choose."""
    for match in matches(context, DOUBLED):
        marks = match.group()
        if marks.startswith("。。。"):
            continue  # dots meant as an ellipsis
        same = len(set(marks)) == 1
        yield Hit(
            message=f"标点“{marks}”重复",
            start=match.start(),
            end=match.end(),
            suggestion=f"只留一个“{marks[0]}”" if same else "只留一个标点，核对中间是否漏了内容",
            fix=Fix(same, (Edit(match.start() + 1, match.end(), ""),)) if same else None,
        )
