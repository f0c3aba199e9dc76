"""Parquet: the command's table in a file, every table in a folder; a clear line where pyarrow is absent."""

import builtins

import pytest

from analyzer.cli import run

TEXT = "清源市水务局2023年法治政府建设年度报告\n一、主要举措和成效\n受理行政许可260余件，三分之一为网上办理，同比增长12.3%。\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "报送").mkdir()
    (tmp_path / "报送" / "水务局.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "报送" / "空.docx").write_bytes(b"")
    return tmp_path


def test_without_pyarrow_one_line_says_what_to_do(folder, capsys, monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert run(["summary", "报送", "-o", "指标.parquet"]) == 2
    assert 'pip install "gov-report-analyzer[parquet]"' in capsys.readouterr().err
    assert not (folder / "指标.parquet").exists()


def test_it_needs_a_place(folder, capsys):
    assert run(["summary", "报送", "--format", "parquet"]) == 2
    assert "-o" in capsys.readouterr().err


def test_the_table_of_the_command_with_types(folder, capsys):
    parquet = pytest.importorskip("pyarrow.parquet")
    assert run(["summary", "报送", "-o", "指标.parquet"]) == 2
    table = parquet.read_table(folder / "指标.parquet")
    values = [(row["value"], row["unit"]) for row in table.to_pylist()]
    assert (260.0, "件") in values
    assert any(abs(value - 1 / 3) < 1e-9 for value, _ in values)
    assert (str(table.schema.field("value").type), str(table.schema.field("start").type)) == ("double", "int64")
    assert run(["summary", "报送", "-o", "指标.parquet"]) == 2
    assert "已存在" in capsys.readouterr().err


def test_every_table_in_a_folder_as_the_csv_has_it(folder, capsys):
    parquet = pytest.importorskip("pyarrow.parquet")
    run(["check", "报送", "--format", "parquet", "-o", "表"])
    tables = {path.stem: parquet.read_table(path) for path in (folder / "表").iterdir()}
    assert len(tables) == 9
    assert tables["errors"]["kind"].to_pylist() == ["empty"]
    capsys.readouterr()
    run(["check", "报送", "--format", "csv"])
    rules = [line.split(",")[2] for line in capsys.readouterr().out.splitlines()[1:] if ",OUT" in line or ",TXT" in line]
    assert rules
    assert set(rules) <= set(tables["findings"]["rule"].to_pylist())


def test_a_run_of_years_is_a_whole_number(folder, capsys):
    parquet = pytest.importorskip("pyarrow.parquet")
    text = "清源市水务局2023年法治政府建设年度报告\n办理案件7件，连续4年下降。"
    (folder / "报送" / "连年.txt").write_text(text, encoding="utf-8")
    run(["summary", "报送", "-o", "连年.parquet"])
    assert 4 in parquet.read_table(folder / "连年.parquet")["streak"].to_pylist()
