"""文件名称里少“关于印发”

## 检查什么
《……规划（2021—2025年）的通知》《……实施方案的通知》一类：规划、方案、办法本身不是通知，名称里却没有“印发”“转发”“公布”一类的词。
“关于开展……的通知”“关于做好……工作的通知”不算。

## 为什么
规划由通知印发，应写《关于印发〈……规划〉的通知》，或者只写《……规划》。写成“规划的通知”，说明没有照原件引用。

## 不好的例子
《云台县法治宣传教育第八个五年规划（2021—2025年）的通知》

## 好的例子
《关于印发〈云台县法治宣传教育第八个五年规划（2021—2025年）〉的通知》

## 依据
惯例：引用公文应当写准确的名称（《党政机关公文处理工作条例》关于标题的规定）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import matches

RULE = Rule(
    code="TXT022",
    name="notice-of-plan",
    title="文件名称里少“关于印发”",
    level="warning",
    confidence="medium",
    basis="惯例",
)

NOTICE = re.compile(r"(?:规划|纲要|行动计划|实施方案|管理办法|实施细则|工作要点|暂行规定)(?:[（(][^（）()]{2,16}[）)])?的?通知》")
TITLE = re.compile(r"《[^《》]{0,90}$")
ISSUED = re.compile(
    r"印发|转发|公布|发布|下发|下达|颁布|修订|修改|调整|废止|做好|贯彻|落实|实施(?!方案|细则|纲要)|编制|征求|报送|制定|学习|执行|公开|申报|[〈<]"
)


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a title, on its end."""
    for match in matches(context, NOTICE, ("通知》",)):
        title = TITLE.search(context.folded[max(0, match.start() - 92) : match.start()])
        if title is not None and not ISSUED.search(title.group()):
            kind = re.match("[一-龥]+", match.group())
            yield Hit(
                message=f"{kind.group()[:4] if kind else ''}不是通知，名称里少“关于印发”",
                start=match.start(),
                end=match.end(),
                suggestion="写成《关于印发〈……〉的通知》，或者去掉“的通知”",
            )
