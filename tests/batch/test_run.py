import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from analyzer.batch import run as run_module
from analyzer.batch.records import analyze_record, analyze_records, is_error
from analyzer.batch.run import analyze_all, expand_once, jobs_for, run_batch, settings_id
from analyzer.batch.store import Store
from analyzer.errors import ConfigurationError
from analyzer.pipeline import Options
from analyzer.reading import ReadingOptions
from analyzer.rules import RuleSelection

ROOT = str(Path(__file__).parent.parent.parent)
BODIES = ("城市管理局", "水务局", "教育局", "司法局", "财政局", "统计局", "审计局", "林业局")


def report(body, number=0):
    return (
        f"清源市{body}2023年法治政府建设年度报告\n一、主要举措和成效\n（一）转变职能。全年受理行政许可{260 + number}余件。\n"
        f"二、存在的不足和原因\n一是能力不足，主要是培训不够。\n三、2024年主要安排\n开展培训{12 + number}次。\n"
    )


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "报送"
    place.mkdir()
    for number, body in enumerate(BODIES):
        (place / f"{body}.txt").write_text(report(body, number), encoding="utf-8")
    (place / "空.docx").write_bytes(b"")
    (place / "~$水务局.docx").write_bytes(b"lock")
    (place / "Thumbs.db").write_bytes(b"x")
    with zipfile.ZipFile(place / "乡镇.zip", "w") as bundle:
        bundle.writestr("永和镇/年报.txt", report("永和镇人民政府").encode())
        bundle.writestr("清河镇/年报.txt", report("清河镇人民政府").encode())
    return place


def outcomes(store):
    run = store.last_run()
    return [(r["file"], r["sha256"], len(r["findings"])) for r in store.records(run.id)], store.errors(run.id)


def batch(folder, place, **more):
    with Store(place, write=True) as store:
        result = run_batch([str(folder)], store, **more)
        return result, outcomes(store)


# ---------- one file


def test_records_in_records_out():
    items = [("甲.txt", report("水务局").encode()), ("乙.txt", b""), ("不存在.txt", None)]
    first, second, third = analyze_records(items)
    assert first["file"] == "甲.txt"
    assert "text" in first
    assert (second["file"], second["kind"]) == ("乙.txt", "empty")
    assert is_error(third)
    assert "不存在.txt" in third["message"]


def test_an_unforeseen_exception_is_an_error_of_that_file_alone(monkeypatch):
    def fails(*_):
        raise ZeroDivisionError("away")

    monkeypatch.setattr("analyzer.batch.records.analyze_document", fails)
    record = analyze_record("甲.txt", b"text")
    assert (record["kind"], "ZeroDivisionError: away" in record["message"]) == ("internal", True)


def test_a_wrong_rule_concerns_the_whole_call():
    with pytest.raises(ConfigurationError):
        analyze_record("甲.txt", b"text", Options(rules=RuleSelection(select=("NONE",))))


# ---------- many


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_does_not_depend_on_the_number_of_workers(folder, jobs):
    submissions = expand_once([str(folder)], Options()).submissions
    assert [r["file"] for r in analyze_all(submissions, jobs=jobs)] == [s.shown for s in submissions]


def test_a_file_named_twice_is_read_once(folder):
    path = str(folder / "水务局.txt")
    assert len(expand_once([path, path, str(folder)], Options()).submissions) == len(BODIES) + 3


