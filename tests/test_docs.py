"""What the READMEs tell people to type works: every `analyzer` line of their console blocks, every block of Python."""

import contextlib
import io
import re
import shlex
import shutil
from pathlib import Path

import pytest

from analyzer.cli import run

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "corpora" / "samples"
READMES = ("README.md", "README.zh-CN.md")


def blocks(name, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands(name):
    """The calls of a README's console blocks, without their comments."""
    lines = "".join(blocks(name, "console")).splitlines()
    return [shlex.split(line.removeprefix("$ "), comments=True)[1:] for line in lines if line.startswith("$ analyzer ")]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder as the READMEs have it: one report, and a folder of them."""
    monkeypatch.chdir(tmp_path)
    report = SAMPLES / "qingyuan_sifaju_2023.docx"
    shutil.copy(report, tmp_path / "报告.docx")
    (tmp_path / "报送材料").mkdir()
    for path in (report, SAMPLES / "yuntai_shuiwuju_2023.txt"):
        shutil.copy(path, tmp_path / "报送材料")
    return tmp_path


def test_the_readmes_show_the_same_commands():
    first, second = (commands(name) for name in READMES)
    assert first == second
    assert {call[0] for call in first} >= {"check", "summary", "outline", "numbers", "rule"}


@pytest.mark.parametrize("call", commands(READMES[0]), ids=" ".join)
def test_a_command_of_the_readme_works(call, desk, capsys):
    assert run(call) in (0, 1)
    out, _ = capsys.readouterr()
    assert len(out.splitlines()) > 3
    if "-o" in call:
        place = desk / call[call.index("-o") + 1]
        assert {"汇总.xlsx", "index.html", "批注", "反馈函"} <= {path.name for path in place.iterdir()}


@pytest.mark.parametrize("name", READMES)
def test_python_of_the_readme_works_and_prints_something(name, desk):
    for block in blocks(name, "python"):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(block, name, "exec"), {})
        assert printed.getvalue().strip()


@pytest.mark.parametrize("name", READMES)
def test_five_lines_of_the_readme_give_a_wide_table(name, desk):
    (block,) = (block for block in blocks(name, "python") if "wide" in block)
    assert len(list(filter(None, block.splitlines()))) == 5
    names: dict = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(block, name, "exec"), names)
    wide = names["wide"]
    assert len(wide.index) == 2, wide
    assert wide.shape[1] >= 8
    assert wide.notna().sum().sum() >= 10


def test_options_that_the_readmes_name_exist(capsys):
    run(["check", "--help"])
    told = capsys.readouterr().out
    for name in READMES:
        for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", (ROOT / name).read_text(encoding="utf-8"))) - {"--lang"}:
            assert option in told, option


@pytest.mark.parametrize("name", READMES)
def test_links_of_the_readme_lead_somewhere(name):
    for target in re.findall(r"\]\((?!http)([^)#]+)", (ROOT / name).read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target
