"""Where a heading may begin: every place that looks like a label, with what it costs to take it or to leave it.

Read `find_candidates` first. A candidate says only what stands there and around it; `tree` decides with the whole text in
view. Costs are about tenths of a nat, measured on generated damage; small differences do not matter, the order does.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from analyzer.model import Block, LabelKind

CHAPTER, CHINESE, CHINESE_BRACKET, DIGIT, DIGIT_BRACKET, CIRCLE = range(6)
"""Forms of a label, in the order in which official documents nest them: 第一部分 · 一、 · （一） · 1. · （1） · ①."""

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_ANY_NUMERAL = f"(?:{_NUMERAL}|[0-9]{{1,2}})"
_LABEL = re.compile(
    rf"第 ?(?P<chapter>{_NUMERAL}) ?(?:部分|章|节|篇)[、，：: ]?"
    rf"|[（(] ?(?P<both>{_ANY_NUMERAL}) ?[）)][、.．]?"
    rf"|(?<![0-9A-Za-z.．年月日第/一二三四五六七八九十百零〇-])(?P<right>{_ANY_NUMERAL}) ?[）)][、.]?"
    rf"|(?<![一二三四五六七八九十百千万亿零〇第几数近约年月日星期周百])(?P<chinese>{_NUMERAL}) ?[、．.，](?![，。；、])"
    rf"|(?<![0-9A-Za-z.．/:：〔第-])(?P<digit>[0-9]{{1,2}}) ?[、.．](?![0-9](?!0[0-9]{{2}} ?年))"
    rf"|[（(](?P<left>{_NUMERAL})(?=[\u4e00-\u9fff])"
    r"|(?P<circle>[①-⑳])"
)
_LINE_LABEL = re.compile(rf"(?m)^ *(?P<bare>{_NUMERAL}) +(?=[\u4e00-\u9fff]{{4}})")
_VALUES = {sign: value for value, sign in enumerate("一二三四五六七八九十", 1)}
_AUTO_LABEL = re.compile(
    rf"第(?P<chapter>{_NUMERAL})(?:部分|章|节|篇)|[（(](?P<both>{_ANY_NUMERAL})[）)]|(?P<right>{_ANY_NUMERAL})[）)]"
    rf"|(?P<chinese>{_NUMERAL})[、．.，]?|(?P<digit>[0-9]{{1,2}})[、.．]?|(?P<circle>[①-⑳])"
)
# a numeral after 一、 continues a list (一、二产; 二、三级); a clause of a law is quoted, not opened (第（一）项)
_LIST = re.compile("[一二三四五六七八九十]{1,2}(?:[、产级类期线届环季楼号中批次站区]|是|孩|医|审)")
_CLAUSE = re.compile(
    " ?(?:项(?!目)|条(?![件例理])|款(?!项)|目(?![标录前的])|类(?!型)|种(?![植养粮])|至(?!今)|到(?!位)|、|，|和(?![谐美])"
    "|级|期(?![间盼])|批(?![准复评]))"
)
_STOP = re.compile("[。！？；\n]")
# 3.“两新”：… is a note on a word, not a section
_EXPLAINED = re.compile("[^。！？；：:\n]{1,40}[：:] ?[^\n]{6}")
_ANNEXES = re.compile("(?m)^ *附 ?件 ?[：:] ?\n? *1 ?[.．、][^\n]*(?:\n *[0-9]{1,2} ?[.．、][^\n。]{2,60}$)*")
"""附件：1．… with the lines 2．… below it."""
_OPEN_BRACKET = re.compile("[（(][^（()）]*$")

SENTENCE_END = "。！？：:；”）)…!?】"
AFTER_LINE, AFTER_SENTENCE, AFTER_BLANK, MID_SENTENCE, AFTER_COMMA = range(5)
_TAKE = (0.0, 0.3, 0.5, 3.5, 6.0)
_LEAVE = (4.0, 2.6, 2.0, 0.6, 0.5)
_LONG_TITLE, _SHORT_TITLE = 60, 3
_BARE = 2.5
_STYLED = 6.0
"""What it costs to leave an automatic label in a heading's style."""
_MOSTLY_ROWS = 0.9
_MANY = 2000
"""More candidates than this are no report: the weak ones are dropped, so that the time stays bounded."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that looks like a label. `readings` are (form, cost): the form as printed first."""

    start: int
    end: int
    after: int
    number: int
    readings: tuple[tuple[int, float], ...]
    place: int
    take: float
    leave: float
    kind: LabelKind = "typed"
    label: str = ""
    listed: bool = False
    """Whether it opens an item of a list, one sentence and no more."""


