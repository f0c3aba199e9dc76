"""Everything that lies in a folder of results beside the store. Read `Results`.

Reports pass by a few times, one at a time. A .docx that somebody has edited since we wrote it is left as it is, and told.
"""

from __future__ import annotations

import datetime
import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from analyzer.errors import ConfigurationError
from analyzer.export.annotate import Comment, annotate_docx, comment_of, docx_of_text
from analyzer.export.html import FOLDER, PageWriter, page_name
from analyzer.export.letter import Letter, check_template, default_template, kept_for_letter, letter_of, write_letter
from analyzer.export.messages import get_language, message
from analyzer.export.overview import Marks, Overview, Row
from analyzer.export.places import Record, mark_key
from analyzer.export.word_text import levels_of
from analyzer.export.workbook import Notes, write_workbook

WORKBOOK, ANNOTATED, LETTERS, TEMPLATE = "汇总.xlsx", "批注", "反馈函", "反馈函模板.docx"

Records = Callable[[], Iterable[Record]]
"""A fresh pass over all reports of the run, one at a time."""


class Ledger(Protocol):
    """What remembers the files that we wrote (the store)."""

    def written(self, path: str) -> tuple[str, str] | None:
        """Of a file as we last wrote it: its hash, and the hash of what it was made from."""
        ...

    def note_output(self, path: str, sha256: str, source: str) -> None:
        """Note what we wrote, and from what."""
        ...


