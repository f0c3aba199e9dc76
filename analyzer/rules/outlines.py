"""Questions about the outline that several rules ask."""

from __future__ import annotations

import re

from analyzer.model import Section
from analyzer.outline.headings import score_heading
from analyzer.rules.context import RuleContext
from analyzer.rules.spans import Span

HIGH = re.compile(
    r"^(?:国务院|国家[^市县区]{1,14}(?:局|委员会|委|办公室|总局)$|中华人民共和国|中国[^市县区]{2,14}$|[^省市县区州旗镇乡]{2,10}(?:部|总署|总局)$)"
    r"|^[^市县区州]{2,8}(?:省|自治区)(?:人民政府)?$|^(?:北京|上海|天津|重庆)市(?:人民政府)?$"
)
SENTENCE_END = re.compile(r"[。！？；\n]")
SHOWN = 60


def part_of_role(context: RuleContext, role: str) -> str | None:
    """The id of the profile's part with that role, or None."""
    profile = context.profile
    return next((spec.id for spec in profile.parts if spec.role == role), None) if profile is not None else None


def sections_of_role(context: RuleContext, role: str) -> list[Section]:
    """The topmost sections that tell the part with that role, shared headings included."""
    part = part_of_role(context, role)
    return context.sections_of(part) if part is not None else []


def is_thematic(context: RuleContext) -> bool:
    """Whether the headings of the top level name topics only: none of them names the part that tells what was done."""
    profile, tops = context.profile, context.report.sections
    measures = part_of_role(context, "measures")
    if profile is None or measures is None or len(tops) < 2:
        return False
    year = context.metadata.report_year
    titles = (context.folded[section.title_start : section.title_end].strip() for section in tops)
    return not any(measures in score_heading(title, profile, year).named() for title in titles)


def is_high_level_thematic(context: RuleContext) -> bool:
    """Whether this is a ministry's or a province's thematic report, for which the outline is no custom."""
    issuer = re.sub(r"\s", "", context.metadata.issuer or "")
    return HIGH.search(issuer) is not None and is_thematic(context)


def heading_span(context: RuleContext, start: int) -> Span:
    """The label and title of the section that begins here, else the sentence that begins here (cut at 60 characters)."""
    section = next((section for section in context.sections if section.start == start), None)
    if section is not None:
        return section.start, max(section.title_end, section.start + 1)
    match = SENTENCE_END.search(context.folded, start, min(start + SHOWN, len(context.folded)))
    return start, match.start() if match is not None and match.start() > start else min(start + SHOWN, len(context.folded))
