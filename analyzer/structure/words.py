"""The lexicon of headings' ends and texts' beginnings (`data/structure/title_words.toml`), loaded once and checked."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from analyzer.errors import ConfigurationError

_TABLES = {"subjects": "patterns", "openings": "words", "verbs": "words", "ends": "words", "never_last": "words"}


@dataclass(frozen=True, slots=True)
class TitleWords:
    """`subjects`, `openings`, `verbs`: how the text after a heading begins; `ends`, `never_last`: how a heading ends or cannot."""

    subjects: re.Pattern[str]
    openings: frozenset[str]
    verbs: frozenset[str]
    ends: tuple[str, ...]
    never_last: frozenset[str]


@cache
def title_words() -> TitleWords:
    """The shipped lexicon. Raises `ConfigurationError` where the file does not fit its schema."""
    return parse_title_words(files("analyzer").joinpath("data/structure/title_words.toml").read_text(encoding="utf-8"))


def parse_title_words(source: str) -> TitleWords:
    """A lexicon from TOML text. Raises `ConfigurationError` with the keys that are allowed."""
    data = tomllib.loads(source)
    if set(data) != set(_TABLES):
        raise ConfigurationError(f"title_words.toml 只能且必须有这些表：{'、'.join(_TABLES)}；实有：{'、'.join(data)}")
    for table, key in _TABLES.items():
        if set(data[table]) != {"why", key} or not all(isinstance(word, str) and word for word in data[table][key]):
            raise ConfigurationError(f"title_words.toml 的 [{table}] 只能且必须有 why 和 {key}（非空字符串的列表）")
        if len(set(data[table][key])) != len(data[table][key]):
            raise ConfigurationError(f"title_words.toml 的 [{table}] 有重复的词")
    return TitleWords(
        subjects=re.compile("|".join(data["subjects"]["patterns"])),
        openings=frozenset(data["openings"]["words"]),
        verbs=frozenset(data["verbs"]["words"]),
        ends=tuple(data["ends"]["words"]),
        never_last=frozenset(data["never_last"]["words"]),
    )
