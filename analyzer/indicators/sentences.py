"""Text and mentions → sentences of classed tokens, where they hold a quantity. Front function: `read_sentences`.

A token is a tuple (word, letter, start, end, mention index or -1). The letters:

    N quantity   T time        n noun or other content   Q quoted name or fixed phrase
    v act        w act or noun o other verb   l link (达)               g growth verb   S standard (高于)   F 分别
    a 共, 累计    d adverb      p preposition             c conjunction   m modal (力争)       u 的   f 其中
    , ， and ：   D 、          ( ) brackets              | a hard break (label, quote that holds a quantity)
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.indicators.lexicon import listed, load_lexicon
from analyzer.model import NumberMention
from analyzer.segmentation import Segmenter

__all__ = ["Sentence", "Token", "read_sentences"]

Token = tuple[str, str, int, int, int]

_NUMBER, _TIME, _NAME, _BREAK, _CUT = "\ue001", "\ue002", "\ue003", "\ue005", "\ue006"
_CLAUSE = 12
"""Words in which the number before …中 is looked for."""
_OURS = re.compile("[\ue000-\ue00f]")
_SENTENCE_END = re.compile(r"[。！？；;\n\r]+")
_QUOTED = re.compile(r"“[^“”\n。；]{1,24}”|《[^《》\n]{1,60}》|‘[^‘’\n]{1,16}’|「[^「」\n]{1,24}」|\"[^\"\n。]{1,16}\"")
_FORCED = re.compile(
    "(?<![公])共(?=[新受办审开召处接举组检查发调化培制印收完])|"
    f"(?<![自理缘经])[由从](?=(?:上年|去年|年初|原来|最初|此前|以前|之前|原先|期初|[{_TIME}])?的?{_NUMBER})|"
    "(?<=率)均(?=[达为在保超])|占比|比重|其中|分别|同比|环比|累计|共计|合计|总计|达到|高达|突破|超过|不低于|不少于|不超过|"
    "(?:提高|提升|增加|增长|上升|下降|降低|减少|压减|压缩|缩短|扩大|扩展|拓展|控制|稳定|保持|维持|回落|回升)(?:至|到|在)|(?:增|降|减|升)(?:至|到)"
)
_LAST_LINK = re.compile(
    r"((?:(?<![平人户年月日亩])均|都|也|已|(?<![公])共|又|仍|全部)*)"
    r"((?<![表发到直传转送下抵])达|(?<![行作成认因视称名改设])为|(?<![反赶中商])超|逾|(?<![附就邻临最接])近|(?<![预节公条合签违履集民契租])约|仅)?"
    rf"(超|近|约|逾)?[ \u3000]*(?={_NUMBER})"
)
_LETTERS = {
    "，": ",", ",": ",", "：": ",", ":": ",", "、": "D", "（": "(", "(": "(", "）": ")", ")": ")", "[": "(", "]": ")",
    "【": "(", "】": ")", "的": "u", "之": "u", "其中": "f", "分别": "F", "各": "F", "“": "|", "”": "|", _BREAK: "|",
}  # fmt: skip
_TIME_KINDS = frozenset(("year", "date", "period"))
_WHOLE_KINDS = frozenset(("fixed_phrase", "name", "identifier", "document_number", "ordinal"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text[start:end]`, without its final stop, as tokens. `times` are its years, dates and periods."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    times: tuple[NumberMention, ...]
    after_semicolon: bool = False


@functools.lru_cache(maxsize=60_000)
def _letter(word: str, tag: str) -> str:
    """The letter of a word: by class, else by tag."""
    known = _LETTERS.get(word) or load_lexicon().letters.get(word)
    if known:
        return known
    if word[0] == "新" and load_lexicon().letters.get(word[1:]) in ("v", "w"):  # 新开通
        return "v"
    first = tag[:1]
    if tag in ("d", "ad", "df") and len(word) > 1 and word not in ("不", "未"):
        return "n" if word[-1] in "次率量度数" else "d"
    if tag in ("p", "c") and len(word) > 1:
        return tag
    if tag in ("ul", "uz", "ug", "y", "e", "o"):
        return "d"
    if first == "v":
        return "w" if tag == "vn" or len(word) == 1 else "o"
    if first == "x" and not word.isalnum():
        return " " if word.isspace() else ","
    return "n"


@functools.lru_cache(maxsize=60_000)
def _pieces(word: str, tag: str) -> tuple[tuple[str, str], ...]:
    """A word with its letter; words of the dictionary that are adverb and act in one are two (圆满完成, 重新修订)."""
    if len(word) == 2 and word[0] in "较比" and word[1] in "前上去年同":
        return (word[0], "p"), (word[1], "n")
    if len(word) == 4:
        letters = load_lexicon().letters
        act = letters.get(word[2:], "")
        if word not in letters and act in ("v", "w") and letters.get(word[:2]) == "d":
            return (word[:2], "d"), (word[2:], act)
    return ((word, _letter(word, tag)),)


def _masked(
    text: str, start: int, end: int, mentions: tuple[NumberMention, ...], here: range
) -> tuple[str, list[tuple[int, int, int]]]:
    """The sentence with numbers, times and quotes as one character each, and (start, end, mention) of those characters."""
    specials: list[tuple[int, int, str, int]] = []
    for index in here:
        mention = mentions[index]
        if mention.quantity is not None:
            specials.append((mention.start, mention.end, _NUMBER, index))
        elif mention.kind in _TIME_KINDS:
            specials.append((mention.start, mention.end, _TIME, index))
        elif mention.kind in _WHOLE_KINDS:
            specials.append((mention.start, mention.end, _NAME, index))
        elif mention.kind in ("section_label", "enumerator"):
            specials.append((mention.start, mention.end, _BREAK, index))
    specials = _with_quotes(text, start, end, specials)
    pieces: list[str] = []
    places: list[tuple[int, int, int]] = []
    low = start
    for first, last, mark, index in specials:
        if first < low:
            continue
        pieces += (text[low:first], mark)
        places.append((first, min(last, end), index))
        low = last
    pieces.append(text[low:end])
    return "".join(pieces), places


def _with_quotes(text: str, start: int, end: int, specials: list[tuple[int, int, str, int]]) -> list[tuple[int, int, str, int]]:
    """Specials with the quoted names that hold no quantity; a quote swallows the other specials inside it."""
    quotes = [m.span() for m in _QUOTED.finditer(text, start, end)]
    if not quotes:
        return specials
    numbers = [s[0] for s in specials if s[2] == _NUMBER]
    names: list[tuple[int, int, str, int]] = []
    for first, last in quotes:
        place = bisect.bisect_left(numbers, first)
        if place == len(numbers) or numbers[place] >= last:
            names.append((first, last, _NAME, -1))
    starts = [name[0] for name in names]
    kept = []
    for special in specials:
        place = bisect.bisect_right(starts, special[0]) - 1
        if place < 0 or special[0] >= names[place][1]:
            kept.append(special)
    return sorted(kept + names)


def _separate(match: re.Match[str]) -> str:
    """The links before a number, each cut off; what else stands there (blanks) is kept, so that the places stay right."""
    links = "".join(_CUT + group for group in match.groups() if group)
    blanks = match[0][sum(len(group) for group in match.groups() if group) :]
    return links + _CUT + blanks if links else match[0]


def _force_cuts(masked: str) -> str:
    masked = _FORCED.sub(lambda m: _CUT + m[0] + _CUT, masked)
    return _LAST_LINK.sub(_separate, masked)


def _tokenise(
    text: str, start: int, end: int, mentions: tuple[NumberMention, ...], here: range, segmenter: Segmenter
) -> tuple[Token, ...]:
    masked, places = _masked(text, start, end, mentions, here)
    tokens: list[Token] = []
    offset, used = start, 0
    for word, tag in segmenter.pairs(_force_cuts(masked)):
        if word == _CUT:
            continue
        if word in (_NUMBER, _TIME, _NAME, _BREAK):
            first, last, index = places[used]
            used += 1
            letter = {_NUMBER: "N", _TIME: "T", _NAME: "Q", _BREAK: "|"}[word]
            tokens.append((text[first:last], letter, first, last, index))
            offset = last
            continue
        for piece, letter in _pieces(word, tag):
            if letter != " ":
                tokens.append((piece, letter, offset, offset + len(piece), -1))
            offset += len(piece)
    return tuple(_merged(tokens))


def _is_adjective(word: str) -> bool:
    """Whether an adverb by tag is an adjective before a noun: our class of adverbs holds the others."""
    return word in listed("adjectives") or load_lexicon().letters.get(word) != "d"


def _holds_number(tokens: list[Token]) -> bool:
    """Whether the clause so far holds a quantity: 全局60名干部中，… tells a part, 在工作中，… does not."""
    for token in reversed(tokens[-_CLAUSE:]):
        if token[1] in ",|":
            return False
        if token[1] == "N":
            return True
    return False


def _join_rate_adverb(merged: list[Token]) -> None:
    """按时|答复率 → one noun."""
    if len(merged) > 1 and merged[-2][1] == "d" and merged[-2][0] in listed("rate_adverbs") and merged[-2][3] == merged[-1][2]:
        rate = merged.pop()
        merged[-1] = (merged[-1][0] + rate[0], "n", merged[-1][2], rate[3], -1)


def _merged(tokens: list[Token]) -> list[Token]:
    """Growth verb + 到 → one link; 新, 总 + the next word; …率 cut off by the segmenter → one noun."""
    merged: list[Token] = []
    for token in tokens:
        word, letter, _, end, _ = token
        if merged and letter == "w" and len(word) == 1 and merged[-1][0] in listed("act_before_noun") and merged[-1][1] == "d":
            letter = "n"  # 规范占|道|经营: the first sign of a word that the segmenter does not know
            token = (word, letter, *token[2:])
        if merged and letter in "nQ" and merged[-1][1] == "d" and _is_adjective(merged[-1][0]):
            opens = len(merged) == 1 or merged[-2][1] in ",D|NTma"
            act = opens and merged[-1][0] in listed("act_before_noun")
            merged[-1] = (merged[-1][0], "v" if act else "n", *merged[-1][2:])
        if merged and merged[-1][3] == token[2]:
            last = merged[-1]
            if last[1] in "nvwogp" and load_lexicon().letters.get(last[0] + word) == "l":
                merged[-1] = (last[0] + word, "l", last[2], end, -1)
                continue
            if word in ("到", "至", "为") and last[1] == "g":
                merged[-1] = (last[0] + word, "l", last[2], end, -1)
                continue
            if letter == "," and last[0] in ("中", "里") and _holds_number(merged):
                merged[-1] = (last[0], "f", *last[2:])
            if last[1] == "," and word in listed("containing") and letter != "f":
                merged.append((word, "f", *token[2:]))
                continue
            if word == "约" and last[0][-1] in "民公契租盟条" and letter == "l":  # 村规民约64件
                merged[-1] = (last[0] + word, "n", last[2], end, -1)
                continue
            if letter == "n" and len(word) > 1 and word.endswith("率"):
                merged.append(token)
                _join_rate_adverb(merged)
                continue
            if word == "成功" and last[1] in "vwo":  # 调解成功54件: how it ended; 成功调解: an adverb
                merged.append((word, "n", *token[2:]))
                continue
            if last[0] in ("我", "本", "该") and letter == "n" and last[0] + word in load_lexicon().self_references:
                merged[-1] = (last[0] + word, "n", last[2], end, -1)
                continue
            if (
                last[0] in ("新", "总", "未", "不", "非", "零", "尚未", "暂未", "仍未", "还未")
                and last[1] in "ndw"
                and letter in "nwvgo"
            ):
                merged[-1] = (last[0] + word, "v" if last[0] == "新" and letter in "vwo" else "n", last[2], end, -1)
                continue
            if word == "比" and last[0] == "占":
                merged[-1] = ("占比", "n", last[2], end, -1)
                continue
            if word in ("率", "量", "额", "数", "度", "性", "值", "面") and last[1] in "nvwgQod":
                merged[-1] = (last[0] + word, "n", last[2], end, -1)
                _join_rate_adverb(merged)
                continue
        merged.append(token)
    return merged


def read_sentences(
    text: str, mentions: tuple[NumberMention, ...], segmenter: Segmenter, start: int, end: int
) -> Iterator[Sentence]:
    """The sentences of `text[start:end]` that hold a quantity, in order."""
    text = _OURS.sub("□", text)
    starts = [mention.start for mention in mentions]
    index = bisect.bisect_left(starts, start)
    stop_before = "\n"
    for first, last, stop_after in _spans(text, start, end):
        while index < len(starts) and starts[index] < first:
            index += 1
        stop = index
        while stop < len(starts) and starts[stop] < last:
            stop += 1
        if any(mentions[i].quantity is not None for i in range(index, stop)):
            here = range(index, stop)
            times = tuple(mentions[i] for i in here if mentions[i].kind in _TIME_KINDS)
            last = max(last, mentions[stop - 1].end)
            yield Sentence(first, last, _tokenise(text, first, last, mentions, here, segmenter), times, stop_before in ";；")
        index, stop_before = stop, stop_after


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Sentences as (start, end, stop). A stop inside a short quote or a title ends nothing."""
    low = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if match[0][0] not in "\n\r" and text.rfind("“", max(low, match.start() - 30), match.start()) > text.rfind(
            "”", max(low, match.start() - 30), match.start()
        ):
            continue
        yield low, match.start(), match[0][0]
        low = match.end()
    if low < end:
        yield low, end, "\n"
