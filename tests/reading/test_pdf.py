"""Fixed layouts: lines → paragraphs, running lines off, ruled tables as rows, scans recognised as such."""
# ruff: noqa: E501 (page descriptions)

import contextlib
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import ReadingError
from analyzer.reading import ReadingOptions, read_bytes
from analyzer.reading.layout import Glyph, Line, Page, lines_of, paragraphs_of, without_running_lines
from analyzer.reading.pdf_tables import Stroke, tables_of
from tests.reading.ofd import ofd
from tests.reading.pdf import LEFT, TOP, pdf, rule, scanned, text_at, typeset
from tests.reading.word import docx, p, zipped

LONG = "本年度清源市城市管理局组织开展行政检查三百二十余次，责令整改隐患四十一处，依法办理行政处罚案件二十四件，全部按期办结并向社会公示，群众满意度持续提升。"
PARAGRAPHS = ["一、主要举措和成效", LONG, "（一）规范执法。" + LONG + LONG, "二、存在的不足和原因", "一是力量不足。"] * 6


def lines(data, name="报告.pdf"):
    document = read_bytes(data, name)
    return [document.text[block.start : block.end] for block in document.blocks]


def test_paragraphs_over_pages_without_running_lines():
    data = pdf(typeset(PARAGRAPHS, header="清源市城市管理局年度报告"))
    assert lines(data) == PARAGRAPHS


def test_high_boxes_of_latin_digits_are_no_change_of_size():
    """A line that begins with figures in a font whose boxes are high still belongs to the line before."""
    wide = [Glyph(char, 12.0 * n, 12.0 * n + 12, 100, 12) for n, char in enumerate("本年支出合计若干万元其中")]
    narrow = [Glyph(char, 6.0 * n, 6.0 * n + 6, 118, 25) for n, char in enumerate("603.14")]
    narrow += [Glyph(char, 36 + 12.0 * n, 48 + 12.0 * n, 118, 12) for n, char in enumerate("万元。")]
    page = Page(1, 595, 842, lines_of(wide + narrow))
    assert [paragraph.text for paragraph in paragraphs_of([page])] == ["本年支出合计若干万元其中603.14万元。"]


def test_two_characters_whose_boxes_hug_the_ink_are_no_change_of_size():
    """Chromium's boxes: 日 is narrower than an em, so that 日。 alone on a line looks set in small print."""
    first = [Glyph(char, 12.0 * n, 12.0 * n + 12, 100, 12) for n, char in enumerate("办理时限压缩到八个工作")]
    last = [Glyph("日", 2.0, 10.0, 118, 12), Glyph("。", 13.0, 16.0, 118, 12)]
    page = Page(1, 595, 842, lines_of(first + last))
    assert [paragraph.text for paragraph in paragraphs_of([page])] == ["办理时限压缩到八个工作日。"]


def test_pages_are_the_places():
    document = read_bytes(pdf(typeset(PARAGRAPHS)), "报告.pdf")
    assert {block.place.unit for block in document.blocks} == {"page"}
    assert document.blocks[0].place.number == 1
    assert document.blocks[-1].place.number == 3


def test_a_year_alone_on_a_line_is_no_page_number():
    page = text_at(LEFT, 600, "2023") + text_at(LEFT, 400, "正文若干字，用来使这一页有足够的文字层内容。")
    assert "2023" in lines(pdf([page]))


def grid(xs, ys, skip=()):
    """Rules of a table; `skip` are (i, j) of vertical rules left of field (row i, column j)."""
    page = "".join(rule(xs[0], y, xs[-1], y) for y in ys)
    for row, (top, bottom) in enumerate(pairwise(ys)):
        page += "".join(rule(x, top, x, bottom) for column, x in enumerate(xs) if (row, column) not in skip)
    return page


def test_a_ruled_table():
    xs, ys = (72, 200, 330, 460), (700, 670, 640, 610)
    page = grid(xs, ys, skip={(0, 2)}) + text_at(LEFT, 740, "表一：行政执法情况统计表，单位为件，口径为全年累计数")
    for x, y, text in [
        (80, 680, "类别"),
        (210, 680, "全年合计数"),
        (80, 650, "处罚"),
        (210, 650, "24"),
        (340, 650, "8"),
        (340, 620, "7"),
    ]:
        page += text_at(x, y, text)
    page += text_at(LEFT, 580, "以上数据截至十二月底，由各执法中队逐级上报汇总。")
    document = read_bytes(pdf([page]), "报告.pdf")
    assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks] == [
        ("paragraph", "表一：行政执法情况统计表，单位为件，口径为全年累计数"),
        ("table_row", "类别\t全年合计数"),
        ("table_row", "处罚\t24\t8"),
        ("table_row", "\t\t7"),
        ("paragraph", "以上数据截至十二月底，由各执法中队逐级上报汇总。"),
    ]


def test_a_frame_is_no_table():
    page = grid((60, 540), (760, 560)) + "".join(typeset([LONG, LONG], footer=False))
    document = read_bytes(pdf([page]), "报告.pdf")
    assert {block.kind for block in document.blocks} == {"paragraph"}


def test_a_ground_of_colour_is_no_table():
    ground = "".join(f"0.9 g 72 {TOP - 6 - row * 24} 450 24 re f\n" for row in range(8)) + "0 g\n"
    assert lines(pdf([ground + typeset([LONG, LONG], footer=False)[0]])) == [LONG, LONG]


