"""Many varied .docx into the store and through all exports: `python -m tests.benchmarks.many [COUNT [LARGE]]`.

Prints what each stage costs on one core, reports a second of one process and of two workers (from .docx to store), the peak
memory of parent and workers, the time of a whole `check -o` and of a second one without a change. With LARGE (say 5000) a second,
larger run tells whether the parent's memory grows; its files are made of COUNT texts, since the parent does not know that.
"""

import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")

COUNT = 300
_MAKE = "import sys; from pathlib import Path; from tests.benchmarks.varied import write_folder; "
_MAKE += "write_folder(Path(sys.argv[1]), int(sys.argv[2]))"
_STORE = """
import resource, sys, time
from pathlib import Path
from analyzer.batch.run import run_batch
from analyzer.batch.store import Store
if __name__ == "__main__":
    start = time.perf_counter()
    with Store(Path(sys.argv[2]), write=True) as store:
        batch = run_batch([sys.argv[1]], store, jobs=int(sys.argv[3]))
    took = time.perf_counter() - start
    peaks = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(batch.reports, took, *peaks)
"""


def to_store(inbox: Path, out: Path, jobs: int) -> tuple[float, float, float]:
    """Reports a second, peak megabytes of the parent, of the largest worker."""
    command = [sys.executable, "-c", _STORE, str(inbox), str(out), str(jobs)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return int(told[0]) / float(told[1]), float(told[2]), float(told[3])


def whole(inbox: Path, out: Path) -> float:
    """Seconds of `check -o` with every export."""
    command = [sys.executable, "-m", "analyzer", "check", str(inbox), "-o", str(out), "--quiet", "--force"]
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def stages(inbox: Path, out: Path, count: int = 150) -> list[tuple[str, float]]:
    """(stage, milliseconds a report) of one process, by processor time: a busy machine does not weigh."""
    from analyzer.batch.packed import pack
    from analyzer.batch.store import Store
    from analyzer.export.json_report import report_to_record
    from analyzer.pipeline import Options, analyze_document
    from analyzer.reading import read_bytes

    files, spent, options = sorted(inbox.glob("*.docx"))[:count], dict[str, float](), Options()
    analyze_document(read_bytes(files[0].read_bytes(), "a.docx"), options)  # the lexicons are loaded once

    def timed(name: str, work: Callable[[], Result]) -> Result:
        start = time.process_time()
        result = work()
        spent[name] = spent.get(name, 0.0) + time.process_time() - start
        return result

    with Store(out, write=True) as store:
        run = store.begin("", "", [])
        for number, path in enumerate(files):
            document = timed("read .docx", lambda path=path: read_bytes(path.read_bytes(), path.name))
            report = timed("text to findings", lambda document=document: analyze_document(document, options))
            record = timed("plain record", lambda report=report: report_to_record(report, with_text=True))
            packed = timed("flatten and compress", lambda record=record: pack(record))
            crossed = timed("cross between processes", lambda packed=packed: pickle.loads(pickle.dumps(packed)))
            timed("insert", lambda crossed=crossed, number=number: store.add(run, number, crossed, "", None))
        timed("insert", store.commit)
    return [(name, seconds / len(files) * 1000) for name, seconds in spent.items()]


def print_stages(inbox: Path, out: Path) -> None:
    costs = stages(inbox, out)
    total = sum(cost for _, cost in costs)
    for name, cost in costs:
        print(f"    {name:26} {cost:6.2f} ms {cost / total:6.1%}")
    print(f"    {'a report on one core':26} {total:6.2f} ms, {1000 / total:.1f}/s", flush=True)


def main(count: int = COUNT, large: int = 0) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        # made by another process: a child's peak of memory begins with that of the process that started it
        subprocess.run([sys.executable, "-c", _MAKE, str(place / "in"), str(count)], check=True)
        print_stages(place / "in", place / "stages")
        for jobs in (1, 2):
            rate, parent, worker = to_store(place / "in", place / f"store{jobs}", jobs)
            print(f"{count} reports to the store, {jobs} at a time: {rate:.1f}/s, parent {parent:.0f} MB, worker {worker:.0f} MB")
        print(f"the same with all exports: {whole(place / 'in', place / 'out'):.1f} s")
        print(f"again without a change: {whole(place / 'in', place / 'out'):.1f} s", flush=True)
        if large:
            for number in range(count, large):
                (place / "in" / f"{number:05}.docx").write_bytes((place / "in" / f"{number % count:05}.docx").read_bytes())
            rate, parent, worker = to_store(place / "in", place / "store_large", 2)
            print(f"{large} reports to the store, 2 at a time: {rate:.1f}/s, parent {parent:.0f} MB, worker {worker:.0f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
