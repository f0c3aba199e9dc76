"""The words of naming, as data. Front functions: `load_lexicon` (classes: words.toml), `listed`, `endings` (lists.toml)."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from analyzer.errors import ConfigurationError

__all__ = ["CLASSES", "LISTS", "Lexicon", "endings", "listed", "load_lexicon", "read_lexicon", "read_lists"]

# class in the file → letter of a token (see sentences.py)
CLASSES = {
    "act": "v", "act_or_noun": "w", "link": "l", "up": "g", "down": "g", "more_or_less": "g", "standard": "S", "aggregation": "a",
    "adverb": "d", "time": "T", "preposition": "p", "conjunction": "c", "modal": "m",
}  # fmt: skip
_OVERLAYS = ("measure", "self_reference")
LISTS = (
    "durations",
    "time_measures",
    "own_points",
    "never_measured",
    "age_words",
    "idiom_before",
    "attribute_bounds",
    "event_classifiers",
    "topical_rates",
    "localizers",
    "bounds",
    "general_nouns",
    "own_body",
    "trailing",
    "heads",
    "before_heads",
    "causative",
    "done_not_changed",
    "amount_ends",
    "containing",
    "growth_names",
    "adjectives",
    "pairs",
    "occasions",
    "measure_units",
    "growth_modifiers",
    "person_traits",
    "act_before_noun",
    "score_words",
    "grades",
    "manners",
    "person_outcomes",
    "per_head",
    "stocks",
    "documents",
    "growth_words",
    "dealing_acts",
    "rate_adverbs",
    "actors",
    "levels",
    "converted",
    "half_before",
    "held_before",
    "left_over",
    "averages",
)
"""The lists of `lists.toml`, each with one use."""
_KEYS = {"about", "source", "date", "words"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`letters` maps a word to its class; the other sets are finer distinctions among them or among nouns."""

    letters: dict[str, str]
    up: frozenset[str]
    down: frozenset[str]
    more_or_less: frozenset[str]
    measures: frozenset[str]
    self_references: frozenset[str]


@functools.cache
def load_lexicon() -> Lexicon:
    """The built-in word classes."""
    file = resources.files("analyzer") / "data" / "indicators" / "words.toml"
    return read_lexicon(file.read_text(encoding="utf-8"), "words.toml")


def read_lexicon(source: str, name: str) -> Lexicon:
    """Parse and check the word classes. Raises `ConfigurationError`: unknown class or key, a word in two classes."""
    data: dict[str, Any] = tomllib.loads(source)
    wanted = {*CLASSES, *_OVERLAYS}
    if wrong := set(data) ^ wanted:
        raise ConfigurationError(f"{name}：缺少或不认识的词类 {sorted(wrong)}；须有：{sorted(wanted)}")
    letters: dict[str, str] = {}
    home: dict[str, str] = {}
    for group, content in data.items():
        if wrong := set(content) ^ _KEYS:
            raise ConfigurationError(f"{name}，[{group}]：缺少或不认识的键 {sorted(wrong)}；须有：{sorted(_KEYS)}")
        if len(set(content["words"])) < len(content["words"]):
            raise ConfigurationError(f"{name}，[{group}]：有重复的词")
        if group in _OVERLAYS:
            continue
        for word in content["words"]:
            if word in home:
                raise ConfigurationError(f"{name}：“{word}”同时在 [{home[word]}] 和 [{group}]")
            home[word], letters[word] = group, CLASSES[group]
    return Lexicon(
        letters,
        frozenset(data["up"]["words"]),
        frozenset(data["down"]["words"]),
        frozenset(data["more_or_less"]["words"]),
        frozenset(data["measure"]["words"]),
        frozenset(data["self_reference"]["words"]),
    )


@functools.cache
def _load_lists() -> dict[str, tuple[str, ...]]:
    file = resources.files("analyzer") / "data" / "indicators" / "lists.toml"
    return read_lists(file.read_text(encoding="utf-8"), "lists.toml")


def read_lists(source: str, name: str) -> dict[str, tuple[str, ...]]:
    """Parse and check the lists. Raises `ConfigurationError`: a list missing or unknown, a wrong key, a doubled word."""
    data: dict[str, Any] = tomllib.loads(source)
    wanted = {"source", "date", *LISTS}
    if wrong := set(data) ^ wanted:
        raise ConfigurationError(f"{name}：缺少或不认识的词表 {sorted(wrong)}；须有：{sorted(wanted)}")
    lists: dict[str, tuple[str, ...]] = {}
    for group in LISTS:
        content = data[group]
        if wrong := set(content) ^ {"about", "words"}:
            raise ConfigurationError(f"{name}，[{group}]：缺少或不认识的键 {sorted(wrong)}；须有：about、words")
        lists[group] = tuple(content["words"])
        if len(set(lists[group])) < len(lists[group]):
            raise ConfigurationError(f"{name}，[{group}]：有重复的词")
    return lists


@functools.cache
def listed(name: str) -> frozenset[str]:
    """A list as a set."""
    return frozenset(_load_lists()[name])


@functools.cache
def endings(name: str) -> tuple[str, ...]:
    """A list as the beginnings or ends of words (`str.endswith`)."""
    return _load_lists()[name]
