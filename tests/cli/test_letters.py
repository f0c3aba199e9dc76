"""What goes back to the bodies: letters and annotated files, by the commands."""

import io
import re
import shutil
import zipfile

import docx
import pytest

from analyzer.batch.pool import Failure
from analyzer.cli import batches, run
from analyzer.export.letter import FIELDS, default_template
from tests.export.word_cases import seen_between

REPORT = """清源市{body}2023年法治政府建设年度报告
一、2023年推进法治政府建设的主要举措和成效
（一）转变职能。依照《信访工作条例条例》，全年受理行政许可{number}余件，开展行政检查{number}次。
二、存在的不足和原因
一是执法力量不足，主要原因是编制少、人员流动大。
三、主要负责人履行推进法治建设第一责任人职责情况
局长主持召开会议4次，听取法治工作汇报2次，带头学法3次。
"""


@pytest.fixture
def results(tmp_path, monkeypatch, capsys):
    """A folder of results of two reports that lack their plan: one a text, one a Word file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "报送").mkdir()
    (tmp_path / "报送" / "水务局.txt").write_text(REPORT.format(body="水务局", number=300), encoding="utf-8")
    document = docx.Document()
    for line in REPORT.format(body="教育局", number=200).splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "报送" / "教育局.docx"))
    assert run(["check", "报送", "-o", "结果"]) == 1
    capsys.readouterr()
    return tmp_path / "结果"


def words(path):
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def own_template(path, text="{{单位}}须改如下"):
    document = docx.Document()
    document.add_paragraph(text)
    document.add_paragraph("{{意见}}")
    document.save(str(path))
    return path


def test_each_report_comes_back_with_its_comments(results):
    assert names(results / "批注") == ["清源市教育局.docx", "清源市水务局.docx"]
    for name in names(results / "批注"):
        data = (results / "批注" / name).read_bytes()
        comments = docx.Document(io.BytesIO(data)).comments
        assert "条例条例" in seen_between(data).values()
        assert any(comment.text.startswith("须改 TXT001") for comment in comments)
        assert any("下一年度" in comment.text for comment in comments)


def test_the_submitted_file_itself_is_what_comes_back(results):
    before = zipfile.ZipFile("报送/教育局.docx")
    after = zipfile.ZipFile(results / "批注" / "清源市教育局.docx")
    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def test_names_and_files_are_the_same_at_the_next_run(results):
    before = {path: path.read_bytes() for folder in ("批注", "反馈函") for path in (results / folder).iterdir()}
    assert run(["check", "报送", "-o", "结果"]) == 1
    assert {path: path.read_bytes() for folder in ("批注", "反馈函") for path in (results / folder).iterdir()} == before


def parts(folder):
    """Every part of every file, without the times of its comments."""
    found = {}
    for path in sorted(folder.iterdir()):
        with zipfile.ZipFile(path) as archive:
            found[path.name] = {name: re.sub(rb'w:date="[^"]*"', b"", archive.read(name)) for name in archive.namelist()}
    return found


def test_workers_write_the_same_files(results, monkeypatch):
    monkeypatch.setattr(batches, "WORTH_WORKERS", 2)
    assert run(["check", "报送", "-o", "另", "--jobs", "2"]) == 1
    assert parts(results.parent / "另" / "批注") == parts(results / "批注")


def test_what_a_worker_did_not_write_is_told_and_written_by_the_next_run(results, monkeypatch, capsys):
    shutil.rmtree(results / "批注")
    monkeypatch.setattr(batches, "WORTH_WORKERS", 1)
    with monkeypatch.context() as broken:
        broken.setattr(batches, "run_pool", lambda items, work, **_: [(n, Failure("died")) for n, _ in enumerate(items)])
        assert run(["check", "报送", "-o", "结果", "--jobs", "2"]) == 1
    assert capsys.readouterr().err.count("有一份批注没有写成") == 2
    assert not (results / "批注").exists()
    assert run(["check", "报送", "-o", "结果"]) == 1
    assert len(names(results / "批注")) == 2


def test_a_file_with_macros_keeps_its_suffix(results):
    (results.parent / "报送" / "教育局.docx").rename(results.parent / "报送" / "教育局.docm")
    assert run(["check", "报送", "-o", "结果"]) == 1
    assert names(results / "批注") == ["清源市教育局.docm", "清源市水务局.docx"]


def test_fixes_are_tracked_changes_where_asked_for(results):
    assert b"w:del " not in zipfile.ZipFile(results / "批注" / "清源市教育局.docx").read("word/document.xml")
    assert run(["check", "报送", "-o", "结果", "--fixes"]) == 1
    for name in names(results / "批注"):
        assert b"w:del " in zipfile.ZipFile(results / "批注" / name).read("word/document.xml")


def test_letters_may_go_elsewhere_and_are_not_written_over(results, capsys):
    assert run(["letter", "结果", "-o", "发文/第一批"]) == 0
    assert "退回修改的 2 个单位" in capsys.readouterr().out
    place = results.parent / "发文" / "第一批"
    assert names(place) == names(results / "反馈函") == ["清源市教育局.docx", "清源市水务局.docx"]
    (place / "清源市教育局.docx").unlink()
    edited = (place / "清源市水务局.docx").read_bytes()
    assert run(["letter", "结果", "-o", "发文/第一批"]) == 2
    assert "清源市水务局.docx” 已存在，不覆盖" in capsys.readouterr().err
    assert names(place) == ["清源市水务局.docx"]
    assert (place / "清源市水务局.docx").read_bytes() == edited
    assert run(["letter", "结果", "-o", "发文/第一批", "--force"]) == 0
    assert len(names(place)) == 2


def test_force_writes_over_an_edited_letter(results, capsys):
    path = results / "反馈函" / "清源市教育局.docx"
    path.write_bytes(b"edited")
    assert run(["letter", "结果"]) == 0
    assert "改过的没有覆盖" in capsys.readouterr().err
    assert path.read_bytes() == b"edited"
    assert run(["letter", "结果", "--force"]) == 0
    assert "清源市教育局：" in words(path)


def test_a_template_is_kept_for_the_next_run(results):
    own_template(results.parent / "模板.docx")
    assert run(["letter", "结果", "--template", "模板.docx"]) == 0
    path = results / "反馈函" / "清源市水务局.docx"
    assert words(path).startswith("清源市水务局须改如下\n一、需要补充的内容\n1. ")
    assert run(["check", "报送", "-o", "结果"]) == 1
    assert words(path).startswith("清源市水务局须改如下")


def test_the_template_beside_the_letters_may_be_edited(results, capsys):
    own_template(results / "反馈函模板.docx", "改好的{{单位}}")
    assert run(["letter", "结果"]) == 0
    assert words(results / "反馈函" / "清源市水务局.docx").startswith("改好的清源市水务局")
    capsys.readouterr()
    own_template(results.parent / "模板.docx")
    assert run(["letter", "结果", "--template", "模板.docx"]) == 2
    assert "反馈函模板.docx” 已存在，不覆盖" in capsys.readouterr().err
    assert run(["letter", "结果", "--template", "模板.docx", "--force"]) == 0
    assert words(results / "反馈函" / "清源市水务局.docx").startswith("清源市水务局须改如下")


def test_a_template_for_letters_elsewhere_leaves_the_results_alone(results):
    before = (results / "反馈函模板.docx").read_bytes()
    own_template(results.parent / "模板.docx")
    assert run(["letter", "结果", "--template", "模板.docx", "-o", "外"]) == 0
    assert words(results.parent / "外" / "清源市水务局.docx").startswith("清源市水务局须改如下")
    assert (results / "反馈函模板.docx").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["没有"], "不是结果文件夹"),
        (["结果", "--template", "没有.docx"], "读不到 “没有.docx”"),
        (["结果", "--template", "报送/水务局.txt"], "反馈函模板不是 .docx"),
        (["结果", "--template", "报送/教育局.docx"], "没有放意见的地方"),
        (["结果", "-o", "报送/水务局.txt"], "是文件，反馈函要写到文件夹里"),
    ],
)
def test_wrong_calls_are_told(results, arguments, told, capsys):
    before = {path: path.read_bytes() for path in results.rglob("*.docx")}
    assert run(["letter", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert {path: path.read_bytes() for path in results.rglob("*.docx")} == before


def test_the_shipped_template_can_be_read_by_people(tmp_path):
    (tmp_path / "a.docx").write_bytes(default_template())
    assert "请于　　年　　月　　日前修改完善后重新报送" in words(tmp_path / "a.docx")


def test_help_on_templates_names_every_field(capsys):
    assert run(["help", "template"]) == 0
    told = capsys.readouterr().out
    assert all(f"{{{{{field}}}}}" in told for field in FIELDS)
