"""Comments and tracked changes in Word files of every make: always at the exact words, nothing else touched."""
# ruff: noqa: E501 (XML reads better unbroken)

import contextlib
import dataclasses
import io
import re
import shutil
import subprocess
import zipfile

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from analyzer.errors import ConfigurationError
from analyzer.export.annotate import Comment, annotate_docx, comment_of, docx_of_text
from analyzer.export.word_origins import in_sequence, trace
from analyzer.export.word_package import WordFile
from analyzer.export.word_text import levels_of
from analyzer.model import Edit
from analyzer.reading import read_bytes
from tests.export.builder import TEXT, sample_record
from tests.export.word_cases import BODY, WORDS, W, main_of, rejected, run, seen_between
from tests.reading.word import docx, p


def text_of(data):
    return read_bytes(data, "a.docx").text


def squeezed(text):
    return "".join(text.split())


def marked(body, words, edits=(), **parts):
    """The file with one comment at words that stand once in the text, and with their edits as tracked changes."""
    data = docx(body, **parts)
    text = text_of(data)
    assert text.count(words) == 1
    start = text.index(words)
    return annotate_docx(data, text, [Comment(start, start + len(words), ("看这里",), edits)], fixes=True)


def cells(*paragraphs):
    return "<w:tbl><w:tr>" + "".join(f"<w:tc>{inside}</w:tc>" for inside in paragraphs) + "</w:tr></w:tbl>"


BOX = f"<w:p>{run('正文')}<w:r><w:pict><w:txbxContent>{p('框内文字')}</w:txbxContent></w:pict></w:r></w:p>"
BOX_FIRST = f"<w:p><w:r><w:pict><w:txbxContent>{p('框内文字')}</w:txbxContent></w:pict></w:r>{run('正文')}</w:p>"
LINK = f'<w:hyperlink w:anchor="x">{run("云台")}{run("县条例")}</w:hyperlink>'

# what stands between the marks, where the file is read in a way of its own
EXACT = {
    "hidden text before": (f"<w:p>{run('暗', properties='<w:vanish/>')}{run('明文在此')}</w:p>", "文在", "文在"),
    "two paragraphs in a cell": (cells(p("项目名称") + p("受理件数"), p("26")), "名称 受理", "名称受理"),
    "paragraphs joined by a deleted mark": (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('上半句')}</w:p>{p('下半句')}", "半句下", "半句下"),
    "part of a hyperlink": (f"<w:p>{run('依照')}{LINK}{run('执行')}</w:p>", "台县条", "台县条"),
    "from text into a hyperlink": (f"<w:p>{run('依照')}{LINK}{run('执行')}</w:p>", "照云", "照云"),
    "out of a hyperlink": (f"<w:p>{run('依照')}{LINK}{run('执行')}</w:p>", "例执", "例执"),
    "somebody's insertion": (f'<w:p><w:ins w:id="3" w:author="甲">{run("新增内容")}</w:ins>{run("在后")}</w:p>', "容在", "容在"),
    "two text elements and a tab in one run": ("<w:p><w:r><w:t>甲乙</w:t><w:tab/><w:t>丙丁</w:t></w:r></w:p>", "乙\t丙", "乙丙"),
    "the blank between words": (f"<w:p>{run('法治 政府')}</w:p>", "治 政", "治政"),
    "a text box takes its comment at the paragraph it hangs on": (BOX, "框内", "框内文字"),
    "ruby takes its comment as a whole": ("<w:p><w:r><w:ruby><w:rt><w:r><w:t>lì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>吏治</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>", "治", "吏治"),
    "a range through the paragraph and its box": (BOX, "正文\n框内", "正文框内文字"),
    "a range that would run backwards ends before it does": (BOX_FIRST, "正文\n框内", "正文"),
}  # fmt: skip


@pytest.mark.parametrize("name", EXACT)
def test_marks_stand_at_the_words(name):
    body, words, seen = EXACT[name]
    data = marked(p("标题") + body, words)
    assert list(seen_between(data).values()) == [seen]
    assert text_of(data) == text_of(docx(p("标题") + body))


