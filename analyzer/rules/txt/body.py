"""What the rules on wording look at: the title and the body, without glossaries and annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.spans import Span

HAN = "一-龥"
"""For character classes: the Chinese characters in everyday use."""


def ranges(context: RuleContext) -> tuple[Span, ...]:
    """The title, where it stands before the body, and the body."""
    meta = context.metadata
    body = (context.body_start, context.body_end)
    if meta.title_start is None or meta.title_end is None or meta.title_end > context.body_start:
        return (body,)
    return (meta.title_start, meta.title_end), body


def matches(
    context: RuleContext, pattern: re.Pattern[str], needles: tuple[str, ...] = (), *, raw: bool = False
) -> Iterator[re.Match[str]]:
    """Matches of a pattern in the folded text (`raw`: in the text as read) of title and body, glossaries and annexes left out.

    With `needles` the pattern runs only where one of them occurs at all, which costs next to nothing.
    """
    text = context.text if raw else context.folded
    if needles and not any(needle in text for needle in needles):
        return
    for start, end in ranges(context):
        for match in pattern.finditer(text, start, end):
            if match.start() not in context.skipped:
                yield match


def is_alone(context: RuleContext, start: int, end: int, *also: int) -> bool:
    """Whether `text[start:end]` begins (there, or at one of the places `also`) and ends at the edge of a word."""
    words = words_around(context, start, end)
    edges = {start for start, _ in words} | {end for _, end in words}
    return end in edges and any(place in edges for place in (start, *also))


def words_around(context: RuleContext, start: int, end: int, reach: int = 12) -> list[Span]:
    """The words of the clause piece around a place, as spans, cut at punctuation or `reach` characters away."""
    text = context.folded
    left = max(context.folded.rfind("\n", 0, start) + 1, start - reach)
    right = min(len(text), end + reach)
    line_end = text.find("\n", end, right)
    right = right if line_end < 0 else line_end
    spans, at = [], left
    for word in context.segmenter.words(text[left:right]):
        spans.append((at, at + len(word)))
        at += len(word)
    return spans
