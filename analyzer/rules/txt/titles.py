"""Titles in 《》: their places, a plain form to compare, and how one misquotes another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.rules.context import RuleContext
from analyzer.rules.spans import Span
from analyzer.rules.txt.lexicon import looks_alike, sounds_alike
from analyzer.rules.txt.near import Slip, slips

TITLE = re.compile(r"[《〈<]([^《》〈〉<>\n]{2,80})[》〉>]")
PREFIX = re.compile(r"^(?:新修订的?|新)?(?:中华人民共和国|中国(?=共产党)(?!共产党))?")
DASHES = re.compile(r"[-－–—~～至]+")
TAIL = re.compile(r"[（(](?:试行|修订|修正|草案|征求意见稿|[0-9]{4}[^（）()]{0,14})[）)]$")
APART = ("省市县区州盟旗乡镇村", "一二三四五六七八九十", "法规例", "处许诉复")


@dataclass(frozen=True, slots=True)
class Title:
    """A title: `text[start:end]` is what stands inside the marks; `plain` is its form for comparing."""

    start: int
    end: int
    plain: str


def plain(title: str) -> str:
    """A title without blanks, 中华人民共和国 and （试行）, with one kind of dash."""
    text = re.sub(r"\s+", "", title)
    text = PREFIX.sub("", text)
    return TAIL.sub("", DASHES.sub("—", text))


def titles_of(context: RuleContext) -> Iterator[Title]:
    """Titles of the body, the innermost of nested ones, without glossaries and annexes."""
    if "《" not in context.folded:
        return
    for match in TITLE.finditer(context.folded, context.body_start, context.body_end):
        if match.start() not in context.skipped and match.group()[0] + match.group()[-1] in ("《》", "〈〉", "<>"):
            yield Title(match.start(1), match.end(1), plain(match[1]))


def misquotes(written: str, right: str) -> tuple[Slip, int] | None:
    """The one slip by which `written` misquotes `right`; None where they are equal, too short, or two right names."""
    found = slips(written, right)
    if found is None or min(len(written), len(right)) < 4:
        return None
    slip, at = found
    if slip == "changed":
        here, meant = written[at], right[at]
        if any(here in row and meant in row for row in APART) or not ("一" <= here <= "龥"):
            return None
        alike = sounds_alike(here, meant) or looks_alike(here, meant)
        inside = 0 < at < len(right) - 1
        return found if alike or (inside and len(right) > 9) else None
    if slip == "lost":
        lost = right[at]
        return found if 0 < at < len(right) - 1 and len(right) > 5 and lost not in "，、—·" else None
    if slip == "inserted":
        here = written[at]
        return found if 0 < at < len(written) - 1 and len(right) > 7 and "一" <= here <= "龥" else None
    return found


def doubled_words(written: str) -> Span | None:
    """A word of two to six characters that stands twice in a row in a title, or None."""
    match = re.search(r"([一-龥]{2,6})\1", written)
    return match.span() if match else None
