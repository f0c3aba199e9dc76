"""Numerals without a unit: bare counts (数量为0, 废止139、修改18, 80万重点群体, cells of tables), page numbers, what is left.

`bare_count` finds what still counts; `leftover` gives a kind to whatever nothing else explains.
"""

from __future__ import annotations

import re
from decimal import Decimal

from analyzer.model import Quantity
from analyzer.numbers.bounds import operator_around
from analyzer.numbers.calendar import Hit, bare_year
from analyzer.numbers.grammar import CHINESE, ENCLOSED, JOIN
from analyzer.numbers.quantities import Amount, Found, match_amount, match_quantity
from analyzer.numbers.wording import without_unit

__all__ = ["bare_count", "leftover"]

_PAGE = re.compile(r"[ \t\u3000]*[-—–]*[ ]?[0-9]{1,4}[ ]?[-—–]*[ \t\u3000]*(?:\n|$)")
_HAN = re.compile("[\u4e00-\u9fff]")
_END = re.compile(r"[ \u3000](?=[ \u30000-9])|[ \u3000]?(?:[。，；、,;:)”\"\n\r\t|]|$|以上|以下|左右|以内)")
_CELL = frozenset(" \t|\u3000\n\r")
_BEFORE_COUNT = frozenset(' \t|\u3000:为“"')
_RUN = re.compile(rf"[{CHINESE}]+|[{ENCLOSED}]|\d[\d.,，{JOIN}]*(?<=\d)|\d")
_LIST = re.compile(r"(?:[、和与][0-9][0-9.]{0,12}){0,8}[、和与](?P<last>[0-9][0-9.]{0,12})(?=[^0-9.、和与])")
_LARGE = 10**4
_NEXT_CELL = re.compile(r"[ \t|](?P<n>[0-9]+(?:\.[0-9]+)?)(?=[ \t|\n]|$)")


def bare_count(view: str, start: int, low: int) -> Hit | Found | None:
    """A count without a unit, a bare year or a page number at `start`; None where a numeral counts nothing."""
    if not view[start].isdigit():
        return _chinese(view, match_amount(view, start, low))
    year = bare_year(view, start)
    if year is not None and not _in_row(view, start, year[2]):
        return year
    amount = match_amount(view, start, low)
    return None if amount is None else _arabic(view, amount)


def _in_row(view: str, start: int, end: int) -> bool:
    """合计 2034 649.6: a cell of a row of counts, behind the row's name and before a number that is no year."""
    after = _NEXT_CELL.match(view, end)
    return bool(
        after and _HAN.match(view[start - 2 : start - 1]) and view[start - 1] in _CELL and not bare_year(view, after.start("n"))
    )


def _found(view: str, amount: Amount) -> Found:
    operator = operator_around(view, amount.start, amount.end, None) or amount.operator
    return Found(amount.start, amount.end, Quantity(amount.value, None, amount.upper, operator), False)


def _chinese(view: str, amount: Amount | None) -> Found | None:
    """三千余。 两百多万高校师生, but not 万亿台阶, 百姓: a digit must be in it."""
    if amount is None:
        return None
    numeral = view[amount.start : amount.end].strip("余多来几")
    if not numeral.strip("百千万亿"):
        return None
    qualified = amount.operator in (">", "~") and _END.match(view, amount.end)
    if (qualified and amount.multiple + amount.length > 3) or (amount.multiple >= _LARGE and amount.value > _LARGE):
        return _found(view, amount)
    return None


def _arabic(view: str, amount: Amount) -> Hit | Found | None:
    start, end = amount.start, amount.end
    line = view.rfind("\n", max(0, start - 12), start) + 1
    page = _PAGE.match(view, line) if line or start <= 12 else None
    if page is not None and page.end() > start and "." not in view[start:end]:
        return "identifier", start, end, "页码或孤立数字", None
    before, after = view[start - 1 : start], view[end : end + 1]
    if before in _CELL and after in _CELL and re.match("0[0-9]", view[start:end]):
        return "identifier", start, end, "编码", None
    shared = _shared_unit(view, amount)
    if shared is not None:
        return shared
    if amount.multiple >= _LARGE or re.search(r"[.,，]", view[start:end]):
        return _found(view, amount)
    if amount.value == Decimal(0) and _HAN.match(after or " "):
        return _found(view, amount)
    if _END.match(view, end) and (before in _BEFORE_COUNT or _HAN.match(before or " ")):
        return _found(view, amount)
    return None


def _shared_unit(view: str, amount: Amount) -> Found | None:
    """提高20.9、36.2、54个百分点: the numbers of a list share the unit behind its last."""
    rest = _LIST.match(view, amount.end)
    if rest is None:
        return None
    last = match_quantity(view, rest.start("last"), rest.start("last"))
    if last is None or last.quantity.unit is None or last.quantity.upper is not None:
        return None
    return Found(amount.start, amount.end, Quantity(amount.value, last.quantity.unit, amount.upper), last.percentage)


def leftover(view: str, start: int) -> Hit:
    """Nothing else fits: a word, a slogan or an identifier."""
    run = _RUN.match(view, start)
    end = start + 1 if run is None else run.end()
    if view[start] in CHINESE:
        return without_unit(view, start, end)
    if _HAN.match(view[end : end + 1] or " "):
        return "fixed_phrase", start, end, "数字后无量词", None
    return "identifier", start, end, "编号或孤立数字", None
