"""分项与总数不符

## 检查什么
“总数……其中分项”“总数（分项、分项）”“共……：分项；分项”。一个分项大于总数；分项相加大于总数；原文表明已经列全而相加不等于总数。
“其中”后面不一定列全，所以相加小于总数不算错；金额和可能重叠的人数不求和。
“调解N件，成功M件”“发现N处，整改M处”，成功的、整改的不能比总数多。合格与不合格、已整改与未整改，以及清理和审理的各种结果（保留、修改、废止；胜诉、败诉），合起来也应当等于总数。

## 为什么
分项和总数在同一句话里，读的人一加就知道对不对。

## 不好的例子
办理行政处罚案件24件（林业16件，海域29件，其他8件）。

## 好的例子
办理行政处罚案件53件（林业16件，海域29件，其他8件）。

## 依据
逻辑：部分不大于整体，列全的部分之和等于整体。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from analyzer.model import Confidence, Related
from analyzer.rules.context import RuleContext
from analyzer.rules.num.counts import MONEY, PERSONS, TIMES, Count, by_sentence, told
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="NUM001",
    name="parts-and-total",
    title="分项与总数不符",
    level="error",
    confidence="high",
    basis="逻辑",
    priority=40,
)

OPENING = re.compile(
    r"[^0-9。；（）]{0,14}?[，、（：]?其中[，：]?|（(?!其中|比|较|同比|含|约|即|下同)|(?:[^。；，（）0-9]{0,8})：(?!一是)"
)
BREAK = re.compile(
    r"[；。\n]|(?<![公一中])共(?![同享建治用青产])|合计|累计|总计|同比|环比|增长|增加|上升|下降|减少|提高|较上年|比上年|比去年|较去年|占|另|此外|同时|平均|其中|包括|包含|含|涉及|分别|"
    r"[，、](?:制定|印发|组织|召开|开展|举办|完成|办结|化解|调解|处理|整改|审结|结案|查处|罚没|发放|参与|受益|覆盖|培训|收缴|移送|立案|实现)"
)
NEGLIGIBLE = re.compile(r"^(?:其中|均)?(?:已经?|实际)?(?:完成)?|[的为共有计]|(?<=未)完成")
OUTCOMES = frozenset(
    [
        "保留",
        "继续有效",
        "修改",
        "修订",
        "废止",
        "失效",
        "维持",
        "撤销",
        "驳回",
        "确认违法",
        "变更",
        "终止",
        "中止",
        "撤回",
        "胜诉",
        "败诉",
        "和解",
        "调解",
        "责令履行",
        "在审",
        "未审结",
    ]
)
"""What may become of documents that are looked through and of cases that are decided."""
MADE = re.compile("制[定订]|出台|印发|颁布|发布|起草|新增|提请")
SUBSETS = tuple(
    (re.compile(act), re.compile(f"[，、；]?(?:已|其中|共)?{came}[^0-9，。；、]{{0,4}}"))
    for act, came in (
        ("调解|调处", "(?:调解|调处)?(?:成功|达成协议)(?:调解|调处)?"),
        ("抽检|抽查|检验|检测", "(?:检[验测])?合格"),
        ("案卷", "(?:评出|评定)?(?:优秀|合格)案卷"),
        (
            "(?:发现|排查)[^0-9]{0,8}(?:隐患|问题)|反馈[^0-9]{0,6}问题",
            "(?:已|完成|督促)?(?:整改|整治)(?:完成|到位)?(?:隐患|问题)?",
        ),
    )
)
"""What a count is of, and the words before the count of those of it that came out well: never more than all."""
GROWTH = re.compile(r"[，（]?(?:同比|比上年|较上年|比去年|较去年)[^0-9，。；]{0,8}")
REACH = 30
GAP = 22
"""Longest stretch of words between two parts of one list."""


@dataclass(frozen=True, slots=True)
class Division:
    """A total and its parts; `complete` where the text lists them all."""

    total: Count
    parts: tuple[Count, ...]
    complete: bool


def divisions(text: str, end: int, counts: list[Count]) -> Iterator[Division]:
    """Totals with parts of the same unit in one sentence that ends at `end`."""
    for at, total in enumerate(counts[:-1]):
        if total.is_rate or not total.unit or total.unit in MONEY or total.unit in TIMES:
            continue
        first = at + 1 + _growths(text, total, counts[at + 1 :])
        if first == len(counts):
            continue
        opening = OPENING.match(text, counts[first - 1].end, counts[first].start)
        if (
            opening is None
            or (first > at + 1 and "其中" not in opening.group())
            or (opening.group().endswith("：") and not re.search(r"共计?[^，。；]{0,14}$", text[: total.start][-16:]))
        ):
            continue
        parts, last, closed = _parts(text, opening.end(), counts[first:], total)
        whole = _adding_up(parts, total)
        if whole:  # what follows a list that adds up is no part (…报告书28个、报告表188个，否决4个)
            continue
        if parts:
            rest = text[last:end]
            listed = "其中" not in opening.group() and closed and len(parts) > 1 and not re.match(r"[^，。；）]{0,6}等", rest)
            yield Division(total, tuple(parts), listed)


def _growths(text: str, total: Count, following: list[Count]) -> int:
    """How many growths are told of a total before its parts (2.86万户，同比增长9.3%，其中…)."""
    told_of = bool(following) and following[0].unit == "%" and GROWTH.fullmatch(text[total.end : following[0].start])
    return 1 if told_of else 0


def _parts(text: str, start: int, counts: list[Count], total: Count) -> tuple[list[Count], int, bool]:
    """The parts that follow, where the last ends, and whether the list is closed by ） or the sentence's end."""
    bracket = text[start - 1] == "（" or "（其中" in text[max(0, start - 4) : start]
    colon = text[start - 1] == "："
    parts: list[Count] = []
    last = start
    for count in counts:
        between = text[last : count.start]
        if count.start - last > GAP or (BREAK.search(between.replace("；", "，") if bracket or colon else between)):
            return parts, last, False
        if bracket and between.count("）") > between.count("（"):
            return parts, last, True
        if parts and not bracket and _elsewhere(total, count, between):
            return parts, last, False
        if count.unit != total.unit or between.count("（") > between.count("）"):
            return parts, last, False
        parts.append(count)
        last = count.end
    return parts, last, re.match(r"[^，；。0-9]{0,6}[）。]", text[last:]) is not None


