"""Headings without any label: of a heading's style, or a usual outline heading alone on its line where no 一、 stands.

Conservative on purpose: a heading that is invented breaks the tree, one that is missed only leaves it flatter.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.model import Block
from analyzer.structure.headings import CHINESE
from analyzer.structure.tree import Heading
from analyzer.structure.words import title_words

_LINE = re.compile("[^\n]+")
_LONGEST = 60
_THEME, _THEMES = 40, 3
_NO_THEME = re.compile("[。；：:！？0-9“《]|(?:报告|总结|汇报)$")
_PROSE = 60
"""A thematic heading counts only where a paragraph longer than itself, or a label, follows."""


@dataclass(frozen=True, slots=True)
class Unlabelled:
    """A heading's line, without blanks around it, and its level."""

    start: int
    end: int
    level: int


def find_unlabelled(folded: str, blocks: Sequence[Block], headings: Sequence[Heading], start: int, end: int) -> list[Unlabelled]:
    """The headings without labels between two places, in the order of the text."""
    taken = {heading.candidate.start for heading in headings}
    styled = _styled(folded, blocks, headings, taken, start, end)
    if styled or any(heading.form <= CHINESE for heading in headings):
        return styled
    plain = _plain(folded, taken, start, end)
    return _plain(folded, taken, start, end, thematic=True) or plain


def _styled(
    folded: str, blocks: Sequence[Block], headings: Sequence[Heading], taken: set[int], start: int, end: int
) -> list[Unlabelled]:
    """Paragraphs of a heading's style; their level is that of the labelled headings of the same style, else by rank."""
    styles = {block.start: block.style_level for block in blocks if block.style_level}
    if not styles:
        return []
    known: dict[int, Counter[int]] = {}
    for heading in headings:
        line = folded.rfind("\n", 0, heading.candidate.start) + 1
        if style := styles.get(line) or styles.get(heading.candidate.start):
            known.setdefault(style, Counter())[heading.depth + 1] += 1
    found = []
    for block in blocks:
        text = folded[block.start : block.end].strip()
        if not block.style_level or block.start < start or block.end > end or not 2 <= len(text) <= _LONGEST:
            continue
        begin = block.start + folded[block.start : block.end].index(text)
        if block.label_kind == "auto" or begin in taken or re.search("[。；！？]", text[:-1]):
            continue
        found.append((begin, begin + len(text.rstrip("。：:；")), block.style_level))
    ranks = {style: rank for rank, style in enumerate(sorted({style for _, _, style in found}), 1)}
    return [
        Unlabelled(begin, stop, known[style].most_common(1)[0][0] if style in known else ranks[style])
        for begin, stop, style in found
    ]


def _plain(folded: str, taken: set[int], start: int, end: int, thematic: bool = False) -> list[Unlabelled]:
    """Lines that are an outline heading and nothing else; at least two, since one alone may be a title's second line.

    With `thematic`, lines like 加强组织领导，压实法治责任 count too, if there are four and a paragraph follows each.
    """
    outline = title_words().outline
    found = []
    lines = [match for match in _LINE.finditer(folded, start, end) if match.group().strip()]
    spoken = False
    for match, following in itertools.pairwise(lines):
        text = match.group().strip().rstrip("：: ")
        begin = match.start() + match.group().index(text)
        usual = len(text) <= _LONGEST and outline.fullmatch(text) is not None
        if begin in taken or not (usual or (thematic and _is_thematic(text))):
            spoken = spoken or bool(re.search("[。：]", match.group()))
            continue
        if not spoken and (match is lines[0] or text.endswith(("情况", "总结"))):
            continue  # the report's own title, or a line of it
        after = following.start() + len(following.group()) - len(following.group().lstrip())
        listed = outline.fullmatch(following.group().strip().rstrip("：: ")) is not None  # a table of contents
        if len(following.group()) >= _PROSE or after in taken or (usual and not listed):
            found.append((begin, begin + len(text), usual))
    if len(found) <= (_THEMES if thematic else 1):
        return []
    below = sum(usual for _, _, usual in found) > 1  # 加强执法监督 stands under 主要举措和成效
    return [Unlabelled(begin, stop, 2 if below and not usual else 1) for begin, stop, usual in found]


def _is_thematic(text: str) -> bool:
    """加强组织领导，压实法治责任: short, without figures and stops, opened by a verb of headings."""
    words = title_words()
    opening = next((size for size in (4, 3, 2) if text[:size] in words.verbs), 0)
    return opening > 0 and 6 <= len(text) <= _THEME and not _NO_THEME.search(text)
