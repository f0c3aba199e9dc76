"""序号重复

## 检查什么
同一层的标题用了两次同样的序号，例如两个“（一）”，或者序号倒退。名词解释和附件不查。

## 为什么
读者按序号引用时分不清是哪一节。

## 不好的例子
（一）简化审批　（一）推进“互联网+监管”　（三）优化服务

## 好的例子
（一）简化审批　（二）推进“互联网+监管”　（三）优化服务

## 依据
GB/T 9704—2012《党政机关公文格式》7.3.3：结构层次序数依次排列。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.lab.labels import siblings
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="LAB002",
    name="label-duplicate",
    title="序号重复",
    level="warning",
    confidence="high",
    basis="国标",
)


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a repeated or falling number, on the later label."""
    for labels in siblings(context):
        for before, after in pairwise(labels):
            restart = after.number == 1 < before.number  # a list of its own that the tree did not see
            if before.form == after.form and after.number <= before.number and not restart:
                start, end = after.span
                what = "重复" if after.number == before.number else "倒退"
                yield Hit(
                    message=f"序号“{after.section.label.strip()}”{what}，前一个是“{before.section.label.strip()}”",
                    start=start,
                    end=end,
                    related=(Related(*before.span, "前一个序号"),),
                    suggestion="顺改序号",
                )