def test_footnotes_and_findings_on_the_whole_stand_at_the_first_line():
    notes = f'<w:footnote w:id="2">{p("脚注里的话")}</w:footnote>'
    assert seen_between(marked(p("  年度报告") + p("正文"), "脚注里", footnotes=notes)) == {"0": "年度报告"}


@settings(max_examples=150, deadline=None)
@given(BODY, st.data())
def test_any_word_file_takes_any_comments(body, data):
    source = docx(p("标题") + body)
    text = text_of(source)
    comments = []
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, min(len(text), start + 12)))
        comments.append(Comment(start, end, ("x",)))
    result = annotate_docx(source, text, comments)
    seen = seen_between(result)
    first = 1 + max([int(n) for n in ("71", "72") if f'w:id="{n}"' in body], default=-1)
    for number, comment in enumerate(comments, first):
        words = squeezed(text[comment.start : comment.end])
        assert seen[str(number)] == words or not words
    assert text_of(result) == text
    python_docx.Document(io.BytesIO(result))


@settings(max_examples=150, deadline=None)
@given(BODY, WORDS | st.just(""), st.data())
def test_a_tracked_change_says_the_new_words_when_accepted_and_the_old_when_rejected(body, new, data):
    source = docx(p("标题") + body)
    text = text_of(source)
    start = data.draw(st.integers(1, len(text) - 1))
    end = data.draw(st.integers(start, min(len(text), start + 6)))
    result = annotate_docx(source, text, [Comment(start, max(end, start + 1), ("x",), (Edit(start, end, new),))], fixes=True)
    changed = squeezed(text[:start] + new + text[end:])
    assert squeezed(text_of(result)) in {changed, squeezed(text)}
    assert text_of(rejected(result)) == text


@settings(max_examples=60, deadline=None)
@given(BODY)
def test_the_short_way_to_the_places_agrees_with_the_long_one(body):
    source = docx(p("标题") + body)
    word, text = WordFile(source), text_of(source)
    long = trace(word.package, word.main, word.root, text)
    short = in_sequence(word.root, text)
    assert long is not None
    assert all(place >= 0 for place, char in zip(long.places, text, strict=True) if not char.isspace())
    if short is not None:
        known = [(a, b) for a, b in zip(long.places, short.places, strict=True) if min(a, b) >= 0]
        assert all(a == b for a, b in known)
        assert len(known) >= len(squeezed(text))


DOUBLED = p("标题") + f"<w:p>{run('依照云台县条例')}{run('条例', properties='<w:b/>')}{run('执行')}</w:p>"


def test_a_safe_fix_becomes_a_tracked_change_beside_its_comment():
    at = text_of(docx(DOUBLED)).index("条例条例")
    data = marked(DOUBLED, "条例条例", (Edit(at + 2, at + 4, ""),))
    assert text_of(data) == "标题\n依照云台县条例执行"
    (struck,) = main_of(data).iter(W + "del")
    assert "".join(struck.itertext()) == "条例"
    assert struck.find(f"{W}r/{W}rPr/{W}b") is not None
    assert struck.get(W + "author") == "报告核查"


def test_words_that_are_replaced_keep_their_looks():
    body = f"<w:p>{run('部门')}{run('报道', properties='<w:i/>')}</w:p>"
    data = marked(p("标题") + body, "报道", (Edit(6, 7, "到"),))
    assert text_of(data) == "标题\n部门报到"
    (inserted,) = main_of(data).iter(W + "ins")
    assert inserted.find(f"{W}r/{W}rPr/{W}i") is not None
    assert seen_between(data) == {"0": "报到"}


@pytest.mark.parametrize(
    "body",
    [
        f'<w:p><w:ins w:id="3" w:author="甲">{run("条例条例")}</w:ins></w:p>',
        "<w:p><w:r><w:t>条例</w:t><w:footnoteReference w:id=\"2\"/><w:t>条例</w:t></w:r></w:p>",
    ],
    ids=["somebody's insertion", "a footnote between"],
)  # fmt: skip
def test_where_something_is_in_the_way_the_comment_alone_remains(body):
    data = marked(p("标题") + body, "条例条例", (Edit(3, 7, "条例"),))
    assert text_of(data) == "标题\n条例条例"
    assert seen_between(data).popitem()[1] == "条例条例"


