"""The domain's words, as data: `data/segmentation/words.toml`. Front function: `load_words`."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any

from analyzer.errors import ConfigurationError

__all__ = ["load_words", "read_words"]

_GROUP_KEYS = {"about", "source", "date", "checked", "tag", "words"}
_TAGS = {"n", "v", "vn", "nz"}


@functools.cache
def load_words() -> tuple[tuple[str, str], ...]:
    """(word, tag) of the built-in dictionary, in the order of the file."""
    file = resources.files("analyzer") / "data" / "segmentation" / "words.toml"
    return read_words(file.read_text(encoding="utf-8"), "words.toml")


def read_words(source: str, name: str) -> tuple[tuple[str, str], ...]:
    """Parse and check a dictionary. Raises `ConfigurationError`, naming the group, for anything that does not fit."""
    data: dict[str, Any] = tomllib.loads(source)
    if unknown := set(data) - {"group"}:
        raise ConfigurationError(f"{name}：不认识的键 {sorted(unknown)}；可用：group")
    seen: dict[str, str] = {}
    for group in data.get("group", []):
        about = group.get("about", "?")
        if unknown := set(group) ^ _GROUP_KEYS:
            raise ConfigurationError(f"{name}，“{about}”：缺少或不认识的键 {sorted(unknown)}；须有：{sorted(_GROUP_KEYS)}")
        if group["tag"] not in _TAGS:
            raise ConfigurationError(f"{name}，“{about}”：词性 {group['tag']} 不可用；可用：{sorted(_TAGS)}")
        for word in group["words"]:
            if word in seen or len(word) < 2:
                raise ConfigurationError(f"{name}，“{about}”：“{word}”重复或太短")
            seen[word] = group["tag"]
    return tuple(seen.items())
