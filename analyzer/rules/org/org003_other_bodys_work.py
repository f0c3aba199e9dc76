"""把别的机关的工作写成自己的

## 检查什么
报告单位是政府部门，却有两句以上写只有法院、检察院、公安机关才做的事（审结刑事案件、判处、提起公诉、批准逮捕、刑事拘留……），
句中没有写明是哪个机关做的。

## 为什么
多半是从别的机关的材料里整段抄来的；职权不同，读者会以为写错了。

## 不好的例子
云台县民政局：“挂牌成立少年法庭，审结刑事案件9件。”“判处五年以上有期徒刑3人。”

## 好的例子
“县人民法院挂牌成立少年法庭，审结刑事案件9件。”或者删去。

## 依据
各机关的职权由法律规定（法规）；报告写本单位的工作。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Related
from analyzer.rules.bodies import DEPARTMENTS, kind_of
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.spans import Span
from analyzer.rules.years import is_quoted

RULE = Rule(
    code="ORG003",
    name="other-bodys-work",
    title="把别的机关的工作写成自己的",
    level="warning",
    confidence="medium",
    basis="法规",
)

CRIMES = r"刑事|民事|强奸|猥亵|盗窃|诈骗|贪污|受贿|毒品|涉黑|涉恶|抢劫|故意伤害|拐卖|犯罪"
WORK = (
    (
        "法院",
        re.compile(rf"审结[^，。；]{{0,24}}(?:{CRIMES})|审理[^，。；]{{0,12}}(?:刑事|民事)案件|少年法庭|(?<!被)判处|刑期|重刑率|审判改革|合议庭|裁判文书"),
        re.compile(r"法院|审判机关|司法机关|公检法|政法(?:机关|单位)|移送"),
        re.compile(r"法院|政法"),
    ),
    (
        "检察院",
        re.compile(r"(?<!被)提起公诉|批准逮捕|(?<!被)批捕|审查起诉|不起诉决定"),
        re.compile(r"检察|司法机关|公检法|政法(?:机关|单位)|移送"),
        re.compile(r"检察|政法"),
    ),
    (
        "公安机关",
        re.compile(r"刑事拘留|刑拘|破获[^，。；]{0,12}案|抓获[^，。；]{0,12}嫌疑人|治安拘留"),
        re.compile(r"公安|警|派出所|司法机关|移送|配合|协助|联合"),
        re.compile(r"公安|警|海关|国家安全|政法"),
    ),
)  # fmt: skip
ENOUGH = 2


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit for each kind of body whose work a department tells in two sentences or more without naming it."""
    issuer = context.metadata.issuer or ""
    if kind_of(issuer) not in DEPARTMENTS:
        return
    for body, work, named, own in WORK:
        if own.search(issuer):
            continue
        places = [place for span in context.sentences if (place := _told(context, span, work, named)) is not None]
        if len(places) >= ENOUGH:
            start, end = places[0]
            yield Hit(
                message=f"这里写的是{body}的工作，没有写明是哪个机关做的（{len(places)}句）。",
                start=start,
                end=end,
                related=tuple(Related(a, b, f"{body}的工作") for a, b in places[1:]),
                suggestion=f"写明是哪个{body}做的，或者删去。",
            )


def _told(context: RuleContext, span: Span, work: re.Pattern[str], named: re.Pattern[str]) -> Span | None:
    """The first words in a sentence that tell the work, if the sentence does not name the body."""
    if named.search(context.folded, *span) is not None:
        return None
    match = work.search(context.folded, *span)
    return (match.start(), match.end()) if match is not None and not is_quoted(context, match.start()) else None
