"""Many varied .docx into the store and through all exports: `python -m tests.benchmarks.many [COUNT [LARGE]]`.

Prints reports a second of one process and of two workers (from .docx to store), the peak memory of parent and workers, the time
of a whole `check -o` and of a second one without a change. With LARGE (say 5000) a second, larger run tells whether the parent's
memory grows; its files are made of COUNT texts, since the parent does not know that.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def main(count: int = COUNT, large: int = 0) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        # made by another process: a child's peak of memory begins with that of the process that started it
        subprocess.run([sys.executable, "-c", _MAKE, str(place / "in"), str(count)], check=True)
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
