"""A sentence of tokens → drafts of indicators, one per quantity and thing measured. Front function: `read_drafts`.

At each number (a group where two measures stand side by side: 6件12处) an ordered list of questions; the first that answers wins:
from A to B · what it was before · 分别 deals values in order · growth · rates · act and noun. What each looks at is in
`phrases.py` (left and right of the number) and `changes.py` (growth and comparison); the comparing questions are in
`comparing.py`, what the walk remembers is in `walk.py`; 其中 and brackets are linked in `parents.py`.
"""

from __future__ import annotations

import bisect
from fractions import Fraction

from analyzer.indicators.comparing import ComparingWalk
from analyzer.indicators.dealing import dealt_times, share_head
from analyzer.indicators.exclusions import with_attributes_as_words
from analyzer.indicators.lexicon import endings, listed, load_lexicon
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
from analyzer.indicators.walk import Draft
from analyzer.model import NumberMention

__all__ = ["Draft", "read_drafts"]

_LONGEST = 22
"""Characters beyond which a name leaves out a list between the act and the noun right of the number."""
_REACH = 160
"""Words left of a number that are looked at: no sentence is longer, and a text without stops takes linear time."""
_SHORT = 4
"""Characters of an act that may stand without its object."""
_BACK = 6
"""Drafts back in which the thing that an act is done to is looked for."""
_CLAUSE = 24
"""Words before the first number of a sentence in which the thing that it deals with is looked for."""
_THING = 16
"""Characters of such a thing."""
_BE = ("在", "为", "于")


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
            if total is not None and draft.parent is None and _divides(draft, total):
                draft.parent = total
        drafts += inside
    drafts.sort(key=lambda d: d.mention)
    return drafts


def _divides(part: Draft, total: Draft) -> bool:
    """Whether what a bracket tells can be a part of the number before it: a share, or no more of the same unit."""
    if part.quantity.unit == "%":
        return True
    return part.quantity.unit == total.quantity.unit and Fraction(part.quantity.value) <= Fraction(total.quantity.value)


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
        if inner and inner[0][0] in listed("containing"):
            inner[0] = (inner[0][0], "f", *inner[0][2:])
        elif inner and inner[0][0][0] == "含" and len(inner[0][0]) > 1:
            word, _, first, last, number = inner[0]
            inner[0] = (word[1:], "n", first + 1, last, number)
        if any(t[1] == "N" for t in inner):
            groups.append((tokens[index][2], inner))
        elif inner and sum(len(t[0]) for t in inner) <= 8 and main and main[-1][1] in "nQ":
            word = "".join(t[0] for t in inner)
            main.append((f"（{word}）", "n", inner[0][2], inner[-1][3], -1))
        index = close
    return main, groups


