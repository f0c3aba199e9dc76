"""The licence of everything an installation brings along, from the packages' own metadata.

`python -m tests.licences > docs/dependencies.md` writes the page; it takes an environment with all extras.
"""

import re
from collections import deque
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
OURS = "gov-report-analyzer"
FAMILIES = {
    "MIT": r"\bMIT\b",
    "BSD": r"\bBSD\b|\b0BSD\b|BSD-\d|3-Clause",
    "Apache-2.0": r"Apache",
    "MPL-2.0": r"MPL|Mozilla",
    "PSF": r"PSF|Python Software Foundation",
    "ISC": r"\bISC\b",
    "Zlib": r"\bZlib\b",
    "CC0": r"CC0",
    "Unlicense": r"Unlicense|public domain",
}
REFUSED = re.compile(r"\b(A|L)?GPL", re.IGNORECASE)
HEAD = """# What an installation brings along

Every package that `pip install` of the program and its extras adds, with the version that is tested (`constraints.txt`) and its
licence, from the packages' own metadata. Written by `python -m tests.licences`; a test compares it with what is installed and
refuses the GPL family. MPL-2.0 packages are used unchanged. Programs we call and do not ship: LibreOffice (MPL-2.0), Word, WPS.

No audit service can be reached where this is built; where you can reach one, run `pip-audit -r constraints.txt`.

| package | version | licence | for |
|---|---|---|---|"""


def key(name: str) -> str:
    """A package's name as pip compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(distribution: metadata.Distribution) -> str:
    """The licence's families, "?" where the metadata has none that we know."""
    about = distribution.metadata
    classifiers = [each for each in about.get_all("Classifier") or [] if each.startswith("License")]
    told = " ".join(filter(None, [about.get("License-Expression"), *classifiers])) or (about.get("License") or "")
    if REFUSED.search(told):
        return "GPL family"
    found = [family for family, pattern in FAMILIES.items() if re.search(pattern, told)]
    if not found:
        found = [family for family, pattern in FAMILIES.items() if re.search(pattern, (about.get("License") or "")[:300])]
    return ", ".join(found) or "?"


def closure(extra: str | None = None) -> dict[str, metadata.Distribution]:
    """Everything installed that the program needs, with one extra or without; what is not installed is left out."""
    found: dict[str, metadata.Distribution] = {}
    asked: set[tuple[str, str]] = set()
    queue = deque([(OURS, extra or "")])
    while queue:
        name, wanted = queue.popleft()
        if (key(name), wanted) in asked:
            continue
        asked.add((key(name), wanted))
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        if key(name) != OURS:
            found[key(name)] = distribution
        for line in distribution.requires or []:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": wanted}):
                queue.append((requirement.name, ""))
                queue += [(requirement.name, each) for each in requirement.extras]
    return found


def extras() -> list[str]:
    """The program's extras."""
    return metadata.distribution(OURS).metadata.get_all("Provides-Extra") or []


def pinned() -> dict[str, tuple[str, str]]:
    """Name (as pip compares names) → name and version, from constraints.txt."""
    rows = re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)
    return {key(name): (name, version) for name, version in rows}


def rows() -> list[tuple[str, str, str, str]]:
    """Package, version, licence and what it is for, by name."""
    base = closure()
    users = {name: ["every use"] for name in base}
    for extra in extras():
        for name in closure(extra).keys() - base.keys():
            users.setdefault(name, []).append(f"extra {extra}")
    everything = dict(base)
    for extra in extras():
        everything |= closure(extra)
    pins = pinned()
    return [
        (pins.get(name, (name, ""))[0], pins.get(name, ("", d.version))[1], licence(d), ", ".join(users[name]))
        for name, d in sorted(everything.items())
    ]


if __name__ == "__main__":
    print(HEAD)
    for row in rows():
        print("| " + " | ".join(row) + " |")
