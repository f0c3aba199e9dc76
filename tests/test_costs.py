"""What an analysis may cost, in calls that are counted (Python functions and built-in ones), never in seconds."""

import sys

import pytest

import analyzer
from analyzer import Options

HEAD = "清源市水务局2023年法治政府建设年度报告\n一、主要工作\n"
FIGURES = "全市共办理行政复议案件{}件，审结{}件，行政机关负责人出庭应诉率达百分之九十八。\n"
PROSE = "持续推进行政执法全过程记录，加强重点领域日常监督检查，不断提升{}基层执法队伍的业务水平和服务意识。\n"
INDICATORS, FINDINGS = Options(rules=None), Options()


def figures(lines: int) -> str:
    return HEAD + "".join(FIGURES.format(number, number - 3) for number in range(20, 20 + lines))


def prose(lines: int) -> str:
    return HEAD + "".join(PROSE.format(chr(0x4E00 + number)) for number in range(lines))


def calls(text: str, options: Options) -> int:
    """Calls of one analysis; another one before it has loaded what is loaded once."""
    analyzer.analyze_text(text, options)
    count = 0

    def counting(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        analyzer.analyze_text(text, options)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    ("make", "options", "ceiling"),
    [
        pytest.param(figures, INDICATORS, 40_000, id="figures-indicators"),
        pytest.param(figures, FINDINGS, 60_000, id="figures-findings"),
        pytest.param(prose, INDICATORS, 3_300, id="prose-indicators"),
        pytest.param(prose, FINDINGS, 16_000, id="prose-findings"),
    ],
)
def test_calls_for_a_thousand_characters(make, options, ceiling):
    """A fifth above what it takes now; a scan of the whole text by one more rule in Python shows here."""
    text = make(40)
    assert calls(text, options) * 1000 / len(text) < ceiling


def test_a_report_of_one_line_costs_little():
    """What an analysis costs before it has read anything: the greater part of a short report, if nobody looks."""
    assert calls(HEAD, INDICATORS) < 1_500
    assert calls(HEAD, FINDINGS) < 5_000
