"""The alphabet and the building blocks of every pattern in this package. No front function: read `NUMERALS` first.

**Which characters are numerals** (each lies in exactly one mention): every decimal digit of Unicode (0—9, full width …), the
Chinese digits 〇零一二三四五六七八九两, the units 十百千万亿 and 廿卅, the financial forms where they stand among numerals (贰拾
but not 队伍, 收拾), and enclosed or Roman numbers (①, ㈠, Ⅱ). 半, 几, 数, 余, 多 are none: they belong to a mention only beside
a numeral.

Patterns match on the *view* of a text (`make_view`): the folded text with brackets, colons, dots and percent signs in half width
and with blanks or line ends that break a number replaced by `JOIN`, so that every offset stays where it was.
"""

from __future__ import annotations

import re

__all__ = ["CHINESE", "GAP", "JOIN", "NUMERALS", "make_view"]

JOIN = "\x1f"
"""Stands in the view where a blank or a line end breaks a number."""

_PLAIN = "〇零一二三四五六七八九十百千万亿两廿卅卌"
_TRADITIONAL = "萬億兩貳參叄陸弐"
_FINANCIAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
_ENCLOSED = (
    "".join(chr(c) for c in range(0x2460, 0x2500))  # ① ⑴ ⒈ ⓪ ⓿ (the circled letters between them hold no number)
    + "".join(chr(c) for c in range(0x2776, 0x2794))
    + "".join(chr(c) for c in range(0x3220, 0x322A))
    + "".join(chr(c) for c in range(0x3280, 0x328A))
    + "".join(chr(c) for c in range(0x2160, 0x2180))
)
ENCLOSED = "".join(c for c in _ENCLOSED if not 0x249C <= ord(c) <= 0x24E9)
CHINESE = _PLAIN + _FINANCIAL + _TRADITIONAL
_NO_WORD = r"(?:[壹贰叁肆柒捌玖佰仟]|(?<![队退行])(?<![^收]入)伍|(?<![登大着])陆|(?<![收捡])拾)"
"""A financial form that ends no word (队伍, 大陆, 收拾)."""
_AMONG = rf"{_NO_WORD}(?=[{CHINESE}元整]|[0-9])|(?<=[{CHINESE}])[{_FINANCIAL}]"
NUMERALS = re.compile(rf"[\d{_PLAIN}{_TRADITIONAL}{ENCLOSED}]|{_AMONG}")
"""One numeral character: where it matches, a mention must stand."""

GAP = rf"[ \u00a0\u3000{JOIN}]{{0,2}}"
"""What may stand between a numeral and its unit."""

_RUN = rf"(?:[{_PLAIN.replace('百', '').replace('千', '')}{_FINANCIAL}{_TRADITIONAL}]|百(?!分[之点比])|千(?![瓦米克伏卡赫帕]))"
MULTIPLE = r"(?:百(?!分[之点比])|千(?![瓦米克伏卡赫帕])|[万亿萬億])"
ARABIC = rf"(?:[0-9]{{1,3}}(?:[,，][0-9]{{3}})+(?![0-9])|[0-9][0-9{JOIN}]*)(?:\.(?!(?:19|20)[0-9]{2}年)[0-9]+(?![.0-9]))?"
CHINESE_RUN = rf"{_RUN}+(?:点[〇零一二三四五六七八九]+{MULTIPLE}*)?"
NUMERAL = rf"(?:{ARABIC}(?:{GAP}{MULTIPLE}+(?:{ARABIC}|{_RUN}+)?)*|{CHINESE_RUN})"

_WIDTH = {"（": "(", "）": ")", "％": "%", "：": ":", "．": ".", "／": "/", "﹪": "%", "＋": "+", "－": "-", "∶": ":", "丨": "|"}
_WIDE_DIGITS = re.compile("[０-９]")
_WIDE_TABLE = {0xFF10 + i: str(i) for i in range(10)}
_BROKEN = re.compile(
    r"(?<=[0-9]) (?=[0-9]{3}(?: [0-9]{3}){0,4}(?![0-9,.]) ?[^\s0-9A-Za-z,.)(:\-–—])"  # 1 234件
    r"|(?<=[0-9])[ ]?\r?\n[ ]?(?=[0-9]+ ?[年月日%个件项次人家份场余万亿])"  # 20⏎23年
    r"|(?<=[0-9])[ ]?\r?\n[ ]?(?=(?:[余万亿%]|多[个家人次件项万亿]|[件项次家份场宗户](?![^\W\d_a-zA-Z])|个[^人体]|年(?![报鉴])))"
)
_DIGITS_LEFT = re.compile(r"(?<![0-9.,])(?<![0-9] )[0-9]{1,3}(?: [0-9]{3})*$")
_SHORTEST_BROKEN_LINE = 15


def make_view(text: str) -> str:
    """The text as the patterns see it, of the same length."""
    for wide, narrow in _WIDTH.items():
        if wide in text:
            text = text.replace(wide, narrow)
    if _WIDE_DIGITS.search(text):
        text = text.translate(_WIDE_TABLE)
    return _join_broken(text)


def _join_broken(text: str) -> str:
    """Blanks and line ends inside a number become `JOIN`; a line end only where the line before it is long enough."""
    parts, done = [], 0
    for match in _BROKEN.finditer(text):
        start, end = match.span()
        if "\n" in match.group():
            line = text.rfind("\n", max(0, start - 200), start)
            if start - max(line, 0) < _SHORTEST_BROKEN_LINE:
                continue
        elif text[start - 1] not in "0123456789" or _too_long(text, start):
            continue
        parts += [text[done:start], JOIN * (end - start)]
        done = end
    return text if not parts else "".join(parts) + text[done:]


def _too_long(text: str, place: int) -> bool:
    """More than three digits left of a blank: no grouped number but two numbers."""
    return _DIGITS_LEFT.search(text, max(0, place - 12), place) is None
