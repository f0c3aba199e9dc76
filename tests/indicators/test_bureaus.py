"""Sentences in the manner of bureaus and towns, written before the analyzer read them (`bureaus.txt`, as `table.py` reads it).

116 were written, with the rows that a second reader would write; 70 that all slots were right of are kept here, the classes that
were wrong are in `test_classes.py`, and what is still wrong is below.
"""

from pathlib import Path

import pytest

from tests.indicators.run import run
from tests.indicators.table import read_table
from tests.indicators.test_naming import check

CASES = read_table((Path(__file__).parent / "bureaus.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case.text[:24] for case in CASES])
def test_bureaus(case):
    check(case)


@pytest.mark.xfail(strict=True, reason="known failures")
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("法治讲座126场次，培育法律明白人1328名，实现每村不少于5名。", ["法治讲座", "培育法律明白人", "每村法律明白人"]),
        ("抽检食品2310批次，不合格47批次。", ["抽检食品", "不合格食品"]),
        ("承办代表建议31件、委员提案46件，共计77件。", ["承办代表建议", "承办委员提案", "承办建议提案"]),
        ("约谈提醒代替处罚61户，稽查立案15户。", ["约谈提醒代替处罚", "稽查立案"]),
        ("法治建设规划确定的42项任务已完成38项。", ["规划确定任务", "完成任务"]),
    ],
)
def test_known_failures(text, names):
    assert [i.name for i in run(text)[0]] == names
