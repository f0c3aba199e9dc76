"""一个名称用了两种字符

## 检查什么
看上去一样、实际不同的字符混用：同一个名称一处写“1+X”（字母），一处写“1+Ⅹ”（罗马数字）；字母里混进俄文、希腊文字母。

## 为什么
肉眼看不出，检索和统计时却成了两个名称。

## 不好的例子
完善“1+X”制度体系……“1+Ⅹ”制度汇编

## 好的例子
两处都写“1+X”。

## 依据
逻辑：一个名称只有一种写法。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Related
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import matches

RULE = Rule(
    code="TXT010",
    name="mixed-glyphs",
    title="一个名称用了两种字符",
    level="warning",
    confidence="high",
    basis="逻辑",
)

ODD = dict(zip("ⅠⅤⅩⅬⅭⅮⅯＸАВЕКМНОРСТХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "IVXLCDMXABEKMHOPCTXABEZHIKMNOPTYX", strict=True))
_ODD = "".join(ODD)
NAME = re.compile(rf"[A-Za-z0-9+\-{_ODD}]*(?:[A-Za-z0-9+\-](?=[{_ODD}])|[{_ODD}](?=[A-Za-z0-9+\-]))[A-Za-z0-9+\-{_ODD}]*")
PRESENT = re.compile(f"[{_ODD}]")


def plain(name: str) -> str:
    """The name with each look-alike replaced by the Latin letter it passes for."""
    return "".join(ODD.get(char, char) for char in name)


def check(context: RuleContext) -> Iterator[Hit]:
    """A hit on each odd spelling whose plain spelling stands in the same text, or that mixes alphabets within one word."""
    if not PRESENT.search(context.text):
        return
    for match in matches(context, NAME, raw=True):
        name = match.group()
        usual = plain(name)
        at = context.text.find(usual)
        alphabets = re.search(r"[\u0370-\u04ff]", name) is not None
        if at >= 0 or alphabets:
            related = (Related(at, at + len(usual), "另一种写法"),) if at >= 0 else ()
            yield Hit(
                message=f"“{name}”里的字符与“{usual}”看着一样，其实不同",
                start=match.start(),
                end=match.end(),
                related=related,
                suggestion=f"统一写作“{usual}”",
            )
