"""The whole pipeline on any input: generated text, mutated reports, damaged files. What holds for every report holds here."""

import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
from bisect import bisect_left
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import ReadingError
from analyzer.export.json_report import SCHEMA, report_to_record
from analyzer.numbers.grammar import NUMERALS
from analyzer.pipeline import analyze_document, analyze_text
from analyzer.reading import office, read_bytes, read_file

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpora" / "samples"
REAL = ROOT.parent / "shared" / "reports"
VALIDATOR = jsonschema.Draft202012Validator(
    json.loads((files("analyzer") / "data" / "report.schema.json").read_text(encoding="utf-8"))
)
WORDS = """清源市司法局 2023年 法治政府建设 年度情况报告 一、 （一） 1. 一是 主要举措和成效 存在的不足 原因 第一责任人
2024年工作安排
， 。 ； 《行政处罚法》 “放管服” 办理 行政复议案件 12件 其中 同比增长 8.5% 分别 为 和 共 260余 万元 人次 100% 三个 （含 ）
主要负责人 主持召开 党组会 不够 力度 下一步 云台县人民政府： 特此报告 2024年1月15日 &nbsp; XX 0 条例条例 由 提高到 截至 十月底"""
PIECES = st.sampled_from((*WORDS.split(), "\n", "\r\n", "\t", "\u3000", "[bookmark: _GoBack]", "\U0002a6d6", "\x07"))


def check(report):
    """What must hold for any report at all."""
    text, folded = report.document.text, report.document.folded
    assert len(folded) == len(text)
    last = 0
    for mention in report.mentions:
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface
        last = mention.end
    starts = [mention.start for mention in report.mentions]
    for numeral in NUMERALS.finditer(folded):
        at = bisect_left(starts, numeral.start() + 1) - 1
        assert at >= 0, text[numeral.start() - 5 : numeral.start() + 5]
        assert numeral.start() < report.mentions[at].end
    known = {(mention.start, mention.end) for mention in report.mentions}
    for indicator in report.indicators:
        assert (indicator.start, indicator.end) in known
        assert indicator.evidence_start <= indicator.start < indicator.end <= indicator.evidence_end <= len(text)
        assert indicator.parent is None or indicator.parent in range(len(report.indicators))
    for finding in report.findings:
        assert finding.start is None or 0 <= finding.start <= finding.end <= len(text)
    for repair in (*report.document.repairs, *report.structure.repairs):
        # undone by putting `before` back: it is what stands in the text, or in the label that Word numbers by itself
        assert 0 <= repair.start <= repair.end <= len(text)
    for repair in report.document.repairs:
        if repair.before:
            assert text[repair.start : repair.end] == repair.before
    check_partition(report.sections, report.structure.body_start, report.structure.body_end, text)
    output = {"schema": SCHEMA, "reports": [report_to_record(report, with_text=True)], "errors": []}
    VALIDATOR.validate(json.loads(json.dumps(output)))


def check_partition(sections, start, end, text):
    """Sections follow one another without a gap inside their parent, each with its title inside."""
    at = sections[0].start if sections else end
    assert start <= at
    for section in sections:
        assert section.start == at
        assert section.start <= section.title_start <= section.title_end <= section.body_start <= section.end <= end
        # a title of two lines is told as one
        assert "".join(text[section.title_start : section.title_end].split()).startswith("".join(section.title[:1].split()))
        if section.children:
            assert section.children[0].start >= section.body_start
            check_partition(section.children, section.body_start, section.end, text)
            assert section.children[-1].end == section.end
        at = section.end


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_text_that_looks_like_a_report(text):
    check(analyze_text(text))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text):
    check(analyze_text(text))


def mutated(text, seed):
    """A report as carelessness leaves it: pieces lost, doubled, moved, line ends gone, characters changed."""
    rng = random.Random(seed)
    for _ in range(rng.randint(1, 12)):
        a = rng.randrange(len(text) + 1)
        b = min(len(text), a + rng.choice((1, 2, 5, 40, 400)))
        piece = text[a:b]
        change = rng.randrange(6)
        if change == 0:
            text = text[:a] + text[b:]
        elif change == 1:
            text = text[:b] + piece + text[b:]
        elif change == 2:
            c = rng.randrange(len(text) + 1)
            text = text[:c] + piece + text[c:]
        elif change == 3:
            text = text[:a] + piece.replace("\n", "") + text[b:]
        elif change == 4:
            text = text[:a] + rng.choice("一1（）.、。：%\u3000\x0b万") + text[a:]
        else:
            text = text[:a] + piece[::-1] + text[b:]
    return text


def sources():
    real = sorted((REAL / "law_based_government").glob("*.txt")) if REAL.is_dir() else []
    return [*sorted(SAMPLES.glob("*.utf8.txt")), *sorted(SAMPLES.glob("*2023.txt"))[:8], *real]


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.stem)
def test_mutated_reports(path):
    text = read_file(path).text
    for seed in range(6):
        check(analyze_text(mutated(text, seed)))


@pytest.mark.parametrize("path", sorted(p for p in SAMPLES.iterdir() if p.suffix in {".docx", ".txt"})[::5], ids=lambda p: p.name)
def test_damaged_files(path, monkeypatch):
    """Bytes lost or changed: a report that keeps all promises, or one line of our own error."""
    monkeypatch.setattr(office, "find_converter", lambda: None)
    whole = path.read_bytes()
    for seed in range(8):
        rng = random.Random(seed)
        data = bytearray(whole[: rng.randrange(len(whole))] if seed % 2 else whole)
        for _ in range(rng.randrange(12)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        with contextlib.suppress(ReadingError):
            check(analyze_document(read_bytes(bytes(data), path.name)))


SAME = """
import hashlib, json, sys
from analyzer.pipeline import analyze
from analyzer.export.json_report import report_to_record
for path in sys.argv[1:]:
    record = json.dumps(report_to_record(analyze(path)), ensure_ascii=False)
    print(hashlib.sha256(record.encode()).hexdigest())
"""


def hashes(python, seed, paths):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default"}
    done = subprocess.run([python, "-c", SAME, *map(str, paths)], capture_output=True, text=True, check=True, env=environment)
    return done.stdout.split()


def test_the_same_input_gives_the_same_output_whatever_the_hash_seed_and_the_order():
    paths = sorted(SAMPLES.glob("*.txt"))[:16]
    first = hashes(sys.executable, "1", paths)
    assert len(first) == len(paths)
    assert hashes(sys.executable, "77", paths[::-1])[::-1] == first


def others():
    """Other interpreters of the supported range that can import the package's dependencies (`.ci/run` makes them)."""
    venvs = sorted(ROOT.glob(".venv-3.*/bin/python"))
    return [path for path in venvs if shutil.which(path)]


@pytest.mark.parametrize("python", others() or [pytest.param(None, marks=pytest.mark.skip("no other Python set up"))], ids=str)
def test_the_same_output_on_every_python(python):
    paths = sorted(SAMPLES.glob("*.txt"))[:16]
    assert hashes(str(python), "1", paths) == hashes(sys.executable, "1", paths)