def find_candidates(folded: str, blocks: tuple[Block, ...], start: int = 0, listed: bool = False) -> list[Candidate]:
    """All candidates from `start` on, in the order of the text, automatic labels included.

    `listed` tells that automatic labels are those of a page's lists, whose style level is only how deep they are nested.
    """
    rows = _Rows(folded, blocks)
    found = [match for match in _LABEL.finditer(folded, start) if not _is_decoy(folded, match) and match.start() not in rows]
    found += [match for match in _LINE_LABEL.finditer(folded, start) if folded[match.end()] != "是" and match.start() not in rows]
    raw = [_raw(folded, match) for match in found] + _automatic(folded, blocks, start, listed)
    raw.sort(key=lambda candidate: (candidate.start, -candidate.end))
    if len(raw) > _MANY:
        raw = [candidate for candidate in raw if candidate.place <= AFTER_SENTENCE]
        raw = raw if len(raw) <= 2 * _MANY else [candidate for candidate in raw if candidate.place == AFTER_LINE][: 2 * _MANY]
    single = [c for i, c in enumerate(raw) if not i or c.start >= raw[i - 1].end or c.start != raw[i - 1].start]
    return [_priced(folded, single, index) for index in range(len(single))]


class _Rows:
    """Whether a place stands in a row of a table (unless nearly all of the text is rows) or in the list of annexes."""

    def __init__(self, folded: str, blocks: tuple[Block, ...]) -> None:
        rows = [(block.start, block.end) for block in blocks if block.kind == "table_row"]
        whole = sum(block.end - block.start for block in blocks)
        if sum(end - start for start, end in rows) >= _MOSTLY_ROWS * whole:
            rows = []
        self._spans = sorted(rows + [match.span() for match in _ANNEXES.finditer(folded)])
        self._starts = [start for start, _ in self._spans]

    def __contains__(self, place: int) -> bool:
        index = bisect.bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._spans[index][1]


def value_of(numeral: str) -> int:
    """十二 → 12, 7 → 7, ③ → 3; 0 where it is none."""
    if numeral.isdecimal():
        return int(numeral)
    if len(numeral) == 1:
        return _VALUES.get(numeral) or (ord(numeral) - ord("①") + 1 if "①" <= numeral <= "⑳" else 0)
    tens, ten, ones = numeral.partition("十")
    if not ten or len(tens) > 1 or len(ones) > 1:
        return 0
    return _VALUES.get(tens, 1) * 10 + _VALUES.get(ones, 0)


def _is_decoy(folded: str, match: re.Match[str]) -> bool:
    """Whether a match is surely no heading, whatever stands elsewhere."""
    start, end = match.span()
    following = folded[end : end + 4]
    if not following.strip() and "\n" not in following and end < len(folded):
        following = folded[end : end + 20].lstrip(" ")
    following = following.lstrip(" ")
    if following[:1] in tuple("，。；、）)：:！？%/—-~～》”’…"):
        return True
    kind = match.lastgroup
    if kind == "chinese" and _LIST.match(folded, end):
        return True
    if kind == "chinese" and value_of(match["chinese"]) == 0:
        return True
    if kind in ("both", "right", "circle"):
        before = folded[start - 1 : start]
        if before in tuple("第条款项、至和到") and before:
            return True
        opens = place_of(folded, start) == AFTER_LINE or before in ("", "。")
        if not opens and _CLAUSE.match(folded, end):
            return True
    return kind == "right" and _OPEN_BRACKET.search(folded[max(0, start - 30) : start].rpartition("\n")[2]) is not None


def _raw(folded: str, match: re.Match[str]) -> Candidate:
    kind = match.lastgroup or ""
    numeral = match[kind]
    start = match.start(kind) if kind == "bare" else match.start()
    end = match.end()
    while end > start and folded[end - 1] == " ":
        end -= 1
    after = end
    while after < len(folded) and folded[after] == " ":
        after += 1
    place = place_of(folded, start)
    take, leave = _TAKE[place], _LEAVE[place]
    if kind in ("left", "bare"):
        take, leave = take + 1.5, 0.4
    elif kind == "right" or (folded[end - 1] in "，.．" and not numeral.isdecimal()):
        take += 0.3
        leave = min(leave, 1.0) if folded[end - 1] == "，" else leave
    return Candidate(
        start, end, after, value_of(numeral), _readings(kind, numeral, after > end, folded[end - 1]), place, take, leave
    )


def _readings(kind: str, numeral: str, blank: bool, sign: str) -> tuple[tuple[int, float], ...]:
    """What a label may be read as; digits may be Chinese numerals that a converter has lost (2、 and （2） with a blank)."""
    digits = numeral.isdecimal()
    if kind == "chapter":
        return ((CHAPTER, 0.0),)
    if kind == "circle":
        return ((CIRCLE, 0.5),)
    lost = 0.3 if blank else 1.0
    if kind in ("both", "right", "left"):
        return ((DIGIT_BRACKET, 0.5), (CHINESE_BRACKET, 0.5 + lost)) if digits else ((CHINESE_BRACKET, 0.0),)
    if kind == "digit":
        return ((DIGIT, 0.5), (CHINESE, 0.5 + lost)) if sign == "、" else ((DIGIT, 0.5),)
    return ((CHINESE, 0.0),)


