"""Writes a gold report as a .docx with real automatic lists, the way Word numbers headings: the label is not in the text.

The headings with `auto` become numbered paragraphs of one multi-level list (一、 → （一） → 1. → （1）); lines with tabs become
rows of a table. The bytes are the same on every run.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

from analyzer.corpus.gold import GoldReport, GoldSection
from analyzer.errors import ConfigurationError

# number format and text of each level, as Word's own outline of an official document
LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）"))
_DIGITS = "零一二三四五六七八九十"
_DATE = datetime.datetime(2026, 1, 1)  # a fixed date: the same gold gives the same bytes


def write_word(gold: GoldReport) -> bytes:
    """The report as a .docx. Raises `ConfigurationError` where an `auto` label is not what Word would print."""
    from docx import Document as WordDocument

    document = WordDocument()
    number_id = _define_list(document) if any(s.auto for s in gold.sections) else None
    _check_labels(gold)
    by_start = {section.start: section for section in gold.sections if section.auto}
    rows: list[list[str]] = []
    at = 0
    for line in gold.text.rstrip("\n").split("\n"):
        if "\t" in line:
            rows.append(line.split("\t"))
        else:
            _table(document, rows)
            rows = []
            paragraph = document.add_paragraph(line)
            if at in by_start and number_id is not None:
                _number(paragraph, number_id, by_start[at].level - 1)
        at += len(line) + 1
    _table(document, rows)
    document.core_properties.created = document.core_properties.modified = _DATE
    document.core_properties.author = document.core_properties.title = ""
    target = io.BytesIO()
    document.save(target)
    return _stable(target.getvalue())


def _check_labels(gold: GoldReport) -> None:
    counters = [0] * len(LEVELS)
    for section in gold.sections:
        if section.auto:
            counters[section.level - 1] += 1
            counters[section.level :] = [0] * (len(LEVELS) - section.level)
            if section.label != _label(section, counters[section.level - 1]):
                raise ConfigurationError(f"{gold.name}：auto 写 {section.label}，Word 会编成别的序号")


def _label(section: GoldSection, count: int) -> str:
    form, text = LEVELS[section.level - 1]
    number = _DIGITS[count] if form != "decimal" and count <= 10 else str(count)
    return text.replace(f"%{section.level}", number)


def _define_list(document: Any) -> int:  # noqa: ANN401 - python-docx has no types
    """Add the multi-level list to numbering.xml; the id that paragraphs refer to."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for i, (form, text) in enumerate(LEVELS)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(abstract)
    else:  # the schema wants every abstractNum before the first num
        first.addprevious(abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return 90


def _number(paragraph: Any, number_id: int, level: int) -> None:  # noqa: ANN401
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number_id


def _table(document: Any, rows: list[list[str]]) -> None:  # noqa: ANN401
    if not rows:
        return
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text


def _stable(data: bytes) -> bytes:
    """The same package with fixed dates, so that a new run changes nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, source.read(name))
    return out.getvalue()
