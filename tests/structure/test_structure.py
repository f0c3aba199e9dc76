"""Cases one by one: decoys, numbering, unlabelled headings, issuers, years, dates; totality, offsets and time for any text."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import ConfigurationError
from analyzer.reading import read_bytes, read_text
from analyzer.structure import parse_structure
from analyzer.structure.bodies import body_kind, issuer_of_title
from analyzer.structure.dates import find_dates, find_years
from analyzer.structure.items import find_items
from analyzer.structure.words import parse_junctures, parse_title_words
from tests.growth import EIGHTFOLD, growth


def outline(text):
    return [(s.level, s.label, s.ordinal) for s in parse_structure(read_text(text)).walk()]


DECOYS = (
    "一、主要做法\n全镇一、二产融合发展，第（一）项指标按期完成，法律第三十条第（二）项已落实。\n二、存在不足\n人手紧张。",
    "一、主要做法\n重点抓好三件事：1.修路；2.通水；3.通电；群众都满意。\n二、存在不足\n人手紧张。",
    "一、主要做法\n水质达标率升至97.2%，5.12防灾减灾日宣传2.0版平台上线，3、4月集中检查。\n二、存在不足\n人手紧张。",
)


@pytest.mark.parametrize("text", DECOYS)
def test_decoys_are_no_headings(text):
    assert outline(text) == [(1, "一、", 1), (1, "二、", 2)]


@pytest.mark.parametrize(
    "word", ["项目带动成效凸显", "条件保障不断改善", "目标管理逐级落实", "种植结构持续优化", "和谐社区稳步创建"]
)
@pytest.mark.parametrize("before", ["", "　　", "  "])
def test_words_that_begin_like_the_parts_of_a_law(word, before):
    """（二）项目… opens a section; 第（二）项 quotes a law. Blanks of an indent change nothing."""
    text = f"一、主要做法\n{before}（一）夯实基础。全年培训3次。{{}}（二）{word}。全年开工12个。\n二、存在不足\n人手紧张。"
    for between in (f"\n{before}", ""):
        titles = [section.title for section in parse_structure(read_text(text.format(between))).walk()]
        assert word in titles, between


def test_four_levels_and_restarts():
    text = (
        "一、做法\n（一）学习\n1.集中学\n（1）每月学\n（2）每季学\n2.自己学"
        "\n（二）执法\n1.检查\n2.处罚\n二、不足\n（一）认识不足\n（二）人手不足\n"
    )
    assert [level for level, _, _ in outline(text)] == [1, 2, 3, 4, 4, 3, 2, 3, 3, 1, 2, 2]


def test_a_repeated_number_keeps_its_print_and_gets_its_place():
    text = "一、做法\n（一）学习理论。内容一。\n（一）规范执法。内容二。\n（三）服务群众。内容三。\n"
    assert outline(text) == [(1, "一、", 1), (2, "（一）", 1), (2, "（一）", 2), (2, "（三）", 3)]


def test_brackets_without_a_first_level_stand_on_the_second():
    assert [level for level, _, _ in outline("（一）规范执法。全年检查三次。\n（二）做好普法。办讲座两场。\n")] == [2, 2]


def test_outline_lines_without_labels():
    text = (
        "永和镇2024年法治政府建设年度报告\n永和镇认真部署，全年工作平稳有序。\n主要举措和成效\n（一）规范执法。全年检查三次，没有差错，群众反映良好。\n"
        "存在的不足和原因\n" + "因编制所限，执法人员偏少，部分工作推进得不够快，与群众的期待仍有差距，"
        "需要在来年集中力量逐项解决，同时要加强培训，补齐能力上的短板。" + "\n"
    )
    structure = parse_structure(read_text(text))
    assert [(s.level, s.label_kind, s.title) for s in structure.walk()] == [
        (1, "none", "主要举措和成效"), (2, "typed", "规范执法"), (1, "none", "存在的不足和原因"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "issuer", "kind"),
    [
        ("清源市司法局2023年法治政府建设年度报告", "清源市司法局", "department"),
        ("关于云台县卫生健康局2024年度法治政府建设情况的报告", "云台县卫生健康局", "department"),
        ("永和镇人民政府关于2025年推进法治政府建设情况的报告", "永和镇人民政府", "town"),
        ("2024年清源市民政局法治政府建设工作总结", "清源市民政局", "department"),
        ("柳林街道办事处2025年度法治政府建设情况报告", "柳林街道办事处", "town"),
        ("2025年清源省政府工作报告", "清源省人民政府", "government"),
        ("2023年法治政府建设年度报告", None, None),
    ],
)
def test_issuers(title, issuer, kind):
    assert issuer_of_title(title) == issuer
    assert body_kind(issuer, title) == kind


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025年1月15日", "2025-01-15"),
        ("2026-01-22", "2026-01-22"),
        ("二〇二五年十二月三十一日", "2025-12-31"),
        ("2023.5.11", "2023-05-11"),
    ],
)
def test_dates(text, iso):
    assert [found[2] for found in find_dates(text, 0, len(text))] == [iso]


def test_years_of_a_stretch_are_no_report_year():
    assert find_years("规划（2021—2025年）和2023年报告、二〇二二年总结") == [2023, 2022]
    assert list(find_dates("2023年13月40日，2023-02-30", 0, 20)) == []


def test_title_over_lines_signature_and_date():
    text = (
        "清源市交通运输局\n关于2024年法治政府建设情况的\n报告\n\n市委、市政府：\n一、主要做法\n修路三条。\n"
        "二、下步打算\n继续修路。\n清源市交通运输局\n2025年1月9日\n"
    )
    metadata = parse_structure(read_text(text)).metadata
    assert (metadata.issuer, metadata.report_year, metadata.date) == ("清源市交通运输局", 2024, "2025-01-09")


def test_items():
    text = "一是学法。二是用法三是守法。这不是三是。"
    assert [(i.label, i.ordinal) for i in find_items(text, 0, len(text))] == [("一是", 1), ("二是", 2), ("三是", 3)]
    assert find_items("没有项目。", 0, 5) == ()


def test_data_files_are_checked():
    with pytest.raises(ConfigurationError, match="title_words"):
        parse_title_words('[ends]\nwhy = "x"\nwords = ["情况"]\n')
    with pytest.raises(ConfigurationError, match="第1行"):
        parse_junctures("情况 x 1\n")
    with pytest.raises(ConfigurationError, match="重复"):
        parse_junctures("情况 0 1\n情况 0 1\n")


PIECES = st.sampled_from(
    [
        "一、",
        "二、",
        "（一）",
        "(2)",
        "3、 ",
        "1.",
        "①",
        "第一部分",
        "一是",
        "加强管理",
        "。",
        "；",
        "：",
        "\n",
        " ",
        "，",
        "2023年",
        "《",
        "”",
        "报告",
        "100%",
        "\x00",
        "𠮷",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_any_text_gives_a_partition(text):
    document = read_text(text)
    structure = parse_structure(document)
    assert 0 <= structure.body_start <= structure.body_end <= len(document.text)

    def check(sections, low, high):
        for section, following in zip(sections, [*sections[1:], None][: len(sections)], strict=True):
            assert low <= section.start <= section.title_start <= section.title_end <= section.body_start <= section.end <= high
            assert section.end == (following.start if following else high)
            assert document.text[section.title_start : section.title_end] == section.title
            if section.label_kind == "typed":
                assert document.text.startswith(section.label, section.start)
            check(section.children, section.body_start, section.end)
            assert all(child.level > section.level for child in section.children)
            low = section.end

    check(structure.sections, structure.body_start, structure.body_end)
    for repair in structure.repairs:
        assert document.text[repair.start : repair.end] == repair.before


@pytest.mark.parametrize("piece", ["一、工作", "（一）好。", "1.\n", "（", "《一、", "一是好", "标题：", "来源："])
def test_long_texts_take_linear_time(piece):
    assert growth(lambda text: parse_structure(read_text(text)), piece, 4_000) < EIGHTFOLD


SHAPES = {
    "table of the site": (
        "索引号|YT-12|发文机构|云台县永和镇人民政府|发布日期|2026-01-22|字体 大 中 小|打印\n永和镇2025年法治政府建设年度报告\n"
        "县委、县政府：\n一、主要做法\n修路。\n",
        ("永和镇2025年法治政府建设年度报告", "永和镇人民政府", "town", 2025, "2026-01-22"),
    ),
    "party and government": (
        "中共云台县永和镇委员会\n云台县永和镇人民政府\n关于2024年法治政府建设情况的报告\n\n一、主要做法\n修路。\n永和镇人民政府\n二〇二五年一月十五日\n",
        (
            "中共云台县永和镇委员会云台县永和镇人民政府关于2024年法治政府建设情况的报告",
            "云台县永和镇人民政府",
            "town",
            2024,
            "2025-01-15",
        ),
    ),
    "committee of a county and its government": (
        "中共云台县委\n云台县人民政府\n关于2024年法治政府建设情况的报告\n\n一、主要做法\n修路。\n2025年2月15日\n（此件公开发布）\n",
        ("中共云台县委云台县人民政府关于2024年法治政府建设情况的报告", "云台县人民政府", "government", 2024, "2025-02-15"),
    ),
    "a path of the site before the title on one line": (
        "首页 > 政务公开 > 法治政府建设年报 云台县水务局关于2024年法治政府建设情况的报告 发布时间：2025-02-14 09:32 字体：大 小 "
        "县委、县政府： 一、主要做法 修路。",
        ("云台县水务局关于2024年法治政府建设情况的报告", "云台县水务局", "department", 2024, "2025-02-14"),
    ),
    "work report with its subtitle on the same line": (
        "政府工作报告——2025年2月19日在清源市第九届\n人民代表大会第四次会议上\n各位代表：\n一、2024年工作回顾\n修路。\n二、2025年安排\n再修。\n",
        ("政府工作报告", "清源市人民政府", "government", 2024, "2025-02-19"),
    ),
    "three lines and a date in brackets": (
        "云台县水务局\n2024年度法治政府建设工作\n情况报告\n（2025年1月31日）\n一、主要做法\n修路。\n",
        ("云台县水务局2024年度法治政府建设工作情况报告", "云台县水务局", "department", 2024, "2025-01-31"),
    ),
    "body only in a field": (
        "2025年法治政府建设年度报告\n发布机构：云台县民政局 时间：2026年1月5日\n一、主要做法\n修路。\n",
        ("2025年法治政府建设年度报告", "云台县民政局", "department", 2025, "2026-01-05"),
    ),
    "work report with blanks": (
        "政 府 工 作 报 告\n——2024年2月19日在清源市第九届人民代表大会第三次会议上\n"
        "各位代表：\n一、2023年工作回顾\n修路。\n二、2024年安排\n再修。\n",
        ("政府工作报告", "清源市人民政府", "government", 2023, "2024-02-19"),
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_heads_of_many_sites(name):
    text, wanted = SHAPES[name]
    metadata = parse_structure(read_text(text)).metadata
    assert (metadata.title, metadata.issuer, metadata.body_kind, metadata.report_year, metadata.date) == wanted


def test_marked_up_headings():
    assert outline("# 报告\n**一、主要做法**\n**（一）加强领导**\n开会三次。\n**二、不足**\n人少。\n") == [
        (1, "一、", 1),
        (2, "（一）", 1),
        (1, "二、", 2),
    ]


def test_a_long_heading_is_not_cut_before_a_preposition():
    text = (
        "2024年，我局工作平稳。一、下一步计划（一）广泛开展全员安全教育学习，提高各级干部对做好防汛、抗旱、供水等各项工作重要性、紧迫性的认识，"
        "增强做好工作的自觉性和使命感。（责任股室：水旱股）（二）完善值守。每周两次。"
    )
    titles = [section.title for section in parse_structure(read_text(text)).walk()]
    assert titles[1].endswith("使命感")


ANNEXES = """\
清源市水务局2024年法治政府建设情况报告
一、主要举措和成效
全年巡河120次，办结案件9件，没有差错，群众反映良好。
二、下一步安排
明年继续巡河，补齐短板。
{list}清源市水务局
2025年1月20日
（联系人：周某，电话：0555-2345678）
{annex}
"""


@pytest.mark.parametrize(
    "annex",
    [
        "附件1\n2024年执法数据统计表\n1.巡河数据：按站点统计。\n2.案件数据：按类别统计。\n3.其他数据。",
        "附件：\n一、巡河站点\n共九处。\n二、案件清单\n共九件。",
        "名词解释\n1.“河长制”：由各级负责人担任河长。\n2.“一河一策”：每条河一个方案。",
    ],
)
def test_annexes_and_glossaries_are_no_part_of_the_body(annex):
    text = ANNEXES.format(list="附件：1．2024年执法数据统计表\n2．2024年普法清单\n", annex=annex)
    structure = parse_structure(read_text(text))
    assert [section.label for section in structure.walk()] == ["一、", "二、"]
    assert text[: structure.body_end].endswith("0555-2345678）")
    assert structure.metadata.date == "2025-01-20"


def test_a_list_of_annexes_above_the_signature_ends_nothing():
    text = ANNEXES.format(list="附件：2024年执法数据统计表\n", annex="")
    assert parse_structure(read_text(text)).body_end == len(text.rstrip())


def test_numbers_in_a_table_are_no_headings():
    text = (
        "一、总体情况\n全年公开信息120条，较上年增加。\n一、本年新收\t12\t0\n二、上年结转\t0\t0\n"
        "二、存在问题\n人手不足，公开不够及时。\n"
    )
    document = read_text(text)
    rows = tuple(dataclasses.replace(b, kind="table_row") if "\t" in text[b.start : b.end] else b for b in document.blocks)
    found = parse_structure(dataclasses.replace(document, blocks=rows))
    assert [section.title for section in found.sections] == ["总体情况", "存在问题"]


def test_items_of_a_page_list_and_its_own_title_are_no_headings():
    page = (
        "<body><h1>清源市水务局2024年法治政府建设年度报告</h1><p>市政府：2024年，我局推进法治工作，成效明显，现将有关情况报告如下：</p>"
        "<p>一、主要举措和成效</p><p>全年主要做了以下几件事，得到了群众的好评，具体如下。</p>"
        "<ol><li>开展执法检查120次；</li><li>整改隐患33处；</li><li>办理许可12件。</li></ol>"
        "<p>二、存在的不足和原因</p><p>人手不足，因编制所限，部分工作推进得不够快，与群众的期待仍有差距，需要改进。</p></body>"
    )
    structure = parse_structure(read_bytes(page.encode(), "report.html"))
    assert [section.label for section in structure.walk()] == ["一、", "二、"]
    assert structure.metadata.title == "清源市水务局2024年法治政府建设年度报告"


THEMES = ("加强组织领导，压实法治责任", "规范执法行为，提升执法质效", "强化普法宣传，营造法治氛围", "存在的问题和不足")


def test_thematic_lines_without_labels():
    prose = (
        "全年召开会议研究法治工作，各科室分工负责，按季度调度进展，发现的问题逐项整改，工作平稳有序，群众比较满意，成效逐步显现。"
    )
    text = "清源市水务局2024年法治政府建设年度报告\n" + prose + "\n" + "".join(f"{theme}\n{prose}\n" for theme in THEMES)
    found = parse_structure(read_text(text))
    assert [(s.level, s.label_kind, s.title) for s in found.walk()] == [(1, "none", theme) for theme in THEMES]


def test_few_short_lines_are_no_headings():
    prose = (
        "全年召开会议研究法治工作，各科室分工负责，按季度调度进展，发现的问题逐项整改，工作平稳有序，群众比较满意，成效逐步显现。"
    )
    text = f"清源市水务局2024年法治政府建设年度报告\n{prose}\n加强组织领导，压实法治责任\n{prose}\n清源市水务局\n"
    assert outline(text) == []


def test_a_report_behind_its_covering_letter():
    text = (
        "云台县税务局关于报送2024年法治政府建设情况报告的函\n\n县委依法治县办：\n现将报告随函报送，请审阅。\n"
        "附件：云台县税务局2024年法治政府建设情况报告\n\n云台县税务局\n2025年2月20日\n\n附件\n云台县税务局2024年法治政府建设情况报告\n\n"
        "2024年，县税务局坚持依法征税，全年组织收入28亿元。现将有关情况报告如下：\n一、主要举措和成效\n公示执法信息5230条。\n"
        "二、存在的不足和原因\n力量不足，原因是人员老化。\n三、2025年主要安排\n开展培训3期，修订裁量基准，推进智慧办税。\n"
    )
    structure = parse_structure(read_text(text))
    assert structure.metadata.title == "云台县税务局2024年法治政府建设情况报告"
    assert [section.title for section in structure.walk()] == ["主要举措和成效", "存在的不足和原因", "2025年主要安排"]


def test_outline_lines_without_labels_hold_the_thematic_ones():
    text = (
        "云台县文化局2024年法治政府建设情况报告\n2024年，我局推进法治建设，现将有关情况报告如下：\n"
        "2024年推进法治政府建设的主要举措和成效\n依法推进政务服务\n办理审批213件，平均办理时间2.6天。\n加强文化市场执法\n检查2467家次。\n"
        "存在的不足和原因\n执法队伍老化，原因是多年未招人。\n2025年主要安排\n一是开展比武2次；二是办好普法活动。\n"
    )
    found = [(section.level, section.title) for section in parse_structure(read_text(text)).walk()]
    assert found[0] == (1, "2024年推进法治政府建设的主要举措和成效")
    assert (1, "存在的不足和原因") in found
    assert (1, "2025年主要安排") in found


def test_thematic_lines_stand_beside_the_outline_ones():
    body = "全年完成各项任务，建立工作台账，开展联合检查12次，办理案件35件，化解纠纷46起，群众满意度提高，" * 2 + "\n"
    themes = ["加强组织领导", "健全决策机制", "规范行政执法", "优化营商环境", "普法品牌建设"]
    text = (
        "清源市大学城管委会2024年法治政府建设情况报告\n2024年，管委会推进法治建设，现将有关情况报告如下：\n"
        + "".join(f"{theme}\n{body}" for theme in themes)
        + "存在的不足和原因\n执法力量不足，原因是编制有限。\n"
    )
    found = [(section.level, section.title) for section in parse_structure(read_text(text)).walk()]
    assert found == [(1, theme) for theme in [*themes, "存在的不足和原因"]]


def test_a_line_of_even_clauses_beside_thematic_headings_is_one():
    prose = (
        "全年召开会议研究法治工作，各科室分工负责，按季度调度进展，发现的问题逐项整改，工作平稳有序，群众比较满意，成效逐步显现。"
    )
    themes = [*THEMES[:3], "化解涉水纠纷，维护河湖安宁", THEMES[3]]
    text = "清源市水务局2024年法治政府建设年度报告\n" + prose + "\n" + "".join(f"{theme}\n{prose}\n" for theme in themes)
    assert [section.title for section in parse_structure(read_text(text)).walk()] == themes


def read_tree(text):
    return parse_structure(read_text(text))


CONTENTS = ["一、2023年法治政府建设情况", "二、存在的问题", "三、2024年工作安排"]
WHOLE = "\n".join(f"{entry}\n云台县水务局今年办理案件{n}件，各项工作有序推进。" for n, entry in enumerate(CONTENTS, 3))


@pytest.mark.parametrize(
    "contents",
    [
        "目录\n" + "\n".join(CONTENTS),
        "目  录\n" + "\n".join(f"{entry}………………{n}" for n, entry in enumerate(CONTENTS, 1)),
        "目录\n前言……1\n" + "\n".join(f"{entry}…… {n}" for n, entry in enumerate(CONTENTS, 1)),
        "目 录\n" + "\n".join(CONTENTS) + "\n附表一、收支总表",
    ],
)
def test_a_table_of_contents_holds_no_headings(contents):
    sections = read_tree(f"云台县水务局2023年法治政府建设年度报告\n{contents}\n{WHOLE}").sections
    assert [section.title for section in sections] == [entry[2:] for entry in CONTENTS]


def test_a_report_that_speaks_of_a_catalogue_keeps_its_headings():
    """权责清单目录 alone on a line is no table of contents: nothing behind it stands twice."""
    sections = read_tree(f"目录\n{WHOLE}").sections
    assert [section.title for section in sections] == [entry[2:] for entry in CONTENTS]


@pytest.mark.parametrize(
    "lines",
    [
        ["2023年工作回顾", "2024年工作安排建议", "加强政府自身建设"],
        ["过去五年工作回顾", "今年的重点任务", "全面加强政府自身建设"],
        ["2023年度法治政府建设情况", "存在的问题和2024年工作安排"],
        ["工作开展情况", "存在问题及下一步打算"],
    ],
)
def test_lines_of_the_outline_without_labels_stand_above_brackets(lines):
    below = "（一）夯实基础工作\n全年培训{}次，参加人员覆盖各科室。\n（二）规范执法行为\n抽查案卷{}份，均已反馈。\n"
    text = "清源市2023年工作报告\n各位代表：\n现在，我代表市人民政府报告工作，请予审议。\n"
    text += "".join(f"{line}\n一年来，我们主要做了以下工作。\n{below.format(n, n + 3)}" for n, line in enumerate(lines, 2))
    sections = read_tree(text).sections
    assert [section.title for section in sections] == lines
    assert {child.level for section in sections for child in section.children} == {2}
