"""Where the report begins and ends in what was read: a collector's header and a site's chrome stand around it.

Read `find_start` and `find_end`. Chrome is cut only where it is sure: text that is kept by mistake costs little.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

RULE_LINE = re.compile(r"(?m)^ *[=＝*#—~-]{4,} *(?:正文|内容|全文)? *[=＝*#—~-]{4,} *$")
_CHROME = re.compile(
    "(?:您?(?:现在|当前|所在)?(?:的)?位置|首页|网站首页|索 *引 *号|主题分类|主题词|发文机关|发文机构|"
    "发布机构|发布单位|成文日期|发文日期|发布日期|发布时间|发布于|生成日期|公开日期|标 *题|名 *称|文 *号|"
    "发文字号|有 *效 *性|来 *源|信息来源|文章来源|稿件来源|时间|日期|作者|责任编辑|编辑|微信|微博|QQ空间|"
    "全真版|文字版|文件下载|相关链接|相关附件|字 *[体号]|[【\\[]? ?字体|[大中小] ?[】\\]]?$|打印|分享|"
    "浏览|访问|点击|阅读|收藏|关闭|保护视力|背景色|繁体|無障碍|无障碍|语音|扫一扫|下载|附件|无$|有效$|"
    "-->|原文链接|栏目|链接|本地目录|页面链接|公开方式|公开范围|公开形式|信息分类|分类|组配分类|内容概述|"
    "关键词|主办|版权|AI|文件已|返回|我要|您是第|次数|字号|T[|]|[|])"
)
_LABEL_START = re.compile("(?:第?[一二三四五六七八九十]{1,3}[、．.部]|[（(][一二三四五六七八九十]{1,2}[）)]|1[、.．])")
_ADDRESSEE = re.compile("[\u4e00-\u9fff、，（）]{2,40}[：:]$")
_TOP_LABEL = re.compile(r"(?m)^ *(?:一|第一部分) *[、．.]")
_LETTER = 2_000
_FAR = 20_000
"""A text whose head is longer than this has no head."""
_CHUNK = re.compile(r"[^ \n|]+")
_TAIL = re.compile(
    "附件下载|相关附件|相关报道|相关链接|相关信息|相关文档|相关文件|相关新闻|扫一扫|打印本页|打印此页|打印页面|【打印|【关闭|关闭窗口|关闭本页|上一篇|下一篇|上一条|下一条|主办单位|主办：|承办单位|版权所有|"
    "分享到|责任编辑|友情链接|网站地图|您是第|浏览次数|信息来源：|来源：|文章来源|稿件来源|政策解读链接|返回顶部|ICP备|网站标识码|【返回|\\[打印|\\[关闭|附件：?\\n|公安备"
)
_ANNEX = re.compile(
    "(?m)^[ *#]*(?:附 ?[件表录] ?[0-9一二三四五六七八九十]{0,3} ?[：:]?|(?:附 ?[件录]?[0-9一二三四五六七八九十]{0,3}[：: ] ?)?"
    "[^\n。，；：]{0,16}(?:名词|名词术语|缩略语|缩略词|有关用语|用语|术语)(?:解释|注释|说明|释义)(?:及说明)?)[ *]*$"
)
"""A line that opens an annex or the glossary of a report; it counts in the second half of the text, or behind the signature."""
_SIGNED = re.compile(
    "(?:20[0-9]{2} ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日"
    "|二[〇○零][一二三四五六七八九〇○零]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
    "\\s*(?:[（(][^（）()\n]{0,80}[）)]\\s*)*$"
)
_BEFORE_TAIL = re.compile("(?:[。！？）)”》.%]|日|局|府|会|室|院|厅|处|办|委|中心|公司|街道|[0-9]|部门|大队|支队) *\\s*$")


@dataclass(frozen=True, slots=True)
class Start:
    """Where the collector's header ends, where the body begins (its title included where no chrome follows it), and its text."""

    header_end: int
    body: int
    prose: int


def find_start(folded: str, heading: int | None) -> Start:
    """The start of the body. `heading` is the first label of the text: the text begins there at the latest."""
    rules = [match for match in RULE_LINE.finditer(folded, 0, 5000) if "正文" in match.group() or "内容" in match.group()]
    header = max(rules[-1].end() if rules else 0, covering_letter(folded))
    limit = heading if heading is not None and heading >= header else len(folded)
    chrome, first, prose = bool(rules), limit, limit
    for match in _CHUNK.finditer(folded, header, min(limit, header + _FAR)):
        first = min(first, match.start())
        if _CHROME.match(match.group()):
            chrome = True
        elif _is_prose(match.group()):
            prose = match.start()
            break
    else:
        prose = limit if heading is not None or first == limit else first
    return Start(header, prose if chrome else first, prose)


def covering_letter(folded: str) -> int:
    """Where a covering letter ends (behind its line 附件), 0 without one: signed, short, and all the headings stand behind it."""
    for match in _ANNEX.finditer(folded, 0, _LETTER):
        end = match.end()
        if end < len(folded) - end and _signed_before(folded, 0, match.start()) and _TOP_LABEL.search(folded, end):
            return 0 if _TOP_LABEL.search(folded, 0, match.start()) else end
    return 0


def _signed_before(folded: str, start: int, place: int) -> bool:
    return _SIGNED.search(folded, max(start, place - 120), place) is not None


def is_chrome(text: str) -> bool:
    """Whether a line or chunk is a site's own (a field of a table, a button, a breadcrumb)."""
    return _CHROME.match(text) is not None


def _is_prose(chunk: str) -> bool:
    """Whether a chunk is the report speaking: a label, an addressee, or a sentence."""
    if _LABEL_START.match(chunk) or _ADDRESSEE.fullmatch(chunk):
        return True
    return len(chunk) >= 25 and ("，" in chunk or "。" in chunk) and not chunk.startswith(("http", "//"))


def find_end(folded: str, start: int) -> int:
    """The end of the body: before annexes, a glossary and the site's tail, without trailing blanks."""
    end = len(folded)
    half = start + (end - start) // 2
    annex = next(
        (m for m in _ANNEX.finditer(folded, start) if m.start() >= half or _signed_before(folded, start, m.start())),
        None,
    )
    if annex is not None:
        end = annex.start()
    floor = max(start + (end - start) // 2, end - 6000)
    for match in _TAIL.finditer(folded, max(start, floor), end):
        if _BEFORE_TAIL.search(folded, max(start, match.start() - 40), match.start()):
            end = match.start()
            break
    return start + len(folded[start:end].rstrip())
