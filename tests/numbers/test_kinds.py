"""The kind of every mention, and that nothing that only looks like a number is counted.

A line is `text | surface kind, …`: every mention of the text, in order.
"""

import pytest

from analyzer.model import Document, Item, Metadata, Section, Structure
from analyzer.numbers import find_mentions, find_numbers
from analyzer.reading import read_text

CASES = """
2023年全年 | 2023年 year
2022年度和二〇二三年度 | 2022年度 year, 二〇二三年度 year
2023年3月29日 | 2023年3月29日 date
二〇二四年一月五日 | 二〇二四年一月五日 date
发布于2024-01-15 | 2024-01-15 date
8月9日至8月12日 | 8月9日至8月12日 date
2021-2025年规划 | 2021-2025年 period
2021—2025年 | 2021—2025年 period
1至10月 | 1至10月 period
2024年1—6月 | 2024年1—6月 period
2023年上半年 | 2023年上半年 period
一季度，前三季度 | 一季度 period, 三季度 period
这五年，我们坚持改革 | 五年 period
五年来成效明显 | 五年来 period
九十年代 | 九十年代 period
20世纪60年代 | 20世纪60年代 period
保持两位数增长 | 两位数 lexical
二十国集团 | 二十国 fixed_phrase
三年行动计划 | 三年 fixed_phrase
上午8:30开会 | 8:30 date
第十五个五年规划 | 第十五个五年规划 fixed_phrase
清司发〔2023〕28号 | 〔2023〕28号 document_number
国令第717号令 | 第717号 ordinal
拨打12345热线 | 12345 identifier
“12345”便民热线 | 12345 identifier
联系电话0571-87654321 | 0571-87654321 identifier
手机13912345678 | 13912345678 identifier
G4高速，PM2.5浓度 | G4 identifier, PM2.5 identifier
执行GB/T 9704标准 | GB/T 9704 identifier
平台2.0版上线 | 2.0 identifier
人民路28号 | 28号 identifier
地铁21号线 | 21号线 identifier
“1+4+8”体系 | 1+4+8 fixed_phrase
建立1+X机制 | 1+X fixed_phrase
党的二十大精神 | 二十大 fixed_phrase
二十届二中、三中全会 | 二十届二中、三中全会 fixed_phrase
十四五规划，八五普法 | 十四五 fixed_phrase, 八五普法 fixed_phrase
第三届数字大会 | 第三届 ordinal
第14次集体学习 | 第14次集体学习 ordinal
条例第二十四条 | 第二十四条 ordinal
第一责任人职责 | 第一责任人 fixed_phrase
公布第一批清单 | 第一批 ordinal
排名全省第4位 | 第4位 ordinal
进入前10名 | 10名 ordinal
前10个月 | 10个月 period
入选全国百强县 | 百强 fixed_phrase
5.12防灾减灾日 | 5.12防灾减灾日 fixed_phrase
“12·4”宪法日 | 12·4 fixed_phrase
“110”主题宣传，拨打110、119求助 | 110 identifier, 110 identifier, 119 identifier
企业来电“12”件 | 12 quantity
12309、12345等平台办理3件 | 12309 identifier, 12345 identifier, 3件 quantity
小学一年级和七年级 | 一年级 ordinal, 七年级 ordinal
师生比达1:18，1:20会议开始 | 1:18 quantity, 1:20 date
按照1:15配备，下午2:15签到 | 1:15 quantity, 2:15 date
未发生一次死亡5人以上事故 | 一次死亡 lexical, 5人 quantity
一年来全局努力，新的一年再出发 | 一年来 period, 新的一年 lexical
七日无理由退货商户9家 | 七日无理由 fixed_phrase, 9家 quantity
附件：1．2024年度统计表 | 1． section_label, 2024年度 year
2.2025年要点，2.2万份 | 2. section_label, 2025年 year, 2.2万份 quantity
执法队伍6支，大陆5家 | 6支 quantity, 5家 quantity
收费伍拾元 | 伍拾元 quantity
每月15日公布，15日内答复 | 15日 date, 15日 quantity
县十九届人大四次会议 | 十九届 ordinal, 四次 ordinal
八类主要案件全破 | 八类主要案件 fixed_phrase
3·15活动 | 3·15 fixed_phrase
5.12万元 | 5.12万元 quantity
三重一大，一岗双责 | 三重一大 fixed_phrase, 一岗双责 fixed_phrase
明年提出的“六抓六促”行动 | 六抓六促 fixed_phrase
推行七查八看九提升 | 七查八看九提 fixed_phrase
深化“百企千村”联建 | 百企千村 fixed_phrase
实现零差错 | 零差错 fixed_phrase
行政诉讼零败诉 | 零败诉 fixed_phrase
区委十四届九次全委会 | 十四届九次全委会 fixed_phrase
四月开展集中宣传 | 四月 date
四月以来 | 四月 date
历时三月 | 三月 fixed_phrase
一月一调度 | 一月 lexical, 一调 lexical
办证1200证次 | 1200证次 quantity
帐篷30张（顶） | 30张（顶） quantity
建成2×35万千瓦机组 | 2×35万千瓦 fixed_phrase
社会消费品零售总额 | 零售 lexical
统一标准，进一步落实 | 统一 lexical, 进一步 lexical
系统一体化 | 一体化 lexical
一系列举措，一揽子政策 | 一系列 lexical, 一揽子 lexical
市县两级，三级医院 | 两级 lexical, 三级 ordinal
长三角地区 | 长三角 name
三溪镇和五里店街道 | 三溪镇 name, 五里店街道 name
人民群众千方百计 | 千方百计 lexical
一是抓学习；二是抓落实 | 一是 enumerator, 二是 enumerator
凝聚合力一是加强领导 | 一是 enumerator
统一是关键 | 统一 lexical
第一，抓学习。第二，抓落实 | 第一， enumerator, 第二， enumerator
一、工作情况 | 一、 section_label
（二）存在问题 | （二） section_label
1.抓学习。2.抓落实 | 1. section_label, 2. section_label
①学习②落实 | ① section_label, ② section_label
6部门联合发文 | 6 fixed_phrase
《三年行动方案》印发 | 三年 fixed_phrase
《清源市2023年工作总结》 | 2023年 year
为80万重点群体服务 | 80万 quantity
提前12小时预报 | 12小时 quantity
五十年一遇洪水 | 五十年一遇 lexical
每千人口医师 | 千人口 lexical
国道318线 | 318 identifier
第8.6代产线 | 第8.6代 ordinal
五张榜单，三条文化带 | 五张 quantity, 三条 quantity
产业结构3.6 : 48 : 48.4 | 3.6 : 48 : 48.4 fixed_phrase
核电1、2号机组 | 1 identifier, 2号机 identifier
数字政府2.0建设 | 2.0 identifier
编码0012345678 | 0012345678 identifier
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines(), ids=lambda line: line.split(" | ")[0])
def test_kinds(line):
    text, _, want = line.partition(" | ")
    rows = [tuple(row.rsplit(" ", 1)) for row in want.split(", ")]
    assert [(m.surface, m.kind) for m in find_numbers(text)] == rows


def test_values_of_years_and_ordinals():
    found = find_numbers("二〇二三年，第十四次会议，三、结语")
    assert [m.value for m in found][:2] == [2023, 14]


def test_every_reason_is_chinese():
    for line in CASES.strip().splitlines():
        for mention in find_numbers(line.partition(" | ")[0]):
            assert (mention.reason is None) == (mention.kind in ("quantity", "percentage"))


def build(text, label, item):
    start, mark = text.index(label), text.index(item)
    section = Section(
        1, label, "typed", 2, "工作", start + len(label), start + len(label) + 2, start, start + len(label) + 2, len(text),
        items=(Item(mark, len(text), item, 1),),
    )  # fmt: skip
    return Structure((section,), Metadata(), 0, len(text))


def test_labels_come_from_the_structure():
    text = "清源市工作二、 工作甲：一是抓12件。"
    document: Document = read_text(text)
    found = find_mentions(document, build(text, "二、", "一是"))
    assert [(m.surface, m.kind, m.value) for m in found] == [
        ("二、", "section_label", 2),
        ("一是", "enumerator", 1),
        ("12件", "quantity", None),
    ]


def test_a_label_that_is_not_in_the_text_is_left_out():
    text = "清源市工作甲一是抓12件。"
    section = Section(1, "二、", "auto", 2, "清源", 0, 2, 0, 2, len(text))
    found = find_mentions(read_text(text), Structure((section,), Metadata(), 0, len(text)))
    assert [m.surface for m in found] == ["一是", "12件"]
