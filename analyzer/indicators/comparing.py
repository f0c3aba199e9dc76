"""Questions at a number that compare: from A to B, 分别, what it was before, growth. The walk itself is in `walk.py`."""

from __future__ import annotations

import dataclasses

from analyzer.indicators.changes import SHARES, Change, base_of_range, direction_after, opens_with_past, read_change
from analyzer.indicators.dealing import deal, dealt_numbers
from analyzer.indicators.lexicon import listed
from analyzer.indicators.phrases import is_measure, join, left_phrase, right_phrase, skip_bounds, split_items, trim
from analyzer.indicators.sentences import Token
from analyzer.indicators.walk import Walk, last_stop
from analyzer.model import Comparison, Quantity

__all__ = ["ComparingWalk"]


class ComparingWalk(Walk):
    """Each question takes the place of a number and how many stand side by side; it returns how many it has answered."""

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
        phrase = left_phrase(head[last_stop(head) :])
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
        unit = self._quantity(number).unit
        alike = next((i for i in range(len(self.drafts) - size, -1, -1) if self.drafts[i].quantity.unit == unit), 0)
        known = self.drafts[alike : alike + size]
        if len(known) < size or not opens_with_past(self.tokens, self.edge, number):
            return 0
        found = direction_after(self.tokens, after)
        if found is None:
            return 0
        direction, end = found
        used, amount, amount_unit = size, None, None
        if size == 1 and at + 1 < len(self.numbers) and self.numbers[at + 1] == end:
            quantity = self._quantity(end)
            used, amount, amount_unit, end = 2, quantity.value, quantity.unit, end + 1
        for offset, draft in enumerate(known):
            old = self._quantity(number + offset)
            draft.comparison = Comparison("year_on_year", direction, amount, amount_unit, old.value, old.unit)
        self.edge = end
        return used

    def _dealt(self, at: int, size: int) -> int:
        """A、B分别增长x、y: one indicator each, in order."""
        left = self.tokens[self.edge : self.numbers[at]]
        mark = next((i for i in range(len(left) - 1, -1, -1) if left[i][1] == "F"), None)
        if mark is None or size > 1 or any(t[1] == "," for t in left[mark:]):
            return 0
        if left[mark][0] == "各":
            return self._each(at, left[:mark])
        count = dealt_numbers(self.tokens, self.numbers, at)
        head = left[:mark]
        change = read_change(self.tokens, self.edge, self.numbers[at], self._quantity(self.numbers[at]))
        if change is not None and not trim(change.words) and len(self.drafts) >= count > 1:
            return self._fold_in_order(at, count, change)
        if count > 1 and not trim(head) and (known := self._dealt_before(count)):
            for offset, name in enumerate(known):
                self._draft(self.numbers[at + offset], body=name, aggregation=left_phrase(left).aggregation)
                self.edge = skip_bounds(self.tokens, self.numbers[at + offset] + 1)
            return count
        phrase = left_phrase(head[last_stop(head) :])
        words = phrase.words or left_phrase(left[mark + 1 :]).words
        if head and head[-1][1] == "u":  # 继续有效、修改、废止的分别为…
            words = head[last_stop(head) : -1]
        items = len(split_items(words))
        items = count if len(split_items(words, "D")) == count else items
        count = min(count, items) if items > 1 else min(count, 2)
        names = deal(words, count)
        if count < 2 or names is None:
            return 0
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
                self._draft(number, body=name, subject=topic, dealt=True)
            self.edge = skip_bounds(self.tokens, number + 1)
        first, *others = self.drafts[-count:]
        if first.comparison is not None and first.comparison.kind == "from_to":  # 分别提高到820元和690元
            for draft in others:
                draft.comparison = draft.comparison or first.comparison
        return count

    def _dealt_before(self, count: int) -> list[str]:
        """A、B分别新认定60家和30家，累计分别达到1016家和591家: the things dealt out before, without what was done to them."""
        known = self.drafts[-count:]
        alike = len(known) == count and len({d.quantity.unit for d in known}) == 1 and all(d.body and not d.growth for d in known)
        return [d.body for d in known] if alike else []

    def _fold_in_order(self, at: int, count: int, change: Change) -> int:
        """A为x、B为y，同比分别提高…、…: each change belongs to one amount before, in order."""
        for offset, draft in enumerate(self.drafts[-count:]):
            number = self.numbers[at + offset]
            own = read_change(self.tokens, self.numbers[at + offset - 1] + 1, number, self._quantity(number)) if offset else None
            told = dataclasses.replace(change, direction=own.direction) if own is not None else change
            draft.comparison = told.of(self._quantity(number))
        self.edge = skip_bounds(self.tokens, self.numbers[at + count - 1] + 1)
        return count

    def _each(self, at: int, head: list[Token]) -> int:
        """A、B各x: the same value for each item of the list."""
        phrase = left_phrase(head[last_stop(head) :])
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
        change = read_change(self.tokens, self.edge, number, quantity) or self._change_named(number, quantity)
        if change is None:
            return 0
        if not trim(change.words) and (count := self._growth_row(at)) > 1:
            return self._fold_in_order(at, count, change)
        right, end = right_phrase(self.tokens, number + 1, True)
        done = change.word in listed("done_not_changed") and trim(change.words)
        if not change.is_share and not change.base and (right or done):
            return 0
        words = change.words
        if (not trim(words) or join(trim(words)) in listed("growth_modifiers")) and self.last is not None:
            self._fold(number, change)
        else:
            phrase = left_phrase(words[last_stop(words) :])
            if len(phrase.words) > 1 and phrase.words[0][0] in listed("causative") - {"新增"}:
                phrase = left_phrase(phrase.words[1:])
            name = join(phrase.subject + phrase.words) if len(join(phrase.subject)) <= 8 else join(phrase.words)
            subject, confidence = None, "high"
            if not name or (is_measure(name) and self.last is not None):
                subject, confidence = self._topic(number)
            draft = self._draft(number, name=name + change.word, body=name, subject=subject, growth=True, confidence=confidence)
            draft.comparison = change.of(quantity)
        self.edge = end if right and change.is_share else skip_bounds(self.tokens, number + 1)
        return 1

    def _change_named(self, number: int, quantity: Quantity) -> Change | None:
        """降到8.1%，降幅4.3个百分点: a noun that names the change, alone in its clause right behind the amount."""
        left = [t for t in self.tokens[self.edge : number] if t[1] not in "DTdal"]
        last = self.last
        alone = len(left) == 2 and left[0][1] == "," and left[1][0].removeprefix("同比") in listed("growth_words")
        if not alone or last is None or last.growth or quantity.unit not in SHARES:
            return None
        return Change([], left[1][0], "year_on_year", "down" if left[1][0][-2] in "降减跌" else "up", True, True)

    def _growth_row(self, at: int) -> int:
        """How many growths stand side by side (增长5.2%、7.1%) right behind as many amounts of one row; else 0."""
        count = 1
        while at + count < len(self.numbers):
            between = self.tokens[self.numbers[at + count - 1] + 1 : self.numbers[at + count]]
            if not between or any(t[1] not in "Dc" for t in between):
                break
            count += 1
        row = self.drafts[-count:]
        alike = len(row) == count and len({d.quantity.unit for d in row}) == 1 and all(d.comparison is None for d in row)
        return count if alike and not any(d.growth or d.quantity.unit == "%" for d in row) else 0

    def _fold(self, number: int, change: Change) -> None:
        """A change right behind an amount: it is that amount's comparison, unless that has one already."""
        last, comparison = self.last, change.of(self._quantity(number))
        assert last is not None
        if last.comparison is None or (last.comparison.amount is None and last.comparison.kind != "from_to"):
            last.comparison = comparison
            return
        yearly = any(t[0] in ("年均", "平均") for t in self.tokens[self.edge : number])
        same_base = change.kind != "versus" or last.comparison.kind == "versus"
        if last.comparison.amount is None and last.comparison.direction == comparison.direction and not yearly and same_base:
            last.comparison = dataclasses.replace(last.comparison, amount=comparison.amount, unit=comparison.unit)
            return
        self._draft(
            number,
            name=(last.name if last.growth and change.kind == "versus" else last.body) + change.word,
            body=last.body,
            subject=last.subject,
            growth=True,
            comparison=comparison,
            confidence="medium",
        )
