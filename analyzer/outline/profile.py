"""Outline profiles: what a kind of report must contain, as TOML that a clerk can copy and edit.

Read `Profile` first (what can be said), then `load_profile` (name or file → Profile), then `choose_profile`. Reading the file
and its errors with line numbers are in `profile_file.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from analyzer.errors import ConfigurationError
from analyzer.model import Document, Metadata
from analyzer.outline.profile_file import ProfileFile, read_profile_file

LEVELS = ("error", "warning", "info", "off")
ROLES = ("measures", "shortcomings", "leader_duties", "plan", "plain")
DATE = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


_GROUPS = re.compile(r"\\[1-9]|\(\?[A-Za-z(]")
"""A pattern that cannot stand beside others: a reference to a group, a named group, a flag, a condition."""
RuleLevels = tuple[tuple[str, str], ...]
"""(code or prefix of codes, level)"""


@lru_cache(maxsize=4096)
def level_in(levels: RuleLevels, code: str) -> str | None:
    """The level that is set for a rule, or None; the longest prefix decides."""
    fitting = [pair for pair in levels if code.startswith(pair[0])]
    return max(fitting, key=lambda pair: len(pair[0]))[1] if fitting else None


@dataclass(frozen=True, slots=True)
class Cue:
    """Words (a regular expression) that point to a part, and how strongly. From 2 on one cue in a heading is enough."""

    pattern: str
    weight: float

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern, compiled once per process."""
        return compiled(self.pattern)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of a profile, compiled once per process."""
    return re.compile(pattern)


def any_of(cues: tuple[Cue, ...]) -> re.Pattern[str] | None:
    """One pattern that matches where one of the cues does; None where they cannot be joined (they name or count their groups)."""
    patterns = [cue.pattern for cue in cues]
    if any(_GROUPS.search(pattern) for pattern in patterns):
        return None
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """Something a part must speak of: `name` for people, `words` a regular expression that shows it is told."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSpec:
    """One part of the outline.

    `role` says which of the built-in ways of reading fits (ROLES). `cues` are looked for in headings, `not_cues` make a heading
    unfit, `body_cues` open a passage told without a heading. `min_characters`: under it the part is weak. `table`: the part
    is mostly a table, so that little text is no fault. `thematic`: may be told by headings that name only topics.
    """

    id: str
    title: str
    role: str = "plain"
    required: bool = True
    cues: tuple[Cue, ...] = ()
    not_cues: tuple[str, ...] = ()
    body_cues: tuple[Cue, ...] = ()
    min_characters: int = 0
    elements: tuple[Element, ...] = ()
    advice: str = ""
    table: bool = False
    thematic: bool = False

    def __hash__(self) -> int:
        """By the id alone, since parts are keys of caches."""
        return hash(self.id)

    @property
    def heading_cues(self) -> re.Pattern[str] | None:
        """All `cues` as one pattern: most headings speak of one part, and each cue of the others need not be asked."""
        return _heading_cues(self)

    @property
    def opening_cues(self) -> re.Pattern[str] | None:
        """All `body_cues` as one pattern."""
        return _opening_cues(self)


@lru_cache(maxsize=256)
def _heading_cues(part: PartSpec) -> re.Pattern[str] | None:
    return any_of(part.cues)


