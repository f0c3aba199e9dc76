"""Word documents: what stands in the text, what is left out, and where each paragraph is."""
# ruff: noqa: E501 (XML reads better unbroken)

import contextlib
import io

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from analyzer.errors import ReadingError
from analyzer.reading import ReadingOptions, read_bytes
from tests.reading.word import docx, p, zipped

R = "<w:r><w:t>{}</w:t></w:r>"


def lines(body, **parts):
    document = read_bytes(docx(body, **parts), "甲.docx")
    return [document.text[block.start : block.end] for block in document.blocks]


def cell(*paragraphs):
    return f"<w:tc>{''.join(paragraphs)}</w:tc>"


def table(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


# (body, the lines that a reader sees)
SEEN = {
    "runs and tabs": (f"<w:p>{R.format('法治')}{R.format('政府')}<w:r><w:tab/><w:t>建设</w:t></w:r></w:p>", ["法治政府\t建设"]),
    "line break of the author": (f"<w:p>{R.format('甲局')}<w:r><w:br/></w:r>{R.format('2023年报告')}</w:p>", ["甲局", "2023年报告"]),
    "hyperlink": (f"<w:p>见<w:hyperlink>{R.format('附件')}</w:hyperlink></w:p>", ["附件"]),
    "insertion in, deletion out": (
        f'<w:p><w:ins>{R.format("新")}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom>{R.format("走")}</w:moveFrom>'
        f"<w:moveTo>{R.format('来')}</w:moveTo></w:p>",
        ["新来"],
    ),
    "deleted paragraph mark": (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{R.format('前半')}</w:p><w:p>{R.format('后半')}</w:p>",
        ["前半后半"],
    ),
    "hidden text": (f"<w:p>{R.format('明')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r></w:p>", ["明"]),
    "field code out, result in": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF _Ref1</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{R.format("三")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        ["三"],
    ),
    "content control": (f"<w:sdt><w:sdtContent><w:p>{R.format('控件')}</w:p></w:sdtContent></w:sdt>", ["控件"]),
    "contents out": (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        f"<w:p>{R.format('一、总体 1')}</w:p></w:sdtContent></w:sdt>{p('一、总体')}",
        ["一、总体"],
    ),
    "table": (table([cell(p("项目")), cell(p("件数"))], [cell(p("许可"), p("受理")), cell(p("26"))]), ["项目\t件数", "许可 受理\t26"]),
    "empty cell keeps its column": (table([cell(p("总计")), cell(p()), cell(p("7"))]), ["总计\t\t7"]),
    "nested table": (table([cell(p("外")), cell(table([cell(p("内甲")), cell(p("内乙"))]))]), ["外\t内甲 内乙"]),
    "page laid out as a table": (table([cell(p("第一段"), p("第二段"))]), ["第一段", "第二段"]),
    "text box once": (
        f"<w:p>{R.format('正文')}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><w:txbxContent>{p('框内')}</w:txbxContent></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><w:txbxContent>{p('框内')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        ["正文", "框内"],
    ),
    "ruby": (f"<w:p><w:r><w:ruby><w:rt>{R.format('lì')}</w:rt><w:rubyBase>{R.format('吏')}</w:rubyBase></w:ruby></w:r></w:p>", ["吏"]),
    "sign of a symbol font": (f'<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>{R.format("完成")}</w:p>', ["完成"]),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_seen(name):
    body, seen = SEEN[name]
    assert lines(body) == seen


def test_places_count_every_paragraph():
    body = p("一") + table([cell(p("甲")), cell(p("乙"))]) + p() + p("二")
    document = read_bytes(docx(body), "甲.docx")
    assert [(block.kind, block.place.unit, block.place.number, block.place.path) for block in document.blocks] == [
        ("paragraph", "paragraph", 1, 0),
        ("table_row", "paragraph", 2, 1),
        ("paragraph", "paragraph", 5, 4),
    ]


def test_a_place_leads_back_to_the_paragraph():
    data = docx(p("前") + f"<w:p><w:r><w:pict><w:txbxContent>{p('框')}</w:txbxContent></w:pict></w:r></w:p>" + p("后"))
    document = read_bytes(data, "甲.docx")
    paragraphs = list(
        python_docx.Document(io.BytesIO(data)).element.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    )
    for block in document.blocks:
        own = [node.text for node in paragraphs[block.place.path].iter("{*}t")]
        assert document.text[block.start : block.end] in own


def test_style_levels():
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="own"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    )
    body = (
        p("甲", style="1")
        + p("乙", style="2")
        + p("丙")
        + p("丁", inside='<w:outlineLvl w:val="2"/>')
        + p("戊", style="1", inside='<w:outlineLvl w:val="9"/>')
    )
    document = read_bytes(docx(body, styles=styles), "甲.docx")
    assert [block.style_level for block in document.blocks] == [1, 2, None, 3, None]


def test_contents_by_style_are_left_out():
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    assert lines(p("一、总体\t1", style="T") + p("一、总体"), styles=styles) == ["一、总体"]


def test_footnotes_stand_after_the_text():
    notes = f'<w:footnote w:type="separator" w:id="0">{p("线")}</w:footnote><w:footnote w:id="1">{p("注：数据截至12月。")}</w:footnote>'
    assert lines(p("正文"), footnotes=notes) == ["正文", "注：数据截至12月。"]


def test_the_main_part_is_found_by_its_relationship():
    assert lines(p("正文"), main="word/document2.xml") == ["正文"]


def test_headers_and_footers_are_left_out_by_the_real_writer():
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.add_heading("一、总体情况", 1)
    document.add_paragraph("正文。")
    document.add_table(1, 2).rows[0].cells[1].text = "26"
    buffer = io.BytesIO()
    document.save(buffer)
    found = read_bytes(buffer.getvalue(), "甲.docx")
    assert found.text == "一、总体情况\n正文。\n\t26"
    assert found.blocks[0].style_level == 1
    assert found.format == "docx"


def failure(data, name="年报.docx", **options):
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, name, ReadingOptions(**options))
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"读不到 “{name}”：")
    return caught.value.kind


