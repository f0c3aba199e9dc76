"""Words, slogans, names and meetings that hold a numeral and count nothing, by lexicon and by rule.

`match_phrase` (lexicon, also words that begin before the numeral), then `match_rule` (open classes: a slogan of next year).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import cast

from analyzer.errors import ConfigurationError
from analyzer.model import NumberKind
from analyzer.numbers.calendar import Hit
from analyzer.numbers.grammar import CHINESE, NUMERALS
from analyzer.numbers.units import load_toml, load_units

__all__ = [
    "counts_event",
    "counts_none",
    "counts_one",
    "load_phrases",
    "match_parallel",
    "match_phrase",
    "match_phrase_around",
    "match_rule",
    "without_unit",
]

_KINDS: tuple[NumberKind, ...] = ("fixed_phrase", "name", "lexical")
_REASONS = {"fixed_phrase": "固定用语（词表）", "name": "名称（词表）", "lexical": "一般词语（词表）"}
_C = f"[{CHINESE}]"
_H = "[\u4e00-\u9fff]"

_MEETINGS = re.compile(
    rf"{_C}{{1,3}}届{_C}{{1,3}}(?:次(?:全体)?(?:会议|全会|全委会|党代会|人代会|常委会|代表大会)|中(?:、{_C}{{1,3}}(?:届{_C}{{1,3}})?中)*(?:全会|全体会议)?)(?:和{_C}{{1,3}}届{_C}{{1,3}}中全会)?"
)
_SERIES_BEFORE = re.compile(r"(?:举办|召开|连续|了|共|承办|开展|举行)$")
_SESSION = re.compile(
    rf"{_C}+届|[0-9]+届(?=[0-9]+次)|(?:{_C}+|[0-9]+)次(?=(?:全体)?(?:会议|全会|全体会议|常务会议|党组会|主席会议|代表大会))"
)
_CONGRESS = re.compile(r"(?:十[一二三四五六七八九]|二十[一二三四五]?|[七八九])大(?![类项小型力量家数件批会个部件幅豆])")
_PLAN = re.compile(
    r"(?:十[一二三四五六七八九]?|二十)?[一二三四五六七八九]五(?=规划|计划|普法|时期|期间|末|以来|收官|开局|中期|前期|[”’\"])"
)
_BIG = re.compile(
    rf"(?:{_C}{{1,3}}|[0-9]{{1,3}})大(?!类|项(?!目|工程|行动|任务)|片|小|型|力|家|数|部分|于|幅|豆|米|学|专|写|棚|批|额|声|门|把|桶|型|规模|气|道|厅|中城市|会)"
)
_TO_ONE = re.compile(
    rf"{_C}{{1,2}}(?:化|率|性|公(?![里斤顷吨尺司园分])|审制|统一|到位|同步|结合|联动|贯通|融合|协同|覆盖|不变|不减|不降|不误)(?![{CHINESE}0-9])"
)
_WORD = f"[^\\W\\d_a-zA-Z{CHINESE}多余几来至到和与及或年月日]"
_STEP = "[一二两三四五六七八九十百千万]"
_PARALLEL = re.compile(rf"{_STEP}(?!些|般|样|切|定|致|起|体){_WORD}{{1,2}}{_STEP}(?!期|体|级){_WORD}(?:{_STEP}{_WORD})*")
_ABSTRACT = (
    "基本原则|制度|规定|意识|自信|维护|确立|必须|精准|不能|不变|转变|从严|服从|关键|导向|机制|理念|原则|精神|文章|清单|坚持|聚焦|结合|统筹|责任"
    "|严禁|禁令|准则|纪律|革命|伟大|关系|攻坚|工程|行动|战略|计划|任务|举措|措施|重点|环节|维度|体系|平台|中心|不准|不得|不|全面|更加|更|能力|能|走在|进入"
)
_POLICY = re.compile(rf"(?:{_C}{{1,2}})(?:个|项|条|张|大|种|件)(?:{_ABSTRACT})")
_COUNTED_BEFORE = re.compile(
    r"(?:制定|出台|建立|完善|新增|印发|修订|实施|推出|梳理|形成|废止|共|了|完成|明确|提出|编制|开展|启动|发布|公布|更新|公开)$"
)
_PHASE = re.compile(r"[一二三四五六]期(?![间末货待望权限])|[一二三四五六]轮(?=土地|农村|督察|巡视|巡察|中央|省委|承包)")
_HELD = re.compile(r"(?:举办|开办|开展|共|办|了|组织|完成|培训|编发|刊发|印发)$")
_LEVEL = re.compile(r"[一二三四五六七八九两]级")
_LEVELS_BEFORE = re.compile(r"(?:[省市区县乡镇街村组居社院处科局、])$")
_PLACE = re.compile(
    rf"[一二三四五六七八九十百千万](?![{CHINESE}])(?:{_H}(?![{CHINESE}])){{1,2}}?(?:镇|街道|村|社区|县|大道|大桥|水库|路|湖|山|桥|港|寺)(?![{CHINESE}务业民级貌落容口])"
)
_MAGNITUDE = re.compile(r"[两三四五六七八九]位数|(?:[0-9]+|[一二两三四五六七八九])?[十百千万亿]+(?:吨|亿|元|斤)?级(?![别差联配])")
_BASE = re.compile("[百千万亿]+(?:人口|人|名|户|亩|元)")
_INDUSTRIES = re.compile("[一二三](?:、?[二三])+(?:次)?产(?:业)?")
_PER_VALUE = re.compile("万元(?=GDP|地区生产总值|生产总值|产值|工业|国内|增加值|能耗)")
_ONCE_IN = re.compile(rf"(?:[0-9]+|{_C}+)年一遇")
_REPEATED = re.compile(r"一(?P<unit>[\u4e00-\u9fff])一(?P=unit)")
_ZERO = re.compile(
    rf"零(?:[投败胜]诉|差[错评]|事故|伤亡|容忍|接触|障碍|违[纪规法]|上访|信访|进京|发案|案件|积案|积压|复议|纠错|超[时期]|逾期|延误|失误|感染|增长|跑腿|等待|收费|审批|材料|见面|排放|新增|发生|缺陷|死亡|火灾|疫情|举报|退单|漏[报管]|瞒报|{_H})"
)
_HAN = re.compile(_H)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The lexicon, ready to look up: `at` by the numeral character a phrase begins with, `before` by the character before it.

    Values are the sources of patterns, compiled when first asked for (a report needs one in six of them); those of `before` come
    with how far before the numeral they begin.
    """

    at: dict[str, str]
    before: dict[str, tuple[tuple[int, str], ...]]
    kinds: dict[str, NumberKind]


