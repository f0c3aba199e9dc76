"""没有主送机关

## 检查什么
题目之后、正文之前，有没有单独一行写明报送给谁（“县委、县政府：”）；提纲文件规定了主送机关（recipients）的，写的是不是其中的。

## 为什么
向上级报送的报告应当有主送机关；只在网站公开的可以没有，所以只作提示。

## 不好的例子
开头写“现将有关情况汇报如下”，却没有写向谁汇报。

## 好的例子
“市委全面依法治市委员会办公室：”

## 依据
《党政机关公文格式》（GB/T 9704—2012）7.3.2 主送机关。
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.outline.profile import compiled
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.signature import addressee

RULE = Rule(
    code="DOC002",
    name="no-addressee",
    title="没有主送机关",
    level="info",
    confidence="medium",
    basis="国标",
    needs_profile=True,
)


def check(context: RuleContext) -> Iterator[Hit]:
    """A placeless hit where no addressee stands before the first heading, one on it where the profile names others."""
    place = addressee(context)
    if place is None:
        yield Hit(message="没有写主送机关。", key="addressee", suggestion="向上级报送的，补写主送机关。")
        return
    name = context.folded[place[0] : place[1]]
    wanted = context.profile.recipients if context.profile is not None else ()
    if wanted and not any(compiled(pattern).search(name) for pattern in wanted):
        yield Hit(
            message=f"主送机关“{name.strip()}”不在提纲规定的之内。",
            start=place[0],
            end=place[1],
            suggestion="对照通知核对主送机关。",
        )
