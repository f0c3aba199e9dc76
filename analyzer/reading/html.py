"""Pages of government sites: the article without the site around it.

Read `read_html` first. The article is found by the names that the usual publishing systems give its box (`_BOXES`), else by
descending from the body into whatever box holds nearly all prose. Title, date, issuer and document number come from the meta
fields (国办发〔2017〕47号 asks sites for them) and from the page's head, and go into `Document.source`.
"""

from __future__ import annotations

import dataclasses
import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from analyzer.errors import ReadingError
from analyzer.reading.content import Content, Paragraph
from analyzer.reading.options import ReadingOptions
from analyzer.reading.plain import decode
from analyzer.reading.source import FIELD, source_key, source_value
from analyzer.reading.word_numbering import FORMATS

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_FAMILY = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-8": "utf-8", "utf8": "utf-8", "big5": "big5"}

_BOXES = (
    "#UCAP-CONTENT, .TRS_Editor, .TRS_UEDITOR, .trs_editor_view, .trs_paper_default, .Custom_UnionStyle, #zoom, #Zoom, .zoom",
    "#vsb_content, #vsb_content_2, .v_news_content, .wp_articlecontent, #artibody, #articleContent, #article-content",
    ".article-content, .article_content, .articleContent, .pages_content, .xxgk_content, .news_content, .con_content, .view",
    ".article, article, .detail-content, .detail_content, .content-text, .main-txt, .bt_content, #content, .content, main",
)
_DROPPED = frozenset({
    "script", "style", "noscript", "nav", "footer", "aside", "form", "iframe", "button", "select", "textarea",
    "object", "template", "svg", "head", "link", "meta", "input",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
# what stands in an article and is not its box
_CONTENT_TAGS = frozenset({"p", "ol", "ul", "dl", "li", "span", "h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CJK_BREAK = re.compile(
    "(?<=[\u2014-\u201f\u3000-\u9fff\uff00-\uffef])[ \t]*\n[ \t\n]*(?=[\u2014-\u201f\u3000-\u9fff\uff00-\uffef])"
)
_TYPED = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)])")
_OFFICIAL = ("{}、", "（{}）", "{}.", "（{}）")
_SENTENCE_SIGNS = re.compile("[，。；：、]")
_FOOTER = re.compile("版权所有|备案号|ICP备|公网安备|网站标识码|主办单位|承办单位|技术支持|建议使用|主办：|承办：")
_MIN_PROSE = 80
_SHARE_OF_BOX = 0.5
_SHARE_DOWN = 0.9
_LAYOUT_CELL = 300
_SITE_TAIL = re.compile(r"\s*(?:[-_|｜—]+\s*[^-_|｜—]{2,40}){1,3}$")


def read_html(data: bytes, options: ReadingOptions) -> Content:
    """Read the bytes of a page. Raises `ReadingError` where it has no text."""
    content = Content("html")
    tree = LexborHTMLParser(_decoded(data))
    body = tree.body
    if body is None:
        raise ReadingError("empty", "网页里没有正文。请打开网页核对后重新保存。")
    _read_meta(tree, content)
    weights = _weigh(body)
    box = _article(body, weights)
    _read_head(body, box, content)
    article = _Article(box)
    content.paragraphs = list(article.paragraphs())
    if _has_lost_forms(article, content.paragraphs):
        content.paragraphs = [_with_official_label(paragraph) for paragraph in content.paragraphs]
        content.notes.append("网页没有写明编号的样式，按公文的层次（一、 （一） 1. （1））读")
    return content


