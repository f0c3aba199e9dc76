"""Numbers that name a thing: document numbers, telephone numbers, addresses, versions, N+N, meetings, ordinals. `match_code`."""

from __future__ import annotations

import re

from analyzer.numbers.calendar import Hit
from analyzer.numbers.grammar import CHINESE, GAP
from analyzer.numbers.units import load_units
from analyzer.numerals import parse_integer

__all__ = ["match_after_letter", "match_code", "match_document_number", "match_ordinal"]

_N = rf"(?:[0-9]+|[{CHINESE}]+)"
_DOCUMENT = re.compile(
    r"[〔\[﹝【(〈［]?[ ]?(?:19|20)[0-9]{2}[ ]?[〕\]﹞】)〉］][ ]?"
    r"(?:第?[ ]?[0-9]{1,5}[ ]?号?|[\u4e00-\u9fff]{1,3}[0-9]{0,6}[\u4e00-\u9fff]{1,4}[0-9]{1,6}号)"
)
_DECREE = re.compile(rf"{_N}[ ]?号(?:令|文件?|公告|通告|通知|决定|意见|批复|决议|议案|提案|建议)(?![数])")
_PHONE = re.compile(
    r"(?:\(?0[0-9]{2,3}\)?[-— ]?[0-9]{7,8}(?:[-—][0-9]{1,5})?|1[3-9][0-9]{9}|[48]00[- ]?[0-9]{3,4}[- ]?[0-9]{3,4})(?![0-9])(?!"
    + GAP
    + "[件个项元人])"
)
_HOTLINE = re.compile(
    r"(?:12[0-9]{3}|1[01][02469]|12[02]|100[0-9]{2}|95[0-9]{3}|96[0-9]{3,4})(?![0-9.%])"
    r"(?=[”\"’]?[^0-9\n]{0,6}(?:热线|平台|警|电话|服务|工单|诉求|投诉|短号|专线|便民|举报|急救|联动|专席|系统|转办|接处|微信|政务))"
)
_EMERGENCY = re.compile(
    r"1(?:1[0249]|2[02])(?![0-9.])(?:(?<=1[12][0249][、和及与/]...)|(?<=[“\"‘']...)(?=[”\"’'])|(?=[”\"’]?[、和及与/][“\"‘]?1(?:1[0249]|2[02]|2[0-9]{3})(?![0-9])))"
)
"""110, 119 … alone in quotes or in a list of such numbers."""
_KNOWN_HOTLINE = re.compile(r"123(?:0[159]|1[5-9]|2[0389]|3[01378]|4[58]|5[01568]|6[689]|7[17]|8[05789]|9[36])(?![0-9.%万亿])")
_PLUS = re.compile(rf"[0-9A-Za-z{CHINESE}](?:[0-9A-Za-z{CHINESE}]{{0,4}})(?:\+[0-9A-Za-zⅩ×{CHINESE}]{{1,4}})+")
_DASHES = re.compile(r"[0-9]{1,3}(?:[-—][0-9]{1,3}){2,12}(?![0-9])|1[-—]N")
_TIMES = re.compile(
    r"[0-9]{1,4}(?:\.[0-9]{1,3})?[×✕*xX][0-9]{1,4}(?:\.[0-9]{1,3})?(?:小时|[百千万亿]{0,2}(?:千瓦|兆瓦|吨|米|立方米|伏安|千伏安|MW|kW))?(?![0-9])"
)
_GENERATION = re.compile(r"[0-9][05]后(?![期来续台勤方])")
_NUMBERED_BEFORE = re.compile(
    r"(?:邮编|邮政编码|编号|代码|编码|号码|电话|传真|索引号|证号|案号|QQ|微信号?|热线"
    r"|附件|附表|附图|专栏|[见如]表|[见如]图|^表|^图|[\n。；]表|[\n。；]图|注)[:]?[ ]{0,2}$"
)
_NUMBER_TOLD = re.compile(r"[0-9]+(?:[-.—][0-9]+)*(?![0-9.]|[ ]?[份个件项名人次万余多%])")
_PLANTS = re.compile(r"[0-9]{1,3}(?=(?:、[0-9]{1,3}){1,6}号)")
_SHARES = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?(?: ?: ?[0-9]{1,4}(?:\.[0-9]{1,4})?){2,6}(?![0-9:])")
_VERSION = re.compile(
    r"[0-9]+(?:\.[0-9]+){2,}|[0-9]+\.[0-9]+(?=版|时代|模式)|[1-9]\.0(?=[\u4e00-\u9fff])(?![倍万亿个百千元分公度级成岁年])"
)
_LETTERS = re.compile(r"[0-9]+(?:\.[0-9]+)?[-]?[A-Za-zⅩ][A-Za-z0-9\-]*")
_NUMBERED = re.compile(rf"{_N}{GAP}号(?:线|楼|院|门|机|井|地|馆|店|厂|路|车|桥|站|库|窗口)?(?![文令])")
_ADDRESS_BEFORE = re.compile(r"[路街道巷弄里村镇区园大厦]$")
_ROAD = re.compile(r"[0-9]{1,4}(?![0-9.])(?!公里|条|米|千米)")
_CHINESE_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}号(?![召码称角令文])")
_LONG = re.compile(r"[0-9]{9,}|0[0-9]{3,}(?![0-9.])")
_RANKED = re.compile(r"[0-9一二三四五六七八九十百千]+强(?!化|度|烈|力|势|制|调|国|项|弱|的|有)")
_GRADE = re.compile(r"[1-6]A(?:级)?(?![A-Za-z0-9])")

