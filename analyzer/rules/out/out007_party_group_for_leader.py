"""以党组代替主要负责人

## 检查什么
写第一责任人履职情况的部分，凡是写到做事的句子都以党组、党委、领导班子为主语，没有一处写到主要负责人（书记、局长、镇长、主任等）本人。

## 为什么
第一责任人是人，不是集体。党组开会、中心组学习是集体的工作，不能代替主要负责人履职的情况。

## 不好的例子
“三、第一责任人履职情况　局党组召开会议研究法治工作4次，局党组理论学习中心组集体学法6次。”

## 好的例子
“局党组书记、局长主持召开党组会研究法治工作4次，对重大案件作出批示2件。”

## 依据
《党政主要负责人履行推进法治建设第一责任人职责规定》。集体的工作写进去没有错，所以只作提示。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.outlines import heading_span, sections_of_role
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="OUT007",
    name="party-group-for-leader",
    title="以党组代替主要负责人",
    level="info",
    confidence="medium",
    basis="法规",
    needs_profile=True,
)

TITLES = re.compile(r"《[^《》]{0,120}》")
PERSON = re.compile(
    r"主要(?:负责|领导)|负责(?:人|同志)|第一责任人|书记|[局镇乡区县市州处院厅部]长|主任|一把手|带头|亲自|本人|领导干部"
)
GROUP = re.compile(r"党组|党委|党工委|领导班子|班子")
ACT = re.compile(r"召开|听取|部署|学习|研究|审议|传达")


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit on a leader's section that tells acts of the party group and names no person."""
    for section in sections_of_role(context, "leader_duties"):
        body = TITLES.sub("", context.folded[section.body_start : section.end])
        acting = [sentence for sentence in re.split(r"[。；;\n]", body) if ACT.search(sentence)]
        if acting and PERSON.search(body) is None and all(GROUP.search(sentence) for sentence in acting):
            start, end = heading_span(context, section.start)
            yield Hit(
                message="写的都是党组（党委）的工作，没有写主要负责人本人。",
                start=start,
                end=end,
                suggestion="补写主要负责人主持、批示、督办、述法等情况。",
            )
