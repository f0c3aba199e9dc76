"""Rich text, and the formats that need an office program (with stand-ins for the programs)."""
# ruff: noqa: E501 (RTF reads better unbroken)

import contextlib
import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import ReadingError
from analyzer.reading import ReadingOptions, expand, office, read_bytes
from analyzer.reading.ahead import convert_ahead
from analyzer.reading.rtf import read_rtf
from tests.reading.word import docx, p


def gbk(text):
    """Chinese as Word writes it into RTF."""
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gbk"))


def rtf(body):
    return f"{{\\rtf1\\ansi\\ansicpg936{{\\fonttbl{{\\f0\\fcharset134 SimSun;}}}}\\f0 {body}}}".encode("latin-1")


def lines(body):
    document = read_bytes(rtf(body), "a.rtf")
    return [(block.kind, block.label, document.text[block.start : block.end]) for block in document.blocks]


def test_rtf_paragraphs_labels_and_rows():
    body = (
        f"\\pard {gbk('年度报告')}\\par {{\\listtext\\pard {gbk('一、')}\\tab}}{gbk('主要举措')}\\par "
        f"\\u25105?\\u23616? 26{gbk('件')}\\par \\trowd {gbk('项目')}\\cell {gbk('件数')}\\cell\\row \\trowd \\cell 7\\cell\\row \\pard {gbk('完')}\\par"
    )
    assert lines(body) == [
        ("paragraph", "", "年度报告"),
        ("paragraph", "一、", "主要举措"),
        ("paragraph", "", "我局 26件"),
        ("table_row", "", "项目\t件数"),
        ("table_row", "", "\t7"),
        ("paragraph", "", "完"),
    ]


def test_rtf_bullets_are_no_labels_and_headers_no_text():
    assert lines(f"{{\\header {gbk('页眉')}}}{{\\listtext\\bullet\\tab}}{gbk('要点')}\\par") == [("paragraph", "", "要点")]


def test_rtf_pictures_and_links():
    body = (
        "{\\pict\\pngblip " + "89504e47" * 200_000 + "}" + "{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt a}}" * 300 + gbk("正文")
    )
    assert lines(body)[0][2].endswith("正文")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "{",
                "}",
                "\\par",
                "\\cell",
                "\\row",
                "\\'",
                "\\'b7",
                "\\u-1?",
                "\\u99999?",
                "\\uc9",
                "{\\listtext",
                "\\fonttbl",
                "\\f9",
                "\\bin9",
                "\\pict",
                "字",
                "x",
                "\\ansicpg1",
                "\n",
            ]
        ),
        max_size=30,
    )
)
def test_any_rtf(pieces):
    with contextlib.suppress(ReadingError):
        read_bytes(b"{\\rtf1 " + "".join(pieces).encode("utf-8"), "a.rtf")


def test_rtf_is_bounded():
    assert read_rtf(b"{\\rtf1 " + b"{" * 50_000, ReadingOptions()).is_blank


def failure(data, name="旧.doc", options=None):
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, name, options)
    assert str(caught.value).startswith(f"读不到 “{name}”：")
    return caught.value


ODT = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text" + bytes(100)


def test_without_an_office_program(monkeypatch):
    monkeypatch.setattr(office, "find_converter", lambda: None)
    error = failure(ODT, "旧.odt")
    assert error.kind == "unsupported"
    assert "LibreOffice" in str(error)


def test_a_converter_that_gives_a_file(monkeypatch):
    seen = []

    def convert(source, target, seconds):
        seen.append((source.suffix, source.read_bytes(), seconds))
        target.write_bytes(docx(p("正文")))

    monkeypatch.setattr(office, "find_converter", lambda: convert)
    document = read_bytes(ODT, "旧.odt", ReadingOptions(timeout=7))
    assert (document.text, document.format, document.blocks[0].place.path) == ("正文", "odt", None)
    assert seen == [(".odt", ODT, 7)]


