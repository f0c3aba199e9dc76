"""Whatever bytes come under whatever name: a document or one line of `ReadingError`, nothing else."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import ReadingError
from analyzer.reading import office, read_bytes
from analyzer.reading.kinds import kind_of
from tests.reading.word import docx, p, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADS = [
    b"%PDF-1.7\n", b"{\\rtf1 ", b"PK\x03\x04", b"PK\x05\x06", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00",
    b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"<html>", b"<?xml version='1.0'?><w:wordDocument",
    b"MIME-Version: 1.0\nmultipart/related", b"\xff\xfe", b"\xef\xbb\xbf", b"BM", b"GIF89a",
    b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
]  # fmt: skip

KINDS = [
    (docx(p("甲")), "docx"),
    (zipped({"a.txt": "甲"}), "zip"),
    (zipped({"报告.docx": docx(p("甲"))}, compression=0), "zip"),
    (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "xlsx"),
    (zipped({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), "pptx"),
    (zipped({"OFD.xml": ""}), "ofd"),
    (docx(p("甲" * 999))[:600], "docx"),
    (OLE + bytes(600), "ole"),
    (b"\xff\xfe" + "<html><body>甲</body>".encode("utf-16-le"), "html"),
    (b"\xef\xbb\xbf\n <!DOCTYPE HTML>", "html"),
    ("<清源市规划>和<html>无关的正文".encode(), "text"),
    (b"BM\x00\x00\x00\x00\x00\x00\x00\x00", "image"),
    ("BM局的报告，正文若干。".encode(), "text"),
    (b"", "text"),
]


@pytest.mark.parametrize(("data", "kind"), KINDS)
def test_kinds(data, kind):
    assert kind_of(data) == kind


@pytest.fixture(autouse=True)
def no_office(monkeypatch):
    """No program is started for a made-up file."""
    monkeypatch.setattr(office, "find_converter", lambda: None)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(HEADS), st.binary(max_size=300), st.sampled_from(["a.docx", "年报.pdf", "x", "", "甲/乙.wps"]))
def test_any_bytes(head, tail, name):
    with contextlib.suppress(ReadingError):
        document = read_bytes(head + tail, name)
        assert len(document.folded) == len(document.text)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"Rar!\x1a\x07\x00" + bytes(50), "unsupported"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), "unsupported"),
        (zipped({"a.txt": "甲"}), "unsupported"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "unsupported"),
        (OLE + bytes(600), "unreadable"),
        (b"%PDF-1.4 nothing", "unreadable"),
    ],
)
def test_what_is_no_report(data, kind):
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, "报送/年报.docx")
    assert caught.value.kind == kind
    assert str(caught.value).startswith("读不到 “年报.docx”：")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "piece", ["&nbsp;", "[bookmark: ", "<p ", "一、", "\r\r\n", "國會業務", "２０２３年", "<!--", "20212025年", "# ", "|-|\n"]
)
def test_long_texts_end_in_time(piece):
    document = read_bytes(("甲" + piece * (400_000 // len(piece))).encode(), "a.txt")
    assert len(document.folded) == len(document.text)
