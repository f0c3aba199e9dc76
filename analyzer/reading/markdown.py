"""Markdown: headings, tables and front matter read; marks of emphasis and links taken off."""

from __future__ import annotations

import re

from analyzer.model import Place
from analyzer.reading.content import Content, Paragraph
from analyzer.reading.source import source_key, source_value

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$")
_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
_RULE = re.compile(r"[ ]{0,3}(?:-[ \t]*){3,}$|[ ]{0,3}(?:\*[ \t]*){3,}$|[ ]{0,3}(?:_[ \t]*){3,}$|[ ]{0,3}=+$")
_DIVIDER = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_BULLET = re.compile(r"[ \t]*(?:[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|>[ \t]?)+")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\n]{0,500}\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,500}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![*0-9A-Za-z])\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*(?![*0-9A-Za-z])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEY = re.compile(r"([^:：\n]{1,20})[:：][ \t]*(.*)$")


def looks_like_markdown(text: str) -> bool:
    """Whether a plain text is Markdown: two headings with #, or a table with its dividing line."""
    lines = text[:100_000].splitlines()
    headings = sum(1 for line in lines if _HEADING.match(line))
    return headings >= 2 or any("|" in line and "-" in line and _DIVIDER.match(line) for line in lines)


def read_markdown(text: str) -> Content:
    """The paragraphs of a Markdown text, one a line; what the front matter says goes into `source`."""
    content = Content("md")
    lines = text.splitlines()
    start = _front_matter(lines, content)
    fenced = False
    for number, line in enumerate(lines[start:], start + 1):
        place = Place("line", number)
        if _FENCE.match(line):
            fenced = not fenced
        elif fenced:
            content.paragraphs.append(Paragraph(line, place=place))
        elif match := _HEADING.match(line):
            content.paragraphs.append(Paragraph(_plain(match[2]), style_level=len(match[1]), place=place))
        elif _is_row(line):
            if not _DIVIDER.match(line):
                cells = [_plain(cell).strip() for cell in line.strip().strip("|").split("|")]
                content.paragraphs.append(Paragraph("\t".join(cells), "table_row", place=place))
        elif not _RULE.match(line):
            content.paragraphs.append(Paragraph(_plain(_BULLET.sub("", line, count=1)), place=place))
    return content


def _is_row(line: str) -> bool:
    stripped = line.strip()
    return stripped.startswith("|") and stripped.count("|") >= 2


def _front_matter(lines: list[str], content: Content) -> int:
    """Read `---` … `---` at the head; the number of lines that it takes."""
    if not lines or lines[0].strip() != "---":
        return 0
    for number, line in enumerate(lines[1:60], 1):
        if line.strip() in {"---", "..."}:
            return number + 1
        if (match := _KEY.match(line)) and (key := source_key(match[1])):
            content.source.setdefault(key, source_value(key, match[2].strip().strip("\"'")))
    content.source.clear()
    return 0


def _plain(text: str) -> str:
    """A line without its marks."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", text))
    return _ESCAPE.sub(r"\1", text).replace("`", "").rstrip()
