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
    assert key_phrases([], "measures").rows == ()


def test_the_words_of_a_part_are_of_that_part(reports):
    words = [row["词"] for row in key_phrases(reports, "leader_duties").records()]
    assert "责任人" in words or "主持" in words, words
    assert "原因" in [row["词"] for row in key_phrases(reports, "shortcomings").records()]
    assert key_phrases(reports, "leader_duties") == key_phrases(reports, "leader_duties")