def failure(data, name="报告.pdf", **options):
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, name, ReadingOptions(**options))
    assert str(caught.value).startswith(f"读不到 “{name}”：")
    return caught.value


def test_a_scan_is_told_with_what_to_install():
    error = failure(scanned(2))
    assert error.kind == "no_text_layer"
    assert "pip install gov-report-analyzer[ocr]" in str(error)


def test_without_the_extra_the_option_says_what_to_install(monkeypatch):
    from analyzer.reading import ocr

    monkeypatch.setitem(sys.modules, "rapidocr", None)
    ocr.engine.cache_clear()
    error = failure(scanned(), ocr=True)
    assert error.kind == "no_text_layer"
    assert "pip install gov-report-analyzer[ocr]" in str(error)


def test_a_picture_with_the_name_of_a_word_file():
    error = failure(b"\xff\xd8\xff\xe0" + bytes(100), "年报.docx")
    assert error.kind == "no_text_layer"
    assert "不是 Word 文件（开头是图片 JPEG）" in str(error)


def test_one_page_without_text_is_noted():
    pages = typeset(PARAGRAPHS[:5])
    data = pdf([*pages, "q 500 0 0 700 40 60 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"])
    assert read_bytes(data, "报告.pdf").notes == ("第 2 页没有文字层，没有读到",)


WHOLE = pdf(typeset(PARAGRAPHS[:5]))


@pytest.mark.parametrize("cut", [10, 60, len(WHOLE) // 4])
def test_cut_off(cut):
    assert failure(WHOLE[:cut]).kind in {"unreadable", "no_text_layer"}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_pdf(data):
    damaged = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ReadingError):
        read_bytes(bytes(damaged), "a.pdf")


def test_time_is_bounded():
    assert failure(WHOLE, timeout=-1).kind == "timeout"


GLYPHS = st.builds(Glyph, st.text(max_size=2), *[st.floats(-1e6, 1e6)] * 3, st.floats(0, 1e3))
LINES = st.builds(Line, st.text(min_size=1), *[st.floats(-1e6, 1e6)] * 3, st.floats(0, 1e3), st.booleans())
STROKES = st.builds(Stroke, st.booleans(), *[st.floats(0, 60)] * 3)


@given(st.lists(GLYPHS, max_size=30))
def test_any_glyphs(glyphs):
    assert all(line.text.strip() for line in lines_of(glyphs))


@given(st.lists(st.lists(LINES, max_size=12).map(lambda found: Page(1, 595, 842, found)), max_size=4))
def test_any_lines(pages):
    count = sum(len(page.lines) for page in pages)
    assert len(paragraphs_of(pages)) <= count
    without_running_lines(pages)
    assert sum(len(page.lines) for page in pages) <= count


@given(st.lists(STROKES, max_size=25), st.lists(GLYPHS, max_size=8))
def test_any_strokes(strokes, glyphs):
    for table in tables_of(strokes):
        assert all(line.row for line in table.rows(glyphs))


def test_too_many_strokes_are_no_tables():
    assert tables_of([Stroke(True, x, 0, 10) for x in range(30_000)]) == []
    assert tables_of([Stroke(bool(n % 2), n, 0, 4000) for n in range(4000)]) == []


def test_ofd_without_text():
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    members = {
        "OFD.xml": f"<ofd:OFD {ns}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f'<ofd:Document {ns}><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/P.xml": f"<ofd:Page {ns}><ofd:PathObject/></ofd:Page>",
    }
    assert failure(zipped(members), "a.ofd").kind == "no_text_layer"
    del members["Doc_0/P.xml"]
    assert failure(zipped(members), "a.ofd").kind == "unreadable"


def test_ofd_paragraphs_over_pages():
    assert lines(ofd(PARAGRAPHS), "报告.ofd") == PARAGRAPHS


OFD = ofd(["甲，乙。"])


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_damaged_ofd(data):
    damaged = bytearray(OFD)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ReadingError):
        read_bytes(bytes(damaged), "a.ofd")


@pytest.mark.parametrize("steps", ["g 99999999 1", "g", "g x y", "1 2 nan", "g 3", "1e9999"])
def test_strange_steps_of_ofd(steps):
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    page = f'<ofd:Page {ns}><ofd:TextObject Boundary="0 0 9 9" Size="3"><ofd:TextCode X="0" Y="3" DeltaX="{steps}">甲乙</ofd:TextCode></ofd:TextObject></ofd:Page>'
    members = {
        "OFD.xml": f"<ofd:OFD {ns}><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "D.xml": f'<ofd:Document {ns}><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>',
        "P.xml": page,
    }
    assert "甲" in read_bytes(zipped(members), "a.ofd").text


def test_pictures_that_cannot_be_opened():
    pytest.importorskip("rapidocr")
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    assert failure(b"\xff\xd8\xff\xe0" + bytes(100), "a.jpg", ocr=True).kind == "unreadable"
    huge = head + (12_000).to_bytes(4, "big") + (12_000).to_bytes(4, "big") + b"\x08\x02\x00\x00\x00" + bytes(60)
    assert failure(huge, "a.png", ocr=True).kind in {"too_large", "unreadable"}


def test_a_word_file_of_pictures_only():
    scan = docx(p(), extra={"word/media/image1.png": b"\x89PNG\r\n\x1a\n" + bytes(50)})
    error = failure(scan, "年报.docx")
    assert error.kind == "no_text_layer"
    assert "pip install gov-report-analyzer[ocr]" in str(error)
