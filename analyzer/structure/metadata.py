"""Title, issuer, kind of body, year and date of a report, from its head, its tail and what the file says of itself.

Read `find_metadata` first. The text's own title goes before the file's, the title's own body name before a header field, a
header field before the signature; nothing is guessed from a site's address.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analyzer.model import Document, Metadata
from analyzer.structure.bodies import body_kind, issuer_of_text, issuer_of_title
from analyzer.structure.body import Start
from analyzer.structure.dates import find_dates, find_years
from analyzer.structure.report_title import Title, find_title

_DATE_FIELDS = ("成文日期", "发文日期", "发布日期", "发布时间", "公开日期", "生成日期", "发布于", "时间", "日期")
_AFTER_DATE = re.compile(
    "[ \n）)（(印发]*(?:[（(](?:此件|联系|公开|信息|主动|依申请|此文)[^（）()\n]{0,80}[）)]?[ \n]*)*"
    "(?:(?:附件|抄送|抄报|联系人|联系电话|主题词).*)?",
    re.DOTALL,
)
"""What may stand behind a signature's date."""
_REVIEW = re.compile("((?:20)[0-9]{2}) ?年(?:度)?[^。，\n]{0,6}(?:工作)?回顾")
_QUOTED = re.compile("《[^《》]{0,60}》|[（(][^（）()]{0,12}(?:—|-|–|~|至)[^（）()]{0,12}[）)]|〔[0-9]{4}〕")
_RULE_YEAR = re.compile("(?:自|从|到|至|截至|截止|比|较|于) ?$")


def find_metadata(document: Document, start: Start, body_end: int, headings: Sequence[str]) -> Metadata:
    """What the report tells of itself. `headings` are the titles of the sections, in order.

    The plan's year is left to `outline`.
    """
    folded = document.folded
    source = dict(document.source)
    body_start = start.prose
    title = find_title(folded, source.get("title"), start.header_end, body_start, body_end)
    head = folded[:body_start]
    tail = folded[max(body_start, body_end - 200) :]
    date = _date(folded, source.get("date"), body_start, body_end)
    named = issuer_of_title(title.text) if title else None
    issuer = issuer_of_text(named, head, source.get("issuer"), tail, folded[body_start : body_start + 800])
    year = _report_year(title, headings, folded[body_start : body_start + 1200], date)
    return Metadata(
        title=title.text if title else None,
        issuer=issuer,
        body_kind=body_kind(issuer, title.text if title else ""),
        report_year=year,
        date=date,
        title_start=title.start if title else None,
        title_end=title.end if title else None,
    )


def _date(folded: str, source: str | None, body_start: int, body_end: int) -> str | None:
    """The signature's date; else one in brackets or alone under the title; else a field of the header; else the file's."""
    tail_start = max(body_start, body_end - 160)
    for _begin, stop, iso in reversed(list(find_dates(folded, tail_start, body_end))):
        if _AFTER_DATE.fullmatch(folded, stop, body_end):
            return iso
    for begin, stop, iso in find_dates(folded, 0, min(body_start + 200, len(folded))):
        line = folded[folded.rfind("\n", 0, begin) + 1 : (folded.find("\n", stop) + 1 or len(folded) + 1) - 1]
        if re.fullmatch("[（(〔 ]*[^。，：:]{0,12}" + re.escape(folded[begin:stop]) + "[^。，：:]{0,30}", line.strip()):
            return iso
    for field in _DATE_FIELDS:
        pattern = " ?".join(field)
        for match in re.finditer(pattern + "[ |]*[：:|]?[ |\n]{0,3}", folded[:body_start]):
            found = next(find_dates(folded, match.end(), match.end() + 14), None)
            if found and found[0] <= match.end() + 1:
                return found[2]
    for match in re.finditer("(?:发布日期|发布时间|成文日期|时间)[：:] ?", folded[body_end:]):
        found = next(find_dates(folded, body_end + match.end(), body_end + match.end() + 14), None)
        if found:
            return found[2]
    own = next(find_dates(source or "", 0, len(source or "")), None)
    return own[2] if own else None


def _report_year(title: Title | None, headings: Sequence[str], opening: str, date: str | None) -> int | None:
    """The year told about: the title's, the first headings', the opening's, the year before the date."""
    name = title.text if title else ""
    years = find_years(name)
    if "政府工作报告" in name or ("工作报告" in name and "人大" in name):
        return _reviewed(years, headings, opening, date)
    if years:
        return years[0]
    for heading in headings[:6]:
        if found := find_years(_QUOTED.sub("", heading)):
            return found[0]
    plain = _QUOTED.sub("", opening)
    counted = Counter(
        int(match[1])
        for match in re.finditer("(?<![0-9])(20[0-9]{2}) ?年(?! ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日)", plain)
        if not _RULE_YEAR.search(plain[: match.start()])
    )
    last = int(date[:4]) if date else 2100
    if told := [(count, year) for year, count in counted.items() if year <= last]:
        return max(told)[1]
    return last - 1 if date else None


def _reviewed(years: list[int], headings: Sequence[str], opening: str, date: str | None) -> int | None:
    """A 政府工作报告 tells the year before the one in which it is given, whatever stands in its title."""
    for text in (*headings[:5], opening):
        if match := _REVIEW.search(text):
            return int(match[1])
    if date:
        return int(date[:4]) - 1
    return years[0] - 1 if years else None
