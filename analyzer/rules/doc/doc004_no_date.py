"""没有成文日期

## 检查什么
正文末尾或者题目之下有没有年、月、日齐全的日期。网页上的公布日期不算。

## 为什么
没有成文日期，看不出是年底前还是年底后定稿、是否按期报送。

## 不好的例子
最后只有署名，或者只写“2024年1月”。

## 好的例子
“2024年1月15日”

## 依据
《党政机关公文格式》（GB/T 9704—2012）7.3.5 成文日期。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.signature import has_date

RULE = Rule(
    code="DOC004",
    name="no-date",
    title="没有成文日期",
    level="info",
    confidence="medium",
    basis="国标",
    needs_profile=True,
)


def check(context: RuleContext) -> Iterator[Hit]:
    """A placeless hit where no full date stands at the end or under the title."""
    if not has_date(context):
        published = context.metadata.date
        told = f"没有成文日期（{published}是网页上的发布日期）。" if published else "没有成文日期。"
        yield Hit(message=told, key="date", suggestion="补写年、月、日。")
