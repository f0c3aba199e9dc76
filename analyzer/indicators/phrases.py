"""Tokens left and right of a number → the words of a name. Front functions: `left_phrase`, `right_phrase`.

All functions here take and return lists of tokens (see sentences.py) and know nothing of the numbers around.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from analyzer.indicators.lexicon import endings, listed, load_lexicon
from analyzer.indicators.sentences import Token

__all__ = [
    "Left",
    "is_measure",
    "is_rate",
    "join",
    "left_phrase",
    "right_act",
    "right_phrase",
    "skip_bounds",
    "split_items",
    "trim",
]

_CONTENT = frozenset("nQvwo")
_TRAILING = frozenset("ladFmTpcD,fS|")
_LEADING = frozenset("adFmTcD,f|lu")
_BE = frozenset(("为", "是", "在", "于"))
_SHORT = 8
_LONG = 14
"""Characters between an opening verb and a later verb with its object beyond which the later one begins the name."""


@dataclass(frozen=True, slots=True)
class Left:
    """What the words left of a number say: who, the act and its object, what was added up, whether an act was found."""

    subject: list[Token]
    words: list[Token]
    has_verb: bool
    aggregation: str | None = None
    object_start: int = 0


def join(tokens: list[Token]) -> str:
    """The words as a name: no blanks, no adverbs, no stop at the ends."""
    words = []
    named = False
    letters = load_lexicon().letters
    for index, token in enumerate(tokens):
        after = tokens[index + 1][1] if index + 1 < len(tokens) else "$"
        named = named or token[1] in "nQ"
        if token[1] == "|" or (token[1] in "aT" and (index == 0 or after in "vwogdal$")):
            continue
        before = tokens[index - 1][1] if index else "v"
        if token[1] == "d" and not named and before in "vdcaT" and (after in "vd$" or letters.get(token[0]) == "d"):
            continue
        words.append(token[0])
    return "".join(words).replace(" ", "").replace("\u3000", "").strip("、，：").removesuffix("的")


@functools.lru_cache(maxsize=20_000)
def is_rate(word: str) -> bool:
    """Whether a word names a ratio (…率, 占比, 比重)."""
    return len(word) > 1 and (
        word.endswith(("率", "占比", "比重", "比例", "份额", "满意度", "强度", "幅度", "增速", "增幅", "涨幅"))
    )


@functools.lru_cache(maxsize=20_000)
def is_measure(word: str) -> bool:
    """Whether a word needs a topic before it to be a name (总数, 满意率, 面积)."""
    return word in load_lexicon().measures or (len(word) <= 6 and word.endswith(endings("topical_rates")))


def trim(tokens: list[Token]) -> list[Token]:
    """Without links, adverbs, times and stops at both ends."""
    low, high = 0, len(tokens)
    while high > low and (
        tokens[high - 1][1] in _TRAILING
        or tokens[high - 1][0] in listed("trailing")
        or (tokens[high - 1][0] in listed("per_head") and any(t[1] == "l" for t in tokens[low:high]))
    ):
        high -= 1
    while low < high and (tokens[low][1] in _LEADING or tokens[low][0] == "等"):
        low += 1
    return tokens[low:high]


def _without_leading_phrases(tokens: list[Token]) -> list[Token]:
    """Without what stands before the act: times, adverbs, prepositional phrases (在…中, 通过…, 面向…)."""
    tokens = trim(tokens)
    inner = next((i for i, t in enumerate(tokens) if t[1] == "p"), 0)
    if 0 < inner < len(tokens) - 1 and all(t[1] in "nQ" for t in tokens[:inner]):  # 区检察院在…中开展
        stop = _end_of_phrase(tokens[inner:])
        if stop is not None and any(t[1] == "v" for t in tokens[inner + stop :]):
            tokens = tokens[:inner] + trim(tokens[inner + stop :])
    while len(tokens) > 1 and (tokens[0][1] == "p" or (_is_self(tokens[0]) and tokens[1][1] in "pTdavw")):
        if tokens[0][1] != "p":
            tokens = trim(tokens[1:])
            continue
        stop = _end_of_phrase(tokens)
        if stop is None:
            return trim(tokens[1:])
        tokens = trim(tokens[stop:])
    return tokens


def _is_self(token: Token) -> bool:
    return token[0] in load_lexicon().self_references


def _end_of_phrase(tokens: list[Token]) -> int | None:
    """Where a prepositional phrase ends: behind 中 or 上, else at an act with an object, else None (为企业减负)."""
    for index, token in enumerate(tokens[1:], 1):
        if token[0] in listed("localizers") and index + 1 < len(tokens) and tokens[index + 1][1] not in "unQ":
            return index + 1
        if token[1] in "daTm" and index > 1 and index + 1 < len(tokens):
            return index
        if token[1] == "v" and index > 1 and tokens[index - 1][1] != "u" and _has_object(tokens, index):
            return index
    return None


def _has_object(tokens: list[Token], index: int) -> bool:
    """Whether content follows the verb, not at once 的."""
    rest = tokens[index + 1 :]
    return bool(rest) and rest[0][1] != "u" and any(t[1] in "nQwo" for t in rest)


def _chain_start(tokens: list[Token], index: int) -> int:
    """The first of verbs in a row (发现并督促整改)."""
    while index > 0:
        before, second = tokens[index - 1][1], tokens[index - 2][1] if index > 1 else "$"
        if before == "v" or (before in "wo" and second in "$Tdamp"):
            index -= 1
        elif before in "cDd" and second in "vwo":
            index -= 2
        else:
            break
    return index


def _verb_start(tokens: list[Token], object_follows: bool) -> int | None:
    """Where the act begins, or None where the words tell none. `object_follows`: the object stands right of the number."""
    if not tokens:
        return None
    opens = tokens[0][1] == "v" or (tokens[0][1] in "wo" and (object_follows or _has_object(tokens, 0)))
    best = None
    for index in range(len(tokens) - 1, 0, -1):
        token, before = tokens[index], tokens[index - 1][1]
        if before == "u" or (index + 1 < len(tokens) and tokens[index + 1][1] == "u"):
            continue
        actor = tokens[index - 1][0].endswith(endings("actors")) and index + 1 < len(tokens) and tokens[index + 1][1] in "nQ"
        if token[1] == "v" or (token[1] in "wo" and (before in "Tdamp" or actor)):
            last = index == len(tokens) - 1
            if _has_object(tokens, index) or (last and object_follows):
                best = _chain_start(tokens, index)
                break
    if best is None and not opens and object_follows and tokens[-1][1] in "wo" and sum(len(t[0]) for t in tokens) <= _SHORT:
        return 0  # 精细化治理1411条背街小巷
    if opens:
        people = tokens[0][0] in listed("causative") and any(t[1] == "D" for t in tokens[:best])  # 邀请讲师、顾问开展讲座
        far = best is not None and (people or sum(len(t[0]) for t in tokens[:best]) > _LONG)
        return best if far else 0
    return best


def _without_examples(tokens: list[Token]) -> list[Token]:
    """A、B、C等X → X; the act before the examples stays. Short examples before a general word stay too."""
    for index in range(len(tokens) - 1, 0, -1):
        if tokens[index][0] not in ("等", "等等", "等等等"):
            continue
        rest = tokens[index + 1 :]
        act = _verb_start(tokens[:index], False)
        first = 0 if act is None else act
        while act is not None and first < index and (tokens[first][1] in "vmpda" or first == act):
            first += 1
        first = _first_example(tokens, first, index)
        examples = "".join(t[0] for t in tokens[first:index])
        if rest and len(join(rest)) <= 2 and len(examples) <= 10 and join(rest) in listed("general_nouns"):
            return tokens
        return tokens[:first] + rest
    return tokens


def _first_example(tokens: list[Token], low: int, high: int) -> int:
    """Where the list before 等 begins: behind the last act before its first 、 (帮助企业解决用工、用地等问题)."""
    stop = next((i for i in range(low, high) if tokens[i][1] == "D"), low)
    mark = stop
    while mark > low and tokens[mark - 1][1] in "nQw":
        mark -= 1
    return mark if mark < stop and tokens[mark - 1][1] in "vo" else low


def _with_manner(tokens: list[Token], words: list[Token]) -> list[Token]:
    """A bare act with the adverb that tells its kind (直接纠错, 现场执法); 依法 and the like stay out."""
    if len(words) != 1 or words[0][1] not in "wo" or len(words[0][0]) > 2:
        return words
    place = tokens.index(words[0])
    before = tokens[place - 1] if place else words[0]
    manner = before[1] == "d" and before[0] in listed("manners")
    return [(before[0], "n", *before[2:]), *words] if manner else words


def left_phrase(tokens: list[Token], object_follows: bool = False) -> Left:
    """Read the words of one clause left of a number."""
    aggregation = next((t[0] for t in tokens if t[1] == "a"), None)
    words = _without_examples(_without_leading_phrases(tokens))
    if len(words) > 2 and _is_self(words[0]) and words[1][1] == "l":  # 全市现有律师事务所
        words = trim(words[1:])
    if len(words) > 1 and (words[0][0] in listed("own_body") or words[0][0] == "是"):
        words = trim(words[1:])
    start = _verb_start(words, object_follows)
    if start is None:
        words = _with_manner(tokens, words)
        away = next((i for i, t in enumerate(words) if i and t[0] in ("由", "从")), len(words))
        words = words[:away]
        return Left([], trim(words[1:]) if words and words[0][1] == "p" else words, False, aggregation)
    subject = trim(words[:start])
    cut = next((i for i, t in enumerate(subject) if t[1] in "pdTa"), len(subject))
    subject = trim(subject[:cut])
    if subject and (subject[0][1] == "p" or subject[-1][1] == "u"):
        subject = []
    if subject and join(subject) in load_lexicon().self_references:
        subject = []
    if subject and join(subject) in listed("averages"):  # 平均办理时限: no act
        return Left([], words, False, aggregation)
    words = words[start:]
    away = next((i for i, t in enumerate(words) if i and t[0] in ("由", "从")), len(words))
    words = words[:away]
    after = next((i for i, t in enumerate(words) if i and t[1] not in "vcd"), len(words))
    return Left(subject, words, True, aggregation, after)


def skip_bounds(tokens: list[Token], index: int) -> int:
    """Behind 以上, 左右 and the like."""
    while index < len(tokens) and tokens[index][0] in listed("bounds"):
        index += 1
    return index


def _list_goes_on(tokens: list[Token], index: int) -> bool:
    """Whether 、 or 和 at `index` joins nouns of one phrase: nouns follow, and no number after them."""
    seen = False
    for token in tokens[index + 1 :]:
        if token[1] in "nQwou":
            seen = True
        elif token[1] in "Dc" and seen:
            continue
        else:
            return seen and token[1] not in "NglaTm"
    return seen


def right_phrase(tokens: list[Token], index: int, free: bool, act_follows: bool = False) -> tuple[list[Token], int]:
    """The noun phrase from `index` on, and where it ends.

    `free`: no act stands left, so a predicate may be taken as well. `act_follows`: an act before the next number is that number's
    (检查30次发现问题45个).
    """
    index = skip_bounds(tokens, index)
    words: list[Token] = []
    next_number = next((i for i in range(index, len(tokens)) if tokens[i][1] in "N,|"), len(tokens))
    stop = next((i for i in range(index, len(tokens)) if tokens[i][1] in "N,|D"), len(tokens))
    number_follows = stop < len(tokens) and tokens[stop][1] == "N"
    if index < len(tokens) and tokens[index][1] == "u":
        index += 1
    if not free and index + 1 < next_number and tokens[index][1] == "d" and tokens[index + 1][1] in "vn":
        index += 1
    follows = stop < len(tokens) and tokens[stop][1] == "N"  # 投入86万元建成公园2个: the act belongs to the next number
    if not free and not follows and index + 1 < next_number and tokens[index][1] == "v" and tokens[index + 1][1] in "nQ":
        words.append(tokens[index])  # 十条支持政策: an act before the noun belongs to it
        index += 1
    while index < next_number:
        token = tokens[index]
        if words and token[0] in ("等", "等等"):
            if index + 1 >= next_number or tokens[index + 1][1] not in "nQw" or all(t[1] != "D" for t in words):
                break
            words, index = [], index + 1  # the examples before 等 give way to the class noun
            continue
        if token[1] in "nQ":
            if (words and number_follows and is_measure(token[0])) or token[0] in listed("levels"):
                break
        elif token[1] in "wo":
            if number_follows and ((act_follows and not words) or not any(t[1] in "nQ" for t in tokens[index + 1 : stop])):
                break
        elif token[1] == "u":
            if not words or index + 1 >= next_number or tokens[index + 1][1] not in "nQwo":
                break
        elif token[1] in "Dc":
            if not words or not _list_goes_on(tokens, index):
                break
        else:
            break
        words.append(token)
        index += 1
    if words and not number_follows and index < stop:
        words, index = _with_predicate(tokens, words, index, stop, free)
    return words, index


def right_act(tokens: list[Token], index: int) -> tuple[list[Token], int]:
    """The act behind a number of times: 先后17次将…纳入学习, 3次听取汇报. Empty where none stands there."""
    stop = next((i for i in range(index, len(tokens)) if tokens[i][1] in "N,|"), len(tokens))
    if index >= stop or (stop < len(tokens) and tokens[stop][1] == "N"):
        return [], index
    if tokens[index][0] in ("将", "把", "就", "对"):
        limit = next((i for i in range(index, len(tokens)) if tokens[i][1] in "N|"), len(tokens))
        act = next((i for i in range(limit - 1, index, -1) if tokens[i][1] == "v"), None)
        if act is None:
            return [], index
        end = next((i for i in range(act, limit) if tokens[i][1] in ",("), limit)
        return tokens[act:end], end
    return (tokens[index:stop], stop) if tokens[index][1] in "vwo" else ([], index)


def _with_predicate(tokens: list[Token], words: list[Token], index: int, stop: int, free: bool) -> tuple[list[Token], int]:
    """The predicate behind the nouns: to the end of the clause where nothing else is an act (216个项目全部开工)."""
    rest = [t for t in tokens[index:stop] if t[1] not in "dTacmlF"]
    length = sum(len(t[0]) for t in rest)
    single = len(rest) == 1 and rest[0][1] in "vwog"
    if free and tokens[index][0] == "实现" and length <= _LONG:
        return words + rest, stop
    online = free and len(rest) == 2 and rest[0][1] in "nQ" and rest[1][1] in "vwo" and length <= _SHORT  # 32项事项网上办理
    if single or online or (free and rest and (rest[0][1] in "vwo" or rest[0][0] in ("被", "通过")) and length <= _LONG):
        return words + rest, stop
    return words, index


def split_items(tokens: list[Token], stops: str = "Dc") -> list[list[Token]]:
    """The items of a list, split at 、 和 与 及 (`stops`: the letters of what parts them)."""
    items: list[list[Token]] = [[]]
    for token in tokens:
        if token[1] in stops:
            items.append([])
        else:
            items[-1].append(token)
    return [item for item in items if item]
