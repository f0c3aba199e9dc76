"""Consoles of an older code page, and files whose names are no UTF-8."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "corpora" / "samples" / "yuntai_shuiwuju_2023.txt"
CALLS = [
    ["check", str(SAMPLE)],
    ["check", "--min-level", "info", str(SAMPLE)],
    ["summary", str(SAMPLE)],
    ["outline", str(SAMPLE)],
    ["numbers", str(SAMPLE)],
    ["rule", "LAB001"],
    ["rule"],
    ["check", "--help"],
    [],
    ["check", "没有的文件.docx"],
]


def call(arguments, **environment):
    told = subprocess.run(
        [sys.executable, "-m", "analyzer", *arguments],
        capture_output=True,
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if key != "PYTHONIOENCODING"} | environment,
    )
    return told.returncode, told.stdout, told.stderr


@pytest.mark.parametrize("arguments", CALLS, ids=" ".join)
def test_a_gbk_console_shows_all_that_a_utf8_console_shows(arguments):
    code, told, errors = call(arguments)
    gbk_code, gbk_told, gbk_errors = call(arguments, PYTHONIOENCODING="gbk")
    assert gbk_code == code
    shown, expected = (gbk_told + gbk_errors).decode("gbk"), (told + errors).decode("utf-8")
    assert len(shown) == len(expected)
    assert shown.count("?") == expected.count("?"), "each sign of ours has a look-alike in GBK"


def test_signs_that_the_console_lacks():
    show = "from analyzer.cli.console import prepare_streams; prepare_streams(); print('✓ ✗ 5㎥ 甲‧乙 𠮷 \\udcd4')"
    told = subprocess.run(
        [sys.executable, "-c", show], capture_output=True, cwd=ROOT, env=os.environ | {"PYTHONIOENCODING": "gbk"}, check=True
    )
    assert told.stdout.decode("gbk").strip() == "√ × 5m3 甲·乙 ? ?"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="this system keeps names as Unicode")
def test_a_name_in_gbk_bytes(tmp_path):
    folder = tmp_path / "报送"
    folder.mkdir()
    name = os.fsencode(folder) + b"/" + "云台县水务局".encode("gbk") + b".txt"
    with open(name, "wb") as file:
        file.write(SAMPLE.read_bytes())
    for form in ("json", "jsonl"):
        code, told, _ = call(["check", str(folder), "--format", form])
        assert code == 1
        answer = json.loads(told.decode("utf-8"))
        path = answer["reports"][0]["file"] if form == "json" else answer["file"]
        assert os.fsencode(path) == name
    code, _, errors = call(["check", str(folder), "-o", str(tmp_path / "结果")])
    assert (code, errors.decode("utf-8").count("analyzer:")) == (1, 0)
    assert [path.name for path in (tmp_path / "结果" / "反馈函").iterdir()] == ["云台县水务局.docx"]
