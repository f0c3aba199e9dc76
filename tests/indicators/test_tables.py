"""Bare numbers in cells: name and unit from the head, the row or the line above."""

import pytest

from analyzer.indicators.tables import read_cells
from analyzer.numbers import find_numbers
from tests.growth import EIGHTFOLD, growth
from tests.indicators.run import run


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "领域\t案件数（件）\t罚款（万元）\n水路\t58\t19.3\n合计\t58\t19.3\n",
            [("水路案件数", 58, "件"), ("水路罚款", 193000, "元"), ("案件数合计", 58, "件"), ("罚款合计", 193000, "元")],
        ),
        ("行政处罚案件数（件）\t120\n罚没金额（万元）\t35.6\n", [("行政处罚案件数", 120, "件"), ("罚没金额", 356000, "元")]),
        ("单位：万元\n项目\t金额\n罚款\t12.5\n", [("罚款金额", 125000, "元")]),
        ("项目\t金额\n罚款\t12.5\n", [("罚款", 12.5, None)]),
        ("领域\t数量（件）\n水路\t58\t7\n", [("水路", 58, None), ("水路", 7, None)]),
        ("领域\t数量（见附件）\n水路\t58\n", [("水路", 58, None)]),
    ],
)
def test_cells(text, rows):
    got = [(i.name, i.quantity.value, i.quantity.unit) for i in run(text)[0]]
    assert [(name, float(value), unit) for name, value, unit in got] == [(n, float(v), u) for n, v, u in rows]


def test_linear():
    cells = lambda text: read_cells(text, tuple(find_numbers(text)), 0, len(text))  # noqa: E731
    assert growth(cells, "甲（件）\t12\n", 500) < EIGHTFOLD
