"""The body that reports: its name in a title, a header field or a signature, and what kind of body it is."""

from __future__ import annotations

import re

_HAN = "[\u4e00-\u9fff·]"
_YEAR = "(?:(?:20[0-9]{2}|二[〇○零][一二三四五六七八九〇○零]{2}) ?年(?:度)?)"
_TOPIC = re.compile(
    f"关于|{_YEAR}|上?一?年度|法治|依法|推进|深入|贯彻|落实|普法|政府信息|信息公开|政务公开|部门决算|部门预算|工作|党政主要|履行|行政执法|全面"
)
_LEADING = re.compile(f"^(?:[《 ]|关于|{_YEAR}|印发)+")
_ORGAN = (
    "人民政府|政府|委员会|管委会|办公室|办事处|人民代表大会|常务委员会|局|委|办|厅|院|署|处|会|支队|大队|总队|分局"
    "|中心|馆|所|站|公司|集团|学校|大学|医院|法院|检察院|公安部|部|街道|镇|乡|党组|党委|党工委|工委|苏木"
)
_NAME = re.compile(f"{_HAN}{{2,60}}?(?:{_ORGAN})$")
_PLACE = re.compile(f"{_HAN}{{1,30}}(?:省|市|县|区|州|旗|盟|自治区|自治州|自治县|新区|镇|乡|街道)$")
_FIELDS = (
    "发文机关",
    "发文机构",
    "发布机构",
    "发布单位",
    "公开机构",
    "制发机关",
    "信息来源",
    "文章来源",
    "稿件来源",
    "来源",
    "作者",
)
_NEWS = re.compile("日报|晚报|新闻|网$|网站|报社|电视|频道|融媒|头条|客户端|在线|杂志|新华|人民网|门户|本站|原创|转载|管理员")
_SIGNED = re.compile(
    f"(?:^|[ \n。])({_HAN}{{2,40}}(?:{_ORGAN}))[ \n]*(?:（[^（）\n]{{0,10}}）)?[ \n]*(?=20[0-9]{{2}} ?[年./-]|二[〇○零]|$)"
)
_PREAMBLE = re.compile(f"现将(?:我|本)?({_HAN}{{3,30}}?(?:{_ORGAN})){_YEAR}")

_SPEAKS = re.compile(f"代表({_HAN}{{2,20}}人民政府)(?:，)?向")
_CONGRESS = re.compile(f"在({_HAN}{{2,15}}?(?:省|市|自治区|区|县|州|旗))第{_HAN}{{1,4}}届人民代表大会")
_NATIONAL = re.compile("在?第[一二三四五六七八九十]{1,3}届全国人民代表大会|代表国务院")
# a party committee and its government report together: the government is the one that reports
_PARTY = re.compile(
    "^中共[^ ]{2,20}?(?:委员会|党委|党组|党总支|工委|[省市县区镇乡州旗盟]委(?!员))[、和 ]?(?=.{2,20}(?:政府|局|办事处|管委会)$)"
)
_SHORT = re.compile("(?:自治区|省|市|区|县|州|旗|镇|乡)人民政府")
_KINDS = (
    ("government", re.compile("^国务院$")),
    ("congress", re.compile("人民代表大会|人大常委会|人大$")),
    ("court", re.compile("法院|检察院")),
    ("town", re.compile("(?:镇|乡|街道|苏木)(?:人民政府|政府|办事处|党委|党工委)?$")),
    ("department", re.compile("(?:局|厅|办公室|委员会|委|办|部|署|处|支队|大队|总队|中心|院|馆|所|站)$")),
    ("government", re.compile("(?:省|市|县|区|州|旗|盟)(?:人民政府|政府|委)?$|人民政府$|政府$|管委会$|管理委员会$")),
)


def issuer_of_title(title: str) -> str | None:
    """The body named in a title: 永和镇人民政府 of 永和镇人民政府关于2023年…, a place alone where no body is named, or None."""
    rest = _LEADING.sub("", title.strip("《》 "))
    for match in _TOPIC.finditer(rest):
        prefix = rest[: match.start()].strip(" 的")
        if prefix.endswith("政府") and match.group() == "工作" and rest.startswith("工作报告", match.start()):
            prefix = prefix[:-2].removesuffix("人民")
            return (prefix + "人民政府") if _PLACE.fullmatch(prefix) else None
        prefix = _PARTY.sub("", prefix)
        if _NAME.fullmatch(prefix) or _PLACE.fullmatch(prefix):
            return prefix
        if len(prefix) > 40:
            break
    return None


def issuer_of_text(named: str | None, head: str, own: str | None, tail: str, opening: str) -> str | None:
    """The issuer: the title's; a fuller form of it or, without one, the header's field, the signature, the opening."""
    others = [name for name in (*_fields(head), _own(own), *_signed(tail), *_opening(opening)) if name]
    if "工作报告" in (head + opening[:200]).replace(" ", ""):
        others = _spoken(re.sub("[ \n]", "", head + opening)) + others
    if named is None:
        return others[0] if others else None
    if _is_place(named):
        return next(
            (name for name in others if name.startswith(named) and _NAME.fullmatch(name) and name != named), _government(named)
        )
    return named


def body_kind(issuer: str | None, title: str) -> str | None:
    """department, town, government, congress or court, by the issuer's name; None where it tells nothing."""
    if issuer is None:
        return "government" if "政府工作报告" in title else None
    if issuer.endswith(("管理委员会", "管委会")):
        return "government"
    return next((kind for kind, pattern in _KINDS if pattern.search(issuer)), None)


def _is_place(name: str) -> bool:
    return (_PLACE.fullmatch(name) is not None and not name.endswith(("镇", "乡", "街道"))) or name.endswith(("镇", "乡"))


def _government(place: str) -> str:
    """永和镇 → 永和镇人民政府."""
    return place + "人民政府"


def _fields(head: str) -> list[str]:
    found = []
    for field in _FIELDS:
        for match in re.finditer(f"{field} *[：:|][ |]*({_HAN}{{2,40}})", head):
            if not _NEWS.search(match[1]) and _NAME.fullmatch(match[1]):
                found.append(match[1])
    return found


def _own(own: str | None) -> str | None:
    return own if own and _NAME.fullmatch(own) and not _NEWS.search(own) else None


def _signed(tail: str) -> list[str]:
    return [match[1] for match in _SIGNED.finditer(tail) if not _NEWS.search(match[1])][-1:]


def _opening(opening: str) -> list[str]:
    return [match[1] for match in _PREAMBLE.finditer(opening)][:1]


def _spoken(head: str) -> list[str]:
    """The government that speaks to its congress: 代表…人民政府向, 在…第十五届人民代表大会."""
    if _NATIONAL.search(head):
        return ["国务院"]
    found = [match[1] for match in _SPEAKS.finditer(head) if not _SHORT.fullmatch(match[1])]
    return found + [_government(match[1]) for match in _CONGRESS.finditer(head)]
