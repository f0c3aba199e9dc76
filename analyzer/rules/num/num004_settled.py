"""收到的没有办完，却说没有拖延

## 检查什么
“受理（收到、接到、接待）N件……办结（办理完成、化解）M件”，M小于N，同一句里又说“无拖延”“全部办结”“办结率100%”。

## 为什么
余下的几件没有交代，和“全部办结”互相矛盾。

## 不好的例子
受理来信5件，办结4件，全年无拖延未办理的情况。

## 好的例子
受理来信5件，办结4件，另1件正在按期办理，无逾期。

## 依据
逻辑：说全部办结，收到的和办结的应当相等。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.num.counts import Count, by_sentence
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="NUM004",
    name="settled",
    title="收到的没有办完，却说没有拖延",
    level="warning",
    confidence="high",
    basis="逻辑",
    priority=30,
)

RECEIVED = re.compile(r"(?:受理|收到|接到|接收|接待|承办|承接|收办|交办|登记)[^0-9，。；]{0,16}$")
SETTLED = re.compile(
    r"[^0-9。；]{0,14}(?:办结|办理完成|办理完毕|已办理?|化解|答复|处理|审结|完成|结案|调处|整改完成)[^0-9，。；]{0,8}"
)
ALL = re.compile(
    r"无(?:一)?(?:例|件|起)?[^，。；]{0,8}(?:拖延|积压|逾期|超期|未办)|(?:均|全部|悉数)(?:已|按期|按时|依法|及时|如期)*(?:办结|办理完成|办理完毕|答复|化解|审结)|"
    r"(?:办结|化解|答复|审结|办理)率(?:均)?(?:为|达到?|达到了)?\s?(?:100\s?%|百分之百|百分百)|没有(?:一件)?(?:拖延|积压|逾期)"
)
PENDING = re.compile(r"正在|尚在|未到期|剩余|其余|另有?|余下|还有|在办|转入|跨年|结转|不予受理|撤回|退回|移送|转(?:交|送|办)")
REACH = 30


def open_cases(text: str, start: int, end: int, counts: list[Count]) -> Iterator[tuple[Count, Count]]:
    """(received, settled) with fewer settled than received in a sentence that says nothing was left."""
    if not ALL.search(text, start, end) or PENDING.search(text, start, end):
        return
    for received, settled in pairwise(counts):
        if received.unit != settled.unit or not (received.exact and settled.exact) or settled.start - received.end > REACH:
            continue
        fits = RECEIVED.search(text[max(start, received.start - 22) : received.start]) and SETTLED.fullmatch(
            text[received.end : settled.start]
        )
        if fits and settled.low < received.low and "其中" not in text[received.end : settled.start]:
            yield received, settled


def _message(received: Count, settled: Count, claim: str) -> str:
    return f"收到{received.surface}，办结{settled.surface}，余下的没有交代，同句又说“{claim}”"


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a pair, on what was received."""
    for (start, end), counts in by_sentence(context):
        for received, settled in open_cases(context.folded, start, end, counts) if len(counts) > 1 else ():
            claim = ALL.search(context.folded, start, end)
            place = RECEIVED.search(context.folded[max(start, received.start - 22) : received.start])
            begin = received.start - len(place.group()) if place else received.start
            yield Hit(
                message=_message(received, settled, claim.group() if claim else ""),
                start=begin,
                end=settled.end,
                related=(Related(claim.start(), claim.end(), "同句的说法"),) if claim else (),
                suggestion="说明余下的办到哪一步，或者核对两个数",
            )
