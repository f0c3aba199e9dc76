"""第一责任人职责没有具体事实

## 检查什么
写第一责任人履职情况的部分，有没有主要负责人做了什么：主持召开会议、听取汇报、作出批示、部署督办、述法、带头学法讲法、出庭应诉等。
一样都没有的报一条。

## 为什么
只写“高度重视”“切实履行职责”，看不出负责人做过什么；督察时要核对的正是会议、批示和述法。

## 不好的例子
“三、第一责任人履职情况　我镇党政主要负责人高度重视法治建设，不断增强责任感、使命感，切实扛起政治责任。”

## 好的例子
“镇党委书记、镇长主持召开法治建设专题会议2次，听取汇报4次，作出批示3件，年底在党委会上述法。”

## 依据
《党政主要负责人履行推进法治建设第一责任人职责规定》：重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.outlines import heading_span, sections_of_role
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="OUT006",
    name="leader-without-act",
    title="第一责任人职责没有具体事实",
    level="warning",
    confidence="medium",
    basis="法规",
    needs_profile=True,
)

TITLES = re.compile(r"《[^《》]{0,120}》")
ACT = re.compile(
    r"主持|召开|听取|批示|批阅|部署|过问|督办|述法|述职|学法|学习|出庭|应诉|讲(?:授)?[^，。；]{0,8}课|宣讲|授课|调研|研究|审[定议]|签[发订署]"
    r"|协调解决|牵头|担任|任组长|约谈|检查|督导|会议|专题|汇报"
)
SLOGAN = re.compile(r"同(?:谋划|部署|推进|落实|督促|检查|考核|研究|安排)")
SHORT = 50


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit on a leader's section of some length in which no act is told."""
    for section in sections_of_role(context, "leader_duties"):
        body = SLOGAN.sub("", TITLES.sub("", context.folded[section.body_start : section.end]))
        if len(body.strip()) >= SHORT and ACT.search(body) is None:
            start, end = heading_span(context, section.start)
            yield Hit(
                message="只说重视和要求，没有写主要负责人具体做了什么。",
                start=start,
                end=end,
                suggestion="写出会议、批示、督办、述法、学法、出庭应诉等事实，最好有次数。",
            )