DOCX = docx(p("正文" * 400))


@pytest.mark.parametrize("cut", [40, len(DOCX) // 2, len(DOCX) - 30])
def test_cut_off(cut):
    assert failure(DOCX[:cut]) == "unreadable"


def test_entities_are_not_expanded():
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "'
        + "哈" * 100
        + '"><!ENTITY b "'
        + "&a;" * 100
        + '"><!ENTITY c "'
        + "&b;" * 100
        + '"><!ENTITY d SYSTEM "file:///etc/passwd">]>'
    )
    body = etree.fromstring(docx_part())
    text = etree.tostring(body, encoding="unicode").replace("@", "&c;&c;&d;尾")
    data = docx("", extra={"word/document.xml": bomb + text})
    with contextlib.suppress(ReadingError):
        assert read_bytes(data, "甲.docx").text in {"尾", "x尾"}


def docx_part():
    return f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{p("@")}</w:body></w:document>'


def test_zip_bomb():
    assert failure(docx("", extra={"word/document.xml": b"<w:a>" + b" " * 60_000_000}), max_bytes=10_000_000) == "too_large"
    assert failure(docx("", extra={"word/document.xml": b"<w:a>" + b" " * 60_000_000})) in {"too_large", "unreadable"}


def test_no_text():
    assert failure(docx(p())) == "empty"


def test_missing_parts():
    assert failure(zipped({"[Content_Types].xml": "<a/>", "word/x.xml": "<a/>"})) == "unreadable"
    assert failure(zipped({"[Content_Types].xml": "<a/>", "_rels/.rels": "<a/>", "word/x.xml": ""})) == "unreadable"


def test_deeply_nested_tables_end_in_one_line():
    body = p("内")
    for _ in range(3000):
        body = table([cell(body)])
    assert failure(docx(body)) == "unreadable"


def test_many_paragraphs():
    assert len(read_bytes(docx(p("一段。") * 30_000), "甲.docx").blocks) == 30_000


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_bytes_never_raise_anything_else(data):
    """Bytes changed in the packed file: whatever happens, only `ReadingError` comes out."""
    damaged = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ReadingError):
        read_bytes(bytes(damaged), "甲.docx")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_xml_never_raises_anything_else(data):
    """Tags and values of the parts exchanged at random, the zip whole."""
    pieces = data.draw(st.lists(st.sampled_from(PIECES), max_size=12))
    with contextlib.suppress(ReadingError):
        read_bytes(docx("".join(pieces), numbering="".join(data.draw(st.lists(st.sampled_from(PIECES), max_size=6)))), "甲.docx")


SMALL = docx(
    p("甲", 1, 0) + table([cell(p("乙"))]),
    numbering='<w:abstractNum w:abstractNumId="0"/><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)
PIECES = [
    p("甲"), p("乙", 1, 9), p("丙", "x", "y"), p(style="none"), table([cell()]), "<w:tbl/>", "<w:tr/>", "<w:sdt/>", "<w:p/>", "<mc:AlternateContent/>",
    '<w:p><w:pPr><w:numPr/><w:outlineLvl w:val="x"/></w:pPr></w:p>', '<w:p><w:r><w:sym w:char="D800"/><w:t/></w:r></w:p>', "<w:sectPr/>", "文字",
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>', '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="-1"/><w:lvl w:ilvl="99"/></w:abstractNum>',
    '<w:num w:numId="1"/>', "<w:num/>", "<w:abstractNum/>", '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="0"/></w:abstractNum>',
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="1"><w:start w:val="99999999999"/><w:lvlText w:val="%9%1%0%"/></w:lvl></w:abstractNum>',
]  # fmt: skip


def test_style_sheets_are_told_apart_by_their_content():
    def styles(outline):
        return f'<w:style w:type="paragraph" w:styleId="T"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="{outline}"/></w:pPr></w:style>'

    body = '<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>主要举措</w:t></w:r></w:p>'
    levels = [read_bytes(docx(body, styles=styles(n)), "a.docx").blocks[0].style_level for n in (0, 2, 0)]
    assert levels == [1, 3, 1]
