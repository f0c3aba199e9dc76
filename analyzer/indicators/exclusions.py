"""Quantities that measure nothing: durations in rules, thresholds, idioms, the report's own points. Front function: `excluded`.

By classes, not by phrases: each test looks at the unit, at how the numeral is written, and at the words beside it.
"""

from __future__ import annotations

import functools
import re

from analyzer.indicators.lexicon import endings, listed
from analyzer.indicators.sentences import Token
from analyzer.model import NumberMention

__all__ = ["excluded", "with_attributes_as_words"]

_LAW = re.compile(
    r"以上(?:不足|不满)?[0-9一二两三四五六七八九十][^，。；]{0,10}(?:以下|以内)|(?:以上|以下|以内)的(?![占达有为，])"
)
"""Right of a threshold: 1万元以上5万元以下罚款, 200万元以下的项目."""
_IN_LAW = re.compile(r"[0-9一二三四五六七八九十][^，。；]{0,4}以上(?:不足|不满)?$")
_BY = re.compile(r"(?:按照?|依照|按每|以)[^，。；]{1,20}$")
_STANDARD = re.compile(r"^[^，。；0-9]{0,14}的(?:标准|比例|要求|原则|规定|频次)")
_NATION = re.compile(r"口?的?(?:发展中|人口)?大[国省市县区](?![委府局])")
_DONE_IN = re.compile("内?(?:即可)?(?:办结|办理完|办成|出证|发证)")
_RULE_OF_TIME = re.compile("起|应|须|要|在$|于$|日内|承诺")
_CHINESE = frozenset("一二两三四五六七八九十")


@functools.lru_cache(maxsize=4000)
def _is_small_chinese(surface: str) -> bool:
    return len(surface) > 0 and surface[0] in _CHINESE and not any(c.isdigit() for c in surface)


def excluded(mention: NumberMention, left: str, right: str) -> bool:
    """Whether the quantity between these two texts (of one sentence) measures nothing."""
    quantity = mention.quantity
    assert quantity is not None
    unit, surface = quantity.unit or "", mention.surface
    if surface == "一半":
        return not left.endswith(endings("half_before"))
    if unit == "届" and left.endswith(endings("held_before")):
        return False
    if quantity.value == 0 and surface[0] == "一":
        return False  # 未发生一起越级上访
    if _LAW.match(right) or _IN_LAW.search(left) or (_BY.search(left) and _STANDARD.search(right)) or _NATION.match(right):
        return True
    if unit == "分" and ("." in surface or any(word in left[-12:] for word in endings("score_words"))):
        return False
    if left.endswith("每") or (left.endswith(endings("idiom_before")) and _is_small_chinese(surface)):
        return True
    if unit in ("岁", "周岁"):
        return not any(word in left[-12:] for word in endings("age_words"))
    if unit in listed("never_measured") or (
        unit == "个" and right.startswith(("方面", "大方面", "维度", "层面", "环节", "角度"))
    ):
        return True
    if unit in listed("durations") or unit.endswith(("小时", "工作日", "分钟")):
        return not _measured_duration(left, right)
    if unit in listed("own_points") and (_is_small_chinese(surface) or unit not in ("大类", "级")):
        return right[:2] not in ("民生", "实事")
    if _is_small_chinese(surface):
        return _is_idiom(surface, left, right)
    return right.startswith(("“", "《")) and _is_small_chinese(surface)


def _measured_duration(left: str, right: str) -> bool:
    """A duration that somebody measured: 平均用时3天, 压缩至5个工作日; never 5年以上刑期, 15分钟生活圈."""
    if right[:2] in listed("attribute_bounds") and right[2:3] not in ("，", "、", ""):
        return False
    clause = left[max(left.rfind("，"), left.rfind("、"), left.rfind("；")) + 1 :][-16:]
    if _DONE_IN.match(right) and len(clause) > 2 and not _RULE_OF_TIME.search(clause):
        return True  # 抵押登记1个工作日办结
    return any(word in clause for word in endings("time_measures")) and (
        not right or right[0] in "，、；。）以左内（压缩减降提增和与及"
    )


def _is_idiom(surface: str, left: str, right: str) -> bool:
    """Small Chinese numerals: 一 with any classifier unless an event counted at the end (召开会议一次); 三个“一号工程”."""
    if right.startswith(("“", "《", "「")):
        return True
    if left.endswith("分") or surface.endswith(("类", "种", "头", "端")):
        return True
    if surface[0] == "一" and len(surface) <= 3 and surface[:2] not in ("一十", "一百", "一千", "一万", "一亿"):
        ends = not right or right[0] in "，、；。）"
        return not (ends and surface[1:] in listed("event_classifiers") and len(left) > 2 and left[-1] not in "，、；的在")
    return False


def _attribute(tokens: list[Token], index: int, unit: str) -> bool:
    """Whether the number at `index` belongs to a noun that has its own count: 亿元以上项目20个, 超30%的有11种."""
    after = index + 1
    bound = after < len(tokens) and tokens[after][0] in listed("attribute_bounds")
    if bound:
        after += 1
    of = after < len(tokens) and tokens[after][1] == "u"
    if not (bound or of):
        return False
    seen = of
    measured = unit in listed("measure_units")
    if bound and measured and after < len(tokens) and tokens[after][1] in "nQ":
        return True  # 海拔5000米以上乡镇
    if of and any(t[0] in listed("levels") for t in tokens[after + 1 : after + 4]):
        return False  # 进入5万亿元以上的新阶段
    for place in range(after + of, min(len(tokens), after + 12)):
        letter = tokens[place][1]
        if letter == "N":
            return seen
        if letter in ",|D;fF":
            return False
        seen = seen or letter in "nQwo"
    return False


def with_attributes_as_words(
    tokens: list[Token], mentions: tuple[NumberMention, ...], text: str, start: int, end: int
) -> list[Token]:
    """The tokens, with each quantity that measures nothing turned into a plain word of the names around it."""
    result = list(tokens)
    for index in range(len(tokens) - 1, -1, -1):
        word, letter, first, last, number = tokens[index]
        if letter != "N":
            continue
        left, right = text[max(start, first - 24) : first], text[last : min(end, last + 16)]
        quantity = mentions[number].quantity
        following = (
            index + 1 < len(tokens) and tokens[index + 1][1] == "N" and mentions[tokens[index + 1][4]].kind == "percentage"
        )
        if following and quantity is not None and quantity.unit == "个":  # 报备率、及时率达到2个100%
            result[index] = (word, "d", first, last, -2)
            continue
        vague = word[0] in "百千万" and (index == 0 or tokens[index - 1][1] not in "vwolgda")  # 全国百家网站
        if (
            quantity is None
            or vague
            or excluded(mentions[number], left, right.lstrip())
            or _attribute(result, index, quantity.unit or "")
        ):
            quantity = mentions[number].quantity
            bounded = index + 1 < len(result) and (
                result[index + 1][0] in listed("attribute_bounds") or result[index + 1][1] in "nu"
            )
            opens = index == 0 or tokens[index - 1][1] in ",|DT"
            a_time = quantity is not None and quantity.unit in listed("durations") and (opens or not bounded)
            result[index] = (word, "T" if a_time else "n", first, last, -2)
            if index + 1 < len(result) and result[index + 1][0] in listed("attribute_bounds"):
                result[index + 1] = (result[index + 1][0], "n", *result[index + 1][2:])
    return result
