"""说几项，列出的不是几项

## 检查什么
“抓好四项工作：一是……二是……三是……”：说四项，只列到三是。“A、B、C、D等5大类”之前列举的项数多于所说，或者没有“等”而少于所说。
“《甲》《乙》三部法律”“A、B四位一体”“三项制度（A、B）”也这样查。
列举里还有并列、括号、引号的不查。

## 为什么
少列一项，读者会以为漏了内容；多数是删改后没有改前面的数。

## 不好的例子
完善产权管理、规划发展、财务统计、党建人事9大类制度。

## 好的例子
完善产权管理、规划发展、财务统计、党建人事等9大类制度。

## 依据
逻辑：所说的项数与所列的一致。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.num.digits import small_number
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.spans import Span

RULE = Rule(
    code="NUM006",
    name="claimed-and-listed",
    title="说几项，列出的不是几项",
    level="warning",
    confidence="medium",
    basis="逻辑",
)

ORDER = "一二三四五六七八九十"
CLAIM = re.compile(
    r"(?<![第0-9一二三四五六七八九十百])([二两三四五六七八九十]|[2-9]|10)(?:大|个|项|点|条|方面|类|种){1,2}[一-龥]{0,14}[：:，。]\s*一是"
)
SORTS = re.compile("(?:类|方面)")
ITEM = re.compile(r"(?:^|[。；：:，\s])([一二三四五六七八九十])是(?![否])")
COUNTED = re.compile(r"(等)?(?<![第0-9])([2-9]|1[0-9]|[二两三四五六七八九十])(?:大)?(?:类|方面|大类|个方面)(?![一-龥]?[0-9]?、)")
NAMES = re.compile(r"(?:[一-龥]{2,10}、)+[一-龥]{2,10}?(?:[和及与][一-龥]{2,10}?)?$")
BACK = 120
"""So many characters before the count are looked at for the names."""


def item_lists(text: str, start: int, end: int) -> Iterator[tuple[Span, int, int, int]]:
    """(claim, number claimed, number listed, end of the last item's label) for “四项…：一是…二是…”."""
    for claim in CLAIM.finditer(text, start, end):
        stop = next((m.start() for m in re.compile(r"(?<=[。；：，\s])一是").finditer(text, claim.end(), end)), end)
        last, place = 1, claim.end()
        for item in ITEM.finditer(text, claim.end(), stop):
            number = ORDER.index(item[1]) + 1
            if number != last + 1:
                break
            last, place = number, item.end()
        yield claim.span(1), small_number(claim[1]), last, place


def plain_lists(text: str, start: int, end: int) -> Iterator[tuple[Span, int, int, bool]]:
    """(span, number claimed, number listed, with 等) for “A、B、C和D等5大类”."""
    for counted in COUNTED.finditer(text, start, end):
        first = max(start, counted.start() - BACK)
        match = NAMES.search(text[first : counted.start()])
        if match is None:
            continue
        names = match.group().split("、")
        listed = len(names) - 1 + len([name for name in re.split("[和及与]", names[-1]) if name])
        # 和 or 及 inside an earlier name may be two things: then the list has no sure length
        if not any(re.search("[和及与]", name) for name in names[:-1]):
            yield (first + match.start(), counted.end()), small_number(counted[2]), listed, counted[1] is not None


TITLED = re.compile(
    r"((?:《[^《》\n]{2,60}》(?:[（(][^（）()]{0,20}[）)])?[、，和与及]{0,2}){2,12})(等)?(?:共|共计)?([2-9]|[1-9][0-9]|[两二三四五六七八九十])"
    r"(?:部|件|项|个|份)(?=[一-龥]{0,8}(?:法律|法规|规章|条例|规范性文件|文件|制度|规定|办法))"
)
UNITED = re.compile(r"((?:[一-龥]{1,8}、){1,9}[一-龥]{1,8}?)[”]?[“]?([两二三四五六七八九十])位一体")


BRACKETED = re.compile(
    r"(?<![第0-9一二三四五六七八九十百])([两二三四五六七八九十]|[3-9]|10)(?:大|个|项|部|件|类|种|位一体|方面|条)[^0-9，。；：、（）《》]{0,14}（([^（）0-9，。；：]{6,120})）"
)


def bracketed_lists(text: str, start: int, end: int) -> Iterator[tuple[Span, int, int]]:
    """(span, number claimed, number listed) for “三项制度（A、B）”; not where the bracket may be an example or an alternative."""
    for match in BRACKETED.finditer(text, start, end) if "（" in text[start:end] else ():
        names = [name for name in match[2].split("、") if name]
        titles = match[2].count("《")
        listed = titles or len(names)
        open_ended = re.search("等|如|例如|含|包括|以下|下同|不|除|其中", match[2]) or (
            not titles and re.search("[和及与或]", match[2])
        )
        if listed > 1 and not open_ended and sum(map(len, names)) >= 3 * len(names):
            yield match.span(), small_number(match[1]), listed


def titled_lists(text: str, start: int, end: int) -> Iterator[tuple[Span, int, int, bool]]:
    """(span, number claimed, number listed, with 等) for “《甲》《乙》等3部法律” and “A、B、C三位一体”."""
    for match in TITLED.finditer(text, start, end) if "》" in text[start:end] else ():
        before = text[max(start, match.start() - 2) : match.start()]
        if not before.endswith(("、", "和", "与", "及", "》")):  # else the list begins before
            yield match.span(), small_number(match[3]), match[1].count("《"), match[2] is not None
    for match in UNITED.finditer(text, start, end) if "位一体" in text[start:end] else ():
        if not re.search("[和及与]", match[1]):
            yield match.span(), small_number(match[2]), match[1].count("、") + 1, False


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a claim."""
    text = context.folded
    for section in context.sections or ():
        yield from _items(context, section.body_start, context.own_ends[section.start])
    if not context.sections:
        yield from _items(context, context.body_start, context.body_end)
    for start, end in context.sentences:
        for (first, last), claimed, listed, more in plain_lists(text, start, end) if SORTS.search(text, start, end) else ():
            alone = text[max(start, first - 1) : first] in ("", "，", "。", "；") and not re.search("[和及与]", text[first:last])
            few = listed < claimed - (0 if alone else 1) and not more
            if listed > claimed or few:
                yield Hit(
                    message=f"说{claimed}类，{'列出' if not more else '已经列出'}的是{listed}个",
                    start=first,
                    end=last,
                    suggestion="核对项数；没有列全的加“等”",
                )
        bracketed = ((*found, False) for found in bracketed_lists(text, start, end))
        for (first, last), claimed, listed, more in (*titled_lists(text, start, end), *bracketed):
            if listed > claimed or (listed < claimed and not more):
                yield Hit(
                    message=f"说的是{claimed}，{'列出' if not more else '已经列出'}的是{listed}个",
                    start=first,
                    end=last,
                    suggestion="核对项数；没有列全的加“等”",
                )


def _items(context: RuleContext, start: int, end: int) -> Iterator[Hit]:
    if context.folded.find("一是", start, end) < 0:
        return
    for (first, last), claimed, listed, place in item_lists(context.folded, start, end):
        if listed not in (claimed, 1) and first not in context.skipped:
            yield Hit(
                message=f"说{claimed}项，列到第{listed}项（{ORDER[listed - 1]}是）",
                start=first,
                end=last,
                related=(Related(place - 2, place, "最后一项"),),
                suggestion="补上缺的项，或者改正项数",
                confidence="high",
            )
