"""The store's tables, and how an older store becomes a newer one. Columns are those of `export/tables.py`."""

from __future__ import annotations

import sqlite3

from analyzer.errors import ConfigurationError
from analyzer.export.messages import message
from analyzer.export.tables import COLUMNS

DETAILS = ("sections", "parts", "numbers", "indicators", "zeros", "findings", "repairs")
"""Tables with a row per thing found in a report."""

_WHOLE = frozenset({"index", "parent", "start", "end", "level", "ordinal", "characters", "report_year", "plan_year"})


def detail_columns(table: str) -> tuple[str, ...]:
    """Columns of a detail table; `report` takes the place of `file`."""
    return ("report", *(name for name in COLUMNS[table] if name != "file"))


def _column(table: str, name: str) -> str:
    text = name == "level" and table == "findings"
    return f'"{name}" {"INTEGER" if name in _WHOLE and not text else "TEXT"}'


def _detail(table: str) -> str:
    columns = ", ".join(_column(table, name) for name in detail_columns(table)[1:])
    reference = "report INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE"
    return f'CREATE TABLE {table} ({reference}, {columns}, PRIMARY KEY (report, "index")) WITHOUT ROWID'


_REPORTS = ", ".join(_column("reports", name) for name in COLUMNS["reports"])
_MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE runs (id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, analyser TEXT NOT NULL, "
        "settings TEXT NOT NULL, places TEXT NOT NULL, skipped TEXT NOT NULL DEFAULT '{}')",
        f"CREATE TABLE reports (id INTEGER PRIMARY KEY, settings TEXT NOT NULL, record BLOB NOT NULL, {_REPORTS}, "
        "UNIQUE (file, sha256, settings))",
        *(_detail(table) for table in DETAILS),
        # what a run saw, in its order: a report, or an error
        "CREATE TABLE entries (run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, position INTEGER NOT NULL, "
        "file TEXT NOT NULL, modified REAL, report INTEGER REFERENCES reports(id) ON DELETE CASCADE, "
        "PRIMARY KEY (run, position)) WITHOUT ROWID",
        "CREATE INDEX entries_by_report ON entries (report)",
        "CREATE TABLE errors (run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, position INTEGER NOT NULL, "
        "file TEXT NOT NULL, kind TEXT NOT NULL, message TEXT NOT NULL, PRIMARY KEY (run, position)) WITHOUT ROWID",
    ),
    (
        # a clerk's word on a finding: of a body, not of a file, so that it outlives a new submission
        "CREATE TABLE marks (unit TEXT NOT NULL, fingerprint TEXT NOT NULL, kept INTEGER, note TEXT, "
        "marked TEXT NOT NULL, PRIMARY KEY (unit, fingerprint)) WITHOUT ROWID",
        # what we wrote, so that a file that somebody edited since is not written over
        "CREATE TABLE outputs (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, source TEXT NOT NULL) WITHOUT ROWID",
        'CREATE TABLE roster (position INTEGER PRIMARY KEY, unit TEXT NOT NULL UNIQUE, "group" TEXT)',
    ),
    (
        # the key of a mark is that of `export.places.mark_key`: reports that do not say whose they are shared one by their title
        "ALTER TABLE marks RENAME TO old_marks",
        "CREATE TABLE marks (report TEXT NOT NULL, fingerprint TEXT NOT NULL, kept INTEGER, note TEXT, "
        "marked TEXT NOT NULL, PRIMARY KEY (report, fingerprint)) WITHOUT ROWID",
        "INSERT OR IGNORE INTO marks SELECT reports.file, old_marks.fingerprint, kept, note, marked FROM old_marks "
        "JOIN findings USING (fingerprint) JOIN reports ON reports.id = findings.report "
        "WHERE reports.issuer IS NULL AND (reports.title = unit OR reports.file LIKE '%' || unit)",
        "INSERT OR IGNORE INTO marks SELECT unit, fingerprint, kept, note, marked FROM old_marks",
        "DROP TABLE old_marks",
    ),
)
VERSION = len(_MIGRATIONS)


def migrate(connection: sqlite3.Connection, place: str) -> None:
    """Bring a store up to this version, each step whole or not at all. Raises `ConfigurationError` for a newer store."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > VERSION:
        raise ConfigurationError(message("store.newer", file=place, found=found, known=VERSION))
    for number, statements in enumerate(_MIGRATIONS[found:], found + 1):
        connection.execute("BEGIN IMMEDIATE")
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
