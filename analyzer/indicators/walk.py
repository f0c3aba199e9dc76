"""The walk over the numbers of one run of tokens: what it remembers. `naming.py` and `comparing.py` ask the questions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.indicators.changes import rising_link, standard_after
from analyzer.indicators.lexicon import endings, listed, load_lexicon
from analyzer.indicators.phrases import is_measure, is_rate, join, left_phrase, trim
from analyzer.indicators.sentences import Sentence, Token
from analyzer.model import Comparison, Confidence, NumberMention, Quantity

__all__ = ["Draft", "Walk", "last_stop"]

_NOT = re.compile("(?:未|没有|无)(?:曾|再)?(?:发生|出现)?")
_GROUP = 4
"""Most measures of one thing that stand side by side (3场12件20人)."""
_TOPIC = 14
"""Characters up to which a topic keeps its subject (“接诉即办”事件)."""


@dataclass(slots=True, eq=False)
class Draft:
    """An indicator while it is read.

    `verb` and `body` are the two halves of the name; `time` is the mention of the year dealt to it (2021年、2022年分别…).
    """

    mention: int
    quantity: Quantity
    sentence: Sentence
    name: str = ""
    verb: str = ""
    body: str = ""
    subject: str | None = None
    aggregation: str | None = None
    comparison: Comparison | None = None
    parent: Draft | None = None
    growth: bool = False
    confidence: Confidence = "high"
    left_start: int = 0
    part_mark: bool = False
    in_list: bool = False
    dealt: bool = False
    left_over: bool = False
    time: int | None = None


class Walk:
    """One run of tokens. `edge`: where the next number's words begin; `last`: the draft before; `whole`: what 其中 divides."""

    def __init__(
        self,
        sentence: Sentence,
        mentions: tuple[NumberMention, ...],
        tokens: list[Token],
        before: Draft | None,
        *,
        bracket: bool = False,
    ) -> None:
        self.sentence, self.mentions, self.bracket = sentence, mentions, bracket
        self.tokens = _growth_as_verbs(tokens)
        self.numbers = [i for i, t in enumerate(tokens) if t[1] == "N"]
        self.before, self.last = before, (before if bracket else None)
        self.edge = 0
        self.owner: str | None = None
        self.whole: Draft | None = None
        self.drafts: list[Draft] = []

    def _group(self, at: int) -> int:
        """How many numbers stand side by side from `at` on (6件12处)."""
        size = 1
        while size < _GROUP and at + size < len(self.numbers) and self.numbers[at + size] == self.numbers[at] + size:
            size += 1
        return size

    def _quantity(self, number: int) -> Quantity:
        quantity = self.mentions[self.tokens[number][4]].quantity
        assert quantity is not None
        return quantity

    def _draft(self, number: int, **fields: object) -> Draft:
        """Make a draft and remember it as the last."""
        start = self.tokens[self.edge][2] if self.edge < number else self.tokens[number][2]
        draft = Draft(self.tokens[number][4], self._quantity(number), self.sentence, left_start=start)
        for key, value in fields.items():
            setattr(draft, key, value)
        draft.name = draft.name or draft.verb + draft.body
        if draft.quantity.value == 0 and self.tokens[number][0].startswith("一"):
            draft.name = _NOT.sub("", draft.name)  # 未发生一起越级上访: 0 of 越级上访
            draft.subject = None if draft.subject is None or _NOT.match(draft.subject) else draft.subject
        left = self.tokens[self.edge : number]
        draft.part_mark = any(t[1] == "f" for t in left) or self._divides_last(left, draft)
        draft.in_list = bool(left) and left[0][1] in "Dc"
        draft.left_over = any(t[0] in listed("left_over") for t in left)
        if draft.part_mark and self.whole is None:
            self.whole = self.last
        if draft.comparison is None:
            draft.comparison = self._comparison(number, left, draft)
        self.drafts.append(draft)
        self.last = draft
        return draft

    def _divides_last(self, left: list[Token], part: Draft) -> bool:
        """Whether a list opens right behind a number that it can divide: 案件60件：处罚40件、许可20件; 60件，分别为…."""
        last = self.last
        if self._done_of_last(left, part):
            return True
        if last is None or last.growth or last.quantity.unit != part.quantity.unit or part.quantity.unit == "%" or len(left) < 2:
            return False
        opens = left[0][0] in "：:" or (left[0][1] == "," and left[1][1] == "F" and left[2:] and left[2][0] in ("为", "是"))
        return bool(opens) and last.quantity.value >= part.quantity.value

    def _done_of_last(self, left: list[Token], part: Draft) -> bool:
        """186个问题已整改179个: what is done of the number before, told in the same clause."""
        last = self.last
        if last is None or last.quantity.unit != part.quantity.unit or last.growth or not left:
            return False
        done = any(t[0] in ("已", "已经", "均已", "现已") for t in left[:3]) and all(t[1] not in ",Dcf|(" for t in left)
        return done and last.quantity.value >= part.quantity.value

    def _comparison(self, number: int, left: list[Token], draft: Draft) -> Comparison | None:
        """What a link (增至), a name (涨幅) or a standard right of the number (，高于全省平均) says of the change."""
        if direction := rising_link(left):
            return Comparison("from_to", direction)
        if (
            draft.name.endswith(endings("growth_names"))
            and not draft.name.endswith("自然增长率")
            and self.mentions[draft.mention].kind == "percentage"
        ):
            fall = draft.name.endswith(("降幅", "减幅"))
            return Comparison("year_on_year", "down" if fall else "up", draft.quantity.value, draft.quantity.unit)
        above = standard_after(self.tokens, number + 1)
        return Comparison("versus", above) if above else None

    def _clause(self, number: int, *, near: bool = False) -> list[Token]:
        """The words before a number from the last stop on; unless `near`, from the last stop that leaves any content."""
        left = self.tokens[self.edge : number]
        if near:
            stop = next((i for i in range(len(left) - 1, -1, -1) if left[i][1] in ",f|"), -1)
            return left[stop + 1 :]
        stop = len(left)
        while stop > 0:
            start = stop
            while start > 0 and left[start - 1][1] not in ",f|":
                start -= 1
            if any(t[1] in "nQvwogS" for t in trim(left[start:])):
                return left[start:]
            stop = start - 1
        return left

    def _topic(self, number: int) -> tuple[str | None, Confidence]:
        """What a bare measure (满意率) is of: the thing counted before, else the clause before, else the sentence before."""
        if self.owner:
            return self.owner, "high"
        last, whole = self.last, self.whole
        if last is not None and whole is not None and (not last.verb or last.quantity.unit == whole.quantity.unit):
            last = whole
        if last is not None:
            if is_measure(last.body) or is_rate(last.body):
                return last.subject, "high"
            topic = (last.subject or "") + last.body
            return (topic if len(topic) <= _TOPIC else last.body) or None, "high"
        left = self.tokens[self.edge : number]
        for index in range(len(left) - 1, -1, -1):
            if left[index][1] == ",":
                words = left_phrase(left[:index][last_stop(left[:index]) :])
                nouns = words.words[words.object_start :]
                cut = next((i for i, t in enumerate(nouns) if t[1] not in "nQwuDc"), len(nouns))
                nouns = nouns[:cut]
                if nouns and len(join(nouns)) <= 16:
                    return join(nouns), "medium"
                break
        if self.before is None:
            return None, "low"
        return (self.before.subject if is_measure(self.before.body) else self.before.body) or None, "low"

    # ---------- questions

    def _same_unit(self, number: int) -> bool:
        return self.last is not None and self.last.quantity.unit == self._quantity(number).unit


def last_stop(tokens: list[Token]) -> int:
    """Behind the last comma that has content after it."""
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index][1] in ",f|" and trim(tokens[index + 1 :]):
            return index + 1
    return 0


def _growth_as_verbs(tokens: list[Token]) -> list[Token]:
    """Growth verbs that no number follows are ordinary verbs (减少利息支出约130亿元)."""
    result = list(tokens)
    for index, token in enumerate(tokens):
        if token[1] != "g":
            continue
        after = index + 1
        while after < len(tokens) and tokens[after][1] in "ldTaF":
            after += 1
        if after >= len(tokens) or tokens[after][1] != "N":
            follows = index + 1 < len(tokens) and tokens[index + 1][1] in "nQwo"
            starts = index == 0 or tokens[index - 1][1] not in "nQ"
            result[index] = (
                token[0],
                "v" if follows and starts and token[0] not in load_lexicon().more_or_less else "w",
                *token[2:],
            )
    return result
