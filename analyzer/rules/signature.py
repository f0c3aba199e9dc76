"""Addressee, signature and date of a report, looked for where they usually stand."""

from __future__ import annotations

import re

from analyzer.rules.bodies import bare, same_body
from analyzer.rules.context import RuleContext

DATE = re.compile(
    r"(?:20\d\d|二[〇○0零O]{1}[一二三四五六七八九〇○零]{2})\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日"
)
SIGNED = re.compile(r"(?:人民政府|政府|委员会|办公室|办事处|[局厅部委办镇乡院])[（(]?(?:盖章|印章|章)?[）)]?[ \t\u3000]*$")
ADDRESSEE = re.compile(r"(?m)^[ \t\u3000]*([^\n：:。]{2,60})[：:][ \t\u3000]*$")
BODY = re.compile(r"委|政府|办公室|办|局|厅|人大|领导小组|部|代表|同志|主任")
INLINE = re.compile(
    r"[ \t\u3000]+([^\s：:。，；《》]{2,40}(?:委|政府|委员会|办公室|办|局|厅|人大|领导小组|部|代表|同志))"
    r"[：:](?=[\s\u3000]*[一-龥0-9])"
)
"""An addressee on a page that came as one line: right behind the title, before the first sentence."""
PUBLISHED = re.compile(r"(?:发布|公布|发文|更新|生成|上传|来源|时间|日期)[^0-9\n]{0,8}$")
REPORTS = re.compile(r"如下$")
TAIL = 160
HEAD = 300


def tail(context: RuleContext) -> tuple[int, int]:
    """The last characters of the body, annexes apart, and a little of what follows."""
    annex = next((start for start, end in context.skipped.spans if end >= context.body_end), context.body_end)
    end = min(annex, context.body_end)
    return max(context.body_start, end - TAIL), min(len(context.folded), end + 60)


def has_date(context: RuleContext) -> bool:
    """Whether a date of a day stands at the end, or under the title."""
    if DATE.search(context.folded, *tail(context)):
        return True
    start = context.metadata.title_end if context.metadata.title_end is not None else context.body_start
    match = DATE.search(context.folded, start, min(start + 40, len(context.folded)))
    return match is not None and PUBLISHED.search(context.folded[max(0, match.start() - 12) : match.start()]) is None


DAY = re.compile(r"(20\d\d)\s?[年.\-/]\s?(\d{1,2})\s?[月.\-/]\s?(\d{1,2})\s?日?")


def date_span(context: RuleContext, date: str) -> tuple[int, int] | None:
    """Where a date (ISO 8601) is printed in figures: at the end of the body, else before it; None where it is nowhere."""
    start, end = tail(context)
    for low, high in ((start, end), (0, min(context.body_start + HEAD, len(context.folded)))):
        found = [m for m in DAY.finditer(context.folded, low, high) if f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}" == date]
        if found:
            return found[-1].span()
    return None


def has_signature(context: RuleContext) -> bool:
    """Whether a line near the end, or the words before the last date, name a body."""
    start, end = tail(context)
    dates = list(DATE.finditer(context.folded, start, end))
    if dates:
        before = context.folded[start : dates[-1].start()].rstrip()
        if SIGNED.search(before[-40:]) and not before.endswith(("。", "；")):
            return True
    for line in context.folded[start:end].splitlines():
        words = bare(line)
        if 3 <= len(words) <= 40 and SIGNED.search(words) and not re.search(r"[，。；：]", words):
            return True
    issuer = context.metadata.issuer
    last = DATE.sub("", bare(context.folded[start:end].rstrip().rsplit("。", 1)[-1]))
    return bool(issuer and 3 <= len(last) <= 40 and same_body(issuer, last))


def addressee(context: RuleContext) -> tuple[int, int] | None:
    """Where a line before the first heading names whom the report is for (县委、县政府：), or None."""
    start = context.metadata.title_end if context.metadata.title_end is not None else context.body_start
    first = context.sections[0].start if context.sections else context.body_end
    end = min(max(first, start), start + HEAD)
    for match in ADDRESSEE.finditer(context.folded, start, end):
        if BODY.search(match[1]) and not REPORTS.search(match[1].rstrip()):
            return match.start(1), match.end(1)
    inline = INLINE.match(context.folded, start, end)
    return inline.span(1) if inline is not None else None
