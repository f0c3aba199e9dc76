import datetime
import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import ConfigurationError
from analyzer.export.letter import check_template, default_template, letter_of, write_letter
from analyzer.export.messages import set_language
from tests.export.builder import sample_record

UNIT, DAY = "清源市城市管理局", datetime.date(2025, 2, 24)


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def template(*paragraphs):
    """A template of paragraphs: each a text, or a tuple of the texts of its runs."""
    document = docx.Document()
    for pieces in paragraphs:
        paragraph = document.add_paragraph()
        for piece in pieces if isinstance(pieces, tuple) else (pieces,):
            paragraph.add_run(piece)
    return saved(document)


def lines(data):
    return [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]


def written(marks, form=None, record=None):
    form = form or default_template()
    check_template(form)
    return lines(write_letter(form, letter_of(record or sample_record(), marks, DAY)))


def test_the_letter_says_what_is_missing_then_what_to_mend_then_what_to_check():
    assert written({}) == [
        "关于2023年度\n法治政府建设年度报告的反馈意见",
        "清源市城市管理局：",
        "贵单位报送的《清源市城市管理局2023年法治政府建设年度报告》收悉。经核对，有3处需要补充、修改或者核对，现反馈如下：",
        "一、需要补充的内容",
        "1. 没有“下一年度主要安排”。建议补写2024年推进法治政府建设的主要安排（做什么、谁负责、何时完成）。",
        "二、需要修改的地方",
        "1. 一、（二）“行政处罚案件24件，其中林业16件、海域29件、其他8件”：分项合计53件，总数写24件。建议核对分项和总数。",
        "三、请予核对的地方",
        "1. 二、一是“<b>”：转换残留。建议删去。",
        "请于　　年　　月　　日前修改完善后重新报送。上述意见与实际情况不符的，请在报送时一并说明。",
        "（联系人：　　　　　　联系电话：　　　　　　）",
        "（发文单位）",
        "2025年2月24日",
    ]


def test_only_what_was_kept_is_sent_and_empty_groups_vanish():
    found = written({(UNIT, "a1"): False, (UNIT, "c3"): False, (UNIT, "d4"): True})
    assert "有2处需要" in found[2]
    assert found[3] == "一、需要修改的地方"
    assert found[5:7] == ["二、请予核对的地方", "1. 二、一是“还有欠缺”：可改用书面语。"]
    assert not any("转换残留" in line or "主要安排" in line for line in found)


def test_nothing_to_say_nothing_to_send():
    letter = letter_of(sample_record(findings=()), {}, DAY)
    assert (letter.missing, letter.points) == ((), ())


def finding(**changes):
    return {**sample_record()["findings"][3], "level": "error", **changes}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"message": "“还有欠缺”：应写具体"}, "二、一是：“还有欠缺”：应写具体。"),
        ({"suggestion": "请写明原因；"}, "二、一是“还有欠缺”：可改用书面语。请写明原因。"),
        ({"place": None}, "二、“还有欠缺”：可改用书面语。"),
        ({"place": "二、", "message": "“还有欠缺”过于单薄"}, "二：“还有欠缺”过于单薄。"),
        ({"start": None, "end": None, "place": None}, "可改用书面语。"),
    ],
    ids=[
        "words that the message repeats are quoted once",
        "advice in words of its own",
        "place of its own",
        "a place that ends in its sign",
        "the whole report",
    ],
)
def test_an_entry_reads_as_a_sentence(changes, told):
    letter = letter_of({**sample_record(), "findings": [finding(**changes)]}, {}, DAY)
    assert letter.errors == (told,)


def test_places_are_told_by_the_labels_that_the_body_wrote():
    record = sample_record()
    start = record["text"].index("24件")
    letter = letter_of({**record, "findings": [finding(start=start, end=start + 3, place="一、2、第2段")]}, {}, DAY)
    assert letter.errors == ("一、（二）第2段“24件”：可改用书面语。",)


def test_quotes_inside_quotes_and_long_ones():
    record = sample_record()
    text = record["text"] + "“甲”" + "乙" * 100
    start = len(record["text"])
    letter = letter_of({**record, "text": text, "findings": [finding(start=start, end=len(text), place="五、")]}, {}, DAY)
    assert letter.errors == ("五、“‘甲’" + "乙" * 57 + "……”：可改用书面语。",)


def test_what_is_not_known_leaves_room_for_it():
    record = sample_record()
    record["metadata"] |= {"issuer": None, "report_year": None, "title": None}
    found = written({}, record={**record, "profile": None})
    assert found[0] == "关于　　年度\n年度报告的反馈意见"
    assert found[1] == "有关单位："
    assert "《年度报告》" in found[2]


