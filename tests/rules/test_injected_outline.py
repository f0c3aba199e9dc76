"""Defects put into the clean reports of the corpus: each must be told, and nothing else beside it (outline, years, bodies).

`python -m tests.rules.injector` prints the table: defect, told of injected, findings beside.
"""

import dataclasses
import re
from collections import Counter

import pytest

from analyzer.pipeline import Options, analyze_document
from analyzer.reading import read_text
from analyzer.rules.bodies import DEPARTMENTS, kind_of
from tests.rules.injector import clean_reports

FLOOR = 0.95
HEADS = "一二三四五六七八九十"


def serious(report):
    return Counter(f.rule for f in report.findings if f.level != "info" and f.confidence != "low")


CLEAN = [pytest.param(report, id=name) for name, report in clean_reports()]


def top_of(report, part):
    """The top section that tells one part alone."""
    return next((s for s in report.sections if s.parts == (part,)), None)


def place_in_measures(report):
    """The end of the first sentence of the body under the measures."""
    for section in report.walk():
        if "measures" in section.parts and not section.children:
            match = re.search("。", report.document.text[section.body_start : section.end])
            if match:
                return section.body_start + match.end()
    return None


def insert(report, words):
    place = place_in_measures(report)
    text = report.document.text
    return text[:place] + words + text[place:] if place else None


def drop(part):
    def change(report):
        text, gone = report.document.text, top_of(report, part)
        told_once = [s for s in report.walk() if part in s.parts and s not in ((gone,) if gone else ())]
        if gone is None or any(s.start < gone.start or s.start >= gone.end for s in told_once) or len(report.sections) < 3:
            return None
        for number, section in reversed(list(enumerate(report.sections))):
            if section.start > gone.start:
                label = text[section.start : section.start + len(section.label)]
                text = (
                    text[: section.start] + label.replace(HEADS[number], HEADS[number - 1]) + text[section.start + len(label) :]
                )
        return text[: gone.start] + text[gone.end :]

    return change


def under(part, body):
    """Another text under a part's heading."""

    def change(report):
        section, text = top_of(report, part), report.document.text
        return text[: section.title_end] + "\n" + body + "\n" + text[section.end :] if section else None

    return change  # fmt: skip


def year_in(part, shift):
    def change(report):
        section, text, year = top_of(report, part), report.document.text, report.metadata.report_year
        title = text[section.title_start : section.title_end] if section else ""
        years = re.findall(r"20\d\d", title)
        if len(years) != 1 or year is None:
            return None
        return text[: section.title_start] + title.replace(years[0], str(year + shift)) + text[section.title_end :]

    return change


def of_departments(words):
    return lambda report: insert(report, words) if kind_of(report.metadata.issuer) in DEPARTMENTS else None


def foreign_meeting(report):
    kind = kind_of(report.metadata.issuer)
    if kind not in ("局", "办", "委", "镇", "街道"):
        return None
    return insert(report, "全年召开主任办公会6次。" if kind in ("局", "镇") else "全年召开局长办公会6次。")


def promise(report):
    text = report.document.text
    for section in report.walk():
        if (
            section.level == 2
            and "measures" in section.parts
            and "审计" not in text
            and len(text[section.body_start : section.end]) > 80
        ):
            return text[: section.title_start] + "加强审计监督" + text[section.title_end :]
    return None


NO_CAUSE = (
    "一是普法宣传的针对性还不强，形式不够丰富。二是执法力量有待加强，队伍建设需要重视。三是制度执行还不够到位，意识需要提高。"
)
NO_ACT = (
    "主要负责人高度重视法治建设，增强责任感和使命感，切实扛起政治责任，把法治摆在突出位置，以身作则、率先垂范，"
    "推动全系统形成崇尚法治的良好风尚，不断夯实基层基础。"
)
NO_MEASURE = (
    "提高政治站位，增强法治意识，提升依法行政水平，坚持问题导向，强化责任担当，"
    "推动法治政府建设再上新台阶，为全市高质量发展贡献更大力量。"
)

DEFECTS = {
    "part dropped: shortcomings": ("OUT001", drop("shortcomings")),
    "part dropped: leader": ("OUT001", drop("leader_duties")),
    "part dropped: plan": ("OUT001", drop("next_year_plan")),
    "part in one sentence: shortcomings": ("OUT003", under("shortcomings", "还存在一些不足。")),
    "part in one sentence: plan": ("OUT003", under("next_year_plan", "继续努力。")),
    "causes stripped": ("OUT004", under("shortcomings", NO_CAUSE)),
    "acts stripped": ("OUT006", under("leader_duties", NO_ACT)),
    "measures stripped from the plan": ("OUT008", under("next_year_plan", NO_MEASURE)),
    "heading promises": ("OUT010", promise),
    "year of the measures": ("YEA001", year_in("measures", -1)),
    "year of the plan": ("YEA002", year_in("next_year_plan", 0)),
    "half year": ("YEA004", lambda report: insert(report, "上半年，共开展宣传活动31场。")),
    "blank year": ("YEA007", lambda report: insert(report, "20XX年开展宣传活动31场。")),
    "another's meeting": ("ORG002", foreign_meeting),
    "another's work": ("ORG003", of_departments("挂牌成立少年法庭。审结刑事案件16件。判处五年以上有期徒刑8人。")),
}


def told(report, changed):
    found = analyze_document(read_text(changed), Options())
    if found.metadata.issuer is None:
        found = dataclasses.replace(found, metadata=dataclasses.replace(found.metadata, issuer=report.metadata.issuer))
    return Counter({rule: n for rule, n in serious(found).items() if rule[:3] in ("OUT", "YEA", "ORG")})


@pytest.mark.skipif(not CLEAN, reason="no clean samples")
def test_enough_clean_reports():
    assert len(CLEAN) >= 12


def results(name):
    """(reports tried, told, findings beside) for one defect over the clean reports."""
    code, change = DEFECTS[name]
    hits, beside, tried = 0, [], 0
    for param in CLEAN:
        changed = change(param.values[0])
        if changed is None:
            continue
        tried += 1
        found = told(param.values[0], changed)
        hits += found[code] == 1
        beside += [(param.id, rule) for rule in found if rule != code]
    return tried, hits, beside


@pytest.mark.parametrize("name", DEFECTS)
def test_defect_is_told_and_nothing_beside_it(name):
    tried, hits, beside = results(name)
    assert tried >= min(2, len(CLEAN))
    assert hits >= FLOOR * tried
    assert beside == []
