"""Text → text of the same length, cleaned for matching: an offset means the same place in both.

Read `fold` first. It makes passes over the text; each replaces a character or a residue by as many characters as it had, so
no pass needs a map of offsets. A pass is skipped where a cheap look tells that nothing is there to do. What is folded:

* residues of converters (`[bookmark: …]`, `&nbsp;`, `<U+00A0>`, HTML tags and comments, a literal `\\r\\n`, CR CR LF) → blanks,
  or the character that they stand for and blanks; recorded as repairs
* full-width digits, letters, ％ ＋ － ／ → half width; ． only between digits; recorded.
  Chinese punctuation stays: ，。；：、（）“”《》
* every kind of blank, tab, zero-width and control character → one blank; every kind of line end → one "\\n"
* radicals and compatibility forms that .pdf fonts leave (⽂ ⺠) → the character; recorded
* dashes drawn with lines (─ ―) → —, other hyphens → -, other middle dots → ·, the circle in 二○二三年 → 〇
* Traditional → Simplified, but only in a text that is Traditional, so that 乾 or 於 in a Simplified text stays
* a lost dash (20212025年) is recorded only: a folded text cannot grow
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from analyzer.model import Repair

_BLANKS = "\t\u00a0\u00ad\u034f\u061c\u1680\u180e\u202f\u205f\u3000\u3164\ufeff\ufffc" + "".join(
    map(chr, [*range(0x2000, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10)])
)
_CONTROLS = "".join(map(chr, [*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)]))
_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
_LOOKALIKES = {
    "―": "—", "─": "—", "━": "—", "﹘": "—", "‒": "–", "－": "-", "‐": "-", "‑": "-", "−": "-", "﹣": "-",
    "•": "·", "‧": "·", "・": "·", "∙": "·", "⋅": "·", "･": "·", "﹪": "%", "＋": "+", "／": "/", "＝": "=", "＆": "&", "＃": "#",
    "﹝": "〔", "﹞": "〕", "｡": "。", "､": "、", "﹐": "，", "﹑": "、", "﹔": "；", "﹕": "：", "﹙": "（", "﹚": "）",
}  # fmt: skip
_SINGLES = {
    **dict.fromkeys(_BLANKS + _CONTROLS, " "),
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **_LOOKALIKES,
}
_SINGLE = re.compile("[" + re.escape("".join(_SINGLES)) + "]")

_HALF_WIDTH = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in [0xFF05, *range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]}
    | {"．": ".", "，": ","}  # only inside a run of digits
)
_FULL_WIDTH_RUN = re.compile("[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])|[０-９Ａ-Ｚａ-ｚ％]+(?:．[０-９]+)*％?")
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ％]")
_FULL_STOP = re.compile(r"(?<=[0-9])．(?=[0-9])")

# radicals that .pdf fonts give for the character and that have no compatibility form in Unicode
_RADICALS = dict(
    zip(
        "⺟⺠⻁⻃⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母民虎西西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_RADICAL_RUN = re.compile("[\u2e80-\u2fd5\uf900-\ufad9]+")

_CIRCLE_YEAR = re.compile("[一二三四五六七八九][一二三四五六七八九〇○ОOo0◯]{3}(?=年)")
_CIRCLES = str.maketrans("○ОOo0◯", "〇〇〇〇〇〇")
_LOST_DASH = re.compile("([12][09][0-9]{2})([12][09][0-9]{2})(?=年|[）)])")

_MARK = re.compile(r"\[(?:bookmark|image|embedded|footnoteRef|endnoteRef): ?[^\[\]\r\n]{0,300}\]")
_ENTITY = re.compile(r"(?:&(?:amp;)?(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});)")
_R_ESCAPE = re.compile(r"<U\+([0-9A-Fa-f]{4,6})>")
_TAG = re.compile(
    r"</?(?:a|b|br|center|div|em|font|h[1-6]|i|img|li|o:p|ol|p|section|span|strong|sub|sup|table|tbody|td|th|tr|u|ul)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_LINE_TAG = re.compile(r"</?(?:br|div|h[1-6]|li|p|tr)\b", re.IGNORECASE)
_LITERAL_END = re.compile(r"\\r\\n|(?<![A-Za-z0-9:])\\n(?![A-Za-z])")
_FIELD = re.compile(
    r'(?:HYPERLINK "[^"\r\n]{0,500}"(?: \\[a-z](?: "[^"\r\n]{0,200}")?)*|PAGE +\\\* MERGEFORMAT|TOC \\o "[0-9-]+"(?: \\[a-z])*)'
)

# one of these stands in nearly every Traditional text of a page; only then the whole table is loaded
_TRADITIONAL_SIGNS = "國會業務發經關與為這個對進總實現報縣區處員學設況將權長廳辦構責"
_HAN = re.compile("[\u4e00-\u9fff]")
_TRADITIONAL_SHARE = 0.05
_TRADITIONAL_DISTINCT = 3

Fixer = Callable[[re.Match[str]], tuple[str, str]]
"""From a match the characters it is read as (padded or cut to its length with blanks) and the reason for people."""


def fold(text: str) -> tuple[str, tuple[Repair, ...]]:
    """The folded text, of the same length as `text`, and the repairs in the order of the text. Never fails."""
    repairs: list[Repair] = []
    folded = _fold_comments(text, text, repairs)
    for sign, pattern, fixer in _RESIDUES:
        if sign in folded:
            folded = _replace(pattern, fixer, folded, text, repairs)
    folded = _fold_line_ends(folded, repairs)
    if _FULL_WIDTH.search(folded):
        folded = _replace(_FULL_WIDTH_RUN, _half_width, folded, text, repairs)
    folded = _replace(_RADICAL_RUN, _unified, folded, text, repairs)
    folded = _SINGLE.sub(lambda match: _SINGLES[match.group()], folded)
    if "．" in folded:
        folded = _FULL_STOP.sub(".", folded)
    folded = _CIRCLE_YEAR.sub(lambda match: match.group().translate(_CIRCLES), folded)
    if is_traditional(folded):
        folded = folded.translate(_traditional())
    repairs.extend(
        Repair(
            match.start(), match.end(2), text[match.start() : match.end(2)], f"{match[1]}—{match[2]}", "两个年份之间的连接号丢失"
        )
        for match in _LOST_DASH.finditer(folded)
        if "1900" <= match[1] < match[2] <= "2099" and not folded[match.start() - 1 : match.start()].isdigit()
    )
    repairs.sort(key=lambda repair: (repair.start, repair.end))
    return folded, tuple(repairs)


def is_traditional(text: str) -> bool:
    """Whether a text is written in Traditional characters (and does not only quote a few)."""
    if sum(sign in text for sign in _TRADITIONAL_SIGNS) < _TRADITIONAL_DISTINCT - 1:
        return False
    table = _traditional()
    counts = [char for char in _HAN.findall(text[:200_000]) if not _in_gb2312(char)]
    found = [char for char in counts if ord(char) in table]
    han = sum(1 for _ in _HAN.finditer(text[:200_000]))
    return len(set(found)) >= _TRADITIONAL_DISTINCT and len(found) >= _TRADITIONAL_SHARE * han


@cache
def _traditional() -> dict[int, int]:
    """The shipped table (source and licence stand in its head), as `str.translate` wants it."""
    lines = files("analyzer").joinpath("data/reading/traditional.txt").read_text(encoding="utf-8").splitlines()
    return {ord(pair[0]): ord(pair[1]) for line in lines if not line.startswith("#") for pair in line.split()}


@cache
def _in_gb2312(char: str) -> bool:
    """Whether a character belongs to the basic Simplified set (乾 and 後 do, so they prove nothing)."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _replace(pattern: re.Pattern[str], fixer: Fixer, folded: str, text: str, repairs: list[Repair]) -> str:
    """Replace each match by what it is read as, padded with blanks to its own length; record it."""

    def substitute(match: re.Match[str]) -> str:
        after, why = fixer(match)
        length = match.end() - match.start()
        if after == match.group() or len(after) > length:
            return match.group()
        repairs.append(Repair(match.start(), match.end(), text[match.start() : match.end()], after.strip(" \n"), why))
        return after.ljust(length)

    return pattern.sub(substitute, folded)


