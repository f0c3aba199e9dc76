"""The table of contents at the head of a long report: its entries look like headings and are none."""

from __future__ import annotations

import re

_TITLE = re.compile("(?m)^[ *#]*目 *录[ *]*$")
_HEAD = 20_000
_LINE = re.compile("[^\n]*[^\n ][^\n]*")
_PAGE = re.compile(r"[.…·．\t ]*[（(]?[0-9]{1,4}[）)]?$")
_LEADER = re.compile(r"(?:[.·．]{3,}|…{2,}|\t) *[（(]?[0-9]{1,4}[）)]?$")
_ENTRY, _KEY, _FEWEST, _MOST = 80, 12, 2, 300


def contents_end(folded: str, start: int) -> int:
    """Where a table of contents ends that stands behind `start`; `start` itself without one.

    Its entries are short lines behind a line 目录; it ends where its first entry stands again, or with its last leader.
    """
    title = _TITLE.search(folded, start, start + _HEAD)
    if title is None:
        return start
    first, end, leaders = "", start, 0
    for count, match in enumerate(_LINE.finditer(folded, title.end())):
        text = match.group().strip()
        if count and _key(text) == first:
            return start if count < _FEWEST else match.start() - 1
        first = first or _key(text)
        if len(text) > _ENTRY or text.endswith("。") or count > _MOST:
            break
        if _LEADER.search(text):
            leaders, end = leaders + 1, match.end()
    return end if leaders >= _FEWEST else start


def _key(line: str) -> str:
    """The beginning of a line without blanks and page number."""
    return _PAGE.sub("", line.strip()[: 2 * _ENTRY]).replace(" ", "")[:_KEY]
