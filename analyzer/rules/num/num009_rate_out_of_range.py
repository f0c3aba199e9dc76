"""比率超过100%

## 检查什么
办结率、满意率、合格率、覆盖率、整改完成率、占比一类不可能超过100%的比率，写成了100%以上。增长率、任务完成率、毛入学率等可以超过100%，不查。

## 为什么
多半是小数点或者数字录错了。

## 不好的例子
行政机关负责人出庭应诉率达102%。

## 好的例子
行政机关负责人出庭应诉率达100%。

## 依据
逻辑：部分不大于整体。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.num.counts import counts_of
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="NUM009",
    name="rate-out-of-range",
    title="比率超过100%",
    level="error",
    confidence="high",
    basis="逻辑",
    priority=60,
)

BOUNDED = re.compile(
    r"(?:办结|满意|合格|通过|及格|参考|参训|参学|(?<!拨备)覆盖|出庭|应诉|响应|解决|持证|上岗|败诉|胜诉|纠错|优秀|优良|知晓|知悉|化解|成功|公开|回复|答复|反馈|网办|可办|备案|达标|整改|销号|"
    r"采纳|采信|审核|审查|履约|签约|到位|好评|差评|准确|及时|规范|合规|公示|录入|归集|入库|上线|接入|受理|接通|抽查|检查|评查|和解|撤诉|维持|直接纠错|自动履行|配备|普及|处置|送达|建档|签收)"
    r"(?:(?:完成|上岗|办理|落实)?的?(?:率|度|面|比例|比率|比重))[^0-9，。；]{0,6}$|占比[^0-9，。；]{0,6}$|占(?:全|总|应)[^0-9，。；]{0,8}的?$"
)
"""What can be at most all of it; 完成率 alone (a plan overfulfilled), 增长率, 毛入学率 and 拨备覆盖率 can be more."""


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a rate above 100 % that can't be above it."""
    for count in counts_of(context):
        above = count.unit == "%" and count.low > 100
        if above and BOUNDED.search(context.folded[max(context.body_start, count.start - 16) : count.start]):
            yield Hit(message=f"比率{count.surface}超过100%", start=count.start, end=count.end, suggestion="核对小数点和数字")