def _fold_comments(folded: str, text: str, repairs: list[Repair]) -> str:
    """Blank `<!-- … -->` and a lone `-->`. By hand: a pattern would look for the missing end from every start."""
    if "-->" not in folded:
        return folded
    pieces: list[str] = []
    done = 0
    while (end := folded.find("-->", done)) >= 0:
        start = folded.find("<!--", done, end)
        start = end if start < 0 else start
        pieces += [folded[done:start], " " * (end + 3 - start)]
        done = end + 3
        repairs.append(Repair(start, done, text[start:done], "", "网页注释的残留"))
    return "".join([*pieces, folded[done:]])


def _fold_line_ends(folded: str, repairs: list[Repair]) -> str:
    """Every line end becomes one "\\n" with blanks before it."""
    if "\r" not in folded:
        return folded
    if count := folded.count("\r\r\n"):
        start = folded.index("\r\r\n")
        repairs.append(Repair(start, start + 3, "\r\r\n", "\n", f"换行符重复（CR CR LF），全文共 {count} 处"))
        folded = folded.replace("\r\r\n", "  \n")
    return folded.replace("\r\n", " \n").replace("\r", "\n")


def _half_width(match: re.Match[str]) -> tuple[str, str]:
    return match.group().translate(_HALF_WIDTH), "全角字符按半角读"


