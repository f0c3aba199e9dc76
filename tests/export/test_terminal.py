from dataclasses import replace

import pytest

from analyzer.export.layout import plain, width
from analyzer.export.summary_text import summary_lines
from analyzer.export.terminal import View, check_lines, numbers_lines, outline_lines
from tests.export.builder import TEXT, findings, indicators, sample_record

VIEWS = [check_lines, summary_lines, outline_lines, numbers_lines]


def told(lines, **options):
    return plain(lines(sample_record(), View(**options)))


@pytest.mark.parametrize("lines", VIEWS)
@pytest.mark.parametrize("columns", [60, 80, 100])
def test_every_line_fits(lines, columns):
    assert max(width(line) for line in told(lines, columns=columns).splitlines()) <= columns


@pytest.mark.parametrize("lines", VIEWS)
def test_no_escape_sequence_of_the_report_reaches_the_terminal(lines):
    assert "\x1b" in TEXT
    assert "\x1b" not in told(lines)


def test_check_shows_what_matters_first_and_says_what_it_hides():
    text = told(check_lines)
    assert text.splitlines()[0].startswith("清源市城市管理局  2023年法治政府建设年度报告")
    assert [line.split()[:2] for line in text.splitlines() if "····" in line] == [
        ["须改", "OUT001"], ["须改", "NUM001"], ["应核", "TXT003"],
    ]  # fmt: skip
    assert "须改 2 · 应核 1 · 提示 1（--min-level info 可见）" in text
    assert "另有 1 处把握不大，未列（--min-confidence low 可见）" in text
    assert "✗ 缺      查过 4 个标题和全文，没有 2024 年的安排" in text


def test_thresholds_show_more():
    text = told(check_lines, min_level="info", min_confidence="low")
    assert "TXT009" in text
    assert "TXT008" in text
    assert "可见" not in text


def test_the_wrong_words_are_underlined_in_their_sentence():
    lines = told(check_lines).splitlines()
    at = next(i for i, line in enumerate(lines) if "办理行政处罚案件24件" in line)
    assert width(lines[at + 1]) < width(lines[at])
    assert lines[at + 1].split() == ["────", "────", "────", "───"]


def test_many_findings_of_one_rule_are_folded_with_their_places():
    one = findings()[2]
    many = tuple(replace(one, fingerprint=str(n), place=f"一、（{n}）") for n in range(1, 8))
    text = plain(check_lines(sample_record(findings=many), View()))
    assert text.count("转换残留。") == 3
    assert "TXT003 另有 4 处：一、（4）、一、（5）、一、（6）、一、（7）" in text


def test_without_a_profile_that_is_said():
    text = plain(check_lines(sample_record(profile=None, parts=()), View()))
    assert "提纲：没有合适的，未查必备部分" in text


def test_summary_puts_parts_of_a_total_under_it_and_counts_what_is_left():
    text = told(summary_lines)
    assert "  行政处罚案件                  24 件          2023  ↓ 比上年 12.3 %  一、（二）" in text
    assert "    其中 林业行政处罚案件       16 件" in text
    assert "按时办结率                    100 %           目标  2023" in text
    assert "未定名的数 2 · 不计入的数 4（年份 1、节号 1、序号 1、日期 1）" in text
    assert "写明为零：越级访" in text


def test_a_circle_of_parents_ends():
    a, b = indicators()[:2]
    record = sample_record(indicators=(replace(a, parent=1), replace(b, parent=0)))
    assert plain(summary_lines(record, View())).count("受理行政许可") == 1


def test_outline_shows_repairs_and_merged_parts():
    text = told(outline_lines)
    assert "原文“2、”，转换时损坏，已读作“（二）”" in text
    assert "含 第一责任人职责" in text
    assert text.index("（一）深入推进") < text.index("二、存在的不足")


def test_numbers_tell_the_indicator_or_the_reason():
    text = told(numbers_lines)
    assert "  260余件        数量      受理行政许可" in text
    assert "  二、           节号      标题的编号" in text
