"""分项与总数不是一类

## 检查什么
总数只说一类（行政案件、行政处罚、行政复议……），“其中”后面的分项却是互不包含的另一类（民事案件、行政许可、行政诉讼……）。

## 为什么
民事案件不可能是行政案件的一部分，多半是总数的名称写错了，或者分项放错了地方。

## 不好的例子
办理行政诉讼案件12件，其中民事案件3件。

## 好的例子
办理诉讼案件12件，其中行政案件9件、民事案件3件。

## 依据
逻辑：部分属于整体。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import matches

RULE = Rule(
    code="NUM007",
    name="part-of-another-kind",
    title="分项与总数不是一类",
    level="warning",
    confidence="medium",
    basis="逻辑",
)

KINDS = (
    ("民事案件", "刑事案件", "行政案件", "行政诉讼案件", "行政复议案件"),
    ("行政许可", "行政处罚", "行政强制", "行政检查"),
    ("来信", "来访", "来电"),
)
"""Kinds that exclude each other, a group a line."""
_NAMES = "|".join(sorted((name for group in KINDS for name in group), key=len, reverse=True))
WHOLE = re.compile(
    rf"({_NAMES})[^0-9，。；、（：]{{0,6}}[0-9]+余?[^0-9，。；、（：]{{1,3}}[，（、]?其中[：，]?([^，。；）]{{0,12}}?)({_NAMES})[^0-9，。；、和及]{{0,6}}[0-9]"
)
GROUP_OF = {name: at for at, group in enumerate(KINDS) for name in group}
SAME = ({"行政案件", "行政诉讼案件"}, {"行政案件", "行政复议案件"})


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a part that can't belong to its total."""
    for match in matches(context, WHOLE, ("其中",)):
        whole, part = match[1], match[3]
        before = context.folded[max(0, match.start() - 6) : match.start()]
        alone = not re.search(rf"(?:{_NAMES}|[事政]|及|和|、)$", before)
        if whole != part and GROUP_OF[whole] == GROUP_OF[part] and {whole, part} not in SAME and alone:
            yield Hit(
                message=f"“{part}”不是“{whole}”的一部分",
                start=match.start(3),
                end=match.end(3),
                related=(Related(match.start(1), match.end(1), "总数说的是"),),
                suggestion="核对总数的名称，或者把这一项移出“其中”",
            )
