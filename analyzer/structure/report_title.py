"""The report's own title: on one line or over several, among a site's chrome, or only in a field of the header."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.structure.body import is_chrome

_NOUN = "(?:报告|总结|情况|汇报|要点|年报|述职|综述|评估|工作|计划|决算|预算|说明|公报)"
_END = re.compile(_NOUN + "(?:（[^（）]{1,20}）|\\([^()]{1,20}\\))?$")
_TOPIC = re.compile("法治|依法|普法|报告|总结|工作|信息公开|述职|述法|决算|预算|履职")
_FIELD = re.compile("(?:^|[ \n|])(?:标 *题|名 *称|信息名称|文件名称) *[：:|] *(?P<title>[^\n|]{4,120})")
_NEXT_FIELD = re.compile(" +(?:发文|发布|索|主题|文 ?号|成文|有 ?效|来源|时间|生成|公开|信息|内容|关键)")
_SITE = re.compile(" *[_|—-]+ *[^_|—-]{2,30}(?:网|网站|门户|政府|平台|栏目|局|公开|专栏)$")
_SPACED = re.compile("(?:[^ ] +){3,}[^ ]")
_SHORT = re.compile("的?(?:工作|情况|年度|总结)?(?:报告|总结|汇报)")
_LINE = re.compile("[^\n]+")
_NOT_PART = re.compile("[。；！？，：:]|^[（(]?(?:20[0-9]{2}|二[〇○零])[^a-z]{0,12}日[）)]?$|〔[0-9]{4}〕|号$|^附件")
_ORGAN = re.compile("(?:局|府|委|办|室|院|厅|会|处|队|中心|镇|乡|街道|区|县|市|省|站|所|部|组|公司)$")
_TELLING = re.compile("20[0-9]{2}|二[〇○零]|关于|(?:局|委|办|厅|政府|办事处|委员会)")
"""What a report's own title has and a column of the site (法治政府建设年报) has not."""
_SUBTITLE = re.compile(" ?(?:—|-|－){2}[^\n]*")
_MAX_LINES = 4


@dataclass(frozen=True, slots=True)
class Title:
    """A title and where it stands (None where only the file's own data have it)."""

    text: str
    start: int | None
    end: int | None


def find_title(folded: str, own: str | None, header_end: int, body_start: int, body_end: int) -> Title | None:
    """The title: of the text's head, completed by a header field or the file's data where these say more."""
    limit = min(max(body_start, header_end) + 400, body_end)
    shown = _from_lines(folded, header_end, body_start, limit) or _from_chunks(folded, header_end, body_start)
    field = _from_field(folded, body_start)
    given = _site_free(own) if own else None
    for other in (field, Title(given, None, None) if given and _is_title(given) else None):
        if other is None:
            continue
        if shown is None:
            return other
        if _bare(shown.text) in _bare(other.text) and len(_bare(other.text)) <= len(_bare(shown.text)) + 40:
            return Title(
                other.text, shown.start if other.start is None else other.start, shown.end if other.end is None else other.end
            )
    return shown


def _from_lines(folded: str, start: int, body_start: int, limit: int) -> Title | None:
    """Lines of their own before the text: the first that ends as a title does, with the lines above it that belong to it."""
    lines = [(m.start(), m.group()) for m in _LINE.finditer(folded, start, limit) if m.group().strip()]
    best: Title | None = None
    for index, (place, line) in enumerate(lines[:40]):
        text = _close(_without_subtitle(line.strip()))
        if place > body_start or (len(text) > 90 and "，" in text):
            break
        above = lines[index - 1][1].strip() if index else ""
        short = _SHORT.fullmatch(text) is not None and _belongs(above, text) and _is_title(above + text)
        if not (short or _is_title(text)) or is_chrome(text):
            continue
        first = index
        while first > 0 and index - first < _MAX_LINES - 1 and _belongs(lines[first - 1][1].strip(), text):
            first -= 1
        begin = lines[first][0] + len(lines[first][1]) - len(lines[first][1].lstrip())
        joined = "".join(_tidy(_close(_without_subtitle(line.strip()))) for _, line in lines[first : index + 1])
        if best is None or (len(joined) > len(best.text) and best.text in joined):
            best = Title(joined, begin, place + len(line) - len(line.lstrip()) + len(_without_subtitle(line.strip())))
    return best


def _from_chunks(folded: str, start: int, body_start: int) -> Title | None:
    """A title among chrome on one line: a chunk between blanks that looks like one."""
    found: list[tuple[int, Title]] = []
    for match in re.finditer("[^ \n|>»›]{6,}", folded[start:body_start]):
        text = _without_subtitle(match.group())
        if _is_title(text) and not is_chrome(text):
            path = folded[max(0, start + match.start() - 3) : start + match.start()].rstrip(" ")[-1:]
            worth = bool(_TELLING.search(text)) - 2 * (path in tuple(">»›"))
            found.append((worth, Title(_tidy(text), start + match.start(), start + match.start() + len(text))))
    return max(found, key=lambda each: each[0])[1] if found else None


def _from_field(folded: str, body_start: int) -> Title | None:
    """标题： … in a collector's header or a table of the site."""
    for match in _FIELD.finditer(folded, 0, max(body_start, 0)):
        text = match["title"].strip()
        cut = _NEXT_FIELD.search(text)
        text = text[: cut.start()].strip() if cut else text
        if _is_title(text):
            begin = match.start("title") + len(match["title"]) - len(match["title"].lstrip())
            return Title(_tidy(text), begin, begin + len(text))
    return None


def _is_title(text: str) -> bool:
    text = text.strip("《》 ")
    if not 5 <= len(text) <= 90 or re.search("[。；！？]", text) or re.match("(?:一、|（一）|[0-9]+[.、])", text):
        return False
    return bool(_END.search(text) and _TOPIC.search(text)) and not re.search("如下|现将|下载$", text)


def _belongs(line: str, below: str) -> bool:
    """Whether a line above belongs to the title below it: a body's name, or 关于… broken over lines."""
    if not 2 <= len(line) <= 45 or is_chrome(line) or _NOT_PART.search(line) or (_is_title(line) and not _SHORT.fullmatch(below)):
        return False
    if below.startswith(line):
        return False
    return bool(_ORGAN.search(line)) or "关于" in line or bool(re.search("年度?$|建设$|的$|法治|推进", line))


def _close(text: str) -> str:
    """政 府 工 作 报 告 → 政府工作报告: a line set with a blank after each character."""
    return text.replace(" ", "") if _SPACED.fullmatch(text) else text


def _without_subtitle(text: str) -> str:
    """政府工作报告——2024年2月19日在…会议上 → 政府工作报告."""
    cut = _SUBTITLE.sub("", text)
    return cut if len(cut) >= 5 else text


def _site_free(text: str) -> str:
    """A page's title without the site's name behind it."""
    return _tidy(_SITE.sub("", text.strip()))


def _tidy(text: str) -> str:
    return text.strip("《》 *#") if text.startswith("《") and text.endswith("》") else text.strip(" *#")


def _bare(text: str) -> str:
    return re.sub("[ 《》]", "", text)
