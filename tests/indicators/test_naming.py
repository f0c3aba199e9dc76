"""Names, subjects, comparisons and parents: passages of invented bodies with the full set of indicators that they tell."""

import pytest

from tests.indicators.run import run
from tests.indicators.table import read_table

ACT_AND_NOUN = """
新设3所本科学校，16所高职学校入选建设名单。
  3所 = 新设本科学校
  16所 = 高职学校入选建设名单
12人入选高层次人才库。
  12人 = 入选高层次人才库
为超200名视力、听力等残疾儿童提供服务。
  200名 = 残疾儿童
研究执法案件6件，出庭应诉2次。
  6件 = 研究执法案件
  2次 = 出庭应诉
推出促进市场发展十条支持政策。
  十条 = 推出促进市场发展支持政策
清理文件78件，保留52件、修改9件、废止17件。
  78件 = 清理文件
  52件 = 保留文件 | of 78件
  9件 = 修改文件 | of 78件
  17件 = 废止文件 | of 78件
清源市司法局全年受理行政复议申请260余件。
  260余件 = 受理行政复议申请
法律顾问全年审查合同57件次，承办民事案件9件，行政案件4件，参与重大事项讨论6次。
  57件次 = 审查合同 | subject 法律顾问
  9件 = 承办民事案件
  4件 = 承办行政案件
  6次 = 参与重大事项讨论
年内共召开18次局党组会、12次局长办公会。
  18次 = 召开局党组会
  12次 = 召开局长办公会
完成4件9处地下车库竣工验收备案。
  4件 = 完成地下车库竣工验收备案
  9处 = 完成地下车库竣工验收备案
审结民事案件20件31人。
  20件 = 审结民事案件
  31人 = 审结民事案件
云台县矛盾纠纷化解43件。
  43件 = 云台县矛盾纠纷化解
开展“法律进乡村”“法律进企业”等系列活动200余场。
  200余场 = 开展系列活动
出台服务业高质量发展30条措施。
  30条 = 出台服务业高质量发展措施
216个重点项目全部开工建设。
  216个 = 重点项目开工建设
新增100个以上项目纳入用地保障范围。
  100个 = 新增项目纳入用地保障范围
新增专精特新企业18家、累计38家。
  18家 = 新增专精特新企业
  38家 = 专精特新企业
2021年废止政策文件3份，2022年废止7份。
  3份 = 废止政策文件 | year 2021
  7份 = 废止政策文件 | year 2022
面向困难群众发放一次性补贴187万元。
  187万元 = 发放一次性补贴
为经营主体减负超3000万元。
  3000万元 = 经营主体减负
我局通过“永和普法”公众号发布信息48条。
  48条 = 发布信息
先后7次将依法行政纳入党组学习。
  7次 = 纳入党组学习
发现并督促整改隐患726个。
  726个 = 发现并督促整改隐患
形成正反面典型案例各2个。
  2个 = 形成正面典型案例
  2个 = 形成反面典型案例
圆满完成电梯更新105台。
  105台 = 完成电梯更新
公开监管行为912条。
  912条 = 公开监管行为
惠及超140名困难群众。
  140名 = 惠及困难群众
"""

RATES = """
报备率、及时率、规范率均达100%。
  100% = 报备率
  100% = 及时率
  100% = 规范率
受理投诉举报件450件，占受理总数的62%。
  450件 = 受理投诉举报件
  62% = 占受理总数 | subject 投诉举报件
村卫生室与乡镇卫生院一体化管理率达90%。
  90% = 村卫生室与乡镇卫生院一体化管理率
组织学法考试，参考率、优秀率均达100%。
  100% = 参考率
  100% = 优秀率
受理热线诉求76件，响应率100%、办结率98%。
  76件 = 受理热线诉求
  100% = 响应率 | subject 热线诉求
  98% = 办结率 | subject 热线诉求
重大行政决策合法性审核100%覆盖。
  100% = 重大行政决策合法性审核覆盖
审批事项的“即办件”和“一次办”占比均达到96%。
  96% = 审批事项的“即办件”占比
  96% = “一次办”占比
建成海外仓39个、总面积12万平方米。
  39个 = 建成海外仓
  12万平方米 = 总面积 | subject 海外仓
"""

