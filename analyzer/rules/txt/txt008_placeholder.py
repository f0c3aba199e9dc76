"""占位符没有填

## 检查什么
模板里留给填写人的记号还在：“××镇”“XX局”“*次”“x件”“___”“（请填写）”“【此处补充数据】”一类。
“1+X”“X光”一类固定写法不算；年份占位（20XX年）另有规则。

## 为什么
说明这一处还没有写完，或者是套用模板后没有通读。

## 不好的例子
全年开展执法检查*次，办理案件××件。

## 好的例子
全年开展执法检查36次，办理案件5件。

## 依据
逻辑：定稿里不应有未填的空。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import matches

RULE = Rule(
    code="TXT008",
    name="placeholder",
    title="占位符没有填",
    level="error",
    confidence="high",
    basis="逻辑",
    priority=20,
)

UNIT = "次件人场项个名份条起户家宗处期元"
BODY = "镇乡县区市局村省厅办街社单部公某"
PLACEHOLDER = re.compile(
    rf"(?<![A-Za-z0-9+×*\-])(?:[Xx]{{2,}}|×{{2,}}|[*＊]{{2,}}|[×*＊])(?=\s?(?:余|多|万|亿|%|[{UNIT}{BODY}]))"
    rf"|(?<![A-Za-z0-9+\-\u0370-\u04ff])[Xx](?=(?:余|多)?[{UNIT}])(?![人个]?体)"
    r"|(?<![A-Za-z0-9])(?:[Xx]{2,4}|×{2,4}|[*＊]{2,4})(?![A-Za-z0-9])(?=[一-龥，。、；年月日（）])"
    r"|(?<=[一-龥])_{2,}"
    r"|[（【\[［](?:此处|请(?:在此)?(?:填写|补充|核实|插入)|(?:数据|数字|内容)?(?:待补充|待核实|待填|待定|待完善))[^（）【】\[\]\n]{0,20}[）】\]］]"
    r"|【\s*】|［\s*］|〔\s*〕|《\s*》|“\s*”"
    r"|[一二三四五六七八九十]是(?:…++|\.{3,}+|。{3,}+)(?![一-龥])"
)

BEGIN = re.compile(r"[Xx×*＊_（【\[［〔《“]|[一二三四五六七八九十](?=是[….。])")
"""What a placeholder can begin with."""


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a placeholder."""
    last = 0
    for begin in matches(context, BEGIN):
        match = PLACEHOLDER.match(context.folded, begin.start())
        if match is None or match.start() < last:
            continue
        last = match.end()
        before = context.folded[max(0, match.start() - 2) : match.start()]
        if context.folded[match.end() : match.end() + 1] == "年" or before == "20":
            continue
        yield Hit(
            message=f"占位符“{match.group()}”没有填", start=match.start(), end=match.end(), suggestion="填上实际内容，或者删去"
        )
