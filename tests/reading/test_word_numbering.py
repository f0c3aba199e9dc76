"""Word's automatic numbers: the formats one by one, the counting rule by rule, and a comparison with LibreOffice."""
# ruff: noqa: E501 (XML reads better unbroken)

import random
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.reading import read_bytes
from analyzer.reading.word_numbering import FORMATS
from tests.reading.word import OFFICIAL, abstract, docx, lvl, num, p

FORMATTED = """
decimal                       0=0 7=7 12=12
decimalZero                   3=03 12=12 104=104
decimalFullWidth              12=１２
decimalEnclosedCircle         1=① 20=⑳ 21=21
decimalEnclosedCircleChinese  10=⑩
decimalEnclosedFullstop       3=⒊
decimalEnclosedParen          4=⑷
chineseCounting               1=一 10=十 11=十一 20=二十 99=九十九 101=一○一 0=〇
chineseCountingThousand       10=十 19=十九 100=一百 101=一百〇一 110=一百一十 111=一百一十一 1001=一千〇一 1010=一千〇一十 10000=一万 12003=一万二千〇三
taiwaneseCountingThousand     10=十 101=一百○一
japaneseCounting              1=一 10=十 11=十一 21=二十一 100=百 101=百一 111=百十一 1000=千
ideographDigital              10=一〇 23=二三
japaneseDigitalTenThousand    10=一〇
taiwaneseDigital              10=一○
chineseLegalSimplified        1=壹 10=壹拾 12=壹拾贰 101=壹佰零壹
ideographLegalTraditional     6=陸 20=貳拾
ideographTraditional          1=甲 10=癸 11=11
ideographZodiac               1=子 12=亥
ideographZodiacTraditional    1=甲子 60=癸亥 61=甲子
ideographEnclosedCircle       1=㈠ 10=㈩
upperLetter                   1=A 26=Z 27=AA 53=AAA
lowerLetter                   2=b
upperRoman                    4=IV 1994=MCMXCIV
lowerRoman                    9=ix
numberInDash                  2=- 2 -
ordinal                       1=1st 2=2nd 3=3rd 11=11th 22=22nd
none                          5=
"""


@pytest.mark.parametrize(
    ("name", "number", "written"),
    [
        (name, int(case.split("=")[0]), case.split("=")[1])
        for name, cases in (line.split(None, 1) for line in FORMATTED.strip().splitlines())
        for case in cases.replace("- 2 -", "-_2_-").split()
    ],
)
def test_formats(name, number, written):
    assert FORMATS[name](number) == written.replace("_", " ")


@given(st.sampled_from(sorted(FORMATS)), st.integers(0, 1_000_000))
def test_formats_are_total(name, number):
    assert isinstance(FORMATS[name](number), str)


def labels(body, numbering="", styles=""):
    document = read_bytes(docx(body, numbering=numbering, styles=styles), "甲.docx")
    return [(block.label, document.text[block.start : block.end]) for block in document.blocks]


def test_levels_of_an_official_document():
    body = (
        p("总", 1, 0)
        + p("学", 1, 1)
        + p("做", 1, 1)
        + p("细", 1, 2)
        + p("更细", 1, 3)
        + p("圈", 1, 4)
        + p("不足", 1, 0)
        + p("再", 1, 1)
    )
    assert [label for label, _ in labels(body, abstract(0, *OFFICIAL) + num(1, 0))] == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "（1）",
        "①",
        "二、",
        "（一）",
    ]


def test_a_typed_label_is_text_and_an_automatic_one_is_not():
    found = read_bytes(
        docx(p("一、总体情况") + p("主要做法", 1, 0), numbering=abstract(0, lvl(0, "japaneseCounting", "%1、", 2)) + num(1, 0)),
        "甲.docx",
    )
    assert [(b.label, b.label_kind) for b in found.blocks] == [("", "none"), ("二、", "auto")]
    assert found.text == "一、总体情况\n主要做法"


def test_start_override_restarts_once():
    numbering = (
        abstract(0, *OFFICIAL) + num(1, 0) + num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    )
    body = p("a", 1, 0) + p("b", 1, 0) + p("c", 2, 0) + p("d", 2, 0) + p("e", 1, 0)
    assert [label for label, _ in labels(body, numbering)] == ["一、", "二、", "一、", "二、", "三、"]


def test_a_level_can_be_overridden_whole():
    numbering = abstract(0, *OFFICIAL) + num(1, 0, f'<w:lvlOverride w:ilvl="0">{lvl(0, "decimal", "第%1条", 3)}</w:lvlOverride>')
    assert labels(p("a", 1, 0), numbering) == [("第3条", "a")]


