"""What a hostile or hopeless file may cost: one clear line, within limits. Ratios and limits, no seconds."""

import base64
import contextlib
import functools
import io
import socket
import subprocess
import sys
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from analyzer.errors import ReadingError
from analyzer.reading import ReadingOptions, read_bytes, read_file
from tests.reading.word import docx, p, zipped

FOUND = Path(__file__).with_name("found")
W_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def failure(data, name="年报.docx", **options):
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, name, ReadingOptions(**options))
    assert str(caught.value).startswith(f"读不到 “{name}”：")
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("suffix", ["doc", "docx", "odt", "pdf"])
def test_passwords(suffix):
    """Files that LibreOffice, Office's own scheme and qpdf protected, opened without the password."""
    with pytest.raises(ReadingError, match="口令") as caught:
        read_file(FOUND / f"password.{suffix}")
    assert caught.value.kind == "encrypted"


def test_a_spreadsheet_with_a_password_is_no_report():
    with pytest.raises(ReadingError, match="电子表格"):
        read_file(FOUND / "password.xls")


def test_a_pdf_that_only_forbids_copying_is_read():
    assert "行政处罚案件24件" in read_file(FOUND / "restricted.pdf").text


def with_main(xml):
    """A .docx whose main part is this text."""
    with zipfile.ZipFile(io.BytesIO(docx(p("甲")))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**members, "word/document.xml": xml})


def declared(dtd, reference):
    body = f"<w:document {W_NS}><w:body><w:p><w:r><w:t>前{reference}后</w:t></w:r></w:p></w:body></w:document>"
    return with_main(f'<?xml version="1.0"?><!DOCTYPE d [{dtd}]>{body}')


LAUGHS = '<!ENTITY x0 "lolololol">' + "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 12))


def measured(work):
    """Bytes that Python held at most meanwhile."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("dtd", "reference"),
    [
        (LAUGHS, "&x11;"),
        (f'<!ENTITY a "{"x" * 50_000}">', "&a;" * 20_000),
        ('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
        ('<!ENTITY a SYSTEM "http://127.0.0.1:9/x">', "&a;"),
        ('<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;', ""),
    ],
)
def test_entities_are_neither_expanded_nor_fetched(dtd, reference, monkeypatch):
    monkeypatch.setattr(socket, "socket", None)
    data = declared(dtd, reference)
    assert measured(lambda: failure(data)) < 20_000_000
    assert failure(data).kind == "unreadable"


def test_remote_references_are_never_fetched():
    """A page, a Word file and a rich text that name a server are read while one listens there: nobody calls."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        rels = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="'
            f'http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="{url}" TargetMode="External"/>'
            "</Relationships>"
        )
        page = f"<html><head><link rel='stylesheet' href='{url}'></head><body><img src='{url}'><p>正文，一段。</p></body></html>"
        for data in (
            page.encode(),
            docx(p("正文"), extra={"word/_rels/document.xml.rels": rels}),
            f'{{\\rtf1 {{\\field{{\\*\\fldinst INCLUDEPICTURE "{url}"}}}} text\\par}}'.encode(),
        ):
            assert read_bytes(data, "a").blocks
        with pytest.raises(BlockingIOError):
            server.accept()


def test_zip_bomb_in_a_word_file():
    data = with_main(f"<w:document {W_NS}><w:body><w:p><w:r><w:t>".encode() + b" " * 30_000_000)
    assert measured(lambda: failure(data)) < 5_000_000
    assert failure(data).kind == "too_large"


def test_the_unpacked_size_is_bounded_in_all():
    data = docx(p("甲"), extra={"word/media/a.txt": "x"}, styles=f"<w:style><w:name w:val='{'甲' * 200_000}'/></w:style>")
    assert failure(data, max_bytes=300_000).kind == "too_large"


def test_a_text_that_is_no_report():
    """Refused by its length before it is decoded: 200 MB cost no memory."""
    data = "办理案件24件。\n".encode() * 1_500_000
    assert measured(lambda: failure(data, "大.txt")) < 1_000_000
    error = failure(data, "大.txt")
    assert error.kind == "too_large"
    assert "超过上限 500 万字" in str(error)
    assert failure(b"<html><body><p>" + "长，文。".encode() * 100, "a.html", max_characters=99).kind == "too_large"
    assert read_bytes(b"abc", "a.txt", ReadingOptions(max_characters=3)).text == "abc"


def seconds(data):
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        with contextlib.suppress(ReadingError):
            read_bytes(data, "a")
        best = min(best, time.process_time() - start)
    return best


def paragraphs(count):
    return docx("".join(p(f"第{number}段，办理案件24件。") for number in range(count)))


def test_a_hundred_thousand_paragraphs():
    assert len(read_bytes(paragraphs(100_000), "a.docx").blocks) == 100_000


@pytest.mark.parametrize(
    ("name", "build", "small"),
    [
        ("paragraphs", paragraphs, 2_000),
        ("tables in tables of a page", lambda n: ("<html><body>" + "<table><tr><td>" * n + "深，处。").encode(), 1_000),
        ("tables side by side", lambda n: ("<html><table><tr><td>" + "<table><tr><td>甲，</table>" * n).encode(), 1_000),
        ("open tags", lambda n: ("<html><body>" + "<b><p>甲，乙。" * n).encode(), 100),
        ("groups of rich text", lambda n: b"{\\rtf1 " + b"{\\b x" * n, 2_000),
    ],
)
def test_eight_times_as_much_costs_no_more_than_linear_time(name, build, small):
    """Quadratic would be 64 times; the margin is for a busy machine."""
    assert seconds(build(8 * small)) < 30 * max(seconds(build(small)), 0.002), name


@pytest.mark.parametrize("depth", [60, 200, 5_000])
def test_deep_tables_of_a_word_file(depth):
    data = docx("<w:tbl><w:tr><w:tc>" * depth + p("深") + "</w:tc></w:tr></w:tbl>" * depth)
    if depth == 60:
        assert read_bytes(data, "a.docx").text == "深"
    else:
        assert failure(data).kind == "unreadable"


def test_tables_that_double():
    cell = functools.reduce(lambda inner, _: f"<w:tbl><w:tr>{f'<w:tc>{inner}</w:tc>' * 2}</w:tr></w:tbl>", range(12), p("格"))
    assert read_bytes(docx(cell), "a.docx").text.count("格") == 2**12


def test_wrong_suffixes():
    assert read_bytes(docx(p("正文")), "年报.pdf").format == "docx"
    assert read_bytes("正文，一段。".encode(), "年报.doc").format == "txt"
    assert read_bytes(b"<html><body><p>" + "正文，一段。".encode(), "年报.docx").format == "html"
    assert failure(base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB")).kind == "no_text_layer"


def test_reading_alone_imports_nothing_heavy():
    """A .docx is read without the packages of other formats and steps."""
    code = (
        "import sys; from analyzer.reading import read_file; read_file(sys.argv[1]);"
        "print(*sorted({'jieba', 'rjieba', 'spacy', 'sklearn', 'pandas', 'numpy', 'pypdfium2', 'selectolax', 'docx', 'rapidocr',"
        "'cv2', 'PIL', 'typer', 'rich'} & set(sys.modules)))"
    )
    sample = Path(__file__).parents[2] / "corpora" / "samples" / "qingyuan_sifaju_2023.docx"
    done = subprocess.run([sys.executable, "-c", code, str(sample)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
