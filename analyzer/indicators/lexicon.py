"""The word classes of naming, as data: `data/indicators/words.toml`. Front function: `load_lexicon`."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from analyzer.errors import ConfigurationError

__all__ = ["CLASSES", "Lexicon", "load_lexicon", "read_lexicon"]

# class in the file → letter of a token (see sentences.py)
CLASSES = {
    "act": "v", "act_or_noun": "w", "link": "l", "up": "g", "down": "g", "more_or_less": "g", "standard": "S", "aggregation": "a",
    "adverb": "d", "time": "T", "preposition": "p", "conjunction": "c", "modal": "m",
}  # fmt: skip
_OVERLAYS = ("measure", "self_reference")
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