def test_numbers_from_a_style_and_what_it_is_based_on():
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="own"/><w:basedOn w:val="H"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="No"><w:name w:val="no"/><w:basedOn w:val="H"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    body = p("甲", style="H") + p("乙", style="H2") + p("丙", style="No") + p("丁") + p("戊", 0, style="H") + p("己", style="H")
    numbering = abstract(0, *OFFICIAL) + num(1, 0)
    assert labels(body, numbering, styles) == [
        ("一、", "甲"),
        ("（一）", "乙"),
        ("", "丙"),
        ("", "丁"),
        ("", "戊"),
        ("二、", "己"),
    ]


def test_a_missing_level_is_found_by_the_style_that_the_list_names():
    styles = '<w:style w:type="paragraph" w:styleId="X"><w:name w:val="x"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    numbering = abstract(0, OFFICIAL[0], lvl(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="X"/>')) + num(1, 0)
    assert labels(p("甲", 1) + p("乙", style="X"), numbering, styles) == [("一、", "甲"), ("（一）", "乙")]


def test_a_list_that_lends_its_levels_from_a_style():
    numbering = (
        abstract(0, *OFFICIAL, more='<w:styleLink w:val="S"/>')
        + abstract(1, more='<w:numStyleLink w:val="S"/>')
        + num(1, 0)
        + num(2, 1)
    )
    assert labels(p("甲", 2, 0) + p("乙", 1, 0), numbering) == [("一、", "甲"), ("二、", "乙")]


def test_restart_rules():
    never = abstract(0, OFFICIAL[0], lvl(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>')) + num(1, 0)
    body = p("a", 1, 0) + p("b", 1, 1) + p("c", 1, 0) + p("d", 1, 1)
    assert [label for label, _ in labels(body, never)] == ["一、", "1.", "二、", "2."]
    after_first = abstract(0, *OFFICIAL[:2], lvl(2, "decimal", "%3.", more='<w:lvlRestart w:val="1"/>')) + num(1, 0)
    body = p("a", 1, 0) + p("b", 1, 1) + p("c", 1, 2) + p("d", 1, 1) + p("e", 1, 2) + p("f", 1, 0) + p("g", 1, 2)
    assert [label for label, _ in labels(body, after_first)] == ["一、", "（一）", "1.", "（二）", "2.", "二、", "1."]


def test_legal_numbering_is_decimal():
    numbering = abstract(0, OFFICIAL[0], lvl(1, "chineseCounting", "%1.%2", more="<w:isLgl/>")) + num(1, 0)
    assert [label for label, _ in labels(p("a", 1, 0) + p("b", 1, 1), numbering)] == ["一、", "1.1"]


def test_an_upper_level_that_was_never_shown_counts_as_begun():
    assert [label for label, _ in labels(p("a", 1, 1) + p("b", 1, 0), abstract(0, *OFFICIAL) + num(1, 0))] == ["（一）", "二、"]


def test_bullets_none_and_unknown_formats():
    numbering = abstract(0, lvl(0, "bullet", "\uf0b7"), lvl(1, "none", ""), lvl(2, "hebrew1", "%3)")) + num(1, 0)
    document = read_bytes(docx(p("a", 1, 0) + p("b", 1, 1) + p("c", 1, 2), numbering=numbering), "甲.docx")
    assert [(block.label, block.label_kind) for block in document.blocks] == [("", "none"), ("", "none"), ("1)", "auto")]
    assert document.notes == ("自动编号的格式 hebrew1 按阿拉伯数字读",)


def test_a_format_inside_alternate_content():
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    assert labels(p("a", 1, 0), abstract(0, level) + num(1, 0)) == [("001", "a")]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_same_labels_as_libreoffice(tmp_path):
    """Random outlines in Word's levels; LibreOffice prints the labels into text, we compute them."""
    chance = random.Random(9704)
    numbering = (
        abstract(0, *OFFICIAL)
        + abstract(1, lvl(0, "decimal", "%1."), lvl(1, "lowerLetter", "%2)"), lvl(2, "lowerRoman", "%3."))
        + num(1, 0)
        + num(2, 1)
    )
    numbering += num(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    level = 0
    body = p("甲", 1, 0)
    for index in range(120):
        level = max(0, min(4, level + chance.choice((-2, -1, 0, 0, 1))))
        list_number = 3 if index > 90 else 1
        body += p(f"第{index}段", list_number, level) if chance.random() < 0.8 else p(f"另{index}段", 2, min(level, 2))
        body += p(f"正文{index}") if chance.random() < 0.3 else ""
    data = docx(body, numbering=numbering)
    source = tmp_path / "a.docx"
    source.write_bytes(data)
    profile = (tmp_path / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        tmp_path,
        source,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    printed = (tmp_path / "a.txt").read_text(encoding="utf-8-sig").splitlines()
    document = read_bytes(data, "a.docx")
    ours = [block.label + document.text[block.start : block.end] for block in document.blocks]
    assert ours == [line.strip().replace(" ", "") for line in printed if line.strip()]
