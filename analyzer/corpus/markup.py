"""Gold labels inside the text itself: a strict parser and its inverse.

    受理行政许可<ind name="受理行政许可">260余件</ind>，其中<lex>一次性</lex>办结 …

Front functions: `parse_markup(text, name)` → `GoldReport`, `write_markup(gold)` → the very same text. The tags and their
attributes are in `TAGS`; anything else (an unknown tag or attribute, an attribute out of order or that only repeats its
default, a tag left open, crossing tags, nesting that is not declared, an empty element) is a `ConfigurationError` that names
the line and what is allowed. Literal `<` and `&` are written `&lt;` and `&amp;`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.corpus.gold import GoldReport, Mark
from analyzer.corpus.header import parse_header, write_header
from analyzer.corpus.labels import read_labels
from analyzer.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class TagSpec:
    """Attributes in their order, those that must be there, and the tags that may stand inside."""

    attributes: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    children: tuple[str, ...] = ()


NUMBER_TAGS = ("enum", "year", "date", "period", "ord", "docno", "id", "fixed", "name", "lex", "q", "pct")
VALUE_TAGS = ("ind", "cmp")
_INLINE = (*NUMBER_TAGS, *VALUE_TAGS, "zero")
HEADINGS = ("h1", "h2", "h3", "h4")
TAGS = {
    "part": TagSpec(("name",), ("name",), (*HEADINGS, *_INLINE, "finding")),
    "finding": TagSpec(("rule", "note"), ("rule",), (*HEADINGS, "lab", *_INLINE, "finding")),
    "zero": TagSpec(("name",), ("name",), NUMBER_TAGS),
    "lab": TagSpec(),
    "ind": TagSpec(
        ("id", "name", "subject", "value", "upper", "op", "unit", "kind", "period", "modality", "of", "change"), ("name",)
    ),
    "cmp": TagSpec(("of", "value", "unit", "op"), ("of",)),
    **{tag: TagSpec(("auto", "part", "also"), (), ("lab", *_INLINE, "finding")) for tag in HEADINGS},
    **{tag: TagSpec(("also",)) for tag in NUMBER_TAGS},
}
_TOP = ("part", "finding", *HEADINGS, *_INLINE)

# a quoted value may hold < and > (op="<=")
_TAG = re.compile(r"""<(?P<close>/?)(?P<tag>[^\s<>/"]*)(?P<rest>(?:[^<>"]|"[^"\n]*")*)>""")
_ATTRIBUTE = re.compile(r'\s+([a-z]+)="([^"]*)"')
_ENTITIES = {"&lt;": "<", "&amp;": "&"}


def parse_markup(text: str, name: str = "<gold>") -> GoldReport:
    """Parse a gold file. Raises `ConfigurationError` with the line for anything that is not declared."""
    header, body, first_line = parse_header(text, name)
    plain, marks = _parse_body(body, name, first_line)
    return read_labels(name, header, plain, marks)


def write_markup(gold: GoldReport) -> str:
    """The text of a gold file; `write_markup(parse_markup(text)) == text`."""
    out, at = [write_header(gold.header)], 0
    open_marks: list[Mark] = []
    for mark in gold.marks:
        at = _close(out, open_marks, gold.text, at, mark.start)
        out.append(_escape(gold.text[at : mark.start]))
        at = mark.start
        out.append("<" + " ".join([mark.tag, *(f'{key}="{value}"' for key, value in mark.attributes)]) + ">")
        open_marks.append(mark)
    at = _close(out, open_marks, gold.text, at, len(gold.text))
    out.append(_escape(gold.text[at:]))
    return "".join(out)


def _close(out: list[str], open_marks: list[Mark], text: str, at: int, until: int) -> int:
    """Write the text and the closing tags of all marks that end at or before `until`."""
    while open_marks and open_marks[-1].end <= until:
        mark = open_marks.pop()
        out.append(_escape(text[at : mark.end]) + f"</{mark.tag}>")
        at = mark.end
    return at


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _unescape(text: str, where: str) -> str:
    if bad := re.search(r"&(?!lt;|amp;)", text):
        raise ConfigurationError(f"{where}：“{text[bad.start() : bad.start() + 8]}” 里的 & 要写成 &amp;")
    return re.sub(r"&lt;|&amp;", lambda m: _ENTITIES[m[0]], text)


