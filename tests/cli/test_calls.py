"""Calls as a user makes them: streams, exit codes, languages, wrong calls. In this process where that is the same."""

import json
import os
import re
import subprocess
import sys

import jsonschema
import pytest

from analyzer.cli import run, take_language
from analyzer.cli.settings import parse_settings
from analyzer.export.messages import set_language
from analyzer.reading import ReadingOptions
from analyzer.reading.options import LIMITS

REPORT = """清源市城市管理局2023年法治政府建设年度报告
一、2023年推进法治政府建设的主要举措和成效
（一）转变职能。全年受理行政许可260余件。
二、存在的不足和原因
一是能力不足，主要是培训不够。
三、2024年主要安排
开展培训12次。
"""
ENGLISH_WORDS = ("Usage", "Options", "Arguments", "Commands", "Error", "No such", "Missing", "Show this", "default", "required")


@pytest.fixture(autouse=True)
def chinese(monkeypatch):
    monkeypatch.delenv("ANALYZER_LANG", raising=False)
    yield
    set_language("zh")


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "清源市城市管理局.txt"
    path.write_text(REPORT, encoding="utf-8")
    return str(path)


def call(*arguments, stdin=None, **environment):
    """A call in a process of its own: (exit code, stdout, stderr)."""
    done = subprocess.run(
        [sys.executable, "-c", "from analyzer.cli import main; main()", *arguments],
        input=stdin, capture_output=True, env={**os.environ, **environment}, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


# ---------- help and language


def commands():
    from typer.main import get_command

    from analyzer.cli.app import app

    def below(command, path):
        yield path
        for name, child in getattr(command, "commands", {}).items():
            yield from below(child, (*path, name))

    return list(below(get_command(app), ()))


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_help_speaks_chinese_alone_and_fits(path, capsys):
    assert run([*path, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("用法：analyzer")
    assert not [word for word in ENGLISH_WORDS if word in text]
    assert "help." not in text
    assert "metavar." not in text


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_help_in_english_has_no_chinese_but_examples(path, capsys):
    assert run([*path, "--help", "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Usage: analyzer")
    chinese = [char for char in text if "\u4e00" <= char <= "\u9fff"]
    assert chinese == []


@pytest.mark.parametrize(
    ("arguments", "environment", "language", "rest"),
    [
        (["check", "a"], "", "zh", ["check", "a"]),
        (["--lang", "en", "check", "a"], "", "en", ["check", "a"]),
        (["check", "--lang=en", "a"], "", "en", ["check", "a"]),
        (["check", "a"], "en", "en", ["check", "a"]),
        (["check", "--lang", "zh", "a"], "en", "zh", ["check", "a"]),
        (["check", "--", "--lang"], "", "zh", ["check", "--", "--lang"]),
    ],
)
def test_the_language_is_taken_from_anywhere_in_the_call(arguments, environment, language, rest, monkeypatch):
    monkeypatch.setenv("ANALYZER_LANG", environment)
    assert take_language(arguments) == (language, rest)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "没有命令 chek（是不是 check？）；用法见 analyzer --help"),
        (["check", "--formt", "json", "a"], "没有选项 --formt（是不是 --format？）；用法见 analyzer check --help"),
        (["check"], "少了参数 路径…；用法见 analyzer check --help"),
        (["check", "a", "--format"], "选项 --format 后面要有值"),
        (["rule", "OUT001", "OUT002"], "多了参数：OUT002"),
        (["check", "a", "--force=1"], "选项 --force 不带值"),
        (["check", "a", "--format", "xml"], "--format “xml” 不认识；可用：text、json、jsonl、csv"),
        (["check", "a", "--min-level", "high"], "--min-level “high” 不认识；可用：error、warning、info"),
        (["check", "a", "--jobs", "0"], "--jobs “0” 不是合适的数；要1 以上的整数"),
        (["check", "a", "--max-size", "many"], "--max-size “many” 不是合适的数；要字节数"),
        (["check", "a", "--timeout", "-1"], "--timeout “-1” 不是合适的数；要大于 0 的数"),
        (["check", "a", "--limit", "page=9"], "--limit “page” 不认识；可用：characters、paragraphs、pages"),
        (["check", "a", "--limit", "pages"], "--limit pages “” 不是合适的数；要1 以上的整数"),
        (["check", "a", "--limit", "unpacked=x"], "--limit unpacked “x” 不是合适的数；要字节数"),
        (["check", "a", "--lang", "fr"], "--lang “fr” 不认识；可用：zh、en"),
        (["rule", "OUT999"], "没有规则 OUT999"),
        (["profile", "show", "nothing"], "没有 profile “nothing”；可用："),
    ],
)
def test_a_wrong_call_is_told_in_one_line_and_gives_2(arguments, said, capsys):
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.startswith("analyzer: ")
    assert err.count("\n") == 1


def test_every_limit_is_an_option_and_is_told():
    given = {"limit": ["pages=7, depth=3", "unpacked=8G"], "max_size": "1M", "timeout": "9"}
    reading = parse_settings(given).options.reading
    assert (reading.max_pages, reading.max_depth, reading.max_unpacked) == (7, 3, 8 * 1024**3)
    limits = {field for field in ReadingOptions.__dataclass_fields__ if field.startswith("max_")}
    assert limits == {"max_bytes", *LIMITS.values()}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_of_limits_tells_each_with_its_default(language, capsys):
    assert run(["help", "limits", "--lang", language]) == 0
    text = capsys.readouterr().out
    for name, field in LIMITS.items():
        assert re.search(rf"^  {name} +{getattr(ReadingOptions(), field)}\b", text, re.MULTILINE), name
        assert field in text


def test_a_limit_that_is_passed_names_its_option(tmp_path, capsys):
    (tmp_path / "甲.txt").write_text("一段。\n" * 30, encoding="utf-8")
    assert run(["outline", str(tmp_path / "甲.txt"), "--limit", "paragraphs=20"]) == 2
    assert "或用 --limit paragraphs=40 放宽。" in capsys.readouterr().err
    assert run(["outline", str(tmp_path / "甲.txt"), "--limit", "paragraphs=40"]) == 0


def test_a_wrong_call_in_english(capsys):
    assert run(["--lang", "en", "check", "a", "--format"]) == 2
    assert capsys.readouterr().err == "analyzer: option --format needs a value; see analyzer --help\n"


def test_without_a_command_there_is_help(capsys):
    assert run([]) == 0
    assert capsys.readouterr().out.startswith("用法：analyzer [选项] 命令 …")


def test_version(capsys):
    from analyzer import __version__

    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"analyzer {__version__}\n"


# ---------- output


def test_data_goes_to_stdout_and_trouble_to_stderr(report, tmp_path):
    missing = str(tmp_path / "没有.docx")
    code, out, err = call("check", missing, report, "--format", "json")
    assert code == 2
    result = json.loads(out)
    assert [row["file"] for row in result["reports"]] == [report]
    assert [row["file"] for row in result["errors"]] == [missing]
    assert err.count("\n") == 1
    assert "没有.docx" in err


def test_json_keeps_to_the_published_schema(report, capsys):
    assert run(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    for command in ("check", "summary", "outline", "numbers"):
        run([command, report, "--format", "json"])
        jsonschema.validate(json.loads(capsys.readouterr().out), schema, jsonschema.Draft202012Validator)


def test_each_command_prints_its_lists(report, capsys):
    lists = {"summary": ["indicators", "zeros"], "outline": ["sections", "parts", "repairs"], "numbers": ["numbers"]}
    for command, wanted in lists.items():
        run([command, report, "--format", "json"])
        (found,) = json.loads(capsys.readouterr().out)["reports"]
        assert [key for key, value in found.items() if isinstance(value, list)] == wanted


def test_jsonl_is_one_object_a_line(report, tmp_path, capsys):
    assert run(["check", str(tmp_path / "无"), report, "--format", "jsonl"]) == 2
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line.get("kind") for line in lines] == [None, "missing"]


def test_standard_input(report):
    code, out, _ = call("check", "-", "--format", "json", "--with-text", stdin=REPORT.encode("utf-8"))
    assert code in (0, 1)
    (found,) = json.loads(out)["reports"]
    assert found["text"] == REPORT


def test_a_pipe_gets_plain_text_of_80_columns(report):
    from analyzer.export.layout import width

    _, out, _ = call("check", report, FORCE_COLOR="1", COLUMNS="200")
    assert "\x1b" not in out
    assert max(map(width, out.splitlines())) <= 80


def test_output_is_never_overwritten_without_force(report, tmp_path, capsys):
    place = tmp_path / "out.csv"
    assert run(["summary", report, "--format", "csv", "-o", str(place)]) == 0
    first = place.read_bytes()
    assert first.startswith(b"\xef\xbb\xbffile,index")
    assert run(["summary", report, "--format", "csv", "-o", str(place)]) == 2
    assert "已存在，不覆盖" in capsys.readouterr().err
    assert place.read_bytes() == first
    assert run(["summary", report, "--format", "csv", "-o", str(place), "--force"]) == 0
    assert sorted(tmp_path.iterdir()) == [place, tmp_path / "清源市城市管理局.txt"]


def test_a_place_that_cannot_be_written_is_told(report, tmp_path, capsys):
    assert run(["summary", report, "-o", str(tmp_path / "none" / "out.txt")]) == 2
    assert "写不了" in capsys.readouterr().err


def test_the_end_of_a_pipe_is_no_error(report):
    command = f'"{sys.executable}" -c "from analyzer.cli import main; main()" check {" ".join([report] * 40)} | head -1'
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert done.stderr == b""


# ---------- other commands


def test_every_rule_has_a_page(capsys):
    assert run(["rule"]) == 0
    codes = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert codes
    for code in codes:
        assert run(["rule", code]) == 0
        assert capsys.readouterr().out.startswith(code)


def test_profiles_can_be_listed_shown_copied_and_checked(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(["profile", "list"]) == 0
    names = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert "law_based_government" in names
    assert run(["profile", "init", "市局"]) == 0
    assert run(["profile", "init", "市局"]) == 2
    assert run(["profile", "validate", "市局.toml"]) == 0
    assert run(["profile", "show", "市局.toml"]) == 0
    capsys.readouterr()
    with open("市局.toml", "a", encoding="utf-8") as file:
        file.write("\n[[parts]]\nid = 'x'\nstatu = 1\n")
    assert run(["profile", "validate", "市局.toml"]) == 2
    assert "statu" in capsys.readouterr().err


def test_a_baseline_hides_what_it_knows_and_forgets_what_is_mended(tmp_path, capsys):
    place, known = tmp_path / "报告.txt", str(tmp_path / "known.json")
    place.write_text(REPORT + "学习《信访条例条例》。\n", encoding="utf-8")
    run(["check", str(place), "--format", "json"])
    before = json.loads(capsys.readouterr().out)["reports"][0]["findings"]
    assert "TXT001" in {f["rule"] for f in before}
    assert run(["baseline", "write", str(place), "-o", known]) == 0
    assert run(["baseline", "apply", known, str(place), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["reports"][0]["findings"] == []
    place.write_text(REPORT + "学习《信访条例》。宣传《保密法法律法律》。\n", encoding="utf-8")
    run(["baseline", "apply", known, str(place), "--format", "json"])
    fresh = json.loads(capsys.readouterr().out)["reports"][0]["findings"]
    assert "法律" in json.dumps(fresh, ensure_ascii=False)
    assert run(["baseline", "prune", known, str(place)]) == 0
    assert "去掉" in capsys.readouterr().err
    left = (tmp_path / "known.json").read_text(encoding="utf-8")
    assert "条例条例" not in left
    assert json.loads(left)["files"]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"schema": "analyzer-baseline/9", "files": {}}', "\x00"])
def test_a_file_that_is_no_baseline_is_refused(content, report, tmp_path, capsys):
    known = tmp_path / "known.json"
    known.write_text(content, encoding="utf-8")
    assert run(["baseline", "apply", str(known), report]) == 2
    assert "不是 analyzer baseline write 写的文件" in capsys.readouterr().err
