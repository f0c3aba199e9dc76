"""同级标题重复

## 检查什么
同一个上级标题下面，两个标题的文字完全相同（五个字以上）。

## 为什么
多半是套用上一节时忘了改标题，下面写的已经是另一件事；或者同一节写了两遍。

## 不好的例子
（二）强化行政执法监督……
（三）强化行政执法监督（写的是化解矛盾纠纷）……

## 好的例子
（二）强化行政执法监督……
（三）依法化解矛盾纠纷……

## 依据
逻辑：标题概括自己下面的内容，两节不会是同一个标题。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model import Related, Section
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="OUT015",
    name="same-heading",
    title="同级标题重复",
    level="warning",
    confidence="high",
    basis="逻辑",
)

SHORTEST = 5
"""Shorter titles (总体情况) may come again in a report of several bodies."""


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a heading that repeats the title of an earlier one beside it."""
    yield from _repeated(context, context.report.sections)


def _repeated(context: RuleContext, siblings: tuple[Section, ...]) -> Iterator[Hit]:
    first: dict[str, Section] = {}
    for section in siblings:
        title = "".join(context.folded[section.title_start : section.title_end].split()).rstrip("。；：")
        earlier = first.setdefault(title, section)
        again = earlier.label.strip() == section.label.strip()  # the text itself stands there twice: told by TXT016
        if earlier is not section and not again and len(title) >= SHORTEST and section.start not in context.skipped:
            yield Hit(
                message=f"标题与前面的“{earlier.label.strip()}”相同",
                start=section.title_start,
                end=section.title_end,
                related=(Related(earlier.title_start, earlier.title_end, "前面的标题"),),
                suggestion="按下面的内容改写标题；内容也相同的，删去一节。",
            )
        yield from _repeated(context, section.children)