def test_fixes_are_made_on_request_only():
    data = docx(DOUBLED)
    text = text_of(data)
    at = text.index("条例条例")
    assert text_of(annotate_docx(data, text, [Comment(at, at + 4, ("x",), (Edit(at + 2, at + 4, ""),))])) == text


def test_of_two_fixes_at_the_same_words_the_first_is_made():
    data = docx(p("条例条例"))
    comments = [Comment(0, 4, ("a",), (Edit(2, 4, ""),)), Comment(0, 4, ("b",), (Edit(0, 4, "规定"),))]
    assert text_of(annotate_docx(data, "条例条例", comments, fixes=True)) == "条例"


# ---------- the package

_COMMENT = '<w:comment w:id="7" w:author="乙"><w:p><w:r><w:t>原有批注</w:t></w:r></w:p></w:comment>'


def commented():
    """A file whose part of comments has a name of its own."""
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    inside = f'<w:p><w:commentRangeStart w:id="7"/>{run("标题在此")}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r></w:p>'
    extra = {
        "word/notes/c.xml": f'<w:comments xmlns:w="{W[1:-1]}">{_COMMENT}</w:comments>',
        "word/_rels/document.xml.rels": f'{head}<Relationship Id="r0" Type="{rel}comments" Target="notes/c.xml"/></Relationships>',
    }
    return docx(inside, extra=extra)


def test_comments_of_others_stay_where_they_are():
    data = annotate_docx(commented(), "标题在此", [Comment(1, 3, ("新",))])
    assert seen_between(data) == {"7": "标题在此", "8": "题在"}
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert sorted(archive.namelist()) == sorted(zipfile.ZipFile(io.BytesIO(commented())).namelist())
    comments = etree.fromstring(archive.read("word/notes/c.xml"))
    assert [("".join(c.itertext()), c.get(W + "author")) for c in comments] == [("原有批注", "乙"), ("新", "报告核查")]


def test_a_file_in_the_strict_form_stays_in_it():
    data = docx(p("标题在此"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            strict = old.read(name).replace(W[1:-1].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            new.writestr(name, strict)
    result = annotate_docx(out.getvalue(), "标题在此", [Comment(0, 2, ("x",))])
    archive = zipfile.ZipFile(io.BytesIO(result))
    for name in ("word/document.xml", "word/comments.xml"):
        assert b"purl.oclc.org" in archive.read(name)
        assert W[1:-1].encode() not in archive.read(name)
    assert text_of(result) == "标题在此"


def test_without_comments_the_file_says_the_same():
    data = docx(p("标题") + p("正文"))
    result = annotate_docx(data, "标题\n正文", [])
    assert zipfile.ZipFile(io.BytesIO(result)).namelist() == zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert text_of(result) == "标题\n正文"


@pytest.mark.parametrize("other", ["别的报告\n正文", "其他\n内容"])
def test_another_report_is_not_annotated(other):
    with pytest.raises(ConfigurationError, match="不是这份报告的文字"):
        annotate_docx(docx(p("标题") + p("正文")), other, [Comment(0, 1, ("x",))])


def test_a_file_without_content_types_is_told():
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(p("标题")))) as old, zipfile.ZipFile(data, "w") as new:
        for name in set(old.namelist()) - {"[Content_Types].xml"}:
            new.writestr(name, old.read(name))
    with pytest.raises(ConfigurationError, match="不是能加批注的"):
        annotate_docx(data.getvalue(), "标题", [Comment(0, 1, ("x",))])


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=6))
def test_a_damaged_file_is_annotated_or_told(place, junk):
    data = docx(p("标题") + p("正文在此"))
    place %= len(data)
    data = data[:place] + junk + data[place + len(junk) :]
    with contextlib.suppress(ConfigurationError):
        assert zipfile.is_zipfile(
            io.BytesIO(annotate_docx(data, "标题\n正文在此", [Comment(0, 1, ("x",)), Comment(3, 5, ("y",))]))
        )


