"""check REPORT -o ANNOTATED.docx"""

import io
import sys

import docx
import pytest

from analyzer.cli import run
from tests.cli.test_letters import REPORT
from tests.export.word_cases import seen_between


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = REPORT.format(body="水务局", number=300)
    (tmp_path / "年报.txt").write_text(text, encoding="utf-8")
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line).style = "List Bullet"
    document.save(str(tmp_path / "年报.docx"))
    return tmp_path


def comments(path):
    return [comment.text for comment in docx.Document(str(path)).comments]


def test_a_word_file_comes_back_as_it_was_with_comments(place, capsys):
    assert run(["check", "年报.docx", "-o", "批注.docx"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("  批注.docx    ")
    assert "条批注" in out
    assert err == ""
    opened = docx.Document(str(place / "批注.docx"))
    assert {paragraph.style.name for paragraph in opened.paragraphs} == {"List Bullet"}
    assert "条例条例" in seen_between((place / "批注.docx").read_bytes()).values()


def test_another_format_becomes_a_word_file(place):
    assert run(["check", "年报.txt", "-o", "批注.docx"]) == 1
    assert "条例条例" in seen_between((place / "批注.docx").read_bytes()).values()


def test_the_comments_are_what_the_text_would_show(place):
    assert run(["check", "年报.docx", "-o", "全.docx", "--min-level", "info"]) == 1
    assert run(["check", "年报.docx", "-o", "少.docx", "--min-level", "error"]) == 1
    assert all(text.startswith("须改") for text in comments(place / "少.docx"))
    assert len(comments(place / "全.docx")) > len(comments(place / "少.docx")) > 0


def test_fixes_are_tracked_changes(place):
    assert run(["check", "年报.docx", "-o", "改.docx", "--fixes"]) == 1
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(place / "改.docx")).paragraphs)
    assert "《信访工作条例》" in words


def test_nothing_is_written_over(place, capsys):
    (place / "批注.docx").write_bytes(b"mine")
    assert run(["check", "年报.docx", "-o", "批注.docx"]) == 2
    assert "已存在，不覆盖" in capsys.readouterr().err
    assert (place / "批注.docx").read_bytes() == b"mine"
    assert run(["check", "年报.docx", "-o", "批注.docx", "--force"]) == 1
    assert comments(place / "批注.docx")


@pytest.mark.parametrize("paths", [["."], ["年报.docx", "年报.txt"]])
def test_several_reports_do_not_fit_into_one_file(place, paths, capsys):
    assert run(["check", *paths, "-o", "批注.docx"]) == 2
    assert "装不下多份报告的批注" in capsys.readouterr().err
    assert not (place / "批注.docx").exists()


def test_what_cannot_be_read_leaves_no_file(place, capsys):
    (place / "坏.docx").write_bytes(b"PK\x03\x04")
    assert run(["check", "坏.docx", "-o", "批注.docx"]) == 2
    assert "读不到 “坏.docx”" in capsys.readouterr().err
    assert not (place / "批注.docx").exists()


def test_standard_input_too(place, monkeypatch):
    class Pipe:
        buffer = io.BytesIO((place / "年报.docx").read_bytes())

        @staticmethod
        def isatty():
            return False

    monkeypatch.setattr(sys, "stdin", Pipe)
    assert run(["check", "-", "-o", "批注.docx"]) == 1
    assert comments(place / "批注.docx")
