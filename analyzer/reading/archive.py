"""Paths → what is to be read: files, folders and .zip bundles, laid out as a list of submissions.

Read `expand` first. For a process pool: `expand(paths)` in the parent gives `Expansion.submissions` in an order that depends on
names alone; each `Submission` is small and picklable and is read in the worker with `submission.read(options)`, which gives a
`Document` (whose `file` is `submission.shown`) or raises `ReadingError`. What could not even be listed (a path that does not
exist, a broken or encrypted bundle) stands in `Expansion.errors`, what was left out in `Expansion.skipped` (reason → count).

A bundle is read in memory, member by member: nothing is ever written, so a member's name cannot lead outside.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath

from analyzer.errors import ReadingError
from analyzer.model import Document, FileError
from analyzer.reading.dispatch import explain, read_bytes
from analyzer.reading.folder import files_of, reason_to_skip
from analyzer.reading.kinds import kind_of
from analyzer.reading.options import ReadingOptions
from analyzer.reading.package import Package

_MAX_DEPTH = 2
_TOTAL = 20  # a bundle may claim this many times `max_bytes` in all
_ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# read as one file and never as a bundle, whatever else a zip with this name may hold
_PACKAGES = frozenset({".docx", ".docm", ".dotx", ".odt", ".ofd"})


@dataclass(frozen=True, slots=True)
class Submission:
    """One file to be read. `shown` is for people (报送.zip/永和镇/年报.docx); `members` leads into a bundle and one inside it."""

    shown: str
    path: str
    members: tuple[str, ...] = ()

    def load(self, options: ReadingOptions | None = None) -> bytes:
        """The bytes. Raises `ReadingError`."""
        options = options or ReadingOptions()
        if not self.members:
            return load_file(Path(self.path), options, self.shown)
        try:
            state = os.stat(self.path)
            return _open_bundle(self.path, state.st_mtime_ns, self.members[:-1], options).read(self.members[-1])
        except ReadingError as error:
            raise explain(self.shown, error) from error
        except OSError as error:
            raise explain(self.shown, ReadingError("unreadable", f"打不开（{error.strerror or error}）。")) from error

    def read(self, options: ReadingOptions | None = None) -> Document:
        """The document. Raises `ReadingError`."""
        return read_bytes(self.load(options), self.shown, options)


@dataclass(slots=True)
class Expansion:
    """What a list of paths comes to."""

    submissions: list[Submission] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    errors: list[FileError] = field(default_factory=list)


def expand(paths: Iterable[str | Path], options: ReadingOptions | None = None) -> Expansion:
    """Lay out files, folders (recursive) and bundles. A file that is named itself is never skipped. Never raises."""
    options = options or ReadingOptions()
    expansion = Expansion()
    for path in map(Path, paths):
        if path.is_dir():
            for file in files_of(path, expansion.skipped):
                _add_file(file, options, expansion)
        elif path.exists():
            _add_file(path, options, expansion)
        else:
            expansion.errors.append(FileError(str(path), "missing", f"读不到 “{path.name}”：没有这个文件或文件夹。请核对路径。"))
    return expansion


def expand_bundle(data: bytes, shown: str, path: str, options: ReadingOptions) -> Expansion:
    """What a bundle comes to that is read elsewhere than from a local path; its submissions are read with `read_member`."""
    expansion = Expansion()
    try:
        package = Package(data, options, bundle=True)
        expansion.submissions += _members(package, shown, path, (), options, expansion)
    except ReadingError as error:
        told = explain(shown, error)
        expansion.errors.append(FileError(shown, told.kind, str(told)))
    return expansion


def is_bundle(data: bytes, name: str) -> bool:
    """Whether bytes are those of a bundle of submissions, not of one document."""
    return data.startswith(_ZIP_HEADS) and PurePosixPath(name).suffix.lower() not in _PACKAGES and kind_of(data) == "zip"


def read_member(data: bytes, submission: Submission, options: ReadingOptions) -> bytes:
    """The bytes of a submission inside a bundle. Raises `ReadingError`."""
    try:
        for member in submission.members:
            data = Package(data, options, bundle=True).read(member)
    except ReadingError as error:
        raise explain(submission.shown, error) from error
    return data


def load_file(path: Path, options: ReadingOptions, shown: str) -> bytes:
    """The bytes of a file within `options.max_bytes`. Raises `ReadingError`."""
    try:
        if path.is_dir():
            told = "这是文件夹，不是文件。请用 analyzer check 检查整个文件夹（程序里用 analyze_many）。"
            raise explain(shown, ReadingError("unreadable", told))
        if (size := path.stat().st_size) > options.max_bytes:
            limit = options.max_bytes // 1024**2
            raise explain(
                shown, ReadingError("too_large", f"文件有 {size // 1024**2} MB，超过上限 {limit} MB。可用 --max-size 放宽。")
            )
        with open(path, "rb") as file:
            return file.read(options.max_bytes + 1)
    except FileNotFoundError as error:
        raise explain(shown, ReadingError("missing", "没有这个文件。请核对路径。")) from error
    except (OSError, ValueError) as error:
        reason = "没有读取权限" if isinstance(error, PermissionError) else getattr(error, "strerror", None) or str(error)
        raise explain(shown, ReadingError("unreadable", f"打不开（{reason}）。请检查文件是否被占用或有无权限。")) from error


def _add_file(path: Path, options: ReadingOptions, expansion: Expansion) -> None:
    if path.suffix.lower() in _PACKAGES or not _starts_like_zip(path):
        expansion.submissions.append(Submission(str(path), str(path)))
        return
    try:
        if kind_of(load_file(path, options, str(path))) == "zip":
            package = Package(path, options, bundle=True)
            expansion.submissions += _members(package, str(path), str(path), (), options, expansion)
        else:
            expansion.submissions.append(Submission(str(path), str(path)))
    except ReadingError as error:
        told = error if str(error).startswith("读不到") else explain(str(path), error)
        expansion.errors.append(FileError(str(path), told.kind, str(told)))


def _starts_like_zip(path: Path) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(4) in _ZIP_HEADS
    except OSError:
        return False


def _members(
    package: Package, shown: str, path: str, outer: tuple[str, ...], options: ReadingOptions, expansion: Expansion
) -> Iterator[Submission]:
    """The submissions inside an open bundle, sorted by name."""
    names = [name for name in package.names if not name.endswith("/")]
    if len(names) > options.max_members:
        raise ReadingError("too_large", f"压缩包里有 {len(names)} 个文件，超过上限 {options.max_members} 个，没有解开。")
    if sum(map(package.size, names)) > _TOTAL * options.max_bytes:
        raise ReadingError("too_large", "压缩包解开后过大（可能是压缩炸弹），没有解开。")
    if names and all(map(package.is_encrypted, names)):
        raise ReadingError("encrypted", "压缩包有口令。请去掉口令后重新报送。")
    for name in sorted(names):
        parts = _safe_parts(name)
        label = "/".join((shown, *parts))
        if reason := reason_to_skip("/".join(parts)):
            expansion.skipped[reason] += 1
        elif PurePosixPath(name).suffix.lower() == ".zip":
            yield from _nested(package, name, label, path, outer, options, expansion)
        else:
            yield Submission(label, path, (*outer, name))


def _nested(
    package: Package, name: str, shown: str, path: str, outer: tuple[str, ...], options: ReadingOptions, expansion: Expansion
) -> list[Submission]:
    try:
        if len(outer) + 2 > _MAX_DEPTH:
            raise ReadingError("too_large", "压缩包套了两层以上，没有继续解开。请解开后重新报送。")
        inner = Package(package.read(name), options, bundle=True)
        return list(_members(inner, shown, path, (*outer, name), options, expansion))
    except ReadingError as error:
        told = explain(shown, error)
        expansion.errors.append(FileError(shown, told.kind, str(told)))
        return []


def _safe_parts(name: str) -> tuple[str, ...]:
    """The parts of a member's name for people, without drives, roots and steps upwards."""
    return tuple(part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."} and not part.endswith(":"))


@lru_cache(maxsize=2)
def _open_bundle(path: str, modified: int, members: tuple[str, ...], options: ReadingOptions) -> Package:
    """An open bundle (or the one inside it), kept for the next member; `modified` makes a changed file be opened anew."""
    package = Package(Path(path), options, bundle=True)
    for member in members:
        package = Package(package.read(member), options, bundle=True)
    return package