def test_control_characters_in_words_do_no_harm():
    data = annotate_docx(docx(p("标题")), "标题", [Comment(0, 1, ("\x00坏\x1b[31m",))])
    (comment,) = python_docx.Document(io.BytesIO(data)).comments
    assert comment.text == "�坏�[31m"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_sees_the_same_words_and_changes(tmp_path):
    body = (
        p("标题在此") + f"<w:p>{run('依照')}{LINK}{run('执行')}</w:p>" + cells(p("项目名称") + p("受理件数"), p("二十六件"))
        + f"<w:p>{run('部门')}{run('报道', properties='<w:i/>')}</w:p>"
    )  # fmt: skip
    data = docx(body)
    text = text_of(data)
    words = ["标题在此", "照云台县条", "名称 受理", "十六", "部门报道"]
    comments = [Comment(text.index(w), text.index(w) + len(w), (w,)) for w in words]
    comments[-1] = dataclasses.replace(comments[-1], edits=(Edit(text.index("报道") + 1, text.index("报道") + 2, "到"),))
    (tmp_path / "a.docx").write_bytes(annotate_docx(data, text, comments, fixes=True))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "fodt", "a.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    source = (tmp_path / "a.fodt").read_text(encoding="utf-8")
    notes = dict(re.findall(r'<office:annotation [^>]*office:name="([^"]*)".*?<text:p[^>]*>(.*?)</text:p>', source, re.DOTALL))
    for name, told in notes.items():
        inside = re.search(
            rf'office:name="{name}".*?</office:annotation>(.*?)<office:annotation-end office:name="{name}"', source, re.DOTALL
        )
        bare = re.sub(r"<office:annotation .*?</office:annotation>|<[^>]+>", "", inside[1], flags=re.DOTALL)
        assert squeezed(bare) == squeezed(re.sub(r"<[^>]+>", "", told)).replace("部门报道", "部门报道到"), (
            name
        )  # the change is shown, not made
    assert len(notes) == len(words)
    assert source.count("<text:deletion>") == source.count("<text:insertion>") == 1


# ---------- what a comment says


def test_a_comment_says_level_place_what_to_do_and_the_other_places():
    record = sample_record()
    lines = comment_of(record, record["findings"][1]).lines
    assert lines[0] == "须改 NUM001 分项与总数不符（一、（二））"
    assert lines[1:] == ("分项合计53件，总数写24件。", "建议：核对分项和总数。")
    finding = {
        **record["findings"][3],
        "related": [{"start": TEXT.index("260"), "end": TEXT.index("260") + 5, "note": "前面写的"}],
    }
    assert comment_of(record, finding).lines[-1] == "另见 一、（一）：“260余件”（前面写的）"


def test_only_safe_fixes_are_edits():
    record = sample_record()
    finding = record["findings"][2]
    assert comment_of(record, finding).edits == (Edit(TEXT.index("<b>"), TEXT.index("<b>") + 3, ""),)
    assert comment_of(record, {**finding, "fix": {**finding["fix"], "safe": False}}).edits == ()


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(blacklist_categories=()) | st.sampled_from("一\t\n\r \x0b"), max_size=60), st.data())
def test_any_text_becomes_a_docx_that_takes_comments(text, data):
    text = text if squeezed(text) else text + "甲"
    start = data.draw(st.integers(0, len(text) - 1))
    result = annotate_docx(docx_of_text(text), text, [Comment(start, start + 3, ("x",))])
    assert len(seen_between(result)) == 1


def test_title_and_headings_of_a_text_look_like_them():
    record = sample_record()
    opened = python_docx.Document(io.BytesIO(docx_of_text(record["text"], levels_of(record))))
    faces = [paragraph.runs[0].element.rPr.rFonts.get(f"{W}eastAsia") for paragraph in opened.paragraphs]
    fonts = [(paragraph.text[:3], face) for paragraph, face in zip(opened.paragraphs, faces, strict=True)]
    assert fonts[:3] == [("清源市", "方正小标宋简体"), ("现将有", "仿宋_GB2312"), ("一、2", "黑体")]
