"""No rule on wording, labels or sums takes more than linear time on odd long texts."""

import pytest

from analyzer.model import Metadata, Report, Structure
from analyzer.reading import read_text
from analyzer.rules.catalogue import load_rules
from analyzer.rules.context import RuleContext
from analyzer.segmentation import get_segmenter
from tests.growth import EIGHTFOLD, growth

TEXTS = (
    "1",
    "一",
    "《",
    "（",
    "，",
    "甲乙、",
    "执执法",
    "××镇",
    "案件12件，其中",
    "一是加强。",
    "行政执法",
    "《云台县办法》",
)


def check(text):
    document = read_text(text + "9大类")
    metadata, structure = Metadata(issuer="云台县水务局"), Structure((), Metadata(), 0, len(document.text))
    report = Report(document, metadata, structure, None, (), (), (), (), ())
    context = RuleContext(report, None, get_segmenter())
    for loaded in load_rules():
        if loaded.rule.family in ("NUM", "LAB", "TXT"):
            list(loaded.check(context))


@pytest.mark.parametrize("unit", TEXTS)
def test_long_texts(unit):
    assert growth(check, unit, 2_500) < EIGHTFOLD