@functools.cache
def load_phrases() -> Phrases:
    """`data/numbers/phrases.toml`, read once. Raises `ConfigurationError` where a phrase stands twice or holds no numeral."""
    data = load_toml("phrases.toml", {"meta", "not_after", "not_before", *_KINDS})
    kinds: dict[str, NumberKind] = {}
    for kind in _KINDS:
        for words in data[kind].values():
            for word in words:
                if word in kinds:
                    raise ConfigurationError(f"phrases.toml：“{word}”出现两次")
                if not NUMERALS.search(word):
                    raise ConfigurationError(f"phrases.toml：“{word}”不含数字")
                kinds[word] = kind
    not_after: dict[str, str] = data["not_after"]
    not_before: dict[str, str] = data["not_before"]
    at: dict[str, list[str]] = {}
    before: dict[tuple[str, int], list[str]] = {}
    for word in kinds:
        found = NUMERALS.search(word)
        assert found is not None
        offset = found.start()
        if offset == 0:
            at.setdefault(word[0], []).append(word)
        else:
            before.setdefault((word[offset - 1], offset), []).append(word)
    grouped: dict[str, list[tuple[int, str]]] = {}
    for (char, offset), words in sorted(before.items(), key=lambda item: -item[0][1]):
        grouped.setdefault(char, []).append((offset, _pattern(words, not_after, not_before)))
    return Phrases(
        {char: _pattern(words, not_after, not_before) for char, words in at.items()},
        {char: tuple(rows) for char, rows in grouped.items()},
        kinds,
    )


