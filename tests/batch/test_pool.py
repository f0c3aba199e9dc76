import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analyzer.batch.pool import Failure, run_pool
from analyzer.errors import ConfigurationError
from tests.batch.workers import behave, own_pid

ROOT = str(Path(__file__).parent.parent.parent)


def test_every_item_comes_back_whatever_happens_to_its_worker():
    items = [1, "die", 2, "sleep", 3, "raise", *range(4, 20)]
    got = dict(run_pool(items, behave, jobs=2, timeout=2.0))
    wanted = {
        number: Failure("died") if item in ("die", "raise") else Failure("timeout") if item == "sleep" else item * 2
        for number, item in enumerate(items)
    }
    assert got == wanted


def test_a_wrong_call_is_raised_here_and_not_told_of_every_item():
    with pytest.raises(ConfigurationError, match="a wrong profile"):
        list(run_pool([1, "refuse", 2], behave, jobs=1, timeout=5.0))


def test_no_items_no_results():
    assert list(run_pool([], behave, jobs=2, timeout=5.0)) == []


def test_items_are_spread_and_taken_only_when_a_worker_is_free():
    taken = []

    def items():
        for number in range(30):
            taken.append(number)
            yield number

    pids = set()
    for done, (_, pid) in enumerate(run_pool(items(), own_pid, jobs=2, timeout=30.0), 1):
        pids.add(pid)
        assert len(taken) <= done + 2
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_a_consumer_that_stops_takes_the_workers_along():
    results = run_pool(iter(range(1000)), own_pid, jobs=2, timeout=30.0)
    _, pid = next(results)
    results.close()
    assert not alive(pid)


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


PARENT = """
from analyzer.batch.pool import run_pool
from analyzer.errors import ConfigurationError
from tests.batch.workers import own_pid
if __name__ == "__main__":
    for _, pid in run_pool(iter(range(100000)), own_pid, jobs=1, timeout=30.0):
        print(pid, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="asks for processes by signal 0")
def test_workers_end_when_the_parent_is_killed():
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, cwd=ROOT, text=True)
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(100):
        state = Path(f"/proc/{pid}/stat")
        if not alive(pid) or (state.exists() and state.read_text(encoding="utf-8").split()[2] == "Z"):
            return
        time.sleep(0.05)
    pytest.fail("the worker lives on")
