"""Shortcomings one by one, and whether each says why. Read `shortcomings_of` first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.rules.context import RuleContext
from analyzer.rules.spans import Span

TITLES = re.compile(r"《[^《》]{0,120}》")
CAUSE = re.compile(
    r"由于|原因|源于|根源|归因|导致|造成|致使|使得|鉴于|受(?!理|众|教|到表|益|案|贿|害|损|援|训|审|伤|灾|访|权|托)[^，。；]{1,24}(?:影响|制约|限制|所限)"
    r"|主要(?:是|在于)(?!以)|究其|所致|之所以|因为|因(?![此而素地果故公私]|地制宜|人[施而制]|材施|势利|时制|应|特网|子)"
)
SUMMED = re.compile(
    r"(?:主要|客观|主观|深层次|根本|产生|形成|存在)[^。；，]{0,10}原因|原因(?:分析|主要|如下|在于|是)|究其原因|其原因|归结起来"
)
MARKER = re.compile(
    r"(?:^|(?<=[。；;：:，,！\s）)]))(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十][，,、]|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、](?!\d)|[①-⑨])"
)
STOP = re.compile(r"[；;。！]")
PLANNED = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d①-⑨]{1,3}(?:是要?|[）)、.．])?[，、]?)?\s*(?:(?:我[局办委镇乡县区市]|本[局级])?(?:将|要)|下一?步|今后|明年|为此|对此"
    r"|继续|进一步|持续|不断|切实|着力|重点|深入|加强|加大|强化|深化|推进|推动|完善|健全|提升|提高|抓好|落实|开展|组织)"
)
LACKING = re.compile(
    r"不足|不够|不[强高深细实多全齐]|不到位|不平衡|不完善|不健全|不扎实|不充分|欠缺|缺乏|缺少|有待|仍需|还需|尚未|薄弱|滞后|短板|较[弱少低]|偏[弱少低]|单一|存在|需[^，。；]{0,8}(?:加强|提[高升])"
)
LEAD = re.compile(r"存在|如下|以下|看到|清醒|对照|总体|尽管|虽然|取得|认识到|主要有|表现")


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """One shortcoming: where it stands and whether it tells a cause."""

    start: int
    end: int
    caused: bool


def shortcomings_of(context: RuleContext, start: int, end: int) -> list[Shortcoming]:
    """The shortcomings told in a range: its items where it has two or more (一是 …, （一）…), else its sentences and clauses.

    A sentence that only opens the list (虽然取得…，但还存在以下不足：) is none.
    """
    text = context.folded
    marks = [match.start() for match in MARKER.finditer(text, start, end)]
    labels = {section.start for section in context.sections if start < section.start < end}
    cuts = sorted({*marks, *labels})
    spans = _between(text, cuts, end) if len(cuts) >= 2 else _by_stops(text, start, end)
    return [Shortcoming(a, b, tells_cause(text[a:b])) for a, b in spans if not is_plan(text[a:b])]


def is_plan(words: str) -> bool:
    """Whether an item or a clause tells what will be done and names no shortcoming."""
    return PLANNED.search(words) is not None and LACKING.search(words) is None


def tells_cause(words: str) -> bool:
    """Whether the words tell a cause; 《titles》 do not count."""
    return CAUSE.search(TITLES.sub("", words)) is not None


def sums_up_causes(words: str) -> bool:
    """Whether the words tell the causes of all that stands before (主要原因是 …)."""
    return SUMMED.search(TITLES.sub("", words)) is not None


def _between(text: str, cuts: list[int], end: int) -> list[Span]:
    spans = []
    for a, b in zip(cuts, [*cuts[1:], end], strict=True):
        piece = text[a:b].rstrip()
        if len(piece) > 4:
            spans.append((a, a + len(piece)))
    return spans


def _by_stops(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    at = start
    for match in [*STOP.finditer(text, start, end), None]:
        stop = match.end() if match is not None else end
        piece = text[at:stop]
        lead = len(piece) - len(piece.lstrip())
        bare = piece.strip()
        opens = LEAD.search(bare) is not None and (bare.endswith(("：", ":")) or not spans)
        if len(bare) > 8 and not (opens and len(bare) < 80 and match is not None):
            spans.append((at + lead, at + lead + len(bare)))
        at = stop
    return spans
