"""`analyzer check REPORT -o ANNOTATED.docx`: one report comes back as a Word file with its comments."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from analyzer.cli.output import check_free, print_lines
from analyzer.cli.reports import Tally, exit_code, told
from analyzer.cli.settings import Settings
from analyzer.cli.sources import STDIN, records_of
from analyzer.errors import ConfigurationError, ReadingError
from analyzer.export.annotate import comment_of
from analyzer.export.layout import Span, safe
from analyzer.export.messages import message
from analyzer.export.places import is_shown
from analyzer.export.results import annotation_of, make_annotated, write_bytes
from analyzer.reading.archive import load_file


def wants_annotated(settings: Settings) -> bool:
    """Whether `-o` names a Word file."""
    output = settings.output
    return output is not None and output.suffix.lower() == ".docx" and settings.format == "text"


def check_into_docx(path: str, settings: Settings) -> int:
    """Check one report into an annotated .docx, with what the text output would show, and return the exit code.

    Raises `ConfigurationError` where the file is there already, or cannot be written.
    """
    output = settings.output
    assert output is not None
    check_free(output, force=settings.force)
    if settings.several:
        raise ConfigurationError(message("annotate.several", file=output))
    tally = Tally()
    for record in told(records_of([path], settings), settings, tally):
        findings = [f for f in record["findings"] if is_shown(f, settings.min_level, settings.min_confidence)]
        comments = [comment_of(record, finding) for finding in findings]
        source = _source(path, settings) if record["format"] == "docx" else None
        write_bytes(output, make_annotated(annotation_of(record, comments, source, settings.fixes, datetime.datetime.now())))
        print_lines([[Span(f"  {safe(str(output))}    {message('annotate.written', count=len(comments))}")]], sys.stdout)
    return exit_code("check", tally)


def _source(path: str, settings: Settings) -> bytes | None:
    """The bytes of the report, where they can be read a second time."""
    if path == STDIN:
        return None
    try:
        return load_file(Path(path), settings.options.reading, path)
    except ReadingError:
        return None
