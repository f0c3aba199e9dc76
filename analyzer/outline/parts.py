"""Where each part of the outline is told. Read `assign_parts` first: headings of the whole tree, then passages of the body.

A part with a heading of its own at the top is present; with a heading it shares, or one inside another part, it is merged; a
passage without a heading is merged where it is long enough, else weak; what is found nowhere is missing, and the reason says
what was searched. Every decision carries its reason for people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analyzer.model import Document, Outline, Part, PartStatus, Section, Structure
from analyzer.outline.headings import ENOUGH, YEAR, HeadingScore, score_heading
from analyzer.outline.passages import ACTS, Passage, find_passage, stretches, without_blanks
from analyzer.outline.profile import PartSpec, Profile

APPENDIX = re.compile(r"^(?:附[件表录]|名词解释|名词注释)")
PARTY_GROUP = re.compile(r"党[组委][^，。；]{0,12}(?:召开|学习|研究|听取|领导|集体学法)|(?:召开|举行)党[组委]")
SHOWN = 24
TITLE = 45
CONCRETE = 24
DIGIT = re.compile(r"\d")
CAUSE = re.compile(r"原因|由于|因为|源于|导致|受.{1,16}(?:影响|制约)")


@dataclass(frozen=True, slots=True)
class Claim:
    """A section whose heading names a part; `shared` names the other parts in the same heading, `inside` the part around it."""

    section: Section
    path: tuple[Section, ...]
    score: float
    shared: tuple[str, ...] = ()
    inside: bool = False


@dataclass(slots=True)
class _Work:
    """What is known while one document is decided."""

    text: str
    profile: Profile
    structure: Structure
    tops: tuple[Section, ...]
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)
    owners: dict[int, list[str]] = field(default_factory=dict)


def assign_parts(document: Document, structure: Structure, profile: Profile | None) -> Outline:
    """The section tree with parts, and the status of each part of the profile, in the profile's order. Never fails."""
    if profile is None:
        return Outline(None, structure.sections, (), structure.metadata.plan_year)
    work = _Work(document.folded, profile, structure, _tops(structure))
    _claim_tops(work)
    _claim_inside(work)
    _claim_rest(work)
    sections = tuple(_with_parts(section, (), work) for section in structure.sections)
    _find_passages(work, sections)
    parts = tuple(_status(work, spec) for spec in profile.parts)
    return Outline(profile.name, sections, parts, _plan_year(work, parts))


def _tops(structure: Structure) -> tuple[Section, ...]:
    """The sections of the top level; where one heading holds nearly all of the text, those under it."""
    tops = structure.sections
    while len(tops) == 1 and len(tops[0].children) > 1:
        length = structure.body_end - structure.body_start
        if tops[0].end - tops[0].start < 0.7 * length:
            break
        tops = tops[0].children
    return tops


def _scores(work: _Work, section: Section) -> HeadingScore:
    title = work.text[section.title_start : section.title_end] or section.title
    return score_heading(title.strip(), work.profile, work.structure.metadata.report_year)


# ---------- headings


def _claim_tops(work: _Work) -> None:
    """Headings of the top level: every part that they name; where a part is named by several, all of them tell it."""
    for section in work.tops:
        scores = _scores(work, section)
        named = [part for part in scores.named() if _confirmed(work, section, part, scores.scores[part])]
        for part in named:
            others = tuple(other for other in named if other != part)
            topic = scores.clauses[part] > 0 and not others and _role(work, part) == "leader_duties"
            claim = Claim(section, (section,), scores.scores[part], others, inside=topic)
            work.claims.setdefault(part, []).append(claim)
            work.owners.setdefault(section.start, []).append(part)


def _role(work: _Work, part_id: str) -> str:
    spec = work.profile.part(part_id)
    return spec.role if spec is not None else "plain"


