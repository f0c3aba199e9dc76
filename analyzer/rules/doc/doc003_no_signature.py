"""没有落款单位

## 检查什么
正文末尾有没有报告单位的署名。

## 为什么
公文落款要有发文机关署名；网站公开时常常省去，所以只作提示。

## 不好的例子
最后一条安排之后全文结束。

## 好的例子
最后写“永和镇人民政府”和日期。

## 依据
《党政机关公文格式》（GB/T 9704—2012）7.3.5 发文机关署名。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.signature import has_signature

RULE = Rule(
    code="DOC003",
    name="no-signature",
    title="没有落款单位",
    level="info",
    confidence="medium",
    basis="国标",
    needs_profile=True,
)


def check(context: RuleContext) -> Iterator[Hit]:
    """A placeless hit where no body is named at the end."""
    if not has_signature(context):
        yield Hit(message="正文末尾没有署名。", key="signature", suggestion="补写报告单位。")
