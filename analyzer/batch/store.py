"""The results of many reports in one SQLite file. Read `Store.begin`, `Store.add`, then what reads: `records`, `errors`.

A report is known by its file, its content and everything that decided its analysis (`settings`), so that a second run only
does what changed. Each report is stored whole or not at all; work is made safe every second or so (`COMMIT_EVERY`). The journal
is a plain file (no shared memory), which also works on a network share; one process writes at a time.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from analyzer.batch.packed import Packed, storable, unpack
from analyzer.batch.records import Record
from analyzer.batch.schema import DETAILS, detail_columns, migrate
from analyzer.errors import ConfigurationError
from analyzer.export.messages import message
from analyzer.export.tables import COLUMNS
from analyzer.reading.folder import RESULT_MARK

MAX_PATH = 500
"""Bytes of a path that SQLite opens on every system (512 with what it appends to the journal's name)."""
COMMIT_EVERY = 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """One run: when (ISO 8601, UTC), what decided its results, what was to be read, what was skipped (reason → count)."""

    id: int
    started: str
    finished: str | None
    analyser: str
    settings: str
    places: tuple[str, ...]
    skipped: dict[str, int]


def is_results(path: Path) -> bool:
    """Whether the folder holds results of ours."""
    return (path / RESULT_MARK).is_file()


def _insertion(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({names}) VALUES (?{', ?' * (len(columns) - 1)})"


_INSERT = {table: _insertion(table, detail_columns(table)) for table in DETAILS}
_INSERT["reports"] = _insertion("reports", ("settings", "record", *COLUMNS["reports"]))


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


class Store:
    """An open store. Errors of SQLite (locked, disk full, no database) become `ConfigurationError` with what to do."""

    def __init__(self, folder: Path, *, write: bool) -> None:
        self.path = folder / RESULT_MARK
        if not write and not self.path.is_file():
            raise ConfigurationError(message("error.no_results", file=folder, store=RESULT_MARK))
        try:
            if write:
                folder.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self.path, isolation_level=None, timeout=5.0)
        except (sqlite3.Error, OSError) as error:
            if len(os.fsencode(self.path.absolute())) > MAX_PATH:
                raise ConfigurationError(message("store.long", file=folder)) from error
            raise ConfigurationError(message("error.write", file=folder, reason=error)) from error
        self._write = write
        self._committed = time.monotonic()
        try:
            self._prepare()
        except sqlite3.Error as error:
            self._connection.close()
            raise self._told(error) from error
        except ConfigurationError:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        self._connection.execute("PRAGMA foreign_keys = ON")
        if self._write:
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._connection.execute("PRAGMA journal_mode = DELETE")
        migrate(self._connection, str(self.path))
        if self._write:
            self._connection.execute("BEGIN EXCLUSIVE")

    def _told(self, error: sqlite3.Error) -> ConfigurationError:
        text = str(error)
        if "locked" in text:
            return ConfigurationError(message("store.locked", file=self.path))
        if "full" in text:
            return ConfigurationError(message("store.full", file=self.path))
        key = "broken" if "malformed" in text or "not a database" in text else "trouble"
        return ConfigurationError(message(f"store.{key}", file=self.path, reason=text))

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Keep finished work whatever ended the block (Ctrl-C too), except where SQLite itself failed."""
        try:
            # Ctrl-C may strike between the end of one transaction and the start of the next
            if self._write and not isinstance(error, sqlite3.Error) and self._connection.in_transaction:
                self._connection.execute("COMMIT")
        except sqlite3.Error as failure:
            raise self._told(failure) from failure
        finally:
            self._connection.close()
        if isinstance(error, sqlite3.Error):
            raise self._told(error) from error

    def commit(self) -> None:
        """Make everything so far safe against a kill at any moment."""
        self._connection.execute("COMMIT")
        self._connection.execute("BEGIN EXCLUSIVE")
        self._committed = time.monotonic()

    def _breathe(self) -> None:
        if time.monotonic() - self._committed > COMMIT_EVERY:
            self.commit()

    # ---------- writing

    def begin(self, analyser: str, settings: str, places: list[str]) -> int:
        """Start a run and return its number."""
        cursor = self._connection.execute(
            "INSERT INTO runs (started, analyser, settings, places) VALUES (?, ?, ?, ?)",
            (_now(), analyser, settings, json.dumps(places, ensure_ascii=False)),
        )
        self.commit()
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def hashes(self, file: str, settings: str) -> dict[str, int]:
        """Content hash → report, of what is already known of a file under these settings."""
        found = self._connection.execute(
            "SELECT sha256, id FROM reports WHERE file = ? AND settings = ?", (storable(file), settings)
        )
        return dict(found.fetchall())

    def add(self, run: int, position: int, report: Packed, settings: str, modified: float | None) -> None:
        """Store a report and note that the run saw it."""
        self._connection.execute("SAVEPOINT report")
        try:
            self._see(run, position, report.file, modified, self._insert(report, settings))
        except BaseException:  # Ctrl-C too: what is kept on the way out must not be half a report
            if self._connection.in_transaction:  # where the disk is full, SQLite has taken back everything since the last commit
                self._connection.execute("ROLLBACK TO report")
                self._connection.execute("RELEASE report")
            raise
        self._connection.execute("RELEASE report")
        self._breathe()

    def _insert(self, report: Packed, settings: str) -> int:
        """The rows of a report in all tables; returns its number."""
        execute = self._connection.execute
        execute("DELETE FROM reports WHERE file = ? AND sha256 = ? AND settings = ?", (report.file, report.sha256, settings))
        number = execute(_INSERT["reports"], (settings, report.blob, *report.head)).lastrowid
        assert number is not None
        for table, rows in zip(DETAILS, report.details, strict=True):
            self._connection.executemany(_INSERT[table], ((number, index, *row) for index, row in enumerate(rows)))
        return number

    def seen(self, run: int, position: int, file: str, report: int, modified: float | None) -> None:
        """Note that the run saw a report that is already stored."""
        self._see(run, position, file, modified, report)
        self._breathe()

    def _see(self, run: int, position: int, file: str, modified: float | None, report: int | None) -> None:
        self._connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", (run, position, storable(file), modified, report))

    def fail(self, run: int, position: int, error: Record) -> None:
        """Note an error."""
        self._connection.execute(
            "INSERT INTO errors VALUES (?, ?, ?, ?, ?)",
            (run, position, storable(error["file"]), error["kind"], storable(error["message"])),
        )
        self._breathe()

    def finish(self, run: int, skipped: dict[str, int]) -> None:
        """End a run, and forget older runs and every report that this one did not see."""
        execute = self._connection.execute
        execute("UPDATE runs SET finished = ?, skipped = ? WHERE id = ?", (_now(), json.dumps(skipped, ensure_ascii=False), run))
        execute("DELETE FROM runs WHERE id <> ?", (run,))
        execute("DELETE FROM reports WHERE id NOT IN (SELECT report FROM entries WHERE report IS NOT NULL)")
        self.commit()

    # ---------- reading

    def last_run(self) -> Run | None:
        """The last run that was finished, else the last that was begun."""
        row = self._connection.execute(
            "SELECT id, started, finished, analyser, settings, places, skipped FROM runs "
            "ORDER BY finished IS NULL, id DESC LIMIT 1"
        ).fetchone()
        if row is None:
            return None
        number, started, finished, analyser, settings, places, skipped = row
        return Run(number, started, finished, analyser, settings, tuple(json.loads(places)), json.loads(skipped))

    def records(self, run: int) -> Iterator[Record]:
        """The reports of a run in its order, one at a time; each has its `modified` time beside the contract's fields."""
        found = self._connection.execute(
            "SELECT reports.record, entries.modified FROM entries JOIN reports ON reports.id = entries.report "
            "WHERE run = ? ORDER BY position", (run,),
        )  # fmt: skip
        for blob, modified in found:
            yield {**unpack(blob), "modified": modified}

    def errors(self, run: int) -> list[Record]:
        """The errors of a run in its order, as the contract has them."""
        found = self._connection.execute("SELECT file, kind, message FROM errors WHERE run = ? ORDER BY position", (run,))
        return [{"file": file, "kind": kind, "message": text} for file, kind, text in found]

    def query(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Rows of a SELECT of one's own."""
        return self._connection.execute(statement, values).fetchall()

    # ---------- the clerk's marks

    def mark(self, report: str, fingerprint: str, kept: bool | None, note: str = "") -> None:
        """Note whether a finding of a report (`mark_key`) is kept (采纳), struck out (不采纳) or neither; the newest holds."""
        key = (storable(report), fingerprint)
        if kept is None and not note:
            self._connection.execute("DELETE FROM marks WHERE report = ? AND fingerprint = ?", key)
            return
        self._connection.execute(
            "INSERT INTO marks VALUES (?, ?, ?, ?, ?) ON CONFLICT (report, fingerprint) "
            "DO UPDATE SET kept = excluded.kept, note = excluded.note, marked = excluded.marked",
            (*key, None if kept is None else int(kept), storable(note), _now()),
        )

    def marks(self) -> dict[tuple[str, str], bool]:
        """(`mark_key`, fingerprint) → kept."""
        found = self.query("SELECT report, fingerprint, kept FROM marks WHERE kept IS NOT NULL")
        return {(report, fingerprint): bool(kept) for report, fingerprint, kept in found}

    def notes(self) -> dict[tuple[str, str], str]:
        """(`mark_key`, fingerprint) → what the clerk noted."""
        found = self.query("SELECT report, fingerprint, note FROM marks WHERE note <> ''")
        return {(report, fingerprint): note for report, fingerprint, note in found}

    # ---------- what lies beside the store

    def state(self, run: int) -> str:
        """A hash of all that a run found: the same where nothing was changed, read or unread."""
        digest = hashlib.sha256()
        found = self._connection.execute(
            "SELECT entries.file, entries.modified, reports.sha256, reports.settings FROM entries "
            "JOIN reports ON reports.id = entries.report WHERE run = ? ORDER BY position", (run,),
        )  # fmt: skip
        for row in found:
            digest.update(repr(row).encode())
        digest.update(repr(self.errors(run)).encode())
        return digest.hexdigest()

    def written(self, path: str) -> tuple[str, str] | None:
        """Of a file as we last wrote it: its hash, and the hash of what it was made from."""
        found = self.query("SELECT sha256, source FROM outputs WHERE path = ?", (path,))
        return (str(found[0][0]), str(found[0][1])) if found else None

    def note_output(self, path: str, sha256: str, source: str) -> None:
        """Note what we wrote, and from what."""
        self._connection.execute("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?)", (path, sha256, source))

    # ---------- the roster

    def set_roster(self, roster: list[tuple[str, str]]) -> None:
        """Keep who should report: (body, group), in their order."""
        self._connection.execute("DELETE FROM roster")
        rows = [(position, storable(unit), storable(group)) for position, (unit, group) in enumerate(roster)]
        self._connection.executemany("INSERT INTO roster VALUES (?, ?, ?)", rows)

    def roster(self) -> list[tuple[str, str]]:
        """Who should report: (body, group), in their order."""
        return [(unit, group or "") for unit, group in self.query('SELECT unit, "group" FROM roster ORDER BY position')]
