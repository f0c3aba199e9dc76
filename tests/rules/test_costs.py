"""What the rules may cost a report, in calls that are counted, never in seconds."""

import analyzer
from analyzer.rules import RuleSelection, check_report
from analyzer.rules.txt.lexicon import terms
from analyzer.rules.txt.near import Searcher
from analyzer.segmentation import get_segmenter

LINE = "全市共办理行政复议案件{}件，审结{}件，行政机关负责人出庭应诉率达百分之九十八。\n"


class Counting:
    """The segmenter, with the characters that go through it counted."""

    name = "counting"

    def __init__(self):
        self.inner, self.characters = get_segmenter(), 0

    def pairs(self, text):
        self.characters += len(text)
        return self.inner.pairs(text)

    def tokens(self, text, offset=0):
        self.characters += len(text)
        return self.inner.tokens(text, offset)

    def words(self, text):
        self.characters += len(text)
        return self.inner.words(text)


def test_rules_segment_only_what_is_suspect():
    """Rules that have nothing to ask about a text do not cut it into words again."""
    text = "清源市水务局2023年法治政府建设年度报告\n一、主要工作\n" + "".join(LINE.format(n, n - 3) for n in range(20, 60))
    report, segmenter = analyzer.analyze_text(text), Counting()
    check_report(report, None, segmenter, RuleSelection())
    assert segmenter.characters < len(text) / 2


class Scanned(str):
    """A text that counts how often it is searched through."""

    finds = 0

    def find(self, *where):
        self.finds += 1
        return super().find(*where)


def test_many_terms_cost_one_pass_and_few_a_scan_each():
    listed = [term for term in terms() if len(term) > 4]
    text = Scanned("持续推进行政执法全过程记录，健全行政执法全过记录制度。" * 20)
    many = list(Searcher(listed).search(text))
    assert text.finds == 0
    few = list(Searcher(["行政执法全过程记录"]).search(text))
    assert text.finds == 2 + text.count("行政执") + text.count("程记录")
    assert len(few) == 20
    assert {miss.at for miss in few} <= {miss.at for miss in many}


def test_one_pass_finds_what_single_scans_find():
    listed = sorted(term for term in terms() if len(term) > 4)
    text = "".join(f"{term[:2]}某{term[2:]}，{term[:-2]}{term[-1]}；" for term in listed[::7])
    alone = [miss for term in listed for miss in Searcher([term]).search(text)]
    assert len(alone) > 100
    assert sorted(map(repr, alone)) == sorted(map(repr, Searcher(listed).search(text)))


def test_no_rule_runs_where_no_findings_are_wanted(monkeypatch):
    from analyzer import pipeline

    monkeypatch.setattr(pipeline, "check_report", lambda *_: 1 / 0)
    report = analyzer.analyze_text(LINE.format(3, 2) * 3, pipeline.Options(rules=None))
    assert report.findings == ()
    assert report.mentions != ()
