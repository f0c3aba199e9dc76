"""A strict table of cases: a passage, then one indented line for each indicator that must be found, and no other.

    审查合同43件次，承办民事案件13件。
      43件次 = 审查合同
      13件 = 承办民事案件 | of 43件次 | up 5% | from 4 | year 2023 | target | subject 法律顾问 | low

`of`: the parent's surface; `up`, `down`, `same`: a comparison with its amount (or none); `from`: its base. A line that cannot be
read raises, so that a slip in the table is no passing test.
"""

import re
from dataclasses import dataclass, field

KEYS = {"of", "up", "down", "same", "from", "year", "target", "required", "achieved", "subject", "low", "kind"}
LINE = re.compile(r"  (?P<surface>\S+) = (?P<name>\S+)(?P<rest>(?: \| \S+(?: \S+)?)*)")


@dataclass
class Case:
    """A passage and the rows that it must give: (surface, name, what else must hold)."""

    text: str
    rows: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)


def read_table(table: str) -> list[Case]:
    """The cases of a table; raises ValueError for any line that does not fit."""
    cases: list[Case] = []
    for line in table.strip("\n").splitlines():
        if not line.strip():
            continue
        if not line.startswith(" "):
            cases.append(Case(line))
            continue
        match = LINE.fullmatch(line)
        if match is None or not cases:
            raise ValueError(f"not a row: {line!r}")
        wants = {}
        for item in match["rest"].split(" | ")[1:]:
            key, _, value = item.partition(" ")
            if key not in KEYS or key in wants:
                raise ValueError(f"unknown or doubled {key!r} in {line!r}")
            wants[key] = value
        cases[-1].rows.append((match["surface"], match["name"], wants))
    return cases
