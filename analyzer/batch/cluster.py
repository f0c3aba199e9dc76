"""Very many reports on a Ray cluster → a Parquet data set. Read `run_cluster` here, then `analyse_chunk` in `task.py`.

The driver lists the files and deals them out in chunks; a task reads its chunk, has each file analysed by a process of its own
(which may take only so long and so much memory), writes a part of the data set and gives back one small row. So nothing large
passes through the driver. Ray Data moves the chunks, places the tasks and tells of lost nodes; a chunk that was lost with its
worker is dealt out again in smaller ones, at last file by file; a file that takes its worker along every time ends as an error.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import hashlib
import logging
import os
import platform
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from analyzer.batch.arrow import arrow, result_table
from analyzer.batch.dataset import DataSet, Manifest, write_part
from analyzer.batch.packed import storable
from analyzer.batch.places import Found, Place, found_in, load
from analyzer.batch.records import Record, error_record
from analyzer.batch.run import Batch, Told, analyser_id, check_options, settings_id, silent
from analyzer.batch.store import Store
from analyzer.batch.task import Job, Work, analyse_chunk, chunk_table, failed, faulty, pack_content, probe
from analyzer.errors import ConfigurationError, ReadingError
from analyzer.export.json_report import SCHEMA
from analyzer.export.messages import get_language, message
from analyzer.pipeline import Options
from analyzer.reading.archive import expand_bundle, is_bundle

LARGEST, LARGEST_OCR = 200, 20
"""Files a task, at most; fewer where they are recognised, which takes seconds a page."""
WAVE = 20_000
"""Files that are listed and dealt out at a time: what the driver holds does not grow with their number."""
OBJECT_STORE = 200 * 1024**2
"""Bytes of Ray's object store where we start Ray ourselves: only names of files pass through it."""
_PATIENCE = 60.0
"""Seconds that a node may take to say whether it can take part."""
_SHRINK = (1, 8, LARGEST, LARGEST)
"""By how much smaller the chunks of each pass are; the last two go file by file."""


@dataclass(slots=True)
class _Ledger:
    """What is known of earlier work, and what this run has come to."""

    known: dict[str, tuple[str, str]] = field(default_factory=dict)  # file → (hash, part)
    live: dict[str, set[str]] = field(default_factory=dict)  # part → files that were listed again
    sizes: dict[str, int] = field(default_factory=dict)
    parts: dict[str, None] = field(default_factory=dict)
    error_parts: dict[str, None] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)  # file → what went wrong in the program in the last pass
    done: int = 0
    reports: int = 0
    repeated: int = 0
    errors: int = 0
    listed: int = 0

    def list(self, file: str) -> str | None:
        """Note that a file is there; the hash of what is known of it."""
        self.listed += 1
        sha256, part = self.known.get(file, (None, ""))
        if part:
            self.live.setdefault(part, set()).add(file)
        return sha256

    def take(self, row: dict[str, Any]) -> None:
        """Note what a task answered."""
        if row["refusal"]:
            raise ConfigurationError(row["refusal"])
        for file in row["stale"]:
            self.live.get(self.known[file][1], set()).discard(file)
        if row["part"]:
            self.parts[row["part"]] = None
        if row["error_part"]:
            self.error_parts[row["error_part"]] = None
        self.reports += row["reports"] + row["known"]
        self.repeated += row["known"]
        self.errors += len(row["errors"])


