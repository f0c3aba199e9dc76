"""虚词重复

## 检查什么
“在在”“的的”“和和”“与与”一类：一个虚词连写了两遍。“实实在在”“和和美美”“目的的”“派出所所长”里两个字各有归属，不算。

## 为什么
录入和改稿时容易多打一个字，读的人一眼就能看见。

## 不好的例子
行政复议案件数在在全市居前。

## 好的例子
行政复议案件数在全市居前。

## 依据
逻辑：虚词没有重叠的用法。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Edit, Fix
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import matches, words_around

RULE = Rule(
    code="TXT002",
    name="doubled-function-word",
    title="虚词重复",
    level="error",
    confidence="high",
    basis="逻辑",
    priority=45,
)

DOUBLED = re.compile(r"([在的和与及或对将被由从把向以并也又就都而其之了且但])\1")
# words that end in such a character, so that the second is a word of its own (目的的, 存在在, 应对对)
WORD_END = re.compile(
    r"[现存所实内外潜自正好还何同]在|目的|[温总缓讲饱随调共谐中]和|参与|给与|授与|[应面针相绝核校反]对|[可予难足得加用所]以|[方倾导走趋转意志面定动取]向|"
    r"[总百反分]之|[尤莫与]其|[缘理自事]由|[服听顺遵]从|[成造]就|[首古]都|[因从然进继反]而|[并而尚况暂]且|[非不]但|[为除未终罢]了|[涉普企]及|即将|多[或的]"
)


def is_slip(text: str, match: re.Match[str]) -> bool:
    """Whether a doubled character is no part of AABB (实实在在, 和和美美) and does not end the word before (目的的)."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    if (len(before) == 2 and before[0] == before[1]) or (len(after) == 2 and after[0] == after[1]):
        return False
    return not WORD_END.match(before[-1:] + match[1])


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a doubling whose first character is a word by itself."""
    for match in matches(context, DOUBLED):
        start, end = match.span()
        words = words_around(context, start, end) if is_slip(context.folded, match) else []
        if (start, start + 1) in words or (start, end) in words:
            yield Hit(
                message=f"“{match[1]}”连写了两遍",
                start=start,
                end=end,
                suggestion=f"删去一个“{match[1]}”",
                fix=Fix(True, (Edit(start + 1, end, ""),)),
            )
