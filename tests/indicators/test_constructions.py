"""Constructions that were read wrongly in texts nobody had read before (`constructions.txt`): one invented case each."""

from pathlib import Path

import pytest

from tests.indicators.run import run
from tests.indicators.table import read_table
from tests.indicators.test_naming import check

CASES = read_table((Path(__file__).parent / "constructions.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case.text[:24] for case in CASES])
def test_constructions(case):
    check(case)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("下一步，力争备案率达100%。", ("2024", "target")),
        ("下年度计划开展专项监督2次。", ("2024", "target")),
        ("明年，将培训执法人员200人。", ("2024", "target")),
        ("开展普法活动12场，为下一步工作打下基础。", ("2023", "achieved")),
        ("上年度审计查出的126个问题已整改到位。", ("2022", "achieved")),
    ],
)
def test_words_for_the_year_after_and_before(text, told):
    (indicator,) = run(text)[0]
    assert (indicator.period, indicator.modality) == told