def run_cluster(
    path: str, target: str, options: Options | None = None, *, address: str = "auto", timeout: float = 120.0,
    memory: int | None = None, told: Told = silent, work: Work = pack_content,
) -> Batch:  # fmt: skip
    """Analyse a folder, bundle or URI into a data set, skipping what it knows. `address` is Ray's (`auto`: a cluster that runs
    here, else one of this machine alone). Raises `ConfigurationError` where the call, the cluster or a node is not as it must be.
    """
    options = options or Options()
    options = dataclasses.replace(options, reading=dataclasses.replace(options.reading, progress=None, timeout=timeout))
    check_options(options)
    source, data = Place(path), DataSet(target)
    started, settings = _now(), settings_id(options)
    mark = f".run-{os.getpid()}-{hashlib.sha256(os.urandom(8)).hexdigest()[:8]}"
    with contextlib.ExitStack() as opened:
        ray = opened.enter_context(_connected(address))
        if data.place.local:  # where the clerk's marks will be; it also keeps a second run out of this folder
            opened.enter_context(Store(Path(data.place.base), write=True))
        try:
            data.place.write(mark, b"")
            before = data.manifest()
            ledger = _recall(data, settings, before)
            job = Job(
                source=path if not source.local else source.base, target=target if not data.place.local else data.place.base,
                options=options, settings=settings, analyser=analyser_id(), language=get_language(), mark=mark,
                timeout=timeout, memory=memory or _fair_share(), work=work, profile=_profile_text(options),
            )  # fmt: skip
            skipped: Counter[str] = Counter()
            manifest = Manifest(
                analyser=job.analyser, settings=settings, schema=SCHEMA, versions=_versions(ray), places=[source.shown],
                options={"profile": options.profile, "ocr": str(options.reading.ocr), "rules": repr(options.rules)},
                started=started,
            )  # fmt: skip
            items = _items(source, job, ledger, skipped, data)
            while wave := list(islice(items, WAVE)):
                _do_wave(ray, wave, job, ledger, data, told)
                if before is None:
                    data.commit(_filled(manifest, ledger, skipped))
            _finish(data, _filled(manifest, ledger, skipped), ledger, settings)
        except ray.exceptions.RayError as error:  # not a node: the cluster itself
            reason = " ".join(str(error).split())[:100]
            raise ConfigurationError(message("cluster.lost", reason=reason)) from error
        except OSError as error:
            raise ConfigurationError(message("error.write", file=data.place.shown, reason=error.strerror or error)) from error
        finally:
            data.place.delete(mark)
    return Batch(0, ledger.reports, ledger.repeated, ledger.errors)


