import datetime
import io

import docx
import pytest

from analyzer.errors import ConfigurationError
from analyzer.export.letter import check_template, default_template, letter_of, write_letter
from tests.export.builder import sample_record

UNIT, DAY = "清源市城市管理局", datetime.date(2025, 2, 24)


def template(*paragraphs):
    document = docx.Document()
    for pieces in paragraphs:
        paragraph = document.add_paragraph()
        for piece in pieces if isinstance(pieces, tuple) else (pieces,):
            paragraph.add_run(piece)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def lines(data):
    return [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]


def written(marks, form=None):
    form = form or default_template()
    check_template(form)
    return lines(write_letter(form, letter_of(sample_record(), marks, DAY)))


def test_the_letter_says_what_is_missing_first_and_where_all_else_stands():
    found = written({})
    assert found[0] == "关于商请修改完善《清源市城市管理局2023年法治政府建设年度报告》的函"
    assert found[1] == "清源市城市管理局："
    assert "报告尚有3处需要修改完善" in found[2]
    assert found[3].startswith("一、没有“下一年度主要安排”。补写2024年")
    assert found[4].startswith("二、“一、（二）”处“行政处罚案件24件，其中林业16件、海域29件、其他8件”：分项合计53件")
    assert found[5] == "三、“二、一是”处“<b>”：转换残留。删去。"
    assert found[-1] == "2025年2月24日"
    assert not any("{{" in line for line in found)


def test_only_what_was_kept_is_sent():
    found = written({(UNIT, "a1"): False, (UNIT, "c3"): False, (UNIT, "d4"): True})
    text = "\n".join(found)
    assert "报告尚有2处" in text
    assert "可改用书面语" in text
    assert "转换残留" not in text
    assert "下一年度主要安排" not in text


def test_nothing_to_say_nothing_to_send():
    letter = letter_of(sample_record(findings=()), {}, DAY)
    assert (letter.missing, letter.points) == ((), ())


def test_a_template_of_ones_own_keeps_its_looks_also_over_several_runs():
    form = template(("致{{单", "位}}："), "依据{{ 年度 }}年要求，{{件数}}处：", "· {{问题}}", "完")
    found = written({}, form)
    assert found[:2] == ["致清源市城市管理局：", "依据2023年要求，3处："]
    assert [line[:4] for line in found[2:-1]] == ["· 一、", "· 二、", "· 三、"]
    assert found[-1] == "完"


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (b"none", "不是 .docx"),
        (template("{{问题}}{{电话}}"), "{{电话}} 不认识；可用：单位、年度"),
        (template("{{单位}}"), "没有写着 问题"),
    ],
)
def test_a_wrong_template_is_told(form, told):
    with pytest.raises(ConfigurationError, match=told.replace("{", r"\{")):
        check_template(form)
