"""PATHS of a call → records, in a fixed order, whatever they name."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from analyzer.batch.records import Record, analyze_record
from analyzer.cli import tell
from analyzer.cli.settings import Settings
from analyzer.export.messages import message

STDIN = "-"


def read_stdin() -> bytes:
    """All of standard input."""
    if sys.stdin.isatty():
        tell(message("error.stdin_tty"))
    return sys.stdin.buffer.read()


def records_of(paths: list[str], settings: Settings) -> Iterator[Record]:
    """A record for every report that the paths name, and one for every failure."""
    for path in paths:
        content = read_stdin() if path == STDIN else None
        yield analyze_record("<stdin>" if path == STDIN else path, content, settings.options)
