"""Years, dates, periods and named days: `match_calendar`."""

from __future__ import annotations

import re

from analyzer.model import NumberKind
from analyzer.numbers.grammar import GAP, JOIN
from analyzer.numbers.units import load_units
from analyzer.numerals import parse_integer

__all__ = ["Hit", "is_ratio", "match_calendar"]

Hit = tuple[NumberKind, int, int, str, int | None]
"""Kind, start, end, reason, value."""

_D = rf"[0-9][0-9{JOIN}]*"
_YEAR = rf"(?:19|20)[0-9{JOIN}]{{2,4}}(?<=[0-9]){GAP}年"
_Y4 = r"(?:19|20)[0-9]{2}"
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12][0-9]|0?[1-9])"
_C = "[〇○零Ｏ一二三四五六七八九]"
_CYEAR = rf"[一二]{_C}{{3}}{GAP}年"
_CMONTH, _CDAY = (
    r"(?:十[一二]|[一二三四五六七八九十])",
    r"(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]|廿[一二三四五六七八九]?)",
)
_TO = rf"{GAP}(?:[-–—~～―－]{{1,2}}|至|到|、|和|与|及){GAP}"
_RANGE = rf"{GAP}(?:[-–—~～―－]{{1,2}}|至|到){GAP}"
_QUARTER = r"(?:第?[一二三四1-4]季度|前三季度|前[一二三四五六七八九十0-9]+个月|[上下]半年|一至[二三]季度)"

