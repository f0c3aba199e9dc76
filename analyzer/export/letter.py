"""Letters back to the bodies: a .docx each, from a template that the office can edit. Read `letter_of`, then `write_letter`.

The template is an ordinary .docx with fields in double braces (`FIELDS`). A field of `LISTS` stands in a paragraph of its own,
which is repeated for every entry in its own looks, and vanishes where there is none; {{意见}} is the whole of it, with headings.
What stands in a letter is Chinese whatever language the program speaks.
"""

from __future__ import annotations

import copy
import datetime
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from analyzer.errors import ConfigurationError, ReadingError
from analyzer.export.messages import message
from analyzer.export.overview import Marks
from analyzer.export.places import LEVELS, Record, chinese, finding_place, is_shown, mark_key, section_path, tidy_label
from analyzer.export.titles import report_name
from analyzer.export.word_package import WordFile
from analyzer.export.word_text import official_page, set_font, storable
from analyzer.reading.word_numbering import W

FIELD = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
LISTS = ("意见", "缺项", "须改", "应核", "问题")
FIELDS = ("单位", "年度", "名称", "报告", "件数", "日期", *LISTS)
"""年度 2023 · 名称 法治政府建设年度报告 · 报告 the report's own title · 件数 of all entries · 问题 须改 and 应核 (and 缺项 where
the template has no field for it)."""

