"""Where a heading ends when it runs into its text. A line is `title | text behind it`; all stand as siblings in one report."""

import pytest

from analyzer.reading import read_text
from analyzer.structure import parse_structure

GLUED = """
加强组织领导，健全工作机制 | 成立了以局长为组长、分管副局长为副组长的工作专班，明确法规科负责日常工作。
推进信息共享，方便企业办事 | 建成涉企数据库2个，归集数据3.1万条，平均办理时间不超过20分钟。
开展专项整治 | 围绕燃气安全、房屋租赁、户外广告等领域开展专项检查6次，检查点位431处。
强化法治宣传，增强守法意识 | 开展《清源市养犬条例》《清源市物业管理条例》宣传，发放手册2万册。
补齐人才短板，充实执法力量 | 拟招录执法辅助人员4名，举办培训班3期以上。
加强党对法治建设的领导 | 党组书记、局长主持召开党组会6次，研究法治议题9个。
"""

ONE_SENTENCE = """
进一步提升执法能力 | ，全年组织业务培训11期、岗位练兵3次
进一步完善监督机制 | ，案卷评查覆盖全部7个中队，抽查比例不低于25%
进一步优化服务供给 | ，新增便民服务点6个，打造示范街3条
"""


def rows(block):
    return [line.split(" | ") for line in block.strip().splitlines()]


def titles(text):
    return [section.title for section in parse_structure(read_text(text)).walk() if section.level == 2]


@pytest.mark.parametrize("between", ["", " ", "\n", "。"])
@pytest.mark.parametrize("end", ["\n", " "])
def test_a_title_ends_before_its_text(between, end):
    parts = [f"（{'一二三四五六'[i]}）{title}{between}{text}{end}" for i, (title, text) in enumerate(rows(GLUED))]
    text = f"一、主要举措和成效{end}" + "".join(parts) + f"二、存在的不足{end}人手紧张，原因是编制少。"
    assert titles(text) == [title for title, _ in rows(GLUED)]


def test_figures_behind_a_comma_are_the_text_of_a_heading():
    parts = [f"（{'一二三'[i]}）{title}{text}。\n" for i, (title, text) in enumerate(rows(ONE_SENTENCE))]
    assert titles("一、下一年度工作安排\n" + "".join(parts)) == [title for title, _ in rows(ONE_SENTENCE)]


def test_figures_inside_a_heading_with_a_text_behind_stay():
    text = "一、工作安排\n（一）聚焦重点，推动3项改革落地。各科室分工负责，按季调度。\n（二）补齐短板。加强培训，充实力量。\n"
    assert titles(text) == ["聚焦重点，推动3项改革落地", "补齐短板"]


def test_clauses_parted_by_blanks_stay_together_on_a_flat_page():
    text = (
        "一、主要举措和成效 （一）强化政治引领 把牢法治方向 我局全年召开党组会6次，研究法治工作。 "
        "（二）规范执法行为 提升执法水平 全年开展执法检查120次，整改隐患9处。 二、存在的不足 人手紧张。"
    )
    assert titles(text) == ["强化政治引领 把牢法治方向", "规范执法行为 提升执法水平"]