_compiled = functools.lru_cache(maxsize=1024)(re.compile)


def _pattern(words: list[str], not_after: dict[str, str], not_before: dict[str, str]) -> str:
    """One pattern, longest first; a phrase that ends in a numeral does not end inside a longer one."""
    parts = []
    for word in sorted(words, key=lambda w: (-len(w), w)):
        guard = f"(?<![{not_after[word]}])" if word in not_after else ""
        ahead = f"(?![{not_before[word]}])" if word in not_before else ""
        tail = f"(?![{CHINESE}分])" if NUMERALS.match(word[-1]) and len(word) > 1 and word[-1] != "一" else ""
        parts.append(f"{guard}{re.escape(word)}{tail}{ahead}")
    return "|".join(parts)


def match_phrase_around(view: str, start: int, low: int) -> Hit | None:
    """The phrase of the lexicon that holds the numeral at `start` and begins before it (统一, 第一责任人), not before `low`."""
    phrases = load_phrases()
    if start > low and (rows := phrases.before.get(view[start - 1])):
        for offset, pattern in rows:
            if start - offset >= low and (match := _compiled(pattern).match(view, start - offset)):
                return _phrase(phrases, match)
    return None


def match_phrase(view: str, start: int) -> Hit | None:
    """The phrase of the lexicon that begins at the numeral (一把手, 三重一大)."""
    phrases = load_phrases()
    pattern_at = phrases.at.get(view[start])
    match = None if pattern_at is None else _compiled(pattern_at).match(view, start)
    return None if match is None else _phrase(phrases, match)


def _phrase(phrases: Phrases, match: re.Match[str]) -> Hit:
    kind = phrases.kinds[match.group()]
    return kind, match.start(), match.end(), _REASONS[kind], None


def match_rule(view: str, start: int) -> Hit | None:
    """Meetings, plans, N大…, 一X一Y, N项制度 and other open classes that begin at `start`."""
    for kind, pattern, reason in _RULES:
        match = pattern.match(view, start)
        if match is not None:
            return kind, start, match.end(), reason, None
    if view[start - 1 : start] == "每" and (base := _BASE.match(view, start)):
        return "lexical", start, base.end(), "计量的基数", None
    session = _SESSION.match(view, start)
    if session is not None and not _SERIES_BEFORE.search(view[max(0, start - 2) : start]):
        return "ordinal", start, session.end(), "会议届次", None
    policy = _POLICY.match(view, start)
    if policy is not None and not _COUNTED_BEFORE.search(view[max(0, start - 2) : start]):
        return "fixed_phrase", start, policy.end(), "数词加政策名称", None
    phase = _PHASE.match(view, start)
    if phase is not None and not _HELD.search(view[max(0, start - 2) : start]):
        return "ordinal", start, phase.end(), "期次", None
    level = _LEVEL.match(view, start)
    if level is not None:
        many = view[start] == "两" or _LEVELS_BEFORE.search(view[max(0, start - 1) : start])
        return ("lexical" if many else "ordinal"), start, level.end(), "层级", None
    return None


