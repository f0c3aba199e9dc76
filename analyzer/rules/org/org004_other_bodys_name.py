"""开头、落款或正文写的是别的单位

## 检查什么
“现将……年度法治政府建设情况报告如下”里的单位，或者落款的单位，与题目里的单位不是同一个（简称算同一个，“中共某镇委员会”与镇政府一并署名算同一个）。
县、区、乡镇的报告，正文里句子的主语是别的县、别的乡镇的同类单位（安平县水利局全年开展检查……），也查；会同、指导、学习的对象不算。

## 为什么
整篇抄来、只改了题目。

## 不好的例子
题目是“永和镇2023年法治政府建设年度报告”，开头是“现将古渡镇2023年法治政府建设情况报告如下”。

## 好的例子
题目、开头和落款是同一个单位。

## 依据
同一报告的单位应当一致（逻辑）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import Related
from analyzer.rules.bodies import bare, kind_of, same_body
from analyzer.rules.context import RuleContext
from analyzer.rules.rule import Hit, Rule
from analyzer.rules.spans import Span

RULE = Rule(
    code="ORG004",
    name="other-bodys-name",
    title="开头、落款或正文写的是别的单位",
    level="error",
    confidence="high",
    basis="逻辑",
)

OPENING = re.compile(r"现[将就]([一-龥]{3,30}?)(?=20\d\d|关于|法治|推进|依法|年度|工作|有关|情况|的)")
SIGNED = re.compile(
    r"(?m)^[ \t\u3000]*([一-龥]{4,36})[ \t\u3000]*[\r\n]+[ \t\u3000]*20\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[ \t\u3000]*$"
)
PLAIN = re.compile(r"[我本各此其全今去]|有关|相关|情况|工作")


def check(context: RuleContext) -> Iterator[Hit]:
    """A hit on a name in the opening or the signature that can't be the issuer's."""
    issuer = context.metadata.issuer
    if not issuer or kind_of(issuer) is None:
        return
    for start, end in dict.fromkeys((*_subjects(context, issuer), *_like_bodies(context, issuer))):
        if start not in context.skipped and start not in context.quotes:
            yield Hit(
                message=f"报告单位是{issuer}，这里写的是{context.folded[start:end]}。",
                start=start,
                end=end,
                related=_title(context),
                suggestion="核对是不是从别的单位的报告里抄来的。",
                level="warning",
                confidence="medium",
            )
    for where, (start, end) in _names(context):
        name = context.folded[start:end]
        if PLAIN.search(name) or kind_of(name) != kind_of(issuer) or same_body(name, issuer):
            continue
        if any(same_body(bare(name), piece) for piece in _pieces(issuer)):
            continue
        yield Hit(
            message=f"题目里的单位是{issuer}，{where}写的是{name}。",
            start=start,
            end=end,
            related=_title(context),
            suggestion="核对是不是从别的单位的报告里抄来的。",
        )


SUBJECT = re.compile(
    r"(?:^|(?<=[。；\n]))[ \t\u3000]*(?:20\d\d年(?:度)?，|全年，|今年以来，|一年来，)?"
    r"([一-龥]{2,4}(?:县|区|镇|乡|街道)(?:[一-龥]{2,10}局|人民政府|政府|党工委|党委、?政府|办事处)?)"
    r"(?=(?:全年|共计?|始终|坚持|积极|认真|深入|扎实|严格|切实|高度重视|持续|组织|召开|制定|成立|党委|党政|综合执法队|司法所|充分"
    r"|进一步|依托|聚焦|建立|把))",
    re.MULTILINE,
)
NOT_A_PLACE = re.compile(
    r"^(?:会同|联合|配合|协助|指导|支持|邀请|学习|赴|向|与|和|同|在|对|由|各|全|我|本|该|两|多|有关|相关|其他|部分|重点|中心|城|乡|小|老"
    r"|新|特色|试点|辖|市|县|区|省|示范)|[城小建]镇$|[城山片小社园校辖景库矿地]区$|贫困县|示范"
)
OWN_LEVELS = {"县", "区", "镇", "乡", "街道"}


def _place(name: str) -> tuple[str, str]:
    """(region, kind of region) that a name begins with."""
    match = re.match(r"[一-龥]{1,4}?(县|区|镇|乡|街道)", name)
    return (match[0], match[1]) if match is not None else ("", "")


def _subjects(context: RuleContext, issuer: str) -> Iterator[Span]:
    """Where a sentence's subject is a body like the issuer of another county, district or town."""
    own = [found[0] for found in re.finditer(r"[一-龥]{2,4}?(?:市|县|区|镇|乡|街道)", bare(issuer))]
    level = own[-1] if own else ""
    if not level.endswith(tuple(OWN_LEVELS)):
        return
    tail = bare(issuer).split(level, 1)[1]
    for match in SUBJECT.finditer(context.folded, context.body_start, context.body_end):
        name = match[1]
        region, kind = _place(name)
        same_kind = level.endswith(kind) if kind else False
        if not same_kind or NOT_A_PLACE.search(region) or region == level or region in issuer or issuer.find(region[-3:]) >= 0:
            continue
        function = name[len(region) :]
        town = kind in ("镇", "乡", "街道")
        if (
            (tail.endswith("局") and function == tail)
            or (town and not tail.endswith("局"))
            or (not town and not tail and not function)
        ):
            yield match.span(1)


