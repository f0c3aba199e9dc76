"""What a task on a cluster does: `analyse_chunk`. Its only state is a guarded process that keeps its lexicons between tasks."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import os
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.batch.arrow import arrow, result_table
from analyzer.batch.dataset import DataSet, write_part
from analyzer.batch.packed import Packed, pack, storable
from analyzer.batch.places import Place, load
from analyzer.batch.pool import Failure, Guard
from analyzer.batch.records import Record, analyze_records, error_record, is_error
from analyzer.batch.run import GRACE, analyser_id
from analyzer.errors import ConfigurationError, ReadingError
from analyzer.export.messages import message, set_language
from analyzer.pipeline import Options
from analyzer.reading.archive import Submission, expand_bundle, is_bundle, read_member

Work = Callable[[tuple[str, bytes], Options], Packed | Record]


def pack_content(item: tuple[str, bytes], options: Options) -> Packed | Record:
    """(file, content) as a packed report or an error record, in a guarded process."""
    record = next(analyze_records([item], options))
    return record if is_error(record) else pack(record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What every task has to know. `profile` is the text of a profile of one's own, which workers need not have as a file;
    `memory` is what one file may take, in bytes.
    """

    source: str
    target: str
    options: Options
    settings: str
    analyser: str
    language: str
    mark: str
    timeout: float
    memory: int
    profile: str | None = None
    work: Work = pack_content


def chunk_table(number: int, rows: list[dict[str, Any]]) -> Any:  # noqa: ANN401
    """A chunk for a task."""
    pa = arrow()
    kinds = [("file", pa.string()), ("path", pa.binary()), ("members", pa.list_(pa.string())), ("modified", pa.float64())]
    schema = pa.schema([*kinds, ("known", pa.string()), ("chunk", pa.int64())])
    return pa.Table.from_pylist([{**row, "chunk": number} for row in rows], schema=schema)


@functools.cache
def _guard(job: Job) -> Guard[tuple[str, bytes], Packed | Record]:
    """The guarded process of this worker, which stays from task to task."""
    limit = dataclasses.replace(job.options.reading, timeout=job.timeout).seconds_a_file
    return Guard(functools.partial(_limited, job=job), limit + min(GRACE, limit))


def _limited(item: tuple[str, bytes], job: Job) -> Packed | Record:
    set_language(job.language)
    _limit_memory(job.memory)
    try:
        return job.work(item, _options(job))
    except (ConfigurationError, MemoryError):
        raise  # the whole call is wrong; the process has no memory left and is to be replaced
    except Exception as error:  # a bug of ours: told as one, not as a process that died
        return faulty(item[0], reason_of(error))


@functools.cache
def _limit_memory(size: int) -> None:
    """Let this process take so much memory and no more, where the system can do that."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))


@functools.cache
def _options(job: Job) -> Options:
    """The options with a profile of one's own as a file of this machine."""
    if job.profile is None:
        return job.options
    folder = tempfile.mkdtemp(prefix="analyzer-")
    path = Path(folder, Path(job.options.profile).name)
    path.write_text(job.profile, encoding="utf-8")
    return dataclasses.replace(job.options, profile=str(path))


def _refusal(job: Job) -> str | None:
    """Why this node cannot take part; it would spoil the results, not only fail."""
    node = socket.gethostname()
    if analyser_id() != job.analyser:
        return message("cluster.version", node=node, wanted=job.analyser, found=analyser_id())
    try:
        DataSet(job.target).place.read(job.mark)
    except OSError:
        return message("cluster.target", node=node, place=Place(job.target).shown)
    return None


def probe(job: Job) -> str | None:
    """Why this node cannot take part; that it answers at all shows that it has the program."""
    return _refusal(job)


def analyse_chunk(table: Any, job: Job) -> Any:  # noqa: ANN401
    """A table of `chunk_table` → one row: the parts that were written and what is in them, or `refusal` (the whole run must
    end) or `failure` (a bug of ours; what it was).
    """
    set_language(job.language)
    number = table["chunk"][0].as_py()
    try:
        refusal = _refusal(job)
        return _analyse(table, job, number) if refusal is None else _answer(chunk=number, refusal=refusal)
    except ConfigurationError as error:
        return _answer(chunk=number, refusal=str(error))
    except Exception as error:  # the engine would tell it as a lost chunk
        return _answer(chunk=number, failure=reason_of(error))


