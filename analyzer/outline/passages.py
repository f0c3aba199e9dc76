"""Parts told without a heading of their own: passages of the body, found by their opening words. Read `find_passage` first."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.model import Section
from analyzer.outline.profile import PartSpec

SENTENCE = re.compile(r"[。！？!?；;]+[”’）)]*|[\r\n]+")
TITLES = re.compile(r"《[^《》]{0,120}》|“[^“”]{7,60}”")
ITEM = re.compile(r"(?:^|[。；;，：:\s])(?:[一二三四五六七八九十]是|第[一二三四五六七八九十][，,、]|[一二三四五六七八九十]要)")
PLAN_OPENING = re.compile(
    r"^\s*(?:针对[^，。]{0,16}，)?(?:下一?(?:步|阶段|年)|明年|今后|接下来)|(?:^|，)(?:我[局办县市区镇乡街院委厅部]|[^，。]{2,12}[局办府委])?将(?:继续|进一步|按照|以|认真|全面|紧|深入|持续|围绕|坚持)"
)
_NEXT_YEAR = "{} ?年(?:度)?[，,是][^。；]{{0,60}}(?:将(?!(?:法治|依法))|要(?!求)|力争|确保|继续|重点|着力|计划)"
OTHERS = re.compile(r"(?:检查|排查|巡查|发现|督促|督导|整改|针对|查摆|检视|对标|监测|企业|商户|当事人|业主)[^，。；]{0,18}$")
OTHERS_LEADERS = re.compile(
    r"(?:各[^，。；、]{0,14}|企业|公司|生产经营|下属|所属|被[^，。；]{1,4}|辖区|镇街|村[居（(]|相关)(?:的|单位|部门)?$"
)
SIGNATURE = re.compile(
    r"(?<=[。！\s])\s{0,40}[^\s。，；]{3,40}\s{0,20}(?:20\d\d|二[〇○0零]二.)年\s{0,4}\S{1,3}月\s{0,4}\S{1,3}日\s{0,99}$"
)
ACTS = re.compile(
    r"主持|召开|听取|批示|批阅|亲自|部署|带头|出庭|述法|述职|宣讲|授课|讲(?:授)?[^，。]{0,8}课|讲法|调研|督办|督导|审定|审议|审签|签[发订]|过问|约谈|研究"
)
PREAMBLE = 1500
"""What stands before the first heading opens the report, unless it is longer than this."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a part is told in the body: `characters` counts what is no blank; `sentences` and `items` how much there is,
    `acts` how many different acts of the leader it names.
    """

    start: int
    end: int
    characters: int
    sentences: int
    items: int
    acts: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of body text under one heading (or before the first), with its sentences: where passages are looked for."""

    start: int
    end: int
    sentences: list[tuple[int, int]]


def stretches(text: str, sections: Iterable[Section], body_start: int, body_end: int) -> list[Stretch]:
    """The text under each heading by itself, children apart, and what stands before the first where that is no preamble."""
    flat = [section for top in sections for section in top.walk()]
    first = flat[0].start if flat else body_end
    bounds = [(body_start, first)] if first > body_start and not (flat and first - body_start < PREAMBLE) else []
    for section in flat:
        end = section.children[0].start if section.children else section.end
        bounds.append((section.body_start, min(end, body_end)))
    return [Stretch(start, end, _sentences(text, start, end)) for start, end in bounds]


def find_passage(
    text: str, runs: list[Stretch], part: PartSpec, taken: list[tuple[int, int]], plan_year: int | None = None
) -> Passage | None:
    """The best passage that tells a part: the longest for a plan or shortcomings, all of the leader's sentences together.

    `text` is folded; `taken` are ranges that another part's heading owns and that must not count;
    `plan_year` is the year after the one that is told: a sentence that begins with it opens the plan.
    """
    next_year = None if plan_year is None else re.compile(_NEXT_YEAR.format(plan_year))
    if part.role == "leader_duties":
        return _leader(text, runs, part, taken)
    if part.role not in ("shortcomings", "plan"):
        return None
    found: list[Passage] = []
    for run in runs:
        for number, (a, b) in enumerate(run.sentences):
            if any(s <= a < e for s, e in taken) or not _opens(text[a:b], part, next_year):
                continue
            until = _until(text, run.sentences, number, part, next_year)
            found.append(_passage(text, a, until))
            break
    return max(found, key=lambda passage: passage.characters, default=None)


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *[match.end() for match in SENTENCE.finditer(text, start, end)], end]
    return [(a, b) for a, b in itertools.pairwise(cuts) if text[a:b].strip()]


def without_blanks(text: str) -> int:
    """How many characters are no blanks."""
    return sum(map(len, text.split()))


def _bare(sentence: str) -> str:
    """The sentence with 《titles》 and “slogans” blanked, so that what is quoted does not count as told."""
    if "《" not in sentence and "“" not in sentence:
        return sentence
    return TITLES.sub(lambda match: "　" * len(match[0]), sentence)


def _opens(sentence: str, part: PartSpec, next_year: re.Pattern[str] | None) -> bool:
    bare = _bare(sentence).strip(" \t\u3000")
    if part.role == "plan" and next_year is not None and next_year.match(bare):
        return True
    if (cues := part.opening_cues) is not None and not cues.search(bare):
        return False
    for cue in part.body_cues:
        match = cue.regex.search(bare)
        if match is None:
            continue
        if part.role == "shortcomings" and OTHERS.search(bare[: match.start()]):
            continue
        return True
    return False


def _until(text: str, sentences: list[tuple[int, int]], number: int, part: PartSpec, next_year: re.Pattern[str] | None) -> int:
    """The end of a passage: the run's end, for shortcomings also where the plan begins."""
    for a, b in sentences[number + 1 :]:
        if part.role == "shortcomings" and (
            PLAN_OPENING.search(text[a:b]) or (next_year is not None and next_year.match(text[a:b].lstrip(" \n\t\u3000")))
        ):
            return a
    return sentences[-1][1]


def _passage(text: str, start: int, end: int) -> Passage:
    piece = SIGNATURE.sub("", text[start:end])
    trimmed = piece.rstrip()
    lead = len(piece) - len(piece.lstrip())
    return Passage(
        start + lead,
        start + len(trimmed),
        without_blanks(piece),
        len(_sentences(text, start, start + len(trimmed))),
        len(ITEM.findall(piece)),
    )


def _leader(text: str, runs: list[Stretch], part: PartSpec, taken: list[tuple[int, int]]) -> Passage | None:
    """Sentences that speak of the own leader as such, the rest of the item or paragraph that they open included."""
    spans: list[tuple[int, int]] = []
    acts: set[str] = set()
    for run in runs:
        for a, b in run.sentences:
            if any(s <= a < e for s, e in taken) or not _names_leader(text[a:b], part):
                continue
            spans.append((a, b))
            acts.update(match[0][:2] for match in ACTS.finditer(_bare(text[a:b])))
    if not spans:
        return None
    characters = sum(without_blanks(text[a:b]) for a, b in spans)
    first, last = spans[0], spans[-1]
    piece = text[first[0] : first[1]]
    start = first[0] + len(piece) - len(piece.lstrip())
    return Passage(start, last[1], characters, len(spans), 0, len(acts))


def _names_leader(sentence: str, part: PartSpec) -> bool:
    bare = _bare(sentence)
    if (cues := part.opening_cues) is not None and not cues.search(bare):
        return False
    for cue in part.body_cues:
        for match in cue.regex.finditer(bare):
            if not OTHERS_LEADERS.search(bare[: match.start()]):
                return True
    return False