_HEADINGS = {"缺项": "需要补充的内容", "须改": "需要修改的地方", "应核": "请予核对的地方"}
_MAX_QUOTE = 60
_TEMPLATE = (
    ("关于{{年度}}年度\n{{名称}}的反馈意见", "title"),
    ("{{单位}}：", "address"),
    ("贵单位报送的《{{报告}}》收悉。经核对，有{{件数}}处需要补充、修改或者核对，现反馈如下：", "text"),
    ("{{意见}}", "text"),
    ("请于　　年　　月　　日前修改完善后重新报送。上述意见与实际情况不符的，请在报送时一并说明。", "end"),
    ("（联系人：　　　　　　联系电话：　　　　　　）", "end"),
    ("（发文单位）", "right"),
    ("{{日期}}", "last"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a letter says. The entries are sentences: on missing parts, on what is wrong (须改), on what to check (应核)."""

    unit: str
    year: str
    name: str
    report: str
    date: str
    missing: tuple[str, ...]
    errors: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def points(self) -> tuple[str, ...]:
        """All entries but those on missing parts."""
        return self.errors + self.warnings


def kept_for_letter(record: Record, marks: Marks) -> list[Record]:
    """What is sent back: what a clerk kept, and of the unmarked what is at least 应核 and sure enough; nothing struck out."""
    key = mark_key(record)
    kept = [f for f in record["findings"] if marks.get((key, f["fingerprint"]), is_shown(f, "warning", "medium"))]
    return sorted(kept, key=lambda f: (LEVELS.index(f["level"]), f["start"] is None, f["start"] or 0))


def letter_of(record: Record, marks: Marks, today: datetime.date) -> Letter:
    """The letter on a report; without `missing` and `points` there is nothing to send."""
    findings = kept_for_letter(record, marks)
    missing = [f for f in findings if f["name"] == "missing-part"]
    others = [f for f in findings if f["name"] != "missing-part"]
    meta = record["metadata"]
    name = report_name(record["profile"])
    return Letter(
        unit=meta["issuer"] or "有关单位", year=str(meta["report_year"] or "　　"), name=name,
        report="".join((meta["title"] or "").split()) or name, date=f"{today.year}年{today.month}月{today.day}日",
        missing=tuple(_entry(record, f) for f in missing),
        errors=tuple(_entry(record, f) for f in others if f["level"] == "error"),
        warnings=tuple(_entry(record, f) for f in others if f["level"] != "error"),
    )  # fmt: skip


def _entry(record: Record, finding: Record) -> str:
    """A finding as a sentence or two: where and which words, what is wrong with them, what to do."""
    told, advice = _sentence(finding["message"]), _sentence(finding["suggestion"] or "")
    if advice and not re.match(r"建议|请", advice):
        advice = "建议" + advice
    if finding["start"] is None:
        return told + advice
    quote = " ".join(record["text"][finding["start"] : finding["end"]].split())
    place = _place(record, finding)
    if quote and quote not in finding["message"]:
        short = quote[:_MAX_QUOTE] + "……" if len(quote) > _MAX_QUOTE else quote
        place += "“" + short.replace("“", "‘").replace("”", "’") + "”"
    return f"{place.rstrip('、.．')}：{told}{advice}"


def _place(record: Record, finding: Record) -> str:
    """The place of a finding by the labels as they were written, before a converter damaged them."""
    place = finding_place(record, finding)
    mended = {repair["start"]: repair["after"] for repair in record["repairs"]}
    path = section_path(record, finding["start"])
    printed = ["".join(section["label"].split()) or tidy_label(section) for section in path]
    written = [mended.get(section["start"]) or label for section, label in zip(path, printed, strict=True)]
    before = "".join(printed)
    return "".join(written) + place.removeprefix(before) if before and place.startswith(before) else place


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if not text or text[-1] in "。！？" else text.rstrip("；，、;,.") + "。"


# ---------- the template


def default_template() -> bytes:
    """The shipped template as a .docx: the sizes of GB/T 9704, the close of the letter kept together on a page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = official_page()
    for text, kind in _TEMPLATE:
        paragraph = document.add_paragraph()
        set_font(paragraph.add_run(text), *(("方正小标宋简体", 22) if kind == "title" else ("仿宋_GB2312", 16)))
        layout = paragraph.paragraph_format
        if kind in ("title", "address", "end", "right"):
            layout.keep_with_next = True
        if kind == "title":
            layout.alignment, layout.line_spacing, layout.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(34), Pt(28)
        elif kind in ("text", "end"):
            layout.first_line_indent = Pt(32)
        elif kind in ("right", "last"):
            layout.alignment, layout.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, Pt(64)
            layout.space_before = Pt(28 if kind == "right" else 0)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraphs(trees: Iterable[etree._Element]) -> list[etree._Element]:
    """All paragraphs, those of tables and text boxes too."""
    return [paragraph for tree in trees for paragraph in tree.iter(W + "p")]


def _text_nodes(paragraph: etree._Element) -> list[etree._Element]:
    """The text elements of a paragraph itself, not those of text boxes in it."""
    return [node for node in paragraph.iter(W + "t") if next(node.iterancestors(W + "p"), None) is paragraph]


def _fields(paragraph: etree._Element) -> list[str]:
    return FIELD.findall("".join(node.text or "" for node in _text_nodes(paragraph)))


def check_template(template: bytes) -> None:
    """Raises `ConfigurationError` for what is no .docx, a field that does not exist, or a template that would drop entries."""
    try:
        word = WordFile(template)
        found = {field for paragraph in _paragraphs([word.root, *word.margins().values()]) for field in _fields(paragraph)}
    except ReadingError as error:
        raise ConfigurationError(message("letter.unreadable", reason=error)) from error
    for field in sorted(found - set(FIELDS)):
        raise ConfigurationError(message("letter.field", field=field, fields="、".join(FIELDS)))
    if not ({"意见", "问题"} & found or {"缺项", "须改", "应核"} <= found):
        raise ConfigurationError(message("letter.no_points"))


def _replace(paragraph: etree._Element, values: dict[str, str]) -> None:
    """Fill in the fields of a paragraph; a field that is spread over runs takes the looks of its first character."""
    nodes = _text_nodes(paragraph)
    text = "".join(node.text or "" for node in nodes)
    for match in reversed(list(FIELD.finditer(text))):
        start = 0
        for node in nodes:
            words = node.text or ""
            low, high = max(match.start() - start, 0), min(match.end() - start, len(words))
            if low < high:
                node.text = words[:low] + (values[match[1]] if start + low == match.start() else "") + words[high:]
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            start += len(words)


def _entries(letter: Letter, fields: set[str]) -> dict[str, list[tuple[str, bool]]]:
    """Field → its lines in order: (text, is it a heading)."""
    groups = {"缺项": letter.missing, "须改": letter.errors, "应核": letter.warnings}
    whole: list[tuple[str, bool]] = []
    for number, (name, entries) in enumerate(((name, entries) for name, entries in groups.items() if entries), 1):
        whole.append((f"{chinese(number)}、{_HEADINGS[name]}", True))
        whole += [(f"{n}. {entry}", False) for n, entry in enumerate(entries, 1)]
    lists = groups | {"问题": letter.points if "缺项" in fields else letter.missing + letter.points}
    numbers: dict[str, list[tuple[str, bool]]] = {"意见": whole}
    for name, entries in lists.items():
        first = len(letter.missing) + 1 if name == "问题" and "缺项" in fields else 1
        numbers[name] = [(f"{n}. {entry}", False) for n, entry in enumerate(entries, first)]
    return numbers


def _lines(
    paragraph: etree._Element, field: str, lines: list[tuple[str, bool]], values: dict[str, str]
) -> Iterator[etree._Element]:
    """Copies of a paragraph, one a line."""
    for text, is_heading in lines:
        copied = copy.deepcopy(paragraph)
        _replace(copied, values | {field: storable(text)})
        if is_heading:
            _make_heading(copied)
        yield copied


def _make_heading(paragraph: etree._Element) -> None:
    """黑体 for a heading, and no page break behind it."""
    for fonts in paragraph.iter(W + "rFonts"):
        fonts.set(W + "eastAsia", "黑体")
    properties = paragraph.find(W + "pPr")
    if properties is not None:
        for old in properties.findall(W + "keepNext"):
            properties.remove(old)
        style = properties.find(W + "pStyle")
        properties.insert(0 if style is None else 1, properties.makeelement(W + "keepNext", {}))


def write_letter(template: bytes, letter: Letter) -> bytes:
    """The letter as a .docx. The template must have passed `check_template`."""
    word = WordFile(template)
    margins = word.margins()
    paragraphs = _paragraphs([word.root, *margins.values()])
    told = {
        "单位": letter.unit, "年度": letter.year, "名称": letter.name, "报告": letter.report, "日期": letter.date,
        "件数": str(len(letter.missing) + len(letter.points)),
    }  # fmt: skip
    values = dict.fromkeys(LISTS, "") | {name: storable(value) for name, value in told.items()}
    lines = _entries(letter, {field for paragraph in paragraphs for field in _fields(paragraph)})
    for paragraph in paragraphs:
        repeated = next((field for field in _fields(paragraph) if field in LISTS), None)
        if repeated is None:
            _replace(paragraph, values)
            continue
        for copied in _lines(paragraph, repeated, lines[repeated], values):
            paragraph.addprevious(copied)
        parent = paragraph.getparent()
        if parent is not None:
            parent.remove(paragraph)
    return word.save(margins)
