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
from analyzer.reading.options import ReadingOptions, over
from analyzer.reading.package import Package

_FEW = 3  # so many nested bundles that cannot be opened are told one by one
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
        _add_bundle(Package(data, options, bundle=True), shown, path, options, expansion)
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
            _add_bundle(Package(path, options, bundle=True), str(path), str(path), options, expansion)
        else:
            expansion.submissions.append(Submission(str(path), str(path)))
    except ReadingError as error:
        told = error if str(error).startswith("读不到") else explain(str(path), error)
        expansion.errors.append(FileError(str(path), told.kind, str(told)))


def _add_bundle(package: Package, shown: str, path: str, options: ReadingOptions, expansion: Expansion) -> None:
    bundle = _Bundle(shown, path, options)
    expansion.submissions += bundle.submissions(package)
    expansion.skipped += bundle.skipped
    expansion.errors += bundle.failures()


def _starts_like_zip(path: Path) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(4) in _ZIP_HEADS
    except OSError:
        return False


@dataclass(slots=True)
class _Bundle:
    """A bundle of the call with all that is nested in it: what it holds so far, and which of those could not be opened."""

    shown: str
    path: str
    options: ReadingOptions
    skipped: Counter[str] = field(default_factory=Counter)
    failed: list[tuple[str, ReadingError]] = field(default_factory=list)
    files: int = 0
    unpacked: int = 0

    def submissions(self, package: Package) -> list[Submission]:
        """All of them, a folder before the next and each sorted by name. Raises `ReadingError`; nothing of it is read then."""
        return list(self._members(package, self.shown, ()))

    def failures(self) -> Iterator[FileError]:
        """Nested bundles that were not opened: each with its reason, or one line for more than a reader would go through."""
        if len(self.failed) <= _FEW:
            for shown, error in self.failed:
                told = explain(shown, error)
                yield FileError(shown, told.kind, str(told))
            return
        shown, error = self.failed[0]
        reason = f"里面有 {len(self.failed)} 个压缩包没有解开，如 “{PurePosixPath(shown).name}”：{error}"
        yield FileError(self.shown, error.kind, str(explain(self.shown, ReadingError(error.kind, reason))))

    def _members(self, package: Package, shown: str, outer: tuple[str, ...]) -> Iterator[Submission]:
        names = [name for name in package.names if not name.endswith("/")]
        self._count(package, names)
        if names and all(map(package.is_encrypted, names)):
            raise ReadingError("encrypted", "压缩包有口令。请去掉口令后重新报送。")
        for name in sorted(names):
            parts = _safe_parts(name)
            label = "/".join((shown, *parts))
            if reason := reason_to_skip("/".join(parts)):
                self.skipped[reason] += 1
            elif PurePosixPath(name).suffix.lower() == ".zip":
                yield from self._nested(package, name, label, outer)
            else:
                yield Submission(label, self.path, (*outer, name))

    def _count(self, package: Package, names: list[str]) -> None:
        self.files += len(names)
        self.unpacked += sum(map(package.size, names))
        if self.files > self.options.max_members:
            told = f"压缩包里有 {self.files} 个以上文件，超过上限 {self.options.max_members} 个，没有解开。"
            raise _RefusedError.by(over("files", self.options, told))
        if self.unpacked > self.options.max_unpacked:
            told = f"压缩包解开后超过上限 {self.options.max_unpacked} 字节（可能是压缩炸弹），没有解开。"
            raise _RefusedError.by(over("unpacked", self.options, told))

    def _nested(self, package: Package, name: str, shown: str, outer: tuple[str, ...]) -> list[Submission]:
        try:
            if len(outer) + 2 > (depth := self.options.max_depth):
                raise over("depth", self.options, f"压缩包套了 {depth} 层以上，没有继续解开。", "解开后重新报送")
            return list(self._members(Package(package.read(name), self.options, bundle=True), shown, (*outer, name)))
        except _RefusedError:
            raise
        except ReadingError as error:
            self.failed.append((shown, error))
            return []


class _RefusedError(ReadingError):
    """The whole bundle is too much, wherever in it that was seen."""

    @classmethod
    def by(cls, error: ReadingError) -> _RefusedError:
        return cls(error.kind, str(error))


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
