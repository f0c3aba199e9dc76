"""没有题目

## 检查什么
正文和页面信息里都没有找到报告的题目。

## 为什么
没有题目，年份、单位和文种都要靠猜；提纲也无法自动选定。

## 不好的例子
文件从“一、主要举措和成效”开始。

## 好的例子
“永和镇人民政府2023年法治政府建设年度报告”。

## 依据
《党政机关公文格式》（GB/T 9704—2012）7.3.1 标题。题目可能只在网页上有，所以只作提示。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="DOC001",
    name="no-title",
    title="没有题目",
    level="info",
    confidence="medium",
    basis="国标",
)


def check(context: RuleContext) -> Iterator[Hit]:
    """A placeless hit where no title was found in a text of some length."""
    if context.metadata.title is None and len(context.folded.strip()) > 200:
        yield Hit(message="没有找到报告的题目。", key="title", suggestion="补写题目：单位、年份、“法治政府建设年度报告”。")
