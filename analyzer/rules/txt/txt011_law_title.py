"""法律法规名称引错

## 检查什么
《》里的名称与国家法律、行政法规、党内法规只差一处：音近形近的字（督查—督察）、少一个字（未成人保护法）、多一个字、两个字颠倒，
或者长名称中间多一个词、少一个词（基本医疗卫生与健康法）。
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


LONG = 10
"""A title without 中华人民共和国 is compared by words only from so many characters on."""
LOCAL = frozenset(
    {"管理", "实施", "监督", "暂行", "试行", "促进", "保护", "工作", "若干", "城市", "农村", "国家", "地方", "专项"}
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
def meant_by_word(written: str, national: bool) -> str | None:
    """The one listed title that a title misquotes by a word of two characters put in or left out, or None.

    A title that calls itself national is held against every law; another one may be a local one of a similar name, so that
    it must be long and the word must be none of those that make local titles (办法, 管理, 实施 …).
    """
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    if written in _plain() or len(written) < (5 if national else LONG):
        return None
    near = process.extract(written, _plain(), scorer=Indel.distance, score_cutoff=2, limit=8)
    found = [title for title, _, _ in near if _word_apart(written, title, national)]
    return found[0] if len(found) == 1 else None


def _word_apart(written: str, right: str, national: bool) -> bool:
    """Whether one title is the other with one or two neighbouring characters more in its middle."""
    short, long = sorted((written, right), key=len)
    more = len(long) - len(short)
    if more not in (1, 2) or (more == 1 and not national):
        return False
    head = next((at for at, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    word = long[head : head + more]
    inside = 2 <= head <= len(short) - (1 if national else 2)
    return inside and short[:head] + word + short[head:] == long and (national or word not in LOCAL)


@cache
def _plain() -> tuple[str, ...]:
    return tuple(sorted(laws()))


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a title."""
    for title in titles_of(context):
        printed = context.text[title.start : title.end]
        right = meant(title.plain) or meant_by_word(title.plain, "中华人民共和国" in context.folded[title.start : title.end])
        if right is None:
            continue
        at = printed.find(title.plain)
        edits = (Edit(title.start + at, title.start + at + len(title.plain), right),) if at >= 0 else ()
        yield Hit(
            message=f"没有《{title.plain}》，应为《{right}》",
            start=title.start,
            end=title.end,
            suggestion=f"改为《{right}》",
            fix=Fix(False, edits) if edits else None,
        )