_RULES: tuple[tuple[NumberKind, re.Pattern[str], str], ...] = (
    ("fixed_phrase", _MEETINGS, "会议名称"),
    ("lexical", _MAGNITUDE, "数量级"),
    ("fixed_phrase", _INDUSTRIES, "产业名称"),
    ("lexical", _PER_VALUE, "计量的基数"),
    ("lexical", _ONCE_IN, "几年一遇"),
    ("lexical", _REPEATED, "叠用的“一”"),
    ("fixed_phrase", _CONGRESS, "会议名称"),
    ("fixed_phrase", _PLAN, "规划名称"),
    ("fixed_phrase", _BIG, "数词加“大”"),
    ("fixed_phrase", _TO_ONE, "数词加抽象名词"),
)


_ONE_COUNTED_BEFORE = re.compile(
    r"(?:[每各共仅只有了达计率前]|新增|发生|召开|举办|出台|制定|印发|受理|办理|开展|组织|完成|发现|查处|立案|审结|收到|处罚|整改|培训|表彰|获得|发布|修订|废止"
    r"|建成|配备|聘请|化解|调解|至少|不少于|超过|减少|增加|提高|下降)$"
)
_ONE_COUNTED_AFTER = re.compile(r"[ ]?(?:[。；，、,;)\n]|$|以上|以内|[0-9])")


_NONE_BEFORE = re.compile(
    r"(?:(?:未|没有)(?:曾|再|新)?(?:发生|出现|收到|接到|产生|引发|发现|形成|接报)过?[^，。；、的和与同跟0-9]{0,12}|没有|无)$"
)
_EVENT_BEFORE = re.compile("(?:事故|案件?|纠纷|事件|[警舆疫]情|火灾|投诉|上访|行为)$")
_ONE_EVENT = re.compile("一(?:起|例|件|宗|次(?!死亡|性)|桩|人|名)")


def counts_none(view: str, start: int) -> bool:
    """未发生一起, 没有出现一例: one event of which the text says that it did not happen."""
    return bool(_ONE_EVENT.match(view, start) and _NONE_BEFORE.search(view[max(0, start - 18) : start]))


def counts_event(view: str, start: int) -> bool:
    """发生安全事故一起。: one event, where 一起 usually is “together”."""
    return view.startswith("一起", start) and bool(
        _EVENT_BEFORE.search(view[max(0, start - 3) : start]) and _ONE_COUNTED_AFTER.match(view, start + 2)
    )


def counts_one(view: str, start: int, end: int) -> bool:
    """一件, 一次 is a count at the end of a clause or behind a verb that counts, not in 一项艰巨的任务; durations always are."""
    if load_units().dimension(view[start + 1 : end]) in ("duration", "share", "money", "length", "weight", "area"):
        return True
    return bool(_ONE_COUNTED_AFTER.match(view, end) or _ONE_COUNTED_BEFORE.search(view[max(0, start - 3) : start]))


def match_parallel(view: str, start: int) -> Hit | None:
    """一岛两窗三区, 三提三效: numerals in step with single words, unless the first pair is a count (六件十二处)."""
    match = _PARALLEL.match(view, start)
    if match is None or _compiled(load_units().strong).match(view, start + 1):
        return None
    return "fixed_phrase", start, match.end(), "数词并列的简称", None


def without_unit(view: str, start: int, end: int) -> Hit:
    """What a Chinese numeral without a unit is: a name, a slogan or a plain word."""
    place = _PLACE.match(view, start)
    if place is not None:
        return "name", start, place.end(), "地名", None
    run = view[start:end]
    following = view[end : end + 1]
    kind = "lexical"
    reason = "一般词语"
    if run == "零" and (zero := _ZERO.match(view, start)):
        kind, reason, end = "fixed_phrase", "零加名词", zero.end()
    elif run == "一" or run[0] in "百千万亿" or not _HAN.match(following or " "):
        end += 1 if run in ("一", "百", "千", "万", "亿") and _HAN.match(following or " ") else 0
    elif run not in ("零", "两") or _HAN.match(following):
        kind, reason, end = "fixed_phrase", "数词后无量词", end + 1
    return cast(NumberKind, kind), start, end, reason, None