def _adding_up(parts: list[Count], total: Count) -> bool:
    """Whether the first two or more parts make up the total exactly."""
    low = total.low * 0
    for number, part in enumerate(parts, 1):
        low += part.low
        if number > 1 and low == total.low:
            return True
    return False


def outcomes(text: str, end: int, counts: list[Count]) -> Iterator[Division]:
    """A total and what became of it, one clause each, to the sentence's end (清理14件，保留9件，修改2件，废止2件)."""
    for at, total in enumerate(counts[:-2]):
        own = re.search(r"[一-龥]*$", text[max(0, total.start - 8) : total.start])
        if own is not None and own[0].endswith(tuple(OUTCOMES)):
            continue  # an outcome itself
        if MADE.search(re.split("[，。；：]", text[max(0, total.start - 24) : total.start])[-1]):
            continue  # acts side by side: 制定规章2部、修改5部、废止4部
        parts: list[Count] = []
        last = total.end
        for count in counts[at + 1 :]:
            words = re.fullmatch(r"[，、：]?(?:其中[：，]?)?(?:共|予以|决定|宣布)?([一-龥]{2,4})", text[last : count.start])
            if words is None or words[1] not in OUTCOMES or count.unit != total.unit or not count.exact:
                break
            parts.append(count)
            last = count.end
        if len(parts) > 1 and total.exact and not total.is_rate and re.match(r"[。；]", text[last : end + 1]):
            yield Division(total, tuple(parts), True)


def _elsewhere(total: Count, count: Count, between: str) -> bool:
    """Whether a later count larger than the total belongs to the next clause and not to the list."""
    return total.high is not None and count.low > total.high and not re.fullmatch(r"、[^，。；、]{1,10}", between)


