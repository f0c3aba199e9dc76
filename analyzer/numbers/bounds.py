"""Words around a quantity that make it a bound or an approximation: `operator_around`.

Looked for up to eight characters to the left (with 达到, 在, 于 … between) and right behind the unit; 余 and 多 are part of the
quantity itself and live in `quantities.py`.
"""

from __future__ import annotations

import re

from analyzer.model import Operator

__all__ = ["operator_around"]

_LEFT_WORDS: tuple[tuple[Operator, str], ...] = (
    (">=", "不少于|不低于|不小于|不下于|不亚于|至少|最少|最低|起码|不得少于|不得低于|应不少于|多达|高达(?!不)|不短于"),
    ("<=", "不超过|不超出|不多于|不高于|不大于|不得超过|不得高于|不得多于|最多|至多|不逾|不长于|不晚于|控制在|压缩至(?=不)"),
    ("<", "不足|不到|未到|未满|不满|低于|少于|小于|短于|未达到?|不及|不够"),
    (">", "超过|超出|超|突破|逾|高于|多于|大于|长于|越过|跨过|已过"),
    ("~", "大约|约为|约|将近|接近|近|大概|大致|左右|差不多|上下|估计"),
)
_EQUAL = ("多达", "高达")
_POINTS = frozenset(("个百分点", "个点", "个千分点", "个基点"))
_THAN = ("高于", "低于", "多于", "少于")
_BETWEEN = r"(?:达到?|在|到|至|为|了|有|的|过|于|占|需|计|全部|全国|人均|年均|平均|总计|共计|一共|累计|[“\"'《「]){0,3}[ \u3000]?"
_LEFT = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in zip(
        ("ge", "le", "lt", "gt", "about"), (w for _, w in _LEFT_WORDS), strict=True)) + f"){_BETWEEN}$"
)  # fmt: skip
_OPERATORS: dict[str, Operator] = {"ge": ">=", "le": "<=", "lt": "<", "gt": ">", "about": "~"}
_LAST_OF_LEFT = frozenset("于少低过出多高大足到满及够破逾超约近概致右下计达占需计在至为了有的部国均共长短晚起码“\"'《「 \u3000")
_NO_APPROXIMATION = re.compile(r"(?:[节集签合公契条履违预特制大简失誓缔毁立爽婉邀民盟租续][约]|[附最靠临邻相亲贴逼走远拉][近])$")
_NO_MORE = re.compile(r"(?:[反赶高领]超|补不足|[之其问的]不足)$")
_RIGHT = re.compile(
    r"[ \u3000]?(?:(?P<ge>(?:\(含\))?及?以上|起步?(?=[，。；、)])|\+)"
    r"|(?P<le>以内|之内|(?:\(含\))?及?以下|封顶)|(?P<about>左右|上下|许(?=[，。；、])))"
)
_FIRST_OF_RIGHT = frozenset("以及之左上起封许( \u3000+")
_INSIDE_TIME = re.compile(r"内(?![容部外涵设地需在蒙陆科河江])")
_TIME_UNITS = frozenset(
    [
        "日",
        "天",
        "年",
        "分钟",
        "小时",
        "个月",
        "个工作日",
        "工作日",
        "周",
        "秒",
        "个自然日",
        "自然日",
        "星期",
        "个半小时",
        "秒钟",
        "公里",
        "米",
    ]
)


def operator_around(view: str, start: int, end: int, unit: str | None) -> Operator | None:
    """The operator that the words around `view[start:end]` set, or None. What stands right of the unit is looked at first."""
    after = view[end : end + 1]
    if after in _FIRST_OF_RIGHT and after and (right := _RIGHT.match(view, end)):
        return _OPERATORS[str(right.lastgroup)]
    if after == "内" and unit in _TIME_UNITS and _INSIDE_TIME.match(view, end):
        return "<="
    if start and view[start - 1] in _LAST_OF_LEFT:
        return _left(view[max(0, start - 10) : start], unit)
    return None


def _left(before: str, unit: str | None) -> Operator | None:
    match = _LEFT.search(before)
    if match is None or match.group().startswith(_EQUAL):
        return None
    upto = before[: match.end(str(match.lastgroup))]
    if match.lastgroup == "about" and _NO_APPROXIMATION.search(upto):
        return None
    if unit in _POINTS and before.startswith(_THAN, match.start(str(match.lastgroup))):
        return None  # 高于全国15个百分点: a comparison
    if match.lastgroup in ("gt", "lt") and _NO_MORE.search(upto):
        return None
    return _OPERATORS[str(match.lastgroup)]
