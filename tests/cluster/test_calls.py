"""The command line's part, which needs no Ray."""

import builtins

import pytest

from analyzer.cli import run
from analyzer.cli.clusters import take_cluster


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        (["check", "报送", "--cluster", "-o", "x"], ["check", "报送", "--cluster=auto", "-o", "x"]),
        (["check", "报送", "--cluster", "10.0.0.1:6379"], ["check", "报送", "--cluster=10.0.0.1:6379"]),
        (["check", "--cluster", "报送"], ["check", "--cluster=auto", "报送"]),
        (["check", "--cluster", "ray://head:10001", "报送"], ["check", "--cluster=ray://head:10001", "报送"]),
        (["check", "报送", "--cluster"], ["check", "报送", "--cluster=auto"]),
        (["check", "--", "--cluster"], ["check", "--", "--cluster"]),
    ],
)
def test_the_address_may_be_left_out(given, taken):
    assert take_cluster(given) == taken


def test_without_the_extra_one_line_says_what_to_install(tmp_path, monkeypatch, capsys):
    imported = builtins.__import__

    def without(name, *arguments, **more):
        if name.partition(".")[0] in ("ray", "pyarrow"):
            raise ImportError(name)
        return imported(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    (tmp_path / "报送").mkdir()
    assert run(["check", str(tmp_path / "报送"), "-o", str(tmp_path / "结果"), "--cluster"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert 'pip install "gov-report-analyzer[cluster]"' in told


def test_results_of_the_other_kind_are_left_alone(tmp_path, capsys):
    (tmp_path / "报送").mkdir()
    (tmp_path / "报送" / "a.txt").write_text("清源市水务局2023年法治政府建设年度报告\n办理案件7件。", encoding="utf-8")
    assert run(["check", str(tmp_path / "报送"), "-o", str(tmp_path / "结果")]) < 2
    capsys.readouterr()
    assert run(["check", str(tmp_path / "报送"), "-o", str(tmp_path / "结果"), "--cluster"]) == 2
    assert "分开放" in capsys.readouterr().err


def test_it_needs_a_place(tmp_path, capsys):
    assert run(["check", str(tmp_path), "--cluster"]) == 2
    assert "-o" in capsys.readouterr().err
