"""分别: values dealt out in order to the items of a list. Front functions: `dealt_numbers`, `deal`, `dealt_times`."""

from __future__ import annotations

from analyzer.indicators.lexicon import endings, listed
from analyzer.indicators.phrases import join, split_items
from analyzer.indicators.sentences import Token

__all__ = ["deal", "dealt_numbers", "dealt_times", "share_head"]


def share_head(items: list[list[Token]]) -> list[list[Token]]:
    """“即办件”和“全程网办”占比 → both with 占比: the items of a list whose last one alone has the head."""
    head = items[-1][-1:]
    return [item if item[-1][0].endswith(head[0][0]) else item + head for item in items]


def dealt_numbers(tokens: list[Token], numbers: list[int], at: int) -> int:
    """How many numbers from `at` on stand in one row of values: x、y和z, with nothing but links and growth verbs between."""
    count = 1
    while at + count < len(numbers):
        between = tokens[numbers[at + count - 1] + 1 : numbers[at + count]]
        if not between or not any(t[1] in "Dc," for t in between):
            break
        if any(t[1] not in "Dc,lgdaF" and t[0] not in ("左右", "以上", "以下", "以内") for t in between):
            break
        count += 1
    return count


def dealt_times(tokens: list[Token], numbers: list[int]) -> list[tuple[int, int]]:
    """2021年、2022年分别招录4名、6名: (mention of the number, mention of its year), in order."""
    mark = next((i for i, t in enumerate(tokens) if t[1] == "F"), None)
    if mark is None:
        return []
    times: list[int] = []
    place = mark - 1
    while place >= 0 and tokens[place][1] in "TDcdm,a":
        if tokens[place][1] == "T" and tokens[place][4] >= 0:
            times.insert(0, tokens[place][4])
        place -= 1
    first = next((at for at, number in enumerate(numbers) if number > mark), None)
    if first is None or len(times) < 2 or dealt_numbers(tokens, numbers, first) != len(times):
        return []
    return [(tokens[numbers[first + k]][4], time) for k, time in enumerate(times)]


def deal(words: list[Token], count: int) -> list[str] | None:
    """The names of the items, each with the head and the prefix that the list shares; None where the list has another length."""
    items = split_items(words)
    if len(items) != count and len(joined := split_items(words, "D")) == count:
        shared = joined[-1][-1][0].endswith(endings("heads"))
        return [join(item) for item in (share_head(joined) if shared else joined)]
    if len(items) != count:
        return _split_pair(words) if count == 2 and len(items) == 1 else None
    first, last = items[0], items[-1]
    head: list[Token] = []
    alike = next((i for i, t in enumerate(last[:-1]) if t[0] == first[-1][0]), None)
    if alike is not None:  # 先进制造业、高技术制造业增加值: what follows the like word is shared
        head = last[alike + 1 :]
    elif len(first) == 1 and len(last) > 1 and len(last[0][0]) == len(first[0][0]) and last[0][0][-1] == first[0][0][-1]:
        head = last[1:]  # 进口、出口整体通关时间
    elif _same_frame(items):
        head = last[1:]  # 城市、农村低保标准
    elif len(last) > 1 and last[-1][0].endswith(endings("heads")) and not first[-1][0].endswith(endings("heads")):
        head = last[-1:]
        while (
            len(last) > len(head) + 1
            and last[-len(head) - 1][0] in listed("before_heads")
            and last[-len(head) - 1][0] != first[-1][0]
        ):
            head = last[-len(head) - 1 :]
    acts = [item[0] for item in items]
    if (
        not head
        and last[1:]
        and last[-1][1] in "nQ"
        and all(t[1] in "vwo" for t in acts)
        and all(len(item) == 1 for item in items[:-1])
    ):
        head = last[1:]  # 取消、下放、调整行政权力事项
        return [join(item + head) for item in items[:-1]] + [join(last)]
    if not head and len(last) == 1 and (end := _shared_end(first, last)):
        return [join(item) + ("" if item is last else end) for item in items]
    own = len(last) - len(head)
    alike_ends = first[-1][0][-1] == last[-1][0][-1] or head
    prefix = first[: max(0, len(first) - own)] if own < len(first) and alike_ends else []
    if prefix and prefix[-1][1] == "u":
        prefix = prefix[:-1]
    elif prefix and prefix[-1][1] in "wo":
        prefix = []  # 生产安全事故起数、死亡人数: an act before a noun is one word with it
    names = [join(first + head) or "".join(t[0] for t in first)]  # 继续有效 is all adverbs
    for item in items[1:-1]:
        whole = head and not item[-1][0].endswith(endings("heads"))
        names.append(join(prefix + item + (head if whole else [])))
    names.append(join(prefix + last))
    return names


def _same_frame(items: list[list[Token]]) -> bool:
    """Whether single nouns stand before a last item that begins with a noun of their length and has a head behind it."""
    first, last = items[0][0], items[-1]
    return (
        len(last) > 2
        and all(len(item) == 1 for item in items[:-1])
        and first[1] == last[0][1] == "n"
        and len(first[0]) == len(last[0][0])
        and not first[0].endswith(endings("heads"))
        and last[-1][0].endswith(endings("heads"))
    )


def _shared_end(first: list[Token], last: list[Token]) -> str:
    """民事、行政、刑事案件: the head inside the last word that the first has not."""
    word = last[0][0]
    end = next((e for e in endings("heads") if len(e) > 1 and word.endswith(e) and len(word) > len(e)), "")
    return "" if first[-1][0].endswith(end) else end


def _split_pair(words: list[Token]) -> list[str] | None:
    """城乡居民收入 → 城镇居民收入, 农村居民收入: one word that names two."""
    whole = join(words)
    for pair in endings("pairs"):
        word, one, other = pair.split()
        if word in whole:
            return [whole.replace(word, one, 1), whole.replace(word, other, 1)]
    return None
