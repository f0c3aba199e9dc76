"""Where a finding stands, for people (一、（五）第2段), and its fingerprint, for programs."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from analyzer.model import Section
from analyzer.rules.context import RuleContext

WHOLE = "全文"
BLANK = re.compile(r"\s+")
DIGITS = re.compile(r"\d+")


def place_of(context: RuleContext, start: int | None) -> str:
    """The place of an offset: labels of the sections around it, then the item or the paragraph (where there are several)."""
    if start is None:
        return WHOLE
    path = context.section_path(start)
    if not path:
        return _outside(context, start)
    labels = "".join(_label(section) for section in path)
    inner = path[-1]
    if start < inner.body_start:
        return labels
    item = next((item for item in reversed(inner.items) if item.start <= start < item.end), None)
    if item is not None:
        return labels + item.label.strip()
    number, count = _paragraph(context, inner.body_start, context.own_ends[inner.start], start)
    return f"{labels}第{number}段" if count > 1 else labels


def _outside(context: RuleContext, start: int) -> str:
    meta = context.metadata
    if meta.title_start is not None and meta.title_end is not None and meta.title_start <= start < meta.title_end:
        return "标题"
    if start < context.body_start:
        return "正文之前"
    if start >= context.body_end:
        return "正文之后"
    first = context.sections[0].start if context.sections else context.body_end
    if start >= first:
        return "正文末尾"
    after_title = meta.title_end if meta.title_end is not None and meta.title_end <= first else 0
    number, count = _paragraph(context, max(context.body_start, after_title), first, start)
    name = "开头" if context.sections else "正文"
    return f"{name}第{number}段" if count > 1 else name


def _label(section: Section) -> str:
    label = BLANK.sub("", section.label)
    return label or f"“{section.title.strip()[:10]}”"


def _paragraph(context: RuleContext, start: int, end: int, place: int) -> tuple[int, int]:
    """Number of the paragraph around a place, counted from 1, and how many paragraphs the range has."""
    paragraphs = [
        block for block in context.document.blocks
        if block.end > start and block.start < end and context.text[max(block.start, start) : min(block.end, end)].strip()
    ]  # fmt: skip
    number = sum(1 for block in paragraphs if block.start <= place)
    return max(number, 1), len(paragraphs)


class Fingerprints:
    """Fingerprints that survive edits elsewhere: rule, the words quoted, the titles above, and a counter where these repeat."""

    def __init__(self, context: RuleContext) -> None:
        self._context = context
        self._seen: Counter[str] = Counter()

    def next(self, code: str, key: str, start: int | None, end: int | None) -> str:
        """Sixteen hexadecimal digits for the next finding, to be asked for in the order of the text."""
        if start is None:
            words, above = DIGITS.sub("0", key), ""
        else:
            words = key or BLANK.sub("", self._context.text[start:end])
            above = "/".join(BLANK.sub("", section.title) for section in self._context.section_path(start))
        base = f"{code}\n{words}\n{above}"
        self._seen[base] += 1
        return hashlib.sha256(f"{base}\n{self._seen[base]}".encode()).hexdigest()[:16]