WITH = re.compile(
    r"会同|联合|协助|配合|联动|协作|协同|合作|签[订署]|学习|考察|交流|借鉴|移[交送]|邀请|接受|来自|毗邻|相邻|[与和同向赴到、及由]$|代表|检查组|互评|互查"
)


def _is_place(context: RuleContext, name: str) -> bool:
    """Whether two characters before 县 or 区 can be a place's name: no verb or other word (落实|区民政局 is 区民政局)."""
    tokens = context.segmenter.tokens(name)
    if len(tokens) == 1:
        return tokens[0].tag in ("ns", "nr", "nz", "nrt", "nrfg")
    return not re.search("[在对向将把由经被让给到于及和与等为按]", name)


def _like_bodies(context: RuleContext, issuer: str) -> Iterator[Span]:
    """Where the like bureau of another county stands in a sentence that tells of no work together."""
    own = re.search(r"([一-龥]{2}[县区旗])([一-龥]{2,12}(?:局|委员会|办公室))$", bare(issuer))
    if own is None or own[2] not in context.folded:
        return
    for match in re.compile(rf"[一-龥]{{2}}[县区旗]{own[2]}").finditer(context.folded, context.body_start, context.body_end):
        start, _ = context.sentence_at(match.start()) or match.span()
        other = match.group()[:3] != own[1][:3] and not re.match(r"(?:自治|[各全我本该][一-龥]?)", match.group())
        if (
            other
            and _is_place(context, match.group()[:2])
            and match.group() not in bare(issuer)
            and WITH.search(context.folded[start : match.start()]) is None
        ):
            yield match.span()


def _names(context: RuleContext) -> Iterator[tuple[str, Span]]:
    first = context.sections[0].start if context.sections else context.body_end
    for match in OPENING.finditer(context.folded, context.body_start, max(first, context.body_start)):
        yield "开头", (match.start(1), match.end(1))
    tail = max(context.body_start, context.body_end - 300)
    for match in SIGNED.finditer(context.folded, tail, min(context.body_end + 80, len(context.folded))):
        yield "落款", (match.start(1), match.end(1))


def _pieces(issuer: str) -> list[str]:
    """The names in a joint issuer (中共永和镇委员会 永和镇人民政府)."""
    return [piece for piece in re.split(r"[\s、]+", issuer) if piece]


def _title(context: RuleContext) -> tuple[Related, ...]:
    meta = context.metadata
    if meta.title_start is None or meta.title_end is None:
        return ()
    return (Related(meta.title_start, meta.title_end, "题目"),)
