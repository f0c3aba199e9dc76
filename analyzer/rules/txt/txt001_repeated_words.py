"""词语重复

## 检查什么
同样的两个到十个字紧接着写了两遍，例如“条例条例”“推进推进”。“研究研究”一类说法、“采购采购人”“博士博士后”一类正常的
词语搭配不算。

## 为什么
这是复制、改稿时最常见的笔误，出现在文件名称和标题里尤其显眼。

## 不好的例子
深入学习《信访工作条例条例》。

## 好的例子
深入学习《信访工作条例》。

## 依据
逻辑：同一个词没有理由连写两遍。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Edit, Fix
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.txt.body import is_alone, matches

RULE = Rule(
    code="TXT001",
    name="repeated-words",
    title="词语重复",
    level="error",
    confidence="high",
    basis="逻辑",
    priority=50,
)

DOUBLED = re.compile(r"([一-龥]{2,10})\1")
# XX + one of these is X before a word of its own that begins with X (采购采购人, 规范规范性文件)
OWN_WORD = "人员者法率性化后长会队户工费区权品级局处科所院站点量额费器机线网员商业师"
COUNTED = re.compile(r"[一二三四五六七八九十两几多好许各逐层处家户人天年年月时点代]")
# verbs and adverbs that never open a compound: doubled, they are always a slip
NEVER_A_MODIFIER = frozenset(
    re.findall(
        "..",
        "推进推动落实加强开展完善提升提高强化深化健全坚持贯彻确保促进实现进行做好抓好巩固增强充分切实积极认真扎实不断持续深入全面严格及时有效"
        "按照根据结合围绕通过为了以及并且同时对于关于由于其中我们他们我局我县我市我区我镇方面情况问题部门单位条例办法规定意见通知方案规划纲要"
        "细则决定实施制定印发出台组织召开举办形成取得营造打造构建工作措施制度机制体系能力水平作用要求任务目标责任领域环境氛围群众干部领导党委"
        "政府县委市委区委省委",
    )
)


def is_repeat(text: str, match: re.Match[str]) -> bool:
    """Whether a doubling is none that the language has (“加油加油”, 一个一个, three times in a row)."""
    word, before, after = match[1], text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    if len(set(word)) == 1 or COUNTED.match(word) or text.startswith(word, match.end()):
        return False
    return not (before and after and before in "“‘" and after in "”’")


def _is_noun(context: RuleContext, word: str) -> bool:
    """Whether a word is a noun and nothing else: verbs may stand before a word that begins with them (检测检测机构)."""
    tokens = context.segmenter.tokens(word)
    return len(tokens) == 1 and tokens[0].tag in ("n", "ns", "nt", "nr", "nz", "a", "ad", "d", "c", "r")


def check(context: RuleContext) -> Iterator[Hit]:
    """One hit a doubling, with a safe fix where nothing else can be meant."""
    for match in matches(context, DOUBLED):
        word, after = match[1], context.folded[match.end() : match.end() + 1]
        if not is_repeat(context.folded, match):
            continue
        if word not in NEVER_A_MODIFIER and (
            (after and after in OWN_WORD) or not is_alone(context, *match.span(), match.start() + len(word))
        ):
            continue
        sure = len(word) > 2 or word in NEVER_A_MODIFIER or not re.match(r"[一-龥]", after) or _is_noun(context, word)
        yield Hit(
            message=f"“{word}”连写了两遍",
            start=match.start(),
            end=match.end(),
            suggestion=f"删去一个“{word}”",
            fix=Fix(sure, (Edit(match.start() + len(word), match.end(), ""),)),
            level=None if sure else "info",
            confidence="high" if sure else "low",
        )
