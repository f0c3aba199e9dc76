"""What a heading promises: concepts in its clauses, and the words that show each is told. Read `promises_in` first."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from analyzer.errors import ConfigurationError

CLAUSE = re.compile(r"[，,；;：:。 \u3000\n]")
PURPOSE = re.compile(
    r"^(?:不断|持续|有力|有效|切实|着力|全力|全面|进一步|努力|积极|以|为|让|使|助力|促进?|推动|推进|提升|提高|保障|服务|支撑|优化|营造|打造|构建|筑牢|夯实|确保|护航|激发|增强|树立|展现)"
)
QUOTED = re.compile(r"“[^”]{0,40}”|《[^》]{0,60}》")
ALLOWED = {"source", "checked", "concepts"}


@dataclass(frozen=True, slots=True)
class Promise:
    """A concept in a title (`start`, `end` inside the title) and the pattern that shows it is told."""

    concept: str
    start: int
    end: int
    told: re.Pattern[str]


@cache
def concepts() -> dict[str, re.Pattern[str]]:
    """Concept → what counts as told, the concept's own words among it. Raises `ConfigurationError` where the table is wrong."""
    text = (resources.files("analyzer") / "data" / "rules" / "promises.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    if set(table) != ALLOWED:
        raise ConfigurationError(
            f"promises.toml：键 {sorted(set(table) ^ ALLOWED)} 多余或缺少；应有：{', '.join(sorted(ALLOWED))}"
        )
    return {concept: re.compile(f"{told}|{re.escape(concept)}") for concept, told in table["concepts"].items()}


@cache
def _finder() -> re.Pattern[str]:
    longest_first = sorted(concepts(), key=len, reverse=True)
    return re.compile("|".join(re.escape(concept) for concept in longest_first))


def _object(clause: str) -> bool:
    """Whether a clause is nothing but 推进 or 加强 and one concept (推进审计监督): work done, no purpose."""
    thing = re.sub(r"^(?:持续|全面|着力|积极)?(?:推进|加强)", "", clause)
    return thing in concepts() or thing.removesuffix("监督").removesuffix("工作") in concepts()


def promises_in(title: str) -> list[Promise]:
    """The concepts of a title, the longest deciding; clauses after the first that only name a purpose are left out."""
    found, at = [], 0
    for number, clause in enumerate(CLAUSE.split(title)):
        start, at = at, at + len(clause) + 1
        if number and PURPOSE.match(clause) and not _object(clause):
            continue
        quoted = [(match.start(), match.end()) for match in QUOTED.finditer(clause)]
        for match in _finder().finditer(clause):
            if any(a <= match.start() < b for a, b in quoted if clause[a] == "《"):
                continue
            found.append(Promise(match[0], start + match.start(), start + match.end(), concepts()[match[0]]))
    return found
