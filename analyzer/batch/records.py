"""(path, content) → plain records: the one pure function that a process pool or a cluster maps over its items.

A record is the contract's report object with its text, or its error object (`is_error`): nothing is ever dropped, and
nothing but plain values crosses between processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from analyzer.errors import AnalyzerError, ConfigurationError, ReadingError
from analyzer.export.json_report import report_to_record
from analyzer.export.messages import message
from analyzer.pipeline import Options, analyze_document
from analyzer.reading import read_bytes, read_file
from analyzer.reading.archive import Submission

Record = dict[str, Any]


def is_error(record: Record) -> bool:
    """Whether the record says why a file could not be analysed."""
    return "metadata" not in record


def error_record(file: str, kind: str, text: str) -> Record:
    """The contract's error object; the message is kept to one line."""
    return {"file": file, "kind": kind, "message": " ".join(text.split())}


def analyze_record(path: str, content: bytes | None, options: Options | None = None) -> Record:
    """One file as a record. `content` None reads the file at `path`; else `path` is only its name.

    Raises `ConfigurationError` (a wrong profile or rule concerns the whole call), nothing else.
    """
    options = options or Options()
    try:
        if content is None:
            document = read_file(Path(path), options.reading)
        else:
            document = read_bytes(content, path, options.reading)
        return report_to_record(analyze_document(document, options), with_text=True)
    except ConfigurationError:
        raise
    except ReadingError as error:
        return error_record(path, error.kind, str(error))
    except AnalyzerError as error:
        return error_record(path, "unreadable", str(error))
    except OSError as error:
        return error_record(path, "unreadable", _system_message(path, error))
    except MemoryError:  # where a worker may take only so much
        return error_record(path, "died", message("error.died", file=path))
    except Exception as error:  # one bad file must neither stop nor hide the others; the kind makes it a bug report
        reason = f"{type(error).__name__}: {error}"[:200]
        return error_record(path, "internal", message("error.internal", file=path, reason=reason))


def analyze_submission(submission: Submission, options: Options) -> Record:
    """One submission of `analyzer.reading.archive.expand` as a record; raises as `analyze_record` does."""
    try:
        content = submission.load(options.reading)
    except ReadingError as error:
        return error_record(submission.shown, error.kind, str(error))
    return next(analyze_records([(submission.shown, content)], options))


def _system_message(path: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return message("error.missing", file=path)
    if isinstance(error, PermissionError):
        return message("error.permission", file=path)
    return message("error.system", file=path, reason=error.strerror or type(error).__name__)


def analyze_records(items: Iterable[tuple[str, bytes | None]], options: Options | None = None) -> Iterator[Record]:
    """Each (path, content) as a record, in the order given."""
    for path, content in items:
        yield analyze_record(path, content, options)
