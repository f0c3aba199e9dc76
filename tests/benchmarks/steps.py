"""The cost of each step of the pipeline over some texts."""

from collections.abc import Callable, Iterator

from analyzer.indicators import extract_indicators
from analyzer.model import Report
from analyzer.numbers import find_mentions
from analyzer.outline import assign_parts, choose_profile
from analyzer.reading import read_text
from analyzer.rules import RuleSelection, check_report
from analyzer.segmentation import get_segmenter
from analyzer.structure import parse_structure

Clock = Callable[[Callable[[], object]], float]


def step_costs(texts: list[str], seconds: Clock) -> Iterator[tuple[str, float]]:
    """Name and seconds of each step, then text → indicators and text → findings. A first pass loads the lexicons."""
    segmenter = get_segmenter()
    documents = [read_text(text) for text in texts]
    structures = [parse_structure(d) for d in documents]
    mentions = [find_mentions(d, s) for d, s in zip(documents, structures, strict=True)]
    profiles = [choose_profile("auto", s.metadata) for s in structures]
    outlines = [assign_parts(*row) for row in zip(documents, structures, profiles, strict=True)]

    def extract() -> list[tuple]:
        rows = zip(documents, structures, outlines, mentions, strict=True)
        return [extract_indicators(*row, segmenter) for row in rows]

    reports = [
        Report(d, s.metadata, s, o.profile, o.sections, o.parts, m, i, z, (), segmenter.name)
        for d, s, o, m, (i, z) in zip(documents, structures, outlines, mentions, extract(), strict=True)
    ]

    def check() -> None:
        for report, profile in zip(reports, profiles, strict=True):
            check_report(report, profile, segmenter, RuleSelection())

    check()
    costs = {
        "reading": seconds(lambda: [read_text(text) for text in texts]),
        "structure": seconds(lambda: [parse_structure(d) for d in documents]),
        "numbers": seconds(lambda: [find_mentions(d, s) for d, s in zip(documents, structures, strict=True)]),
        "outline": seconds(lambda: [assign_parts(*row) for row in zip(documents, structures, profiles, strict=True)]),
        "indicators": seconds(extract),
    }
    yield from costs.items()
    rules = seconds(check)
    yield "rules", rules
    yield "text → indicators", sum(costs.values())
    yield "text → findings", sum(costs.values()) + rules