_ARABIC = re.compile(
    rf"(?P<period>{_Y4}年?(?:度)?{_RANGE}{_Y4}(?:年度?|学年)"
    rf"|{_Y4}{_RANGE}{_Y4}(?![0-9.]|{GAP}[万亿元个件项人次家])"
    rf"|(?P<stuck>20[0-4][0-9])20[0-4][0-9]年"
    rf"|{_Y4}年度?{GAP}(?:{_QUARTER}|{_MONTH}月?(?:份)?{_RANGE}{_MONTH}{GAP}月(?:份)?(?!{GAP}[0-9]))"
    rf"|{_Y4}年度?[、和与及]{_Y4}年度?(?=两年|三年)(?!.)"
    rf"|{_MONTH}月?(?:份)?{_RANGE}{_MONTH}{GAP}月(?:份)?(?!{GAP}[0-9])"
    rf"|[1-4]季度|[1-4]{_RANGE}[2-4]季度)"
    rf"|(?P<date>{_YEAR}{GAP}{_D}{GAP}月(?:{GAP}{_D}{GAP}[日号](?:{_RANGE}(?:{_MONTH}月)?{_D}[日号])?)?"
    rf"|{_MONTH}{GAP}月{GAP}{_DAY}{GAP}(?:[日号])?{_RANGE}(?:{_MONTH}{GAP}月{GAP})?{_DAY}{GAP}[日号]"
    rf"|{_MONTH}{GAP}月{GAP}{_DAY}{GAP}[日号]|(?<=每月){_DAY}{GAP}[日号]"
    rf"|{_Y4}(?P<sep>[-./]){_MONTH}(?P=sep){_DAY}(?![0-9])(?:[ T]?[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?"
    rf"|{_Y4}[-/.](?:1[0-2]|0[1-9])(?![0-9.%]|{GAP}[万亿元个件项人次家%])"
    rf"|{_MONTH}{GAP}月(?:份)?(?![\u4e00-\u9fff]?龄))"
    rf"|(?P<clock>[012]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9])(?:{_RANGE}[012]?[0-9]:[0-5][0-9](?![0-9]))?"
    rf"|[012]?[0-9]{GAP}(?:时|点)(?![段间期候空有分])(?:{GAP}[0-5]?[0-9]{GAP}分(?!钟)|整|半(?!年)|许)?(?={GAP}[^\u4e00-\u9fff]|$|[前后至到左整许起开举在正])"
    rf"|[012]?[0-9]时[0-5]?[0-9]分(?!钟))"
    rf"|(?P<year>{_YEAR}(?:度)?|1[0-8][0-9]{{2}}年(?![间来历多余])|['’][0-9]{{2}}年|0[0-9]年"
    rf"|{_Y4}(?=[、和与及,]{_Y4}年))"
)
_CHINESE = re.compile(
    rf"(?P<period>{_CYEAR}{_RANGE}{_CYEAR}|{_CYEAR}{GAP}(?:{_QUARTER}|{_CMONTH}月?{_RANGE}{_CMONTH}月)"
    rf"|[一二三四](?:{_RANGE}[二三四]|、[二三四])*季度|{_CMONTH}{_RANGE}{_CMONTH}月(?:份)?)"
    rf"|(?P<date>{_CYEAR}{GAP}{_CMONTH}{GAP}月(?:{GAP}{_CDAY}{GAP}[日号])?|{_CMONTH}月{_CDAY}[日号]|{_CMONTH}月(?:份|底|初|中旬|上旬|下旬)"
    rf"|(?<![历时数连续约达长隔每整近共十]){_CMONTH}月(?![余有之龄一全色]))"
    rf"|(?P<year>{_CYEAR}度?|[〇零一二三四五六七八九]{{2}}年(?=[^\u4e00-\u9fff]))"
)
_BARE_YEAR = re.compile(r"(?:19[4-9][0-9]|20[0-4][0-9])(?![0-9.%,/+:]|[-–—][0-9A-Za-z]|[ \u3000]?[百千万亿余多])")
_NAMED_DAY = re.compile(
    rf"{_MONTH}(?P<dot>[.·・•‧｡])?{_DAY}(?![0-9.])(?=[”\"’』]?(?P<name>[\u4e00-\u9fff]{{0,10}}?"
    r"(?:日|宣传周|活动周|周|宣传月|月|节|大会战|事件|案|地震|暴雨|火灾|事故|专项))(?!常|益|均|程))"
)
_KNOWN_DAY = re.compile(r"(?:3\.15|12\.4|4\.15|6\.26|5\.12|4\.26|11\.9|8\.19|4\.22|6\.25)(?![0-9.%]|[ ]?[万亿余多、])")
_VALUE_BEFORE = ("", *"达到至为增降约近超由从长升比较是于:")
_SPAN_OF_YEARS = re.compile(r"(?:[0-9]{1,3}|[一二三四五六七八九十两百]{1,3})(?:多|余)?年(?P<tail>来(?!自|到|往)|间(?!距)|以来)")
_PLAN_YEARS = re.compile(
    r"(?:[0-9]{1,2}|[一二三四五六七八九十两]{1,3})(?:年|月|天|日)(?=行动|规划|攻坚|倍增|提升|滚动|计划|大变样|专项|整治|方案|会战|实施|建设|内变|强基|总体)"
)
_TOLD_BEFORE = re.compile(r"(?:过去|今后|未来|[这近]|(?<![提以之日此目])前|以往|此后|之前|最近|以来|[^以]上|[^以]下)的?$")
_YEARS_TOLD = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九十两]{1,3})(?:多|余)?(?:年|个月)(?![级度])")
_DECADE = re.compile(
    r"(?:[0-9]0|[一二三四五六七八九]十)年代|(?:[12]?[0-9]|[十二一九八]{1,3})世纪(?:[0-9]0|[一二三四五六七八九]十)?(?:年代)?"
)
_GRADE = re.compile("[0-9一二三四五六七八九]年级")
_RATIO_BEFORE = re.compile(
    "(?:按照?|比|比例|比率|比值)(?:约|超|将近|达到|达|为|是|控制在|保持在|提高到|优化为|降至|降到|不低于|不高于|高于|低于|[由从至到:])*$"
)
_RATIO_AFTER = re.compile("的?(?:比例|比率|配比|配备|配置|配套)")
_REASONS = {"period": "时间段", "date": "日期", "clock": "时刻", "year": "年份"}


