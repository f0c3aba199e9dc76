"""Classes of constructions found on unseen passages: one case each, the figures and bodies invented."""

import pytest

from tests.indicators.run import run
from tests.indicators.table import read_table
from tests.indicators.test_naming import check

PARTS = """
收到行政复议申请97件，其中不予受理6件，驳回4件，维持51件，撤销3件。
  97件 = 收到行政复议申请
  6件 = 不予受理 | of 97件
  4件 = 驳回行政复议申请 | of 97件
  51件 = 维持行政复议申请 | of 97件
  3件 = 撤销行政复议申请 | of 97件
全局52名干部中，具有法律专业背景的13名。
  52名 = 干部
  13名 = 具有法律专业背景 | of 52名
现有在编人员44人，本科以上学历39人，取得法律职业资格7人。
  44人 = 在编人员
  39人 = 本科以上学历 | of 44人
  7人 = 取得法律职业资格 | of 44人
审结侵害妇女权益案件8件11人，判处缓刑2人。
  8件 = 审结侵害妇女权益案件
  11人 = 审结侵害妇女权益案件
  2人 = 判处缓刑 | of 11人
招录干警90名，其中研究生27名，占30%。
  90名 = 招录干警
  27名 = 研究生 | of 90名
  30% = 占比 | subject 研究生
"""

LISTS = """
抽查24家单位的180件处罚案卷。
  24家 = 抽查单位
  180件 = 抽查处罚案卷
有3个集体、5名个人受到表彰。
  3个 = 集体受到表彰
  5名 = 个人受到表彰
评定国家级示范村1个、省级14个、市级37个。
  1个 = 评定国家级示范村
  14个 = 评定省级示范村
  37个 = 评定市级示范村
2021年、2022年分别招录执法人员5名、8名。
  5名 = 招录执法人员 | year 2021
  8名 = 招录执法人员 | year 2022
新建充电桩220个，累计建成1380个。
  220个 = 新建充电桩
  1380个 = 建成充电桩
全市现有公证机构6家。
  6家 = 公证机构
规范占道经营310起，直接纠错9件。
  310起 = 规范占道经营
  9件 = 直接纠错
审查村规民约64件。
  64件 = 审查村规民约
调解成功41件。
  41件 = 调解成功
投入73万元建成普法长廊3处。
  73万元 = 投入
  3处 = 建成普法长廊
确保规范性文件合法性审查率、备案率均达到100%。
  100% = 规范性文件合法性审查率 | target
  100% = 备案率 | target
截至2022年11月底，归集信用信息21万条。
  21万条 = 归集信用信息 | year 2022-11
一般公共预算收入12.9亿元，完成率101.2%，其中税收占比68.3%。
  12.9亿元 = 一般公共预算收入
  101.2% = 完成率 | subject 一般公共预算收入
  68.3% = 税收占比 | of 12.9亿元
选派14名干警赴基层挂职锻炼。
  14名 = 选派干警赴基层挂职锻炼
"""

CHANGES = """
城乡居民人均可支配收入分别达到31200元、16400元，增长4.1%、6.3%。
  31200元 = 城镇居民人均可支配收入 | up 4.1
  16400元 = 农村居民人均可支配收入 | up 6.3
PM2.5平均浓度31微克/立方米，优良天数比例90.4%，同比分别改善2微克/立方米、提高1.6个百分点。
  31微克/立方米 = PM2.5平均浓度 | down 2
  90.4% = 优良天数比例 | up 1.6
法治测评得分93.4分。
  93.4分 = 法治测评得分
补助标准提高到每人每月920元。
  920元 = 补助标准 | up
一季度完成备案5件，二季度完成8件。
  5件 = 完成备案 | year 2023-Q1
  8件 = 完成备案 | year 2023-Q2
力争调解率不低于40%，群众满意度达到96%以上。
  40% = 调解率 | target
  96% = 群众满意度 | target
全市拟废止规章4件。
  4件 = 废止规章 | target
行政执法人员每年参加培训不少于60学时。
  60学时 = 参加培训 | required | subject 行政执法人员
"""

CASES = [case for table in (PARTS, LISTS, CHANGES) for case in read_table(table)]


@pytest.mark.parametrize("case", CASES, ids=[case.text[:24] for case in CASES])
def test_a_class_of_construction(case):
    check(case)


@pytest.mark.parametrize(
    "text",
    [
        "逾期不改的，处2万元以上6万元以下罚款。",
        "对投资300万元以下的项目实行告知承诺。",
        "按照每3000人配备1名法律顾问的标准落实经费。",
        "我国是一个拥有14亿多人口的大国。",
    ],
)
def test_thresholds_of_rules_and_idioms_are_no_indicators(text):
    assert run(text)[0] == ()


@pytest.mark.parametrize(
    ("text", "streaks"),
    [
        ("企业满意度达97.6%，连续4年居全市第一。", [4]),
        ("粮食总产量连续八年稳定在18万吨以上。", [8]),
        ("粮食总产量18万吨，实现八连丰。", [8]),
        ("开展检查12次。连续3年获评优秀。", [None]),
        ("开展检查12次，化解纠纷9件。", [None, None]),
    ],
)
def test_runs_of_years(text, streaks):
    assert [i.streak for i in run(text)[0]] == streaks


def test_outcomes_that_exceed_what_is_left_are_no_parts():
    indicators, _ = run("收到申请20件，其中驳回5件，审结19件。")
    assert [i.parent for i in indicators] == [None, 0, None]
