"""Runs the cases of every rule: `tests/rules/cases/<CODE>.toml`, one file a rule. Writers of rules, this is all you need:

    [[find]]                                  # at least three of these: texts in which the rule must find something
    text = '''…'''                            # a whole small report or one paragraph; invented bodies and figures
    quotes = ["部门报道"]                      # exactly what the findings of this rule quote, in order; [""] for a placeless one
    suggestion = "部门报到"                    # optional: must occur in the first finding's suggestion
    level = "warning"                         # optional: level of the first finding
    why = "…"                                 # optional: what the case is about

    [[pass]]                                  # at least three: texts in which it must find nothing
    text = '''…'''
    why = "…"

Both may have `profile` (default "auto") and `metadata = { issuer = "…", report_year = 2023, date = "…" }`, which
replaces what the structure found, so that a case on wording need not carry a title. Unknown keys are errors. A case that
can't be met yet has `known_failure = true` (strict: when it is met, the test says so). Only the rule itself runs.
"""

import dataclasses
import tomllib
from pathlib import Path

import pytest

from analyzer.outline import choose_profile
from analyzer.pipeline import Options, analyze_text
from analyzer.rules import RuleSelection, check_report, list_rules
from analyzer.segmentation import get_segmenter

CASES = Path(__file__).parent / "cases"
SHARED = {"text", "why", "profile", "metadata", "known_failure"}
KEYS = {"find": SHARED | {"quotes", "suggestion", "level", "confidence"}, "pass": SHARED}
CODES = [rule.code for rule in list_rules() if rule.family != "CFG"]  # those need a configuration: test_engine.py


def load(path):
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(table) == {"find", "pass"}, f"{path.name}: tables {sorted(table)}; allowed: find, pass"
    for kind, cases in table.items():
        for case in cases:
            assert set(case) <= KEYS[kind], f"{path.name}: {sorted(set(case) - KEYS[kind])}; allowed: {sorted(KEYS[kind])}"
            assert case["text"].strip()
    return table


def params(kind):
    for code in CODES:
        path = CASES / f"{code}.toml"
        for number, case in enumerate(load(path)[kind] if path.exists() else [], 1):
            marks = [pytest.mark.xfail(strict=True)] if case.get("known_failure") else []
            yield pytest.param(code, case, id=f"{code}-{kind}-{number}", marks=marks)


def findings(code, case):
    selection = RuleSelection(select=(code,))
    options = Options(profile=case.get("profile", "auto"), rules=selection)
    report = analyze_text(case["text"].strip("\n"), options)
    if "metadata" in case:
        metadata = dataclasses.replace(report.metadata, **case["metadata"])
        report = dataclasses.replace(report, metadata=metadata, findings=())
        profile = choose_profile(options.profile, metadata)
        report = dataclasses.replace(report, findings=check_report(report, profile, get_segmenter(), selection))
    return report, report.findings


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_three_cases_of_each_kind(code):
    table = load(CASES / f"{code}.toml")
    assert len(table["find"]) >= 3
    assert len(table["pass"]) >= 3


def test_every_case_file_belongs_to_a_rule():
    assert {path.stem for path in CASES.glob("*.toml")} <= set(CODES)


@pytest.mark.parametrize(("code", "case"), list(params("find")))
def test_must_find(code, case):
    report, found = findings(code, case)
    assert [f.rule for f in found] == [code] * len(found)
    assert [report.surface(f.start, f.end) if f.start is not None else "" for f in found] == case["quotes"]
    for field in ("level", "confidence"):
        if field in case:
            assert getattr(found[0], field) == case[field]
    if "suggestion" in case:
        assert case["suggestion"] in (found[0].suggestion or "")


@pytest.mark.parametrize(("code", "case"), list(params("pass")))
def test_must_not_find(code, case):
    _, found = findings(code, case)
    assert [f.message for f in found] == []
