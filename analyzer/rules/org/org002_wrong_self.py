"""自称与单位不符

## 检查什么
报告单位是“办”而正文写“局长办公会”“我局”，是“局”而写“主任办公会”“我办”“我镇”，是镇、街道或政府而写“我局”“局党委会”等。
前面写明是别的单位的（区司法局局长办公会）不算，引号和书名号里的不算。
县、区的单位自称“市局党组”，市的单位自称“我县”，也查；写的是上级的事（按照市局要求、向市局汇报）不算。

## 为什么
多半是从别的单位的报告里抄来的，没有改全；公开以后十分难看。

## 不好的例子
清源市国防动员办公室的报告：“组织局长办公会会前学法6次。”

## 好的例子
“组织主任办公会会前学法6次。”

## 依据
报告单位的自称应当与单位一致（逻辑）。
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from analyzer.model import Related
from analyzer.rules.bodies import FITTING, kind_of
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.spans import Span
from analyzer.rules.years import is_quoted

RULE = Rule(
    code="ORG002",
    name="wrong-self-reference",
    title="自称与单位不符",
    level="warning",
    confidence="high",
    basis="逻辑",
)

SELF = re.compile(
    r"我(局|办(?![法理事公好案结])|镇(?![痛压静])|乡(?![村镇])|街道|委(?![托员派任])|厅|院(?![校落])|中心|站(?![在到])|队(?![员伍]))"
)
MEETING = re.compile(r"(?<![局办委厅镇乡院道府])(局长|主任|镇长|乡长|厅长|院长)(?:专题|工作)?办公(?:会(?:议)?)")
GROUP = re.compile(r"(?<=[开持入行由])(局)党(?:组|委)会")
LEVELS = {
    "县": re.compile(r"市局(?:党[组委](?:书记|会|成员|理论)|主要(?:负责人|领导)|领导班子|机关各)|我区"),
    "区": re.compile(r"市局(?:党[组委](?:书记|会|成员|理论)|主要(?:负责人|领导)|领导班子|机关各)|我县"),
    "市": re.compile(r"县局(?:党[组委](?:书记|会|成员|理论)|主要(?:负责人|领导)|领导班子)|我县"),
}
"""The lowest region in an issuer's name → words for oneself that belong to another level."""
ABOVE = re.compile(r"按照|根据|落实|贯彻|传达|学习|[向受在与及和获陪]|接受|协助|配合|召集|邀请|指导|督导|下属|所属|各")
CHAIRS = {
    "局": {"局长"}, "办": {"主任"}, "委": {"主任"}, "镇": {"镇长"}, "乡": {"乡长"}, "街道": {"主任"}, "厅": {"厅长"},
    "院": {"院长"}, "管委会": {"主任"}, "中心": {"主任"}, "会": {"主任"},
}  # fmt: skip
TOWNS = frozenset({"镇", "乡", "街道"})
BUREAU_OF_A_TOWN = re.compile(
    r"(?:(?<=[。；\n])|(?<=[。；\n]\s))[县区市]局(?=主动|积极|认真|深入|扎实|严格|坚持|组织|开展|召开|党[组委]|全年|共|制定|始终|切实|聚焦)"
)
"""A bureau that is not named acts as the subject of a sentence: its own report speaks so, not a town's."""


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit for each word that does not fit the issuer, its other places related."""
    kind = kind_of(context.metadata.issuer)
    if kind is None:
        return
    places: dict[str, list[Span]] = defaultdict(list)
    for pattern, fits in ((SELF, _self_fits), (MEETING, _chair_fits), (GROUP, _group_fits)):
        for match in pattern.finditer(context.folded, context.body_start, context.body_end):
            if not fits(kind, match[1]) and not is_quoted(context, match.start()) and match.start() not in context.skipped:
                places[match[0]].append((match.start(), match.end()))
    for match in BUREAU_OF_A_TOWN.finditer(context.folded, context.body_start, context.body_end) if kind in TOWNS else ():
        if match.start() not in context.skipped and not is_quoted(context, match.start()):
            places[match[0]].append((match.start(), match.end()))
    for match in _other_level(context):
        places[match[0]].append(match.span())
    for words, spans in places.items():
        start, end = spans[0]
        yield Hit(
            message=f"报告单位是{context.metadata.issuer}，这里写“{words}”"
            + (f"（共{len(spans)}处）。" if len(spans) > 1 else "。"),
            start=start,
            end=end,
            related=tuple(Related(a, b, words) for a, b in spans[1:]),
            suggestion="核对是不是从别的单位的材料里抄来的。",
        )


def _other_level(context: RuleContext) -> Iterator[re.Match[str]]:
    """Words of a body of a county or a district that call itself a body of the city (市局党组书记), and 我县 of a city's."""
    level = own_level(context.metadata.issuer or "")
    pattern = _words_of_another_level(level or "", context.metadata.issuer or "")
    for match in pattern.finditer(context.folded, context.body_start, context.body_end) if pattern else ():
        if match.start() not in context.skipped and not is_quoted(context, match.start()):
            clause = re.split(r"[，。；\n]", context.folded[max(0, match.start() - 30) : match.start()])[-1]
            if not ABOVE.search(clause):
                yield match


def _words_of_another_level(level: str, issuer: str) -> re.Pattern[str] | None:
    """What a body of this level does not call itself: 市局党组, and the like body of the city in full (市民政局党组)."""
    known = LEVELS.get(level)
    function = re.search(r"(?<=[县区])[一-龥]{2,10}局$", issuer)
    if known is None or function is None:
        return known
    return re.compile(rf"{known.pattern}|市{function.group()}(?:党[组委](?:书记|会|成员|理论)|主要(?:负责人|领导)|领导班子)")


def own_level(issuer: str) -> str | None:
    """省, 市, 县 or 区: the lowest region that an issuer's name says; None for 新区, towns, and names without a region."""
    name = re.sub(r"\s|自治(?=[区州县])", "", issuer)
    if re.search(r"[镇乡]|街道|开发区|新区|园区|实验区|管委会|管理委员会|高新区|自治", issuer):
        return None
    found = re.findall(r"(?<=[^省市县区州])[省市县区](?!场|政|容|域|民)", name)
    return found[-1] if found else None


def _self_fits(kind: str, word: str) -> bool:
    return word in FITTING[kind] or (kind == "管委会" and word == "局")


def _chair_fits(kind: str, chair: str) -> bool:
    """Whether a meeting's chair may be the issuer's: a government speaks of the meetings of many bodies."""
    return kind not in CHAIRS or chair in CHAIRS[kind]


def _group_fits(kind: str, _: str) -> bool:
    return kind not in TOWNS | {"政府", "办", "委"}
