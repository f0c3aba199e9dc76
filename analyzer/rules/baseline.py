"""A baseline: findings that people have seen and accepted, so that later runs tell only what is new.

`write` makes one from the findings of many files, `apply` takes the accepted ones away and says which entries no longer
match anything (unused), `prune` leaves those out. Entries are fingerprints (`places.py`), which survive edits elsewhere.
The file is JSON, sorted, one entry a line, so that it can be read and compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from analyzer.errors import ConfigurationError
from analyzer.model import Finding

SCHEMA = "analyzer-baseline/1"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """An accepted finding: the file's name (without folders), the rule, the fingerprint, and its place for people."""

    file: str
    rule: str
    fingerprint: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Accepted findings of any number of files."""

    entries: tuple[Entry, ...] = ()

    def of(self, file: str) -> frozenset[tuple[str, str]]:
        """(rule, fingerprint) of the entries of a file."""
        return frozenset((entry.rule, entry.fingerprint) for entry in self.entries if entry.file == _name(file))


@dataclass(frozen=True, slots=True)
class Applied:
    """What a baseline leaves of a file's findings: `kept` are new, `accepted` were in the baseline, `unused` matched nothing."""

    kept: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    unused: tuple[Entry, ...]


def _name(file: str) -> str:
    return PurePath(file.replace("\\", "/")).name


def make_baseline(findings: Mapping[str, Iterable[Finding]]) -> Baseline:
    """A baseline of all findings; keys are files."""
    return Baseline(tuple(sorted({
        Entry(_name(file), finding.rule, finding.fingerprint, finding.place or "")
        for file, found in findings.items() for finding in found
    })))  # fmt: skip


def apply_baseline(baseline: Baseline, file: str, findings: Iterable[Finding]) -> Applied:
    """Divide a file's findings into new and accepted ones, and tell the entries of that file which match nothing."""
    known = baseline.of(file)
    kept: list[Finding] = []
    accepted: list[Finding] = []
    met = set()
    for finding in findings:
        mark = (finding.rule, finding.fingerprint)
        (accepted if mark in known else kept).append(finding)
        met.add(mark)
    unused = tuple(e for e in baseline.entries if e.file == _name(file) and (e.rule, e.fingerprint) not in met)
    return Applied(tuple(kept), tuple(accepted), unused)


def prune_baseline(baseline: Baseline, findings: Mapping[str, Iterable[Finding]]) -> Baseline:
    """The baseline without the entries that match nothing any more; files that were not checked keep theirs."""
    unused = {entry for file, found in findings.items() for entry in apply_baseline(baseline, file, found).unused}
    return Baseline(tuple(entry for entry in baseline.entries if entry not in unused))


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Write a baseline as JSON, one entry a line."""
    rows = [
        json.dumps({"file": e.file, "rule": e.rule, "fingerprint": e.fingerprint, "place": e.place}, ensure_ascii=False)
        for e in sorted(baseline.entries)
    ]
    body = ",\n  ".join(rows)
    text = f'{{"schema": "{SCHEMA}", "findings": [\n  {body}\n]}}\n' if rows else f'{{"schema": "{SCHEMA}", "findings": []}}\n'
    path.write_text(text, encoding="utf-8", newline="\n")


def read_baseline(path: Path) -> Baseline:
    """Read a baseline. Raises `ConfigurationError` where it can't be read or is none."""
    try:
        table = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigurationError(f"基线 “{path.name}”：读不了（{error.strerror}）") from error
    except ValueError as error:
        raise ConfigurationError(f"基线 “{path.name}”：不是正确的 JSON（{error}）") from error
    if not isinstance(table, dict) or table.get("schema") != SCHEMA or not isinstance(table.get("findings"), list):
        raise ConfigurationError(f"基线 “{path.name}”：不是基线文件（应由 analyzer baseline write 写出，schema 为 {SCHEMA}）")
    entries = []
    for number, row in enumerate(table["findings"], 1):
        if not isinstance(row, dict) or not {"file", "rule", "fingerprint"} <= set(row):
            raise ConfigurationError(f"基线 “{path.name}” 第 {number} 条：应有 file、rule、fingerprint")
        entries.append(Entry(str(row["file"]), str(row["rule"]), str(row["fingerprint"]), str(row.get("place", ""))))
    return Baseline(tuple(entries))
