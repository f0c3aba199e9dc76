"""Amount, unit, operator, bounds: each form, with what looks like it and is none.

A line is `text | surface value[~upper] operator unit, …`; `-` stands for no unit; nothing behind the bar: no quantity at all.
Every quantity of the text must be listed: a missing and an extra one both fail.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.numbers import find_numbers, parse_number

CASES = """
受理申请260余件 | 260余件 260~270 > 件
补助标准900元/人/月 | 900元/人/月 900 = 元/人/月
坐班3个半天，历时一个半月 | 3个半天 3 = 个半天, 一个半月 1.5 = 个月
覆盖率达到百分之百 | 百分之百 100 = %
继续教育20学分 | 20学分 20 = 学分
检查1600余处次 | 1600余处次 1600~1700 > 处次
惠及5.6万余个家庭 | 5.6万余个 56000~57000 > 个
宣传2.8万余人次 | 2.8万余人次 28000~29000 > 人次
总量13.7万亿元 | 13.7万亿元 13700000000000 = 元
走访三十余万人 | 三十余万人 300000~400000 > 人
发放3.5万余份 | 3.5万余份 35000~36000 > 份
来了十来件 | 十来件 10 ~ 件
二十多个部门 | 二十多个 20~30 > 个
历时三年多 | 三年多 3~4 > 年
用时三个多月 | 三个多月 3~4 > 个月
开展十几次 | 十几次 11~19 = 次
涉及几十家 | 几十家 20~99 = 家
来访数百人 | 数百人 200~999 = 人
投入数千万元 | 数千万元 20000000~99999999 = 元
惠及上千户 | 上千户 1000 >= 户
举办近百场 | 百场 100 ~ 场
巡查百余次 | 百余次 100~200 > 次
参加人数百余人 | 百余人 100~200 > 人
选了三五个 | 三五个 3~5 = 个
来了七八十人 | 七八十人 70~80 = 人
两三百户 | 两三百户 200~300 = 户
十七八个村 | 十七八个 17~18 = 个
办结率97.2% | 97.2% 97.2 = %
提高19.8个百分点 | 19.8个百分点 19.8 = 个百分点
下降3‰ | 3‰ 3 = ‰
占比七成 | 七成 70 = %
降低百分之五 | 百分之五 5 = %
增长百分之八至九 | 百分之八至九 8~9 = %
约占三分之一 | 三分之一 1/3 ~ -
占1/6 | 1/6 1/6 = -
男女比2.04∶1 | 2.04∶1 2.04 = -
开放两个半小时 | 两个半小时 2.5 = 小时
试行两年半 | 两年半 2.5 = 年
压缩到10个工作日 | 10个工作日 10 = 个工作日
整改3—5件 | 3—5件 3~5 = 件
每年3、4件 | 3、4件 3~4 = 件
约谈30至40次 | 30至40次 30~40 = 次
比例40%至60% | 40%至60% 40~60 = %
补助3-5万元 | 3-5万元 30000~50000 = 元
由40%降低至38% | 40% 40 = %, 38% 38 = %
从40%到60% | 40% 40 = %, 60% 60 = %
讨论6件12处 | 6件 6 = 件, 12处 12 = 处
人数由12人增加到20人 | 12人 12 = 人, 20人 20 = 人
投资14.2万台（套） | 14.2万台（套） 142000 = 台（套）
共办理8件（次） | 8件（次） 8 = 件（次）
装机20万千瓦 | 20万千瓦 200000 = 千瓦
用煤1600万吨标准煤 | 1600万吨标准煤 16000000 = 吨标准煤
面积32.8万亩 | 32.8万亩 328000 = 亩
绿地1,234㎡ | 1,234㎡ 1234 = ㎡
补贴50元/人 | 50元/人 50 = 元/人
出口152.7亿美元 | 152.7亿美元 15270000000 = 美元
处理１２件 | １２件 12 = 件
处理1，234件 | 1，234件 1234 = 件
处理1 234件 | 1 234件 1234 = 件
增长1.5倍 | 1.5倍 1.5 = 倍
产值翻两番 | 两番 2 = 番
翻一番 | 一番 1 = 番
投诉数量为0 | 0 0 = -
全年0投诉 | 0 0 = -
废止139、修改18、失效182 | 139 139 = -, 18 18 = -, 182 182 = -
提供学位3万多，新增床位5000余 | 3万多 30000~40000 > -, 5000余 5000~6000 > -
分别提高20.9、36.2、54个百分点 | 20.9 20.9 = 个百分点, 36.2 36.2 = 个百分点, 54个百分点 54 = 个百分点
分别受理12和15件 | 12 12 = 件, 15件 15 = 件
增加到1亿3千多万 | 1亿3千多万 130000000~140000000 > -
买了三台设备，三门课 | 三台 3 = 台
约5件 | 5件 5 ~ 件
签约5件 | 5件 5 = 件
节约500万元 | 500万元 5000000 = 元
超过4057宗 | 4057宗 4057 > 宗
反超3人 | 3人 3 = 人
附近3家 | 3家 3 = 家
不少于60学时 | 60学时 60 >= 学时
保持在95%以上 | 95% 95 >= %
20万人次以上 | 20万人次 200000 >= 人次
不超过10分钟 | 10分钟 10 <= 分钟
5日内办结 | 5日 5 <= 日
5日内蒙古 | 5日 5 = 日
不足3人 | 3人 3 < 人
3小时左右 | 3小时 3 ~ 小时
多达12次 | 12次 12 = 次
突破1万亿元 | 1万亿元 1000000000000 > 元
每年一次，共计3名 | 一次 1 = 次, 3名 3 = 名
未发生一起安全事故 | 一起 0 = 起
全年无一件拖延 | 一件 0 = 件
没有出现一例败诉 | 一例 0 = 例
发生事故一起 | 一起 1 = 起
培训3名师生 | 3名 3 = 名
10支队伍 | 10支 10 = 支
受伤两人 | 两人 2 = 人
十七个街道 | 十七个 17 = 个
包含十方面内容 | 十方面 10 = 方面
17个市、31县 | 17个 17 = 个, 31县 31 = 县
这是一项艰巨的任务 |
走出一条新路子 |
统一部署，进一步推进，逐一核查，清单一致 |
十分重要，十足信心 |
十分钟办结 | 十分钟 10 = 分钟
双随机、一公开 |
三项制度落地，八项规定精神 |
印发3项制度 | 3项 3 = 项
十大行动，三大平台 |
5大类12项 | 5大类 5 = 大类, 12项 12 = 项
千亿级产业，万吨级码头 |
两山理念，三农工作，五进活动 |
打造“四优四减”品牌 |
落实“八个一律”要求 |
化解“12”件 | 12 12 = -
"""


def expected(text):
    rows = []
    for row in filter(None, (r.strip() for r in text.split(", "))):
        parts = row.split(" ")
        surface, value, operator, unit = " ".join(parts[:-3]), *parts[-3:]
        low, _, high = value.partition("~")
        rows.append((surface, Fraction(low), Fraction(high) if high else None, operator, None if unit == "-" else unit))
    return rows


@pytest.mark.parametrize("line", CASES.strip().splitlines(), ids=lambda line: line.split(" | ")[0])
def test_quantities(line):
    text, _, want = line.partition(" |")
    got = [
        (
            m.surface,
            Fraction(m.quantity.value),
            None if m.quantity.upper is None else Fraction(m.quantity.upper),
            m.quantity.operator,
            m.quantity.unit,
        )
        for m in find_numbers(text)
        if m.quantity
    ]
    assert got == expected(want)


def test_broken_by_a_line_end():
    text = "我局全年在全区范围内共受理各类行政许可申请26\n0余件，其中当场办结和限时办结共计12\n件。"
    assert [(m.surface, m.quantity.value) for m in find_numbers(text) if m.quantity] == [("26\n0余件", 260), ("12\n件", 12)]


def test_two_short_lines_are_two_numbers():
    assert [m.surface for m in find_numbers("合计3\n4件")] == ["3", "4件"]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("260余件", 260, "件"),
        ("1234", 1234, None),
        ("约3万人以上", 30000, "人"),
        ("百分之五", 5, "%"),
        ("几十家", 20, "家"),
        ("3万4000元", 34000, "元"),
    ],
)
def test_parse_number(text, value, unit):
    quantity = parse_number(text)
    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize("text", ["", "件", "三项制度和五项规定", "2件3处", "统一", "约", "1个2", "x" * 500 + "1"])
def test_parse_number_none(text):
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("三千", [("三千", 3000, None)]),
        ("第十二届三次会议", [("十二届", 12, "届"), ("三次", 3, "次")]),
        ("二〇二三年共收到1,234封信", [("二〇二三年", 2023, "年"), ("1,234封", 1234, "封")]),
        ("拨打12345", [("12345", 12345, None)]),
        ("统一部署", [("一", 1, None)]),
        ("一、二、③", [("一", 1, None), ("二", 2, None), ("③", 3, None)]),
        ("版本1.2.3", []),
        ("没有数", []),
    ],
)
def test_bare_numbers(text, rows):
    assert [(m.surface, m.quantity.value, m.quantity.unit) for m in find_numbers(text, bare=True)] == rows


@given(st.text(max_size=40))
def test_bare_numbers_of_any_text(text):
    last = 0
    for mention in find_numbers(text, bare=True):
        assert last <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.surface
        assert mention.quantity is not None
        last = mention.end