SHORTCOMING_WORDS = re.compile(
    r"不足|不够|不强|不高|不深|不到位|不平衡|不均衡|不完善|不健全|不扎实|不充分|不[^，。；]{1,3}|欠缺|缺乏|缺少|有待|待提[高升]"
    r"|仍需|还需|需[^，。；]{0,6}(?:加强|提[高升]|完善|优化)|尚未|差距|薄弱|滞后|短板|较[弱少低]|偏[弱少低]|问题|困难|单一"
)
PLAN_WORDS = re.compile(r"将|要|继续|进一步|持续|着力|加强|深化|推[进动]|强化|提升|完善")


def _confirmed(work: _Work, section: Section, part: str, score: float) -> bool:
    """Whether the text under a heading bears out what the heading seems to name, asked only where the words are ambiguous."""
    body = work.text[section.body_start : section.end]
    if _role(work, part) == "shortcomings" and score < 2 * ENOUGH and len(body.strip()) > 60:
        return len(SHORTCOMING_WORDS.findall(body)) * 120 >= len(body.strip())
    return True


def _claim_inside(work: _Work) -> None:
    """Headings below the top, for the parts that no top heading names; the plan's own sections tell of no other part."""
    for top in work.tops:
        for path in _paths(top):
            if len(path) == 1:
                continue
            scores = _scores(work, path[-1])
            for part in scores.named():
                if part in work.owners.get(top.start, []) or _role(work, part) == "measures":
                    continue
                if any(not claim.inside for claim in work.claims.get(part, [])) or _plan_around(work, path):
                    continue
                if _confirmed(work, path[-1], part, scores.scores[part]):
                    work.claims.setdefault(part, []).append(Claim(path[-1], path, scores.scores[part], inside=True))
                    work.owners.setdefault(path[-1].start, []).append(part)


def _paths(section: Section, above: tuple[Section, ...] = ()) -> list[tuple[Section, ...]]:
    path = (*above, section)
    found = [path]
    for child in section.children:
        found += _paths(child, path)
    return found


def _plan_around(work: _Work, path: tuple[Section, ...]) -> bool:
    return any(_role(work, part) == "plan" for section in path[:-1] for part in work.owners.get(section.start, []))


def _claim_rest(work: _Work) -> None:
    """Top sections that name no part: the plan's if they follow shortcomings and speak of what will be done, else measures'."""
    measures = next((spec for spec in work.profile.parts if spec.role == "measures" and spec.thematic), None)
    plan = next((spec for spec in work.profile.parts if spec.role == "plan"), None)
    passed = False
    for section in work.tops:
        named = work.owners.get(section.start, [])
        passed = passed or any(_role(work, part) in ("shortcomings", "plan") for part in named)
        if [part for part in named if not _topical(work, part, section)] or APPENDIX.match(section.title.strip()):
            continue
        if passed:
            if plan is not None and plan.id not in work.claims and _looks_ahead(work, section):
                work.claims[plan.id] = [Claim(section, (section,), ENOUGH)]
                work.owners.setdefault(section.start, []).append(plan.id)
        elif measures is not None:
            work.owners.setdefault(section.start, []).append(measures.id)


def _topical(work: _Work, part: str, section: Section) -> bool:
    """Whether a top section tells a part only as one of its topics."""
    return any(claim.inside and claim.section is section for claim in work.claims.get(part, []))


def _looks_ahead(work: _Work, section: Section) -> bool:
    body = work.text[section.body_start : section.end]
    return len(body.strip()) > 40 and len(PLAN_WORDS.findall(body)) * 40 >= len(body.strip())


# ---------- the tree with parts, passages


def _with_parts(section: Section, above: tuple[str, ...], work: _Work) -> Section:
    """The section with the parts it tells: its own first, then those around it (a child of a shared heading tells them all)."""
    own = list(work.owners.get(section.start, ()))
    if len(own) > 1:
        own.sort(key=lambda part: any(c.inside and c.section is section for c in work.claims.get(part, [])))
    parts = tuple(dict.fromkeys((*own, *above)))
    return section.with_parts(parts, tuple([_with_parts(child, parts, work) for child in section.children]))


