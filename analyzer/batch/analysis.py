"""For programs and notebooks: many files → reports, lazily; a folder of results → frames."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Iterator
from pathlib import Path

from analyzer.batch.dataset import open_results
from analyzer.batch.pool import Failure, run_pool
from analyzer.batch.records import error_record
from analyzer.batch.run import GRACE, check_options, expand_once, jobs_for
from analyzer.errors import AnalyzerError, ConfigurationError, ReadingError
from analyzer.export.frames import Frames, to_frames
from analyzer.export.messages import message
from analyzer.model import FileError, Report
from analyzer.pipeline import Options, analyze_document
from analyzer.reading.ahead import convert_ahead
from analyzer.reading.archive import Submission


def analyze_many(
    paths: Iterable[str | Path] | str | Path, options: Options | None = None, *, jobs: int | None = 1, timeout: float = 120.0,
) -> Iterator[Report | FileError]:  # fmt: skip
    """Analyse files, folders (recursive) and .zip bundles, one report at a time, in the order of their names.

    A file that cannot be read comes as a `FileError` in its place: nothing is dropped, nothing raised for one bad file.
    `jobs` processes work at it; 1 stays in this process, None takes as many as are worth it. A script (not a notebook) that asks
    for more than one must do so under `if __name__ == "__main__":`, since workers import it. Raises `ConfigurationError` at once
    for a profile or rule that does not exist.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "甲.txt").write_text("2023年，办理行政许可3件。", encoding="utf-8")
    ...     _ = pathlib.Path(folder, "乙.pdf").write_bytes(b"%PDF-1.7 cut off")
    ...     results = list(analyze_many(folder))
    >>> sorted(type(result).__name__ for result in results)
    ['FileError', 'Report']
    """
    options = options or Options()
    check_options(options)
    wanted = [paths] if isinstance(paths, str | Path) else paths
    expansion = expand_once([str(path) for path in wanted], options)
    return _reports(expansion.submissions, expansion.errors, options, jobs, timeout)


def _reports(
    submissions: list[Submission], errors: list[FileError], options: Options, jobs: int | None, timeout: float
) -> Iterator[Report | FileError]:
    yield from errors
    workers = jobs_for(len(submissions), jobs)
    with convert_ahead(submissions, options.reading) as reading:
        work = functools.partial(analyze_one, options=dataclasses.replace(options, reading=reading))
        if workers <= 1:
            yield from map(work, submissions)
            return
        limit = dataclasses.replace(reading, timeout=timeout).seconds_a_file
        held: dict[int, Report | FileError] = {}
        awaited = 0
        for number, outcome in run_pool(submissions, work, jobs=workers, timeout=limit + GRACE):
            if isinstance(outcome, Failure):
                shown = submissions[number].shown
                held[number] = FileError(shown, outcome.kind, message(f"error.{outcome.kind}", file=shown, seconds=f"{limit:g}"))
            else:
                held[number] = outcome
            while awaited in held:
                yield held.pop(awaited)
                awaited += 1


def analyze_one(submission: Submission, options: Options) -> Report | FileError:
    """One submission as a report or the error why there is none. Raises `ConfigurationError` only."""
    try:
        return analyze_document(submission.read(options.reading), options)
    except ConfigurationError:
        raise
    except ReadingError as error:
        return FileError(**error_record(submission.shown, error.kind, str(error)))
    except AnalyzerError as error:
        return FileError(**error_record(submission.shown, "unreadable", str(error)))
    except Exception as error:  # one bad file must neither stop nor hide the others; the kind makes it a bug report
        reason = f"{type(error).__name__}: {error}"[:200]
        told = message("error.internal", file=submission.shown, reason=reason)
        return FileError(**error_record(submission.shown, "internal", told))


def load_store(folder: str | Path, *, decimals: bool = False) -> Frames:
    """The last run in a folder of results (written by `analyzer check FOLDER -o RESULTS`, with `--cluster` or without) as frames;
    see `to_frames`.

    Raises `ConfigurationError` where the folder holds no results.

    >>> import contextlib, io, pathlib, tempfile
    >>> from analyzer.cli import run
    >>> with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
    ...     _ = pathlib.Path(folder, "甲.txt").write_text("2023年，办理行政许可3件。", encoding="utf-8")
    ...     _ = run(["check", folder, "-o", folder + "/结果", "--jobs", "1", "--quiet"])
    ...     frames = load_store(folder + "/结果")
    >>> frames["indicators"][["name", "value"]].to_dict("records")
    [{'name': '办理行政许可', 'value': 3.0}]
    """
    with open_results(Path(folder), write=False) as store:
        run = store.last_run()
        if run is None:
            raise ConfigurationError(f"{folder}：还没有检查过，先运行 analyzer check 文件夹 -o {folder}")
        return to_frames([*store.records(run.id), *store.errors(run.id)], decimals=decimals)
