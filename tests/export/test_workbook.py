from dataclasses import replace

import openpyxl
import pytest

from analyzer.errors import ConfigurationError
from analyzer.export.marks import read_marks
from analyzer.export.overview import build_overview
from analyzer.export.workbook import FINDING_COLUMNS, cell_text, evidence_pieces, number_or_text, write_workbook
from tests.export.builder import findings, sample_record

UNIT = "清源市城市管理局"
ERROR = {"file": "报送/永和镇.doc", "kind": "encrypted", "message": "打不开：文件有口令。"}


def written(tmp_path, records, errors=(), marks=None, pages=None):
    path = tmp_path / "汇总.xlsx"
    write_workbook(path, records, build_overview(records, errors, marks or {}), marks or {}, pages)
    return path


def table(path, name):
    sheet = openpyxl.load_workbook(path)[name]
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_row_a_body_with_its_parts_counts_verdict_and_page(tmp_path):
    record = sample_record()
    path = written(tmp_path, [record], [ERROR], pages={record["file"]: "报告/001.html"})
    first, second = table(path, "汇总")
    assert {k: first[k] for k in ("单位", "组别", "年度", "须改", "应核", "提示", "指标数", "结论")} == {
        "单位": UNIT, "组别": "部门", "年度": 2023, "须改": 2, "应核": 1, "提示": 1, "指标数": 7, "结论": "退回修改",
    }  # fmt: skip
    assert [first[k] for k in ("主要举措和成效", "不足和原因", "第一责任人职责", "下一年度安排")] == ["✓", "薄弱", "合并", "缺"]
    assert first["先看什么"].startswith("缺“下一年度安排”")
    assert (second["单位"], second["结论"], second["先看什么"]) == ("永和镇", "读不出", "打不开：文件有口令。")
    sheet = openpyxl.load_workbook(path)["汇总"]
    assert [cell.hyperlink.target.replace("\\", "/") for row in sheet.iter_rows() for cell in row if cell.hyperlink] == [
        "报告/001.html"
    ]


def test_heads_are_frozen_and_filtered(tmp_path):
    book = openpyxl.load_workbook(written(tmp_path, [sample_record()]))
    assert book.sheetnames == ["汇总", "问题清单", "指标（长表）", "指标对比（宽表）", "读取情况"]
    for sheet in book:
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref.startswith("A1:")
    assert book["问题清单"].column_dimensions["O"].hidden


def test_the_wrong_words_are_red(tmp_path):
    book = openpyxl.load_workbook(written(tmp_path, [sample_record()]), rich_text=True)
    column = [title for title, _ in FINDING_COLUMNS].index("原文")
    cells = [row[column].value for row in book["问题清单"].iter_rows(min_row=2)]
    red = [
        [str(part) for part in cell if getattr(part, "font", None) and part.font.b] for cell in cells if isinstance(cell, list)
    ]
    assert red[0] == ["24件", "16件", "29件", "8件"]
    assert ["<b>"] in red


def test_text_of_reports_is_never_a_formula_or_a_link(tmp_path):
    odd = replace(findings()[2], message="=1+1", suggestion="@SUM(A1)")
    link = replace(findings()[2], message="http://example.org/", suggestion="+1", fingerprint="z")
    path = written(tmp_path, [sample_record(findings=(odd, link))])
    sheet = openpyxl.load_workbook(path)["问题清单"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)
    assert [row["说明"] for row in table(path, "问题清单")] == ["=1+1", "http://example.org/"]


def test_indicators_long_and_wide(tmp_path):
    other = sample_record("乙.docx")
    other["metadata"] = {**other["metadata"], "issuer": "清源市水务局"}
    path = written(tmp_path, [sample_record(), other])
    long = table(path, "指标（长表）")
    assert len(long) == 14
    assert (long[0]["指标"], long[0]["数值"], long[0]["上限"], long[0]["写法"]) == ("受理行政许可", 260, 270, "260 余件")
    assert long[6]["数值"] == "1/3"
    assert long[2]["比较"] == "↓ 比上年 12.3 %"
    wide = table(path, "指标对比（宽表）")
    assert [(row["单位"], row["受理行政许可（件）"]) for row in wide] == [(UNIT, 260), ("清源市水务局", 260)]


def test_an_empty_run_is_a_workbook(tmp_path):
    assert table(written(tmp_path, []), "问题清单") == []


@pytest.mark.parametrize(
    ("value", "cell"), [("260", 260.0), ("1/3", "1/3"), (None, None), ("1234567890123456", "1234567890123456"), ("97.2", 97.2)]
)
def test_numbers_are_numbers_where_nothing_is_lost(value, cell):
    assert number_or_text(value) == cell


def test_cells_take_what_they_are_given():
    assert cell_text("a\x00\ud83d\x1b") == "a���"
    assert len(cell_text("字" * 40000)) == 32000


def test_evidence_joins_to_the_sentence():
    record = sample_record()
    for finding in record["findings"]:
        pieces = evidence_pieces(record, finding)
        assert (finding["start"] is None) == (pieces == ())
        assert "".join(text for text, _ in pieces) in record["text"].replace("\n", " ")


# ---------- marks


def edit(path, change):
    book = openpyxl.load_workbook(path)
    change(book["问题清单"])
    book.save(path)


def column(sheet, title):
    return next(cell.column for cell in sheet[1] if cell.value == title)


def test_marks_are_read_back_whatever_was_sorted_or_inserted(tmp_path):
    path = written(tmp_path, [sample_record()])

    def clerk(sheet):
        sheet.insert_cols(3)
        mark, code = column(sheet, "采纳"), column(sheet, "规则")
        for row in range(2, sheet.max_row + 1):
            word = {"NUM001": "不采纳", "TXT009": " 采纳 "}.get(sheet.cell(row, code).value)
            sheet.cell(row, mark).value = word

    edit(path, clerk)
    kept = {"a1": None, "b2": False, "c3": None, "d4": True, "e5": None}
    assert read_marks(path) == {(UNIT, fingerprint): (mark, "") for fingerprint, mark in kept.items()}


def test_marks_and_notes_are_written_again(tmp_path):
    marks, notes = {(UNIT, "b2"): False, (UNIT, "e5"): True}, {(UNIT, "b2"): "已电话核实", (UNIT, "a1"): "待定"}
    records = [sample_record()]
    path = tmp_path / "汇总.xlsx"
    write_workbook(path, records, build_overview(records, [], marks), marks, notes=notes)
    told = {key: value for key, value in read_marks(path).items() if value != (None, "")}
    assert told == {(UNIT, "b2"): (False, "已电话核实"), (UNIT, "e5"): (True, ""), (UNIT, "a1"): (None, "待定")}
    (row,) = table(path, "汇总")
    assert (row["须改"], row["应核"]) == (1, 2)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda sheet: setattr(sheet.cell(3, column(sheet, "采纳")), "value", "也许"), "第 3 行：采纳一列的“也许”不认识"),
        (lambda sheet: setattr(sheet.cell(1, column(sheet, "指纹")), "value", "x"), "缺少工作表"),
        (lambda sheet: setattr(sheet, "title", "别的"), "缺少工作表"),
    ],
)
def test_marks_that_cannot_be_read_are_told(change, told, tmp_path):
    path = written(tmp_path, [sample_record()])
    edit(path, change)
    with pytest.raises(ConfigurationError, match=told):
        read_marks(path)


def test_a_file_that_is_no_workbook_is_told(tmp_path):
    path = tmp_path / "汇总.xlsx"
    path.write_bytes(b"none")
    with pytest.raises(ConfigurationError, match="采纳标记没有读回"):
        read_marks(path)
