"""Period and modality: told in the words, else by the section."""

import pytest

from analyzer.indicators import extract_indicators
from analyzer.indicators.context import Places
from analyzer.model import Metadata, Outline, Section, Structure
from analyzer.numbers import find_numbers
from analyzer.reading import read_text
from analyzer.segmentation import get_segmenter
from tests.indicators.run import run


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("受理复议案件29件", "2023"),
        ("全年受理复议案件29件", "2023"),
        ("2022年受理复议案件29件", "2022"),
        ("2022年上半年，受理复议案件29件", "2022-H1"),
        ("上半年，受理复议案件29件", "2023-H1"),
        ("2023年1至6月，受理复议案件29件", "2023-H1"),
        ("截至10月，受理复议案件29件", "2023-10"),
        ("截止2022年底，受理复议案件29件", "2022"),
        ("2021年以来，受理复议案件29件", "2021-2023"),
        ("2021—2025年，受理复议案件29件", "2021-2025"),
        ("受理复议案件29件，比2019年增加12件", "2023"),
        ("受理复议案件29件，较上年增长5%", "2023"),
    ],
)
def test_period(text, period):
    indicators, _ = run(text + "。", year=2023)
    assert indicators[0].period == period


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("办结率达到100%", "achieved"),
        ("确保办结率达到100%", "target"),
        ("力争办结率达到100%", "target"),
        ("工业投资预计超过900亿元", "achieved"),
        ("废止计划生育类文件3份", "achieved"),
        ("主要预期目标为：财政增收有新突破；办结率95%", "target"),
        ("到2025年，培育示范户500户", "target"),
        ("人均预期寿命达到80岁", "achieved"),
        ("要求执法人员每年学法不少于60学时", "required"),
        ("受理来信2件，确保按时办结", "achieved"),
    ],
)
def test_modality(text, modality):
    indicators, _ = run(text + "。")
    assert [i.modality for i in indicators] == [modality]


def plan_report(title):
    text = f"一、主要成效\n受理复议案件29件。\n二、{title}\n开展普法活动60场。\n"
    document = read_text(text)
    second = text.index("二、")
    sections = (
        Section(1, "一、", "typed", 1, "主要成效", 2, 6, 0, 7, second, parts=("measures",)),
        Section(
            1,
            "二、",
            "typed",
            2,
            title,
            second + 2,
            second + 2 + len(title),
            second,
            second + 3 + len(title),
            len(text),
            parts=("next_year_plan",),
        ),
    )
    metadata = Metadata(report_year=2023)
    outline = Outline("law_based_government", sections, (), 2024)
    structure = Structure(sections, metadata, 0, len(text))
    return extract_indicators(document, structure, outline, tuple(find_numbers(text)), get_segmenter())[0]


def test_the_plan_is_target_and_next_year():
    done, planned = plan_report("2024年主要安排")
    assert (done.modality, done.period, done.part) == ("achieved", "2023", "measures")
    assert (planned.modality, planned.period, planned.part) == ("target", "2024", "next_year_plan")


def test_without_a_profile_headings_tell_the_plan():
    section = Section(1, "二、", "typed", 2, "下一步工作打算", 2, 9, 0, 10, 20)
    places = Places(Outline(None, (section,), (), None), Metadata(report_year=2023))
    assert places.at(12).plan
    assert places.plan_year == 2024


def test_an_unknown_profile_is_no_error():
    section = Section(1, "二、", "typed", 2, "安排", 2, 4, 0, 5, 20, parts=("next_year_plan",))
    assert Places(Outline("somebody's own", (section,), (), None), Metadata()).at(6).plan


def test_annexes_hold_no_indicators():
    text = "受理复议案件29件。\n名词解释\n一件事：把1项事办好，共3项。\n"
    document = read_text(text)
    start = text.index("名词")
    sections = (Section(1, "", "none", None, "名词解释", start, start + 4, start, start + 5, len(text)),)
    structure = Structure(sections, Metadata(report_year=2023), 0, len(text))
    found, _ = extract_indicators(
        document, structure, Outline(None, sections, (), None), tuple(find_numbers(text)), get_segmenter()
    )
    assert [i.name for i in found] == ["受理复议案件"]
