"""Profiles: the ones that ship, errors that name the line, building on another, choosing by title."""

import pytest

from analyzer.errors import ConfigurationError
from analyzer.model import Document, Metadata
from analyzer.outline import choose_profile, load_profile, profile_names, profile_text

OWN = """name = "own"
title = "某市提纲"
extends = "law_based_government"

[[parts]]
id = "measures"
min_characters = 300
[parts.cues]
"特色工作" = 3
"主要?做法" = 0

[[parts]]
id = "innovation"
title = "创新"
required = true
[parts.cues]
"创新" = 3
"""


def write(tmp_path, text, name="市局.toml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", profile_names())
def test_shipped_profiles_load(name):
    profile = load_profile(name)
    assert profile.name == name
    assert profile.source
    assert profile.checked
    assert all(part.title for part in profile.parts)
    assert profile_text(name).startswith("#")


def test_the_default_has_the_parts_of_the_contract():
    parts = load_profile("law_based_government").parts
    assert [part.id for part in parts] == ["measures", "shortcomings", "leader_duties", "next_year_plan", "other"]
    assert not parts[-1].required


def test_building_on_another(tmp_path):
    profile = load_profile(write(tmp_path, OWN))
    base = load_profile("law_based_government")
    assert [part.id for part in profile.parts] == [*(part.id for part in base.parts), "innovation"]
    cues = {cue.pattern: cue.weight for cue in profile.part("measures").cues}
    assert cues["特色工作"] == 3
    assert "主要?做法" not in cues
    assert profile.part("measures").min_characters == 300
    assert profile.part("measures").advice == base.part("measures").advice
    assert profile.deadlines == base.deadlines
    assert profile.title_of("innovation") == "创新"
    assert profile.title_of("nothing") == "nothing"


def test_building_on_a_file_beside_it(tmp_path):
    write(tmp_path, OWN, "市.toml")
    county = 'name = "县"\nextends = "市.toml"\ndrop_parts = ["innovation"]\n[rule_levels]\nOUT = "info"\nOUT001 = "off"\n'
    profile = load_profile(write(tmp_path, county, "县.toml"))
    assert profile.part("innovation") is None
    assert profile.title == "某市提纲"
    assert (profile.level_of("OUT001"), profile.level_of("OUT002"), profile.level_of("TXT001")) == ("off", "info", None)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('min_characters = 300', 'statu = 300'), "第 7 行：parts[0].statu 不认识；可用：id, title"),
        (('min_characters = 300', 'min_characters = "多"'), "第 7 行：parts[0].min_characters 应为不小于 0 的整数"),
        (('min_characters = 300', 'role = "x"'), "第 7 行：parts[0].role 'x' 不认识；可用：measures, shortcomings"),
        (('required = true', 'required = 1'), "第 15 行：parts[1].required 应为 true 或 false"),
        (('"创新" = 3', '"创新(" = 3'), "第 17 行：parts[1].cues.创新( “创新(” 不是正确的正则表达式"),
        (('"创新" = 3', '"创?" = 3'), "连空文字也符合"),
        (('"创新" = 3', '"创新" = 30'), "第 17 行：parts[1].cues.创新 分量应为 0 到 10 的数"),
        (('id = "innovation"', 'id = "measures"'), "第 13 行：parts[1].id “measures” 写了两遍"),
        (('id = "innovation"', 'id = "创新"'), "第 13 行：parts[1].id 每个部分要有 id"),
        (('extends = "law_based_government"', 'extends = "no"'), "第 3 行：extends 没有 “no”；可用：information_disclosure"),
        (('title = "某市提纲"', 'titel = "某市提纲"'), "第 2 行：titel 不认识；可用：name, title, extends"),
        (('title = "某市提纲"', 'title = 3'), "第 2 行：title 应为文字"),
        (('title = "某市提纲"', 'title = "某市提纲'), "第 2 行：不是正确的 TOML"),
        (('title = "某市提纲"', 'drop_parts = ["no"]'), "第 2 行：drop_parts “no” 不是部分"),
        (('name = "own"\n', ''), "name 没有写"),
    ],
)  # fmt: skip
def test_errors_name_the_line_the_key_and_what_is_allowed(tmp_path, change, message):
    assert change[0] in OWN
    with pytest.raises(ConfigurationError) as error:
        load_profile(write(tmp_path, OWN.replace(*change)))
    assert str(error.value).startswith("profile “市局.toml”")
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('[deadlines]\nreport = "3月"\n', "deadlines.report 应为 月-日"),
        ('[deadlines]\nsubmit = "03-01"\n', "deadlines.submit 不认识；可用：report, publish"),
        ('[order]\naccepted = [["measures", "no"]]\n', "order.accepted 第 1 种次序里的 “no” 不是部分；可用：measures"),
        ('[rule_levels]\nOUT001 = "fatal"\n', "rule_levels.OUT001 'fatal' 不认识；可用：error, warning, info, off"),
        ('[rule_levels]\nout = "off"\n', "rule_levels.out “out” 不是规则编号"),
        ('[match]\ntitles = "法治"\n', "match.titles 应为文字的列表"),
    ],
)
def test_errors_in_tables(tmp_path, table, message):
    text = 'name = "own"\nextends = "law_based_government"\n' + table
    with pytest.raises(ConfigurationError) as error:
        load_profile(write(tmp_path, text))
    assert f"第 {4 if '=' in table else 3} 行：" in str(error.value)
    assert message in str(error.value)


