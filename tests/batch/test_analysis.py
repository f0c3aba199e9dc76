"""`analyze_many` and `load_store`, over the committed samples."""

import subprocess
import sys

import pytest

import analyzer
from analyzer.batch import Store, run_batch
from analyzer.corpus.loader import corpus_folder
from analyzer.model import FileError, Report

SAMPLES = corpus_folder() / "samples"


def names(results):
    return [r.file if isinstance(r, FileError) else r.document.file for r in results]


def test_bad_files_come_as_errors_in_their_place():
    paths = [SAMPLES / "qingyuan_photo.docx", SAMPLES / "tongjiju_2023.docx", SAMPLES / "missing.txt"]
    results = list(analyzer.analyze_many(paths, jobs=1))
    assert sorted(type(r).__name__ for r in results) == ["FileError", "FileError", "Report"]
    frames = analyzer.to_frames(results)
    assert len(frames["reports"]) == 1
    assert set(frames["errors"]["kind"]) == {"missing", "no_text_layer"}


def test_it_is_lazy_and_takes_one_path():
    results = analyzer.analyze_many(SAMPLES / "tongjiju_2023.txt")
    assert isinstance(next(results), Report)
    with pytest.raises(StopIteration):
        next(results)


def test_two_processes_give_what_one_gives():
    paths = [SAMPLES / name for name in ("tongjiju_2023.txt", "qingyuan_photo.docx", "yonghe_zhen_2023.txt")]
    assert list(analyzer.analyze_many(paths, jobs=2)) == list(analyzer.analyze_many(paths, jobs=1))


def run_script(tmp_path, body):
    """A newcomer's script: no guard, no function."""
    script = tmp_path / "script.py"
    script.write_text(f"import analyzer\nfolder = {str(SAMPLES)!r}\n{body}", encoding="utf-8")
    return subprocess.run([sys.executable, str(script)], capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_a_plain_script_needs_no_guard(tmp_path):
    done = run_script(tmp_path, "print(len(analyzer.to_frames(analyzer.analyze_many(folder))['reports']))")
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20


def test_a_script_that_forgets_the_guard_is_told(tmp_path):
    done = run_script(tmp_path, "list(analyzer.analyze_many(folder, jobs=2))")
    assert "__main__" in done.stderr.splitlines()[-1]


def test_a_wrong_profile_is_told_at_once():
    with pytest.raises(analyzer.ConfigurationError):
        analyzer.analyze_many([SAMPLES], analyzer.Options(profile="没有这个"))
    with pytest.raises(analyzer.ConfigurationError):
        analyzer.analyze_many([SAMPLES], analyzer.Options(engine="没有这个"))


def test_results_as_frames(tmp_path):
    paths = [str(SAMPLES / name) for name in ("tongjiju_2023.txt", "qingyuan_photo.docx")]
    with Store(tmp_path, write=True) as store:
        run_batch(paths, store, jobs=1)
    stored = analyzer.load_store(tmp_path)
    direct = analyzer.to_frames(analyzer.analyze_many(paths, jobs=1))
    assert {name: len(frame) for name, frame in stored.items()} == {name: len(frame) for name, frame in direct.items()}
    for name in ("sections", "numbers", "indicators", "parts"):
        assert stored[name].equals(direct[name]), name
    assert len(stored["errors"]) == 1


def test_no_results_is_told(tmp_path):
    with pytest.raises(analyzer.ConfigurationError):
        analyzer.load_store(tmp_path)
