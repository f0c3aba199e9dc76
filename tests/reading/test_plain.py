"""Plain text in the encodings that offices use."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import ReadingError
from analyzer.reading import read_bytes
from analyzer.reading.plain import decode

LONG = (
    "清源市城市管理局2023年法治政府建设年度情况报告\r\n2023年，"
    "我局认真落实市委、市政府部署，受理行政许可事项260余件，办结率100%。\r\n一、主要举措和成效\r\n"
)
SHORT = "云台县司法局总结报告如下"
TRADITIONAL = (
    "清源市法治政府建設年度情況報告\n一、二〇二三年主要舉措和成效，受理行政許可事項二百六十餘件，辦結率百分之百，羣眾滿意。\n"
)


@pytest.mark.parametrize("text", [LONG, SHORT])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(text, encoding):
    document = read_bytes(text.encode(encoding), "年报.txt")
    assert document.text == text
    assert document.format == "txt"


@pytest.mark.parametrize("encoding", ["big5", "utf-8", "gb18030", "utf-16-le"])
def test_traditional(encoding):
    text = TRADITIONAL.replace("羣", "群") if encoding == "big5" else TRADITIONAL
    document = read_bytes(text.replace("〇", "○").encode(encoding), "年报.txt")
    assert document.text == text.replace("〇", "○")
    assert "法治政府建设年度情况报告" in document.folded


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("bad", [b"\xff", b"\x80", b"\xfe\xff"])
def test_a_bad_byte_is_counted_and_told(encoding, bad):
    head, tail = (LONG * 3).encode(encoding), LONG.encode(encoding)
    document = read_bytes(head + bad + tail, "年报.txt")
    assert document.text.startswith(LONG * 3)
    assert document.text.endswith(LONG[10:])
    assert any("读作 �" in note for note in document.notes)


def test_the_encoding_is_told_where_it_was_guessed():
    assert read_bytes(LONG.encode("gb18030"), "a.txt").notes == ("按 GB18030 编码读取",)
    assert read_bytes(LONG.encode(), "a.txt").notes == ()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x7fELF" + bytes(range(256)) * 20, "unsupported"),
        (bytes(5000), "unsupported"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" * 50, "unsupported"),
    ],
)
def test_no_text(data, kind):
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, "年报.txt")
    assert caught.value.kind == kind


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.binary(max_size=400), st.text().map(str.encode), st.text().map(lambda text: text.encode("gb18030", "replace")))
)
def test_any_bytes(data):
    with contextlib.suppress(ReadingError):
        document = read_bytes(data, "年报.txt")
        assert len(document.folded) == len(document.text)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1))
def test_utf8_is_never_taken_for_anything_else(text):
    assert decode(text.encode()) == (text, "utf_8", 0)