def test_circles_end(tmp_path):
    write(tmp_path, 'name = "甲"\nextends = "乙.toml"\n', "甲.toml")
    path = write(tmp_path, 'name = "乙"\nextends = "甲.toml"\n', "乙.toml")
    with pytest.raises(ConfigurationError, match="绕回了自己"):
        load_profile(path)


def test_what_does_not_exist(tmp_path):
    with pytest.raises(ConfigurationError, match=r"没有 profile “xx”；可用：information_disclosure、work_report"):
        load_profile("xx")
    path = tmp_path / "旧.toml"
    path.write_bytes('name = "法治"'.encode("gb18030"))
    with pytest.raises(ConfigurationError, match="不是 UTF-8 文字"):
        load_profile(path)


TITLES = [
    ("云台县水务局2023年法治政府建设年度报告", "law_based_government"),
    ("关于2023年法治政府建设工作情况的报告", "law_based_government"),
    ("永和镇2022年法治工作情况", "law_based_government"),
    ("清源市司法局2023年度法治建设情况报告", "law_based_government"),
    ("云台县2023年度依法行政工作报告", "law_based_government"),
    ("清源区2023年度依法治区工作总结报告", "law_based_government"),
    ("云台县水务局\n2023年度推进法治政府部门建设情况", "law_based_government"),
    ("清源市水利局2023年政府信息公开工作年度报告", "information_disclosure"),
    ("云台县2023年政务公开工作年度报告", "information_disclosure"),
    ("2025年清源省政府工作报告", "work_report"),
    ("清源市人民政府工作报告", "work_report"),
    ("云台县水务局2023年度部门决算", None),
    ("云台县水务局局长2023年度述职述法报告", None),
    ("关于做好2023年法治政府建设工作的通知", None),
    ("清源市法治政府建设实施方案", None),
]


@pytest.mark.parametrize(("title", "name"), TITLES)
def test_auto_chooses_by_title(title, name):
    profile = choose_profile("auto", Metadata(title=title))
    assert (profile.name if profile else None) == name


def test_auto_without_a_title_asks_the_opening_and_the_file_name():
    opening = "2023年，我局坚持依法行政。现将2023年法治政府建设情况报告如下：\n一、主要举措"
    assert choose_profile("auto", Metadata(), Document(opening, opening, ())).name == "law_based_government"
    earlier = "2023年，永和镇按照《永和镇2023年法治政府建设工作要点》推进法治政府建设。现将全年工作情况总结如下：\n一、"
    assert choose_profile("auto", Metadata(), Document(earlier, earlier, ())).name == "law_based_government"
    other = "2023年，永和镇认真做好防汛工作。现将全年工作情况总结如下：\n一、加强法治政府建设"
    assert choose_profile("auto", Metadata(), Document(other, other, ())) is None
    assert (
        choose_profile("auto", Metadata(), Document("一、", "一、", (), file="报送/永和镇2023年法治政府建设报告.txt")).name
        == "law_based_government"
    )
    assert choose_profile("auto", Metadata(), Document("一、", "一、", ())) is None
    assert choose_profile("work_report", Metadata(title="任何")).name == "work_report"
