"""The engine: selection, one place one finding, places, fingerprints, levels of a profile, ignores and unused ones."""

import dataclasses
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import ConfigurationError
from analyzer.model import Finding
from analyzer.outline import load_profile
from analyzer.pipeline import Options, analyze_text
from analyzer.rules import Hit, Rule, RuleSelection, check_report, engine
from analyzer.rules.rule import LoadedRule
from analyzer.segmentation import get_segmenter

REPORT = """云台县水务局2023年法治政府建设年度报告
2023年，我局坚持依法行政。
现将2023年法治政府建设情况报告如下：
一、主要举措和成效
（一）规范行政执法
检查取水户43家。
办理水事案件6件。
（二）加强普法宣传。开展宣传12场。
二、存在的不足和原因
一是宣传形式单调，由于人手不足。
二是执法力量薄弱，因编制没有到位，一线只有4人。
"""


def run(rules, text=REPORT, selection=None, profile=None, monkeypatch=None, file="<text>"):
    """Findings of made-up rules: pairs of a card and the hits it yields for a text."""
    report = analyze_text(text, Options(rules=RuleSelection(select=("CFG001",))))
    report = dataclasses.replace(report, document=dataclasses.replace(report.document, file=file), findings=())
    loaded = tuple(LoadedRule(rule=rule, check=check, page="") for rule, check in rules)
    with monkeypatch.context() as patch:
        patch.setattr(engine, "load_rules", lambda: loaded)
        patch.setattr(engine, "_selected", engine._selected.__wrapped__)  # what was chosen from the real rules is remembered
        patch.setattr("analyzer.rules.catalogue.load_rules", lambda: loaded)
        return check_report(report, profile, get_segmenter(), selection or RuleSelection())


def card(code, **facts):
    defaults = {"level": "warning", "confidence": "high", "basis": "逻辑"}
    return Rule(code=code, name=f"rule-{code.lower()}", title="题", **(defaults | facts))


def finds(*words):
    """A check that hits each of the words where it first stands."""

    def check(context):
        for word in words:
            start = context.text.index(word)
            yield Hit(message=f"有“{word}”", start=start, end=start + len(word))

    return check  # fmt: skip


def test_order_of_the_text_and_the_whole_report_first(monkeypatch):
    whole = card("OUT001"), lambda context: [Hit(message="全文的事", key="a")]
    found = run([(card("TXT002"), finds("一线", "检查取水户")), (card("TXT001"), finds("宣传")), whole], monkeypatch=monkeypatch)
    assert [f.rule for f in found] == ["OUT001", "TXT002", "TXT001", "TXT002"]


def test_same_words_one_finding_by_priority(monkeypatch):
    narrow = card("TXT001", priority=1), finds("取水户")
    wide = card("TXT002", priority=5), finds("检查取水户43家")
    assert [f.rule for f in run([narrow, wide], monkeypatch=monkeypatch)] == ["TXT002"]
    assert [f.rule for f in run([(card("TXT001", priority=9), narrow[1]), wide], monkeypatch=monkeypatch)] == ["TXT001"]


def test_other_families_and_sentences_around_words_do_not_compete(monkeypatch):
    sentence = (
        card("TXT002", priority=9),
        finds("一是宣传形式单调，由于人手不足。\n二是执法力量薄弱，因编制没有到位，一线只有4人。"),
    )
    word = card("TXT001"), finds("薄弱")
    number = card("NUM001"), finds("力量薄弱")
    assert [f.rule for f in run([sentence, word, number], monkeypatch=monkeypatch)] == ["TXT002", "NUM001", "TXT001"]
    grouped = card("NUM001", group="TXT", priority=10), number[1]
    assert [f.rule for f in run([word, grouped], monkeypatch=monkeypatch)] == ["NUM001"]


def test_a_rule_says_a_thing_once(monkeypatch):
    assert len(run([(card("TXT001"), finds("薄弱", "薄弱"))], monkeypatch=monkeypatch)) == 1


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("云台县", "标题"),
        ("依法行政", "开头第1段"),
        ("报告如下", "开头第2段"),
        ("主要举措", "一、"),
        ("规范行政执法", "一、（一）"),
        ("检查取水户", "一、（一）第1段"),
        ("办理水事", "一、（一）第2段"),
        ("开展宣传", "一、（二）"),
        ("人手不足", "二、一是"),
        ("一线只有", "二、二是"),
    ],
)
def test_places(word, place, monkeypatch):
    assert [f.place for f in run([(card("TXT001"), finds(word))], monkeypatch=monkeypatch)] == [place]


def test_place_of_the_whole_report(monkeypatch):
    found = run([(card("OUT001"), lambda context: [Hit(message="缺", key="x")])], monkeypatch=monkeypatch)
    assert [(f.place, f.start) for f in found] == [("全文", None)]


def prints(text, monkeypatch, *words):
    return [f.fingerprint for f in run([(card("TXT001"), finds(*words))], text, monkeypatch=monkeypatch)]


def test_fingerprints_survive_edits_elsewhere(monkeypatch):
    before = prints(REPORT, monkeypatch, "人手不足", "办理水事")
    edited = REPORT.replace("检查取水户43家。", "检查取水户43家，其中大户12家，复查3家。\n另有一段。")
    edited = edited.replace("2023年，我局坚持依法行政。", "我局的情况。")
    assert prints(edited, monkeypatch, "人手不足", "办理水事") == before
    assert prints(REPORT.replace("办理水事", "办理涉水"), monkeypatch, "办理涉水")[0] not in before