def _find_passages(work: _Work, sections: tuple[Section, ...]) -> None:
    """Passages for the parts that no heading names; what the leader will do next year is plan, not duty done."""
    wanted = [spec for spec in work.profile.parts if spec.id not in work.claims and spec.body_cues]
    if not wanted:
        return
    runs = stretches(work.text, sections, work.structure.body_start, work.structure.body_end)
    plan_ranges = [
        (claim.section.start, claim.section.end)
        for part, claims in work.claims.items() if _role(work, part) == "plan"
        for claim in claims
    ]  # fmt: skip
    year = work.structure.metadata.report_year
    plan_year = year + work.profile.plan_offset if year else None
    for spec in wanted:
        taken = plan_ranges if spec.role == "leader_duties" else []
        passage = find_passage(work.text, runs, spec, taken, plan_year)
        if passage is not None:
            work.passages[spec.id] = passage


# ---------- status and reason


def _status(work: _Work, spec: PartSpec) -> Part:
    claims = work.claims.get(spec.id)
    if claims:
        return _from_headings(work, spec, claims)
    if spec.role == "measures" and spec.thematic:
        return _from_topics(work, spec)
    passage = work.passages.get(spec.id)
    if passage is not None:
        return _from_passage(work, spec, passage)
    if not spec.required:
        return Part(spec.id, "present", None, None, "没有单独成节；没有这方面的情况可以不写")
    return Part(spec.id, "missing", None, None, _searched(work, spec))


def _from_headings(work: _Work, spec: PartSpec, claims: list[Claim]) -> Part:
    own = [claim for claim in claims if not claim.inside and not claim.shared]
    shared = [claim for claim in claims if not claim.inside and claim.shared]
    best = (own or shared or claims)[0]
    section = best.section
    length = sum(_length(work, claim.section) for claim in (own or shared or claims))
    name = heading_name(best.path)
    status: PartStatus
    if own:
        status, reason = "present", f"{name}{_children(section)}"
    elif shared:
        others = "、".join(f"“{work.profile.title_of(part)}”" for part in best.shared)
        status, reason = "merged", f"与{others}合写在“{name}”里"
    else:
        status, reason = "merged", f"写在“{name}”里，没有单独成节"
    if length < spec.min_characters and not _concrete(work, spec, section):
        if spec.table:
            reason = f"{name}：标题下没有文字，表格可能在转换时丢失"
        else:
            status, reason = "weak", f"{name}：{f'只有{length}字' if length else '只有标题，没有内容'}"
    return Part(spec.id, status, section.start, section.end, reason)


def _concrete(work: _Work, spec: PartSpec, section: Section) -> bool:
    """Whether a short section says something all the same: acts of the leader, a cause, a figure of the plan."""
    body = work.text[section.body_start : section.end]
    if len(body.strip()) < CONCRETE:
        return False
    if spec.role == "leader_duties":
        return len({match[0][:2] for match in ACTS.finditer(body)}) >= 2 or bool(ACTS.search(body) and DIGIT.search(body))
    if spec.role == "shortcomings":
        return bool(CAUSE.search(body) and SHORTCOMING_WORDS.search(body))
    return spec.role == "plan" and bool(DIGIT.search(body))


def _length(work: _Work, section: Section) -> int:
    """Characters under a heading; where a title has swallowed its text, what is too long for a title counts as text."""
    body = without_blanks(work.text[section.body_start : section.end])
    return body or max(0, without_blanks(work.text[section.title_start : section.end]) - TITLE)


def _children(section: Section) -> str:
    return f"（{len(section.children)} 小节）" if section.children else ""


def heading_name(path: tuple[Section, ...]) -> str:
    """A heading for people: labels of the sections above, its own label and title, cut where it is long."""
    labels = "".join(re.sub(r"\s", "", section.label) for section in path)
    title = re.sub(r"\s", "", path[-1].title)
    return labels + (title if len(title) <= SHOWN else title[: SHOWN - 1] + "…")


