"""What several rules lean on: sentences and ranges, shortcomings and causes, promises of headings, kinds of body, signatures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.pipeline import Options, analyze_text
from analyzer.rules import RuleSelection
from analyzer.rules.bodies import ENDINGS, FITTING, kind_of, same_body
from analyzer.rules.causes import sums_up_causes, tells_cause
from analyzer.rules.context import RuleContext
from analyzer.rules.promises import concepts, promises_in
from analyzer.rules.spans import SpanIndex, bracketed, merged, split_sentences
from analyzer.rules.years import years_in
from analyzer.segmentation import get_segmenter


def context(text):
    return RuleContext(analyze_text(text, Options(rules=RuleSelection(select=("CFG",)))), None, get_segmenter())


# ---------- spans


def test_sentences_end_at_stops_and_lines():
    text = "甲说：“好。”乙也说好！\n 丙；丁。\r\n"
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text))] == ["甲说：“好。”", "乙也说好！", "丙；丁。"]


@given(st.text(alphabet="甲乙。！？\n ”；", max_size=60))
def test_sentences_lie_in_order_and_lose_nothing_but_blanks(text):
    spans = list(split_sentences(text, 0, len(text)))
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert spans == sorted(spans)
    assert all(text[a:b] == text[a:b].strip() and a < b for a, b in spans)


def test_brackets_nest_and_what_is_not_closed_is_none():
    text = "《甲〈乙〉》、《丙《丁》》、《戊\n己》《庚"
    assert [text[a:b] for a, b in bracketed(text, "《", "》", 0, len(text))] == ["《甲〈乙〉》", "《丙《丁》》"]


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)).map(lambda p: (p[0], p[0] + p[1])), max_size=12), st.integers(0, 60)
)
def test_index_of_spans_agrees_with_a_plain_search(spans, place):
    assert (place in SpanIndex(spans)) == any(a <= place < b for a, b in spans)
    assert list(merged(spans)) == sorted(merged(spans))


def test_sentences_of_the_body_leave_headings_glossaries_and_annexes_out():
    text = "一、主要举措\n检查43家。\n二、存在问题\n人手不足。\n附件：名词解释\n双随机：随机抽取。\n"
    found = context(text)
    assert [found.text[a:b] for a, b in found.sentences] == ["检查43家。", "人手不足。"]
    assert found.sentence_at(text.index("43")) is not None
    assert found.sentence_at(text.index("主要")) is None
    assert text.index("随机抽取") in found.skipped


# ---------- causes


@pytest.mark.parametrize(
    "words",
    [
        "由于机构改革，编制没有到位", "因编制所限，人手不足", "主要原因是经费不足", "这源于认识不到位", "导致执法效率不高",
        "受疫情影响，宣传减少", "受经费和编制的制约", "主要是人员流动大", "因机构改革，职责没有理顺", "培训不够造成水平参差",
    ],
)  # fmt: skip
def test_causes(words):
    assert tells_cause(words)


@pytest.mark.parametrize(
    "words",
    [
        "因地制宜开展普法", "因此要加强学习", "因而效果不好", "主要是以会代训", "受理案件6件", "受众面较窄", "安全因素较多",
        "因材施教不够", "《关于主要原因的通知》没有落实", "还不够深入，有待提高", "受到表扬", "受教育面不广", "因人而异",
    ],
)  # fmt: skip
def test_no_causes(words):
    assert not tells_cause(words)


def test_causes_summed_up():
    assert sums_up_causes("以上问题的主要原因是人员流动较大。")
    assert sums_up_causes("究其原因，是培训没有跟上。")
    assert not sums_up_causes("一是由于人手不足。")


# ---------- promises


def test_every_concept_counts_as_told_when_it_is_told_in_its_own_words():
    for concept, told in concepts().items():
        assert told.search(concept), concept
        assert told.search("") is None, concept


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("规范决策程序，充分发挥法律顾问作用", ["法律顾问"]),
        ("强化审计监督和绩效考核", ["审计", "考核"]),
        ("加强队伍建设，提升行政复议质效", ["队伍建设"]),
        ("提升行政复议质效", ["行政复议"]),
        ("落实重大行政执法决定法制审核制度", ["法制审核"]),
        ("全面推行行政规范性文件备案审查", ["规范性文件", "备案审查"]),
        ("深入学习《行政复议法》", []),
        ("健全工作机制", []),
    ],
)
def test_promises(title, found):
    promises = promises_in(title)
    assert [promise.concept for promise in promises] == found
    assert all(title[promise.start : promise.end] == promise.concept for promise in promises)


# ---------- bodies


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("清源市国防动员办公室", "办"), ("云台县水务局", "局"), ("永和镇人民政府", "镇"), ("永和镇", "镇"),
        ("长宁街道办事处", "街道"),
        ("云台县人民政府", "政府"), ("清源市", "政府"), ("清源高新区管理委员会", "管委会"), ("清源市发展和改革委员会", "委"),
        ("清源省财政厅", "厅"), ("清源市行政审批服务中心", "中心"), ("农业农村部", "部"), ("清源市公安局云台分局", "局"),
        ("清源市城市管理综合行政执法支队", "队"), ("", None), (None, None), ("某某公司", None),
    ],
)  # fmt: skip
def test_kind_of_body(name, kind):
    assert kind_of(name) == kind


def test_every_kind_has_its_words():
    assert {kind for kind, _ in ENDINGS} == set(FITTING)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("区国动办", "清源市云台区国防动员办公室", True),
        ("云台县水务局", "水务局", True),
        ("中共永和镇委员会", "永和镇人民政府", False),
        ("永和镇", "永和镇人民政府", True),
        ("古渡镇", "永和镇人民政府", False),
        ("云台县林业局", "云台县水务局", False),
    ],
)
def test_same_body(one, other, same):
    assert same_body(one, other) is same
    assert same_body(other, one) is same


# ---------- years


def test_single_years_are_not_the_ends_of_spans():
    text = "2023年、2021—2025年、2021-2025年、2022年至2024年、2024年"
    assert [year for year, _ in years_in(text, 0, len(text))] == [2023, 2024]
    assert [text[a:b] for _, (a, b) in years_in(text, 0, len(text))] == ["2023年", "2024年"]
