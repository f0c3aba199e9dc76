"""check, summary, outline, numbers: records of the paths, written as text, JSON, JSON lines or CSV.

Read `run_reports`. A writer takes the stream of records and returns what the exit code needs (`Tally`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TextIO

from analyzer.batch.records import Record, is_error
from analyzer.cli import tell
from analyzer.cli.output import check_free, open_output, print_lines
from analyzer.cli.settings import Settings
from analyzer.errors import ConfigurationError
from analyzer.export.json_report import SCHEMA
from analyzer.export.layout import Line, Span
from analyzer.export.messages import message
from analyzer.export.parquet import write_parquet
from analyzer.export.places import is_shown
from analyzer.export.summary_text import summary_lines, summary_rows
from analyzer.export.tables import COLUMNS, write_csv
from analyzer.export.terminal import View, check_lines, counts_text, numbers_lines, outline_lines

_TEXT: dict[str, Callable[[Record, View], list[Line]]] = {
    "check": check_lines, "summary": summary_lines, "outline": outline_lines, "numbers": numbers_lines,
}  # fmt: skip
_SURROGATE = re.compile("[\ud800-\udfff]")
_TABLE = {"check": "findings", "summary": "indicators", "outline": "sections", "numbers": "numbers"}
_HEAD = ("file", "format", "sha256", "characters", "engine", "profile", "text", "metadata")
_LISTS = {
    "check": ("sections", "parts", "numbers", "indicators", "zeros", "findings", "repairs"),
    "summary": ("indicators", "zeros"),
    "outline": ("sections", "parts", "repairs"),
    "numbers": ("numbers",),
}


@dataclass(slots=True)
class Tally:
    """What has passed by so far."""

    reports: int = 0
    errors: list[Record] = field(default_factory=list)
    findings: list[Record] = field(default_factory=list)
    failed: bool = False


def told(records: Iterable[Record], settings: Settings, tally: Tally) -> Iterator[Record]:
    """The reports alone; every error is counted and told on stderr as it comes."""
    for record in records:
        if is_error(record):
            tally.errors.append(record)
            tell(record["message"])
            continue
        tally.reports += 1
        tally.failed |= any(is_shown(f, settings.fail_level, settings.min_confidence) for f in record["findings"])
        yield record


def public(record: Record, command: str, *, with_text: bool) -> Record:
    """The record as the command's JSON has it."""
    keys = (*_HEAD, *_LISTS[command])
    return {key: record[key] for key in keys if key in record and (with_text or key != "text")}


def _json(value: object) -> str:
    """JSON that is UTF-8 whatever a file is called: a name in GBK bytes comes as escapes, which give the same path when read."""
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(value, ensure_ascii=False))


def _write_json(reports: Iterator[Record], command: str, settings: Settings, stream: TextIO, tally: Tally) -> None:
    stream.write(f'{{"schema": {json.dumps(SCHEMA)}, "reports": [')
    for number, record in enumerate(reports):
        stream.write(",\n" if number else "\n")
        stream.write(_json(public(record, command, with_text=settings.with_text)))
    stream.write('\n], "errors": ')
    stream.write(_json(tally.errors))
    stream.write("}\n")


def _write_jsonl(records: Iterable[Record], command: str, settings: Settings, stream: TextIO, tally: Tally) -> None:
    for record in records:
        stream.writelines(
            _json(public(report, command, with_text=settings.with_text)) for report in told([record], settings, tally)
        )
        if is_error(record):
            stream.write(_json(record))
        stream.write("\n")


def _write_text(reports: Iterator[Record], command: str, settings: Settings, stream: TextIO, tally: Tally) -> None:
    view = settings.view(to_terminal=stream.isatty())
    rows = command == "summary" and settings.several
    for number, record in enumerate(reports):
        if number and not rows:
            stream.write("\n")
        print_lines((summary_rows if rows else _TEXT[command])(record, view), stream)
        tally.findings += [{"level": f["level"], "confidence": f["confidence"]} for f in record["findings"]]
    if tally.reports + len(tally.errors) > 1:
        counts = counts_text(tally.findings, view) if command == "check" else ""
        line = message("check.total", reports=tally.reports, counts=counts).rstrip("：: ")
        unread = " · " + message("check.unread", count=len(tally.errors)) if tally.errors else ""
        print_lines([[], [Span(line + unread, "head")]], stream)


def _write_parquet(records: Iterable[Record], command: str, settings: Settings, tally: Tally) -> None:
    """The command's table into a file, or every table into a folder."""
    output = settings.output
    if output is None:
        raise ConfigurationError(message("error.needs_output", command="--format parquet"))
    places = {_TABLE[command]: output} if output.suffix else {name: output / f"{name}.parquet" for name in COLUMNS}
    for path in places.values():
        check_free(path, force=settings.force)

    def everything() -> Iterator[Record]:
        yield from told(records, settings, tally)
        yield from tally.errors

    write_parquet(everything(), places)


def run_reports(command: str, records: Iterable[Record], settings: Settings) -> int:
    """Write the records of one command and return the exit code."""
    tally = Tally()
    if settings.format == "parquet":
        _write_parquet(records, command, settings, tally)
        return exit_code(command, tally)
    with open_output(settings.output, force=settings.force, bom=settings.format == "csv") as stream:
        if settings.format == "jsonl":
            _write_jsonl(records, command, settings, stream, tally)
        else:
            reports = told(records, settings, tally)
            if settings.format == "json":
                _write_json(reports, command, settings, stream, tally)
            elif settings.format == "csv":
                write_csv(reports, _TABLE[command], stream)
            else:
                _write_text(reports, command, settings, stream, tally)
    return exit_code(command, tally)


def exit_code(command: str, tally: Tally) -> int:
    """2 where something could not be analysed, 1 where `check` found enough, else 0."""
    if tally.errors or not tally.reports:
        return 2
    return 1 if command == "check" and tally.failed else 0


def schema_text() -> str:
    """The JSON Schema of the JSON output."""
    from importlib.resources import files

    schema: Any = json.loads((files("analyzer") / "data" / "report.schema.json").read_text(encoding="utf-8"))
    return json.dumps(schema, ensure_ascii=False, indent=2)