def subsets(text: str, counts: list[Count]) -> Iterator[Division]:
    """A total and those of it that came out well, where the words say so (调解纠纷120件，调解成功118件)."""
    for total, part in pairwise(counts):
        between = text[total.end : part.start]
        if total.unit != part.unit or total.is_rate or not total.unit or not (total.exact and part.exact):
            continue
        before = re.split(r"[，。；、：\n]", text[max(0, total.start - 24) : total.start])[-1]
        if any(act.search(before) and came.fullmatch(between) for act, came in SUBSETS):
            yield Division(total, (part,), False)


def _scaled(value: Fraction, total: Count) -> str:
    """A sum as the total is written: 2.9万 beside 2.86万户."""
    scale = 10000 if "万" in total.surface else 1
    return told(value / scale, 2) + ("万" if scale > 1 else "")


def verdict(division: Division) -> tuple[str, Confidence] | None:
    """What is wrong with a division, and how sure that is; None where nothing is."""
    total, parts = division.total, division.parts
    if total.high is None:
        return None
    above = next((part for part in parts if part.low > total.high), None)
    if above is not None:
        return f"分项{above.surface}大于总数{total.surface}", "high"
    low = sum((part.low for part in parts), start=total.low * 0)
    if low > total.high and len(parts) > 1:
        if total.unit in PERSONS and not division.complete:
            return None  # 女性5名，党员6名: people may be counted twice
        return f"分项合计{_scaled(low, total)}，大于总数{total.surface}", "high"
    exact = total.exact and all(part.exact for part in parts)
    if division.complete and exact and low < total.low and len(parts) > 1:
        near = total.low - low <= total.low / 10
        return f"分项合计{_scaled(low, total)}，不等于总数{total.surface}", "high" if near else "medium" if len(
            parts
        ) > 2 else "low"
    return None


def opposites(text: str, counts: list[Count]) -> Iterator[Division]:
    """A total, and what of it did and what did not (抽检120批次，合格115批次，不合格8批次), in one sentence."""
    for at in range(1, len(counts) - 1):
        one, other = counts[at], counts[at + 1]
        total = next((c for c in reversed(counts[:at]) if not c.is_rate), None)
        if total is None or not (total.unit == one.unit == other.unit and total.exact and one.exact and other.exact):
            continue
        if text.startswith("、", total.end) or one.start - total.end > REACH or other.start - one.end > REACH:
            continue
        between, own = text[total.end : one.start], text[one.end : other.start]
        third = counts[at + 2] if at + 2 < len(counts) else None
        more = third is not None and third.unit == total.unit and third.start - other.end < GAP
        if _opposed(between, own) and not more and not re.search(r"[；。]", between + own):
            yield Division(total, (one, other), True)


def _opposed(first: str, second: str) -> bool:
    """Whether the words before one count deny those before the other (合格, 不合格; 已整改, 未整改)."""
    one, other = (NEGLIGIBLE.sub("", re.split(r"[，、（；]", words)[-1]) for words in (first, second))
    denied = re.fullmatch(r"(?:不予|尚?未|不)([一-龥]{2,6})", other)
    return denied is not None and one == denied[1]


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a division, on the total, with the parts as related places."""
    for (_, end), counts in by_sentence(context):
        if len(counts) < 2:
            continue
        found = list(divisions(context.folded, end, counts))
        taken = {division.total for division in found if verdict(division)}
        more = [*opposites(context.folded, counts), *outcomes(context.folded, end, counts), *subsets(context.folded, counts)]
        found += [
            division for division in more if division.total not in taken and not _adding_up(list(division.parts), division.total)
        ]
        for division in found:
            wrong = verdict(division)
            if wrong is not None:
                yield Hit(
                    message=wrong[0],
                    start=division.total.start,
                    end=division.total.end,
                    related=tuple(Related(part.start, part.end, "分项") for part in division.parts),
                    suggestion="核对总数和各个分项",
                    level="error" if "大于总数" in wrong[0] else "info" if wrong[1] == "low" else "warning",
                    confidence=wrong[1],
                )
