"""Where a heading's title ends: at the line's end, at its first sentence's end, or glued into the text that follows.

Read `title_end` first. A title on a line of its own, or one that the next heading follows directly, is whole. Otherwise the
first stop is the rule (run-in headings are the norm at the second level), and an end before it has to be argued for: a noun
that closes headings before it, a subject, a time or a verb that opens a text behind it, brackets balanced, and a clause that
is complete. Headings of one report are alike, so what the siblings do counts.
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass

from analyzer.segmentation import Segmenter
from analyzer.structure.words import TitleWords, title_words

_STOP = re.compile("[。！？\n]")
_LONGEST = 100
_WINDOW = 70
"""A glued end is looked for among so many characters."""
_CLAUSE_SIGN = "，、：；,:;"
_OPEN, _CLOSE = "“（《(【〔‘", "”）》)】〕’"
_NO_START = frozenset(_CLAUSE_SIGN + _CLOSE)
_BRACKET = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")
_CLAUSES = re.compile("[，； ]")
_SIGN, _LAST_SIGN = re.compile("[，；：]"), re.compile(".*[，；：]")
_SHORTEST = 4
_SURE = 16
"""A line so short that ends in 。 is a heading whole; a longer one may be a heading and its only sentence."""
_BODY = 6
"""A text has at least so many characters before its first stop; fewer are the end of the heading's own clause."""
_USUAL, _LENGTH = 16, 1.2
_STOP_BONUS, _LINES, _SIBLINGS = 2.5, 2.5, 0.8
_PREDICATES = frozenset({"v", "a", "ad", "i", "l", "vi", "vg", "an"})
"""Tags without which a second clause is no clause yet (…，政府治理效能 | 进一步提升)."""
_FIGURE = re.compile("[0-9](?!.{0,4}[”》])(?![0-9]*年)")
_NUMBER = re.compile("[0-9](?!0[0-9]{2})")
_FIGURES = re.compile("[0-9][0-9.,]*(?!.{0,4}[”》])(?![0-9.]*年)")
_PROSE = re.compile(
    "(?<!为)了(?!解)|全年|共计|累计|分别|其中|以上|不少于|《|等(?:方式|形式|活动|工作|文件|制度|领域|部门|单位|[“0-9一二三四五六七八九十])"
)
"""Words of a text, hardly ever of a heading."""
_PROSE_FIRST = re.compile("[了全共累分其以不《等]")
"""What each of them begins with."""
_BLANK, _PARALLEL, _NEAR, _CLEAR = 4.0, 1.5, 0.7, 1.0
_PREDICATE = 3.0
_ADVERBS = frozenset({
    "进一步", "更加", "更为", "持续", "不断", "显著", "明显", "稳步", "逐步", "日益", "愈加", "愈发",
    "大幅", "全面", "加快", "有效", "有力", "加速", "扎实", "深入", "纵深", "取得", "得到", "再",
})  # fmt: skip
"""How a subject does, before the verb that tells it."""
_BLANK_BETWEEN = re.compile("[^ 0-9A-Za-z“] +[^ 0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class Slot:
    """A heading whose title is to be found: from `after` to at most `limit` (the next heading or the text's end).

    `lines` tells that the text still has its paragraphs and the heading begins one: then running into the text is rare.
    """

    after: int
    limit: int
    level: int
    lines: bool = False


@dataclass(frozen=True, slots=True)
class _Choice:
    """Where the first stop stands and the best end before it, with how much better (or worse) that is."""

    stop: int
    glued: int | None
    gain: float


def title_ends(folded: str, slots: list[Slot], segmenter: Segmenter) -> list[int]:
    """The end of each title (without the stop behind it)."""
    clean = [_clean_end(folded, slot) for slot in slots]
    choices = [
        _choice(folded, slot, segmenter, title_words()) if end is None else None for slot, end in zip(slots, clean, strict=True)
    ]
    lean = _siblings(slots, choices)
    ends = []
    for slot, end, choice in zip(slots, clean, choices, strict=True):
        if end is None and choice is not None:
            wanted = choice.glued is not None and choice.gain + lean[slot] > 0
            end = choice.glued if wanted and choice.glued is not None else choice.stop
        ends.append(slot.after if end is None else end)
    return ends


def _siblings(slots: list[Slot], choices: list[_Choice | None]) -> dict[Slot, float]:
    """How much headings lean to running into their text: those of one level in a report are alike, those of one parent more."""
    groups: dict[tuple[int, int], list[float]] = {}
    own: dict[Slot, tuple[int, int]] = {}
    parents: list[tuple[int, int]] = []  # (level, place) of the headings that are open
    for slot, choice in zip(slots, choices, strict=True):
        while parents and parents[-1][0] >= slot.level:
            parents.pop()
        own[slot] = (slot.level, parents[-1][1] if parents else -1)
        parents.append((slot.level, slot.after))
        if choice is not None:
            gain = max(-3.0, min(3.0, choice.gain))
            for key in (own[slot], (slot.level, -2)):
                groups.setdefault(key, []).append(gain)
    means = {key: sum(gains) / (len(gains) + 1) for key, gains in groups.items()}
    return {
        slot: _SIBLINGS * (_NEAR * means.get(key, 0.0) + (1 - _NEAR) * means.get((slot.level, -2), 0.0))
        for slot, key in own.items()
    }


def _clean_end(folded: str, slot: Slot) -> int | None:
    """The end where there is no doubt: a line of its own, or the next heading directly behind."""
    line = folded.find("\n", slot.after, slot.limit)
    end = slot.limit if line < 0 else line
    if end - slot.after > _LONGEST:
        return None
    text = folded[slot.after : end].rstrip(" *")
    whole = text.rstrip("。：:；;！ *")
    if _STOP.search(whole) or (text[len(whole) :].startswith("。") and len(whole) > _SURE):
        return None
    if line >= 0 or end < len(folded):
        return slot.after + len(whole)
    return None


def _choice(folded: str, slot: Slot, segmenter: Segmenter, words: TitleWords) -> _Choice:
    match = _STOP.search(folded, slot.after, min(slot.limit, slot.after + 4 * _LONGEST))
    stop = match.start() if match else min(slot.limit, slot.after + 4 * _LONGEST)
    text = folded[slot.after : min(stop, slot.after + _WINDOW + 30)]
    pairs = segmenter.pairs(text)
    best = max(_glued(text, pairs, words), key=lambda each: each[1], default=None)
    shown = slot.after + len(folded[slot.after : stop].rstrip(" ：:；，、"))
    if stop - slot.after > _LONGEST:
        comma = _SIGN.search(folded, slot.after + 4, slot.after + _LONGEST)
        shown = comma.start() if comma else slot.after + _LONGEST
    told = _before_figures(folded, slot, stop)
    if told is not None:
        shown, best = told, best if best is not None and best[1] >= _CLEAR else None
    if best is None:
        return _Choice(shown, None, -3.0)
    return _Choice(shown, slot.after + best[0], best[1] - _whole(folded[slot.after : stop], pairs, words, slot.lines))


def _before_figures(folded: str, slot: Slot, stop: int) -> int | None:
    """The clause before the first figure where the whole section is one sentence (优化服务供给，新增疏导点6个。)."""
    if folded[stop : slot.limit].strip(" \n。！？"):
        return None
    figure = _FIGURE.search(folded, slot.after + 4, stop)
    sign = None if figure is None else _LAST_SIGN.match(folded, slot.after, figure.start())
    return None if sign is None or sign.end() - slot.after <= _SHORTEST else sign.end() - 1


def _whole(text: str, pairs: list[tuple[str, str]], words: TitleWords, lines: bool) -> float:
    """How well the text up to the stop does as a title: short, of one or two clauses, without figures."""
    score = _STOP_BONUS + _LINES * lines - _length_cost(len(text))
    score -= 1.0 * max(0, text.count("，") + text.count("；") + text.count("：") - 1)
    score -= 1.5 * min(3, len(_FIGURES.findall(text, 3))) + 1.0 * min(2, len(_PROSE.findall(text)))
    if pairs and len(text) <= _WINDOW:
        score += 0.5 * words.closes(*pairs[-1])
    return score


def _again(text: str, place: int) -> float:
    """A text that begins with the heading's own words (规范执法行为 | 规范执法…)."""
    return 3.0 if text.startswith(text[:4], place) and "、" not in text[:place] else 0.0


def _joint(text: str, place: int, prose: int) -> float:
    """A blank where a line end may have been, and clauses of the same length before it (加强领导，健全机制 | …).

    Before `prose` no word of a text can stand.
    """
    title, score = text[:place].rstrip(" "), 0.0
    if len(title) < place and _BLANK_BETWEEN.match(text[: place + 1], len(title) - 1):
        score += _BLANK
    if place > prose:
        score -= 1.0 * min(2, len(_PROSE.findall(text, 0, place)))
    clauses = _CLAUSES.split(title)
    return score + _PARALLEL * (len(clauses) > 1 and len(clauses[-1]) >= 4 and len(clauses[-1]) == len(clauses[-2]))


@functools.cache
def _length_cost(length: int) -> float:
    return _LENGTH * abs(math.log(max(length, 4) / _USUAL))


def _glued(text: str, pairs: list[tuple[str, str]], words: TitleWords) -> list[tuple[int, float]]:
    """(offset, score) of each place where a title may run into its text without a sign between; `pairs` are (word, tag)."""
    found: list[tuple[int, float, bool]] = []
    depth, clause, opener, place, figure, predicate = 0, 0, 0, 0, False, False
    outlined = words.outline.match(text) is not None  # else no beginning of it is an outline heading
    first = _PROSE_FIRST.search(text)
    prose = len(text) if first is None else first.start()
    for index, (word, tag) in enumerate(pairs):
        if place > _WINDOW:
            break
        if index and place >= _SHORTEST and depth == 0 and word.strip():
            before, before_tag = pairs[index - 1]
            if not before.strip() and index > 1:
                before, before_tag = pairs[index - 2]
            if before[-1] not in _CLAUSE_SIGN and word[0] not in _NO_START:
                score = words.begins(word, tag) + words.closes(before, before_tag) - _length_cost(place) - 1.5 * figure
                score += 2.5 * bool(words.subjects.match(text, place)) + _again(text, place)
                score += _joint(text, place, prose)
                score -= 2.0 * (place - clause < 4) + 2.0 * (len(text) - place < _BODY)
                score -= 2.5 * (clause > 0 and not predicate) + 2.0 * bool(_NUMBER.match(word))
                score += _rising(pairs, index, opener) if clause else 0.0
                title = text[:place].rstrip(" ")
                found.append((len(title), score, outlined and words.outline.fullmatch(title) is not None))
        if _BRACKET.search(word):
            for sign in word:
                depth = max(0, depth + (sign in _OPEN) - (sign in _CLOSE))
        figure = figure or (place > 3 and bool(_FIGURE.search(word)))
        predicate = predicate or tag in _PREDICATES
        place += len(word)
        if word[-1] in _CLAUSE_SIGN:
            clause, opener, predicate = place, index + 1, False
    longest = max((place for place, _, usual in found if usual), default=0)  # 2024年工作回顾, not 2024年工作
    return [(place, score + (2.5 + 0.05 * place) * (place == longest)) for place, score, _ in found]


def _rising(pairs: list[tuple[str, str]], index: int, opener: int) -> float:
    """A clause that says how its subject does (…，人民生活品质进一步改善) needs its predicate, and ends well with it.

    `opener` is the clause's first word.
    """
    first, first_tag = pairs[opener]
    if first_tag[:1] in ("v", "a", "d") or first in title_words().verbs:
        return 0.0
    if pairs[index][0] in _ADVERBS:
        return -_PREDICATE
    adverbial = pairs[index - 2][0] in _ADVERBS and index - 2 > opener
    return _PREDICATE if adverbial and pairs[index - 1][1][:1] in ("v", "a") else 0.0
