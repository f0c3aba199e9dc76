"""check FOLDER -o RESULTS, and what reads the results again."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from analyzer.batch.store import Store
from analyzer.cli import run
from analyzer.cli.progress import Progress, bar
from analyzer.export.layout import width

GOOD = """清源市{body}2023年法治政府建设年度报告
一、2023年推进法治政府建设的主要举措和成效
（一）转变职能。全年受理行政许可{number}余件，开展行政检查{number}次。
二、存在的不足和原因
一是执法力量不足，主要原因是编制少、人员流动大。
三、主要负责人履行推进法治建设第一责任人职责情况
局长主持召开会议4次，听取法治工作汇报2次，带头学法3次。
四、2024年推进法治政府建设的主要安排
（一）加强培训。开展培训12次。
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "报送"
    place.mkdir()
    for number, body in enumerate(("水务局", "教育局", "司法局"), 1):
        (place / f"{body}.txt").write_text(GOOD.format(body=body, number=number * 100), encoding="utf-8")
    (place / "水务局（旧）.txt").write_text(GOOD.format(body="水务局", number=7), encoding="utf-8")
    os.utime(place / "水务局（旧）.txt", (1, 1))
    (place / "缺.txt").write_text("清源市财政局2023年法治政府建设年度报告\n一、主要举措和成效\n很好。\n", encoding="utf-8")
    return place


def test_a_folder_of_results_can_be_read_again(folder, capsys):
    assert run(["check", "报送", "-o", "结果"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("5 份：5 份已检查，0 份读不出，1 份重复（取较新的一份）\n")
    assert "清源市水务局 报了不止一份，取较新的 水务局.txt，未计入 水务局（旧）.txt" in out
    assert err == ""
    assert run(["check", "报送", "-o", "结果"]) == 1
    assert "5 份没有变化，沿用上次结果" in capsys.readouterr().out
    assert run(["check", "结果", "--format", "json"]) == 1
    stored = json.loads(capsys.readouterr().out)
    run(["check", "报送", "--format", "json"])
    assert stored == json.loads(capsys.readouterr().out)
    assert run(["summary", "结果"]) == 0
    assert "受理行政许可" in capsys.readouterr().out


def test_what_a_clerk_struck_out_stays_struck_out_and_is_not_sent(folder, capsys):
    import docx
    import openpyxl

    run(["check", "报送", "-o", "结果"])
    path = "结果/汇总.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["问题清单"]
    at = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, at["单位"]).value == "清源市财政局":
            sheet.cell(row, at["采纳"]).value = "采纳" if sheet.cell(row, at["规则"]).value == "OUT001" else "不采纳"
    book.save(path)
    os.utime("报送/缺.txt")
    run(["check", "报送", "-o", "结果"])
    sheet = openpyxl.load_workbook(path)["问题清单"]
    words = {
        (r[at["规则"] - 1], r[at["采纳"] - 1]) for r in sheet.iter_rows(min_row=2, values_only=True) if r[1] == "清源市财政局"
    }
    assert {rule: word for rule, word in words if rule == "OUT001"} == {"OUT001": "采纳"}
    assert all(word == "不采纳" for rule, word in words if rule != "OUT001")
    assert run(["letter", "结果"]) == 0
    assert "退回修改的 1 个单位" in capsys.readouterr().out
    (letter,) = (folder.parent / "结果" / "反馈函").iterdir()
    text = "\n".join(p.text for p in docx.Document(str(letter)).paragraphs)
    assert text.count("没有“") == sum(rule == "OUT001" for rule, _ in [
        (r[at["规则"] - 1], r) for r in sheet.iter_rows(min_row=2, values_only=True) if r[1] == "清源市财政局"
    ])  # fmt: skip


def test_reports_that_do_not_say_whose_they_are_share_no_marks(folder):
    import openpyxl

    for name in ("甲", "乙"):
        text = "2023年法治政府建设年度报告\n一、主要举措和成效\n受理10件，其中林业3件、海域3件、其他3件。\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    run(["check", "报送", "-o", "结果"])
    book = openpyxl.load_workbook("结果/汇总.xlsx")
    sheet = book["问题清单"]
    at = {cell.value: cell.column for cell in sheet[1]}
    hidden = next(group for group in sheet.column_dimensions.values() if group.hidden)
    assert (hidden.min, hidden.max) == (at["指纹"], at["报告"])
    own = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, at["文件"]).value == "甲.txt"]
    for row in own:
        sheet.cell(row, at["采纳"]).value = "不采纳"
    book.save("结果/汇总.xlsx")
    run(["check", "报送", "-o", "结果"])
    rows = list(openpyxl.load_workbook("结果/汇总.xlsx")["问题清单"].iter_rows(min_row=2, values_only=True))
    words = {name: {r[at["采纳"] - 1] for r in rows if r[at["文件"] - 1] == f"{name}.txt"} for name in ("甲", "乙")}
    assert own
    assert words == {"甲": {"不采纳"}, "乙": {None}}


