"""疑似错别字

## 检查什么
一处的字句在四十多份政府文稿里从未出现，而换一个音近形近的字或者删去一个重复的字，就是这些文稿里的常用说法。
例如“行政审察”（审查）、“正府”（政府）。只有换过之后十分常见时才提示；把握小的默认不显示。

## 为什么
错别字在通读时容易滑过去；这一条不靠错字表，没见过的错也能发现。

## 不好的例子
加快建设法治正府。

## 好的例子
加快建设法治政府。

## 依据
惯例：与政府文稿的通行写法比较（字词频次见 analyzer/data/rules/ngrams.txt.xz），所以写成问句，请核对。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.model import Confidence
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import ranges, words_around
from analyzer.rules.txt.damage import terms_over
from analyzer.rules.txt.misspelling import Repair, best_repair, doubtful, suspects

RULE = Rule(
    code="TXT020",
    name="misspelling",
    title="疑似错别字",
    level="warning",
    confidence="medium",
    basis="惯例",
    priority=5,
)

STRICT, LOOSE = 6, 4
"""From STRICT (seen eight times) on shown; from LOOSE on only where low confidence is asked for."""
FUNCTION = frozenset("使从由与在是为和对将等以及被把向给让按据经但而或并且也都又就才")
"""Characters that are words by themselves: where one stands first or last among others, nothing is odd about it."""
NUMERALS = "一二三四五六七八九十百千两几"
NEAR = 3
"""Alarms so near each other are one."""
LEFT_TO_OTHERS = frozenset(
    {
        "制治",
        "治制",
        "作做",
        "做作",
        "智字",
        "它他",
        "他它",
        "她他",
        "那哪",
        "像象",
        "帐账",
        "出初",
        "的地",
        "地的",
        "得的",
        "的得",
    }
)
"""Pairs whose choice hangs on the sense or on the times: rules of their own, or nobody, decide."""


def confidence_of(context: RuleContext, repair: Repair) -> Confidence | None:
    """Medium, low or None: what the repair is worth, the words around it considered."""
    here = context.folded[repair.start : repair.end]
    counted = here in NUMERALS and repair.right in NUMERALS
    if repair.weight < LOOSE or counted or here in FUNCTION or here + repair.right in LEFT_TO_OTHERS:
        return None
    if repair.kind == "doubled" and _two_words(context, repair):
        return None
    low, high = max(context.body_start, repair.start - 4), repair.end + 4
    before, after = context.folded[low : repair.start], context.folded[repair.end : high]
    written = sum(len(word) == 1 for word in context.segmenter.words(before + here + after))
    mended = sum(len(word) == 1 for word in context.segmenter.words(before + repair.right + after))
    if any(terms_over(context.folded, repair.start)):
        return None  # 检察机关 is right, however seldom 受 stands before it
    if len(here) != len(repair.right):
        return None if mended > written + 1 else _shown(repair)
    if mended > written:
        return None
    # where the words are whole as they stand (检察机关, 累积完成), the repair is a guess at the sense
    return _shown(repair) if mended < written else "low"


def _shown(repair: Repair) -> Confidence:
    return "medium" if repair.weight >= STRICT else "low"


def _two_words(context: RuleContext, repair: Repair) -> bool:
    """Whether the two equal characters end and begin a word each (实现|现代化)."""
    words = words_around(context, repair.start, repair.end)
    middle = repair.start + 1
    return any(end == middle and end - start > 1 for start, end in words) and any(
        start == middle and end - start > 1 for start, end in words
    )


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a place, the likeliest repair of places near each other."""
    for start, end in ranges(context):
        found: list[Repair] = []
        body = (start, end) == (context.body_start, context.body_end)
        places = doubtful(context) if body else _trigrams(context.folded, start, end).values()
        for suspect in suspects(context.folded, start, end, places):
            repair = best_repair(suspect)
            if repair is None or repair.weight < LOOSE or repair.start in context.skipped:
                continue
            if found and repair.start - found[-1].start <= NEAR:
                found[-1] = max(found[-1], repair, key=lambda one: one.weight)
            else:
                found.append(repair)
        for repair in found:
            confidence = confidence_of(context, repair)
            if confidence is not None:
                yield _hit(context, repair, confidence)


def _trigrams(text: str, start: int, end: int) -> dict[str, int]:
    return {text[at : at + 3]: at for at in range(start, end - 2)}


def _hit(context: RuleContext, repair: Repair, confidence: Confidence) -> Hit:
    here = context.text[repair.start : repair.end]
    low, high = max(context.body_start, repair.start - 2), min(len(context.text), repair.end + 2)
    before, after = context.text[low : repair.start].lstrip("\n"), context.text[repair.end : high].rstrip("\n")
    right = f"{before}{repair.right}{after}"
    return Hit(
        message=f"“{before}{here}{after}”是否应为“{right}”？",
        start=repair.start,
        end=repair.end,
        suggestion=f"核对是否应为“{right}”",
        level=None if confidence == "medium" else "info",
        confidence=confidence,
    )
