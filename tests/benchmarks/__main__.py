"""Prints one table: what each step costs beside a reference that is measured in the same run.

Figures of different machines, or of one machine at different hours, do not compare; the ratios do.
"""

import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.reading import reading_costs
from tests.benchmarks.steps import JIEBA, lengths, step_costs

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpora" / "samples"


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """The shortest of some runs: the others were disturbed."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def sample_texts() -> list[str]:
    from analyzer.reading import read_file

    return [read_file(path).text for path in sorted(SAMPLES.glob("*.txt"))]


def against_jieba() -> Iterator[tuple[str, float, str]]:
    """Each step, and the whole, beside `jieba.cut` alone on the same text (million characters a second), for three lengths."""
    for name, texts in lengths(sample_texts()):
        characters = sum(map(len, texts))
        costs = step_costs(texts)
        for step, cost in costs.items():
            yield f"{name}: {step}", characters / cost / 1e6, f"{costs[JIEBA] / cost:.2f}"


def linearity() -> Iterator[tuple[str, float, str]]:
    """Seconds a character of a long text over those of a short one: 1 is linear."""
    import analyzer

    text = "\n".join(sample_texts())
    short = (text * 20)[:5_000]
    base = seconds(lambda: analyzer.analyze_text(short)) / len(short)
    for size in (50_000, 500_000):
        long = "".join(itertools.islice(itertools.cycle(text), size))
        cost = seconds(lambda long=long: analyzer.analyze_text(long), 1) / size
        yield f"{size:,} characters beside 5,000, cost a character", cost / base, "1.00"


def cold_start() -> Iterator[tuple[str, float, str]]:
    """A whole process on one .docx with its compiled files there, in processor seconds, beside an empty Python."""
    file = str(SAMPLES / "qingyuan_sifaju_2023.docx")
    empty = process_seconds(["-c", "pass"])
    for command in ("summary", "outline", "numbers", "check"):
        ours = process_seconds(["-m", "analyzer", command, file])
        yield f"cold {command} of one .docx, processor seconds", ours, f"{ours / empty:.1f}"


def process_seconds(arguments: list[str], rounds: int = 6) -> float:
    """Processor seconds of a Python process, the least of some runs; by the clock where the system does not tell (Windows)."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    best = float("inf")
    for _ in range(rounds):
        before = os.times()
        subprocess.run([sys.executable, *arguments], env=environment, check=False, stdout=subprocess.DEVNULL)
        after = os.times()
        own = after.children_user + after.children_system - before.children_user - before.children_system
        best = min(best, own or after.elapsed - before.elapsed)
    return best


def many_files() -> Iterator[tuple[str, float, str]]:
    """A folder of .docx into the store with one and with two workers, and again without a change."""
    data = (SAMPLES / "qingyuan_sifaju_2023.docx").read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder, "in")
        inbox.mkdir()
        for number in range(200):
            (inbox / f"{number:04}.docx").write_bytes(data)
        rates = {}
        for jobs in ("1", "2"):
            out = Path(folder, f"out{jobs}")
            rates[jobs] = 200 / seconds(lambda out=out, jobs=jobs: check_folder(inbox, out, jobs), 1)
        again = 200 / seconds(lambda: check_folder(inbox, Path(folder, "out2"), "2"), 1)
    yield "reports a second, one worker, all exports", rates["1"], "1.00"
    yield "reports a second, two workers", rates["2"], f"{rates['2'] / rates['1']:.2f}"
    yield "reports a second, nothing changed", again, f"{again / rates['1']:.2f}"


def check_folder(inbox: Path, out: Path, jobs: str) -> None:
    command = [sys.executable, "-m", "analyzer", "check", str(inbox), "-o", str(out), "--jobs", jobs, "--quiet"]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if done.returncode > 1:
        raise SystemExit(f"check failed with {done.returncode}")


def main() -> None:
    print(f"{'what':58} {'figure':>10} {'ratio':>7}")
    for table in (against_jieba, reading_costs, linearity, cold_start, many_files):
        for name, figure, ratio in table():
            print(f"{name:58} {figure:10.2f} {ratio:>7}", flush=True)


if __name__ == "__main__":
    main()