def test_another_version_of_the_program_writes_its_files_anew(folder, monkeypatch):
    run(["check", "报送", "-o", "结果"])
    made = [path for path in (folder.parent / "结果").rglob("*") if path.suffix in (".docx", ".xlsx", ".html")]
    written = [path for path in made if "模板" not in path.name]
    before = {path: path.stat().st_ino for path in written}
    assert {path.suffix for path in written} == {".docx", ".xlsx", ".html"}
    run(["check", "报送", "-o", "结果"])
    assert {path: path.stat().st_ino for path in written} == before
    monkeypatch.setattr("analyzer.cli.batches.analyser_id", lambda: "another")
    run(["check", "报送", "-o", "结果"])
    assert all(path.stat().st_ino != before[path] for path in written)


def test_a_letter_that_was_edited_is_not_written_over(folder, capsys):
    run(["check", "报送", "-o", "结果"])
    (letter,) = (folder.parent / "结果" / "反馈函").iterdir()
    letter.write_bytes(letter.read_bytes() + b"edited")
    edited = letter.read_bytes()
    capsys.readouterr()
    run(["check", "报送", "-o", "结果"])
    assert f"改过的没有覆盖：结果/反馈函/{letter.name}" in capsys.readouterr().err
    assert letter.read_bytes() == edited


def test_the_roster_tells_who_is_absent_and_is_remembered(folder, capsys):
    (folder.parent / "名单.csv").write_text("单位,类别\n财政局,甲\n林业局,乙\n水务局,甲\n", encoding="utf-8")
    for arguments in (["--roster", "名单.csv"], []):
        run(["check", "报送", "-o", "结果", *arguments])
        page = (folder.parent / "结果" / "index.html").read_text(encoding="utf-8")
        assert "名单上有，没有收到报告" in page
        assert "未报 1" in page
        assert "  名单上有 1 个单位还没有报：林业局\n" in capsys.readouterr().out


def test_a_second_run_writes_only_what_changed(folder):
    def times():
        places = [path for name in ("报告", "批注", "反馈函") for path in (folder.parent / "结果" / name).iterdir()]
        return {path: path.stat().st_mtime_ns for path in places}

    run(["check", "报送", "-o", "结果"])
    first = times()
    run(["check", "报送", "-o", "结果"])
    assert times() == first
    (folder / "缺.txt").write_text("清源市财政局2023年法治政府建设年度报告\n一、主要举措和成效\n很好很好。\n", encoding="utf-8")
    run(["check", "报送", "-o", "结果"])
    changed = {path.parent.name for path, time in times().items() if first[path] != time}
    assert "报告" in changed
    assert sum(first[path] != time for path, time in times().items() if path.parent.name == "报告") == 1


def test_letters_need_results(tmp_path, capsys):
    assert run(["letter", str(tmp_path)]) == 2
    assert "不是结果文件夹" in capsys.readouterr().err


def test_trouble_is_told_and_gives_2(folder, capsys):
    (folder / "空.docx").write_bytes(b"")
    (folder / "Thumbs.db").write_bytes(b"x")
    assert run(["check", "报送", "-o", "结果"]) == 2
    out, err = capsys.readouterr()
    assert "6 份：5 份已检查，1 份读不出" in out
    assert err.count("空.docx") == 1
    assert "跳过 1 个文件：系统文件 1" in err