def test_a_worker_more_only_where_there_is_enough_to_do(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    assert [jobs_for(n, None) for n in (0, 1, 7, 8, 1000)] == [1, 1, 1, 2, 8]
    assert [jobs_for(n, 4) for n in (0, 2, 100)] == [1, 2, 4]


def test_a_wrong_profile_is_told_before_any_work(folder, tmp_path):
    with Store(tmp_path / "结果", write=True) as store, pytest.raises(ConfigurationError):
        run_batch([str(folder)], store, Options(profile="nothing"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_as_it_is(folder, tmp_path, jobs):
    result, (reports, errors) = batch(folder, tmp_path / "结果", jobs=jobs)
    assert len(reports) == len(BODIES) + 2
    assert [file for file, _, _ in reports] == sorted(file for file, _, _ in reports)
    assert [(Path(e["file"]).name, e["kind"]) for e in errors] == [("空.docx", "empty")]
    assert (result.reports, result.known, result.errors) == (len(BODIES) + 2, 0, 1)
    with Store(tmp_path / "结果", write=False) as store:
        assert sum(store.last_run().skipped.values()) == 2


def test_a_second_run_only_does_what_changed(folder, tmp_path, monkeypatch):
    place = tmp_path / "结果"
    _, first = batch(folder, place, jobs=1)
    (folder / "水务局.txt").write_text(report("水务局", 700), encoding="utf-8")
    (folder / "教育局.txt").unlink()
    (folder / "新局.txt").write_text(report("新局"), encoding="utf-8")
    told = []
    fresh = []
    pack = run_module.pack_submission
    monkeypatch.setattr(run_module, "pack_submission", lambda item, options: fresh.append(item.shown) or pack(item, options))
    result, (reports, _) = batch(folder, place, jobs=1, told=lambda done, total, error: told.append((done, total, error)))
    assert result.known == len(BODIES) - 2 + 2
    assert [Path(file).name for file in fresh] == ["新局.txt", "水务局.txt", "空.docx"]
    assert [error["kind"] for _, _, error in told if error is not None] == ["empty"]
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[-1][0] == told[-1][1]
    names = [Path(file).name for file, _, _ in reports]
    assert "教育局.txt" not in names
    assert {row for row in reports if "水务" not in row[0] and "新局" not in row[0]} <= set(first[0])


def test_settings_change_with_what_decides_a_result_and_with_nothing_else(tmp_path, monkeypatch):
    profile = tmp_path / "市局.toml"
    profile.write_text("a", encoding="utf-8")
    own = settings_id(Options(profile=str(profile)))
    profile.write_text("b", encoding="utf-8")
    different = [
        Options(),
        Options(profile="work_report"),
        Options(rules=RuleSelection(ignore=("TXT",))),
        Options(reading=ReadingOptions(ocr=True)),
        Options(profile=str(profile)),
    ]
    ids = [own, *map(settings_id, different)]
    assert len(set(ids)) == len(ids)
    assert settings_id(Options()) == settings_id(Options(reading=ReadingOptions(timeout=1.0)))
    before = settings_id(Options())
    monkeypatch.setattr(run_module, "analyser_id", lambda: "another")
    assert settings_id(Options()) != before


# ---------- killed at any moment

CHILD = """
import sys
from pathlib import Path
from analyzer.batch import store
from analyzer.batch.run import run_batch
if __name__ == "__main__":
    store.COMMIT_EVERY = 0.02
    with store.Store(Path(sys.argv[2]), write=True) as opened:
        print("begun", flush=True)
        run_batch([sys.argv[1]], opened, jobs=int(sys.argv[3]))
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_random_moments_nothing_is_lost_and_nothing_doubled(tmp_path, jobs):
    place, results = tmp_path / "报送", tmp_path / "结果"
    place.mkdir()
    for number in range(60):
        text = report(f"第{number}局", number) + "其中，" + report("城市管理局", number).replace("\n", "") * 8
        (place / f"{number:02}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", CHILD, str(place), str(results), str(jobs)]
    moment, kills = random.Random(jobs), 0
    for _ in range(4):
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        child.stdout.readline()
        try:
            child.wait(moment.uniform(0.0, 0.5))
        except subprocess.TimeoutExpired:
            child.kill()
            kills += 1
        child.wait()
        child.stdout.close()
    assert kills
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    _, clean = batch(place, tmp_path / "rein", jobs=1)
    with Store(results, write=False) as store:
        assert outcomes(store) == clean
        assert store.query("SELECT count(*), count(DISTINCT file) FROM reports") == [(60, 60)]
        assert store.query("PRAGMA integrity_check") == [("ok",)]
        assert store.query("PRAGMA foreign_key_check") == []
