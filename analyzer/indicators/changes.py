"""Growth and comparison left of a number. Front functions: `read_change`, `base_of_range`, `rising_link`."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.indicators.lexicon import listed, load_lexicon
from analyzer.indicators.sentences import Token
from analyzer.model import Comparison, ComparisonKind, Direction, Quantity

__all__ = [
    "SHARES",
    "Change",
    "base_of_range",
    "direction_after",
    "opens_with_past",
    "read_change",
    "rising_link",
    "standard_after",
]

SHARES = frozenset(("%", "‰", "‱", "个百分点", "个千分点", "倍", "成", "番", "个基点", "基点"))
_COMPARE = frozenset(("比", "较", "相较", "相比", "同", "与"))
_LAST_YEAR = ("年", "同期", "月", "季", "期初", "期末", "往", "上次", "上届")
_UP_STANDARD = frozenset(("高于", "快于", "优于", "好于", "高出", "多于"))
_FROM = frozenset(("由", "从", "自"))


@dataclass(frozen=True, slots=True)
class Change:
    """What stands before the number: the words that name the thing, the growth verb, whether against what."""

    words: list[Token]
    word: str
    kind: ComparisonKind
    direction: Direction
    base: bool
    is_share: bool

    def of(self, quantity: Quantity) -> Comparison:
        """The comparison with this amount."""
        return Comparison(self.kind, self.direction, quantity.value, quantity.unit)


def _direction(word: str) -> Direction:
    lexicon = load_lexicon()
    down = word in lexicon.down or word in ("低", "慢", "少")
    return "down" if down else "up"


def read_change(tokens: list[Token], edge: int, number: int, quantity: Quantity) -> Change | None:
    """The change that the words between `edge` and the number tell, or None."""
    left = tokens[edge:number]
    is_share = quantity.unit in SHARES
    last = len(left) - 1
    while last >= 0 and (left[last][1] in "ldaFT" or left[last][0] in ("了", "约", "近", "超", "的")):
        last -= 1
    standard = next((i for i in range(last, -1, -1) if left[i][1] == "S"), None)
    if standard is not None and is_share and not any(t[1] in ",|" for t in left[standard:]):
        direction: Direction = "up" if left[standard][0] in _UP_STANDARD else "down"
        return Change(left[:standard], left[standard][0], "versus", direction, True, is_share)
    if last >= 0 and (more := _more_than_before(left, last, is_share)):
        return more
    if last < 0 or left[last][1] != "g":
        return None
    word = left[last][0]
    if word == "改善":
        return Change(left[: _base(left, last)[0]], word, "year_on_year", _improved(quantity), False, is_share)
    start, kind = _base(left, last)
    if word in load_lexicon().more_or_less and start == last:
        return None
    return Change(left[:start], word, kind, _direction(word), start < last, is_share)


def _more_than_before(left: list[Token], last: int, is_share: bool) -> Change | None:
    """同比多退2亿元, 较上年少收3件: 多 or 少 with the act, behind a base."""
    word, letter = left[last][0], left[last][1]
    first = last
    if letter in "vwo" and last and left[last - 1][0] in ("多", "少"):
        first, word = last - 1, left[last - 1][0] + word
    if letter not in "vwon" or word[0] not in "多少" or len(word) < 2 or word[1] in "数年少样元种次":
        return None
    start, kind = _base(left, first)
    told = any(t[0] in _COMPARE or t[0] in ("同比", "环比") for t in left[start:first])
    return Change(left[:start], word, kind, "up" if word[0] == "多" else "down", True, is_share) if told else None


def _improved(quantity: Quantity) -> Direction:
    """改善: a concentration falls, a share rises."""
    return "down" if (quantity.unit or "").startswith(("微克", "毫克")) else "up"


def _base(left: list[Token], verb: int) -> tuple[int, ComparisonKind]:
    """Where the words of the base begin (同比, 比上年末, 较全国平均), and the kind of comparison."""
    for index in range(verb - 1, -1, -1):
        word, letter = left[index][0], left[index][1]
        if letter in ",|f":
            break
        if word in ("同比", "环比"):
            return index, "year_on_year"
        if word in _COMPARE and letter in "pc" and index + 1 < verb:
            base = "".join(t[0] for t in left[index + 1 : verb])
            old = any(t[1] == "T" for t in left[index + 1 : verb]) or any(w in base for w in _LAST_YEAR)
            return index, "year_on_year" if old else "versus"
    start = verb
    while start > 0 and left[start - 1][1] in "dTaF":
        start -= 1
    return start, "year_on_year"


def opens_with_past(tokens: list[Token], edge: int, number: int) -> bool:
    """Whether the words before a number are a base and nothing else: 相较去年, 较上年的, 而上年同期为."""
    words = [t for t in tokens[edge:number] if t[1] not in ",Dd" and t[0] not in ("相", "的", "为", "同期", "是")]
    return len(words) >= 2 and words[0][0] in _COMPARE and words[-1][1] == "T" and len(words) <= 3


def direction_after(tokens: list[Token], index: int) -> tuple[Direction, int] | None:
    """The direction of a growth verb right behind a number (明显下降), and where it ends."""
    while index < len(tokens) and (tokens[index][1] in "dA" or tokens[index][0] in ("有所", "相比")):
        index += 1
    if index < len(tokens) and tokens[index][0] in load_lexicon().up | load_lexicon().down:
        return _direction(tokens[index][0]), index + 1
    return None


def standard_after(tokens: list[Token], index: int) -> Direction | None:
    """高于, 低于 right of a number, with no number of its own: ，高于全省平均水平."""
    if index < len(tokens) and tokens[index][1] in ",D":
        index += 1
    while index < len(tokens) and tokens[index][1] == "d":
        index += 1
    if index >= len(tokens) or tokens[index][1] != "S":
        return None
    for token in tokens[index + 1 :]:
        if token[1] == "N":
            return None
        if token[1] in ",D|":
            break
    return "up" if tokens[index][0] in _UP_STANDARD else "down"


def rising_link(left: list[Token]) -> Direction | None:
    """增至, 提高到 before a number say that it rose, 降至 that it fell; None for 达 and the like."""
    for token in reversed(left):
        if token[1] == "l" and len(token[0]) > 1 and token[0][-1] in "到至为":
            stem = token[0][:-1]
            if stem in load_lexicon().up or stem in ("扩展", "拓展", "延长", "跃升", "进", "扩"):
                return "up"
            if stem in load_lexicon().down:
                return "down"
            return None
        if token[1] in ",nQvwo|" and token[0] not in listed("per_head"):
            return None
    return None


def base_of_range(tokens: list[Token], edge: int, first: int, second: int) -> tuple[int, Direction | None] | None:
    """For 由A增至B: where 由 stands and the direction (None where only the values tell it); None for anything else."""
    start = next((i for i in range(first - 1, edge - 1, -1) if tokens[i][0] in _FROM), None)
    if start is None or any(t[1] in ",|" for t in tokens[start:first]):
        return None
    between = tokens[first + 1 : second]
    if any(t[1] in ",|DN" for t in between):
        return None
    reaches = [t for t in between if t[0][-1:] in ("到", "至", "为")]
    if not reaches:
        return None
    return start, rising_link(between)
