"""What kind of body reports, by the end of its name, and which words for itself fit it. Read `kind_of` and `same_body`."""

from __future__ import annotations

import re

ENDINGS = (
    ("街道", re.compile(r"街道(?:办事处|办|党工委)?$")),
    ("镇", re.compile(r"镇(?:人民政府|政府|党委)?$")),
    ("乡", re.compile(r"乡(?:人民政府|政府|党委)?$")),
    ("政府", re.compile(r"(?:人民政府|[省市县区州旗盟]政府|[省市县区州旗盟])$")),
    ("管委会", re.compile(r"(?:管理委员会|管委会|开发区|[新园]区|实验区)$")),
    ("委", re.compile(r"(?:委员会|委)$")),
    ("局", re.compile(r"局$")),
    ("办", re.compile(r"(?:办公室|办)$")),
    ("厅", re.compile(r"厅$")),
    ("院", re.compile(r"院$")),
    ("中心", re.compile(r"中心$")),
    ("站", re.compile(r"站$")),
    ("队", re.compile(r"(?:总队|支队|大队)$")),
    ("会", re.compile(r"会$")),
    ("部", re.compile(r"部$")),
)  # fmt: skip

DEPARTMENTS = frozenset({"局", "办", "委", "厅", "中心", "站", "队", "部"})
"""Kinds with one field of work, as against governments, which tell of the work of all their bodies."""

FITTING = {
    "街道": {"街道", "街", "办"},
    "镇": {"镇"},
    "乡": {"乡"},
    "政府": {"省", "市", "县", "区", "州", "旗"},
    "管委会": {"区", "委", "会"},
    "委": {"委"},
    "局": {"局"},
    "办": {"办"},
    "厅": {"厅"},
    "院": {"院"},
    "中心": {"中心"},
    "站": {"站"},
    "队": {"队"},
    "会": {"会"},
    "部": {"部"},
}


def bare(name: str) -> str:
    """A name without blanks and without 中共 and brackets."""
    return re.sub(r"\s|[（(][^）)]{0,20}[）)]|^中共", "", name)


def kind_of(issuer: str | None) -> str | None:
    """The kind of a body by the end of its name (局, 办, 镇, 街道, 政府 …), or None where the end tells nothing."""
    name = bare(issuer or "")
    if not name or "、" in name:
        return None
    return next((kind for kind, ending in ENDINGS if ending.search(name)), None)


def same_body(one: str, other: str) -> bool:
    """Whether two names may be of one body: the characters of the shorter stand in the longer in order, two at most left over."""
    short, long = sorted((bare(one), bare(other)), key=len)
    at, missing = 0, 0
    for char in short:
        found = long.find(char, at)
        if found < 0:
            missing += 1
        else:
            at = found + 1
    return missing <= min(2, len(short) // 4)
