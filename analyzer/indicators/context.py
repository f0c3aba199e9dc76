"""Where an indicator stands: its part, period and modality. Front functions: `Places`, `period_of`, `modality_of`."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.errors import ConfigurationError
from analyzer.model import Metadata, Modality, NumberMention, Outline, Section
from analyzer.outline import load_profile

__all__ = ["Place", "Places", "modality_of", "period_of"]

_PLAN_IDS = frozenset(("next_year_plan", "plan", "tasks", "self_building"))
_PLAN_TITLE = re.compile(r"下一?步|下一?年|工作(?:计划|打算|思路|安排|建议|部署)|目标任务|主要安排|总体要求|预期目标|今后五年")
_ANNEX = re.compile(r"^(?:附[件表录注]|名词解释|名词注释|注释|有关名词|相关名词|用语说明)")
_TARGET = re.compile(
    r"力争|确保|目标(?:为|是|达|:|：)|(?:^|[年月、]|年度|今年|我们|省|市)计划(?!生育|的)|争取(?:实现|达到|突破|新增|完成)|预期(?!寿命)|努力(?!下)"
    r"|(?:^|[年月市县区省局镇乡]|计划)拟(?!定|写|稿|制|订|合)|^将(?=.{0,12}(?:达到|提高到|实现|新增))"
)
_AIMS = re.compile(r"(?:预期|主要|奋斗|发展|总体)目标(?:为|是|:|：)")
"""Opens a list of aims: the whole sentence tells targets."""
_REQUIRED = re.compile(
    r"应当|必须|不得|原则上|要求[^，]{0,20}(?:不少于|不低于|不超过)|每(?:人|名)?每?年[^，]{0,16}(?:不少于|不低于)|须(?!知)"
    r"|每[^，。；0-9]{0,12}至少|至少每"
)
_AIM_AT = re.compile(r"力争[^，]*，$")
_BOUND = re.compile(r"以[上内下]")
_TARGET_ON = re.compile(
    r"(?:^|，)(?:下一?步|[明今下本]一?年度?|20\d\d年|我[局区市县镇办委们])?(?:还|将|并)?"
    r"(?:力争|争取(?:实现|达到|突破|新增|完成)|计划(?![生内外期免])|拟(?![定写稿制订合态人真]))"
)
"""Words at the head of a clause that open a plan; what follows them in the sentence is planned as well."""
_ACHIEVED = re.compile(r"已|共(?!同)|累计|完成了|实现了|现有|截至|目前")
_COMPARED = ("比", "是", "为", "当", "较", "于", "同", "与", "从", "由", "自", "对比", "超")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH_END = re.compile(r"(?:截至|截止|[-—~至到])(?:(?:19|20)\d\d年)?\D{0,6}?(1[0-2]|[1-9])月(?:底|末)?")
_REACH = 160
"""Characters before a number in which 上半年 is looked for, and times before it that are looked at."""
_AHEAD = 240
"""Characters before a number in which words for a target are looked for."""
_HALF = re.compile(r"[上下]半年|(?:前[二三]|第?[一二三四])季度")
_MEASURES = "measures"
_OF_ANOTHER = re.compile("[^，。；：]{1,20}的[0-9一二三四五六七八九十百]")
"""2021年度审计查出的186个问题已整改179个: the year of the number before, not of this one."""
_BEFORE_THEN = re.compile("(?:以前|之前|前(?=[制出印发颁公实建登形遗竣批]))")
"""2020年以前制定的文件: the year that a thing is of, not when it was counted."""
_NEXT = re.compile("(?:^|[，：])(?:下一?步|(?:下一?|明|来)年度?)(?=，|我|将|还|拟|计划|力争|争取|要|继续|重点|全)")
"""Opens a sentence about the year to come, also outside the plan."""
_LAST = re.compile("(?:^|[，：])(?:对|将)?(?:截[至止][^，]{1,12}，)?(?:上一?年度?|去年度?)(?:[^，]{1,12}的)(?=$)")
"""上年度审计查出的213个问题: what is counted is of the year before."""
_SINCE = re.compile(r"^(?:以来|至今)")


@dataclass(frozen=True, slots=True)
class Place:
    """The part of the outline, whether it is a plan, whether it is an annex, and the year its headings name."""

    part: str | None = None
    plan: bool = False
    annex: bool = False
    year: str | None = None


class Places:
    """The place of any offset, from the section tree."""

    def __init__(self, outline: Outline, metadata: Metadata) -> None:
        """Flatten the tree once."""
        self._plans = _plan_parts(outline.profile)
        self._starts: list[int] = []
        self._places: list[Place] = []
        self.report_year = metadata.report_year
        self.plan_year = outline.plan_year or metadata.plan_year
        if metadata.report_year and (self.plan_year is None or self.plan_year <= metadata.report_year):
            self.plan_year = metadata.report_year + 1  # a heading that names the year before is wrong
        self._passages = [
            (part.start, part.end, Place(part.part, plan=part.part in self._plans))
            for part in sorted(outline.parts, key=lambda part: part.part == _MEASURES)  # the passages inside the measures first
            if part.start is not None
            and part.end is not None
            and (not outline.sections or (part.part in self._plans and part.status in ("merged", "weak")))
        ]
        for section in outline.sections:
            self._add(section, Place())

    def _add(self, section: Section, above: Place) -> None:
        part = section.part or above.part
        named = bool(self._plans) and part is not None
        plan = part in self._plans if named else above.plan or bool(_PLAN_TITLE.search(section.title))
        place = Place(part, plan, above.annex or bool(_ANNEX.search(section.title)))
        self._starts.append(section.start)
        self._places.append(place)
        for child in section.children:
            self._add(child, place)

    def at(self, offset: int) -> Place:
        """The place of a part told without a heading of its own, else the innermost section's."""
        for start, end, place in self._passages:
            if start <= offset < end:
                return place
        index = bisect.bisect_right(self._starts, offset) - 1
        return self._places[index] if index >= 0 else Place()