def read_mhtml(data: bytes, options: ReadingOptions) -> Content:
    """Read a page saved as one file (.mht): the first part that is HTML."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(payload, bytes):
            return read_html(payload, options)
    raise ReadingError("empty", "网页文件里没有正文。请打开网页核对后重新保存。")


def _decoded(data: bytes) -> str:
    """By the mark at the head, else by what the page declares if that holds, else by looking at the bytes."""
    declared = _CHARSET.search(data[:4096])
    encoding = _FAMILY.get(declared[1].decode("ascii").lower()) if declared else None
    if encoding and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        text = data.decode(encoding, errors="replace")
        if text.count("\ufffd") <= max(3, len(text) // 500):
            return text
    found = decode(data)
    if found is None:
        raise ReadingError("unreadable", "网页的编码认不出。请打开网页另存为 UTF-8 后重新报送。")
    return found[0]


def _read_meta(tree: LexborHTMLParser, content: Content) -> None:
    for meta in tree.css("meta"):
        name = meta.attributes.get("name") or meta.attributes.get("property") or ""
        if key := source_key(name):
            _keep(content, key, meta.attributes.get("content") or "")
    title = tree.css_first("title")
    if title is not None and (name := title.text().strip()):
        _keep(content, "title", _SITE_TAIL.sub("", name) or name)


def _read_head(body: LexborNode, box: LexborNode, content: Content) -> None:
    """Fields that stand on the page outside the article, as (发布时间：… 来源：…)."""
    own = box.mem_id
    lines: list[str] = []
    line: list[str] = []
    for event, node in _walk(body, skip=own):
        if event == "text":
            line.append(node.text_content or "")
        elif node.tag in _BLOCKS or node.tag == "br":
            lines.append(_SPACE.sub(" ", "".join(line)))
            line = []
    head = "\n".join([*lines, "".join(line)])[:20_000]
    for match in FIELD.finditer(head):
        if key := source_key(match[1]):
            _keep(content, key, match[2])


def _keep(content: Content, key: str, value: str) -> None:
    """The first value of a field that says something stays."""
    if key not in content.source and (told := source_value(key, value)):
        content.source[key] = told


def _walk(root: LexborNode, skip: int | None = None) -> Iterator[tuple[str, LexborNode]]:
    """("open" or "close" or "text", node) in document order; what people do not see is passed over. No recursion."""
    stack: list[tuple[str, LexborNode]] = [("open", root)]
    while stack:
        event, node = stack.pop()
        if event == "close" or node.is_text_node:
            yield ("text" if node.is_text_node else "close"), node
            continue
        if not node.is_element_node or node.tag in _DROPPED or node.mem_id == skip or _is_hidden(node):
            continue
        yield "open", node
        stack.append(("close", node))
        children = list(node.iter(include_text=True))
        stack.extend(("open", child) for child in reversed(children))


def _is_hidden(node: LexborNode) -> bool:
    style = node.attributes.get("style")
    return bool(style and _HIDDEN.search(style)) or "hidden" in node.attributes


def _weigh(body: LexborNode) -> dict[int, int]:
    """Prose below each box, by the node's address: characters of running text outside links."""
    weights: dict[int, int] = {}
    open_weights: list[int] = []
    links = 0
    for event, node in _walk(body):
        if event == "text":
            text = (node.text_content or "").strip()
            if open_weights and not links and (_SENTENCE_SIGNS.search(text) or len(text) >= 15) and not _FOOTER.search(text):
                open_weights[-1] += len(text)
        elif event == "open":
            links += node.tag == "a"
            open_weights.append(0)
        else:
            links -= node.tag == "a"
            weight = open_weights.pop()
            weights[node.mem_id] = weight
            if open_weights:
                open_weights[-1] += weight
    return weights


def _article(body: LexborNode, weights: dict[int, int]) -> LexborNode:
    total = weights.get(body.mem_id, 0)
    for names in _BOXES:
        boxes = [box for box in body.css(names) if weights.get(box.mem_id, 0) >= max(_MIN_PROSE, _SHARE_OF_BOX * total)]
        if boxes:
            return max(boxes, key=lambda box: weights[box.mem_id])
    box = body
    while True:
        below = [child for child in box.iter() if child.tag in _BLOCKS or child.tag == "span"]
        heavy = [child for child in below if weights.get(child.mem_id, 0) >= max(_SHARE_DOWN * total, 1)]
        if not heavy or heavy[0].tag in _CONTENT_TAGS or (heavy[0].tag == "table" and _is_data(heavy[0])):
            return box
        box = heavy[0]


def _has_lost_forms(article: _Article, paragraphs: list[Paragraph]) -> bool:
    """Whether the numbers of lists are those of the sections. An office program that saves a page writes its lists as <ol>,
    where 一、 and （一） become a bare number: lists within lists, or one that goes on after text, and no label is typed.
    """
    levels = {paragraph.style_level for paragraph in paragraphs if paragraph.label}
    return 1 in levels and (2 in levels or article.resumed) and not any(_TYPED.match(each.text) for each in paragraphs)


