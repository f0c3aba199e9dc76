"""Text → mentions. Front functions: `find_mentions` (a document), `find_numbers` (any string), `parse_number` (one number).

The scan jumps from numeral to numeral. At each, an ordered list of questions; the first answer wins and is the reason: label
of the structure or quoted phrase · label in running text · word or phrase that begins before the numeral · 第N · document
number · code after letters · commonest quantities · phrase · calendar · code · open classes · quantity · bare count · word.
Whatever is left is a word or an identifier, so that nothing is left out.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from analyzer.model import Document, NumberKind, NumberMention, Quantity, Structure
from analyzer.numbers.bare import bare_count, leftover
from analyzer.numbers.bounds import operator_around
from analyzer.numbers.calendar import Hit, match_calendar
from analyzer.numbers.codes import match_after_letter, match_code, match_document_number, match_ordinal
from analyzer.numbers.grammar import CHINESE, ENCLOSED, JOIN, NUMERALS, make_view
from analyzer.numbers.quantities import Found, match_amount, match_quantity
from analyzer.numbers.quotes import quoted_phrases, title_spans
from analyzer.numbers.wording import (
    counts_event,
    counts_none,
    counts_one,
    match_parallel,
    match_phrase,
    match_phrase_around,
    match_rule,
)
from analyzer.numerals import parse_integer
from analyzer.reading.folding import fold

__all__ = ["find_mentions", "find_numbers", "parse_number", "scan"]

_LABEL = re.compile(
    rf"\([ ]?(?:[0-9]{{1,2}}|[{CHINESE}]{{1,3}})[ ]?\)、?|[0-9]{{1,2}}(?:[.][ ]?(?![0-9](?!0[0-9]{{2}}年))|、(?![0-9])|\))"
    rf"|[{CHINESE}]{{1,3}}[ ]?[、.](?![{CHINESE}]{{1,2}}(?:[、级类期季是个项条]|$))"
)
_LINE_LABEL = re.compile(
    rf"第[ ]?[{CHINESE}0-9]{{1,4}}[ ]?[章节部编](?:分)?(?=[ \u3000])|[0-9]{{1,2}}(?=[ \u3000][\u4e00-\u9fff])"
)
_ITEM = re.compile(rf"(?P<n>[{CHINESE}]{{1,2}})(?:是|要|则(?=[\u4e00-\u9fff]))(?!否)")
_OTHER_ITEM = re.compile(rf"(?<=其)[{CHINESE}]{{1,2}}(?=[，,、：:是])")
_STARTS = frozenset("\n\r。；;：:！？!?”》」\t")
_SOFT_STARTS = _STARTS | frozenset("，,、 　）)")
_NO_ITEM_AFTER = frozenset(f"统唯之第其万同单专某任另如不合归逐这那{CHINESE}0123456789")
"""统一是, 之一是: no item begins there."""
_PAGE = re.compile(r"[ \t\u3000]*[-—–]*[ ]?[0-9]{1,4}[ ]?[-—–]*[ \t\u3000]*(?:\n|$)")
_HAN = re.compile("[\u4e00-\u9fff]")
_BARE_END = re.compile(r"[ \u3000](?=[ \u30000-9])|[ \u3000]?(?:[。，；、,;:)”\"\n\r\t|]|$|以上|以下|左右|以内)")
_MORE_DIGITS = re.compile(rf"[\d{JOIN}]*")
_PLAIN_COUNT = re.compile(r"[0-9][0-9,.]*[余多]?[万亿]*[%件个项人家场份元户篇条亩台辆吨公平]")
"""The commonest quantities, told at a glance: nothing else (date, hotline, rank) can begin so."""
_RULE_AFTER = frozenset("大届次级百千万亿")
_RANKS_BEFORE = frozenset("前列居名排翻")
_NEUTRAL = frozenset(["", "共", "共计", "合计", "累计", "总计", "达", "达到", "为", "计", "几", "数", "上", "￥", "¥"])
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+){2,}")
_ANY_RUN = re.compile(rf"[{CHINESE}]+|[{ENCLOSED}]|\d[\d.,，{JOIN}]*(?<=\d)|\d")


def find_mentions(document: Document, structure: Structure) -> tuple[NumberMention, ...]:
    """All number mentions of a document, in order; labels are taken from the structure. Never fails."""
    labels: list[Hit] = []
    text = document.text
    for section in structure.walk():
        if section.label and section.label_kind == "typed" and text.startswith(section.label, section.start):
            labels.append(("section_label", section.start, section.start + len(section.label), "标题编号", section.ordinal))
        for item in section.items:
            if item.label and text.startswith(item.label, item.start):
                labels.append(("enumerator", item.start, item.start + len(item.label), "列举序数", item.ordinal))
    return tuple(scan(text, document.folded, labels))


def find_numbers(text: str, *, bare: bool = False) -> list[NumberMention]:
    """All number mentions of any string, in order: every numeral lies in exactly one. Never fails.

    With `bare`, no word, date, label or slogan is told apart: each numeral is a number with its value, with its unit where
    one follows (三千 → 3000, 2023年 → 2023 年). That is what most suites of test cases for numbers ask for; what has no value
    (1.2.3) is left out.
    """
    return _scan_bare(text) if bare else scan(text, fold(text)[0], ())


def parse_number(text: str) -> Quantity | None:
    """The quantity that a whole string tells (`260余件`, `百分之五`, `约3万人以上`, `1234`, `三千`), or None. Never fails.

    The string is one number, with or without unit, bounds before and behind it; anything else in it gives None. `value` is exact:
    a `Decimal`, or a `Fraction` where the text tells one (三分之一); 万 and 亿 are multiplied out, `unit` is the lexicon's name.
    """
    view = make_view(fold(text)[0])
    first = NUMERALS.search(view)
    if first is None or len(text) > 200:
        return None
    before = view[: first.start()].strip()
    if before not in _NEUTRAL and operator_around(view, first.start(), first.end(), None) is None:
        return None
    found = match_quantity(view, first.start())
    if found is not None and not NUMERALS.search(view, found.end):
        return found.quantity
    amount = match_amount(view, first.start())
    if (
        amount is None
        or NUMERALS.search(view, amount.end)
        or _HAN.search(view[amount.end :].replace("以上", "").replace("左右", ""))
    ):
        return None
    operator = operator_around(view, amount.start, amount.end, None)
    return Quantity(amount.value, None, amount.upper, operator or amount.operator)


def scan(text: str, folded: str, labels: Iterable[Hit]) -> list[NumberMention]:
    """The mentions of a text, given its folded form and the labels already known; overlaps go to the label that begins first."""
    view = make_view(folded)
    fixed = sorted([*labels, *quoted_phrases(view)], key=lambda hit: (hit[1], hit[0] != "section_label"))
    titles = title_spans(view)
    mentions: list[NumberMention] = []
    low, place, known = 0, NUMERALS.search(view), 0
    while place is not None:
        start = place.start()
        while known < len(fixed) and (fixed[known][2] <= start or fixed[known][1] < low):
            known += 1
        if known < len(fixed) and fixed[known][1] <= start:
            hit: Hit | Found = fixed[known]
        else:
            hit = _read(view, start, low)
            if isinstance(hit, Found) and titles and any(a <= start < b for a, b in _nearest(titles, start)):
                hit = "fixed_phrase", hit.start, hit.end, "书名号内", None
        mention = _mention(text, hit)
        mentions.append(mention)
        low = max(mention.end, start + 1)
        place = NUMERALS.search(view, low)
    return mentions


def _scan_bare(text: str) -> list[NumberMention]:
    view = make_view(fold(text)[0])
    mentions: list[NumberMention] = []
    place = NUMERALS.search(view)
    while place is not None:
        start, low = place.start(), mentions[-1].end if mentions else 0
        end = start + 1
        version = _VERSION.match(view, start)
        if version is not None:
            place = NUMERALS.search(view, version.end())
            continue
        found = match_quantity(view, start, low)
        if found is None and (amount := match_amount(view, start, low)) is not None:
            operator = operator_around(view, amount.start, amount.end, None) or amount.operator
            found = Found(amount.start, amount.end, Quantity(amount.value, None, amount.upper, operator), False)
        if found is None and (value := parse_integer(view[start])) is not None and view[start] in ENCLOSED:
            found = Found(start, end, Quantity(Decimal(value), None), False)
        if found is not None:
            mentions.append(_mention(text, found))
            end = found.end
        elif (run := _ANY_RUN.match(view, start)) is not None:
            end = run.end()
        place = NUMERALS.search(view, end)
    return mentions


def _nearest(spans: list[tuple[int, int]], start: int) -> list[tuple[int, int]]:
    """The last span that begins before `start`, if any."""
    index = bisect.bisect_right(spans, (start, len(spans) and spans[-1][1] + 1))
    return spans[max(0, index - 1) : index]


def _mention(text: str, hit: Hit | Found) -> NumberMention:
    if isinstance(hit, Found):
        kind: NumberKind = "percentage" if hit.percentage else "quantity"
        return NumberMention(hit.start, hit.end, text[hit.start : hit.end], kind, None, hit.quantity)
    kind, start, end, reason, value = hit
    return NumberMention(start, end, text[start:end], kind, reason, None, value)


def _read(view: str, start: int, low: int) -> Hit | Found:
    """What the numeral at `start` is: the first question that has an answer."""
    char = view[start]
    before = view[start - 1] if start > low else "\n"
    hit = _read_label(view, start, low, before)
    if hit is not None:
        return hit
    if char in ENCLOSED:
        return "section_label", start, start + 1, "编号", parse_integer(char)
    phrase = match_phrase_around(view, start, low)
    if phrase is not None:
        return phrase
    if (before == "第" or view[start - 2 : start] == "第 ") and (ordinal := match_ordinal(view, start, low)):
        return ordinal
    if before in "〔[﹝【(〈［ " and (number := _bracketed_number(view, start, low)):
        return number
    if (char.isdigit() and before.isascii() and not before.isspace()) or (before == " " and char.isdigit()):
        code = match_after_letter(view, start, low)
        if code is not None:
            return code
    if before not in _RANKS_BEFORE and _PLAIN_COUNT.match(view, start) and (found := match_quantity(view, start, low)):
        return found
    return _read_meaning(view, start, low) or leftover(view, start)


def _read_meaning(view: str, start: int, low: int) -> Hit | Found | None:
    if view[start - 1 : start] == "翻" and (times := match_quantity(view, start, low)):
        return times
    if view[start] == "一" and counts_none(view, start) and (none := match_quantity(view, start, low)):
        return replace(none, quantity=replace(none.quantity, value=Decimal(0)))
    phrase = None if counts_event(view, start) else match_phrase(view, start)
    if phrase is not None:
        return phrase
    calendar = match_calendar(view, start)
    if calendar is not None:
        return calendar
    hit = match_code(view, start) or (match_rule(view, start) if _may_be_rule(view, start) else None)
    if hit is not None:
        return hit
    if not view[start].isdigit() and (parallel := match_parallel(view, start)):
        return parallel
    found = match_quantity(view, start, low)
    if found is not None:
        if view[start] == "一" and found.end - start == 2 and not counts_one(view, start, found.end):
            return "lexical", start, found.end, "“一”加量词，不计数", None
        return found
    return bare_count(view, start, low)


def _may_be_rule(view: str, start: int) -> bool:
    """The open classes begin with a Chinese numeral, or with digits before 大 届 次 级."""
    if not view[start].isdigit():
        return True
    digits = _MORE_DIGITS.match(view, start)
    return digits is not None and view[digits.end() : digits.end() + 1] in _RULE_AFTER


def _bracketed_number(view: str, start: int, low: int) -> Hit | None:
    bracket = start - 1 if view[start - 1] != " " else start - 2
    return match_document_number(view, bracket) if bracket >= low else None


def _read_label(view: str, start: int, low: int, before: str) -> Hit | None:
    """A label in running text or at the start of a line: 1. 、（一） 一是."""
    if before == "(" and start - 1 >= low:
        label = _LABEL.match(view, start - 1)
        if label is not None:
            return "section_label", start - 1, label.end(), "编号", parse_integer(label.group().strip("(、 )"))
        return None
    line_start = before in "\n\r" or not view[max(0, start - 8) : start].rsplit("\n", 1)[-1].strip(" \u3000\t")
    if line_start or before in _SOFT_STARTS or (view[start + 1 : start + 2] == "是" and before not in _NO_ITEM_AFTER):
        item = _ITEM.match(view, start)
        if item is not None:
            return "enumerator", start, item.end(), "列举序数", parse_integer(item["n"])
    if line_start or before in _STARTS or before in " \u3000":
        label = _LABEL.match(view, start) or (_LINE_LABEL.match(view, start) if line_start else None)
        if label is not None:
            return "section_label", start, label.end(), "编号", parse_integer(label.group().strip("(、 .)第章节部编分"))
    if before == "其" and (other := _OTHER_ITEM.match(view, start)):
        return "enumerator", start - 1 if start - 1 >= low else start, other.end(), "列举序数", parse_integer(other.group())
    return None