def _analyse(table: Any, job: Job, number: int) -> Any:  # noqa: ANN401
    source, outcomes, modified = Place(job.source), [], {}
    answer: dict[str, Any] = {"chunk": number, "known": 0, "stale": []}
    for row in table.to_pylist():
        modified[row["file"]] = row["modified"]
        for outcome, sha256 in _outcomes(row, source, job):
            if outcome is None:
                answer["known"] += 1
                continue
            if row["known"] is not None and sha256 != row["known"]:
                answer["stale"].append(row["file"])
            outcomes.append(outcome)
            modified.setdefault(outcome.file if isinstance(outcome, Packed) else outcome["file"], row["modified"])
    errors = [outcome for outcome in outcomes if not isinstance(outcome, Packed)]
    data, results = DataSet(job.target), result_table(outcomes)
    try:
        part, error_part = write_part(data, results, modified, job.settings)
    except OSError as error:  # a full disk: no result will come of any other file
        raise ConfigurationError(message("error.write", file=data.place.shown, reason=error.strerror or error)) from error
    told = [storable(error["message"]) for error in errors]
    return _answer(**answer, part=part, error_part=error_part, reports=len(outcomes) - len(errors), errors=told)


def _answer(**told: Any) -> Any:  # noqa: ANN401
    pa = arrow()
    empty = {"part": "", "error_part": "", "reports": 0, "known": 0, "errors": [], "stale": []}
    empty |= {"refusal": None, "failure": None}
    names, whole = pa.list_(pa.string()), pa.int64()
    kinds = [("chunk", whole), ("part", pa.string()), ("error_part", pa.string()), ("reports", whole), ("known", whole)]
    kinds += [("errors", names), ("stale", names), ("refusal", pa.string()), ("failure", pa.string())]
    return pa.Table.from_pylist([{**empty, **told}], schema=pa.schema(kinds))


def _outcomes(row: dict[str, Any], source: Place, job: Job) -> Iterator[tuple[Packed | Record | None, str]]:
    """(packed report or error, or None where it is known already, hash of the content) of a listed file."""
    reading, shown = job.options.reading, row["file"]
    submission = Submission(shown, os.fsdecode(row["path"]), tuple(row["members"]))
    try:
        content = _content(source, submission, job)
        if not submission.members and is_bundle(content, shown):
            expansion = expand_bundle(content, shown, submission.path, reading)
            for member in expansion.submissions:
                yield _analysed(member.shown, read_member(content, member, reading), job), ""
            yield from ((error_record(error.file, error.kind, error.message), "") for error in expansion.errors)
            return
    except ReadingError as error:
        yield error_record(shown, error.kind, str(error)), ""
        return
    sha256 = hashlib.sha256(content).hexdigest()
    yield None if sha256 == row["known"] else _analysed(shown, content, job), sha256


def _content(source: Place, submission: Submission, job: Job) -> bytes:
    reading = job.options.reading
    if not submission.members:
        return load(source, submission.path, submission.shown, reading)
    return read_member(_bundle(source, submission.path, submission.shown, job), submission, reading)


_last_bundle: dict[str, bytes] = {}


def _bundle(source: Place, path: str, shown: str, job: Job) -> bytes:
    """A bundle, kept for its next member."""
    if path not in _last_bundle:
        _last_bundle.clear()
        _last_bundle[path] = load(source, path, shown, job.options.reading)
    return _last_bundle[path]


def _analysed(shown: str, content: bytes, job: Job) -> Packed | Record:
    outcome = _guard(job).ask((shown, content))
    return failed(shown, outcome.kind, job) if isinstance(outcome, Failure) else outcome


def reason_of(error: Exception) -> str:
    """An exception in a line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


def faulty(shown: str, reason: str) -> Record:
    """The error of a file on which the program itself failed."""
    return error_record(shown, "internal", message("error.internal", file=shown, reason=reason))


def failed(shown: str, kind: str, job: Job) -> Record:
    """The error of a file that took too long (`timeout`) or its process along (`died`)."""
    limit = dataclasses.replace(job.options.reading, timeout=job.timeout).seconds_a_file
    return error_record(shown, kind, message(f"error.{kind}", file=shown, seconds=f"{limit:g}"))