def test_a_converter_that_fails_or_takes_too_long(monkeypatch, tmp_path):
    monkeypatch.setattr(office, "find_converter", lambda: lambda source, target, seconds: None)
    assert failure(ODT).kind == "unreadable"
    monkeypatch.setattr(office.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(
        office,
        "find_converter",
        lambda: lambda source, target, seconds: office._run([sys.executable, "-c", "import time; time.sleep(60)"], seconds),
    )
    assert failure(ODT, options=ReadingOptions(timeout=0.3)).kind == "timeout"
    assert list(tmp_path.iterdir()) == []


class Document:
    def __init__(self, log, path):
        self.log, self.path = log, path

    def SaveAs2(self, target, file_format):  # noqa: N802 (COM)
        assert file_format == 16
        Path(target).write_bytes(docx(p("由 WPS 转换")))

    def Close(self, save):  # noqa: N802 (COM)
        self.log.append(("close", save))


class Application:
    def __init__(self, log, broken):
        self.log, self.broken, self.Documents = log, broken, self

    def Open(self, path, *rest):  # noqa: N802 (COM)
        if self.broken:
            raise RuntimeError("com_error")
        assert rest == (False, True, False, "-")
        return Document(self.log, path)

    def Quit(self):  # noqa: N802 (COM)
        self.log.append("quit")


@pytest.mark.parametrize("broken", [False, True])
def test_wps_over_com(monkeypatch, broken):
    """The first name that answers is used; whatever happens, the program is ended."""
    log = []

    def dispatch(name):
        log.append(name)
        if name == "Kwps.Application":
            raise OSError("not registered")
        return Application(log, broken)

    monkeypatch.setattr(office, "find_converter", lambda: office.with_com(dispatch))
    if broken:
        assert failure(ODT).kind == "unreadable"
        assert log == ["Kwps.Application", "wps.Application", "quit"]
    else:
        assert read_bytes(ODT, "旧.wps").text == "由 WPS 转换"
        assert log == ["Kwps.Application", "wps.Application", ("close", False), "quit"]


def test_com_without_any_program(monkeypatch):
    def dispatch(name):
        raise OSError(name)

    monkeypatch.setattr(office, "find_converter", lambda: office.with_com(dispatch))
    assert failure(ODT).kind in {"unsupported", "unreadable"}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_many_are_converted_in_one_call(tmp_path, monkeypatch):
    """Two .odt are converted ahead; reading them starts no program; nothing stays behind."""
    work = tmp_path / "temp"
    work.mkdir()
    monkeypatch.setattr(office.tempfile, "tempdir", str(work))
    for name in ("甲", "乙"):
        (tmp_path / f"{name}.docx").write_bytes(docx(p(f"{name}局的报告")))
    program = office.find_soffice()
    office._run(
        [
            program,
            f"-env:UserInstallation={(work / 'p').as_uri()}",
            "--headless",
            "--convert-to",
            "odt",
            "--outdir",
            str(tmp_path / "in"),
        ]
        + [str(tmp_path / f"{name}.docx") for name in ("甲", "乙")],
        60,
    )
    shutil.rmtree(work / "p")
    (tmp_path / "in" / "坏.odt").write_bytes(ODT)
    submissions = expand([tmp_path / "in"]).submissions
    with convert_ahead(submissions, ReadingOptions(timeout=60)) as options:
        monkeypatch.setattr(office, "find_converter", lambda: None)
        read = {Path(each.shown).stem: each.read(options) for each in submissions if "坏" not in each.shown}
        assert {name: (document.text, document.format) for name, document in read.items()} == {
            "甲": ("甲局的报告", "odt"),
            "乙": ("乙局的报告", "odt"),
        }
        with pytest.raises(ReadingError):
            next(each for each in submissions if "坏" in each.shown).read(options)
    assert list(work.iterdir()) == []


def test_nothing_to_convert_ahead(tmp_path):
    (tmp_path / "a.docx").write_bytes(docx(p("正文")))
    with convert_ahead(expand([tmp_path]).submissions, ReadingOptions()) as options:
        assert options == ReadingOptions()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_on_damaged_files(tmp_path, monkeypatch):
    monkeypatch.setattr(office.tempfile, "tempdir", str(tmp_path))
    error = failure(ODT + os.urandom(200), "坏.odt", ReadingOptions(timeout=60))
    assert error.kind in {"unreadable", "empty"}
    assert list(tmp_path.iterdir()) == []