def _unified(match: re.Match[str]) -> tuple[str, str]:
    chars = (_RADICALS.get(char) or unicodedata.normalize("NFKC", char) for char in match.group())
    after = "".join(char if len(char) == 1 else old for char, old in zip(chars, match.group(), strict=True))
    return after, "部首或兼容字形按通用汉字读"


def _skipped(why: str) -> Fixer:
    return lambda match: ("", why)


def _entity(match: re.Match[str]) -> tuple[str, str]:
    """`&ldquo;` → “; an entity that HTML does not know stays."""
    entity = match.group().replace("&amp;", "&", 1) if match.group() != "&amp;" else "&amp;"
    char = html.unescape(entity)
    if char == entity or len(char) != 1:
        return match.group(), ""
    return (" " if char in _BLANKS or char.isspace() else char), "网页实体的残留"


def _r_escape(match: re.Match[str]) -> tuple[str, str]:
    code = int(match[1], 16)
    char = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
    return (" " if char in _BLANKS or char.isspace() else char), "字符编码的残留"


def _tag(match: re.Match[str]) -> tuple[str, str]:
    return ("\n" if _LINE_TAG.match(match.group()) else ""), "网页标签的残留"


def _literal_end(match: re.Match[str]) -> tuple[str, str]:
    return "\n".rjust(match.end() - match.start()), "写成字面的换行符"


# (a string without which the pattern cannot match, the pattern, how it is read); what follows sees what was blanked before
_RESIDUES: tuple[tuple[str, re.Pattern[str], Fixer], ...] = (
    ("<U+", _R_ESCAPE, _r_escape),
    ("<", _TAG, _tag),
    ("[", _MARK, _skipped("转换工具留下的标记")),
    ("&", _ENTITY, _entity),
    ("\\n", _LITERAL_END, _literal_end),
    ("HYPERLINK", _FIELD, _skipped("Word 域代码的残留")),
    ("MERGEFORMAT", _FIELD, _skipped("Word 域代码的残留")),
    ("TOC \\", _FIELD, _skipped("Word 域代码的残留")),
)
