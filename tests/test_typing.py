"""Somebody's own code is checked by mypy against our annotations (py.typed): right calls pass, wrong ones are told."""

import subprocess
import sys
from pathlib import Path

import pytest

RIGHT = """
from collections.abc import Iterator
import analyzer
from analyzer import FileError, Options, Report

def names(folder: str) -> dict[str, list[str]]:
    reports: Iterator[Report | FileError] = analyzer.analyze_many(folder, Options(profile="auto"), jobs=2)
    return {r.document.file: [i.name for i in r.indicators] for r in reports if isinstance(r, Report)}

def rows(report: Report) -> int:
    return len(analyzer.to_frames(report, decimals=True)["indicators"])

year: int | None = analyzer.analyze_text("2023年").metadata.report_year
stored = analyzer.load_store("结果")["reports"]
"""
WRONG = """
import analyzer
analyzer.analyze_text(3)
analyzer.analyze("a.docx").indicatros
analyzer.to_frames(7)
analyzer.analyze_many("a", jobs="2")
"""


def check(folder, code):
    (folder / "own.py").write_text(code, encoding="utf-8")
    call = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--config-file=", "--ignore-missing-imports", "own.py"]
    return subprocess.run(call, cwd=folder, check=False, capture_output=True, text=True, timeout=300)


@pytest.mark.slow
@pytest.mark.parametrize(("code", "errors"), [(RIGHT, 0), (WRONG, 4)], ids=["right", "wrong"])
def test_own_code(tmp_path, code, errors):
    pytest.importorskip("mypy")
    assert (Path(__file__).parents[1] / "analyzer" / "py.typed").is_file()
    done = check(tmp_path, code)
    told = [line for line in done.stdout.splitlines() if line.startswith("own.py") and ": error:" in line]
    assert len(told) == errors, done.stdout + done.stderr
