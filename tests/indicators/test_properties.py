"""Any text gives a result, offsets hold, and both engines and two runs agree on the places."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.indicators.run import run
from tests.indicators.test_naming import CASES

WORDS = (
    "受理 案件 29件 5% ， 、 。 ； （ ） 其中 分别 增长 由 提高到 “ ” 《 》 各 每 比上年 高于全省 等 的 一次 2022年 截至10月 三、"
    " 零 占 \ue001 \ue006 a 😀 共 达 率 确保 12 较 是 一是 包括"
)
PIECES = st.sampled_from([*WORDS.split(" "), " ", "\u3000", "\n"])
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80)


@settings(deadline=None, max_examples=300)
@given(text=TEXTS)
def test_any_text_gives_indicators_with_true_places(text):
    indicators, zeros = run(text)
    for index, indicator in enumerate(indicators):
        assert indicator.evidence_start <= indicator.start < indicator.end <= indicator.evidence_end <= len(text)
        assert indicator.name
        assert indicator.parent is None or indicator.parent != index
        assert indicator.parent is None or 0 <= indicator.parent < len(indicators)
    assert [i.start for i in indicators] == sorted(i.start for i in indicators)
    for zero in zeros:
        assert 0 <= zero.evidence_start <= zero.start < zero.end <= zero.evidence_end <= len(text)


@pytest.mark.parametrize(
    "text",
    ["5件" * 3000, "（" * 20000 + "5件", "受理5件，" * 3000, "一" * 20000, "、5%" * 4000, "“" * 9000 + "5件", "由5件" * 3000],
)
def test_long_monotonous_text_takes_no_more_than_linear_time(text):
    run(text)


def test_both_engines_find_the_same_indicators():
    same = 0
    for case in CASES:
        one, other = run(case.text, engine="rjieba")[0], run(case.text, engine="jieba")[0]
        assert [(i.start, i.quantity) for i in one] == [(i.start, i.quantity) for i in other]
        same += [i.name for i in one] == [i.name for i in other]
    assert same >= 0.97 * len(CASES)