class _Reader(ComparingWalk):
    """The questions in their order, and those about rates, acts and nouns."""

    _had_right_noun = False
    """Whether the number before was named by nouns right of it alone."""

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
        times = dict(dealt_times(self.tokens, self.numbers))
        for draft in self.drafts:
            draft.time = times.get(draft.mention)
        return self.drafts

    # ---------- helpers

    def _rates(self, at: int, size: int) -> int:
        """Rates and lists of rates: 参考率、优秀率均达100% is two indicators."""
        number = self.numbers[at]
        if size > 1 or self.mentions[self.tokens[number][4]].kind != "percentage":
            return 0
        clause = self._clause(number)
        both = any(t[0] in ("均", "都", "各") or t[4] == -2 for t in clause[-4:])
        clause = trim(clause)
        items = split_items(clause)
        if not items or not is_rate(items[-1][-1][0]):
            return 0
        first = len(items) - 1
        while first > 0 and is_rate(items[first - 1][-1][0]):
            first -= 1
        if first and first == len(items) - 1 and not both and all(t[1] != "D" for t in clause):
            items, first = [clause], 0
        elif first and both and first == len(items) - 1:
            items, first = share_head(split_items(left_phrase(clause).words)), 0
        items = items[first:]
        for item in items:
            phrase = left_phrase(item)
            name, subject, confidence = join(phrase.words), join(phrase.subject) or None, "high"
            if subject is None and is_measure(name):
                subject, confidence = self._topic(number)
            self._draft(number, body=name, subject=subject, confidence=confidence, aggregation=phrase.aggregation)
        self.edge = skip_bounds(self.tokens, number + 1)
        return 1

    def _plain(self, at: int, size: int) -> int:
        """Act and noun, left and right of the number."""
        number, behind = self.numbers[at], self.numbers[at + size - 1] + 1
        clause = self._clause(number, near=True)
        clause = [(t[0], "v", *t[2:]) if t[1] == "g" else t for t in clause]
        handed = next((t[1] == "p" and t[0] not in _BE for t in reversed(clause) if t[1] not in "daTl"), False)
        left = left_phrase([] if handed else clause, True)
        own = [t for t in left.words if t[0] not in load_lexicon().self_references]
        times = self._quantity(number).unit in listed("occasions")
        free = not left.has_verb or join(own) in listed("causative")
        right, end = right_phrase(self.tokens, behind, free, left.has_verb and times)
        if not right and self._quantity(number).value == 0 and self.tokens[number][0].startswith("一"):
            right, end = self._what_is_none(behind)
        if not right and (self._quantity(number).unit == "次" or not left.words):
            right, end = right_act(self.tokens, behind)
        if not right and join(own) in listed("causative") and behind < len(self.tokens) and self.tokens[behind][1] == "v":
            right, end = right_act(self.tokens, behind)  # 组织干部、调解员等650人次参加培训
        if not right:
            clause = self._clause(number)
            left = left_phrase(clause)
        had_noun = bool(right) and not left.words
        converted = any(t[0] in listed("converted") for t in left.words)
        for offset in range(size):
            if right and not (converted and self.last is not None):
                self._right_named(number + offset, clause, left, right, end)
            else:
                self._left_named(number + offset, clause, left, offset)
        if size > 2 and self._quantity(number).unit is None:  # a row of a table: its columns are not told here
            for draft in self.drafts[-size:]:
                draft.confidence = "low"
        self._had_right_noun = had_noun
        self.owner = join(right) if right and end < len(self.tokens) and self.tokens[end][1] not in ",D|" else None
        self.edge = end
        return size

    def _what_is_none(self, index: int) -> tuple[list[Token], int]:
        """未发生一起因执法不当引发的撤销案件: what did not happen is told at the end of the clause."""
        end = next((i for i in range(index, len(self.tokens)) if self.tokens[i][1] in "N,|"), len(self.tokens))
        of = next((i + 1 for i in range(end - 1, index, -1) if self.tokens[i][1] == "u"), index)
        return [t for t in self.tokens[of:end] if t[1] in "nQwvoDc"], end

    def _right_named(self, number: int, clause: list[Token], left: Left, right: list[Token], end: int) -> None:
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
        elif self.last is not None and self._carries(number, body) and not self._acts_itself(end):
            verb = self.last.verb
        self._share_predicate(number, left, right)
        self._draft(number, verb=verb, body=body, subject=subject, aggregation=left.aggregation)

    def _share_predicate(self, number: int, left: Left, right: list[Token]) -> None:
        """3个集体、5名个人受到表彰: what the last item of a list did, all of them did."""
        last, between = self.last, self.tokens[self.edge : number]
        act = next((i for i, t in enumerate(right) if i and t[1] in "vwo"), None)
        if last is None or act is None or last.verb or left.words or not between or any(t[1] not in "Dc" for t in between):
            return
        nouns = [t for t in right[:act] if t[1] in "nQ"]
        if nouns and len(nouns) == act and last.body and self._had_right_noun:
            last.body += join(right[act:])
            last.name = last.body

    def _left_named(self, number: int, clause: list[Token], left: Left, offset: int) -> None:
        last = self.last
        subject, confidence = join(left.subject) or None, "high"
        if offset and last is not None:
            self._draft(
                number, verb=last.verb, body=last.body, name=last.name, subject=last.subject, aggregation=last.aggregation
            )
            return
        verb, body = join(left.words[: left.object_start]), join(left.words[left.object_start :])
        if left.has_verb and last is not None and last.verb and self._names_document(number, left):
            verb, body = last.verb, join(left.words)
        elif not left.words and last is not None and any(t[0] == "占" for t in clause):
            verb, body, subject = "", "占比", self._shared(number)
        elif (verb + body).startswith("占"):
            subject, confidence = self._shared(number), "high"
        elif last is not None and left.words and left.words[0][0] in listed("converted"):
            verb, body, subject = last.verb, last.body, last.subject  # 175亿美元（约合1243亿元人民币）
        elif not left.words and last is not None:
            stock = any(t[1] == "l" for t in clause) and last.body.endswith(("新增", "净增"))
            body, subject, confidence = last.body[:-2] if stock else last.body, last.subject, "medium"
            verb = "" if left.aggregation else last.verb
        elif last is None and self._repeats(number, verb, body) and self.before is not None:
            body, confidence = self.before.body, "low"
        elif not left.words:
            body, confidence = (self.before.body, "low") if self.before is not None else ("", "low")
        elif (
            self._is_act_alone(number, left)
            and (done := self._acted_on(number, join(left.words), left.aggregation == "累计")) is not None
        ):
            held = next((len(end) for end in endings("stocks") if done.body.endswith(end)), 0)
            verb, body = join(left.words), done.body[: len(done.body) - held]
        elif self._is_act(left) and (thing := self._thing_dealt_with(number)):
            verb, body = join(left.words), thing
        elif not left.has_verb and (is_measure(body) or body.startswith("占")):
            subject, confidence = self._topic(number)
        elif self.whole is not None and left.words and all(t[1] in "vw" for t in left.words):
            pass  # an outcome of its own (其中驳回起诉9件、撤诉4件) takes no other act
        elif not left.has_verb and self._carries(number, body) and last is not None:
            verb, subject = last.verb, last.subject
        if self.owner and subject is None:
            subject = self.owner
        if body in listed("grades") and last is not None and last.body.startswith(endings("grades")):
            body += last.body[next(len(grade) for grade in endings("grades") if last.body.startswith(grade)) :]
        self._draft(number, verb=verb, body=body, subject=subject, aggregation=left.aggregation, confidence=confidence)

    def _names_document(self, number: int, left: Left) -> bool:
        """Whether the act is part of a document's name in a list of documents: 下发通知书8份、整改通知书52份."""
        between = self.tokens[self.edge : number]
        ends = endings("documents")
        return (
            left.words[0][1] == "w"
            and between[0][1] in "Dc"
            and all(t[1] != "," for t in between)
            and left.words[-1][0].endswith(ends)
            and self.last is not None
            and self.last.body.endswith(ends)
        )

    def _shared(self, number: int) -> str | None:
        """What 占 tells the share of: the number right before, also where that is a part of a total (其中研究生36名，占30%)."""
        last = self.last
        if last is not None and last.part_mark and not last.growth and last.quantity.unit != "%" and last.body:
            return last.body
        return self._topic(number)[0]

    def _acts_itself(self, end: int) -> bool:
        """Whether an act follows the noun right of the number: 16所学校入选…, which takes no act from before."""
        return end < len(self.tokens) and self.tokens[end][1] in "vwogdm"

    def _is_act_alone(self, number: int, left: Left) -> bool:
        """Whether the words are an act without its object, which is then the thing counted before: 受理168件，审结147件."""
        name = join(left.words)
        if (
            not self._is_act(left)
            or any(t[1] == "o" for t in left.words)
            or (
                self.whole is not None and len(left.words) > 1 and all(t[1] == "v" for t in left.words)
            )  # 其中查封扣押4件: an outcome of its own
            or self.last is None
            or self._quantity(number).unit in listed("occasions")
        ):
            return False
        done = self._acted_on(number, name, left.aggregation == "累计")
        return done is not None and name[-1] not in done.body

    def _is_act(self, left: Left) -> bool:
        """Whether the words left of a number are an act without its object."""
        return 0 < len(join(left.words)) <= _SHORT and left.words[0][1] in "vw" and all(t[1] in "vwo" for t in left.words)

    def _thing_dealt_with(self, number: int) -> str:
        """What the clause that opens the sentence deals with: 对规范性文件开展清理，保留24件 → 规范性文件; else nothing."""
        if self.bracket or self._quantity(number).unit in listed("occasions"):
            return ""
        before = self.tokens[max(0, self.numbers[0] - _CLAUSE) : self.numbers[0]]
        act = next((i for i in range(len(before) - 1, 0, -1) if before[i][0] in listed("dealing_acts")), None)
        if act is None or not any(t[1] == "," for t in before[act:]):
            return ""
        last = act - 1
        while last > 0 and (before[last][1] in "vod" or before[last][0] in listed("adjectives")):  # 对…开展全面清理
            last -= 1
        first = last
        while first > 0 and before[first - 1][1] in "nQ":
            first -= 1
        thing = join(before[first : last + 1]) if before[last][1] in "nQ" else ""
        return thing if 2 <= len(thing) <= _THING else ""

    def _repeats(self, number: int, verb: str, body: str) -> bool:
        """Whether a bare act opens the sentence and counts what the sentence before counted: 2022年办理612件."""
        before = self.before
        if (
            before is None
            or not before.verb
            or body
            or not 0 < len(verb) <= _SHORT
            or any(t[1] == "," for t in self.tokens[:number])
        ):
            return False
        return before.quantity.unit == self._quantity(number).unit

    def _acted_on(self, number: int, act: str, added_up: bool = False) -> Draft | None:
        """What an act without its object is done to: what 其中 divides, else the last thing that an act was told of.

        Of the same unit, and no fewer than this number unless the act is the same or the number is 累计 (`added_up`);
        None where there is no such thing.
        """
        quantity = self._quantity(number)
        for draft in [self.whole, *reversed(self.drafts[-_BACK:])]:
            if draft is None or draft.part_mark or draft.name == draft.verb:
                continue
            if not draft.verb and not draft.body.endswith(endings("stocks")):
                continue
            if draft.verb != act and load_lexicon().letters.get(draft.body) in ("v", "w"):
                continue  # 责令整改9家，取缔3家: 整改 is no thing
            most = Fraction(draft.quantity.value) * Fraction(11, 10)  # a slip of a few is the same thing still
            enough = added_up or draft.verb == act or most >= Fraction(quantity.value)
            if draft.quantity.unit == quantity.unit and enough:
                return draft
        return None

    def _carries(self, number: int, body: str) -> bool:
        """Whether the verb before goes on: over 、 and 和, over a comma only for the same unit and last character."""
        last = self.last
        if last is None or not last.verb or last.growth or not body or is_measure(body) or body.endswith(endings("amount_ends")):
            return False
        between = self.tokens[self.edge : number]
        stops = [t[1] for t in between if t[1] in ",Dcf|"]
        if between and all(t[1] == "u" for t in between):  # 抽查18家单位的216件执法案卷
            return True
        if stops and set(stops) <= set("Dc"):
            return True
        linked = any(t[1] in "lma" for t in between)
        return stops == [","] and not linked and self._same_unit(number) and last.body[-1:] == body[-1:]
