"""The recurring indicators by id (`data/indicators/catalogue.toml`). Front functions: `load_catalogue`, `match_catalogue`.

Exact cues come first (all words of a cue in the name, the longest cue wins), then the nearest name by character bigrams, where it
is near enough (`NEAR`) and clearly nearer than the next id. What fits neither keeps its own name and has no id.
"""

from __future__ import annotations

import functools
import tomllib
from collections import Counter
from dataclasses import dataclass
from importlib import resources
from typing import Any

from analyzer.errors import ConfigurationError

__all__ = ["GROUPS", "NEAR", "CatalogueEntry", "load_catalogue", "match_catalogue", "read_catalogue"]

NEAR = 0.7
"""Least likeness of bigrams (Dice). With each alias left out in turn, .96 of those that near are right at .7, .88 at .6."""
LEAD = 0.08
"""By so much the nearest id must be nearer than the next."""
GROUPS = ("leadership", "decision", "licensing", "enforcement", "disputes", "publicity", "others")
_POLARITIES = ("up", "down", "none")
_KEYS = {"id", "name", "group", "polarity", "units", "cues", "aliases", "excludes"}


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One recurring indicator. `cues` are tuples of words that must all stand in a name; `polarity` says what is better."""

    id: str
    name: str
    group: str
    polarity: str
    units: frozenset[str]
    cues: tuple[tuple[str, ...], ...]
    aliases: tuple[str, ...]
    excludes: tuple[str, ...]


@functools.cache
def load_catalogue() -> tuple[CatalogueEntry, ...]:
    """The built-in catalogue, in the order of the file."""
    file = resources.files("analyzer") / "data" / "indicators" / "catalogue.toml"
    return read_catalogue(file.read_text(encoding="utf-8"), "catalogue.toml")


def read_catalogue(source: str, name: str) -> tuple[CatalogueEntry, ...]:
    """Parse and check a catalogue. Raises `ConfigurationError`: unknown keys, groups, a doubled id or cue."""
    data: dict[str, Any] = tomllib.loads(source)
    if wrong := set(data) - {"source", "date", "indicator"}:
        raise ConfigurationError(f"{name}：不认识的键 {sorted(wrong)}；可用：source、date、indicator")
    entries: list[CatalogueEntry] = []
    ids: set[str] = set()
    cues: dict[str, str] = {}
    for row in data.get("indicator", []):
        label = row.get("id", "?")
        if wrong := set(row) ^ _KEYS:
            raise ConfigurationError(f"{name}，{label}：缺少或不认识的键 {sorted(wrong)}；须有：{sorted(_KEYS)}")
        if row["group"] not in GROUPS or row["polarity"] not in _POLARITIES:
            raise ConfigurationError(f"{name}，{label}：group 须为 {GROUPS} 之一，polarity 须为 {_POLARITIES} 之一")
        if label in ids:
            raise ConfigurationError(f"{name}：id {label} 重复")
        ids.add(label)
        for cue in row["cues"]:
            if cue in cues:
                raise ConfigurationError(f"{name}：“{cue}”同时在 {cues[cue]} 和 {label}")
            cues[cue] = label
        parts = tuple(tuple(cue.split("+")) for cue in row["cues"])
        units = frozenset(row["units"])
        entries.append(
            CatalogueEntry(
                label, row["name"], row["group"], row["polarity"], units, parts, tuple(row["aliases"]), tuple(row["excludes"])
            )
        )
    return tuple(entries)


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


@functools.cache
def _alias_bigrams() -> tuple[tuple[CatalogueEntry, Counter[str], int], ...]:
    rows = []
    for entry in load_catalogue():
        for alias in (entry.name, *entry.aliases):
            grams = _bigrams(alias)
            rows.append((entry, grams, sum(grams.values())))
    return tuple(rows)


def _allowed(entry: CatalogueEntry, name: str, unit: str) -> bool:
    return unit in entry.units and not any(word in name for word in entry.excludes)


@functools.lru_cache(maxsize=20_000)
def match_catalogue(name: str, unit: str | None) -> CatalogueEntry | None:
    """The catalogue's entry for a name (subject and name together) and a unit, or None."""
    best: CatalogueEntry | None = None
    length = 0
    for entry in load_catalogue():
        for cue in entry.cues:
            size = sum(len(word) for word in cue)
            if size > length and all(word in name for word in cue) and _allowed(entry, name, unit or ""):
                best, length = entry, size
    return best if best is not None else _nearest(name, unit or "")


def _nearest(name: str, unit: str) -> CatalogueEntry | None:
    grams = _bigrams(name)
    total = sum(grams.values())
    scores: dict[str, float] = {}
    entries: dict[str, CatalogueEntry] = {}
    for entry, other, size in _alias_bigrams():
        if not _allowed(entry, name, unit):
            continue
        common = sum((grams & other).values())
        likeness = 2 * common / (total + size) if common else 0.0
        if likeness > scores.get(entry.id, 0.0):
            scores[entry.id], entries[entry.id] = likeness, entry
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < NEAR or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < LEAD):
        return None
    return entries[ranked[0][0]]
