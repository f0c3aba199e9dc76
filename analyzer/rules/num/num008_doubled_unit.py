"""数后面跟了两个量词

## 检查什么
一个数后面紧跟两个不能连用的量词，例如“1716件宗”“12起件”“5家户”。“件次”“人次”“户次”“处次”“场次”一类是正常的复合量词。
同一个量词连写两遍（“560余人次次”）也查。

## 为什么
改稿时换了量词而没有删去原来的，读者不知道以哪个为准。

## 不好的例子
办理信访事项1716件宗。

## 好的例子
办理信访事项1716件。

## 依据
逻辑：一个数只有一个单位。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import matches

RULE = Rule(
    code="NUM008",
    name="doubled-unit",
    title="数后面跟了两个量词",
    level="warning",
    confidence="high",
    basis="逻辑",
)

DOUBLED = re.compile(
    r"(?<![0-9,.])[0-9][0-9,.]{0,15}[余多]?万?([件宗起项份例家户处所名位])([件宗起个项条份例家户处所名位])(?=[，。；、）（\n]|$)"
)
TWICE = re.compile(
    r"(?<![0-9,.])[0-9][0-9,.]{0,15}[余多]?[万亿]?(?:[人户家场件起台处]?)([次件宗个起项份名位家场户条])\1(?=[，。；、）\n]|$)"
)
COMPOUND = re.compile(
    r"(?<![0-9,.])[0-9][0-9,.]{0,15}[余多]?[万亿]?(人次|件次|户次|处次|场次|家次|起次|课时|学时|平方米|公里|万元|亿元|批次)\1(?=[，。；、）\n]|$)"
)
LEGAL = {"处所", "户处", "家所"}
"""件例 and the like are none; 处所 is a word."""


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a number."""
    for match in (*matches(context, TWICE), *matches(context, COMPOUND)):
        yield Hit(
            message=f"“{match.group()}”的量词写了两遍", start=match.start(), end=match.end(), suggestion=f"删去一个“{match[1]}”"
        )
    for match in matches(context, DOUBLED):
        if match[1] + match[2] not in LEGAL:
            yield Hit(
                message=f"“{match.group()}”有两个量词",
                start=match.start(),
                end=match.end(),
                suggestion=f"只留“{match[1]}”或者“{match[2]}”",
            )
