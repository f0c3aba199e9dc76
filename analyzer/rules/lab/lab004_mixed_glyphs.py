"""同一层的序号写法不一

## 检查什么
同一层的标题，有的写“（一）”，有的写“（2）”；有的写“一、”，有的写“2、”；有的只剩半个括号（“一）”）。看得出是转换文件时损坏的，只作提示。

## 为什么
写法不一，读者会以为层次变了；多数是从别的材料粘贴或者转换造成的。

## 不好的例子
（一）加强学习　（2）规范执法　（三）化解纠纷

## 好的例子
（一）加强学习　（二）规范执法　（三）化解纠纷

## 依据
GB/T 9704—2012《党政机关公文格式》7.3.3。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.lab.labels import Label, siblings, usual_forms
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="LAB004",
    name="mixed-label-glyphs",
    title="同一层的序号写法不一",
    level="warning",
    confidence="high",
    basis="国标",
)


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit for each pair of forms that one level mixes, on the first odd label, with the others as related places.

    What is odd is told by the whole report: the form that most labels of the level have.
    """
    groups = list(siblings(context))
    usual = usual_forms(groups)
    mixes: dict[tuple[str, int], list[Label]] = {}
    for labels in groups:
        forms = {label.form for label in labels}
        wanted = usual[labels[0].section.level]
        wanted = wanted if wanted in forms else labels[0].form
        odd = [label for label in labels if label.form != wanted]
        if odd:
            mixes.setdefault((wanted, odd[0].section.level), []).extend(odd)
    yield from _half_bracketed(groups)
    for (wanted, _), odd in mixes.items():
        start, end = odd[0].span
        damaged = all(label.damaged for label in odd)
        yield Hit(
            message=f"同一层的序号有“{wanted}”也有“{odd[0].section.label.strip()}”" + ("，可能是转换时损坏的" if damaged else ""),
            start=start,
            end=end,
            related=tuple(Related(*label.span, "同层的另一种写法") for label in odd[1:]),
            suggestion=f"统一写成“{wanted}”一类",
            level="info" if damaged else None,
        )


def _half_bracketed(groups: list[list[Label]]) -> Iterator[Hit]:
    """One hit for the labels that have one of two brackets (一）), where another of the report has both."""
    labels = [label for group in groups for label in group if label.form in ("（一）", "（1）")]
    half = [label for label in labels if _brackets(label) == 1]
    if half and len(half) < len(labels):
        start, end = half[0].span
        yield Hit(
            message=f"序号“{half[0].section.label.strip()}”少了半个括号",
            start=start,
            end=end,
            related=tuple(Related(*label.span, "同样的序号") for label in half[1:]),
            suggestion="补上括号",
            level="info",
        )


def _brackets(label: Label) -> int:
    return sum(char in "（()）" for char in label.section.label)
