"""比率与件数不符

## 检查什么
一句话里先有总数、再有其中一部分的件数、接着写出比率，而这个比率由前面的任何一个总数都算不出来。例如12人中8人，应为66.7%，写成66%。
只在比率紧跟件数、单位相同时检查；四舍五入到所写位数的都算对。
“全部通过考试，通过率98.7%”这样自相矛盾的也查。

## 为什么
比率可以由读者自己验算，一位之差也会让人怀疑其他数字。

## 不好的例子
审结12人，判处五年以上刑期8人，重刑率66%。

## 好的例子
审结12人，判处五年以上刑期8人，重刑率66.7%。

## 依据
逻辑：比率等于部分除以总数。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from analyzer.model import Confidence, Related
from analyzer.rules.context import RuleContext
from analyzer.rules.num.counts import MONEY, Count, by_sentence, rounds_to, told
from analyzer.rules.num.num004_settled import open_cases
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="NUM002",
    name="rate-and-counts",
    title="比率与件数不符",
    level="warning",
    confidence="medium",
    basis="逻辑",
    priority=30,
)

LINK = re.compile(
    r"[^0-9，。；]{0,8}[，、（]?(?:[^0-9，。；]{0,10}率|占比|占[^0-9，。；]{0,8}|比例|比重)(?:为|达到?|约为|是|均为)?[^0-9，。；]{0,2}"
)
OTHER_RATE = re.compile(r"增长|下降|上升|提高|同比|合格率提|满意|知晓|增速|增幅|完成计划|完成年度|目标")
ASKED = re.compile(r"责令|要求|督促|发现|存在|下[发达]|发出|交办|转办|立案|受理|收到|接到|应(?!诉|急)|需|拟|计划|不合格|未")
"""A count of what was to be done, or was not done, is no part that a rate of what was done tells of."""
SAME = (
    ("应诉", "出庭"),
    ("办结", "办理完成", "办理完毕"),
    ("整改", "销号", "完成整改"),
    ("答复", "回复"),
    ("化解", "调解成功"),
    ("发现", "不合格", "问题"),
)
"""Names of one thing."""
FAILING = re.compile("(?:问题发现|不合格|问题检出|问题)率")
"""Rates of what failed."""
FAR = 20
"""Within so many characters a count is of the one before it."""
BACK = 5
"""So many counts back a total may stand."""


def candidates(text: str, counts: list[Count]) -> Iterator[tuple[Count, Count, list[Count]]]:
    """(rate, part, totals of the same unit before it) where a rate follows right on a count."""
    for at, rate in enumerate(counts):
        part = counts[at - 1] if at else None
        if part is None or not rate.is_rate or rate.unit != "%" or not rate.exact or not part.exact or part.is_rate:
            continue
        link = text[part.end : rate.start]
        if len(link) > 24 or not LINK.fullmatch(link) or OTHER_RATE.search(link):
            continue
        if part.unit in MONEY and "占" not in link:
            continue  # 节约率, 增值率: the whole is another sum than the one told before
        before = at - 1
        if before and _opposite(text, counts[before - 1], part, link):
            before, part = before - 1, counts[before - 1]
        totals = [c for c in counts[max(0, before - BACK) : before] if c.unit == part.unit and c.exact and c.low >= part.low > 0]
        if totals:
            yield rate, part, totals


def _opposite(text: str, earlier: Count, part: Count, link: str) -> bool:
    """Whether the count right before a rate is of what failed, and the one before it of the rate (合格…、不合格…，合格率…)."""
    named = re.search(r"([一-龥]{2})率", link)
    own = re.split(r"[，、（；。]", text[earlier.end : part.start])[-1]
    return named is not None and earlier.exact and re.search(f"[不未]{named[1]}", own) is not None


def _names(rate: str, words: str) -> bool:
    """Whether the words before a count are those of the rate's name (办结 … 办结率; 出庭 … 应诉率 are one thing)."""
    return rate in words or any(rate in group and any(word in words for word in group) for group in SAME)


def _same_act(link: str, words: str) -> bool:
    """Whether the rate's name begins with the act that the part is told of (调处183件，调处成功率)."""
    act = re.match(r"(?:已|均|共|其中)?([一-龥]{2})", words)
    named = re.search(r"([一-龥]{3,8})率", link)
    behind = re.match(r"[一-龥]?([一-龥]{2})[，、]\1率", link)  # 179人及格，及格率
    return behind is not None or (act is not None and named is not None and named[1].startswith(act[1]))


