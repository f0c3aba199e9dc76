"""The naive way, for comparison: one regular expression with the seventy commonest classifiers, the words before as the name.

This is what one writes in an afternoon; `score` prints it beside the analyzer so that the figures mean something.
"""

from __future__ import annotations

import re
from fractions import Fraction

from analyzer.corpus.compare import Found
from analyzer.corpus.gold import GoldReport

CLASSIFIERS = (
    *(
        "件次",
        "人次",
        "户次",
        "处次",
        "家次",
        "场次",
        "批次",
        "个百分点",
        "个工作日",
        "平方米",
        "立方米",
        "万元",
        "亿元",
        "公里",
        "学时",
        "小时",
    ),
    *"件个次项家人名条份场户处起宗期批所部篇台套元亩吨辆艘栋座间张本册封幅块根支队组类种轮卷例对位米天年月日%％‰",
)
_VALUE = re.compile(rf"(?P<number>\d+(?:\.\d+)?)[余多]?(?P<unit>{'|'.join(sorted(CLASSIFIERS, key=len, reverse=True))})")
_BEFORE = re.compile(r"[^\s，。；：、,.;:（）()]{1,8}$")
_YEAR = re.compile(r"20\d\d")


def baseline(gold: GoldReport) -> list[Found]:
    """Indicators found by one regular expression."""
    year = _YEAR.search(gold.text)
    found = []
    for match in _VALUE.finditer(gold.text):
        before = _BEFORE.search(gold.text, max(0, match.start() - 8), match.start())
        scale = {"万元": 10_000, "亿元": 100_000_000}.get(match["unit"], 1)
        found.append(
            Found(
                start=match.start(), end=match.end(), name=before[0] if before else "", subject=None,
                value=Fraction(match["number"]) * scale, upper=None, operator="=",
                unit="元" if scale > 1 else match["unit"].replace("％", "%"), period=year[0] if year else None,
                modality="achieved", part=None, parent=None, comparison=None,
            )
        )  # fmt: skip
    return found