@pytest.mark.parametrize(
    ("profile", "name"),
    [("law_based_government", "法治政府建设年度报告"), ("work_report", "政府工作报告"), ("moved/away.toml", "年度报告")],
)
def test_the_report_is_called_by_its_kind(profile, name):
    assert letter_of(sample_record() | {"profile": profile}, {}, DAY).name == name


def test_letters_stay_chinese():
    set_language("en")
    try:
        found = written({})
    finally:
        set_language("zh")
    assert found == written({})


# ---------- the template


def test_a_template_of_ones_own_keeps_its_looks_also_over_several_runs():
    form = docx.Document(io.BytesIO(template(("致{{单", "位}}：（", "{{ 年度 }}", "）"), "· {{问题}}", "完")))
    form.paragraphs[0].runs[2].bold = True
    opened = docx.Document(io.BytesIO(write_letter(saved(form), letter_of(sample_record(), {}, DAY))))
    assert [(run.text, bool(run.bold)) for run in opened.paragraphs[0].runs] == [
        ("致清源市城市管理局", False), ("：（", False), ("2023", True), ("）", False),
    ]  # fmt: skip
    assert [p.text[:5] for p in opened.paragraphs[1:]] == ["· 1. ", "· 2. ", "· 3. ", "完"]


def test_lists_may_stand_apart_and_are_numbered_on():
    found = written({}, template("缺：", "{{缺项}}", "改：", "{{问题}}"))
    assert [line[:2] for line in found] == ["缺：", "1.", "改：", "2.", "3."]
    found = written({}, template("{{须改}}", "{{应核}}", "{{缺项}}"))
    assert [line[:2] for line in found] == ["1.", "1.", "1."]


def test_fields_in_tables_headers_and_text_boxes_are_filled_in():
    form = docx.Document(io.BytesIO(template("{{意见}}")))
    form.add_table(1, 2).cell(0, 1).text = "{{单位}}"
    form.sections[0].header.paragraphs[0].text = "{{年度}}年度"
    inside = "<w:p><w:r><w:t>共{{件数}}处</w:t></w:r></w:p>"
    box = f"<w:r {nsdecls('w')}><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r>"
    form.add_paragraph("有框")._p.append(parse_xml(box))
    check_template(saved(form))
    opened = docx.Document(io.BytesIO(write_letter(saved(form), letter_of(sample_record(), {}, DAY))))
    assert opened.tables[0].cell(0, 1).text == UNIT
    assert opened.sections[0].header.paragraphs[0].text == "2023年度"
    assert "共3处" in "".join(node.text for node in opened.element.body.iter(qn("w:t")))


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (b"none", "不是 .docx"),
        (template("{{问题}}{{电话}}"), "{{电话}} 不认识；可用：单位、年度"),
        (template("{{单位}}"), "没有放意见的地方"),
        (template("{{须改}}"), "没有放意见的地方"),
    ],
)
def test_a_wrong_template_is_told(form, told):
    with pytest.raises(ConfigurationError, match=told.replace("{", r"\{")):
        check_template(form)


def test_the_close_of_the_letter_stays_together_on_a_page():
    paragraphs = docx.Document(io.BytesIO(default_template())).paragraphs
    assert [bool(p.paragraph_format.keep_with_next) for p in paragraphs] == [True, True, False, False, True, True, True, False]


def test_headings_look_like_headings():
    opened = docx.Document(io.BytesIO(write_letter(default_template(), letter_of(sample_record(), {}, DAY))))
    faces = [p.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) for p in opened.paragraphs[3:5]]
    assert faces == ["黑体", "仿宋_GB2312"]
    assert [p.paragraph_format.keep_with_next for p in opened.paragraphs[3:5]] == [True, None]


def test_the_same_letter_has_the_same_words_each_time():
    form, letter = default_template(), letter_of(sample_record(), {}, DAY)
    one, two = (zipfile.ZipFile(io.BytesIO(write_letter(form, letter))).read("word/document.xml") for _ in range(2))
    assert one == two


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(blacklist_categories=()) | st.sampled_from("{}\x00\x0b"), max_size=20))
def test_any_words_make_a_letter(words):
    record = sample_record()
    record["metadata"] |= {"issuer": words or None, "title": words}
    record["findings"] = [finding(message=words, suggestion=words)]
    letter = letter_of(record, {}, DAY)
    opened = docx.Document(io.BytesIO(write_letter(default_template(), letter)))
    assert opened.paragraphs[-1].text == "2025年2月24日"
