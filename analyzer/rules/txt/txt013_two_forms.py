"""同一个规划，年限写法不一

## 检查什么
同一份规划、纲要的年限，一处写“（2021—2025年）”，另一处写“（2021-2025）”：连接号不同，或者“年”字有无不一。
只比较名称相同的；不同的文件写法不同，不报。

## 为什么
名称应当照原件引用，前后两个样子说明至少有一处不是照原件。

## 不好的例子
《云台县法治建设规划（2021—2025年）》……法治建设规划（2021-2025）

## 好的例子
两处都写《云台县法治建设规划（2021—2025年）》。

## 依据
逻辑：一份文件只有一个名称；连接号见GB/T 15834—2011《标点符号用法》。
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import matches

RULE = Rule(
    code="TXT013",
    name="two-forms",
    title="同一个规划，年限写法不一",
    level="warning",
    confidence="medium",
    basis="逻辑",
    priority=40,
)

YEARS = re.compile(r"[（(]((?:19|20)[0-9]{2})\s?年?([-－–—~～至]{1,2})\s?((?:19|20)[0-9]{2})\s?(年?)[）)]")
NAMED = re.compile(r"[一-龥]+$")
NAME, LEAST = 6, 4
"""The last characters before the bracket tell which plan is meant."""


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit on the rarer form of a plan (the later one, where both are as frequent)."""
    plans: dict[tuple[str, str, str], list[re.Match[str]]] = defaultdict(list)
    for match in matches(context, YEARS, raw=True):
        name = NAMED.search(context.text[max(0, match.start() - NAME) : match.start()])
        if name is not None and len(name.group()) >= LEAST:
            plans[name.group(), match[1], match[3]].append(match)
    for places in plans.values():
        forms = Counter((match[2], match[4]) for match in places)
        if len(forms) < 2:
            continue
        usual = max(forms, key=lambda form: (forms[form], form[0] == "—", form[1] == "年"))
        first = next(match for match in places if (match[2], match[4]) == usual)
        for match in places:
            if (match[2], match[4]) != usual:
                yield Hit(
                    message=f"同一份文件，一处写“{first.group()}”，一处写“{match.group()}”",
                    start=match.start(),
                    end=match.end(),
                    related=(Related(first.start(), first.end(), "另一种写法"),),
                    suggestion="照原件统一",
                )