def wrong_total(text: str, rate: Count, part: Count, totals: list[Count]) -> tuple[Count, Confidence] | None:
    """The total whose rate was meant but told wrong, or None where a total fits or none was clearly meant."""
    values = [(total, 100 * part.low / total.low) for total in reversed(totals)]
    if any(rounds_to(value, rate) for _, value in values):
        return None
    digit = Fraction(1, 10**rate.places)
    for total, value in values:
        if abs(value - rate.low) <= digit:
            return total, "high" if rate.places else "medium"
    total = totals[-1]
    named = re.search(r"([一-龥]{2})率", text[part.end : rate.start])
    between = text[total.end : part.start]
    own = re.split(r"[，、（；。]", between)[-1]
    failing = FAILING.search(text[part.end : rate.start]) is not None and "不合格" in own
    if ASKED.search(own) and not failing:
        return None  # 责令整改12家，整改率100%: what was asked for is the whole
    shared = named is not None and (_names(named[1], own) or _same_act(text[part.end : rate.start], own))
    share = "占" in text[part.end : rate.start] and "其中" in between
    clear = len(totals) == 1 or own.startswith("其中")  # 其中 is of the total right before it
    if clear and (share or shared) and not re.search(r"[；。]", between):
        return total, "medium"
    return None


ALL_AND_RATE = re.compile(
    r"(?:全部|悉数|全员|均已?)(?:按期|按时|顺利|及时|依法)?(?P<act>[一-龥]{2})[^0-9，。；、]{0,6}，(?:其)?(?P<name>(?P=act)|按期(?P=act)|按时(?P=act))率[^0-9，。；]{0,4}$"
)


def _more_than_all(text: str, counts: list[Count]) -> Iterator[Hit]:
    """More settled than there was, and a rate below 100 % of it (排查2136起，化解2179起，化解率99.1%)."""
    for whole, part, rate in zip(counts, counts[1:], counts[2:], strict=False):
        link, own = text[part.end : rate.start], re.split(r"[，、（；。]", text[whole.end : part.start])[-1]
        named = re.search(r"([一-龥]{2})率", link)
        told = whole.unit == part.unit and whole.exact and part.exact and not whole.is_rate and part.start - whole.end <= FAR
        below = rate.unit == "%" and rate.low < 100 and LINK.fullmatch(link) is not None and not OTHER_RATE.search(link)
        if told and below and part.low > whole.low and named is not None and _names(named[1], own):
            yield Hit(
                message=f"{part.surface}比{whole.surface}多，{named[1]}率却是{rate.surface}",
                start=part.start,
                end=rate.end,
                related=(Related(whole.start, whole.end, "总数"),),
                suggestion="核对两个件数和比率",
            )


def _not_all(text: str, start: int, counts: list[Count]) -> Iterator[Hit]:
    """Rates below 100 % right after words that say all (全部通过考试，通过率98.7%)."""
    for rate in counts:
        claim = (
            ALL_AND_RATE.search(text[max(start, rate.start - 30) : rate.start]) if rate.unit == "%" and rate.low < 100 else None
        )
        if claim is not None:
            begin = max(start, rate.start - 30) + claim.start()
            yield Hit(
                message=f"前面说全部{claim['act']}，{claim['name']}率却是{rate.surface}",
                start=rate.start,
                end=rate.end,
                related=(Related(begin, begin + len(claim.group().split("，")[0]), "前面的说法"),),
                suggestion="核对比率，或者改正前面的说法",
            )


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a rate, with the part and the total as related places."""
    for span, counts in by_sentence(context):
        if not any(count.is_rate for count in counts):
            continue
        yield from _not_all(context.folded, span[0], counts)
        yield from _more_than_all(context.folded, counts)
        if len(counts) < 3:
            continue
        for rate, part, totals in candidates(context.folded, counts):
            wrong = wrong_total(context.folded, rate, part, totals)
            if wrong is None or any(part is settled for _, settled in open_cases(context.folded, *span, counts)):
                continue
            total, confidence = wrong
            value = told(100 * part.low / total.low, max(1, rate.places))
            yield Hit(
                message=f"{total.surface}中的{part.surface}是{value}%，写作{rate.surface}",
                start=rate.start,
                end=rate.end,
                related=(Related(total.start, total.end, "总数"), Related(part.start, part.end, "部分")),
                suggestion=f"核对后改为{value}%，或者改正件数",
                confidence=confidence,
            )
