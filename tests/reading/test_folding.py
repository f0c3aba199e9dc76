"""The folded text: same length, damage read through and recorded, nothing else touched."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analyzer.reading import read_text
from analyzer.reading.folding import _traditional, fold

ALPHABET = st.sampled_from(
    list(
        "年月日件％%，。．.、（）()[]<>&;:\\nrUT+-—\r\n\t\u3000\u00a0\u200b０１２3４国國會務設乾二○〇0O⼈⺠-!/pbrimageookmk\x00\ud800"
    )
)
TEXTS = st.one_of(
    st.text(),
    st.text(ALPHABET),
    st.lists(
        st.sampled_from(
            [
                "[bookmark: x]",
                "&nbsp;",
                "&ldquo;",
                "<U+00A0>",
                "\\r\\n",
                "\r\r\n",
                "<!--",
                "-->",
                "20212025年",
                "<p>",
                "國會",
                "１，２３４",
            ]
        )
    ).map("".join),
)

# text → folded; a blank in the expectation is a blank
FOLDED = [
    ("２０２３年办结９８．５％，共１，２３４件", "2023年办结98.5%，共1,234件"),
    ("一、\u3000加强\u00a0领导\t（续）", "一、 加强 领导 （续）"),
    ("[bookmark: _GoBack]一、工作", " " * 19 + "一、工作"),
    ("[image: 图1]附图", " " * 11 + "附图"),
    ("&ldquo;三公&rdquo;&nbsp;经费", "“      三公”            经费"),
    ("受理&amp;nbsp;9件", "受理          9件"),
    ("依法<U+00A0>行政<U+2014>", "依法        行政—       "),
    ("甲\r\r\n乙\r\n丙\r丁\u2028戊", "甲  \n乙 \n丙\n丁\n戊"),
    ("甲局\\r\\n乙局\\n丙局", "甲局   \n乙局 \n丙局"),
    ("<p>一、</p>二<br/>", "\n  一、\n   二\n    "),
    ("来源<!-- 广告 -->时间 --> 微博", "来源" + " " * 11 + "时间     微博"),
    ("二○二三年、二0二四年、二〇二O年", "二〇二三年、二〇二四年、二〇二〇年"),
    ("⼈⺠政府", "人民政府"),
    ("2021―2025年，3─5件，3・15", "2021—2025年，3—5件，3·15"),
    ("清源市法治政府建設年度情況報告", "清源市法治政府建设年度情况报告"),
    ("HYPERLINK \"http://x.cn/\" 详见附件", " " * 25 + "详见附件"),
    ("第PAGE \\* MERGEFORMAT页", "第" + " " * 19 + "页"),
]  # fmt: skip

UNCHANGED = [
    "《清源市法治建设规划（2021—2025年）》，完成12件；“三书一函”：共3份、5次。",
    "通知<清源市法治建设规划>和<a件>",
    "乾隆年间的後市镇著名建筑，经办人张於",
    "引自台湾地区的《國家賠償法》一文，本局依法办理国家赔偿案件两件，均已结案并公开",
    "A&B公司、R&D经费、AT&T;以及&foo;",
    "路径 C:\\news\\root",
    "１．总体情况"[1:],
    "电话12345，3.15活动，1—11月",
    "二O工程",
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_folded(text, folded):
    assert fold(text)[0] == folded


@pytest.mark.parametrize("text", UNCHANGED)
def test_left_alone(text):
    assert fold(text) == (text, ())


def test_a_full_stop_after_a_label_is_no_decimal_point():
    assert fold("１．加强领导")[0] == "1．加强领导"


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("规划（20212025年）", "20212025", "2021—2025"),
        ("规划（20212025）", "20212025", "2021—2025"),
        ("共２６０件", "２６０", "260"),
        ("x[bookmark: _GoBack]y", "[bookmark: _GoBack]", ""),
        ("甲&mdash;乙", "&mdash;", "—"),
        ("甲\r\r\n乙\r\r\n", "\r\r\n", "\n"),
    ],
)
def test_repairs_are_recorded(text, before, after):
    (repair,) = fold(text)[1]
    assert (repair.before, repair.after) == (before, after)
    assert text[repair.start : repair.end] == before
    assert repair.why


@pytest.mark.parametrize("text", ["编号20252021年", "12320212025年", "20212025号", "编号20212099x"])
def test_no_lost_dash(text):
    assert fold(text)[1] == ()


@given(TEXTS)
@example("&#0;&#55296;&#1114111;&#9999999;")
@example("<U+D800><U+FFFFFF>")
def test_same_length_and_true_repairs(text):
    folded, repairs = fold(text)
    assert len(folded) == len(text)
    assert all(text[r.start : r.end] == r.before != r.after for r in repairs)
    assert list(repairs) == sorted(repairs, key=lambda r: (r.start, r.end))
    assert "\r" not in folded


@given(TEXTS)
def test_read_text_is_total_and_blocks_are_lines(text):
    document = read_text(text)
    assert len(document.folded) == len(document.text) == len(text)
    done = 0
    for block in document.blocks:
        assert done <= block.start < block.end
        assert document.folded[block.start : block.end].strip() == document.folded[block.start : block.end] != ""
        assert "\n" not in document.folded[block.start : block.end]
        assert not document.folded[done : block.start].strip()
        done = block.end
    assert not document.folded[done:].strip()


def test_the_table_is_sound():
    table = _traditional()
    assert len(table) > 2900
    assert not set(table.values()) & set(table)


@pytest.mark.parametrize(
    "text", ["<" * 50_000, "<!--" * 20_000, "[bookmark: " * 10_000, "&" * 50_000, "<a " * 20_000, "１" * 50_000, "１，" * 30_000]
)
def test_linear(text):
    assert len(fold(text)[0]) == len(text)