def place_of(folded: str, start: int) -> int:
    """What stands before a place: a line start, the end of a sentence, a blank, a word, a comma."""
    index = start - 1
    while index >= 0 and folded[index] in " *#":
        index -= 1
    if index < 0 or folded[index] == "\n":
        return AFTER_LINE
    if folded[index] in SENTENCE_END:
        return AFTER_SENTENCE
    if folded[index] in "，、《（(,“":
        return AFTER_COMMA
    if index < start - 1:
        return AFTER_BLANK
    return MID_SENTENCE


def _automatic(folded: str, blocks: tuple[Block, ...], start: int, listed: bool) -> list[Candidate]:
    """Word's own numbers: not in the text, sure where the style is a heading's."""
    found = []
    for block in blocks:
        if (
            block.label_kind != "auto"
            or block.kind == "table_row"
            or block.start < start
            or not folded[block.start : block.end].strip()
        ):
            continue
        match = _AUTO_LABEL.match(block.label.strip())
        kind = match and match.lastgroup
        if not match or not kind or not value_of(match[kind]):
            continue
        readings = _readings(kind, match[kind], False, block.label.strip()[-1:])[:1]
        after = block.start + len(folded[block.start : block.end]) - len(folded[block.start : block.end].lstrip(" "))
        leave = _STYLED if block.style_level and not listed else 4.0
        found.append(
            Candidate(
                block.start, block.start, after, value_of(match[kind]), readings, AFTER_LINE, 0.0, leave, "auto", block.label
            )
        )
    return found


def _priced(folded: str, candidates: list[Candidate], index: int) -> Candidate:
    """The candidate with what the text around it adds to its costs."""
    own = candidates[index]
    following = candidates[index + 1] if index + 1 < len(candidates) else None
    take, leave, more = own.take, own.leave, 0.0
    stop = _STOP.search(folded, own.after, own.after + _LONG_TITLE + 1)
    limit = stop.start() if stop else own.after + _LONG_TITLE + 1
    if following is not None and own.after < following.start < limit:
        limit = following.start
    if limit - own.after > _LONG_TITLE:
        take += 0.8
    elif limit - own.after < _SHORT_TITLE and not (folded[limit : limit + 1] == "\n" and limit == own.after):
        take += 1.5
    if own.leave < _STYLED:
        more, less = _list_costs(folded, own, candidates[index - 1] if index else None, following)
        take, leave = take + more, min(leave, less)
    listed = more >= _BARE and folded[max(own.after, limit) : limit + 1] == "。"
    return Candidate(
        own.start, own.end, own.after, own.number, own.readings, own.place, take, leave, own.kind,
        own.label or folded[own.start : own.end], listed,
    )  # fmt: skip


def _follows(before: Candidate, own: Candidate) -> bool:
    return before.readings[0][0] == own.readings[0][0] and before.number == own.number - 1


def _one_sentence(folded: str, own: Candidate, following: Candidate | None) -> bool:
    """Whether the last item of a list that runs on in its paragraph is one short sentence up to the line's end."""
    if own.place == AFTER_LINE:
        return False
    line = folded.find("\n", own.after)
    end = min(line if line >= 0 else len(folded), len(folded) if following is None else following.start)
    text = folded[own.after : end].strip(" ") if end - own.after <= 100 else ""
    return 0 < len(text) <= 60 and "。" not in text[:-1]


def _list_costs(folded: str, own: Candidate, before: Candidate | None, following: Candidate | None) -> tuple[float, float]:
    """(more to take, at most to leave) for items of a list: parted by ；, after ： as digits, or one short sentence each."""
    more, less = 0.0, 9.0
    form = own.readings[0][0]
    sign = folded[max(0, own.start - 5) : own.start].rstrip(" \n")[-1:]
    if sign == "；":
        more, less = more + 3.5, 0.8
    if sign in ("：", ":") and form >= DIGIT:
        more += 0.6
    if form >= DIGIT and _EXPLAINED.match(folded, own.after):
        more, less = more + 2.5, min(less, 1.0)
    if following is None or following.readings[0][0] != form or following.number != own.number + 1:
        if form >= DIGIT and before is not None and _follows(before, own) and _one_sentence(folded, own, following):
            return more + _BARE, min(less, 2.6)
        return more, less
    between = folded[own.after : following.start].rstrip(" \n") if following.start - own.after <= 300 else ""
    if between.endswith("；"):
        more, less = more + 3.5, 0.8
    elif form >= DIGIT and between and len(between) <= 60 and "。" not in between[:-1]:
        more, less = more + _BARE, min(less, 2.6)
    return more, less
