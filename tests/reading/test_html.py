"""Pages of government sites and Markdown: the article, its tables, what the page says about itself."""
# ruff: noqa: E501 (pages)

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import ReadingError
from analyzer.reading import read_bytes

BODY = [
    "清源市城市管理局2023年法治政府建设年度情况报告",
    "2023年，我局认真落实市委、市政府部署，扎实推进法治政府建设各项工作，现将有关情况报告如下。",
    "一、主要举措和成效",
    "受理行政许可事项260余件，办结率100%；开展普法宣传12场次，覆盖1500余人次。",
]
ARTICLE = "".join(f"<p>{line}</p>\n" for line in BODY)
CHROME = "<div class='top'><ul><li><a href='/'>首页</a></li><li><a href='/zw'>政务公开</a></li></ul></div>"
FOOT = "<div class='foot'>主办：清源市人民政府办公室 网站标识码：1100000000 备案号：清ICP备1号，联系电话，地址</div>"
HEAD = (
    "<div class='info'>索引号：000-1 <span>发布机构：清源市城市管理局</span> <span>发布日期：2024年1月20日</span><br>"
    "文  号：清城管〔2024〕3号 浏览次数：<b>12</b> 字体【大 中 小】</div>"
)


def page(inner, head="<meta charset='utf-8'>"):
    return f"<!DOCTYPE html><html><head>{head}<title>2023年度报告_清源市人民政府网</title></head><body>{inner}</body></html>".encode()


def lines(data):
    document = read_bytes(data, "页面.html")
    return [document.text[block.start : block.end] for block in document.blocks]


WRAPPED = {
    "TRS": f"{CHROME}{HEAD}<div class='TRS_Editor'><style>p{{}}</style>{ARTICLE}</div>{FOOT}",
    "UCAP": f"{CHROME}<div id='UCAP-CONTENT'>{ARTICLE}</div>{FOOT}",
    "zoom in a table": f"{CHROME}<table><tr><td>{HEAD}</td></tr><tr><td id='zoom'>{ARTICLE}</td></tr></table>{FOOT}",
    "no known name": f"{CHROME}<div class='wrap'><div class='left'><a href='1'>动态</a></div><div class='x1'>{ARTICLE}</div></div>{FOOT}",
    "bare": ARTICLE,
    "scripts and hidden": f"<script>var a='。，，，';</script>{ARTICLE}<div style='display: none'>隐藏的文字，不应出现。</div>",
    "breaks": f"<div class='content'>{'<br><br>'.join(BODY)}</div>",
}  # fmt: skip


@pytest.mark.parametrize("name", WRAPPED)
def test_article_only(name):
    assert lines(page(WRAPPED[name])) == BODY


def test_what_the_page_says_about_itself():
    document = read_bytes(page(WRAPPED["TRS"]), "页面.html")
    assert dict(document.source) == {
        "title": "2023年度报告",
        "issuer": "清源市城市管理局",
        "date": "2024-01-20",
        "document_number": "清城管〔2024〕3号",
    }


def test_meta_fields_go_first():
    head = "<meta name='ArticleTitle' content='年度情况报告'><meta name='PubDate' content='2024-1-5 08:30'><meta name='ContentSource' content='云台县司法局'>"
    document = read_bytes(page(WRAPPED["TRS"], head), "页面.html")
    assert dict(document.source) | {"document_number": ""} == {
        "title": "年度情况报告",
        "date": "2024-01-05",
        "issuer": "云台县司法局",
        "document_number": "",
    }


def test_tables_of_data_are_rows_and_tables_of_layout_are_not():
    table = (
        "<table><tr><th>项目</th><th>件数</th></tr><tr><td>许可<br>受理</td><td>26</td></tr><tr><td></td><td>7</td></tr></table>"
    )
    document = read_bytes(page(f"<div class='TRS_Editor'>{ARTICLE}{table}<p>完。</p></div>"), "页面.html")
    rows = [document.text[block.start : block.end] for block in document.blocks if block.kind == "table_row"]
    assert rows == ["项目\t件数", "许可 受理\t26", "\t7"]
    assert document.text.endswith("完。")


