"""The front matter of a gold file: TOML between two lines of +++, with the keys of `Header` in their order.

An unknown key, a value of another type or a form other than the written one is a `ConfigurationError`.
"""

from __future__ import annotations

import dataclasses
import json
import tomllib
from typing import Any, get_args

from analyzer.corpus.gold import PARTS, Header
from analyzer.errors import ConfigurationError
from analyzer.model import PartStatus

FENCE = "+++\n"
SCOPES = ("report", "passage")
SAMPLES = ("txt:utf-8", "txt:utf-8-sig", "txt:gb18030", "txt:utf-16", "txt:big5", "docx")
_KEYS = tuple(f.name for f in dataclasses.fields(Header))
_TYPES: dict[str, type] = {"report_year": int, "plan_year": int, "parts": list, "absent": list, "variants": list, "samples": list}


def parse_header(text: str, name: str) -> tuple[Header, str, int]:
    """The header, the body after it, and the line on which the body begins."""
    if not text.startswith(FENCE) or "\n" + FENCE not in text:
        raise ConfigurationError(f"{name} 第1行：开头要有两行 +++ 之间的说明（TOML）")
    raw, body = text[len(FENCE) :].split("\n" + FENCE, 1)
    try:
        table = tomllib.loads(raw)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{name}：说明不是 TOML：{error}") from error
    header = _header(table, name)
    if write_header(header) != FENCE + raw + "\n" + FENCE:
        raise ConfigurationError(f"{name}：说明的写法不是规定的样子，应为：\n{write_header(header)}")
    return header, body, raw.count("\n") + 4


def _header(table: dict[str, Any], name: str) -> Header:
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _KEYS:
            raise ConfigurationError(f"{name}：说明里没有 {key} 这一项；可用：{' '.join(_KEYS)}")
        values[key] = _typed(key, value, name)
    if values.get("scope") not in SCOPES:
        raise ConfigurationError(f"{name}：scope 应为 {' 或 '.join(SCOPES)}")
    for sample in values.get("samples", ()):
        if sample not in SAMPLES:
            raise ConfigurationError(f"{name}：不能生成 {sample}；可用：{' '.join(SAMPLES)}")
    values["parts"] = tuple(_part(entry, name) for entry in values.get("parts", ()))
    return Header(**values)


def _typed(key: str, value: object, name: str) -> object:
    """The value where it has the type of its key; lists become tuples."""
    wanted = _TYPES.get(key, str)
    if wanted is list and isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return tuple(value)
    if wanted is list or not isinstance(value, wanted) or isinstance(value, bool):
        raise ConfigurationError(f"{name}：{key} 应为 {'一列文字' if wanted is list else wanted.__name__}")
    return value


def _part(entry: str, name: str) -> tuple[str, tuple[PartStatus, ...]]:
    part, _, told = entry.partition(":")
    statuses = tuple(known for status in told.split("/") for known in get_args(PartStatus) if status == known)
    if part in PARTS and "/".join(statuses) == told and told:
        return part, statuses
    raise ConfigurationError(f"{name}：parts 里的 {entry} 不对；应为 部分:状态，部分有 {' '.join(PARTS)}")


def write_header(header: Header) -> str:
    """The front matter with its fences, in the one form that is accepted."""
    lines = []
    for key in _KEYS:
        value = [f"{part}:{'/'.join(statuses)}" for part, statuses in header.parts] if key == "parts" else getattr(header, key)
        if value not in (None, (), []):
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}\n")
    return FENCE + "".join(lines) + FENCE
