"""Zeros told in words without a numeral (未发生越级访, 无不当退单). Front function: `find_zeros`."""

from __future__ import annotations

import bisect
import re

from analyzer.model import NumberMention, Zero

__all__ = ["find_zeros"]

_ZERO = re.compile(
    r"(?:(?<=^)|(?<=[，、。；：\n年前月均共应且并])|(?<=[，、。；]我[区市县局镇办]))(?:均|也|尚|暂|仍)?"
    r"(?P<cue>未(?:发生|出现|收到|接到|产生|发现|形成|制定|引发)|没有(?:发生|出现|收到|接到|产生)|无(?!法|论|锡|人机|障碍|偿|纸|线|需|须|锚|害|证|照|预算|不|微|机|愧|私|形|理|废|缝|感|还本|忧|疑))"
    r"(?!一[起例件次人宗名项])(?:过|任何|新的)?(?P<thing>[\u4e00-\u9fff“”]{2,16}(?:、[\u4e00-\u9fff“”]{2,12}|[和及或][\u4e00-\u9fff“”]{2,12})*)(?P<end>[，。；、\n）]|$)"
)
_REACH = 300
_TAIL = re.compile(r"(?:的)?(?:情况|现象|情形|(?:问题|事件)(?=的?(?:发生|出现)))?(?:的)?(?:发生|出现|产生)?$")
_NEVER = re.compile(r"不|能|可|为|到位|需|之|处|任何|得到|明显|根本|重大影响")
_EVENT = re.compile(
    r"(?:案件?|事故|事件|访|诉|单|上访|投诉|举报|复议|诉讼|违纪|违法|违规|拖延|逾期|退单|差错|积压|缺陷|纠纷|现象|情况|行为|问题|火灾|疫情|信访件?|赔偿|败诉|撤销|变更|申请|通报|问责|失职|渎职|泄密|纠错|伤亡)"
)


def find_zeros(folded: str, mentions: tuple[NumberMention, ...], start: int, end: int) -> tuple[Zero, ...]:
    """All zeros told in words in a range of the text, in order; `mentions` are those of the whole text."""
    counted = [mention.start for mention in mentions if mention.quantity is not None]
    zeros: list[Zero] = []
    for match in _ZERO.finditer(folded, start, end):
        if bisect.bisect_left(counted, match.start()) < bisect.bisect_left(counted, match.end()):
            continue  # 未发生安全事故一起 holds a numeral: an indicator
        thing = _TAIL.sub("", match["thing"]) or match["thing"]
        if not _EVENT.search(match["thing"]) or (match["cue"] == "无" and _NEVER.match(thing)):
            continue
        low = max(folded.rfind(stop, max(start, match.start() - _REACH), match.start()) for stop in "。；\n")
        highs = [
            place
            for place in (folded.find(stop, match.end("thing"), min(end, match.end() + _REACH)) for stop in "。；\n")
            if place >= 0
        ]
        first = low + 1 if low >= 0 else max(start, match.start() - _REACH)
        zeros.append(
            Zero(match.start("cue"), match.end("thing"), thing, first, min(highs, default=min(end, match.end() + _REACH)))
        )
    return tuple(zeros)
