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


@dataclass(frozen=True, slots=True)
class _OfUnit:
    """What can be meant where a value has this unit: cues, the longest first, and names by their bigrams (gram → row, count)."""

    cues: tuple[tuple[tuple[str, ...], CatalogueEntry], ...]
    names: tuple[tuple[CatalogueEntry, int], ...]
    grams: dict[str, list[tuple[int, int]]]


@functools.lru_cache(maxsize=4096)
def _of_unit(unit: str) -> _OfUnit:
    """The catalogue as one unit sees it: half of an extraction was spent on asking entries that the unit rules out."""
    entries = [entry for entry in load_catalogue() if unit in entry.units]
    cues = [(cue, entry) for entry in entries for cue in entry.cues]
    cues.sort(key=lambda row: -sum(map(len, row[0])))
    names: list[tuple[CatalogueEntry, int]] = []
    grams: dict[str, list[tuple[int, int]]] = {}
    for entry in entries:
        for alias in (entry.name, *entry.aliases):
            for gram, count in _bigrams(alias).items():
                grams.setdefault(gram, []).append((len(names), count))
            names.append((entry, len(alias) - 1))
    return _OfUnit(tuple(cues), tuple(names), grams)


def _excluded(entry: CatalogueEntry, name: str) -> bool:
    return any(word in name for word in entry.excludes)


@functools.lru_cache(maxsize=20_000)
def match_catalogue(name: str, unit: str | None) -> CatalogueEntry | None:
    """The catalogue's entry for a name (subject and name together) and a unit, or None."""
    known = _of_unit(unit or "")
    for cue, entry in known.cues:
        if cue[0] in name and all(word in name for word in cue) and not _excluded(entry, name):
            return entry
    return _nearest(name, known) if known.names else None


def _nearest(name: str, known: _OfUnit) -> CatalogueEntry | None:
    common: Counter[int] = Counter()
    for gram, count in _bigrams(name).items():
        for row, other in known.grams.get(gram, ()):
            common[row] += min(count, other)
    scores: dict[str, float] = {}
    entries: dict[str, CatalogueEntry] = {}
    for row, shared in common.items():
        entry, size = known.names[row]
        likeness = 2 * shared / (len(name) - 1 + size)
        if likeness > scores.get(entry.id, 0.0) and not _excluded(entry, name):
            scores[entry.id], entries[entry.id] = likeness, entry
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < NEAR or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < LEAD):
        return None
    return entries[ranked[0][0]]
