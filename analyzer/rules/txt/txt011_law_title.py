"""法律法规名称引错

## 检查什么
《》里的名称与国家法律、行政法规、党内法规只差一个字：音近形近的字（督查—督察）、少一个字（未成人保护法）、多一个字、两个字颠倒。
名单见 analyzer/data/rules/laws.txt；名单里没有的、地方的、确有其名的都不报。

## 为什么
法治报告引错法律名称最伤可信度，检索也找不到。

## 不好的例子
《法治政府建设与责任落实督查工作规定》

## 好的例子
《法治政府建设与责任落实督察工作规定》

## 依据
惯例：引用公文、法律应当写准确的名称。
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from analyzer.model import Edit, Fix
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.lexicon import laws
from analyzer.rules.txt.titles import misquotes, titles_of

RULE = Rule(
    code="TXT011",
    name="law-title",
    title="法律法规名称引错",
    level="error",
    confidence="high",
    basis="惯例",
    priority=70,
)


@cache
def meant(written: str) -> str | None:
    """The listed title that a plain title misquotes by one slip; None where it is listed, or where none or several are near."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    if written in _plain() or len(written) < 4:
        return None
    near = process.extract(written, _plain(), scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=4)
    found = [title for title, _, _ in near if misquotes(written, title)]
    return found[0] if len(found) == 1 else None


@cache
def _plain() -> tuple[str, ...]:
    return tuple(sorted(laws()))


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a title."""
    for title in titles_of(context):
        right = meant(title.plain)
        if right is None:
            continue
        printed = context.text[title.start : title.end]
        at = printed.find(title.plain)
        edits = (Edit(title.start + at, title.start + at + len(title.plain), right),) if at >= 0 else ()
        yield Hit(
            message=f"没有《{title.plain}》，应为《{right}》",
            start=title.start,
            end=title.end,
            suggestion=f"改为《{right}》",
            fix=Fix(False, edits) if edits else None,
        )
