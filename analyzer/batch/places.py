"""Folders on any file system that pyarrow reads (local, HDFS, S3-compatible), with patience: read `Place`, then `found_in`.

A local folder to be checked is walked with the same code as without a cluster, so that names and skips are the same.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from analyzer.batch.arrow import arrow
from analyzer.errors import ConfigurationError, ReadingError
from analyzer.export.messages import message
from analyzer.reading.archive import load_file
from analyzer.reading.dispatch import explain
from analyzer.reading.folder import OWN, RESULT_MARK, files_of, reason_to_skip
from analyzer.reading.options import ReadingOptions

PAUSES = (0.2, 1.0, 4.0)
"""Seconds before another try at a file system that did not answer."""
Answer = TypeVar("Answer")


def patiently(ask: Callable[[], Answer]) -> Answer:
    """What `ask` gives, asked again where the file system fails. Raises the last `OSError`; one that time cannot mend at once."""
    for pause in PAUSES:
        try:
            return ask()
        except (FileNotFoundError, PermissionError, NotADirectoryError, IsADirectoryError):
            raise
        except OSError:
            time.sleep(pause)
    return ask()


def is_uri(place: str) -> bool:
    """Whether a place is told as a URI (`s3://…`, `hdfs://…`), not as a path."""
    return "://" in place


class Place:
    """A folder (or a file) by path or URI. `shown` is what people call it: the URI without its options."""

    def __init__(self, place: str) -> None:
        self.told = place
        self.local = not is_uri(place)
        self.shown = place.partition("?")[0].rstrip("/")
        arrow()
        from pyarrow import fs

        try:
            if self.local:
                self.system: Any = fs.LocalFileSystem()
                self.base = os.path.abspath(place)
            else:
                self.system, self.base = fs.FileSystem.from_uri(place)
                self.base = self.base.rstrip("/")
        except (OSError, ValueError) as error:
            raise ConfigurationError(message("error.system", file=self.shown, reason=error)) from error

    def path(self, name: str) -> str:
        """A name below the place, as its file system calls it."""
        return f"{self.base}/{name}" if name else self.base

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises `OSError`."""

        def ask() -> bytes:
            with self.system.open_input_stream(self.path(name)) as stream:
                return bytes(stream.read())

        return patiently(ask)

    def write(self, name: str, content: bytes | memoryview) -> None:
        """Write a file that appears whole or not at all. Raises `OSError`."""
        path = self.path(name)
        whole = self.system.type_name in ("s3", "gcs", "abfs")  # such a store shows an object when it is complete
        unfinished = path if whole else f"{path}.{os.getpid()}-{time.monotonic_ns()}.part"

        def ask() -> None:
            if not whole:
                self.system.create_dir(path.rpartition("/")[0], recursive=True)
            with self.system.open_output_stream(unfinished) as stream:
                stream.write(content)
            if not whole:
                self.system.move(unfinished, path)

        patiently(ask)

    def delete(self, name: str) -> None:
        """Remove a file, if it is there."""
        try:
            patiently(lambda: self.system.delete_file(self.path(name)))
        except FileNotFoundError:
            return

    def entries(self, name: str = "") -> list[Any]:
        """What lies in a folder (not below it), by name; nothing where there is none. Raises `OSError`."""
        from pyarrow import fs

        selector = fs.FileSelector(self.path(name), allow_not_found=True)
        return sorted(patiently(lambda: self.system.get_file_info(selector)), key=lambda info: info.base_name)

    def info(self, name: str = "") -> Any:  # noqa: ANN401
        """Type, size and time of a file or folder. Raises `OSError`."""
        return patiently(lambda: self.system.get_file_info(self.path(name)))


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be read: what people call it, its path in its file system, its size in bytes, when it was changed."""

    shown: str
    path: str
    size: int
    modified: float | None


def found_in(place: Place, skipped: Counter[str]) -> Iterator[Found]:
    """The files that are to be read, in the order of their names, the others counted. Raises `ConfigurationError`."""
    try:
        yield from _local(place, skipped) if place.local else _remote(place, skipped)
    except OSError as error:
        raise ConfigurationError(message("error.system", file=place.shown, reason=error.strerror or error)) from error


def _local(place: Place, skipped: Counter[str]) -> Iterator[Found]:
    start = Path(place.told)
    if not start.exists():
        raise ConfigurationError(message("error.missing", file=place.told))
    for file in files_of(start, skipped) if start.is_dir() else [start]:
        state = file.stat()
        yield Found(str(file), os.path.abspath(file), state.st_size, state.st_mtime)


def _remote(place: Place, skipped: Counter[str]) -> Iterator[Found]:
    from pyarrow import fs

    info = place.info()
    if info.type == fs.FileType.NotFound:
        raise ConfigurationError(message("error.missing", file=place.shown))
    if info.type == fs.FileType.File:
        yield Found(place.shown, info.path, info.size, _time(info))
        return
    yield from _below(place, "", skipped)


def _below(place: Place, folder: str, skipped: Counter[str]) -> Iterator[Found]:
    """The files of a folder, then those of the folders in it, as a local folder is walked."""
    from pyarrow import fs

    entries = place.entries(folder)
    if any(entry.base_name == RESULT_MARK for entry in entries):
        skipped[OWN] += len(entries)
        return
    folders = []
    for entry in entries:
        name = f"{folder}/{entry.base_name}" if folder else entry.base_name
        if entry.type == fs.FileType.Directory:
            folders.append(name)
        elif reason := reason_to_skip(name):
            skipped[reason] += 1
        else:
            yield Found(f"{place.shown}/{name}", entry.path, entry.size, _time(entry))
    for name in folders:
        yield from _below(place, name, skipped)


def _time(info: Any) -> float | None:  # noqa: ANN401
    return None if info.mtime_ns is None else float(info.mtime_ns / 1e9)


def load(place: Place, path: str, shown: str, options: ReadingOptions) -> bytes:
    """The bytes of a found file within `options.max_bytes`. Raises `ReadingError`."""
    if place.local:
        return load_file(Path(path), options, shown)

    def ask() -> bytes:
        with place.system.open_input_stream(path) as stream:
            return bytes(stream.read(options.max_bytes + 1))

    try:
        content = patiently(ask)
    except OSError as error:
        kind = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
        reason = " ".join(str(error).split())[:200]
        raise ReadingError(kind, message("error.system", file=shown, reason=reason)) from error
    if len(content) > options.max_bytes:
        told = f"文件超过上限 {options.max_bytes // 1024**2} MB。可用 --max-size 放宽。"
        raise explain(shown, ReadingError("too_large", told))
    return content
