"""转换留下的记号

## 检查什么
文字里夹着编辑软件或者网页的记号：“[bookmark: …]”“&nbsp;”“\\r\\n”“HYPERLINK”“错误!未找到引用源”、乱码（�、锟斤拷）一类。

## 为什么
读者会看到不该有的字符；有的说明交叉引用已经失效。内容不受影响，所以一般只提示。

## 不好的例子
[bookmark: _GoBack]三是加强培训。

## 好的例子
三是加强培训。

## 依据
惯例：定稿和公开的文本不带软件记号。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Edit, Fix, Related, Repair
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import matches, ranges

RULE = Rule(
    code="TXT009",
    name="residue",
    title="转换留下的记号",
    level="warning",
    confidence="high",
    basis="惯例",
    priority=30,
)

MARKS = re.compile(
    r"\[(?:bookmark|image|embedded|footnoteRef|endnoteRef):[^\[\]\r\n]{0,200}\]|&(?:amp;)?(?:nbsp|lt|gt|quot|amp|ldquo|rdquo|mdash|middot);|"
    r"HYPERLINK \"[^\"\r\n]{0,300}\"|\bPAGEREF _?\w+|\\\* ?MERGEFORMAT|_GoBack\b|错误[!！]?未(?:找到引用源|定义书签)[。.]?|"
    r"Error! (?:Reference source|Bookmark) not[^。\r\n]{0,20}|�+|(?:锟斤拷)+|(?:烫烫烫)+|"
    r"(?:\\r)?\\n(?![A-Za-z])|</?(?:p|br|span|div|td|tr|strong|font)\b[^<>\r\n]{0,200}>"
)
NEEDLES = ("[", "&", "HYPERLINK", "PAGEREF", "MERGEFORMAT", "_GoBack", "错误", "Error!", "�", "锟斤拷", "烫烫烫", "\\", "<")

MANY = 50
"""So many places are listed at most."""


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a residue, found in the text as read or read through by the reader; what is lost has no fix."""
    taken: set[int] = set()
    for match in (*_behind_the_title(context), *matches(context, MARKS, NEEDLES, raw=True)):
        mark = match.group()
        lost = mark[0] in "错E�锟烫"
        taken.update(range(match.start(), match.end()))
        yield Hit(
            message="有的字没有读出来，或者引用已经失效" if lost else "转换或编辑留下的记号没有清理",
            start=match.start(),
            end=match.end(),
            suggestion="对照原件补上" if lost else "删去",
            fix=None if lost else Fix(mark.startswith("["), (Edit(match.start(), match.end(), _read_as(context, match)),)),
        )
    yield from _read_through(context, taken)


def _behind_the_title(context: RuleContext) -> Iterator[re.Match[str]]:
    """Marks between the title and the body, which is where a page's indent of &nbsp; stands."""
    end = context.metadata.title_end
    if end is not None and end < context.body_start:
        yield from MARKS.finditer(context.text, end, context.body_start)


def _read_as(context: RuleContext, match: re.Match[str]) -> str:
    """What the reader took a residue for (&ldquo; is a quotation mark); empty where it stands for nothing."""
    return next((r.after for r in context.document.repairs if (r.start, r.end) == match.span()), "")


def _read_through(context: RuleContext, taken: set[int]) -> Iterator[Hit]:
    """Residues that only the reader knows (&#160;, comments of a page): one hit for all of one kind."""
    kinds: dict[str, list[Repair]] = {}
    spans = ranges(context)
    for repair in context.document.repairs:
        inside = any(start <= repair.start < end for start, end in spans)
        if "残留" in repair.why and inside and repair.start not in taken and repair.start not in context.skipped:
            kinds.setdefault(repair.why, []).append(repair)
    for why, (first, *others) in kinds.items():
        yield Hit(
            message=f"{why}没有清理" + (f"（共{len(others) + 1}处）" if others else ""),
            start=first.start,
            end=first.end,
            related=tuple(Related(repair.start, repair.end, "同样的残留") for repair in others[:MANY]),
            suggestion="逐处删去，或者改为原来的字",
            level="warning" if "实体" in why else "info",
        )