CHANGES = """
行政诉讼案件由上年的45件下降至38件，下降15.6%。
  38件 = 行政诉讼案件 | down 15.6 | from 45
全年接待来访320批次890人次，同比分别下降12%、8.5%。
  320批次 = 接待来访 | down 12
  890人次 = 接待来访 | down 8.5
全市生产总值增长5.7%，高于全省0.7个百分点。
  5.7% = 全市生产总值增长 | up 5.7
  0.7个百分点 = 全市生产总值增长高于 | up 0.7 | kind versus
新开放口岸13个，增加了34个停靠点。
  13个 = 新开放口岸
  34个 = 增加停靠点
一般公共预算收入28.6亿元，同口径增长6.5%。
  28.6亿元 = 一般公共预算收入 | up 6.5
办理时限由60天缩短至45天。
  45天 = 办理时限 | down | from 60 | kind from_to
民事、行政、刑事案件分别为120件、35件和48件。
  120件 = 民事案件
  35件 = 行政案件
  48件 = 刑事案件
全市生产总值增长5.5%。
  5.5% = 全市生产总值增长 | up 5.5
货物出口达39亿元、增长9.5%。
  39亿元 = 货物出口 | up 9.5
办理行政处罚案件48件，同比下降12%。
  48件 = 办理行政处罚案件 | down 12
科技进步贡献率由52%提高到57%。
  57% = 科技进步贡献率 | up | from 52 | kind from_to
占全省份额提高到15%。
  15% = 占全省份额 | up | kind from_to
家电、汽车零售额分别增长23%、35%。
  23% = 家电零售额增长 | up 23
  35% = 汽车零售额增长 | up 35
永和港货物和集装箱吞吐量分别增长4%、11%。
  4% = 永和港货物吞吐量增长 | up 4
  11% = 永和港集装箱吞吐量增长 | up 11
城乡居民人均可支配收入分别增长4%和6%。
  4% = 城镇居民人均可支配收入增长 | up 4
  6% = 农村居民人均可支配收入增长 | up 6
先进制造业、高技术制造业增加值占规上工业比重分别达56%、31%。
  56% = 先进制造业增加值占规上工业比重
  31% = 高技术制造业增加值占规上工业比重
审结刑事案件11件，相较去年22件明显下降。
  11件 = 审结刑事案件 | down | from 22
粮食产量15万吨，较上年的12万吨增加3万吨。
  15万吨 = 粮食产量 | up 30000 | from 120000
行政机关负责人出庭应诉率达100%，高于全市平均水平。
  100% = 行政机关负责人出庭应诉率 | up | kind versus
居民消费价格涨幅2%左右。
  2% = 居民消费价格涨幅 | up 2
每年可减少利息支出约130万元。
  130万元 = 减少利息支出
"""

PARTS = """
全年共新收复议申请168件，受理152件，审结147件，其中调解和解61件。
  168件 = 新收复议申请
  152件 = 受理复议申请
  147件 = 审结复议申请
  61件 = 调解和解复议申请 | of 147件
办理行政复议案件72件（含旧存5件），审结66件，其中维持40件，撤销6件，调解和解20件。
  72件 = 办理行政复议案件
  5件 = 旧存 | of 72件
  66件 = 审结行政复议案件
  40件 = 维持行政复议案件 | of 66件
  6件 = 撤销行政复议案件 | of 66件
  20件 = 调解和解行政复议案件 | of 66件
现有在编人员86人，其中行政编制42人（公务员38人、工勤4人），事业编制44人。
  86人 = 在编人员
  42人 = 行政编制 | of 86人
  38人 = 公务员 | of 42人
  4人 = 工勤 | of 42人
  44人 = 事业编制 | of 86人
完成投资35亿元，其中基础设施投资12亿元，增长8%；产业投资23亿元，增长15.6%。
  35亿元 = 完成投资
  12亿元 = 基础设施投资 | of 35亿元 | up 8
  23亿元 = 产业投资 | of 35亿元 | up 15.6
行政许可事项448项，包括依申请事项320项、公共服务事项128项。
  448项 = 行政许可事项
  320项 = 依申请事项 | of 448项
  128项 = 公共服务事项 | of 448项
移送问题线索21件，涉及26人。
  21件 = 移送问题线索
  26人 = 涉及
培训3200人次，其中村干部1200人次，组织考试2场。
  3200人次 = 培训
  1200人次 = 村干部 | of 3200人次
  2场 = 组织考试
实际利用外资52万美元，其中制造业占比51%。
  52万美元 = 实际利用外资
  51% = 制造业占比 | of 52万美元
受理信访案件29件，其中区信访局转来5件，热线转来24件，办结率100%。
  29件 = 受理信访案件
  5件 = 区信访局转来 | of 29件
  24件 = 热线转来 | of 29件
  100% = 办结率 | subject 信访案件
办理行政处罚案件53件（林业16件，海域29件，其他8件）。
  53件 = 办理行政处罚案件
  16件 = 林业 | of 53件
  29件 = 海域 | of 53件
  8件 = 其他 | of 53件
"""


def told(indicators, row):
    """What a row asks for, as found."""
    return {
        "subject": row.subject,
        "of": None if row.parent is None else indicators[row.parent],
        "year": row.period,
        "kind": row.comparison.kind if row.comparison else None,
        "from": str(row.comparison.base) if row.comparison else None,
    }


def check(case, engine=None):
    indicators, _ = run(case.text, engine=engine)
    surface = lambda i: case.text[i.start : i.end]  # noqa: E731
    assert [(surface(i), i.name) for i in indicators] == [(s, n) for s, n, _ in case.rows]
    for row, (_, _, wants) in zip(indicators, case.rows, strict=True):
        found = told(indicators, row)
        for key, value in wants.items():
            if key in ("up", "down", "same"):
                assert row.comparison is not None
                assert row.comparison.direction == key
                assert not value or str(row.comparison.amount) == value
            elif key == "of":
                assert found["of"] is not None
                assert surface(found["of"]) == value
            elif key in ("target", "required", "achieved"):
                assert row.modality == key
            elif key == "low":
                assert row.confidence == "low"
            else:
                assert found[key] == value
        if "of" not in wants:
            assert row.parent is None


CASES = [case for table in (ACT_AND_NOUN, RATES, CHANGES, PARTS) for case in read_table(table)]


@pytest.mark.parametrize("case", CASES, ids=[case.text[:24] for case in CASES])
def test_every_indicator_of_a_passage_and_no_other(case):
    check(case)


def test_a_slip_in_the_table_is_no_passing_test():
    for wrong in ("  5件 = x", "文\n  5件 受理", "文\n  5件 = 受理 | off 3件"):
        with pytest.raises(ValueError, match=r"row|unknown"):
            read_table(wrong)
