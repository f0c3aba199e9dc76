"""缺少部分

## 检查什么
提纲要求的部分（例如“存在的不足和原因”），既没有自己的标题，也没有写在别的标题之下，正文里也找不到相应的话。
找的时候不看次序，不要求标题一字不差；写在别处的算“合并”（OUT002），只有一两句空话的算“薄弱”（OUT003）。

## 为什么
年度报告写哪几项是有规定的。少一项，上级和公众就看不到这一项，报送后多半要退回补写。

## 不好的例子
云台县水务局的报告只有“一、主要举措和成效”和“二、2024年主要安排”，通篇没有一句讲不足。

## 好的例子
“二、存在的不足和原因”，逐条写明不足，并说明每一条的原因。

## 依据
《法治政府建设与责任落实督察工作规定》关于年度报告内容的规定；各地可以在提纲文件里增减。
国务院部门和省级的专题式报告（标题只写题目，不按提纲分节）不逐项报缺，只给一条 OUT012。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.rules.context import RuleContext
from analyzer.rules.outlines import is_high_level_thematic
from analyzer.rules.rule import Hit, Rule

RULE = Rule(
    code="OUT001",
    name="missing-part",
    title="缺少部分",
    level="error",
    confidence="high",
    basis="法规",
    needs_profile=True,
)


def check(context: RuleContext) -> Iterator[Hit]:
    """One placeless hit for each part that is missing."""
    profile = context.profile
    if profile is None or is_high_level_thematic(context):
        return
    for part in context.report.parts:
        spec = profile.part(part.part)
        if part.status == "missing" and spec is not None and spec.required:
            yield Hit(
                message=f"没有“{spec.title}”：{part.reason}。",
                key=part.part,
                suggestion=spec.advice or None,
            )
