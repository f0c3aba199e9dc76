"""Letters back to the bodies: a .docx each, from a template that the office can edit. Read `write_letter`.

The template is an ordinary .docx with words in double braces. {{缺项}} and {{问题}} stand in paragraphs of their own, which are
repeated for each entry in the template's style (and vanish where there is none); the others are replaced wherever they stand.
"""

from __future__ import annotations

import copy
import datetime
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analyzer.errors import ConfigurationError
from analyzer.export.messages import message
from analyzer.export.overview import Marks
from analyzer.export.places import LEVELS, Record, chinese, finding_place, is_shown, unit_name

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FIELD = re.compile(r"\{\{\s*([^{}]+?)\s*\}\}")
FIELDS = ("单位", "年度", "报告", "件数", "日期", "缺项", "问题")
REPEATED = ("缺项", "问题")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# the shipped wording; sizes as for official letters (GB/T 9704): title 2号, text 3号 仿宋, 28 points a line
_TEMPLATE = (
    ("关于商请修改完善《{{报告}}》的函", "title"),
    ("{{单位}}：", "address"),
    (
        "贵单位报送的《{{报告}}》收悉。感谢贵单位对法治政府建设工作的重视和支持。经核对，报告尚有{{件数}}处需要修改完善，现反馈如下：",
        "text",
    ),
    ("{{缺项}}", "text"),
    ("{{问题}}", "text"),
    ("以上意见由工具辅助核查并经人工确认，所附位置供对照查找；如与实际情况不符，请予说明。请贵单位修改后重新报送。", "text"),
    ("（联系人：　　　　　　联系电话：　　　　　　）", "text"),
    ("（印章）", "right"),
    ("{{日期}}", "right"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a letter says. `missing` are sentences on missing parts, `points` on all else, each with its place."""

    unit: str
    year: str
    report: str
    date: str
    missing: tuple[str, ...]
    points: tuple[str, ...]


def kept_for_letter(record: Record, marks: Marks) -> list[Record]:
    """What is sent back: what a clerk kept, and of the unmarked what is at least 应核 and sure enough; nothing struck out."""
    unit = unit_name(record)
    kept = [f for f in record["findings"] if marks.get((unit, f["fingerprint"]), is_shown(f, "warning", "medium"))]
    return sorted(kept, key=lambda f: (LEVELS.index(f["level"]), f["start"] is None, f["start"] or 0))


def letter_of(record: Record, marks: Marks, today: datetime.date) -> Letter:
    """The letter on a report; without `missing` and `points` there is nothing to send."""
    findings = kept_for_letter(record, marks)
    missing, points = [], []
    for finding in findings:
        told = _sentence(finding["message"])
        advice = _sentence(finding["suggestion"] or "")
        if finding["name"] == "missing-part":
            missing.append(message("letter.missing", told=told, advice=advice))
        else:
            quote = "" if finding["start"] is None else " ".join(record["text"][finding["start"] : finding["end"]].split())
            place = finding_place(record, finding)
            at = message("letter.whole") if place == message("place.whole") else message("letter.at", place=place)
            quoted = message("letter.quote", quote=quote[:60] + ("……" if len(quote) > 60 else "")) if quote else ""
            points.append(message("letter.point", place=at, quote=quoted, told=told, advice=advice))
    numbered = [f"{chinese(n)}、{text}" for n, text in enumerate([*missing, *points], 1)]
    meta = record["metadata"]
    title = "".join((meta["title"] or "").split())
    return Letter(
        unit=unit_name(record), year=str(meta["report_year"] or ""), report=title or message("letter.untitled"),
        date=f"{today.year}年{today.month}月{today.day}日",
        missing=tuple(numbered[: len(missing)]), points=tuple(numbered[len(missing) :]),
    )  # fmt: skip


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if not text or text[-1] in "。！？" else text + "。"


# ---------- the template


def default_template() -> bytes:
    """The shipped template as a .docx."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    for text, kind in _TEMPLATE:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        face, size = ("方正小标宋简体", 22) if kind == "title" else ("仿宋_GB2312", 16)
        run.font.size, run.font.name = Pt(size), "Times New Roman"
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
        layout = paragraph.paragraph_format
        layout.line_spacing, layout.space_after = Pt(28 if kind != "title" else 34), Pt(0)
        if kind == "title":
            paragraph.alignment, layout.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(28)
        elif kind == "right":
            paragraph.alignment, layout.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, Pt(64)
        elif kind == "text":
            layout.first_line_indent = Pt(32)
    return _bytes(document)


def _bytes(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraphs(document: Document) -> list[Paragraph]:
    """All paragraphs, those of tables, headers and footers too."""
    found: list[Any] = list(document.paragraphs)
    for table in document.tables:
        found += [paragraph for row in table.rows for cell in row.cells for paragraph in cell.paragraphs]
    for section in document.sections:
        found += [*section.header.paragraphs, *section.footer.paragraphs]
    return found


def _fill(paragraph: Paragraph, values: dict[str, str]) -> None:
    """Replace the fields of a paragraph; where a field is spread over runs, the first run takes the text."""
    for run in paragraph.runs:
        run.text = FIELD.sub(lambda m: values.get(m[1], m[0]), run.text)
    if FIELD.search(paragraph.text) and paragraph.runs:
        text = FIELD.sub(lambda m: values.get(m[1], m[0]), paragraph.text)
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = text


def check_template(template: bytes) -> None:
    """Raises `ConfigurationError` for what is no .docx, for a field that does not exist, or where {{问题}} is missing."""
    import docx

    try:
        document = docx.Document(io.BytesIO(template))
    except Exception as error:  # python-docx raises whatever zip and XML raise
        raise ConfigurationError(message("letter.unreadable", reason=error)) from error
    found = {field for paragraph in _paragraphs(document) for field in FIELD.findall(paragraph.text)}
    for field in sorted(found - set(FIELDS)):
        raise ConfigurationError(message("letter.field", field=field, fields="、".join(FIELDS)))
    if "问题" not in found:
        raise ConfigurationError(message("letter.no_points"))


def write_letter(template: bytes, letter: Letter) -> bytes:
    """The letter as a .docx. The template must have passed `check_template`."""
    import docx
    from docx.text.paragraph import Paragraph

    document = docx.Document(io.BytesIO(template))
    paragraphs = _paragraphs(document)
    fields = {field for paragraph in paragraphs for field in FIELD.findall(paragraph.text)}
    entries = {"缺项": letter.missing, "问题": letter.points}
    if "缺项" not in fields:
        entries["问题"] = (*letter.missing, *letter.points)
    values = {
        "单位": letter.unit, "年度": letter.year, "报告": letter.report, "日期": letter.date,
        "件数": str(len(letter.missing) + len(letter.points)),
    }  # fmt: skip
    values = {name: _ILLEGAL.sub("�", value) for name, value in values.items()}
    for paragraph in paragraphs:
        repeated = next((name for name in REPEATED if name in FIELD.findall(paragraph.text)), None)
        if repeated is None:
            _fill(paragraph, values)
            continue
        for entry in entries[repeated]:
            copied = copy.deepcopy(paragraph._p)
            paragraph._p.addprevious(copied)
            _fill(Paragraph(copied, paragraph._parent), {**values, repeated: _ILLEGAL.sub("�", entry)})
        parent: Any = paragraph._p.getparent()
        parent.remove(paragraph._p)
    return _bytes(document)
