"""The cost of each step of the pipeline over some texts, beside `jieba.cut` alone on the same ones.

Processor time; every text is measured by itself, all works take turns on it, and the least of some rounds counts: on a busy
machine a ratio of two long runs tells more of the machine than of the works.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator

from analyzer.indicators import extract_indicators
from analyzer.model import Report
from analyzer.numbers import find_mentions
from analyzer.outline import assign_parts, choose_profile
from analyzer.pipeline import Options, analyze_text
from analyzer.reading import read_text
from analyzer.rules import RuleSelection, check_report
from analyzer.segmentation import get_segmenter
from analyzer.structure import parse_structure

ROUNDS = 5
JIEBA, INDICATORS, FINDINGS = "jieba.cut alone", "text → indicators", "text → findings"


def lengths(texts: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The same characters as texts of three lengths: as they are, as long as a real report, as long as a work report."""
    joined = "\n".join(texts)
    yield "short", texts
    for name, size in (("4,000 characters", 4_000), ("20,000 characters", 20_000)):
        yield name, [joined[at : at + size] for at in range(0, max(1, len(joined) - size + 1), size)]


def step_costs(texts: list[str]) -> dict[str, float]:
    """Seconds of jieba, of each step, of text → indicators and text → findings. A first pass loads the lexicons."""
    cut = _jieba()
    for text in texts:
        _steps(text)
    total: Counter[str] = Counter()
    for text in texts:
        best: dict[str, float] = {}
        for _ in range(ROUNDS):
            costs = {
                JIEBA: _seconds(lambda text=text: list(cut(text))),
                **_steps(text),
                INDICATORS: _seconds(lambda text=text: analyze_text(text, Options(rules=None))),
                FINDINGS: _seconds(lambda text=text: analyze_text(text)),
            }
            best = {name: min(cost, best.get(name, cost)) for name, cost in costs.items()}
        total.update(best)
    return dict(total)


def _jieba() -> Callable[[str], Iterator[str]]:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return jieba.cut


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _steps(text: str) -> dict[str, float]:
    """Seconds of each step of one analysis."""
    clock, segmenter = [time.process_time()], get_segmenter()

    def done() -> None:
        clock.append(time.process_time())

    document = read_text(text)
    done()
    structure = parse_structure(document)
    done()
    mentions = find_mentions(document, structure)
    done()
    profile = choose_profile("auto", structure.metadata, document)
    outline = assign_parts(document, structure, profile)
    done()
    indicators, zeros = extract_indicators(document, structure, outline, mentions, segmenter)
    done()
    report = Report(
        document, structure.metadata, structure, outline.profile, outline.sections, outline.parts, mentions, indicators, zeros,
        (), segmenter.name,
    )  # fmt: skip
    check_report(report, profile, segmenter, RuleSelection())
    done()
    names = ("reading", "structure", "numbers", "outline", "indicators", "rules")
    return {name: after - before for name, before, after in zip(names, clock, clock[1:], strict=False)}