def is_ratio(view: str, start: int, end: int) -> bool:
    """Whether the words around 1:15 tell a ratio (师生比为1:15, 按1:15配备) and no time of day."""
    return bool(_RATIO_BEFORE.search(view[max(0, start - 12) : start]) or _RATIO_AFTER.match(view, end))


def match_calendar(view: str, start: int) -> Hit | None:
    """The date, period, year or named day that begins at `start`, or None."""
    char = view[start]
    if char.isdigit():
        return _arabic(view, start)
    return _chinese(view, start)


def _hit(match: re.Match[str]) -> Hit:
    group = str(match.lastgroup)
    kind: NumberKind = "date" if group == "clock" else group  # type: ignore[assignment]
    return kind, match.start(), match.end(), _REASONS[group], _year(match.group()) if group == "year" else None


def _year(text: str) -> int | None:
    digits = text.replace(JOIN, "").strip("'’ \u3000\u00a0度").removesuffix("年").strip()
    value = parse_integer(digits)
    return value if value is not None and value >= 1000 else None


def _arabic(view: str, start: int) -> Hit | None:
    match = _ARABIC.match(view, start)
    if match is not None and not (match["clock"] and ":" in match.group() and is_ratio(view, start, match.end())):
        group = next(name for name in ("period", "date", "clock", "year") if match[name] is not None)
        value = _year(match.group()) if group == "year" else None
        kind: NumberKind = "date" if group == "clock" else group  # type: ignore[assignment]
        return kind, start, match.end(), "年份相连，缺连接号" if match["stuck"] else _REASONS[group], value
    return _named_day(view, start) or _plan_or_span(view, start)


def bare_year(view: str, start: int) -> Hit | None:
    """2023 without 年: a year only where nothing else fits (called last)."""
    match = _BARE_YEAR.match(view, start)
    return None if match is None else ("year", start, match.end(), "年份", int(match.group()))


def _named_day(view: str, start: int) -> Hit | None:
    """5.12防灾减灾日, 12·4, 4.15: a day by its name or by the middle dot."""
    match = _NAMED_DAY.match(view, start)
    if match is not None and match["dot"] and not re.match(load_units().any, view[match.end() : match.end() + 6]):
        return (
            "fixed_phrase",
            start,
            match.end() + len(match["name"]) * (view[match.end()] not in '”"’』'),
            "纪念日、宣传日",
            None,
        )
    known = _KNOWN_DAY.match(view, start) if view[start - 1 : start] not in _VALUE_BEFORE else None
    if known is not None and not re.match(load_units().any, view[known.end() : known.end() + 6]):
        return "fixed_phrase", start, known.end(), "纪念日、宣传日", None
    dotted = re.compile(rf"{_MONTH}[·・•‧]{_DAY}(?![0-9])").match(view, start)
    return None if dotted is None else ("fixed_phrase", start, dotted.end(), "纪念日、宣传日", None)


def _chinese(view: str, start: int) -> Hit | None:
    match = _CHINESE.match(view, start)
    return _hit(match) if match is not None else _plan_or_span(view, start)


def _plan_or_span(view: str, start: int) -> Hit | None:
    grade = _GRADE.match(view, start)
    if grade is not None:
        return "ordinal", start, grade.end(), "年级", None
    plan = _PLAN_YEARS.match(view, start)
    if plan is not None:
        return "fixed_phrase", start, plan.end(), "规划、行动的名称", None
    span = _SPAN_OF_YEARS.match(view, start)
    if span is not None and (span["tail"] != "间" or view[start - 1 : start] != "第"):
        return "period", start, span.end(), "时间段", None
    past = _YEARS_TOLD.match(view, start) if _TOLD_BEFORE.search(view[max(0, start - 3) : start]) else _DECADE.match(view, start)
    if past is not None:
        return "period", start, past.end(), "时间段", None
    return None