def test_other_peoples_things_are_not_written_into(folder, capsys):
    assert run(["check", "报送", "-o", "报送"]) == 2
    assert "里已有别的东西，不写进去" in capsys.readouterr().err
    assert not (folder / "analyzer.sqlite").exists()


def test_results_inside_the_folder_are_not_read_as_reports(folder, capsys):
    assert run(["check", "报送", "-o", "报送/结果"]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert run(["check", "报送", "-o", "报送/结果"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == first


def test_an_empty_folder_is_a_wrong_call(tmp_path, capsys):
    assert run(["check", str(tmp_path), "-o", str(tmp_path / "结果")]) == 2
    assert "没有可以检查的文件" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT to one process")
def test_ctrl_c_leaves_finished_work(tmp_path):
    place = tmp_path / "报送"
    place.mkdir()
    for number in range(400):
        (place / f"{number}.txt").write_text(GOOD.format(body=f"第{number}局", number=number + 1) * 4, encoding="utf-8")
    command = [sys.executable, "-c", "from analyzer.cli import main; main()", "check", str(place), "-o", str(tmp_path / "结果")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    store = tmp_path / "结果" / "analyzer.sqlite"
    while process.poll() is None and not (store.exists() and store.stat().st_size > 200_000):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    if process.returncode in (0, 1):
        pytest.skip("this machine is too fast")
    assert process.returncode == 130
    assert err.splitlines() == ["analyzer: 已中断；做完的结果都在，再次运行会接着做。"]
    with Store(tmp_path / "结果", write=False) as store:
        (count,) = store.query("SELECT count(*) FROM reports")[0]
    assert 0 < count < 400


def test_the_bar_says_how_far_how_fast_how_long():
    line = bar(214, 300, 3.5)
    assert line.startswith("  读取并检查  ━━━━")
    assert line.endswith("214/300  61 份/秒  还需 0:01")
    assert width(line) <= 100
    assert bar(0, 0, 0.0)
    assert bar(5, 5, 1.0).count("━") == 36


def test_lines_of_trouble_stand_above_the_bar(capsys):
    with Progress(shown=True) as progress:
        progress.update(1, 1)
        progress.tell("坏\x1b[31m.docx")
    err = capsys.readouterr().err
    assert err.endswith("\r\x1b[Kanalyzer: 坏�[31m.docx\n")


def test_a_quiet_bar_says_nothing(capsys):
    with Progress(shown=False) as progress:
        progress.update(1, 1)
    assert capsys.readouterr().err == ""


def test_many_bodies_with_several_reports_are_told_in_few_lines(folder, capsys):
    for number, body in enumerate(("民政局", "审计局", "林业局", "商务局", "统计局", "医疗保障局", "农业农村局", "气象局")):
        for name in ("新", "旧", "更旧"):
            path = folder / f"{number}{name}.txt"
            path.write_text(GOOD.format(body=body, number=number + 50) + f"（{name}）\n", encoding="utf-8")
            os.utime(path, (9, 9) if name == "新" else (1, 1))
    run(["check", "报送", "-o", "结果"])
    lines = capsys.readouterr().out.splitlines()
    assert sum("报了不止一份，取较新的" in line for line in lines) == 4
    assert "另有 5 个单位报了不止一份，见 汇总.xlsx 的“读取情况”。" in "\n".join(lines)
    assert max(width(line) for line in lines) <= 80


def test_a_workbook_that_a_clerk_sorted_stays_until_something_changes(folder):
    run(["check", "报送", "-o", "结果"])
    path = folder.parent / "结果" / "汇总.xlsx"
    first = path.stat().st_mtime_ns
    run(["check", "报送", "-o", "结果"])
    assert path.stat().st_mtime_ns == first
    (folder / "司法局.txt").unlink()
    run(["check", "报送", "-o", "结果"])
    assert path.stat().st_mtime_ns != first