def _parse_body(body: str, name: str, first_line: int) -> tuple[str, tuple[Mark, ...]]:
    plain: list[str] = []
    length, at = 0, 0
    marks: list[Mark] = []
    stack: list[int] = []  # indexes in `marks`, which holds open marks with end -1
    line = first_line
    for match in _TAG.finditer(body):
        between = body[at : match.start()]
        line += body.count("\n", at, match.start())
        where = f"{name} 第{line}行"
        if "<" in between:
            raise ConfigurationError(f"{where}：有不成标签的 <，文字里的 < 要写成 &lt;")
        chunk = _unescape(between, where)
        plain.append(chunk)
        length += len(chunk)
        at = match.end()
        if match["close"]:
            _end(marks, stack, match, length, where)
        else:
            stack.append(len(marks))
            marks.append(_begin(marks, stack[:-1], match, length, line, where))
    rest = body[at:]
    if "<" in rest:
        raise ConfigurationError(
            f"{name} 第{line + rest.count(chr(10), 0, rest.index('<'))}行：有不成标签的 <，文字里的 < 要写成 &lt;"
        )
    if stack:
        last = marks[stack[-1]]
        raise ConfigurationError(f"{name} 第{last.line}行：<{last.tag}> 没有结束标签")
    plain.append(_unescape(rest, f"{name} 第{line}行之后"))
    return "".join(plain), tuple(marks)


def _begin(marks: list[Mark], stack: list[int], match: re.Match[str], start: int, line: int, where: str) -> Mark:
    tag = match["tag"]
    if tag not in TAGS:
        raise ConfigurationError(f"{where}：没有 <{tag}> 这个标签；可用：{' '.join(TAGS)}")
    allowed = TAGS[marks[stack[-1]].tag].children if stack else _TOP
    if tag not in allowed:
        outer = f"<{marks[stack[-1]].tag}>" if stack else "正文"
        raise ConfigurationError(f"{where}：{outer} 里不能有 <{tag}>；可用：{' '.join(allowed) or '（没有）'}")
    return Mark(tag, _attributes(tag, match["rest"], where), start, -1, line)


def _attributes(tag: str, rest: str, where: str) -> tuple[tuple[str, str], ...]:
    found = _ATTRIBUTE.findall(rest)
    if "".join(f' {key}="{value}"' for key, value in found) != rest:
        raise ConfigurationError(f'{where}：<{tag}{rest}> 的属性写法不对；应为 <{tag} 属性="值">，一个空格隔开')
    spec, names = TAGS[tag], [key for key, _ in found]
    for key in names:
        if key not in spec.attributes:
            raise ConfigurationError(f"{where}：<{tag}> 没有属性 {key}；可用：{' '.join(spec.attributes) or '（没有）'}")
    if names != [key for key in spec.attributes if key in names]:
        raise ConfigurationError(f"{where}：<{tag}> 的属性重复，或者次序不是 {' '.join(spec.attributes)}")
    for key in spec.required:
        if key not in names:
            raise ConfigurationError(f"{where}：<{tag}> 缺少属性 {key}")
    return tuple(found)


def _end(marks: list[Mark], stack: list[int], match: re.Match[str], end: int, where: str) -> None:
    tag = match["tag"]
    if match["rest"]:
        raise ConfigurationError(f"{where}：结束标签 </{tag}> 不能有属性")
    if not stack:
        raise ConfigurationError(f"{where}：</{tag}> 没有开始标签")
    index = stack.pop()
    mark = marks[index]
    if mark.tag != tag:
        raise ConfigurationError(f"{where}：</{tag}> 与第{mark.line}行的 <{mark.tag}> 交错")
    if mark.start == end:
        raise ConfigurationError(f"{where}：<{tag}> 里没有文字")
    marks[index] = Mark(tag, mark.attributes, mark.start, end, mark.line)