def _plan_parts(profile: str | None) -> frozenset[str]:
    if profile is None:
        return frozenset()
    try:
        parts = load_profile(profile).parts
    except ConfigurationError:
        return _PLAN_IDS
    return frozenset(p.id for p in parts if p.role == "plan") | (_PLAN_IDS & {p.id for p in parts})


def period_of(
    places: Places, place: Place, times: Sequence[NumberMention], folded: str, sentence_start: int, start: int
) -> str | None:
    """The period of a number: the last time told before it in its sentence that is no base of comparison, else the section's."""
    year = places.plan_year if place.plan else places.report_year
    told = folded[max(sentence_start, start - _AHEAD) : start]
    if not place.plan and _NEXT.search(told):
        year = places.plan_year or (year + 1 if year else None)
    elif year and not place.plan and _LAST.search(told):
        return str(year - 1)
    default = str(year) if year else None
    halves = [
        m[0]
        for m in _HALF.finditer(folded, max(sentence_start, start - _REACH), start)
        if not folded.endswith(("较", "比", "同", "于"), sentence_start, m.start())
    ]
    months = _part_of_year("", halves[-1]) if halves else None
    before = bisect.bisect_right(times, start, key=lambda time: time.end)
    for mention in reversed(times[max(0, before - 8) : before]):
        words = folded[max(0, mention.start - 2) : mention.start].rstrip()
        if _OF_ANOTHER.match(folded, mention.end, start):
            continue
        if _BEFORE_THEN.match(folded, mention.end, mention.end + 8):
            continue
        if words.endswith(_COMPARED) and not folded.startswith("以来", mention.end):
            continue
        surface = folded[mention.start : mention.end]
        years = _YEAR.findall(surface)
        if not years:
            months = months or _part_of_year(surface, folded[max(0, mention.start - 3) : mention.end])
            continue
        if len(years) > 1:
            return f"{years[0]}-{years[-1]}"
        if _SINCE.match(folded[mention.end : mention.end + 2]) and default and years[0] < default:
            return f"{years[0]}-{default}"
        part = months or _part_of_year(surface, words + surface + folded[mention.end : mention.end + 4])
        return f"{years[0]}-{part}" if part else years[0]
    return f"{default}-{months}" if months and default else default


def _part_of_year(surface: str, around: str) -> str | None:
    """H1, H2, Q3, 10: the part of a year that a time names; None where it names a whole year or a day."""
    if "上半年" in around:
        return "H1"
    if "下半年" in around:
        return "H2"
    quarter = re.search(r"第?([一二三四1-4])季度", around)
    if quarter:
        if "前" in around:
            return {"一": "03", "二": "06", "三": "09", "1": "03", "2": "06", "3": "09"}.get(quarter[1])
        return "Q" + {"一": "1", "二": "2", "三": "3", "四": "4"}.get(quarter[1], quarter[1])
    month = _MONTH_END.search(around)
    if re.search(r"1月?[-—~至到]6月", around):
        return "H1"
    if month and "日" not in surface and month[1] != "12":
        return month[1].zfill(2)
    return None


def _goes_on_as_target(earlier: str, clause: str) -> bool:
    """计划举办培训班2期，培训200人以上: the clauses after a plan go on with it until something is told as done."""
    opened = max((m.start() for m in _TARGET_ON.finditer(earlier)), default=-1)
    return opened >= 0 and not _ACHIEVED.search(earlier, opened) and not _ACHIEVED.search(clause)


def modality_of(
    places: Places, period: str | None, place: Place, folded: str, sentence_start: int, start: int, end: int
) -> Modality:
    """Target in the plan and after 力争, 确保 and the like in the same clause; required where a rule is restated."""
    before = folded[max(0, start - _AHEAD) : start]
    if _AIMS.search(before, max(before.rfind("。"), before.rfind("\n")) + 1):
        return "target"
    clause = folded[max(sentence_start, start - _AHEAD) : start]
    earlier, clause = clause[: clause.rfind("，") + 1], clause[clause.rfind("，") + 1 :]
    if _AIM_AT.search(earlier) and _BOUND.match(folded, end) and not _ACHIEVED.search(clause):
        return "target"
    if _goes_on_as_target(earlier, clause):
        return "target"
    if _REQUIRED.search(clause) and not place.plan:
        return "required"
    ahead = (
        places.report_year is not None and period is not None and period[:4].isdigit() and int(period[:4]) > places.report_year
    )
    if ahead or place.plan or _TARGET.search(clause):
        return "target"
    return "achieved"
