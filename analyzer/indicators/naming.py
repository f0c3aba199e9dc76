"""A sentence of tokens → drafts of indicators, one per quantity and thing measured. Front function: `read_drafts`.

At each number (a group where two measures stand side by side: 6件12处) an ordered list of questions; the first that answers wins:
from A to B · 分别 deals values in order · above or below a standard · growth · rates · act and noun. What each looks at is in
`phrases.py` (left and right of the number) and `changes.py` (growth and comparison); 其中 and brackets are in `parents.py`.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from analyzer.indicators.changes import (
    Change,
    base_of_range,
    direction_after,
    opens_with_past,
    read_change,
    rising_link,
    standard_after,
)
from analyzer.indicators.dealing import deal, dealt_numbers, share_head
from analyzer.indicators.exclusions import with_attributes_as_words
from analyzer.indicators.lexicon import load_lexicon
from analyzer.indicators.phrases import (
    Left,
    is_measure,
    is_rate,
    join,
    left_phrase,
    right_act,
    right_phrase,
    skip_bounds,
    split_items,
    trim,
)
from analyzer.indicators.sentences import Sentence, Token
from analyzer.model import Comparison, Confidence, NumberMention, Quantity

__all__ = ["Draft", "read_drafts"]

_CAUSATIVE = frozenset(("新增", "推动", "支持", "引导", "促进", "带动", "争取", "帮助", "助力", "推进", "有", "助推", "使"))
"""Acts whose object does something itself: 新增100个项目纳入保障范围."""
_NOT_OF_AMOUNTS = frozenset(("提升", "扩大", "提速", "精简"))
"""Growth verbs that tell an amount done, not a change (森林抚育提升200万亩)."""
_CONTAINING = frozenset(("含", "包括", "包含", "其中", "涉及"))
_LONGEST = 22
"""Characters beyond which a name leaves out a list between the act and the noun right of the number."""
_REACH = 160
"""Words left of a number that are looked at: no sentence is longer, and a text without stops takes linear time."""
_GROUP = 4
"""Most measures of one thing that stand side by side (3场12件20人)."""
_TOPIC = 14
"""Characters up to which a topic keeps its subject (“接诉即办”事件)."""
_BE = ("在", "为", "于")
_GROWTH_NAMES = ("增速", "增幅", "涨幅", "降幅", "减幅", "增长率")
_AMOUNTS = ("额", "率", "量", "值", "占比", "比重", "资金", "面积", "里程", "人数")
"""Ends of names that take no act from the item before."""


@dataclass(slots=True, eq=False)
class Draft:
    """An indicator while it is read. `verb` and `body` are the two halves of the name; `token` is the place in the sentence."""

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


def read_drafts(sentence: Sentence, mentions: tuple[NumberMention, ...], text: str, before: Draft | None) -> list[Draft]:
    """The drafts of a sentence in the order of the text; `before` is the last draft of the sentence before."""
    tokens = with_attributes_as_words(list(sentence.tokens), mentions, text, sentence.start, sentence.end)
    main, groups = _without_brackets(tokens)
    drafts = _Reader(sentence, mentions, main, before).read()
    outside = {draft.mention: draft for draft in drafts}
    numbers = [token for token in main if token[1] == "N"]
    starts = [token[2] for token in numbers]
    for place, inner in groups:
        index = bisect.bisect_left(starts, place) - 1
        total = outside.get(numbers[index][4]) if index >= 0 else None
        inside = _Reader(sentence, mentions, inner, total, bracket=True).read()
        for draft in inside:
            draft.part_mark = draft.part_mark or total is not None
            draft.parent = draft.parent or total
        drafts += inside
    drafts.sort(key=lambda d: d.mention)
    return drafts


def _without_brackets(tokens: list[Token]) -> tuple[list[Token], list[tuple[int, list[Token]]]]:
    """The tokens outside brackets, and (offset, tokens) of each bracket with a quantity; short ones without stay as one word."""
    main: list[Token] = []
    groups: list[tuple[int, list[Token]]] = []
    index = 0
    while index < len(tokens):
        if tokens[index][1] != "(":
            if tokens[index][1] != ")":
                main.append(tokens[index])
            index += 1
            continue
        close, depth = index + 1, 1
        while close < len(tokens) and depth:
            depth += {"(": 1, ")": -1}.get(tokens[close][1], 0)
            close += 1
        inner = [t for t in tokens[index + 1 : close] if t[1] not in "()"]
        if inner and inner[0][0] in _CONTAINING:
            inner[0] = (inner[0][0], "f", *inner[0][2:])
        if any(t[1] == "N" for t in inner):
            groups.append((tokens[index][2], inner))
        elif inner and sum(len(t[0]) for t in inner) <= 8 and main and main[-1][1] in "nQ":
            word = "".join(t[0] for t in inner)
            main.append((f"（{word}）", "n", inner[0][2], inner[-1][3], -1))
        index = close
    return main, groups


class _Reader:
    """The walk over the numbers of one run of tokens. `edge` is where the words of the next number begin."""

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

    def read(self) -> list[Draft]:
        """All drafts, in order."""
        at = 0
        while at < len(self.numbers):
            size = self._group(at)
            self.edge = max(self.edge, self.numbers[at] - _REACH)
            for question in (self._from_to, self._past, self._dealt, self._change, self._rates, self._plain):
                used = question(at, size)
                if used:
                    at += used
                    break
        return self.drafts

    # ---------- helpers

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
        left = self.tokens[self.edge : number]
        draft.part_mark = any(t[1] == "f" for t in left)
        if draft.part_mark and self.whole is None:
            self.whole = self.last
        if draft.comparison is None:
            draft.comparison = self._comparison(number, left, draft)
        self.drafts.append(draft)
        self.last = draft
        return draft

    def _comparison(self, number: int, left: list[Token], draft: Draft) -> Comparison | None:
        """What a link (增至), a name (涨幅) or a standard right of the number (，高于全省平均) says of the change."""
        if direction := rising_link(left):
            return Comparison("from_to", direction)
        if (
            draft.name.endswith(_GROWTH_NAMES)
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
        last = self.whole if self.whole is not None and self.last is not None else self.last
        if last is not None:
            if is_measure(last.body):
                return last.subject, "high"
            topic = (last.subject or "") + last.body
            return (topic if len(topic) <= _TOPIC else last.body) or None, "high"
        left = self.tokens[self.edge : number]
        for index in range(len(left) - 1, -1, -1):
            if left[index][1] == ",":
                words = left_phrase(left[:index][_last_stop(left[:index]) :])
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

    def _from_to(self, at: int, size: int) -> int:
        """由A增至B: one indicator, B, with A as the base."""
        if size > 1 or at + 1 >= len(self.numbers):
            return 0
        first, second = self.numbers[at], self.numbers[at + 1]
        found = base_of_range(self.tokens, self.edge, first, second)
        if found is None:
            return 0
        start, direction = found
        old, new = self._quantity(first), self._quantity(second)
        if direction is None:
            direction = "up" if new.value > old.value else "down" if new.value < old.value else "same"
        head = self.tokens[self.edge : start]
        between = self.tokens[first + 1 : second]
        phrase = left_phrase(head[_last_stop(head) :])
        words = phrase.words
        if not words:
            words = [t for t in between if t[1] in "nQ"]
        if not words:
            right, end = right_phrase(self.tokens, second + 1, True)
            words = right
        else:
            end = skip_bounds(self.tokens, second + 1)
        name, subject, confidence = join(words), join(phrase.subject) or None, "high"
        if not name and self.last is not None:
            name, confidence = self.last.name, "medium"
        if is_measure(name) and subject is None:
            subject = self._topic(first)[0]
        comparison = Comparison("from_to", direction, None, None, old.value, old.unit)
        self._draft(second, body=name, subject=subject, comparison=comparison, confidence=confidence)
        self.edge = end
        return 2

    def _past(self, at: int, size: int) -> int:
        """相较去年22件明显下降, 较上年的12件增加3件: what the amount before was; no indicator of its own."""
        number, after = self.numbers[at], self.numbers[at + size - 1] + 1
        known = self.drafts[-size:]
        if len(known) < size or not opens_with_past(self.tokens, self.edge, number):
            return 0
        found = direction_after(self.tokens, after)
        if found is None:
            return 0
        direction, end = found
        used, amount, unit = size, None, None
        if size == 1 and at + 1 < len(self.numbers) and self.numbers[at + 1] == end:
            quantity = self._quantity(end)
            used, amount, unit, end = 2, quantity.value, quantity.unit, end + 1
        for offset, draft in enumerate(known):
            old = self._quantity(number + offset)
            draft.comparison = Comparison("year_on_year", direction, amount, unit, old.value, old.unit)
        self.edge = end
        return used

    def _dealt(self, at: int, size: int) -> int:
        """A、B分别增长x、y: one indicator each, in order."""
        left = self.tokens[self.edge : self.numbers[at]]
        mark = next((i for i in range(len(left) - 1, -1, -1) if left[i][1] == "F"), None)
        if mark is None or size > 1 or any(t[1] in "," for t in left[mark:]):
            return 0
        if left[mark][0] == "各":
            return self._each(at, left[:mark])
        count = dealt_numbers(self.tokens, self.numbers, at)
        head = left[:mark]
        phrase = left_phrase(head[_last_stop(head) :])
        words = phrase.words or left_phrase(left[mark + 1 :]).words
        items = len(split_items(words))
        count = min(count, items) if items > 1 else min(count, 2)
        names = deal(words, count)
        if count < 2 or names is None:
            return 0
        change = read_change(self.tokens, self.edge, self.numbers[at], self._quantity(self.numbers[at]))
        acts = join([t for t in left[mark + 1 :] if t[1] in "vwo"]) if phrase.words else ""
        for offset, name in enumerate(names):
            number = self.numbers[at + offset]
            quantity = self._quantity(number)
            if acts and change is None:
                self._draft(number, verb=acts, body=name, subject=join(phrase.subject) or None)
            elif change is not None:
                own = change.of(quantity)
                self._draft(number, name=name + change.word, body=name, comparison=own, growth=True)
            else:
                topic = self._topic(number)[0] if is_measure(name) else join(phrase.subject) or None
                self._draft(number, body=name, subject=topic)
            self.edge = skip_bounds(self.tokens, number + 1)
        return count

    def _each(self, at: int, head: list[Token]) -> int:
        """A、B各x: the same value for each item of the list."""
        phrase = left_phrase(head[_last_stop(head) :])
        nouns = phrase.words[phrase.object_start :]
        items = split_items(nouns)
        names = deal(nouns, len(items)) if len(items) > 1 else deal(nouns, 2)
        if not nouns or names is None:
            return 0
        number = self.numbers[at]
        for name in names:
            self._draft(number, verb=join(phrase.words[: phrase.object_start]), body=name, subject=join(phrase.subject) or None)
        self.edge = skip_bounds(self.tokens, number + 1)
        return 1

    def _change(self, at: int, size: int) -> int:
        """Growth and comparison: folded into the amount right before, else an indicator of its own."""
        number = self.numbers[at]
        quantity = self._quantity(number)
        if size > 1:
            return 0
        change = read_change(self.tokens, self.edge, number, quantity)
        if change is None:
            return 0
        right, end = right_phrase(self.tokens, number + 1, True)
        if not change.is_share and not change.base and (right or change.word in _NOT_OF_AMOUNTS) and trim(change.words):
            return 0
        words = change.words
        if not trim(words) and self.last is not None:
            self._fold(number, change)
        else:
            phrase = left_phrase(words[_last_content(words) :])
            if len(phrase.words) > 1 and phrase.words[0][0] in _CAUSATIVE - {"新增"}:
                phrase = left_phrase(phrase.words[1:])
            name = join(phrase.subject + phrase.words) if len(join(phrase.subject)) <= 8 else join(phrase.words)
            subject, confidence = None, "high"
            if not name or is_measure(name):
                subject, confidence = self._topic(number)
            draft = self._draft(number, name=name + change.word, body=name, subject=subject, growth=True, confidence=confidence)
            draft.comparison = change.of(quantity)
        self.edge = end if right and change.is_share else skip_bounds(self.tokens, number + 1)
        return 1

    def _fold(self, number: int, change: Change) -> None:
        """A change right behind an amount: it is that amount's comparison, unless that has one already."""
        last, comparison = self.last, change.of(self._quantity(number))
        assert last is not None
        if last.comparison is None or (last.comparison.amount is None and last.comparison.kind != "from_to"):
            last.comparison = comparison
            return
        self._draft(
            number,
            name=last.body + change.word,
            body=last.body,
            subject=last.subject,
            growth=True,
            comparison=comparison,
            confidence="medium",
        )

    def _rates(self, at: int, size: int) -> int:
        """Rates and lists of rates: 参考率、优秀率均达100% is two indicators."""
        number = self.numbers[at]
        quantity = self._quantity(number)
        if size > 1 or not (self.mentions[self.tokens[number][4]].kind == "percentage"):
            return 0
        clause = self._clause(number)
        both = any(t[0] in ("均", "都", "各") for t in clause[-4:])
        clause = trim(clause)
        items = split_items(clause)
        if not items or not is_rate(items[-1][-1][0]):
            return 0
        first = len(items) - 1
        while first > 0 and is_rate(items[first - 1][-1][0]):
            first -= 1
        if first and both and first == len(items) - 1:
            items, first = share_head(split_items(left_phrase(clause).words)), 0
        items = items[first:]
        for item in items:
            phrase = left_phrase(item)
            name, subject, confidence = join(phrase.words), join(phrase.subject) or None, "high"
            if subject is None and is_measure(name):
                subject, confidence = self._topic(number)
            self._draft(number, body=name, subject=subject, confidence=confidence, aggregation=phrase.aggregation)
        del quantity
        self.edge = skip_bounds(self.tokens, number + 1)
        return 1

    def _plain(self, at: int, size: int) -> int:
        """Act and noun, left and right of the number."""
        number, behind = self.numbers[at], self.numbers[at + size - 1] + 1
        clause = self._clause(number, near=True)
        handed = next((t[1] == "p" and t[0] not in _BE for t in reversed(clause) if t[1] not in "daTl"), False)
        left = left_phrase([] if handed else clause, True)
        right, end = right_phrase(self.tokens, behind, not left.has_verb or join(left.words) in _CAUSATIVE)
        if not right and self._quantity(number).unit == "次":
            right, end = right_act(self.tokens, behind)
        if not right:
            clause = self._clause(number)
            left = left_phrase(clause)
        for offset in range(size):
            if right:
                self._right_named(number + offset, clause, left, right)
            else:
                self._left_named(number + offset, clause, left, offset)
        self.owner = join(right) if right and end < len(self.tokens) and self.tokens[end][1] not in ",D|" else None
        self.edge = end
        return size

    def _right_named(self, number: int, clause: list[Token], left: Left, right: list[Token]) -> None:
        body, subject, verb = join(right), join(left.subject) or None, ""
        percentage = self.mentions[self.tokens[number][4]].kind == "percentage"
        if left.has_verb:
            verb = join(left.words)
            if len(verb) + len(body) > _LONGEST and any(t[1] in "Dc" for t in left.words):
                verb = join(left.words[: left.object_start])
        elif percentage and left.words:
            body = join(left.words) + body
        elif left.words and self.last is not None and self.last.verb and self.tokens[self.edge][1] in "Dc":
            verb, body = self.last.verb, join(left.words) + body
        elif left.words:
            ending = [t for t in clause if t[1] not in "daTlm"][-1:]
            if ending and ending[0][1] not in "up" and ending[0][0] not in ("在", "为"):
                subject = join(left.words)
        elif self.last is not None and self._carries(number, body):
            verb = self.last.verb
        self._draft(number, verb=verb, body=body, subject=subject, aggregation=left.aggregation)

    def _left_named(self, number: int, clause: list[Token], left: Left, offset: int) -> None:
        last = self.last
        subject, confidence = join(left.subject) or None, "high"
        if offset and last is not None:
            self._draft(
                number, verb=last.verb, body=last.body, name=last.name, subject=last.subject, aggregation=last.aggregation
            )
            return
        verb, body = join(left.words[: left.object_start]), join(left.words[left.object_start :])
        if not left.words and last is not None:
            body, subject, confidence = last.body, last.subject, "medium"
            verb = "" if left.aggregation else last.verb
        elif not left.words:
            body, confidence = (self.before.body, "low") if self.before is not None else ("", "low")
        elif left.has_verb and not body and all(t[1] == "v" for t in left.words) and last is not None and self._same_unit(number):
            body = last.body
        elif not left.has_verb and (is_measure(body) or body.startswith("占")):
            subject, confidence = self._topic(number)
        elif not left.has_verb and self._carries(number, body) and last is not None:
            verb, subject = last.verb, last.subject
        if self.owner and subject is None:
            subject = self.owner
        self._draft(number, verb=verb, body=body, subject=subject, aggregation=left.aggregation, confidence=confidence)

    def _carries(self, number: int, body: str) -> bool:
        """Whether the verb of the number before goes on: over 、 and 和, over a comma only for the same unit and last character."""
        last = self.last
        if last is None or not last.verb or last.growth or not body or is_measure(body) or body.endswith(_AMOUNTS):
            return False
        between = self.tokens[self.edge : number]
        stops = [t[1] for t in between if t[1] in ",Dcf|"]
        if stops and set(stops) <= set("Dc"):
            return True
        linked = any(t[1] in "lma" for t in between)
        return stops == [","] and not linked and self._same_unit(number) and last.body[-1:] == body[-1:]

    def _same_unit(self, number: int) -> bool:
        return self.last is not None and self.last.quantity.unit == self._quantity(number).unit


def _last_stop(tokens: list[Token]) -> int:
    """Behind the last comma that has content after it."""
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index][1] in ",f|" and trim(tokens[index + 1 :]):
            return index + 1
    return 0


_last_content = _last_stop


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