def _with_official_label(paragraph: Paragraph) -> Paragraph:
    """With the label that GB/T 9704, 7.3.3 gives the level."""
    level = paragraph.style_level
    if not paragraph.label or level is None or level > len(_OFFICIAL):
        return paragraph
    number = int(paragraph.label[:-1])
    written = FORMATS["chineseCounting"](number) if level <= 2 else str(number)
    return dataclasses.replace(paragraph, label=_OFFICIAL[level - 1].format(written))


@dataclass(slots=True)
class _List:
    """An ordered list that is open."""

    ordered: bool
    next: int = 1


@dataclass(slots=True)
class _Article:
    """Turns the box of the article into paragraphs and rows."""

    box: LexborNode
    text: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    label: str = ""
    depth: int = 0
    level: int | None = None
    cells: list[str] = field(default_factory=list)
    in_table: int = 0
    resumed: bool = False  # a list began with another number than 1

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs and rows in order."""
        for event, node in _walk(self.box):
            tag = node.tag or ""
            if event == "text":
                self.text.append(node.text_content or "")
            elif event == "open":
                yield from self._open(node, tag)
            else:
                yield from self._close(node, tag)
        yield from self._flush()

    def _open(self, node: LexborNode, tag: str) -> Iterator[Paragraph]:
        if tag == "br":
            self.text.append("\v")
        elif tag == "table" and (self.in_table or _is_data(node)):
            yield from () if self.in_table else self._flush()
            self.in_table += 1
        elif tag in _BLOCKS:
            if self.in_table:
                self.text.append(" ")
            else:
                yield from self._flush()
        if tag in {"ol", "ul"}:
            self.lists.append(_List(tag == "ol", _whole(node.attributes.get("start"), 1)))
            self.resumed |= tag == "ol" and self.lists[-1].next > 1
        elif tag == "li" and self.lists and self.lists[-1].ordered and not self.in_table:
            self.label = f"{self.lists[-1].next}."
            self.depth = sum(each.ordered for each in self.lists)
            self.lists[-1].next += 1
        elif level := _heading_level(tag):
            self.level = level

    def _close(self, node: LexborNode, tag: str) -> Iterator[Paragraph]:
        if self.in_table and tag in {"td", "th"}:
            if self.in_table == 1:
                self.cells.append(_cleaned("".join(self.text).replace("\v", " ")))
                self.text = []
        elif self.in_table and tag == "tr":
            if self.in_table == 1 and any(self.cells):
                yield Paragraph("\t".join(self.cells), "table_row")
            self.cells = self.cells if self.in_table > 1 else []
        elif self.in_table and tag == "table":
            self.in_table -= 1
        elif tag in _BLOCKS and not self.in_table:
            yield from self._flush()
        if tag in {"ol", "ul"} and self.lists:
            self.lists.pop()
        if _heading_level(tag):
            self.level = None

    def _flush(self) -> Iterator[Paragraph]:
        """The paragraph that has gathered; a line end inside it was set by the author (<br>)."""
        lines = [_cleaned(piece) for piece in "".join(self.text).split("\v")]
        self.text = []
        text = "\n".join(line for line in lines if line)
        if text:
            level = self.depth if self.label else self.level
            yield Paragraph(text, label=self.label, label_kind="auto" if self.label else "none", style_level=level)
            self.label = ""


def _is_data(table: LexborNode) -> bool:
    """A table of data, not one that lays out the page: several columns, no long cells, no table inside."""
    own = table.mem_id
    if any(node.tag == "table" and node.mem_id != own for node in table.traverse()):  # ends at the first one
        return False
    cells = table.css("td, th")
    rows = table.css("tr")
    return len(cells) > len(rows) and all(len(cell.text()) <= _LAYOUT_CELL for cell in cells)


def _cleaned(text: str) -> str:
    """As a browser shows it; a line end of the source between Chinese characters is no blank."""
    return _SPACE.sub(" ", _CJK_BREAK.sub("", text)).strip()


def _heading_level(tag: str | None) -> int | None:
    return int(tag[1]) if tag and len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else None


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,6}", text, re.ASCII) else default