def _from_topics(work: _Work, spec: PartSpec) -> Part:
    """The year's work told under headings that name topics only, or without any heading."""
    told = [section for section in work.tops if spec.id in work.owners.get(section.start, [])]
    if told:
        length = sum(_length(work, section) for section in told)
        many = f"“{heading_name((told[0],))}”等 {len(told)} 个标题下" if len(told) > 1 else f"“{heading_name((told[0],))}”下"
        reason = f"没有“{spec.title}”这样的标题，分写在{many}"
        status: PartStatus = "present" if length >= spec.min_characters else "weak"
        return Part(spec.id, status, told[0].start, told[-1].end, reason)
    if work.structure.sections:
        return Part(spec.id, "missing", None, None, _searched(work, spec))
    start, end = work.structure.body_start, work.structure.body_end
    end = min([end, *(passage.start for part, passage in work.passages.items() if _role(work, part) != "leader_duties")])
    length = without_blanks(work.text[start:end])
    if length < spec.min_characters:
        return Part(spec.id, "missing", None, None, f"没有标题，正文只有{length}字")
    return Part(spec.id, "present", start, end, "全文没有标题，写在正文里")


def _from_passage(work: _Work, spec: PartSpec, passage: Passage) -> Part:
    shown = re.sub(r"\s", "", work.text[passage.start : passage.start + SHOWN])
    words = work.text[passage.start : passage.end]
    told = 40 if CAUSE.search(words) else 80
    enough = {
        "shortcomings": passage.characters >= told or passage.items >= 2,
        "plan": passage.characters >= 80
        and (passage.sentences >= 3 or passage.items >= 2 or (words.count("，") >= 3 and len(DIGIT.findall(words)) >= 4)),
        "leader_duties": passage.characters >= 40 and (passage.acts >= 2 or (passage.acts and passage.sentences >= 2)),
    }[spec.role]
    size = f"{passage.sentences}句、{passage.characters}字"
    if enough and not work.structure.sections and work.text[: passage.start].rstrip(" \t\u3000").endswith("\n"):
        return Part(spec.id, "present", passage.start, passage.end, f"全文没有标题，单独写成一段（“{shown}…”，{size}）")
    if enough:
        return Part(spec.id, "merged", passage.start, passage.end, f"没有标题，写在正文里（“{shown}…”，{size}）")
    return Part(spec.id, "weak", passage.start, passage.end, f"没有标题，正文里只有{size}（“{shown}…”）")


def _searched(work: _Work, spec: PartSpec) -> str:
    count = sum(1 for _ in work.structure.walk())
    headings = f"{count}个标题和全文" if count else "全文（没有标题）"
    year = work.structure.metadata.report_year
    what = {
        "shortcomings": "没有讲不足、问题的标题和句子",
        "leader_duties": "没有主要负责人履行第一责任人职责的标题和句子",
        "plan": f"没有{year + work.profile.plan_offset}年的安排" if year else "没有下一年度的安排",
    }.get(spec.role, f"没有讲“{spec.title}”的标题")
    group = spec.role == "leader_duties" and PARTY_GROUP.search(work.text, work.structure.body_start, work.structure.body_end)
    return f"查过{headings}，{what}" + ("，只写到党组、党委的工作" if group else "")


def _plan_year(work: _Work, parts: tuple[Part, ...]) -> int | None:
    """The year in the plan's heading, else the report's year and the profile's offset where there is a plan."""
    plan = next((spec for spec in work.profile.parts if spec.role == "plan"), None)
    if plan is None:
        return work.structure.metadata.plan_year
    for claim in work.claims.get(plan.id, []):
        years = [int(match[1]) for match in YEAR.finditer(work.text[claim.section.title_start : claim.section.title_end])]
        if years:
            return years[-1]
    year = work.structure.metadata.report_year
    told = any(part.part == plan.id and part.status != "missing" for part in parts)
    return work.structure.metadata.plan_year or (year + work.profile.plan_offset if year and told else None)
