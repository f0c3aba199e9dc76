"""Where output goes: standard output or a new file, never over an existing one without --force."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from analyzer.errors import ConfigurationError
from analyzer.export.layout import Line, show
from analyzer.export.messages import message


def wants_colour(stream: TextIO) -> bool:
    """Whether the stream is a terminal whose user has not declined colours (NO_COLOR, TERM=dumb)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def print_lines(lines: list[Line], stream: TextIO) -> None:
    """Lines in colours on a terminal, plain elsewhere."""
    show(lines, stream, colour=wants_colour(stream))


def check_free(path: Path, *, force: bool) -> None:
    """Raises `ConfigurationError` where something stands in the way."""
    if path.exists() and not force:
        raise ConfigurationError(message("error.exists", file=path))


@contextmanager
def open_output(path: Path | None, *, force: bool, bom: bool = False) -> Iterator[TextIO]:
    """A stream for text: standard output, or a file that appears whole or not at all. `bom` marks UTF-8 for Excel."""
    if path is None:
        yield sys.stdout
        return
    check_free(path, force=force)
    partial = path.with_name(path.name + ".part")
    try:
        with partial.open("w", encoding="utf-8-sig" if bom else "utf-8", errors="surrogateescape", newline="") as stream:
            yield stream
        partial.replace(path)
    except OSError as error:
        raise ConfigurationError(message("error.write", file=path, reason=error.strerror or error)) from error
    finally:
        partial.unlink(missing_ok=True)
