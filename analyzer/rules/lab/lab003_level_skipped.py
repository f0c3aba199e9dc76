"""序号层次跳级

## 检查什么
标题的序号跳过了一级，例如“一、”下面直接是“（1）”。公文的次序是“一、”“（一）”“1.”“（1）”。“一、”下面直接用“1.”很常见，不查。

## 为什么
层次不清，转换和汇编时也容易把小标题认错级。

## 不好的例子
一、主要举措　（1）加强学习

## 好的例子
一、主要举措　（一）加强学习

## 依据
GB/T 9704—2012《党政机关公文格式》7.3.3。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.lab.labels import read_label
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="LAB003",
    name="level-skipped",
    title="序号层次跳级",
    level="info",
    confidence="medium",
    basis="国标",
)

RANK = {"第一部分": 0, "一、": 1, "（一）": 2, "1.": 3, "（1）": 4, "①": 5}


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a group of siblings that skips a level, on its first label; groups with mixed forms are LAB004's."""
    repaired = {repair.start for repair in context.report.structure.repairs}
    for section in context.sections:
        parent, children = read_label(section.label), section.children
        forms = {label[0] for label in map(read_label, (c.label for c in children)) if label is not None}
        if parent is None or len(children) < 2 or len(forms) != 1 or children[0].start in context.skipped:
            continue
        form = forms.pop()
        if parent[0] not in RANK or form not in RANK or children[0].start in repaired:
            continue
        if RANK[form] - RANK[parent[0]] > 2 or RANK[form] < RANK[parent[0]]:
            first = children[0]
            yield Hit(
                message=f"“{section.label.strip()}”的下一级是“{first.label.strip()}”，与“一、（一）1.（1）”的次序不合",
                start=first.start,
                end=first.start + max(1, len(first.label.rstrip())),
                suggestion="按“一、（一）1.（1）”的次序改序号",
            )
