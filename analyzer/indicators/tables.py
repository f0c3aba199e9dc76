"""Cells of tables: the unit and the name that a head or a row's first cell gives to a bare number. Front function: `read_cells`.

A table is a run of lines whose cells a tab parts. The head is its first line, where that has as many cells as the rows and no
number of its own; `案件数（件）` names the column and its unit, `单位：万元` above the table the unit of all.
"""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from analyzer.model import NumberMention, Quantity
from analyzer.numbers import parse_number
from analyzer.numerals import plain

__all__ = ["Cell", "read_cells"]

_UNIT = re.compile(r"[（(](?:单位[：:])?(?P<unit>[^（）()\t\n]{1,8})[）)]$")
_NUMBER = re.compile(r"[0-9０-９.,，．]+[%％]?")
_CAPTION = re.compile(r"单位[：:][ \u3000]*(?P<unit>[\u4e00-\u9fff%㎡]{1,6})")
_TOTALS = frozenset(("合计", "总计", "共计", "小计", "总数"))
_LONGEST = 16
"""Characters of a cell that can be part of a name."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a bare number in a cell measures."""

    name: str
    quantity: Quantity


def read_cells(text: str, mentions: tuple[NumberMention, ...], start: int, end: int) -> dict[int, Cell]:
    """Mention of a bare number in a cell → its name and its quantity with the unit of the head.

    `text` is the text as it is: folding makes blanks of tabs.
    """
    cells: dict[int, Cell] = {}
    starts = [mention.start for mention in mentions]
    head: list[str] | None = None
    caption, above, place = None, "", start
    while place < end and text.find("\t", place, end) >= 0:
        stop = text.find("\n", place, end)
        stop = end if stop < 0 else stop
        line = text[place:stop]
        if "\t" not in line:
            head, above = None, line
        else:
            row = line.split("\t")
            if head is None:
                told = _CAPTION.search(above)
                caption = told["unit"] if told else None
                head = row if not any(_NUMBER.fullmatch(cell.strip()) for cell in row[1:]) else [""]
            _read_row(cells, place, row, head if head is not row else [], caption, mentions, starts)
        place = stop + 1
    return cells


def _read_row(
    cells: dict[int, Cell],
    place: int,
    row: list[str],
    head: list[str],
    caption: str | None,
    mentions: tuple[NumberMention, ...],
    starts: list[int],
) -> None:
    label = row[0].strip()
    offset = place + len(row[0]) + 1
    columns = head if len(head) == len(row) else [""] * len(row)
    for text, column in zip(row[1:], columns[1:], strict=True):
        index = bisect.bisect_left(starts, offset)
        if index < len(mentions) and label and mentions[index].surface == text.strip():
            cell = _cell(label, column.strip(), caption, mentions[index].quantity)
            if cell is not None:
                cells[index] = cell
        offset += len(text) + 1


def _cell(label: str, column: str, caption: str | None, quantity: Quantity | None) -> Cell | None:
    """The cell's name and quantity, or None where the text gives no unit or no name to it."""
    if (
        quantity is None
        or quantity.unit is not None
        or not isinstance(quantity.value, Decimal)
        or max(len(label), len(column)) > _LONGEST
    ):
        return None
    told = _UNIT.search(column) or _UNIT.search(label)
    scaled = _scaled(told["unit"] if told else caption or "")
    if scaled is None:
        return None
    factor, unit = scaled
    label, column = _UNIT.sub("", label), _UNIT.sub("", column)
    name = column + label if label in _TOTALS and column else label + column
    return Cell(name, replace(quantity, value=plain(quantity.value * factor), upper=None, unit=unit))


@functools.lru_cache(maxsize=512)
def _scaled(unit: str) -> tuple[Decimal, str] | None:
    """万元 → (10000, 元); None for what is no unit."""
    quantity = parse_number("1" + unit) if unit else None
    if quantity is None or quantity.unit is None or not isinstance(quantity.value, Decimal):
        return None
    return quantity.value, quantity.unit
