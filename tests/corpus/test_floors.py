"""The quality gate: no slot may fall below its pinned floor on our own gold corpus."""

import dataclasses

import pytest

from analyzer.corpus import load_corpus, score, stats, validate
from analyzer.corpus.compare import Outcome, compare, compare_indicators
from analyzer.corpus.loader import corpus_folder
from analyzer.corpus.score import ALL_SLOTS, analysed, read_floors
from analyzer.errors import ConfigurationError


@pytest.fixture(scope="module")
def table():
    return score()


def test_no_slot_below_its_floor(table):
    assert table.ok, table.text()


def test_every_slot_has_a_floor():
    floors, _ = read_floors(corpus_folder())
    assert set(floors) == set(ALL_SLOTS)


def test_the_baseline_is_beaten_everywhere(table):
    records = table.records()
    assert len(records) == len(ALL_SLOTS)
    assert all(row["F1"] > row["基线F1"] for row in records if row["基线F1"] is not None), table.text()


def test_the_clean_report_has_no_finding():
    gold = next(g for g in load_corpus() if "clean" in g.header.variants)
    assert [(f.rule, f.message) for f in analysed(gold).findings if f.level != "info"] == []


def test_labels_hold_together():
    table = validate()
    assert table.ok, table.text()


def test_statistics_are_what_the_issue_asks():
    table = stats()
    total = table.records()[-1]
    assert len(table.rows) - 1 >= 64
    assert sum(gold.header.scope == "report" for gold in load_corpus()) >= 55
    assert total["数"] >= 4000


def test_the_data_card_tells_these_statistics():
    total, golds = stats().records()[-1], load_corpus()
    reports = sum(gold.header.scope == "report" for gold in golds)
    card = (corpus_folder() / "README.md").read_text(encoding="utf-8")
    assert (
        f"{len(golds)} texts ({reports} reports, {len(golds) - reports} passages), {total['字数']:,} characters, "
        f"{total['数']:,} numbers, {total['指标']:,} indicators, {total['标题']} headings, {total['缺陷']} planted defects"
    ) in card


def test_gold_covers_the_variants_that_the_outline_has():
    told = {variant for gold in load_corpus() for variant in gold.header.variants}
    assert told >= {
        "M", "L", "T", "O", "merged_leader", "merged_shortcomings_plan", "no_headings", "cover_letter", "speech", "one_line",
        "site_chrome", "traditional", "table", "lost_bracket", "lost_dash", "bookmark", "half_width", "two_line_title",
    }  # fmt: skip


def test_title_and_issuer_in_traditional_script_are_compared_as_told():
    """The issuer alone is too short to be known as Traditional; the report is not."""
    gold = next(g for g in load_corpus() if g.name == "anping_danganju_2023")
    assert compare(gold, analysed(gold)).right["metadata"] == 5
    wrong = dataclasses.replace(gold, header=dataclasses.replace(gold.header, issuer="河東區檔案局"))
    assert compare(wrong, analysed(gold)).right["metadata"] == 4


def test_a_wrong_slot_is_counted_and_told():
    gold = next(g for g in load_corpus() if g.name == "qingyuan_sifaju_2023")
    own = [row for row in gold.indicators if row.comparison_of is None]
    perfect = [_found(gold, row) for row in own]
    outcome = Outcome()
    compare_indicators(gold, perfect, outcome)
    assert outcome.misses == []
    assert outcome.right["all slots"] == len(own)
    for slot, change in {
        "value": {"value": 99999}, "unit": {"unit": "吨"}, "operator": {"operator": "<"}, "name": {"name": "天气"},
        "period": {"period": "1999"}, "modality": {"modality": "required"}, "part": {"part": "other"},
    }.items():  # fmt: skip
        outcome = Outcome()
        compare_indicators(gold, [dataclasses.replace(perfect[0], **change), *perfect[1:]], outcome)
        assert outcome.right[slot] == len(own) - 1, slot
        assert outcome.right["all slots"] == len(own) - 1
        assert len(outcome.misses) == 1
    outcome = Outcome()
    compare_indicators(gold, perfect[1:], outcome)
    assert (outcome.right["span"], outcome.found["span"], outcome.labelled["span"]) == (len(own) - 1, len(own) - 1, len(own))


def _found(gold, row):
    from analyzer.corpus.compare import Found

    up = gold.indicators[row.parent] if row.parent is not None else None
    return Found(
        row.start, row.end, row.names[0], row.subject, row.value, row.upper, row.operator, row.unit, row.period, row.modality,
        row.parts[0] if row.parts else None, (up.start, up.end) if up else None, row.comparison,
    )  # fmt: skip


def test_floors_name_only_known_slots(tmp_path):
    (tmp_path / "floors.toml").write_text('[floors]\n"colour" = 0.5\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="没有 colour 这一项；可用：span"):
        read_floors(tmp_path)


def test_a_folder_without_gold_is_told(tmp_path):
    with pytest.raises(ConfigurationError, match="没有标注文件"):
        score(tmp_path)


def test_a_broken_file_is_a_row_of_validate(tmp_path):
    (tmp_path / "a.gold.txt").write_text('+++\nscope = "passage"\n+++\n共12件<q>3件', encoding="utf-8")
    (tmp_path / "b.gold.txt").write_text('+++\nscope = "passage"\n+++\n共12件，<q>3件</q>\n', encoding="utf-8")
    table = validate(tmp_path)
    assert not table.ok
    assert "没有结束标签" in table.text()
    assert "没有标" in table.text()
