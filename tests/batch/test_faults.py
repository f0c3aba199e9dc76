"""A full disk, a folder that cannot be written, a file that takes too long: one clear line, and the next run completes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.batch.run import run_batch
from analyzer.batch.store import Store
from analyzer.cli import run
from analyzer.errors import ConfigurationError
from analyzer.pipeline import Options

ROOT = str(Path(__file__).parent.parent.parent)
TEXT = "清源市第{0}局2023年法治政府建设年度报告\n一、主要举措和成效\n全年受理行政许可{0}件，开展检查{0}次，培训{0}场。\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "报送"
    place.mkdir()
    for number in range(16):
        (place / f"{number:02}.txt").write_text(TEXT.format(number + 10) + "办理案件5件。\n" * 200, encoding="utf-8")
    return place


def fill_small_disk(folder, place, pages):
    with Store(place, write=True) as store:
        store.query(f"PRAGMA max_page_count = {pages}")
        run_batch([str(folder)], store, jobs=1)


def outcome(place):
    with Store(place, write=False) as store:
        assert store.query("PRAGMA integrity_check") == [("ok",)]
        return [(r["file"], len(r["indicators"]), len(r["findings"])) for r in store.records(store.last_run().id)]


@pytest.mark.parametrize("pages", [60, 80, 100])
def test_a_full_disk_stops_the_store_and_the_next_run_goes_on(folder, tmp_path, pages):
    with pytest.raises(ConfigurationError, match="磁盘"):
        fill_small_disk(folder, tmp_path / "结果", pages)
    for place in ("结果", "清白"):
        with Store(tmp_path / place, write=True) as store:
            run_batch([str(folder)], store, Options(), jobs=1)
    assert outcome(tmp_path / "结果") == outcome(tmp_path / "清白")


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files as Unix does")
@pytest.mark.parametrize("kilobytes", [20, 400])
def test_no_room_for_results_is_one_line_and_the_next_run_completes(folder, kilobytes):
    program = (
        "import resource, sys; from analyzer.cli import run; "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({kilobytes * 1024}, resource.RLIM_INFINITY)); "
        "sys.exit(run(['check', '报送', '-o', '结果', '--jobs', '1']))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=folder.parent, env={**os.environ, "PYTHONPATH": ROOT}, capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert done.stderr.startswith("analyzer: ")
    assert run(["check", "报送", "-o", "结果", "--jobs", "1"]) < 2
    assert run(["check", "报送", "-o", "清白", "--jobs", "1"]) < 2
    assert outcome(folder.parent / "结果") == outcome(folder.parent / "清白")
    names = [sorted(p.name for p in (folder.parent / place).rglob("*")) for place in ("结果", "清白")]
    assert names[0] == names[1]


def test_a_place_that_cannot_be_made_is_one_line(folder, capsys):
    (folder.parent / "文件").write_text("x", encoding="utf-8")
    assert run(["check", "报送", "-o", "文件/结果"]) == 2
    assert capsys.readouterr().err.startswith("analyzer: 写不了 ")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a folder that we may not write to")
def test_a_folder_without_the_right_to_write_is_one_line(folder, capsys):
    (folder.parent / "只读").mkdir(mode=0o555)
    assert run(["check", "报送", "-o", "只读"]) == 2
    assert capsys.readouterr().err.startswith("analyzer: 写不了 ")


def test_a_workbook_that_cannot_be_replaced_leaves_the_results(folder, capsys):
    (folder.parent / "结果" / "汇总.xlsx").mkdir(parents=True)
    assert run(["check", "报送", "-o", "结果", "--force", "--jobs", "1"]) == 2
    assert "汇总.xlsx" in capsys.readouterr().err
    assert len(outcome(folder.parent / "结果")) == 16
    (folder.parent / "结果" / "汇总.xlsx").rmdir()
    assert run(["check", "报送", "-o", "结果", "--jobs", "1"]) < 2


def test_a_short_limit_holds_with_one_worker_too(folder, capsys):
    assert run(["check", "报送/00.txt", "--timeout", "0.001"]) == 2
    assert "0.001 秒内没有分析完" in capsys.readouterr().err


def test_a_file_that_takes_all_memory_is_one_line_and_the_others_are_read(folder, capsys, monkeypatch):
    from analyzer.batch import records

    analyse = records.analyze_document

    def hungry(document, options):
        if document.file.endswith("03.txt"):
            raise MemoryError
        return analyse(document, options)

    monkeypatch.setattr(records, "analyze_document", hungry)
    assert run(["check", str(folder), "-o", "结果", "--jobs", "1"]) == 2
    told = [line for line in capsys.readouterr().err.splitlines() if "03.txt" in line]
    assert len(told) == 1
    assert "内存" in told[0]
    assert len(outcome(Path("结果"))) == 15


@pytest.mark.parametrize("jobs", [1, 2])
def test_files_that_vanish_or_change_while_others_are_read(folder, tmp_path, jobs):
    """After the listing of the folder a file can be taken away, emptied or replaced: it is told, or read as it is then."""
    from analyzer.batch.run import analyze_all
    from analyzer.reading.archive import expand

    submissions = expand([str(folder)]).submissions
    (folder / "04.txt").unlink()
    (folder / "05.txt").write_bytes(b"")
    (folder / "06.txt").write_text(TEXT.format(99), encoding="utf-8")
    records = {Path(r["file"]).name: r for r in analyze_all(submissions, jobs=jobs)}
    assert len(records) == 16
    assert (records["04.txt"]["kind"], records["05.txt"]["kind"]) == ("missing", "empty")
    assert "没有这个文件" in records["04.txt"]["message"]
    assert "受理行政许可99件" in records["06.txt"]["text"]


def test_paths_with_blanks_chinese_and_great_length(folder, tmp_path):
    deep = tmp_path / "报 送 材 料"
    while len(str(deep)) < 200:
        deep /= "各部门报送的材料" * 3
    deep.mkdir(parents=True)
    name = f"清源市 司法局 {'报' * 60}.txt"
    (deep / name).write_bytes((folder / "01.txt").read_bytes())
    place = tmp_path / "结 果"
    assert len(str(deep / name)) > 250
    assert run(["check", str(deep), "-o", str(place)]) in {0, 1}
    assert [Path(file).name for file, _, _ in outcome(place)] == [name]
    assert (place / "index.html").is_file()


def test_a_place_for_results_that_is_too_long_for_the_database(folder, tmp_path, capsys):
    place = tmp_path
    while len(os.fsencode(place)) < 520:
        place /= "各部门报送的材料" * 3
    assert run(["check", str(folder), "-o", str(place)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert "路径太长" in told[0]


def test_two_runs_on_one_folder_of_results(folder, capsys):
    with Store(Path("结果"), write=True):
        assert run(["check", str(folder), "-o", "结果"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert "正被另一个程序使用" in told[0]
    assert run(["check", str(folder), "-o", "结果"]) in {0, 1}


def test_the_journal_works_on_a_network_share():
    """WAL needs memory shared between processes, which a share has not; a rollback journal needs none."""
    with Store(Path("结果"), write=True) as store:
        assert store.query("PRAGMA journal_mode") == [("delete",)]
        assert not list(Path("结果").glob("*-wal"))