@dataclass(slots=True)
class Results:
    """A folder being filled: what was written (path, what it holds) and which files were left as somebody edited them.

    `maker` tells the version of the program and what decided the reports: where it changes, all files are made anew, so that of
    a report its file and hash are enough to know it by.
    """

    folder: Path
    overview: Overview
    marks: Marks
    ledger: Ledger
    maker: str
    notes: Notes = field(default_factory=dict)
    written: list[tuple[Path, str]] = field(default_factory=list)
    edited: list[Path] = field(default_factory=list)
    force: bool = False

    def wanted(self, name: str, source: object) -> str | None:
        """The hash of `source` (plain values) where a file is to be made of it; None where it is there and made from the same,
        or somebody has edited it since. With `force` what was edited is written over.
        """
        path, key = self.folder / name, self._key(source)
        known = self.ledger.written(name)
        if known is not None and path.is_file() and not self.force:
            if _hash(path.read_bytes()) != known[0]:
                self.edited.append(path)
                return None
            if key == known[1]:
                return None
        return key

    def _key(self, source: object) -> str:
        return _hash(repr((self.maker, source)).encode("utf-8", "surrogatepass"))

    def put(self, name: str, key: str, content: bytes) -> None:
        """Write a file that is `wanted`."""
        write_bytes(self.folder / name, content)
        self.ledger.note_output(name, _hash(content), key)

    def page(self, name: str, source: object, make: Callable[[], str]) -> Path:
        """Write a page, unless it is there and made from the same `source` (plain values)."""
        return self.renew(name, source, lambda path: _write_text(path, make()))

    def renew(self, name: str, source: object, write: Callable[[Path], object]) -> Path:
        """Let `write` fill a file of which we keep no edits, unless it is there and made from the same `source`."""
        path, key = self.folder / name, self._key(source)
        known = self.ledger.written(name)
        if known is None or known[1] != key or not path.is_file():
            write(path)
            self.ledger.note_output(name, "", key)
        return path

    def clear(self, folder: str, kept: Iterable[str]) -> None:
        """Drop files of an earlier run that are not written any more, except those that somebody has edited."""
        names = set(kept)
        for old in (self.folder / folder).glob("*.do??"):
            name = f"{folder}/{old.name}"
            known = self.ledger.written(name)
            if name not in names and known is not None and _hash(old.read_bytes()) == known[0]:
                old.unlink(missing_ok=True)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write_whole(path: Path, write: Callable[[Path], None]) -> Path:
    """Let `write` fill a file that appears whole or not at all. Raises `ConfigurationError` where that is not possible."""
    unfinished = path.with_name(f"~part-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(unfinished)
        unfinished.replace(path)
    except OSError as error:
        key = "results.open" if isinstance(error, PermissionError) else "error.write"
        raise ConfigurationError(message(key, file=path, reason=error.strerror or error)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def write_bytes(path: Path, content: bytes) -> Path:
    """Write a file that appears whole or not at all. Raises `ConfigurationError`."""

    def write(place: Path) -> None:
        place.write_bytes(content)

    return write_whole(path, write)


def _write_text(path: Path, text: str) -> Path:
    def write(place: Path) -> None:
        place.write_text(text, encoding="utf-8", errors="replace")

    return write_whole(path, write)


def write_tables(results: Results, records: Records, facts: dict[str, str], state: str) -> None:
    """The workbook and the pages. `facts` are those of `PageWriter.finish`; `state` is the same where the records are."""
    stems = docx_names(results.overview)
    annotated = functools.partial(annotated_name, stems=stems, marks=results.marks)
    pages = PageWriter(results.folder, results.overview, results.marks, results.page, annotated)

    def write(path: Path) -> None:
        write_workbook(path, records(), results.overview, results.marks, pages.pages, results.notes)

    # a clerk's marks and notes were read before; what else they did to the sheets stays as long as nothing changes
    source = (state, results.overview.rows, sorted(results.marks.items()), sorted(results.notes.items()), get_language())
    workbook = results.renew(WORKBOOK, source, lambda path: write_whole(path, write))
    for record in records():
        pages.add(record)
    kept = {Path(page).name for page in pages.pages.values()}
    for old in (results.folder / FOLDER).glob("*.html"):
        if old.name not in kept:
            old.unlink(missing_ok=True)
    index = pages.finish({**facts, "workbook": WORKBOOK})
    results.written += [(workbook, message("results.workbook")), (index, message("results.pages"))]


# a file with macros, or a template, is none of Word's under the plain suffix
_SUFFIXES = (".docm", ".dotx", ".dotm")


def docx_names(overview: Overview) -> dict[str, str]:
    """File → name (without suffix) of what goes back: the body's, which stays the same whoever else reports; with the year, and
    a number where that is not enough, where a body has several reports that count.
    """
    names = {row.file: Path(page_name(row)).stem.partition("_")[2] for row in overview.counted}
    for tell_apart in (lambda row, _: f"（{row.year}）" if row.year else "", lambda _, number: f"（{number}）"):
        common: dict[str, list[Row]] = {}
        for row in overview.counted:
            common.setdefault(names[row.file].casefold(), []).append(row)
        for rows in common.values():
            if len(rows) > 1:
                names |= {row.file: names[row.file] + tell_apart(row, number) for number, row in enumerate(rows, 1)}
    return names


def annotated_name(record: Record, stems: Mapping[str, str], marks: Marks) -> str | None:
    """The file with comments of a report, in the folder of results; None where nothing is to be sent back."""
    if record["file"] not in stems or not kept_for_letter(record, marks):
        return None
    suffix = Path(record["file"]).suffix.lower()
    return f"{ANNOTATED}/{stems[record['file']]}{suffix if suffix in _SUFFIXES else '.docx'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What an annotated file is made of; small enough to go to a worker. `data` is the submitted .docx, where it is one."""

    data: bytes | None
    text: str
    levels: dict[int, int]
    comments: list[Comment]
    fixes: bool
    time: datetime.datetime


Each = Callable[[Iterable[Annotation], Callable[[Annotation], bytes]], Iterable[tuple[int, bytes | None]]]
"""Lets something be done for each of many: gives (number, result), in any order; None where nothing came of it."""


def one_by_one(items: Iterable[Annotation], work: Callable[[Annotation], bytes]) -> Iterator[tuple[int, bytes | None]]:
    """`Each` in this process."""
    for number, item in enumerate(items):
        yield number, work(item)


def write_annotated(
    results: Results, records: Records, load: Callable[[str], bytes | None], *, fixes: bool = False, each: Each = one_by_one
) -> None:
    """A .docx with comments for every report with something to be sent back. `load` gives the bytes of a submission.

    With `fixes` the safe ones are made in it as tracked changes.
    """
    stems, names, time = docx_names(results.overview), [], datetime.datetime.now()
    given: list[tuple[str, str]] = []

    def annotations() -> Iterator[Annotation]:
        for record in records():
            name = annotated_name(record, stems, results.marks)
            if name is None:
                continue
            names.append(name)
            findings = kept_for_letter(record, results.marks)
            comments = [comment_of(record, finding) for finding in findings]
            key = results.wanted(names[-1], (record["sha256"], comments, fixes))
            if key is not None:
                given.append((names[-1], key))
                source = load(record["file"]) if record["format"] == "docx" else None
                yield annotation_of(record, comments, source, fixes, time)

    for number, content in each(annotations(), make_annotated):
        if content is not None:
            results.put(*given[number], content)
    results.clear(ANNOTATED, names)
    if names:
        results.written.append((results.folder / ANNOTATED, message("results.annotated", count=len(names))))


def annotation_of(
    record: Record, comments: list[Comment], source: bytes | None, fixes: bool, time: datetime.datetime
) -> Annotation:
    """What is needed to annotate a report; `source` is the submitted .docx, not used where it has changed since it was read."""
    data = source if source is not None and _hash(source) == record["sha256"] else None
    return Annotation(data=data, text=record["text"], levels=levels_of(record), comments=comments, fixes=fixes, time=time)


def make_annotated(told: Annotation) -> bytes:
    """The submitted file with its comments, else one made of the text."""
    if told.data is not None:
        try:
            return annotate_docx(told.data, told.text, told.comments, fixes=told.fixes, time=told.time)
        except ConfigurationError:  # read by other means (a scan that was recognised): the text is what can be commented on
            pass
        except Exception:  # what hostile XML leads to cannot be listed; one file must neither stop nor hide the others
            pass
    data = docx_of_text(told.text, told.levels)
    return annotate_docx(data, told.text, told.comments, fixes=told.fixes, time=told.time)


def letters_of(results: Results, records: Records, today: datetime.date) -> Iterator[tuple[str, Letter]]:
    """(name, letter) for each body whose report is to be returned, or of whose findings a clerk kept one."""
    rows, stems = {row.file: row for row in results.overview.rows}, docx_names(results.overview)
    for record in records():
        row = rows[record["file"]]
        chosen = any(results.marks.get((mark_key(record), f["fingerprint"])) for f in record["findings"])
        if not row.counted or not (row.verdict == "return" or chosen):
            continue
        letter = letter_of(record, results.marks, today)
        if letter.missing or letter.points:
            yield f"{LETTERS}/{stems[row.file]}.docx", letter


def write_letters(results: Results, records: Records, today: datetime.date, template: bytes | None = None) -> None:
    """The letters, by the template that lies beside them, where an office edits it; a `template` given takes its place."""
    template = _own_template(results, template)
    check_template(template)
    names = []
    for name, letter in letters_of(results, records, today):
        names.append(name)
        key = results.wanted(name, (_hash(template), letter))
        if key is not None:
            results.put(name, key, write_letter(template, letter))
    results.clear(LETTERS, names)
    if names:
        results.written.append((results.folder / LETTERS, message("results.letters", count=len(names))))


def _own_template(results: Results, given: bytes | None) -> bytes:
    """The template of these results, so that the next run writes the letters the same way.

    Raises `ConfigurationError` where one that was edited would be lost.
    """
    path, known = results.folder / TEMPLATE, results.ledger.written(TEMPLATE)
    there = path.read_bytes() if path.is_file() else None
    if there is not None and given in (None, there):
        return there
    if there is not None and not results.force and (known is None or known[0] != _hash(there)):
        raise ConfigurationError(message("error.exists", file=path))
    template = default_template() if given is None else given
    check_template(template)
    write_bytes(path, template)
    results.ledger.note_output(TEMPLATE, _hash(template), "")
    return template


def write_letters_to(
    place: Path, results: Results, records: Records, today: datetime.date, template: bytes | None = None
) -> None:
    """The letters in a folder of the user's choice. Raises `ConfigurationError` before any is written where one is there."""
    form = _own_template(results, None) if template is None else template
    check_template(form)
    names = [Path(name).name for name, _ in letters_of(results, records, today)]
    taken = [name for name in names if (place / name).exists()]
    if taken and not results.force:
        raise ConfigurationError(message("error.exists", file=place / taken[0]))
    for name, letter in letters_of(results, records, today):
        content = write_letter(form, letter)
        write_bytes(place / Path(name).name, content)
    if names:
        results.written.append((place, message("results.letters", count=len(names))))