_ORDINAL = re.compile(rf"第{GAP}(?P<n>[0-9]+(?:\.[0-9]+)?|[{CHINESE}]+){GAP}")
_ORDINAL_TAIL = re.compile(
    r"(?:届|次|批|轮|期|条|款|项|章|节|编|部分|部|位|名|个|号|类|种|季度|年|天|日|周|课|站|场|篇|步|层|代|线|级|组|套|页|卷|册|版|集|师|团|军|中学|小学|医院|人民医院|村|社区|党支部|支部|巡视组|督察组|检查组|纪检监察室|大队|中队|分局|税务分局|监管所|产业|方阵)?"
)
_FIVE_YEARS = re.compile(r"个(?:[五十]年|百年)(?:规划|计划|奋斗目标|目标)?")
_MEETING_TAIL = re.compile(rf"{GAP}(?:会议|全会|全体会议|代表大会|常务会议|集体学习)")
_RANK_BEFORE = re.compile(r"(?:[排列居位]|位列|位居|排名|名列|前|倒数|全国|全省|全市|全球|世界)$")
_TOP = re.compile(
    rf"(?:[0-9]+(?![0-9.])|[{CHINESE}]+(?![{CHINESE}])){GAP}(?:名|位|强|列|甲|席)?(?!个|年|月|天|日|季|期|次|批|次|届|轮|小时|项|条|件|家)"
)


def match_document_number(view: str, start: int) -> Hit | None:
    """〔2023〕28号, from the bracket; `start` is at the bracket or at the year behind it."""
    match = _DOCUMENT.match(view, start)
    return None if match is None or match.group()[-1] in "〕]﹞】)〉］" else ("document_number", start, match.end(), "文号", None)


def match_after_letter(view: str, start: int, low: int) -> Hit | None:
    """G4, PM2.5, GB/T 9704-2012, A岗's neighbours: letters right before the digits make them a code."""
    begin = start
    while (
        begin > low
        and begin > start - 16
        and (view[begin - 1].isascii() and (view[begin - 1].isalpha() or view[begin - 1] in "-/.+ "))
    ):
        begin -= 1
    while begin < start and not view[begin].isalpha():
        begin += 1
    if begin == start or (view[start - 1] == " " and not re.search(r"[A-Z]/?[A-Z]? $", view[begin:start])):
        return None
    if "+" in view[begin:start] or (view[start - 1] in "-." and start - begin < 2):
        kind_end = _PLUS.match(view, begin)
        if kind_end is not None and kind_end.end() > start:
            return "fixed_phrase", begin, kind_end.end(), "组合代称", None
    end = re.compile(r"[0-9A-Za-z.\-—/_]*[0-9A-Za-z]").match(view, start)
    return None if end is None else ("identifier", begin, end.end(), "字母加数字的代号", None)


def match_ordinal(view: str, start: int, low: int) -> Hit | None:
    """第三届, 第14次集体学习, 第二十四条, from 第; `start` is at the numeral."""
    begin = view.rfind("第", max(low, start - 3), start)
    if begin < 0:
        return None
    match = _ORDINAL.match(view, begin)
    if match is None:
        return None
    value = parse_integer(match["n"])
    plan = _FIVE_YEARS.match(view, match.end())
    if plan is not None:
        return "fixed_phrase", begin, plan.end(), "规划名称", value
    if re.match(r"[，,、：:](?![一二三四五六七八九十0-9])", view[match.end("n") : match.end("n") + 2]) and _clause_start(
        view, begin
    ):
        return "enumerator", begin, match.end("n") + 1, "列举序数", value
    tail = _ORDINAL_TAIL.match(view, match.end())
    end = match.end("n") if tail is None or tail.end() == match.end() else tail.end()
    meeting = _MEETING_TAIL.match(view, end)
    return "ordinal", begin, end if meeting is None else meeting.end(), "序数", value


