"""`analyzer baseline`: findings that are known, in a file, so that later checks report only new ones.

The file maps each report's file name to the fingerprints of its findings; fingerprints survive edits elsewhere in the text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from analyzer.batch.records import Record, is_error
from analyzer.cli import settings as opt
from analyzer.cli import tell
from analyzer.cli.help import Command, Group
from analyzer.cli.output import open_output
from analyzer.cli.reports import run_reports
from analyzer.cli.settings import parse_settings
from analyzer.cli.sources import records_of
from analyzer.errors import ConfigurationError
from analyzer.export.messages import message
from analyzer.export.places import file_name

SCHEMA = "analyzer-baseline/1"
Known = dict[str, Counter[str]]
app = typer.Typer(cls=Group, rich_markup_mode=None)

BaselineFile = Annotated[str, typer.Argument(help="help.baseline_file", metavar="metavar.file", show_default=False)]


def load_baseline(path: Path) -> Known:
    """Known fingerprints by file name. Raises `ConfigurationError` for a file that is no baseline."""
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8-sig"))
        if content["schema"] != SCHEMA:
            raise ValueError(f"schema {content['schema']!r}")
        return {name: Counter(str(row["fingerprint"]) for row in rows) for name, rows in content["files"].items()}
    except OSError as error:
        raise ConfigurationError(message("error.system", file=path, reason=error.strerror or error)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(message("error.baseline", file=path, reason=error)) from error


def _entries(records: Iterable[Record]) -> tuple[dict[str, list[Record]], int]:
    """Findings of all reports as rows of a baseline, and how many files could not be read (each told)."""
    files: dict[str, list[Record]] = {}
    failed = 0
    for record in records:
        if is_error(record):
            tell(record["message"])
            failed += 1
            continue
        files.setdefault(file_name(record["file"]), []).extend(
            {"fingerprint": f["fingerprint"], "rule": f["rule"], "quote": f["quote"]} for f in record["findings"]
        )
    return files, failed


def _save(files: dict[str, list[Record]], path: Path, *, force: bool) -> None:
    with open_output(path, force=force) as stream:
        json.dump({"schema": SCHEMA, "files": files}, stream, ensure_ascii=False, indent=1)
        stream.write("\n")


def only_new(records: Iterable[Record], known: Known) -> Iterator[Record]:
    """The records without findings that the baseline knows; one known entry covers one finding."""
    for record in records:
        if is_error(record):
            yield record
            continue
        left = Counter(known.get(file_name(record["file"]), Counter()))
        fresh = []
        for finding in record["findings"]:
            if left[finding["fingerprint"]] > 0:
                left[finding["fingerprint"]] -= 1
            else:
                fresh.append(finding)
        yield {**record, "findings": fresh}


@app.command("write", cls=Command, help="help.baseline_write")
def write(
    context: typer.Context,
    paths: opt.Paths,
    output: opt.OutputOption = "",
    force: opt.ForceOption = False,
    profile: opt.ProfileOption = "auto",
) -> None:
    """Note all present findings."""
    settings = parse_settings(context.params)
    if settings.output is None:
        raise ConfigurationError(message("error.needs_output", command="analyzer baseline write"))
    files, failed = _entries(records_of(paths, settings))
    _save(files, settings.output, force=force)
    tell(message("baseline.written", count=sum(map(len, files.values())), files=len(files), file=settings.output))
    raise typer.Exit(2 if failed else 0)


@app.command("apply", cls=Command, help="help.baseline_apply")
def apply(
    context: typer.Context,
    baseline: BaselineFile,
    paths: opt.Paths,
    profile: opt.ProfileOption = "auto",
    format: opt.FormatOption = "text",
    output: opt.OutputOption = "",
    force: opt.ForceOption = False,
    min_level: opt.MinLevelOption = "warning",
    min_confidence: opt.MinConfidenceOption = "medium",
    fail_level: opt.FailLevelOption = "error",
) -> None:
    """Check and show only new findings."""
    settings = parse_settings(context.params)
    known = load_baseline(Path(baseline))
    raise typer.Exit(run_reports("check", only_new(records_of(paths, settings), known), settings))


@app.command("prune", cls=Command, help="help.baseline_prune")
def prune(context: typer.Context, baseline: BaselineFile, paths: opt.Paths, profile: opt.ProfileOption = "auto") -> None:
    """Drop entries that no longer occur in the named reports; entries of other files stay."""
    settings = parse_settings(context.params)
    path = Path(baseline)
    load_baseline(path)
    kept: dict[str, list[Record]] = json.loads(path.read_text(encoding="utf-8-sig"))["files"]
    now, failed = _entries(records_of(paths, settings))
    dropped = 0
    for name, rows in now.items():
        left = Counter(row["fingerprint"] for row in rows)
        before = kept.get(name, [])
        kept[name] = []
        for row in before:
            if left[row["fingerprint"]] > 0:
                left[row["fingerprint"]] -= 1
                kept[name].append(row)
        dropped += len(before) - len(kept[name])
    _save({name: rows for name, rows in kept.items() if rows}, path, force=True)
    tell(message("baseline.pruned", count=dropped, left=sum(map(len, kept.values()))))
    raise typer.Exit(2 if failed else 0)
