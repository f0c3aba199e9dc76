import io
import shutil
import subprocess
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from analyzer.errors import ConfigurationError
from analyzer.export.annotate import Comment, annotate_docx, comment_of, docx_of_text
from analyzer.reading import read_bytes
from tests.export.builder import TEXT, sample_record
from tests.reading import word

LINK = (
    f'<w:hyperlink {nsdecls("w", "r")} w:anchor="x"><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">云台县</w:t></w:r>'
    "<w:r><w:t>条例条例</w:t></w:r></w:hyperlink>"
)


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def original():
    document = docx.Document()
    document.add_heading("清源市水务局2023年法治政府建设年度报告", 1)
    paragraph = document.add_paragraph("全年受理")
    paragraph.add_run("行政许可").bold = True
    paragraph.add_run("260余件，按时办结率")
    paragraph.add_run("100%").italic = True
    paragraph.add_run("。")
    linked = document.add_paragraph("依照")
    linked._p.append(parse_xml(LINK))
    linked.add_run("执行。")
    table = document.add_table(2, 2)
    for cell, words in zip([c for row in table.rows for c in row.cells], ("项目", "数量", "检查", "三百二十次"), strict=True):
        cell.text = words
    document.add_paragraph("清源市水务局")
    return saved(document)


def anchored(data):
    """Comment id → the words between its marks."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    open_, words = set(), {}
    for node in root.iter():
        number = node.get(qn("w:id"))
        if node.tag == qn("w:commentRangeStart"):
            open_.add(number)
            words[number] = ""
        elif node.tag == qn("w:commentRangeEnd"):
            open_.remove(number)
        elif node.tag == qn("w:t"):
            for each in open_:
                words[each] += node.text or ""
    assert not open_
    return {number: words[number] for number in sorted(words, key=int)}


def annotated(original, *quotes):
    text = read_bytes(original, "a.docx").text
    comments = [Comment(text.index(quote), text.index(quote) + len(quote), (f"关于{quote}",)) for quote in quotes]
    return annotate_docx(original, text, comments)


@pytest.mark.parametrize(
    "quote",
    ["受理行政许可260余件", "政许", "100%", "全年受理行政许可260余件，按时办结率100%。", "县条例", "条例条例",
     "依照云台县", "例执行", "三百二十次", "检查"],
)  # fmt: skip
def test_comments_stand_at_the_exact_words(original, quote):
    data = annotated(original, quote)
    assert list(anchored(data).values()) == [quote]
    opened = docx.Document(io.BytesIO(data))
    assert [(c.author, c.initials, c.text) for c in opened.comments] == [("报告核查", "核", f"关于{quote}")]


def test_several_comments_may_overlap(original):
    quotes = ["行政许可260余件", "许可", "260余件，按时", "行政许可260余件", "100%"]
    assert list(anchored(annotated(original, *quotes)).values()) == quotes


def test_everything_else_stays(original):
    data = annotated(original, "政许", "县条例", "检查")
    before, after = (docx.Document(io.BytesIO(d)) for d in (original, data))
    assert [p.text for p in after.paragraphs] == [p.text for p in before.paragraphs]
    assert [p.style.name for p in after.paragraphs] == [p.style.name for p in before.paragraphs]

    def looks(document):
        return [(c, bool(r.bold), bool(r.italic)) for p in document.paragraphs for r in p.runs for c in r.text]

    assert looks(after) == looks(before)
    old, new = (zipfile.ZipFile(io.BytesIO(d)) for d in (original, data))
    changed = {name for name in new.namelist() if name not in old.namelist() or old.read(name) != new.read(name)}
    assert changed == {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert read_bytes(data, "a.docx").text == read_bytes(original, "a.docx").text


def test_comments_are_added_to_those_that_are_there(original):
    twice = annotate_docx(annotated(original, "政许"), read_bytes(original, "a.docx").text, [Comment(None, None, ("全文",))])
    words = anchored(twice)
    assert words == {"0": "政许", "1": "清源市水务局2023年法治政府建设年度报告"}
    assert [c.text for c in docx.Document(io.BytesIO(twice)).comments] == ["关于政许", "全文"]


def test_what_is_not_found_is_said_at_the_title(original):
    text = read_bytes(original, "a.docx").text + "\n另外一段"
    data = annotate_docx(original, text, [Comment(text.index("另外"), len(text), ("x",))])
    assert list(anchored(data).values()) == ["清源市水务局2023年法治政府建设年度报告"]


def test_deleted_text_is_stepped_over(original):
    document = docx.Document(io.BytesIO(original))
    run = document.paragraphs[1].runs[1]._r
    deleted = parse_xml(f'<w:del {nsdecls("w")} w:id="9" w:author="x"><w:r><w:delText>旧字</w:delText></w:r></w:del>')
    run.addprevious(deleted)
    assert list(anchored(annotated(saved(document), "受理行政")).values()) == ["受理行政"]


def test_other_formats_become_a_docx_with_every_comment():
    record = sample_record()
    comments = [comment_of(record, finding) for finding in record["findings"]]
    data = annotate_docx(docx_of_text(record["text"]), record["text"], comments)
    words = list(anchored(data).values())
    assert words[0] == TEXT.splitlines()[0]
    assert words[1:] == [TEXT[f["start"] : f["end"]] for f in record["findings"][1:]]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"none"])
def test_what_is_no_docx_is_told(data):
    with pytest.raises(ConfigurationError, match="不是能加批注"):
        annotate_docx(data, "", [])


def test_a_zip_without_a_document_is_told():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("a", "b")
    with pytest.raises(ConfigurationError):
        annotate_docx(out.getvalue(), "", [])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("甲乙丙 丁\t", min_size=1, max_size=6), min_size=1, max_size=8), st.data())
def test_any_cut_of_any_runs_keeps_text_and_order(pieces, data):
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in pieces:
        paragraph.add_run(piece)
    original = saved(document)
    text = "".join(pieces)
    low = data.draw(st.integers(0, len(text) - 1))
    high = data.draw(st.integers(low + 1, len(text)))
    result = annotate_docx(original, text, [Comment(low, high, ("x",)), Comment(low, len(text), ("y",))])
    assert docx.Document(io.BytesIO(result)).paragraphs[0].text == text
    if text[low:high].strip():
        assert anchored(result)["0"].strip() == text[low:high].replace("\t", "").strip()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_opens_it_with_its_comments(original, tmp_path):
    (tmp_path / "a.docx").write_bytes(annotated(original, "政许", "县条例", "检查"))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "fodt", "a.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    source = (tmp_path / "a.fodt").read_text(encoding="utf-8")
    assert source.count("<office:annotation ") == 3
    assert source.count("<office:annotation-end") == 3


def test_other_members_keep_their_packed_bytes_however_they_were_written(tmp_path):
    class Pipe(io.RawIOBase):  # cannot be sought: lengths follow the data
        def __init__(self):
            self.data = b""

        def writable(self):
            return True

        def write(self, data):
            self.data += bytes(data)
            return len(data)

    with zipfile.ZipFile(io.BytesIO(word.docx(word.p("标题") + word.p("正文在此")))) as plain:
        members = {name: plain.read(name) for name in plain.namelist()}
    pipe, picture = Pipe(), bytes(range(256)) * 40
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as streamed:
        for name, data in {**members, "word/media/照片.png": picture}.items():
            streamed.writestr(name, data)
    annotated = annotate_docx(pipe.data, "标题\n正文在此", [Comment(3, 5, ("x",))])
    with zipfile.ZipFile(io.BytesIO(annotated)) as back:
        assert back.testzip() is None
        assert back.read("word/media/照片.png") == picture
        assert set(back.namelist()) == {*members, "word/media/照片.png", "word/comments.xml", "word/_rels/document.xml.rels"}