class _connected:  # noqa: N801 — used as a function
    """Ray for a block; what we started ourselves is stopped at its end. Raises `ConfigurationError`."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __enter__(self) -> Any:  # noqa: ANN401
        arrow()
        try:
            import ray
            import ray.data
        except ImportError as error:
            raise ConfigurationError(message("error.cluster")) from error
        self._ray, self._ours = ray, not ray.is_initialized()
        if self._ours:
            quiet = {"logging_level": "ERROR", "log_to_driver": False}
            try:
                self._start(quiet)
            except (ConnectionError, OSError, RuntimeError, ValueError) as error:
                reason = " ".join(str(error).split())[:200]
                raise ConfigurationError(message("cluster.address", address=self._address, reason=reason)) from error
        context = ray.data.DataContext.get_current()
        self._kept = (context.max_errored_blocks, context.enable_progress_bars)
        context.max_errored_blocks, context.enable_progress_bars = -1, False
        logging.getLogger("ray.data").setLevel(logging.CRITICAL)  # what is lost is dealt out again and told by us
        return ray

    def _start(self, quiet: dict[str, Any]) -> None:
        if self._address != "auto":
            self._ray.init(self._address, **quiet)
            return
        try:
            self._ray.init("auto", **quiet)
        except ConnectionError:
            self._ray.init(object_store_memory=OBJECT_STORE, include_dashboard=False, **quiet)

    def __exit__(self, *_: object) -> None:
        context = self._ray.data.DataContext.get_current()
        context.max_errored_blocks, context.enable_progress_bars = self._kept
        if self._ours:
            self._ray.shutdown()


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _versions(ray: Any) -> dict[str, str]:  # noqa: ANN401
    return {"python": platform.python_version(), "pyarrow": arrow().__version__, "ray": ray.__version__}


def _profile_text(options: Options) -> str | None:
    profile = Path(options.profile)
    return profile.read_text(encoding="utf-8") if profile.suffix == ".toml" and profile.is_file() else None


def _fair_share() -> int:
    """Bytes that one file may take: a processor's share of this machine's memory, 4 GB at least."""
    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        whole = 0
    return max(4 * 1024**3, whole // (os.cpu_count() or 1))


def _recall(data: DataSet, settings: str, before: Manifest | None) -> _Ledger:
    """What parts on disk know under these settings, also those that a run left when it was cut off."""
    ledger = _Ledger()
    committed = list(before.parts) if before is not None else []
    others = [part for part in data.part_names("records") if part not in set(committed)]
    for part in (*others, *committed):  # a later one wins
        found, contents = data.contents(part)
        ledger.sizes[part] = len(contents)
        if found == settings:
            ledger.known |= {file: (sha256, part) for file, sha256 in contents}
    return ledger


def _items(
    source: Place, job: Job, ledger: _Ledger, skipped: Counter[str], data: DataSet
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """The rows of all chunks: a file, or a member of a bundle; a bundle that cannot be opened is an error at once."""
    for found in found_in(source, skipped):
        if PurePosixPath(found.shown).suffix.lower() != ".zip":
            yield _item(found, found.shown, (), ledger)
            continue
        try:
            content = load(source, found.path, found.shown, job.options.reading)
        except ReadingError as error:
            _note_errors(data, [error_record(found.shown, error.kind, str(error))], job, ledger)
            continue
        if not is_bundle(content, found.shown):
            yield _item(found, found.shown, (), ledger)
            continue
        expansion = expand_bundle(content, found.shown, found.path, job.options.reading)
        skipped.update(expansion.skipped)
        for member in expansion.submissions:
            yield _item(found, member.shown, member.members, ledger)
        _note_errors(data, [error_record(e.file, e.kind, e.message) for e in expansion.errors], job, ledger)


def _item(found: Found, shown: str, members: tuple[str, ...], ledger: _Ledger) -> dict[str, Any]:
    file = storable(shown)
    path = os.fsencode(found.path)
    return {"file": file, "path": path, "members": members, "modified": found.modified, "known": ledger.list(file)}


def _note_errors(data: DataSet, errors: list[Record], job: Job, ledger: _Ledger) -> None:
    if not errors:
        return
    _, part = write_part(data, result_table(errors), {}, job.settings)
    ledger.error_parts[part] = None
    ledger.errors += len(errors)


def _do_wave(
    ray: Any,  # noqa: ANN401
    wave: list[dict[str, Any]], job: Job, ledger: _Ledger, data: DataSet, told: Told
) -> None:  # fmt: skip
    """Deal out the files of a wave until each has its result, or is an error since it took its worker along every time."""
    slots = max(1, int(ray.cluster_resources().get("CPU", 1)))
    largest = LARGEST_OCR if job.options.reading.ocr else LARGEST
    size = max(1, min(largest, -(-len(wave) // (slots * 4))))
    for shrink in _SHRINK:
        wave = _do_pass(ray, wave, max(1, size // shrink), job, ledger, data, told)
        if not wave:
            return
        _ask_nodes(ray, job)
    files, reasons = [row["file"] for row in wave], ledger.reasons
    errors = [faulty(file, reasons[file]) if file in reasons else failed(file, "died", job) for file in files]
    _note_errors(data, errors, job, ledger)
    ledger.done += len(errors)
    for error in errors:
        told(ledger.done, ledger.listed, error)
    for row in wave:
        ledger.live.get(ledger.known.get(row["file"], ("", ""))[1], set()).discard(row["file"])


def _ask_nodes(ray: Any, job: Job) -> None:  # noqa: ANN401
    """After a loss: raise `ConfigurationError` where a node lacks the program, or cannot take part for another reason."""
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    ask = ray.remote(num_cpus=0, max_retries=0)(probe)
    alive = [node for node in ray.nodes() if node["Alive"] and node["Resources"].get("CPU")]
    bound = {node["NodeManagerHostname"]: NodeAffinitySchedulingStrategy(node["NodeID"], soft=False) for node in alive}
    asked = {name: ask.options(scheduling_strategy=strategy).remote(job) for name, strategy in bound.items()}
    for name, waiting in asked.items():
        try:
            refusal = ray.get(waiting, timeout=_PATIENCE)
        except ray.exceptions.RayTaskError as error:
            reason = " ".join(str(error.cause or error).split())[-200:]
            raise ConfigurationError(message("cluster.node", node=name, reason=reason)) from error
        except (ray.exceptions.RayError, TimeoutError):  # lost meanwhile, or full: what it had is dealt out again
            continue
        if refusal is not None:
            raise ConfigurationError(refusal)


def _do_pass(
    ray: Any,  # noqa: ANN401
    wave: list[dict[str, Any]], size: int, job: Job, ledger: _Ledger, data: DataSet, told: Told
) -> list[dict[str, Any]]:  # fmt: skip
    """Deal out files once, in chunks of a size; returns those of which nothing was heard."""
    waiting = {number: wave[start : start + size] for number, start in enumerate(range(0, len(wave), size))}
    tables = [chunk_table(number, rows) for number, rows in waiting.items()]
    heard = set(data.part_names("records")) if ledger.known or ledger.parts else set()
    answers = ray.data.from_arrow(tables).map_batches(
        analyse_chunk, batch_size=None, batch_format="pyarrow", fn_kwargs={"job": job}, num_cpus=1, max_retries=0
    )
    ledger.reasons.clear()
    try:
        for answer in answers.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
            for row in answer.to_pylist():
                if row["failure"] is not None:
                    ledger.reasons |= {each["file"]: row["failure"] for each in waiting[row["chunk"]]}
                    continue
                ledger.take(row)
                ledger.done += len(waiting.pop(row["chunk"]))
                for error in row["errors"]:
                    told(ledger.done, ledger.listed, {"message": error})
                told(ledger.done, ledger.listed, None)
    except ray.exceptions.RayError:  # the answer of a node that was lost; what it wrote is found on disk
        pass
    rest = [row for rows in waiting.values() for row in rows]
    return _without_written(rest, heard, job, ledger, data) if rest else []


def _without_written(
    rest: list[dict[str, Any]], heard: set[str], job: Job, ledger: _Ledger, data: DataSet
) -> list[dict[str, Any]]:  # fmt: skip
    """The files of which no task wrote a part before its answer was lost."""
    wanted = {row["file"] for row in rest}
    for part in data.part_names("records"):
        if part in heard or part in ledger.parts or part in ledger.sizes:
            continue
        _, contents = data.contents(part)
        written = {file for file, _ in contents}
        if written <= wanted:
            ledger.parts[part] = None
            ledger.reports += len(written)
            ledger.done += len(written)
            wanted -= written
            for file in written & ledger.known.keys():
                ledger.live.get(ledger.known[file][1], set()).discard(file)
    return [row for row in rest if row["file"] in wanted]


def _filled(manifest: Manifest, ledger: _Ledger, skipped: Iterable[str]) -> Manifest:
    assert isinstance(skipped, Counter)
    return dataclasses.replace(
        manifest, skipped=dict(skipped), reports=ledger.reports, errors=ledger.errors, parts=sorted(ledger.parts),
        error_parts=sorted(ledger.error_parts),
    )  # fmt: skip


def _finish(data: DataSet, manifest: Manifest, ledger: _Ledger, settings: str) -> None:
    """Keep of older parts what was listed again, show the whole to readers, then remove the rest."""
    parts = set(manifest.parts)
    for part, files in ledger.live.items():
        if len(files) == ledger.sizes[part]:
            parts.add(part)
        elif files:
            parts.add(data.trim(part, files, settings))
    data.commit(dataclasses.replace(manifest, parts=sorted(parts), finished=_now()))
    data.sweep(dataclasses.replace(manifest, parts=sorted(parts)))
