"""The closed lexicon of units and classifiers: which words make a numeral a quantity. Front function: `load_units`."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from typing import Any

from analyzer.errors import ConfigurationError

__all__ = ["Unit", "Units", "load_toml", "load_units"]

_DIMENSIONS = (
    "money", "length", "area", "volume", "weight", "power", "energy", "data", "temperature", "sound_and_frequency",
    "duration", "share", "person", "group_of_people", "matter", "meeting_and_act", "document", "place", "thing", "score",
)  # fmt: skip
_SECTIONS = {"meta", "compound", "same_as", "weak", "never_before", *_DIMENSIONS}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the lexicon has it: `scale` converts to the first unit of its dimension; None where nothing converts."""

    name: str
    dimension: str
    scale: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Units:
    """All units by name, and two patterns: `strong` behind any numeral, `any` also behind Arabic digits only."""

    by_name: dict[str, Unit]
    same_as: dict[str, str]
    weak: frozenset[str]
    strong: str
    any: str

    def name(self, surface: str) -> str:
        """The unit's name for a surface: without blanks, brackets full width, 个小时 → 小时."""
        if not surface.isalpha() or surface in self.same_as:
            surface = re.sub(r"\s|\x1f", "", surface).replace("(", "（").replace(")", "）").replace("％", "%")
        return self.same_as.get(surface, surface)

    def dimension(self, name: str) -> str | None:
        """The dimension of a unit, also of a compound (件次 → matter, 元/人 → money); None for what is no unit."""
        unit = self.by_name.get(name)
        if unit is None:
            unit = self.by_name.get(re.split(r"[/（每]|次$", name, maxsplit=1)[0])
        return None if unit is None else unit.dimension


def load_toml(name: str, allowed: Iterable[str]) -> dict[str, Any]:
    """One data file of this package, its top-level keys checked. Raises `ConfigurationError` that names the allowed keys."""
    text = resources.files("analyzer").joinpath("data", "numbers", name).read_text(encoding="utf-8")
    data = tomllib.loads(text)
    if unknown := set(data) - set(allowed):
        raise ConfigurationError(f"{name}：不认识的键 {'、'.join(sorted(unknown))}；可用的键：{'、'.join(sorted(allowed))}")
    if not {"source", "date"} <= set(data.get("meta", {})):
        raise ConfigurationError(f"{name}：[meta] 须写明 source 和 date")
    return data


@functools.cache
def load_units() -> Units:
    """The lexicon of `data/numbers/units.toml`, read once. Raises `ConfigurationError` where the file breaks its own rules."""
    data = load_toml("units.toml", _SECTIONS)
    by_name: dict[str, Unit] = {}
    for unit in _read_groups(data):
        if unit.name in by_name:
            raise ConfigurationError(f"units.toml：“{unit.name}”在 {by_name[unit.name].dimension} 和 {unit.dimension} 中重复")
        by_name[unit.name] = unit
    weak = frozenset(data["weak"]["units"])
    for known in (weak, data["never_before"], data["same_as"]):
        if strange := [u for u in known if u not in by_name]:
            raise ConfigurationError(f"units.toml：“{'、'.join(strange)}”不在任何一组单位中")
    blocked = data["never_before"]
    alone = [name for name in data["compound"]["before_times"] if name not in by_name]  # 证次, where 证 counts nothing
    strong = _pattern([u for u in by_name if u not in weak], blocked, data["compound"], alone)
    return Units(
        by_name,
        data["same_as"],
        weak,
        strong,
        _pattern(
            list(by_name),
            {u: b for u, b in blocked.items() if u in weak or u in data["weak"]["blocked_anyway"]},
            data["compound"],
            alone,
        ),
    )


def _read_groups(data: dict[str, Any]) -> Iterator[Unit]:
    for dimension in _DIMENSIONS:
        group = data[dimension]
        if unknown := set(group) - {"scale", "plain"}:
            raise ConfigurationError(f"units.toml [{dimension}]：不认识的键 {unknown}；可用的键：scale、plain")
        for name, scale in group.get("scale", {}).items():
            yield Unit(name, dimension, Decimal(scale))
        for name in group.get("plain", ()):
            yield Unit(name, dimension)


def _pattern(names: list[str], blocked: dict[str, str], compound: dict[str, list[str]], alone: list[str]) -> str:
    """One alternation, grouped by first character so that few branches are tried; longest first within a group.

    `alone`: what is a unit with 次 behind it and none by itself.
    """
    times = set(compound["before_times"])
    inside = "|".join(sorted(map(re.escape, compound["in_brackets"]), key=lambda u: (-len(u), u)))
    groups: dict[str, list[str]] = {}
    for name in alone:
        groups.setdefault(name[0], []).append(f"{re.escape(name[1:])}次(?![要生数])")
    for name in names:
        rest = re.escape(name[1:])
        if name in times:
            groups.setdefault(name[0], []).append(f"{rest}次(?![要生数])")
        after = "" if name not in blocked else f"(?!{blocked[name]})"
        if name.isascii() and name[-1].isalpha():
            after = "(?![A-Za-z])"
        groups.setdefault(name[0], []).append(rest + after)
    branches = []
    for first in sorted(groups):
        tails = sorted(groups[first], key=lambda t: (-len(t.split("(?!")[0]), t))
        branches.append(f"{re.escape(first)}(?:{'|'.join(tails)})" if tails != [""] else re.escape(first))
    per = "|".join(sorted(map(re.escape, compound["per"]), key=lambda u: (-len(u), u)))
    return f"(?:{'|'.join(branches)})(?:\\((?:{inside})\\))?(?:[/／](?:{per})(?![A-Za-z])){{0,2}}"
