"""A profile's TOML file: its table, and errors that name the file, the line, the key and what is allowed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analyzer.errors import ConfigurationError

Where = tuple[str | int, ...]
"""A key's way from the root: ("parts", 1, "cues"); lists are counted from 0."""

HEADER = re.compile(r"\s*(\[{1,2})\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
KEY = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_\-]+)\s*=""")
LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class ProfileFile:
    """The parsed file; `name` is what errors call it, `path` where it lies (None for shipped ones)."""

    name: str
    table: dict[str, Any]
    lines: dict[Where, int] = field(default_factory=dict)
    path: Path | None = None

    @classmethod
    def parse(cls, name: str, text: str, path: Path | None = None) -> ProfileFile:
        """Parse TOML. Raises `ConfigurationError` with the line where it is no TOML."""
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            match = LINE.search(str(error))
            place = f" 第 {match[1]} 行" if match else ""
            raise ConfigurationError(f"profile “{name}”{place}：不是正确的 TOML（{error}）") from error
        return cls(name, table, _line_index(text), path)

    def error(self, where: Where, problem: str) -> ConfigurationError:
        """An error on a key; the line is that of the key or of the nearest table around it."""
        shown = _shown(where)
        line = next((self.lines[where[:n]] for n in range(len(where), 0, -1) if where[:n] in self.lines), None)
        place = f" 第 {line} 行" if line else ""
        return ConfigurationError(f"profile “{self.name}”{place}：{shown + ' ' if shown else ''}{problem}")

    def check_keys(self, table: Mapping[str, Any], allowed: Iterable[str], where: Where) -> None:
        """Raises for a key that is not allowed."""
        for key in table:
            if key not in allowed:
                raise self.error((*where, key), f"不认识；可用：{', '.join(allowed)}")

    def subtable(self, key: str, allowed: Iterable[str] | None) -> dict[str, Any]:
        """A table of the file, its keys checked (None: any); empty where there is none."""
        table = self.table.get(key, {})
        if not isinstance(table, dict):
            raise self.error((key,), f"应写成 [{key}] 一段")
        if allowed is not None:
            self.check_keys(table, allowed, (key,))
        return table

    def string(self, key: str, *, required: bool = False, default: str = "") -> str:
        """A text at the top of the file."""
        if required and key not in self.table:
            raise self.error((key,), "没有写")
        return self.text(self.table, key, (), default)

    def text(self, table: Mapping[str, Any], key: str, where: Where, default: str) -> str:
        """A text in a table."""
        value = table.get(key, default)
        if not isinstance(value, str):
            raise self.error((*where, key), f"应为文字，而不是 {value!r}")
        return value

    def integer(self, table: Mapping[str, Any], key: str, where: Where, default: int) -> int:
        """A whole number from 0 on."""
        value = table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.error((*where, key), f"应为不小于 0 的整数，而不是 {value!r}")
        return value

    def boolean(self, table: Mapping[str, Any], key: str, where: Where, default: bool) -> bool:
        """True or false."""
        value = table.get(key, default)
        if not isinstance(value, bool):
            raise self.error((*where, key), f"应为 true 或 false，而不是 {value!r}")
        return value

    def strings(self, table: Mapping[str, Any], key: str, where: Where, default: tuple[str, ...]) -> tuple[str, ...]:
        """A list of texts; replaces the base's."""
        value = table.get(key)
        if value is None:
            return default
        if not isinstance(value, list) or not all(isinstance(row, str) and row for row in value):
            raise self.error((*where, key), "应为文字的列表，如 [“甲”, “乙”]")
        return tuple(value)

    def patterns(self, table: Mapping[str, Any], key: str, where: Where, default: tuple[str, ...]) -> tuple[str, ...]:
        """A list of regular expressions (plain words are such)."""
        found = self.strings(table, key, where, default)
        for pattern in found:
            self.check_pattern(pattern, (*where, key))
        return found

    def check_pattern(self, pattern: str, where: Where) -> None:
        """Raises for what is no regular expression, or one that matches anything."""
        try:
            empty = re.compile(pattern).search("") is not None
        except re.error as error:
            raise self.error(where, f"“{pattern}” 不是正确的正则表达式：{error}") from error
        if empty:
            raise self.error(where, f"“{pattern}” 连空文字也符合，太宽")


def read_profile_file(path: Path) -> ProfileFile:
    """Read and parse a profile. Raises `ConfigurationError` where it can't be read or is no UTF-8 TOML."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"profile “{path.name}”：不是 UTF-8 文字，请另存为 UTF-8") from error
    except OSError as error:
        raise ConfigurationError(f"profile “{path.name}”：读不了（{error.strerror}）") from error
    return ProfileFile.parse(path.name, text, path)


def _shown(where: Where) -> str:
    out = ""
    for step in where:
        out += f"[{step}]" if isinstance(step, int) else (f".{step}" if out else str(step))
    return out


def _line_index(text: str) -> dict[Where, int]:
    """Key → line, by a scan of headers and keys: enough for error messages, whatever stands inside long strings."""
    index: dict[Where, int] = {}
    counts: dict[Where, int] = {}
    table: Where = ()
    for number, line in enumerate(text.splitlines(), 1):
        header = HEADER.match(line)
        if header is not None:
            table = _header_path(header, counts)
            index.setdefault(table, number)
            continue
        key = KEY.match(line)
        if key is not None:
            index.setdefault((*table, key[1].strip("\"'")), number)
    return index


def _header_path(header: re.Match[str], counts: dict[Where, int]) -> Where:
    path: Where = ()
    names = [name.strip().strip("\"'") for name in header[2].split(".")]
    for depth, name in enumerate(names):
        path = (*path, name)
        if depth == len(names) - 1 and header[1] == "[[":
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