def _clause_start(view: str, place: int) -> bool:
    return place == 0 or view[place - 1] in "。；;：:，,！？!?\n\r 　\t（("


def match_code(view: str, start: int) -> Hit | None:
    """Any other number that names a thing and begins at `start`."""
    arabic = view[start].isdigit()
    if arabic:
        hit = _arabic_code(view, start)
        if hit is not None:
            return hit
    decree = _DECREE.match(view, start)
    if decree is not None:
        return "document_number", start, decree.end(), "文号", None
    plus = _PLUS.match(view, start) if "+" in view[start : start + 6] else None
    if plus is not None:
        return "fixed_phrase", start, plus.end(), "组合代称", None
    before = view[max(0, start - 2) : start]
    if not arabic and (number := _CHINESE_NUMBER.match(view, start)):
        return "identifier", start, number.end(), "编号", parse_integer(number.group()[:-1])
    if arabic or _ADDRESS_BEFORE.search(before):
        numbered = _NUMBERED.match(view, start)
        if numbered is not None:
            return "identifier", start, numbered.end(), "编号、门牌", parse_integer(re.sub("[号].*", "", numbered.group()))
    if view[start - 2 : start] in ("国道", "省道", "县道") and arabic and (road := _ROAD.match(view, start)):
        return "identifier", start, road.end(), "道路编号", None
    ranked = _RANKED.match(view, start)
    if ranked is not None:
        return "fixed_phrase", start, ranked.end(), "榜单、称号", None
    if before and _RANK_BEFORE.search(view[max(0, start - 3) : start]):
        return _top(view, start)
    return None


def _top(view: str, start: int) -> Hit | None:
    """前10名, 列第 3, 居全国前三: a rank, unless a real classifier follows (前10个)."""
    if not re.search(r"(?:[排列居名]|倒数|(?<![提以之日此目])前)$", view[max(0, start - 2) : start]):
        return None
    match = _TOP.match(view, start)
    if match is None or (
        match.group()[-1] not in "名位强列甲席" and re.match(load_units().any, view[match.end() : match.end() + 6])
    ):
        return None
    if match.group()[-1] not in "名位强列甲席" and re.match("[\u4e00-\u9fff]", view[match.end() : match.end() + 1] or "。"):
        return None
    return "ordinal", start, match.end(), "名次", parse_integer(re.sub("[名位强列甲席]$", "", match.group()))


def _arabic_code(view: str, start: int) -> Hit | None:
    if _PHONE.match(view, start) and not view[start - 1 : start].isdigit():
        match = _PHONE.match(view, start)
        assert match is not None
        return "identifier", start, match.end(), "电话", None
    match = _HOTLINE.match(view, start) or _KNOWN_HOTLINE.match(view, start) or _EMERGENCY.match(view, start)
    if match is not None and not re.match(load_units().any, view[match.end() : match.end() + 6]):
        return "identifier", start, match.end(), "热线", None
    match = _DASHES.match(view, start)
    if match is not None:
        return "fixed_phrase", start, match.end(), "组合代称", None
    match = _TIMES.match(view, start)
    if match is not None:
        return "fixed_phrase", start, match.end(), "组合代称", None
    match = _GENERATION.match(view, start)
    if match is not None:
        return "fixed_phrase", start, match.end(), "年代出生的人", None
    if _NUMBERED_BEFORE.search(view[max(0, start - 8) : start]):
        match = _NUMBER_TOLD.match(view, start)
        if match is not None:
            return "identifier", start, match.end(), "编号", None
    if view[start - 3 : start].strip("\n _") == "PM" or _PLANTS.match(view, start):
        match = _NUMBER_TOLD.match(view, start)
        if match is not None:
            return "identifier", start, match.end(), "编号", None
    match = _SHARES.match(view, start) if ":" in view[start : start + 8] else None
    if match is not None:
        return "fixed_phrase", start, match.end(), "多项之比", None
    match = _VERSION.match(view, start)
    if match is not None:
        return "identifier", start, match.end(), "版本、编号", None
    match = _GRADE.match(view, start)
    if match is not None:
        return "identifier", start, match.end(), "等级", None
    match = _LETTERS.match(view, start)
    if match is not None and not re.compile(rf"[0-9.]+{GAP}(?:{load_units().any})").match(view, start):
        return "identifier", start, match.end(), "字母加数字的代号", None
    match = _LONG.match(view, start)
    if match is not None and not re.match(load_units().any, view[match.end() : match.end() + 6]):
        return "identifier", start, match.end(), "长编号", None
    return None