@lru_cache(maxsize=256)
def _opening_cues(part: PartSpec) -> re.Pattern[str] | None:
    return any_of(part.body_cues)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A required outline and everything a notice can change about it.

    `orders`: accepted orders of part ids; empty: any order. `plan_offset`: the plan's year minus the year told about.
    `deadlines`: MM-DD in the year after the one told about; a report is late from that day on (keys `report`, `publish`).
    `rule_levels`: rule code or prefix → error, warning, info or off. `ignores`: file pattern → rules not to apply to it.
    """

    name: str
    title: str
    source: str = ""
    checked: str = ""
    titles: tuple[str, ...] = ()
    not_titles: tuple[str, ...] = ()
    parts: tuple[PartSpec, ...] = ()
    orders: tuple[tuple[str, ...], ...] = ()
    plan_offset: int = 1
    deadlines: tuple[tuple[str, str], ...] = ()
    recipients: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    template_headings: tuple[str, ...] = ()
    rule_levels: RuleLevels = ()
    ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def level_of(self, code: str) -> str | None:
        """The level that the profile sets for a rule (error, warning, info, off), or None; the longest prefix decides."""
        return level_in(self.rule_levels, code)

    def part(self, part_id: str) -> PartSpec | None:
        """The part of that id, or None."""
        return next((part for part in self.parts if part.id == part_id), None)

    def title_of(self, part_id: str) -> str:
        """The name of a part for people; the id itself where the profile has no such part."""
        part = self.part(part_id)
        return part.title if part is not None else part_id

    def fits(self, title: str) -> bool:
        """Whether a report of this title is of this kind."""
        squeezed = re.sub(r"\s", "", title)
        if any(compiled(pattern).search(squeezed) for pattern in self.not_titles):
            return False
        return any(compiled(pattern).search(squeezed) for pattern in self.titles)


PROFILE_KEYS = (
    "name", "title", "extends", "source", "checked", "plan_offset", "recipients", "indicators", "template_headings",
    "drop_parts", "match", "deadlines", "rule_levels", "ignores", "order", "parts",
)  # fmt: skip
PART_KEYS = (
    "id", "title", "role", "required", "cues", "not_cues", "body_cues", "min_characters", "elements",
    "advice", "table", "thematic",
)  # fmt: skip


@cache
def profile_names() -> tuple[str, ...]:
    """The profiles that are shipped, the order in which `auto` tries them."""
    folder = resources.files("analyzer") / "data" / "profiles"
    names = sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))
    first = ["information_disclosure", "work_report", "law_based_government"]
    return tuple([name for name in first if name in names] + [name for name in names if name not in first])


def load_profile(wanted: str | Path) -> Profile:
    """A shipped profile by name, or a .toml file. Raises `ConfigurationError`, naming file, line, key and allowed values."""
    text = str(wanted)
    if text in profile_names():
        return _shipped(text)
    path = Path(text)
    if not path.is_file():
        names = "、".join(profile_names())
        raise ConfigurationError(f"没有 profile “{text}”；可用：{names}，或一个 .toml 文件")
    return _build(read_profile_file(path), ())


def profile_text(name: str) -> str:
    """The commented TOML of a shipped profile, to be copied and edited. Raises `ConfigurationError` for an unknown name."""
    if name not in profile_names():
        raise ConfigurationError(f"没有 profile “{name}”；可用：{'、'.join(profile_names())}")
    return (resources.files("analyzer") / "data" / "profiles" / f"{name}.toml").read_text(encoding="utf-8")


@cache
def _shipped(name: str) -> Profile:
    return _build(_shipped_file(name), ())


def _shipped_file(name: str) -> ProfileFile:
    return ProfileFile.parse(f"{name}.toml", profile_text(name))


AUTO_ORDER = ("information_disclosure", "work_report", "law_based_government")
"""The kinds of report that `auto` tries, the most particular title first; local profiles are chosen by people only."""


OPENING = re.compile(r"如下(?=[：:。，,\s]|$)")
QUOTED = re.compile(r"《[^《》]{0,120}》|[（(][^（()）]{0,40}[）)]")
BEFORE = 500
"""So many characters before 如下 are asked what is reported."""


def choose_profile(wanted: str, metadata: Metadata, document: Document | None = None) -> Profile | None:
    """The profile of that name or file, or with "auto" the one that fits the title; None where none fits.

    Where a text has no title, the words that open it (现将……情况报告如下) and then the file's name are asked.
    Raises `ConfigurationError` for a profile that does not exist or is wrong; never with "auto".
    """
    if wanted != "auto":
        return load_profile(wanted)
    for hint in _hints(metadata, document):
        for name in AUTO_ORDER:
            profile = _shipped(name)
            if profile.fits(hint):
                return profile
    return None


def _hints(metadata: Metadata, document: Document | None) -> Iterator[str]:
    """What may tell the kind of report, the surest first; nothing but the title where there is one."""
    if metadata.title:
        yield metadata.title
        return
    if document is not None:
        for match in OPENING.finditer(document.folded, 0, 3000):
            yield QUOTED.sub("", document.folded[max(0, match.start() - BEFORE) : match.end()])
        if not document.file.startswith("<"):
            yield Path(document.file).stem


# ---------- TOML → Profile


def _build(file: ProfileFile, seen: tuple[str, ...]) -> Profile:
    """Check a file and build the profile, on top of the one it extends."""
    table = file.table
    file.check_keys(table, PROFILE_KEYS, ())
    base = _base(file, seen)
    match = file.subtable("match", ("titles", "not_titles"))
    deadlines = file.subtable("deadlines", ("report", "publish"))
    order = file.subtable("order", ("accepted",))
    for key, value in deadlines.items():
        if not isinstance(value, str) or not DATE.fullmatch(value):
            raise file.error(("deadlines", key), f"应为 月-日，如 “03-01”，而不是 {value!r}")
    parts = _parts(file, base)
    ids = tuple(part.id for part in parts)
    orders = tuple(tuple(row) for row in order["accepted"]) if "accepted" in order else (base.orders if base else ())
    for number, row in enumerate(orders):
        for part_id in row:
            if part_id not in ids:
                raise file.error(
                    ("order", "accepted"), f"第 {number + 1} 种次序里的 “{part_id}” 不是部分；可用：{', '.join(ids)}"
                )
    return Profile(
        name=file.string("name", required=True),
        title=file.string("title", default=base.title if base else "") or file.string("name", required=True),
        source=file.string("source", default=base.source if base else ""),
        checked=file.string("checked", default=base.checked if base else ""),
        titles=file.patterns(match, "titles", ("match",), base.titles if base else ()),
        not_titles=file.patterns(match, "not_titles", ("match",), base.not_titles if base else ()),
        parts=parts,
        orders=orders,
        plan_offset=file.integer(table, "plan_offset", (), base.plan_offset if base else 1),
        deadlines=tuple({**dict(base.deadlines if base else ()), **deadlines}.items()),
        recipients=file.patterns(table, "recipients", (), base.recipients if base else ()),
        indicators=file.strings(table, "indicators", (), base.indicators if base else ()),
        template_headings=file.strings(table, "template_headings", (), base.template_headings if base else ()),
        rule_levels=_rule_levels(file, base),
        ignores=_ignores(file, base),
    )


def _base(file: ProfileFile, seen: tuple[str, ...]) -> Profile | None:
    """The profile that a file extends: a shipped name, or a file beside it."""
    wanted = file.string("extends", default="")
    if not wanted:
        return None
    if wanted in seen or wanted == file.name or len(seen) > 8:
        raise file.error(("extends",), f"“{wanted}” 绕回了自己：{' → '.join((*seen, wanted))}")
    if wanted in profile_names():
        return _build(_shipped_file(wanted), (*seen, wanted))
    path = (file.path.parent if file.path else Path()) / wanted
    if not path.is_file():
        raise file.error(("extends",), f"没有 “{wanted}”；可用：{', '.join(profile_names())}，或同一文件夹里的 .toml 文件")
    return _build(read_profile_file(path), (*seen, wanted))


def _rule_levels(file: ProfileFile, base: Profile | None) -> tuple[tuple[str, str], ...]:
    levels = file.subtable("rule_levels", None)
    for code, level in levels.items():
        if not re.fullmatch(r"[A-Z]{3}[0-9]{0,3}", code):
            raise file.error(("rule_levels", code), f"“{code}” 不是规则编号；应如 OUT001，或一组：OUT")
        if level not in LEVELS:
            raise file.error(("rule_levels", code), f"{level!r} 不认识；可用：{', '.join(LEVELS)}")
    return tuple({**dict(base.rule_levels if base else ()), **levels}.items())


def _ignores(file: ProfileFile, base: Profile | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = file.subtable("ignores", None)
    own = {pattern: file.strings(table, pattern, ("ignores",), ()) for pattern in table}
    return tuple({**dict(base.ignores if base else ()), **own}.items())


def _parts(file: ProfileFile, base: Profile | None) -> tuple[PartSpec, ...]:
    """The parts of the base, those of the same id changed, new ones at the end, dropped ones left out."""
    parts = {part.id: part for part in (base.parts if base else ())}
    for part_id in file.strings(file.table, "drop_parts", (), ()):
        if part_id not in parts:
            raise file.error(("drop_parts",), f"“{part_id}” 不是部分；可用：{', '.join(parts)}")
        del parts[part_id]
    rows = file.table.get("parts", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise file.error(("parts",), "应写成 [[parts]]，一个部分一段")
    own: set[str] = set()
    for number, row in enumerate(rows):
        where = ("parts", number)
        file.check_keys(row, PART_KEYS, where)
        part_id = row.get("id")
        if not isinstance(part_id, str) or not re.fullmatch(r"[a-z][a-z0-9_]*", part_id):
            raise file.error((*where, "id"), "每个部分要有 id，只用小写英文字母、数字和下划线")
        if part_id in own:
            raise file.error((*where, "id"), f"“{part_id}” 写了两遍")
        own.add(part_id)
        parts[part_id] = _part(file, row, where, parts.get(part_id))
    return tuple(parts.values())


def _part(file: ProfileFile, row: Mapping[str, Any], where: tuple[str | int, ...], base: PartSpec | None) -> PartSpec:
    part = base or PartSpec(id=row["id"], title=row.get("title", row["id"]))
    role = row.get("role", part.role)
    if role not in ROLES:
        raise file.error((*where, "role"), f"{role!r} 不认识；可用：{', '.join(ROLES)}")
    return PartSpec(
        id=part.id,
        title=file.text(row, "title", where, part.title),
        role=role,
        required=file.boolean(row, "required", where, part.required),
        cues=_cues(file, row, "cues", where, part.cues),
        not_cues=file.patterns(row, "not_cues", where, part.not_cues),
        body_cues=_cues(file, row, "body_cues", where, part.body_cues),
        min_characters=file.integer(row, "min_characters", where, part.min_characters),
        elements=_elements(file, row, where, part.elements),
        advice=file.text(row, "advice", where, part.advice),
        table=file.boolean(row, "table", where, part.table),
        thematic=file.boolean(row, "thematic", where, part.thematic),
    )


def _cues(
    file: ProfileFile, row: Mapping[str, Any], key: str, where: tuple[str | int, ...], base: tuple[Cue, ...]
) -> tuple[Cue, ...]:
    """Cues of the base with those of the row; a weight of 0 takes one away."""
    table = row.get(key, {})
    if not isinstance(table, dict):
        raise file.error((*where, key), f"应写成 [parts.{key}] 下的 “词语” = 分量")
    cues = {cue.pattern: cue.weight for cue in base}
    for pattern, weight in table.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight <= 10:
            raise file.error((*where, key, pattern), f"分量应为 0 到 10 的数，而不是 {weight!r}")
        file.check_pattern(pattern, (*where, key, pattern))
        cues[pattern] = float(weight)
    return tuple(Cue(pattern, weight) for pattern, weight in cues.items() if weight)


def _elements(
    file: ProfileFile, row: Mapping[str, Any], where: tuple[str | int, ...], base: tuple[Element, ...]
) -> tuple[Element, ...]:
    table = row.get("elements", {})
    if not isinstance(table, dict) or not all(isinstance(words, str) for words in table.values()):
        raise file.error((*where, "elements"), "应写成 [parts.elements] 下的 “要素名” = “说到它的词语”")
    for name, words in table.items():
        file.check_pattern(words, (*where, "elements", name))
    merged = {element.name: element.words for element in base} | table
    return tuple(Element(name=name, words=words) for name, words in merged.items() if words)
