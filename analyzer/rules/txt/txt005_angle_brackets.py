"""书名号里用了小于号、大于号

## 检查什么
《》里面再有文件名称，写成了“<…>”（小于号、大于号），例如《关于印发<…>的通知》。

## 为什么
书名号里面的书名号应当用单书名号〈〉。小于号常常来自网页编辑器，有的网页还会把里面的字当成代码吃掉。

## 不好的例子
《关于印发<云台县行政执法规定>的通知》

## 好的例子
《关于印发〈云台县行政执法规定〉的通知》

## 依据
GB/T 15834—2011《标点符号用法》4.15。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Edit, Fix
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import matches

RULE = Rule(
    code="TXT005",
    name="angle-brackets-in-title",
    title="书名号里用了小于号、大于号",
    level="warning",
    confidence="high",
    basis="国标",
)

INNER = re.compile(r"《[^《》\n]{0,80}?([<＜][^<>＜＞《》\n]{1,100}[>＞])")


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a pair of signs inside a title, with a safe fix."""
    for match in matches(context, INNER, ("<", "＜")):
        start, end = match.span(1)
        yield Hit(
            message="书名号里面的书名号应当用单书名号〈〉，不用小于号、大于号",
            start=start,
            end=end,
            suggestion=f"改为〈{context.text[start + 1 : end - 1]}〉",
            fix=Fix(True, (Edit(start, start + 1, "〈"), Edit(end - 1, end, "〉"))),
        )
