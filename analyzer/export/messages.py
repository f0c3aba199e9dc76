"""Every word that the program itself says to people, in Chinese or English: `data/messages.toml`.

The texts of findings and reading errors are written where they arise and stay Chinese in both languages, as the reports do.
"""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files

from analyzer.errors import ConfigurationError

LANGUAGES = ("zh", "en")
_chosen = ["zh"]


def set_language(language: str) -> None:
    """Speak this language from now on. Raises `ConfigurationError` for one that is not in `LANGUAGES`."""
    if language not in LANGUAGES:
        raise ConfigurationError(f"--lang “{language}” 不认识；可用：{'、'.join(LANGUAGES)}")
    _chosen[0] = language


def get_language() -> str:
    """The language spoken now."""
    return _chosen[0]


@functools.cache
def catalogue() -> dict[str, dict[str, str]]:
    """All messages: key → language → text. Raises `ConfigurationError` for an entry without exactly these languages."""
    raw = tomllib.loads((files("analyzer") / "data" / "messages.toml").read_text(encoding="utf-8"))
    flat: dict[str, dict[str, str]] = {}
    for group, entries in raw.items():
        if group == "provenance":
            continue
        for name, texts in entries.items():
            if set(texts) != set(LANGUAGES):
                raise ConfigurationError(f"messages.toml [{group}] {name}：须有且只有 {'、'.join(LANGUAGES)}")
            flat[f"{group}.{name}"] = texts
    return flat


def message(key: str, /, **values: object) -> str:
    """The text of that key in the chosen language, with its `{names}` filled in."""
    text = catalogue()[key][_chosen[0]]
    return text.format(**values) if values else text


def has_message(key: str) -> bool:
    """Whether the catalogue knows the key (part ids of a local profile are not in it)."""
    return key in catalogue()
