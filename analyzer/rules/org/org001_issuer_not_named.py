"""看不出是哪个单位的报告

## 检查什么
题目、页面信息、落款里都没有报告单位的名称，正文只说“我局”“我镇”。

## 为什么
报告离开网站或文件夹就不知道是谁的，汇总时要靠人去认。

## 不好的例子
题目“2023年法治政府建设年度报告”，正文“现将我局情况报告如下”，没有落款。

## 好的例子
题目写全称，或者落款写全称。

## 依据
《党政机关公文格式》（GB/T 9704—2012）：公文标题一般由发文机关名称、事由和文种组成，落款有发文机关署名。
名称可能在系统里另有，所以只作提示。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="ORG001",
    name="issuer-not-named",
    title="看不出是哪个单位的报告",
    level="info",
    confidence="medium",
    basis="国标",
    needs_profile=True,
)


def check(context: RuleContext) -> Iterator[Hit]:
    """A placeless hit where no name of a body was found."""
    if not context.metadata.issuer:
        yield Hit(
            message="题目、页面信息和落款里都没有找到报告单位的名称。",
            key="issuer",
            suggestion="在题目或落款里写单位全称。",
        )
