import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.export.layout import Span, breaks, leaders, marked, plain, safe, shorten, show, sides, width, wrap

TEXTS = st.text(max_size=300)


@given(TEXTS, st.integers(4, 100))
def test_breaks_cover_the_text_and_fit(text, columns):
    ranges = breaks(text, columns)
    kept = "".join(text[a:b] for a, b in ranges)
    assert kept.replace(" ", "") == text.replace(" ", "")
    assert all(width(text[a:b]) <= columns for a, b in ranges)
    assert [a for a, _ in ranges] == sorted(a for a, _ in ranges)


@given(TEXTS)
def test_nothing_that_a_terminal_obeys_gets_through(text):
    out = safe(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E for c in out)
    assert len(out) == len(text)


def test_escape_sequences_of_a_report_become_visible():
    assert safe("a\x1b[31m红\x07\u202e") == "a�[31m红��"


@given(TEXTS, st.integers(2, 60))
def test_shortened_text_fits(text, columns):
    assert width(shorten(text, columns)) <= columns


def test_closing_marks_do_not_begin_a_line_and_words_stay_whole():
    text = "检查“双随机、一公开”工作，共抽查企业Management Office若干家（含分支机构）。"
    lines = [text[a:b] for a, b in breaks(text, 20)]
    assert not any(line[0] in "，。、）”" for line in lines)
    assert not any(line[-1] in "“（" for line in lines)
    assert any("Management" in line for line in lines)


def test_wrap_hangs_the_following_lines():
    lines = plain(wrap("一二三四五六七八九十", 14, "→ ")).splitlines()
    assert lines == ["→ 一二三四五六", "  七八九十"]


def test_leaders_fill_the_line_or_step_down():
    (line,) = leaders([Span("须改 OUT001")], "全文", 30)
    assert plain([line]) == "须改 OUT001 ············· 全文\n"
    assert width(plain([line]).rstrip("\n")) == 30
    assert len(leaders([Span("须改 OUT001 一个很长的名称")], "一、（五）第2段", 30)) == 2
    assert len(sides([Span("甲" * 14)], "右边", 30)) == 2


def test_underlines_stand_below_the_marked_words():
    lines = plain(marked("案件24件，林业16件", [(2, 5), (8, 11)], 40, 2)).splitlines()
    assert lines == ["  案件24件，林业16件", "      ────      ────"]


def test_a_quote_that_is_marked_as_a_whole_is_not_underlined():
    assert len(marked("三是能力还有欠缺。", [(0, 8)], 40, 2)) == 1


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("colour", "escapes"), [(True, True), (False, False)])
def test_colours_only_where_wanted(colour, escapes, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()
    show([[Span("须改", "error"), Span(" [bold]文[/bold]")]], stream, colour=colour)
    assert ("\x1b[" in stream.getvalue()) is escapes
    assert "[bold]文[/bold]" in stream.getvalue()


def test_names_of_files_and_options_stay_whole():
    lines = plain(
        wrap("报了不止一份，未计入 nanhu_jiedao_2025.docx，可用 --min-level 设定，或另存为 .docx 文件", 26)
    ).splitlines()
    assert all(any(word in line for line in lines) for word in ("nanhu_jiedao_2025.docx", "--min-level", ".docx 文件"))
