"""停用的规则没有用到

## 检查什么
提纲文件的 [ignores] 或 per-file-ignores 对这份文件停用了某条规则，而这条规则在这份文件里本来就没有发现什么。

## 为什么
例外用不着了还留着，下次真有问题时就看不到了。

## 不好的例子
[ignores]
"永和镇*" = ["TXT003"]　——永和镇今年的报告里已经没有半角标点

## 好的例子
删去这一行，或者只留还用得着的规则。

## 依据
例外应当有用（逻辑）。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="CFG001",
    name="unused-ignore",
    title="停用的规则没有用到",
    level="info",
    confidence="high",
    basis="逻辑",
)


def check(context: RuleContext) -> Iterator[Hit]:
    """A placeless hit for each ignored rule that would have found nothing in this file."""
    for pattern, code in context.unused_ignores:
        yield Hit(
            message=f"对“{pattern}”停用的 {code} 在这份文件里没有发现什么。",
            key=f"{pattern}/{code}",
            suggestion="从设置里删去。",
        )
