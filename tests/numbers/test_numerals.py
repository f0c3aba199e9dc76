"""One numeral → its value: every spelling, and what is no numeral."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.numerals import parse_integer, parse_numeral

VALUES = """
1234 1234 | １２３４ 1234 | 1,234 1234 | 1，234 1234 | 1,234,567.5 1234567.5
二十三 23 | 二〇二三 2023 | 二○二四 2024 | 二零二五 2025 | 贰拾叁 23
廿三 23 | 卅 30 | 3万4000 34000 | 25万6千 256000 | 二十万亿 20000000000000
两万五 25000 | 两千三 2300 | 一百零五 105 | 一百八 180 | 一百一十 110
一万零五 10005 | 1.7万亿 1700000000000 | 3亿5000万 350000000 | 二万三千亿 2300000000000 | 十 10
百 100 | 三点五 3.5 | 三点五万 35000 | 半 0.5 | 119.3380 119.338
0.50 0.5 | 100 100 | 壹仟贰佰 1200 | 參萬 30000 | 兩億 200000000
〇 0 | 五十六万七千八百九十 567890 | 一千零一十 1010 | 十二万 120000 | 100亿 10000000000
"""


@pytest.mark.parametrize("case", [c.split() for line in VALUES.strip().splitlines() for c in line.split("|")], ids=lambda c: c[0])
def test_value(case):
    numeral, value = case
    assert parse_numeral(numeral) == Decimal(value)
    assert str(parse_numeral(numeral)) == value


def test_blanks_and_line_ends_inside():
    assert parse_numeral("1 234") == 1234
    assert parse_numeral("20\n23") == 2023


def test_fractions():
    assert parse_numeral("三分之二") == Fraction(2, 3)
    assert parse_numeral("1/6") == Fraction(1, 6)
    assert parse_numeral("1/0") is None


@pytest.mark.parametrize(
    "text", ["", "件", "1.2.3", "12a", "一百一千", "万万一亿亿", "三分之", "-5", "9" * 5000, "一" * 5000, "十十", "1/2/3"]
)
def test_no_numeral(text):
    assert parse_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十二", 12),
        ("（三）", 3),
        ("(5)", 5),
        ("③", 3),
        ("㈣", 4),
        ("⑴", 1),
        ("⒈", 1),
        ("Ⅱ", 2),
        ("二〇二三", 2023),
        ("１２", 12),
        ("廿一", 21),
        ("两", 2),
    ],
)
def test_integer(text, value):
    assert parse_integer(text) == value


@pytest.mark.parametrize("text", ["", "件", "3.5", "半", "½", "万", "一二、", "三分之一"])
def test_no_integer(text):
    assert parse_integer(text) is None


def chinese(number):
    """The usual Chinese spelling of a number below 10**16 (the test's own, from the rules of the language)."""
    if number == 0:
        return "零"
    groups, text = [], ""
    while number:
        number, low = divmod(number, 10**4)
        groups.append(low)
    for index, group in reversed(list(enumerate(groups))):
        if group == 0:
            if text and not text.endswith("零"):
                text += "零"
            if index == 2 and "万" in text and not text.endswith(("亿", "亿零")):
                text = text.rstrip("零") + "亿"
            continue
        if text and group < 1000 and not text.endswith("零"):
            text += "零"
        digits, zero = "", False
        for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit, group = divmod(group, power)
            if digit:
                digits += ("零" if zero and digits else "") + "零一二三四五六七八九"[digit] + name
                zero = False
            else:
                zero = True
        text += digits + ("", "万", "亿", "万")[index]
        if index == 3 and groups[2] == 0:
            text += "亿"
    return text.rstrip("零")


@given(st.integers(0, 10**16 - 1))
def test_chinese_round_trip(number):
    assert parse_numeral(chinese(number)) == number
    assert parse_integer(chinese(number)) == number


@given(st.decimals(0, 10**12, places=3))
def test_arabic_round_trip(number):
    assert parse_numeral(f"{number:f}") == number
    assert parse_numeral(f"{number:,f}") == number
    assert parse_numeral(f"{number:f}万") == number * 10**4


@given(st.text(max_size=30))
def test_total(text):
    assert parse_numeral(text) is None or parse_numeral(text) >= 0
    assert parse_integer(text) is None or parse_integer(text) >= 0


@given(st.text("〇一二两三五九十百千万亿半0159.,，点分之/ 廿壹拾", max_size=12))
def test_total_on_numeral_characters(text):
    value = parse_numeral(text)
    assert value is None or (value >= 0 and "E" not in str(value))
