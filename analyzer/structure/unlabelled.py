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
_THEME, _THEMES, _SHAPED = 40, 3, 16
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
    lines = [match for match in _LINE.finditer(folded, start, end) if match.group().strip()]
    found = _lone_lines(folded, lines, taken, thematic)
    sure = sum(kind != "shaped" for _, _, kind in found)
    if sure <= (_THEMES if thematic else 1):
        return []
    levels: list[int] = []
    below, last = False, 0
    for begin, stop, kind in found:
        # 加强执法监督 stands under 主要举措和成效 where it follows it at once, else beside it
        under = bool(levels) and levels[-1] == 1 and last > 0 and not folded[last:begin].strip()
        below = kind != "usual" and (below or under)
        levels.append(2 if below else 1)
        last = stop if kind == "usual" else 0
    return [Unlabelled(begin, stop, level) for (begin, stop, _), level in zip(found, levels, strict=True)]


def _lone_lines(folded: str, lines: list[re.Match[str]], taken: set[int], thematic: bool) -> list[tuple[int, int, str]]:
    """Lines that may be headings: the outline's own ("usual"), "thematic" ones, and ones that only look like them ("shaped")."""
    outline = title_words().outline
    found = []
    spoken = False
    for match, following in itertools.pairwise(lines):
        text = match.group().strip().rstrip("：: ")
        begin = match.start() + match.group().index(text)
        kind = "usual" if len(text) <= _LONGEST and outline.fullmatch(text) else _theme(text) if thematic else ""
        if begin in taken or not kind:
            spoken = spoken or bool(re.search("[。：]", match.group()))
            continue
        if not spoken and (match is lines[0] or kind == "shaped" or text.endswith(("情况", "总结"))):
            continue  # the report's own title, or a line of it
        after = following.start() + len(following.group()) - len(following.group().lstrip())
        listed = outline.fullmatch(following.group().strip().rstrip("：: ")) is not None  # a table of contents
        if len(following.group()) >= _PROSE or after in taken or (kind == "usual" and not listed):
            found.append((begin, begin + len(text), kind))
    return found


def _theme(text: str) -> str:
    """加强组织领导，压实法治责任 is "thematic": short, without figures and stops, opened by a verb of headings; else "shaped"."""
    if not 6 <= len(text) <= _THEME or _NO_THEME.search(text):
        return ""
    words = title_words()
    opened = any(text[:size] in words.verbs for size in (4, 3, 2))
    clauses = [len(clause) for clause in text.split("，")]
    alike = len(clauses) > 1 and len(set(clauses)) == 1  # 化解矛盾纠纷，维护社会和谐
    return "thematic" if opened else "shaped" if alike or (len(text) <= _SHAPED and len(clauses) == 1) else ""
