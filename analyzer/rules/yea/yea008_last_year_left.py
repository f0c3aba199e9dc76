"""留着上一年的年份

## 检查什么
写当年工作的句子以上一年的年份开头（“2022年，我局……”出现在2023年的报告里），句中没有当年的年份，也没有比较、累计、沿革的意思。

## 为什么
多半是沿用上一年的文稿没有改；也可能是真的在讲上一年的事，所以要人来核对。

## 不好的例子
2023年报告：“2022年，我局共办理行政许可260件。”

## 好的例子
“2023年，我局共办理行政许可260件，比2022年增加12件。”

## 依据
年度报告写当年情况（《法治政府建设与责任落实督察工作规定》；逻辑）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.outlines import part_of_role
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="YEA008",
    name="last-year-left",
    title="留着上一年的年份",
    level="warning",
    confidence="medium",
    basis="逻辑",
    needs_profile=True,
)

OPENING = re.compile(
    r"(20\d\d)\s?年(?:度|全年)?，?\s?(?=我[局办县市区镇乡街院委厅部]|全[局办县市区镇乡街]|本[局办县市区镇乡街]|[^，。；\d]{2,14}[局办府处委院]|共|全年|累计)"
)
PAST = re.compile(
    r"[比较同]|以来|起|后|前|自|至今|增|减|下降|上升|连续|历|相继|首次|被|获|荣|时|底|末|曾|延续|基础上|机构改革|成立|上一?年|12月"
)


def check(context: RuleContext) -> Iterator[Hit]:
    """A hit on a sentence of the year's own work that opens with the year before."""
    year = context.metadata.report_year
    measures = part_of_role(context, "measures")
    if year is None or context.profile is None or context.profile.name == "work_report" or measures is None:
        return
    for start, end in context.sentences:
        match = OPENING.match(context.folded, start, end)
        if match is None or int(match[1]) != year - 1 or context.part_at(start) not in (measures, None):
            continue
        sentence = context.folded[match.end() : end]
        if str(year) not in sentence and PAST.search(sentence) is None:
            place = (start, start + len(match[0].rstrip("， ")))
            yield Hit(
                message=f"{year}年的报告里，这一句写的是{year - 1}年。",
                start=place[0],
                end=place[1],
                suggestion=f"核对是不是{year}年。",
            )