def test_a_source_line_end_between_chinese_characters_is_no_blank():
    assert lines(page("<p>推进依法\n   行政，\n提升 2023 年水平</p>")) == ["推进依法行政，提升 2023 年水平"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", None])
def test_encodings(encoding, declared):
    head = f"<meta charset='{declared}'>" if declared else ""
    data = page(WRAPPED["TRS"], head).decode().encode(encoding)
    assert lines(data) == BODY


def test_a_page_in_one_file():
    inner = page(ARTICLE).decode()
    data = f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="xx"\r\n\r\n--xx\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{inner}\r\n--xx--\r\n'
    assert lines(data.encode()) == BODY


LIST = "<ol><li>事项，说明。</li><li>要求，若干。</li></ol>"
NESTED = "<ol><li>总体情况，良好。<ol><li>学习，</li><li>执法，</li></ol></li><li>不足，若干。</li></ol><ul><li>点，</li></ul>"
RESUMED = "<ol><li>总体情况，良好。</li></ol><p>正文，一段。</p><ol start='2'><li>不足，若干。</li></ol>"


@pytest.mark.parametrize(
    ("lists", "labels"),
    [
        (LIST, [("1.", 1), ("2.", 1)]),  # what a browser prints
        ("<p>一、主要举措，成效。</p>" + LIST, [("", None), ("1.", 1), ("2.", 1)]),
        # the lists are the sections: an office program wrote them, and no page can tell how their numbers looked
        (NESTED, [("一、", 1), ("（一）", 2), ("（二）", 2), ("二、", 1), ("", None)]),
        (RESUMED, [("一、", 1), ("", None), ("二、", 1)]),
        # where labels are typed, lists are only lists
        ("<p>（一）举措，若干。</p>" + NESTED, [("", None), ("1.", 1), ("1.", 2), ("2.", 2), ("2.", 1), ("", None)]),
    ],
)
def test_numbered_lists(lists, labels):
    document = read_bytes(page(lists), "a.html")
    assert [(block.label, block.style_level) for block in document.blocks] == labels
    official = any(label.endswith("、") for label, _ in labels)
    assert any("编号的样式" in note for note in document.notes) == official


@pytest.mark.parametrize(
    "data", [b"<html><body></body></html>", b"<!doctype html><script>load()</script>", b"<html><frameset></frameset></html>"]
)
def test_no_text(data):
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, "页面.html")
    assert caught.value.kind == "empty"


def test_deep_and_wide_pages_end_in_time():
    assert lines(page("<div>" * 20_000 + "深，处。" + "</div>" * 20_000)) == ["深，处。"]
    assert len(lines(page("<p>一段，话。</p>" * 20_000))) == 20_000


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<table>",
                "<tr>",
                "<td>",
                "</table>",
                "<ol start=x>",
                "<li>",
                "</ol>",
                "<h1>",
                "<h9>",
                "<br>",
                "<p hidden>",
                "文，字",
                "<!--",
                "-->",
                "&#0;",
                "<svg>",
                "<a href=''>",
                "\x00",
                "<body>",
                "<template>",
                "<hx>",
            ]
        ),
        max_size=40,
    )
)
def test_any_markup(pieces):
    with contextlib.suppress(ReadingError):
        document = read_bytes(("<html>" + "".join(pieces)).encode(), "a.html")
        assert len(document.folded) == len(document.text)


MARKDOWN = """---
title: 清源市城市管理局2023年法治政府建设年度情况报告
发布时间: 2024-01-20
---

# 2023年法治政府建设年度情况报告

## 一、主要举措和成效

受理**行政许可**事项260余件，详见[附件](http://x.cn/a)。![图](a.png)

- 一是力量不足；
* [x] 已完成\\*

| 项目 | 件数 |
|------|-----:|
| 许可 | 26 |

***
（一）*强化*学习 3*5*2
"""


def test_markdown():
    document = read_bytes(MARKDOWN.encode(), "报告.md")
    assert document.format == "md"
    assert dict(document.source) == {"title": "清源市城市管理局2023年法治政府建设年度情况报告", "date": "2024-01-20"}
    assert [(block.style_level, block.kind, document.text[block.start : block.end]) for block in document.blocks] == [
        (1, "paragraph", "2023年法治政府建设年度情况报告"),
        (2, "paragraph", "一、主要举措和成效"),
        (None, "paragraph", "受理行政许可事项260余件，详见附件。"),
        (None, "paragraph", "一是力量不足；"),
        (None, "paragraph", "已完成*"),
        (None, "table_row", "项目\t件数"),
        (None, "table_row", "许可\t26"),
        (None, "paragraph", "（一）强化学习 3*5*2"),
    ]


@pytest.mark.parametrize(
    "text", ["# 只有一个井号\n正文", "完成率 95%\n---\n一、总体", "甲|乙\n丙", "1. 加强领导\n2. 完善制度\n* 注"]
)
def test_plain_text_is_not_markdown(text):
    document = read_bytes(text.encode(), "a.txt")
    assert document.format == "txt"
    assert document.text == text


@given(st.text(st.sampled_from(list("#|-* _`[](){}!>\\~=:ab一。\n\r\t")), max_size=200))
def test_any_markdown(text):
    with contextlib.suppress(ReadingError):
        read_bytes(("# a\n# b\n" + text).encode(), "a.md")
