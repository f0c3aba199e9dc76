"""发文字号的年份没有用六角括号

## 检查什么
发文字号里的年份写成了［2022］、[2022]、【2022】或（2022），例如“清政办发[2022]12号”。

## 为什么
党政机关公文格式规定发文字号的年份用六角括号〔〕。按字号检索文件时，括号不对就查不到。

## 不好的例子
清政办发[2022]12号

## 好的例子
清政办发〔2022〕12号

## 依据
GB/T 9704—2012《党政机关公文格式》7.2.5。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Edit, Fix
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import matches

RULE = Rule(
    code="TXT007",
    name="document-number-brackets",
    title="发文字号的年份没有用六角括号",
    level="warning",
    confidence="high",
    basis="国标",
)

NUMBER = re.compile(
    r"(?<=[发办函字通文规令告复政委党厅府司法局])([\[［【（(])((?:19|20)[0-9]{2})年?([\]］】）)])(?=\s?第?[0-9]{1,4}\s?号)"
)


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a number, with a safe fix of both brackets."""
    for match in matches(context, NUMBER, ("号",)):
        edits = (Edit(match.start(1), match.end(1), "〔"), Edit(match.start(3), match.end(3), "〕"))
        yield Hit(
            message="发文字号的年份应当用六角括号〔〕",
            start=match.start(),
            end=match.end(),
            suggestion=f"改为〔{match[2]}〕",
            fix=Fix(True, edits),
        )
