"""Old office formats of many submissions, converted before the work is dealt out.

LibreOffice needs two seconds to start and a fourteenth of one for a file, so that hundreds of .doc are converted in a few calls:

    with convert_ahead(submissions, options.reading) as reading:
        ...  # run the pool with dataclasses.replace(options, reading=reading)

A file that a call could not convert is converted by itself when it is read, and says then why it cannot be.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from analyzer.errors import ReadingError
from analyzer.reading.archive import Submission
from analyzer.reading.dispatch import OFFICE, office_suffix
from analyzer.reading.kinds import kind_of
from analyzer.reading.options import ReadingOptions

_AT_ONCE = 40
_SECONDS_A_FILE = 2.0
_NEVER_OLD = frozenset({".docx", ".txt", ".pdf", ".html", ".htm", ".md", ".rtf", ".ofd", ".zip", ".jpg", ".png", ".tif"})


@contextlib.contextmanager
def convert_ahead(submissions: Sequence[Submission], options: ReadingOptions) -> Iterator[ReadingOptions]:
    """The options with which the submissions are to be read; the converted files are gone when the block ends. Never fails."""
    old = [submission for submission in submissions if _is_old(submission, options)]
    if len(old) < 2:
        yield options  # nothing is won
        return
    with tempfile.TemporaryDirectory(prefix="analyzer-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        sources: list[Path] = []
        for submission in old:
            with contextlib.suppress(ReadingError):
                sources.append(_stored(submission, folder, options))
        sources = list(dict.fromkeys(sources))
        for start in range(0, len(sources), _AT_ONCE):
            _convert(sources[start : start + _AT_ONCE], folder, options)
        yield dataclasses.replace(options, converted=str(folder / "out"))


def _is_old(submission: Submission, options: ReadingOptions) -> bool:
    if Path(submission.shown).suffix.lower() in _NEVER_OLD:
        return False
    try:
        return kind_of(submission.load(options)) in OFFICE
    except ReadingError:
        return False


def _stored(submission: Submission, folder: Path, options: ReadingOptions) -> Path:
    """An old office file written down under its hash. Raises `ReadingError`."""
    data = submission.load(options)
    path = folder / f"{hashlib.sha256(data).hexdigest()}{office_suffix(kind_of(data), submission.shown)}"
    path.write_bytes(data)
    return path


def _convert(sources: list[Path], folder: Path, options: ReadingOptions) -> None:
    from analyzer.reading.office import find_soffice, run_libreoffice

    if program := find_soffice():
        with contextlib.suppress(subprocess.TimeoutExpired, OSError):
            run_libreoffice(
                program, sources, folder / "out", folder / "profile", options.timeout + _SECONDS_A_FILE * len(sources)
            )
