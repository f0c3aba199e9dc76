"""易混字词用错

## 检查什么
“截止2023年底”（截至）、“法制意识”（法治）、“遵法学法”（尊法）、“民法典解毒”（解读）、“未成人保护”（未成年人）一类，
要看前后的字才能断定的易混字词。表见 analyzer/data/rules/usage.toml；有的说法两可，只在需要时显示。

## 为什么
这类错误软件不会提示，读者却认得出。

## 不好的例子
截止2023年底，办结案件36件。

## 好的例子
截至2023年底，办结案件36件。

## 依据
惯例：《现代汉语词典》和公文的通行用法。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import matches
from analyzer.rules.txt.lexicon import usage

RULE = Rule(
    code="TXT017",
    name="usage",
    title="易混字词用错",
    level="warning",
    confidence="high",
    basis="惯例",
    priority=35,
)


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a wrong form, its other places as related ones; outside 《》 (names of others are not corrected)."""
    present = context.pairs
    for pair in usage():
        if not any(needle[:2] in present for needle in pair.needles):
            continue
        if "法制" in pair.needles and "法治" not in context.folded:
            continue  # a text of the time when the word was 法制
        if (context.metadata.report_year or pair.since) < pair.since:
            continue
        places: dict[str, list[tuple[int, int]]] = {}
        for match in matches(context, pair.pattern, pair.needles):
            if match.start() not in context.titles:
                places.setdefault(match.group(), []).append(match.span())
        for written, (first, *others) in places.items():
            yield Hit(
                message=f"“{written}”：{pair.why}" + (f"（共{len(others) + 1}处）" if others else ""),
                start=first[0],
                end=first[1],
                related=tuple(Related(*other, "同样的写法") for other in others),
                suggestion=f"改为“{pair.right}”",
                level=None if pair.sure else "info",
                confidence="high" if pair.sure else "low",
            )
