"""The data of the rules on wording, loaded once and checked: `terms`, `phrases`, `laws`, `usage`, `sounds`, `looks`, `counts`."""

from __future__ import annotations

import lzma
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from analyzer.errors import ConfigurationError

_DATA = files("analyzer") / "data" / "rules"
_FUZZY = (("zh", "z"), ("ch", "c"), ("sh", "s"))


def _lines(name: str) -> list[str]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


def _known_keys(name: str, row: dict[str, Any], allowed: set[str], needed: set[str]) -> None:
    unknown, missing = set(row) - allowed, needed - set(row)
    if unknown or missing:
        what = f"不认识 {'、'.join(sorted(unknown))}" if unknown else f"缺 {'、'.join(sorted(missing))}"
        raise ConfigurationError(f"{name}：{what}；可用：{'、'.join(sorted(allowed))}")


@cache
def terms() -> tuple[str, ...]:
    """Fixed terms of the field, four characters or more, the longest first."""
    table = _table("terms.toml")
    found: list[str] = []
    for group in table.values():
        _known_keys("terms.toml", group, {"terms"}, {"terms"})
        found += group["terms"]
    return tuple(sorted((term for term in set(found) if len(term) >= 4), key=lambda term: (-len(term), term)))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A set phrase: its members in order; `lost`: a member left out is a slip; `slot`: what each member looks like, so that
    another word in a member's place is seen; `also`: such words that are right.
    """

    members: tuple[str, ...]
    lost: bool = False
    slot: str = ""
    also: tuple[str, ...] = ()


@cache
def phrases() -> tuple[Phrase, ...]:
    """Set phrases whose members and order are fixed."""
    found = []
    for row in _table("phrases.toml")["phrase"]:
        _known_keys("phrases.toml", row, {"members", "lost", "slot", "also"}, {"members"})
        found.append(Phrase(tuple(row["members"]), bool(row.get("lost", False)), row.get("slot", ""), tuple(row.get("also", ()))))
    return tuple(found)


@cache
def laws() -> frozenset[str]:
    """Titles of national laws, regulations and party rules, short form (without 中华人民共和国), repealed ones included."""
    return frozenset(_lines("laws.txt"))


@dataclass(frozen=True, slots=True)
class Usage:
    """A wrong form with the neighbours that make it wrong, the right form, why, and the first year of which that holds (or 0)."""

    needles: tuple[str, ...]
    pattern: re.Pattern[str]
    right: str
    why: str
    sure: bool
    since: int = 0


@cache
def usage() -> tuple[Usage, ...]:
    """Pairs of words that are mistaken for each other, each with the neighbours that decide."""
    found = []
    for row in _table("usage.toml")["pair"]:
        _known_keys(
            "usage.toml", row, {"needles", "pattern", "right", "why", "sure", "since"}, {"needles", "pattern", "right", "why"}
        )
        pattern = re.compile(row["pattern"])
        sure, since = bool(row.get("sure", True)), int(row.get("since", 0))
        found.append(Usage(tuple(row["needles"]), pattern, row["right"], row["why"], sure, since))
    return tuple(found)


@cache
def _sounds() -> dict[str, frozenset[str]]:
    readings: dict[str, set[str]] = {}
    for line in _lines("sounds.txt"):
        syllable, characters = line.split("\t")
        for initial, plain in _FUZZY:
            if syllable.startswith(initial):
                syllable = plain + syllable[len(initial) :]
        syllable = re.sub(r"([aei])ng$", r"\1n", syllable)
        for character in characters:
            readings.setdefault(character, set()).add(syllable)
    return {character: frozenset(read) for character, read in readings.items()}


@cache
def _looks() -> dict[str, frozenset[str]]:
    alike: dict[str, set[str]] = {}
    for group in _lines("looks.txt"):
        for character in group:
            alike.setdefault(character, set()).update(group)
    return {character: frozenset(group) for character, group in alike.items()}


def sounds_alike(one: str, other: str) -> bool:
    """Whether two characters share a reading, tones and zh/z, ch/c, sh/s, -ng/-n aside."""
    table = _sounds()
    return not table.get(one, frozenset()).isdisjoint(table.get(other, frozenset()))


def looks_alike(one: str, other: str) -> bool:
    """Whether two characters are taken for each other by their form."""
    return other in _looks().get(one, frozenset())


def alike(one: str, other: str) -> bool:
    """Whether two characters sound or look alike."""
    return sounds_alike(one, other) or looks_alike(one, other)


@cache
def confusable(character: str) -> frozenset[str]:
    """The characters that sound or look like this one."""
    by_sound: set[str] = set()
    for syllable in _sounds().get(character, frozenset()):
        by_sound |= _by_syllable()[syllable]
    return frozenset((by_sound | _looks().get(character, frozenset())) - {character})


@cache
def _by_syllable() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for character, readings in _sounds().items():
        for syllable in readings:
            found.setdefault(syllable, set()).add(character)
    return found


@cache
def _weights() -> dict[int, dict[str, int]]:
    """The n-grams of each size with their weights."""
    tables: dict[int, dict[str, int]] = {2: {}, 3: {}, 4: {}}
    for line in lzma.decompress((_DATA / "ngrams.txt.xz").read_bytes()).decode("utf-8").splitlines():
        if line.startswith("#"):
            continue
        size, weight, joined = line.split("\t")
        step = int(size)
        tables[step].update(dict.fromkeys([joined[at : at + step] for at in range(0, len(joined), step)], int(weight)))
    for length, table in tables.items():
        for gram in {term[at : at + length] for term in terms() for at in range(len(term) - length + 1)}:
            table[gram] = max(table.get(gram, 0), TERM_WEIGHT)
    return tables


@cache
def counts() -> dict[str, int]:
    """Twice the binary logarithm of the count of each character n-gram (2 to 4) of the field; unseen ones are not in it."""
    found: dict[str, int] = {}
    for table in _weights().values():
        found.update(table)
    return found


@cache
def known(size: int) -> frozenset[str]:
    """The n-grams of one size that the field knows; a set of its own is twice as fast to ask as all counts."""
    return frozenset(_weights().get(size, ()))


TERM_WEIGHT = 8
"""What an n-gram of a listed term counts at least: as if seen sixteen times."""
