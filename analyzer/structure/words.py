"""What words tell of where a heading ends: word classes written by hand, and counts (`data/structure/`), loaded once, checked.

A word's figure says how much oftener it begins (or ends) a clause than chance would have it; a word without a figure gets its
class's, then its tag's.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from analyzer.errors import ConfigurationError

_TABLES = {
    "subjects": "patterns",
    "outline": "patterns",
    "openings": "words",
    "verbs": "words",
    "ends": "words",
    "never_last": "words",
}
_OPENING, _VERB, _END, _NEVER, _UNKNOWN = 1.5, 1.0, 1.0, -3.0, 0.7
_NUMERAL = re.compile("[0-9.]+")
_AND = "(?:和|及|以及|与|暨|、|，)"


@dataclass(frozen=True, slots=True)
class TitleWords:
    """`outline`: whole headings of the usual parts; `subjects`, `openings`, `verbs`: how the text after a heading begins;
    `ends`, `never_last`: how a heading ends or cannot.
    """

    subjects: re.Pattern[str]
    outline: re.Pattern[str]
    openings: frozenset[str]
    verbs: frozenset[str]
    ends: tuple[str, ...]
    never_last: frozenset[str]

    def begins(self, word: str, tag: str) -> float:
        """How well a text begins with this word."""
        known = junctures().begins.get(_without_figures(word))
        if word in self.openings:
            return max(_OPENING, known or 0.0)
        if word in self.verbs:
            return max(_VERB, known or 0.0)
        return junctures().tag_begins.get(tag, 0.0) * _UNKNOWN if known is None else known

    def closes(self, word: str, tag: str) -> float:
        """How well a heading ends with this word."""
        if word in self.never_last:
            return _NEVER
        known = junctures().closes.get(_without_figures(word))
        if word.endswith(self.ends):
            return max(_END, known or 0.0)
        return junctures().tag_closes.get(tag, 0.0) * _UNKNOWN if known is None else known


def _without_figures(word: str) -> str:
    """The word as the counts have it, every numeral a 0."""
    return word if word.isalpha() else _NUMERAL.sub("0", word)


@dataclass(frozen=True, slots=True)
class Junctures:
    """Figures by word and by tag."""

    begins: Mapping[str, float]
    closes: Mapping[str, float]
    tag_begins: Mapping[str, float]
    tag_closes: Mapping[str, float]


@cache
def title_words() -> TitleWords:
    """The shipped word classes. Raises `ConfigurationError` where the file does not fit its schema."""
    return parse_title_words(files("analyzer").joinpath("data/structure/title_words.toml").read_text(encoding="utf-8"))


@cache
def junctures() -> Junctures:
    """The shipped counts."""
    return parse_junctures(files("analyzer").joinpath("data/structure/junctures.txt").read_text(encoding="utf-8"))


def parse_junctures(source: str) -> Junctures:
    """Counts from lines "word begins ends". Raises `ConfigurationError` with the line."""
    words: tuple[dict[str, float], dict[str, float]] = {}, {}
    tags: tuple[dict[str, float], dict[str, float]] = {}, {}
    for number, line in enumerate(source.splitlines(), 1):
        where = tags if line.startswith("#tag ") else words
        if not line or (line.startswith("#") and where is words):
            continue
        try:
            word, begins, closes = line.removeprefix("#tag ").split(" ")
            known = word in where[0]
            where[0][word], where[1][word] = float(begins), float(closes)
        except ValueError:
            raise ConfigurationError(f"junctures.txt 第{number}行应为“词 起句值 收句值”：{line}") from None
        if known:
            raise ConfigurationError(f"junctures.txt 第{number}行重复：{word}")
    return Junctures(*words, *tags)


def parse_title_words(source: str) -> TitleWords:
    """Word classes from TOML text. Raises `ConfigurationError` with the keys that are allowed."""
    data = tomllib.loads(source)
    if set(data) != set(_TABLES):
        raise ConfigurationError(f"title_words.toml 只能且必须有这些表：{'、'.join(_TABLES)}；实有：{'、'.join(data)}")
    for table, key in _TABLES.items():
        if set(data[table]) != {"why", key} or not all(isinstance(word, str) and word for word in data[table][key]):
            raise ConfigurationError(f"title_words.toml 的 [{table}] 只能且必须有 why 和 {key}（非空字符串的列表）")
        if len(set(data[table][key])) != len(data[table][key]):
            raise ConfigurationError(f"title_words.toml 的 [{table}] 有重复的词")
    outline = "|".join(data["outline"]["patterns"])
    if "(?!" in outline or "$" in outline:  # a beginning of a text that is a heading must be one with the text behind it too
        raise ConfigurationError("title_words.toml 的 [outline] 不能用 (?! 和 $")
    return TitleWords(
        subjects=re.compile("|".join(data["subjects"]["patterns"])),
        outline=re.compile(f"(?:{outline})(?:{_AND}(?:{outline}))?"),  # two parts under one heading
        openings=frozenset(data["openings"]["words"]),
        verbs=frozenset(data["verbs"]["words"]),
        ends=tuple(data["ends"]["words"]),
        never_last=frozenset(data["never_last"]["words"]),
    )
