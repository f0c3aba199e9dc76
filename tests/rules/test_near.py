"""Near misses of fixed strings, misspellings by counts, titles, labels and small numerals: the pure functions of the rules."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.rules.lab.labels import read_label
from analyzer.rules.num.digits import small_number
from analyzer.rules.txt.lexicon import alike, counts, looks_alike, sounds_alike
from analyzer.rules.txt.misspelling import best_repair, suspects
from analyzer.rules.txt.near import Searcher, slips
from analyzer.rules.txt.titles import misquotes, plain

TERM = "行政执法全过程记录"


@pytest.mark.parametrize(
    ("written", "slip"),
    [
        ("行政执法全过成记录", ("changed", 6)),
        ("行政执法全程记录", ("lost", 5)),
        ("行政执法全过过程记录", ("doubled", 6)),
        ("行政执法的全过程记录", ("inserted", 4)),
        ("行政执法全程过记录", ("swapped", 5)),
        ("行政执法全过程记录", None),
        ("行政许可全过成记录", None),
        ("", None),
    ],
)
def test_slips(written, slip):
    assert slips(written, TERM) == slip


@given(
    st.integers(1, len(TERM) - 2),
    st.sampled_from(["lost", "changed", "doubled"]),
    st.text("，。甲乙", max_size=5),
    st.text("，。甲乙", max_size=5),
)
def test_every_inner_slip_is_found(at, kind, before, after):
    middle = {"lost": "", "changed": "甲", "doubled": TERM[at] * 2}[kind]
    written = TERM[:at] + middle + TERM[at + 1 :]
    text = before + written + after
    found = list(Searcher([TERM]).search(text))
    assert [text[miss.start : miss.end] for miss in found if text[miss.start : miss.end] == written]


@given(st.text("行政执法全过程记录甲，", max_size=60))
@settings(max_examples=60)
def test_near_misses_lie_in_the_text_and_differ(text):
    for miss in Searcher([TERM, "全过程记录制度"]).search(text):
        assert 0 <= miss.start <= miss.at <= miss.end <= len(text)
        assert text[miss.start : miss.end] != miss.term
        assert slips(text[miss.start : miss.end], miss.term) is not None


def test_a_right_term_is_no_near_miss():
    assert list(Searcher([TERM]).search("落实行政执法全过程记录制度。")) == []


@pytest.mark.parametrize(("one", "other"), [("察", "查"), ("遵", "尊"), ("振", "震"), ("因", "英")])
def test_sounds(one, other):
    assert sounds_alike(one, other)
    assert alike(one, other)


@pytest.mark.parametrize(("one", "other"), [("己", "已"), ("拔", "拨"), ("侯", "候")])
def test_looks(one, other):
    assert looks_alike(one, other)


def test_characters_that_are_not_alike():
    assert not alike("法", "政")
    assert not alike("，", "法")


def places(text):
    return {text[at : at + 3]: at for at in range(len(text) - 2)}.values()


def test_misspelling_and_its_repair():
    text = "坚决维护社会大局稳订，推进乡村震兴。"
    found = [best_repair(suspect) for suspect in suspects(text, 0, len(text), places(text))]
    assert {(text[r.start : r.end], r.right) for r in found if r is not None} >= {("震", "振")}


@given(st.text("推进法治政府建设的和，。123abc", max_size=80))
def test_suspects_on_any_text(text):
    for suspect in suspects(text, 0, len(text), places(text)):
        assert text[suspect.place] == suspect.words[suspect.at]
        repair = best_repair(suspect)
        assert repair is None or 0 <= repair.start < repair.end <= len(text)


def test_counts_know_their_sizes():
    assert {len(gram) for gram in counts()} == {2, 3, 4}
    assert len(counts()) > 150_000


@pytest.mark.parametrize(
    ("written", "right", "is_one"),
    [
        ("未成人保护法", "未成年人保护法", True),
        ("行政诉颂法", "行政诉讼法", True),
        ("行政复义法", "行政复议法", True),
        ("清源市物业管理条例", "清源县物业管理条例", False),
        ("第一批清单目录", "第二批清单目录", False),
        ("税法", "水法", False),
    ],
)
def test_misquotes(written, right, is_one):
    assert (misquotes(written, right) is not None) is is_one


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("中华人民共和国行政处罚法", "行政处罚法"),
        ("中国共产党章程", "中国共产党章程"),
        ("行政复议法（2023修订）", "行政复议法"),
        ("规划（2021-2025）", "规划"),
    ],
)
def test_plain_titles(title, bare):
    assert plain(title) == bare


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("一、", ("一、", 1)),
        ("（十二）", ("（一）", 12)),
        ("3.", ("1.", 3)),
        ("（2） ", ("（1）", 2)),
        ("③", ("①", 3)),
        ("第二部分", ("第一部分", 2)),
        ("附件", None),
        ("", None),
    ],
)
def test_labels(printed, read):
    assert read_label(printed) == read


@pytest.mark.parametrize(
    ("numeral", "value"), [("三", 3), ("十", 10), ("十二", 12), ("二十一", 21), ("15", 15), ("两", 2), ("x", 0), ("", 0)]
)
def test_small_numbers(numeral, value):
    assert small_number(numeral) == value