def test_the_same_words_twice_have_two_fingerprints(monkeypatch):
    text = REPORT.replace("办理水事案件6件。", "办理水事案件6件。另办理水事案件2件。")

    def check(context):
        for start in (context.text.index("办理水事"), context.text.rindex("办理水事")):
            yield Hit(message="有", start=start, end=start + 4)

    found = run([(card("TXT001"), check)], text, monkeypatch=monkeypatch)
    assert len({f.fingerprint for f in found}) == 2


def test_a_placeless_fingerprint_hangs_on_its_key_not_on_its_message(monkeypatch):
    def said(message):
        return run([(card("OUT001"), lambda context: [Hit(message=message, key="plan")])], monkeypatch=monkeypatch)[0].fingerprint

    assert said("查过26个标题") == said("查过27个标题")


def test_selection(monkeypatch):
    rules = [(card(code), finds("薄弱")) for code in ("OUT001", "TXT001", "NUM001")]

    def codes(**selection):
        return [f.rule for f in run(rules, selection=RuleSelection(**selection), monkeypatch=monkeypatch)]

    assert codes() == ["NUM001", "OUT001", "TXT001"]
    assert codes(select=("TXT", "num001")) == ["NUM001", "TXT001"]
    assert codes(select=("rule-out001",)) == ["OUT001"]
    assert codes(ignore=("ALL",)) == []
    assert codes(select=("ALL",), ignore=("OUT0",)) == ["NUM001", "TXT001"]


@pytest.mark.parametrize("option", ["select", "ignore"])
def test_unknown_codes_are_errors_that_say_what_there_is(option):
    with pytest.raises(ConfigurationError, match=f"--{option} 里的 “XYZ1” 不是规则；可用：OUT、YEA"):
        analyze_text(REPORT, Options(rules=RuleSelection(**{option: ("XYZ1",)})))


def test_levels_of_a_profile(monkeypatch):
    base = load_profile("law_based_government")
    rules = [(card("OUT001"), finds("薄弱")), (card("TXT001"), finds("薄弱"))]
    profile = dataclasses.replace(base, rule_levels=(("OUT", "info"), ("TXT001", "off")))
    assert [(f.rule, f.level) for f in run(rules, profile=profile, monkeypatch=monkeypatch)] == [("OUT001", "info")]
    selection = RuleSelection(select=("TXT001",))
    found = run(rules, profile=profile, selection=selection, monkeypatch=monkeypatch)
    assert [(f.rule, f.level) for f in found] == [("TXT001", "warning")]


def test_rules_that_need_a_profile_are_silent_without_one(monkeypatch):
    rules = [(card("OUT001", needs_profile=True), finds("薄弱"))]
    assert run(rules, monkeypatch=monkeypatch) == ()
    assert len(run(rules, profile=load_profile("law_based_government"), monkeypatch=monkeypatch)) == 1


def test_ignores_for_a_file_and_those_that_are_not_used(monkeypatch):
    from analyzer.rules.cfg import cfg001_unused_ignore as unused

    rules = [(card("TXT001"), finds("薄弱")), (card("TXT002"), lambda context: []), (unused.RULE, unused.check)]
    selection = RuleSelection(per_file_ignores=(("云台*", ("TXT001", "TXT002")), ("永和*", ("TXT001",))))

    def told(file):
        return [(f.rule, f.message) for f in run(rules, selection=selection, file=file, monkeypatch=monkeypatch)]

    assert told("报送/云台县水务局.txt") == [("CFG001", "对“云台*”停用的 TXT002 在这份文件里没有发现什么。")]
    assert told("清源市.txt") == [("TXT001", "有“薄弱”")]
    profile = dataclasses.replace(load_profile("law_based_government"), ignores=(("*.txt", ("TXT001",)),))
    assert run(rules, profile=profile, file="甲.txt", monkeypatch=monkeypatch) == ()
    wrong = RuleSelection(per_file_ignores=(("*", ("ABC",)),))
    with pytest.raises(ConfigurationError, match="“ABC” 不是规则"):
        run(rules, selection=wrong, monkeypatch=monkeypatch)


PIECES = [
    *"一二三是（）、。，；：《》“”\n 的了%",
    "2023年", "2024年", "今年以来", "截至", "我局", "局长办公会", "一、", "（一）", "存在的不足和原因", "主要举措和成效",
    "第一责任人", "下一步", "法律顾问", "其中", "共", "12件", "100%", "同比增长", "条例条例", "审结刑事案件",
    "云台县水务局", "法治政府建设报告",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
@settings(max_examples=120, deadline=None)
def test_any_text_can_be_checked_and_every_finding_lies_inside_it(text):
    report = analyze_text(text, Options(profile="law_based_government"))
    for finding in report.findings:
        assert isinstance(finding, Finding)
        assert finding.message
        assert finding.place
        assert len(finding.fingerprint) == 16
        for start, end in [(finding.start, finding.end), *((r.start, r.end) for r in finding.related)]:
            assert (start is None) == (end is None)
            assert start is None or 0 <= start < end <= len(text), (finding.rule, start, end)
    marks = [(f.rule, f.fingerprint) for f in report.findings]
    assert len(set(marks)) == len(marks)
    starts = [-1 if f.start is None else f.start for f in report.findings]
    assert all(a <= b for a, b in itertools.pairwise(starts))
    assert analyze_text(text, Options(profile="law_based_government")).findings == report.findings
