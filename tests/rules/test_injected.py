"""Every defect that is put into a clean report is told (recall ≥ 0.95 each), and nothing else is told of it."""

from collections import Counter
from functools import cache

import pytest

from analyzer.pipeline import Options, analyze_text
from tests.rules.injector import INJECTIONS, corpus_bases, own_bases

RECALL = 0.95


@cache
def findings(text):
    """Errors and warnings of the rules that are on (and damaged labels, which are information), as (code, words, places)."""
    report = analyze_text(text, Options(profile="law_based_government"))
    return [
        (f.rule, report.surface(f.start, f.end) if f.start is not None else f.message,
         [(f.start, f.end), *((r.start, r.end) for r in f.related)] if f.start is not None else [])
        for f in report.findings if f.confidence != "low" and (f.level != "info" or f.rule == "LAB004")
    ]  # fmt: skip


def about(places, start, end, reach):
    return any(first - reach < end and start < last + reach for first, last in places)


def outcome(injection, base):
    """For each damaged text: is the defect told, and what else is told that the clean text did not bring."""
    before = Counter((code, words) for code, words, _ in findings(base))
    for text, start, end in injection.make(base):
        after = findings(text)
        new = [
            (code, words, places)
            for code, words, places in after
            if before[code, words] < 1 or about(places, start, end, injection.reach)
        ]
        told = any(
            code in injection.codes and (start < 0 or not places or about(places, start, end, injection.reach))
            for code, _, places in new
        )
        extra = [
            (code, words)
            for code, words, places in new
            if code not in injection.codes and places and not about(places, start, end, injection.reach)
        ]
        yield told, extra, text[max(0, start - 10) : end + 10]


@pytest.mark.parametrize("base", own_bases(), ids=["云台", "清源", "安平"])
def test_the_clean_reports_are_clean(base):
    assert findings(base) == []


@pytest.mark.parametrize("injection", INJECTIONS, ids=lambda injection: injection.name)
def test_injected_defects_are_told_and_nothing_else(injection):
    bases = own_bases() + (corpus_bases() if injection.corpus else [])
    results = [result for base in bases for result in outcome(injection, base)]
    assert len(results) >= 1, "nothing could be damaged"
    missed = [place for told, _, place in results if not told]
    assert 1 - len(missed) / len(results) >= RECALL, missed
    assert [(extra, place) for _, extra, place in results if extra] == []
