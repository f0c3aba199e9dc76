"""Candidates for the catalogue and key phrases, on the shipped corpus and on nothing."""

import pytest

import analyzer
from analyzer.corpus import load_corpus
from analyzer.corpus.explore import candidates, key_phrases


@pytest.fixture(scope="module")
def reports():
    return [analyzer.analyze_text(gold.text) for gold in load_corpus() if gold.header.scope == "report"]


def body(name, text):
    return analyzer.analyze_text(f"{name}2023年法治政府建设年度情况报告\n一、主要举措和成效\n{text}\n")


def test_similar_names_of_two_bodies_are_one_row():
    table = candidates([
        body("清源市林业局", "全年救护陆生野生动物35只。"),
        body("云台县林业局", "救护陆生野生动物12只，种植银杏300株。"),
    ])  # fmt: skip
    assert [(row["名称"], row["单位数"], row["量词"]) for row in table.records()] == [("救护陆生野生动物", 2, "只")]


def test_known_indicators_are_no_candidates(reports):
    known = {i.name for report in reports for i in report.indicators if i.id is not None}
    unknown = {i.name for report in reports for i in report.indicators if i.id is None}
    names = {row["名称"] for row in candidates(reports).records()}
    assert names <= unknown
    assert not names & (known - unknown)


def test_nothing_gives_an_empty_table():
    assert candidates([]).rows == ()
    assert "单位数" not in candidates([]).text()  # no head without a body
    assert key_phrases([], "measures").rows == ()


def test_a_rate_and_its_count_are_two_rows():
    table = candidates([
        body("清源市林业局", "苗木检疫260批，苗木检疫率98%。"), body("云台县林业局", "苗木检疫120批，苗木检疫率96%。"),
    ])  # fmt: skip
    assert {(row["名称"], row["量词"]) for row in table.records()} == {("苗木检疫", "批"), ("苗木检疫率", "%")}


def test_what_is_denied_is_another_row():
    table = candidates([
        body("清源市林业局", "苗木检疫合格260批，苗木检疫不合格9批。"),
        body("云台县林业局", "苗木检疫合格120批，苗木检疫不合格4批。"),
    ])  # fmt: skip
    assert len(table.rows) == 2
    assert all(row["相近的名称"] == "" for row in table.records())


def test_the_example_ends_with_the_number_and_the_nearest_entry_is_named():
    text = "全局坚持以人民为中心，扎实推进各项工作任务落地见效，救护陆生野生动物{}只。"
    (row,) = candidates([body("清源市林业局", text.format(35)), body("云台县林业局", text.format(12))]).records()
    assert row["例句"].startswith("…")
    assert row["例句"].endswith("救护陆生野生动物35只")
    assert row["目录里最近的"] == ""
    (row,) = candidates(
        [body("清源市林业局", "全部整改到位，整改率98%。"), body("云台县林业局", "全部整改到位，整改率96%。")]
    ).records()
    assert "整改" in row["目录里最近的"]


def test_the_phrases_of_a_part_are_of_that_part(reports):
    phrases = key_phrases(reports, "leader_duties").records()
    assert any("第一责任人" in row["说法"] for row in phrases[:5]), phrases
    assert all(row["占比"] > row["别处占比"] and row["单位数"] >= 2 for row in phrases)
    assert all(row["说法"] in row["例句"] or len(row["例句"]) == 40 for row in phrases)
    told = [row["说法"] for row in key_phrases(reports, "shortcomings").records()]
    assert any(phrase.startswith("原因") for phrase in told), told
    assert not any(phrase.startswith(("一是", "二是", "三是")) for phrase in told), told
    assert key_phrases(reports, "leader_duties") == key_phrases(reports, "leader_duties")


def test_a_phrase_of_one_body_is_no_key_phrase():
    def report(name, lack):
        return analyzer.analyze_text(
            f"{name}2023年法治政府建设年度情况报告\n一、主要举措和成效\n认真办理行政复议案件。\n二、存在的不足\n{lack}\n"
        )

    both = [report("清源市林业局", "执法力量薄弱，经费紧张。"), report("云台县林业局", "执法力量薄弱，系统老旧。")]
    told = [row["说法"] for row in key_phrases(both, "shortcomings").records()]
    assert any("执法力量" in phrase for phrase in told), told
    assert not any("经费" in phrase or "系统" in phrase for phrase in told), told
