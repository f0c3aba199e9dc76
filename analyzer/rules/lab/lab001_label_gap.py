"""序号跳号

## 检查什么
同一层的标题序号中间少了一个或几个，例如“（一）”之后是“（三）”；或者不从一开始。名词解释和附件不查。

## 为什么
可能删了一节没有改序号，也可能漏粘了一节。

## 不好的例子
（一）强化组织领导　（三）规范行政执法

## 好的例子
（一）强化组织领导　（二）规范行政执法

## 依据
GB/T 9704—2012《党政机关公文格式》7.3.3：结构层次序数依次排列。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.lab.labels import CHINESE, Label, misnumbered, siblings
from analyzer.rules.num.digits import chinese_number
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="LAB001",
    name="label-gap",
    title="序号跳号",
    level="warning",
    confidence="high",
    basis="国标",
)


def _printed(context: RuleContext, before: Label, number: int, end: int) -> bool:
    """Whether a label of the same form with this number begins a line between two headings."""
    numeral = chinese_number(number) if any(char in CHINESE for char in before.section.label) else str(number)
    label = re.sub(rf"[{CHINESE}0-9]+", numeral, before.section.label.strip(), count=1)
    return re.compile(rf"(?m)^[ \t\u3000]*{re.escape(label)}").search(context.folded, before.span[1], end) is not None


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a gap, on the label after it."""
    for labels in siblings(context):
        for before, after in pairwise(labels):
            if before.form == after.form and after.number > before.number + 1 and not misnumbered(labels, before, after):
                missing = after.number - before.number - 1
                if all(_printed(context, before, number, after.span[0]) for number in range(before.number + 1, after.number)):
                    continue  # the labels are there, only not seen as headings
                start, end = after.span
                yield Hit(
                    message=f"“{before.section.label.strip()}”之后是“{after.section.label.strip()}”，中间少{missing}个序号",
                    start=start,
                    end=end,
                    related=(Related(*before.span, "前一个序号"),),
                    suggestion="核对是否漏了一节；没有漏就顺改序号",
                )
