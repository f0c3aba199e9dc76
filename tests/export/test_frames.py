"""Frames: columns and dtypes are the documented ones, whatever is in them."""

import re
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

import analyzer
from analyzer.export.frames import FRAMES, to_frames
from analyzer.export.notebook import report_html
from analyzer.model import FileError

TEXT = """清源市审计局2023年法治政府建设年度情况报告
一、主要举措和成效
全年完成审计项目48个，其中专项审计6个，三分之一的项目提前完成。问题整改率达98.5%，<b>提高2个百分点。
二、存在的不足和原因
"""


@pytest.fixture(scope="module")
def frames():
    return to_frames([analyzer.analyze_text(TEXT), FileError("坏.docx", "unreadable", "打不开")])


def dtypes(frames):
    return {name: {column: str(dtype) for column, dtype in frame.dtypes.items()} for name, frame in frames.items()}


def test_empty_and_full_have_the_same_columns_and_dtypes(frames):
    empty = to_frames([])
    assert dtypes(empty) == dtypes(frames)
    assert all(len(frame) == 0 for frame in empty.values())
    for name, frame in empty.items():
        for column in frame:
            assert frame[column].dtype == frames[name][column].dtype, (name, column)


def test_columns_and_dtypes_are_the_documented_ones(frames):
    assert {name: list(frame.columns) for name, frame in frames.items()} == {n: list(c) for n, c in FRAMES.items()}
    shown = {"int": "Int64", "value": "float64", "category": "category", "text": "string"}
    assert dtypes(frames) == {name: {c: shown[kind] for c, kind in columns.items()} for name, columns in FRAMES.items()}


def test_rows(frames):
    indicators = frames["indicators"]
    total = indicators[indicators["unit"].eq("个") & indicators["value"].eq(48)].iloc[0]
    part = indicators[indicators["value"].eq(6)].iloc[0]
    assert part["parent"] == total["index"]
    assert list(frames["errors"]["kind"]) == ["unreadable"]
    assert list(frames["reports"]["report_year"]) == [2023]
    assert list(frames["sections"]["title"]) == ["主要举措和成效", "存在的不足和原因"]
    assert not indicators.duplicated(["file", "index"]).any()
    assert frames["findings"]["level"].cat.ordered


def test_years_in_a_row_are_a_number():
    frame = to_frames(analyzer.analyze_text("2023年，行政机关负责人出庭应诉率连续4年保持100%。"))["indicators"]
    assert frame["streak"].dtype == "Int64"
    assert list(frame["streak"].dropna()) == [4]


DOC = Path(__file__).parents[2] / "docs" / "frames.md"
SHOWN = {"int": "Int64", "value": "float64", "category": "category", "text": "string"}


@pytest.mark.parametrize("table", FRAMES)
def test_the_page_on_frames_tells_every_column(table):
    (chapter,) = re.findall(rf"^## `{table}`[^\n]*\n(.*?)(?=^## |\Z)", DOC.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+) \|$", chapter, re.MULTILINE)
    assert [(column, dtype) for column, dtype, _ in rows] == [(c, SHOWN[kind]) for c, kind in FRAMES[table].items()]


def test_one_report_does_without_a_list():
    report = analyzer.analyze_text(TEXT)
    for name, frame in to_frames(report).items():
        pd.testing.assert_frame_equal(frame, to_frames([report])[name])


@pytest.mark.parametrize("wrong", ["报送材料", b"", 3, None, {}, ["甲"], [3], FileError("a", "b", "c")], ids=repr)
def test_what_is_no_report_is_told_in_words(wrong):
    with pytest.raises(analyzer.ConfigurationError, match="analyze_many"):
        to_frames(wrong)


def test_text_that_is_no_text_is_told_in_words():
    with pytest.raises(TypeError, match="analyze_text 要的是文字"):
        analyzer.analyze_text(None)


def test_values_exact_by_choice():
    exact = to_frames([analyzer.analyze_text(TEXT)], decimals=True)["indicators"]["value"]
    assert Decimal("98.5") in list(exact)
    assert Fraction(1, 3) in list(exact)
    assert pd.api.types.is_float_dtype(to_frames([])["indicators"]["value"])


def test_a_report_shows_itself_and_escapes_the_text():
    report = analyzer.analyze_text(TEXT)
    html = report._repr_html_()
    assert html == report_html(report)
    assert "<b>" not in html
    assert "&lt;b&gt;" in html
    assert ">48个</mark>" in html
    assert "须改" in html
    assert "<td>一、主要举措和成效</td><td>主要举措和成效</td>" in html
    assert html.index("须改") < html.index("提示")  # what must be mended comes first
    assert "完成" in html
    assert html.count("<details") == html.count("</details>")


def test_pandas_is_not_imported_with_the_package():
    code = "import sys, analyzer; analyzer.analyze_text('办件3件'); sys.exit(bool({'pandas', 'spacy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
