"""Any text: no exception, surfaces at their offsets, every numeral in exactly one mention, parse(format(n)) == n."""

from bisect import bisect_left
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzer.model import Metadata, Quantity, Structure
from analyzer.numbers import find_mentions, find_numbers, parse_number
from analyzer.numbers.grammar import NUMERALS
from analyzer.numbers.mentions import scan
from analyzer.reading import read_text
from analyzer.reading.folding import fold
from tests.growth import EIGHTFOLD, growth

PLAIN = Structure((), Metadata(), 0, 0)
REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"
PIECES = st.sampled_from(
    (
        *"一二十百千万亿两零〇廿贰拾伍30①Ⅱ㈠第年月日号件次个人%‰"
        "半几数余多来上近约至—-、，。\n（）()“”《》〔〕:：.·+/是大届统进步项级倍成元从到期区\t\u3000\x1f",
        "12", "2023", "１２", "分之", "超过", "以上", "中全会", "制度",
        "A", "G", "PM", "万元", "增长", "热线", "队伍", "三农", "1,234", "1 234",
    )
)  # fmt: skip


def check(text, mentions, folded):
    last = 0
    for mention in mentions:
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface
        last = mention.end
        counted = mention.kind in ("quantity", "percentage")
        assert (mention.quantity is not None) == counted
        assert (mention.reason is None) == counted
        if mention.quantity is not None:
            assert isinstance(mention.quantity, Quantity)
            assert mention.quantity.value >= 0
            assert mention.quantity.upper is None or mention.quantity.upper >= mention.quantity.value
    covered = bytearray(len(text))
    for mention in mentions:
        for place in range(mention.start, mention.end):
            covered[place] += 1
    numerals = [numeral.start() for numeral in NUMERALS.finditer(folded)]
    for place in numerals:
        assert covered[place] == 1, text[max(0, place - 8) : place + 8]
    for mention in mentions:
        assert any(mention.start <= place < mention.end for place in numerals[bisect_left(numerals, mention.start) :][:1])


@settings(max_examples=250)
@given(st.lists(PIECES, max_size=25).map("".join))
@example("一" * 50)
@example("“第一”1.二〇二三年1月1日至2")
def test_pieces(text):
    check(text, find_numbers(text), fold(text)[0])
    document = read_text(text)
    check(text, find_mentions(document, PLAIN), document.folded)


@settings(max_examples=150)
@given(st.text(max_size=60))
def test_any_text(text):
    check(text, find_numbers(text), fold(text)[0])
    assert parse_number(text) is None or isinstance(parse_number(text), Quantity)


@pytest.mark.parametrize("path", sorted(REPORTS.rglob("*.txt"))[::6] if REPORTS.is_dir() else [], ids=lambda p: p.stem)
def test_real_text(path):
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    document = read_text(text)
    check(text, find_mentions(document, PLAIN), document.folded)


@given(st.integers(1, 10**9), st.sampled_from(["件", "人次", "个工作日", "元", "%", "公里", "件（次）", "家次"]))
def test_format_then_parse(number, unit):
    assert parse_number(f"{number}{unit}") == Quantity(number, unit)
    assert parse_number(f"{number:,}{unit}") == Quantity(number, unit)
    assert parse_number(f"{number}万{unit}").value == number * 10**4


@given(
    st.decimals("0.001", 10**6, places=2),
    st.sampled_from([("约", "~"), ("超过", ">"), ("不少于", ">="), ("不超过", "<="), ("不足", "<")]),
)
def test_bounds_are_kept(number, bound):
    word, operator = bound
    assert parse_number(f"{word}{number:f}亿元") == Quantity(number * 10**8, "元", None, operator)


PIECES_OF_BULK = (
    *("9", "一", "(", "(1", "“一", "《1", "1:", "1+", "1-", "百", "第一", "十五年", "A1", "Aa-", "几十", "百分之", "〔2023"),
    *("2023年1", "5.1防", "1,234", "1、", "1.", "3至", "从3到", "近一", "1年", " 1", "一、", "1\n", "1 234 ", "1 : ", "9\n9"),
)


@pytest.mark.parametrize("piece", PIECES_OF_BULK)
def test_linear(piece):
    assert growth(lambda text: scan(text, text, ()), piece, 2_000) < EIGHTFOLD


@pytest.mark.parametrize("piece", PIECES_OF_BULK)
def test_bare_numbers_linear(piece):
    assert growth(lambda text: find_numbers(text, bare=True), piece, 2_000) < EIGHTFOLD
