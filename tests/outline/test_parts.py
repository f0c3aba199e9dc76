"""Where each part is told: orders, merged and shared headings, topics only, no headings, passages of the body."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.model import Structure
from analyzer.outline import assign_parts, load_profile
from tests.outline.marked import build

MEASURES = """# 一、 2023年推进法治政府建设的主要举措和成效
## （一） 规范行政执法
全年检查取水户43家，办理水事案件6件，执法人员全部持证上岗，案卷评查合格率100%，没有发生复议和诉讼被纠错的情形。
## （二） 加强普法宣传
开展“世界水日”宣传12场，发放宣传资料2300余份，接受群众咨询1500余人次，群众满意率98%。
"""
SHORTCOMINGS = """# 二、 存在的不足和原因
一是普法宣传的针对性还不强，主要是没有按对象分类准备内容。二是执法力量不足，由于机构改革后编制没有到位。
"""
LEADER = """# 三、 党政主要负责人履行推进法治建设第一责任人职责的有关情况
局长主持召开会议研究法治工作4次，听取汇报2次，对重大案件作出批示2件，年底在党组会上述法，带头参加法治讲座3次，出庭应诉1次，督办问题5个。
"""
PLAN = """# 四、 2024年推进法治政府建设的主要安排
修订水事处罚裁量基准，6月底前报县司法局备案。对12个镇的取水许可开展一次专项检查，新任执法人员全部参加培训。
"""
ALL = {"measures": "present", "shortcomings": "present", "leader_duties": "present", "next_year_plan": "present"}
LEADER_BODY = LEADER.split("\n", 1)[1]
OPEN = "2023年，云台县水务局认真学习贯彻习近平法治思想。现将有关情况报告如下：\n"


def statuses(marked, **facts):
    document, structure = build(marked, **facts)
    outline = assign_parts(document, structure, load_profile("law_based_government"))
    return {part.part: part.status for part in outline.parts if part.part != "other"}, outline, document


def renumber(*parts):
    """The parts in another order, with the labels that belong there."""
    labels = "一二三四五六"
    out = []
    for number, part in enumerate(parts):
        head, rest = part.split("\n", 1)
        mark, _, title = head.split(" ", 2)
        out.append(f"{mark} {labels[number]}、 {title}\n{rest}")
    return OPEN + "".join(out)


@pytest.mark.parametrize(
    "order",
    [(MEASURES, SHORTCOMINGS, LEADER, PLAN), (LEADER, MEASURES, SHORTCOMINGS, PLAN), (MEASURES, LEADER, SHORTCOMINGS, PLAN)],
)
def test_any_order(order):
    assert statuses(renumber(*order))[0] == ALL


def test_overview_before_the_measures_is_part_of_them():
    overview = "# 一、 总体完成情况\n全年完成重点任务12项，完成率100%，在全县考核中位居前列，受到通报表扬。\n"
    found, outline, _ = statuses(renumber(overview, MEASURES, SHORTCOMINGS, LEADER, PLAN))
    assert found == ALL
    assert outline.sections[0].parts == ("measures",)


def test_leader_inside_measures_is_merged():
    inside = MEASURES + "## （三） 履行第一责任人职责\n" + LEADER_BODY
    found, outline, _ = statuses(renumber(inside, SHORTCOMINGS, PLAN))
    assert found == ALL | {"leader_duties": "merged"}
    assert outline.sections[0].children[2].parts == ("leader_duties", "measures")
    assert "一、（三）" in next(part.reason for part in outline.parts if part.part == "leader_duties")


def test_leader_as_an_item_without_a_heading_is_merged():
    inside = (
        MEASURES
        + "三是压实责任。局主要负责人认真履行第一责任人职责，主持召开会议研究法治工作4次，听取汇报2次。"
        + ("局主要负责人对重大案件作出批示2件，年底在党组会上述法，带头参加法治讲座3次。\n")
    )
    assert statuses(renumber(inside, SHORTCOMINGS, PLAN))[0] == ALL | {"leader_duties": "merged"}


def test_a_sentence_on_the_leader_is_weak():
    inside = MEASURES + "压实主要负责人第一责任人职责。\n"
    assert statuses(renumber(inside, SHORTCOMINGS, PLAN))[0]["leader_duties"] == "weak"


def test_the_head_by_title_is_the_leader():
    inside = MEASURES + "局长多次主持召开党委会议、局长办公会研究法治工作，听取汇报4次，对2件案件作出批示，带头宣讲法治3次。\n"
    assert statuses(renumber(inside, SHORTCOMINGS, PLAN))[0]["leader_duties"] == "merged"


@pytest.mark.parametrize(
    "sentence",
    [
        "严格落实《党政主要负责人履行推进法治建设第一责任人职责规定》。",
        "督促各镇主要负责人落实普法责任。",
        "约谈企业主要负责人6人次。",
        "形成“主要领导亲自抓、分管领导具体抓、各部门协同抓”的工作格局。",
        "副局长主持召开会议2次。",
        "局党组召开会议研究法治工作4次，党组理论学习中心组集体学法6次。",
    ],
)
def test_others_leaders_titles_and_the_party_group_are_not_the_leader(sentence):
    assert statuses(renumber(MEASURES + sentence + "\n", SHORTCOMINGS, PLAN))[0]["leader_duties"] == "missing"


def test_the_leader_in_the_plan_is_a_plan():
    plan = PLAN + "## （一） 压实第一责任人职责\n主要负责人全年主持研究法治工作不少于4次，年底述法。\n"
    assert statuses(renumber(MEASURES, SHORTCOMINGS, plan))[0]["leader_duties"] == "missing"


def test_one_heading_for_two_parts():
    both = (
        "# 二、 存在问题及下一步打算\n"
        "一是普法形式单一，由于人手不足。下一步，增加记录仪6台，举办培训2期，修订制度3项，开展评查1次。\n"
    )
    found, outline, _ = statuses(renumber(MEASURES, both, LEADER))
    assert found == ALL | {"shortcomings": "merged", "next_year_plan": "merged"}
    assert outline.sections[1].parts == ("shortcomings", "next_year_plan")


def test_plan_under_the_shortcomings():
    inside = SHORTCOMINGS + "## （一） 下一步打算\n" + PLAN.split("\n", 1)[1]
    found, outline, _ = statuses(renumber(MEASURES, inside, LEADER))
    assert found["next_year_plan"] == "merged"
    assert outline.plan_year == 2024


def test_shortcomings_that_open_the_plan_are_merged():
    plan = (
        "# 四、 2024年工作安排\n"
        "我局法治建设虽然取得一定成绩，但还存在一些不足：一是普法针对性不强；二是执法力量薄弱，主要是编制没有到位。"
        "下一步，我局将修订裁量基准，6月底前完成；举办培训4期。\n"
    )
    found, outline, _ = statuses(renumber(MEASURES, LEADER, plan))
    assert found == ALL | {"shortcomings": "merged"}
    shortcomings = next(part for part in outline.parts if part.part == "shortcomings")
    assert "下一步" not in outline.sections[2].title
    assert shortcomings.end <= outline.sections[2].end


TOPICS = """# 一、 强化政治引领，筑牢法治思想根基
全年组织中心组学习8次，举办法治讲座3场，参加人员260人次，建立学习台账12本。
# 二、 规范水事执法，提升执法质量
办理案件24件，收缴罚款15.6万元，开展案卷评查2次，评查案卷18卷，合格率100%。
"""


def test_topics_only():
    found, outline, _ = statuses(OPEN + TOPICS)
    assert found == {"measures": "present", "shortcomings": "missing", "leader_duties": "missing", "next_year_plan": "missing"}
    assert outline.plan_year is None
    assert all("查过2个标题和全文" in part.reason for part in outline.parts if part.status == "missing")


def test_shortcomings_and_plan_at_the_end_of_a_topic():
    tail = (
        "虽然取得了一定成绩，但我局法治建设还存在一些不足：一是普法针对性不强；二是执法力量薄弱；三是制度执行不够到位，"
        "主要是人员流动较大、培训没有跟上。下一步，我局将修订裁量基准，6月底前完成；开展专项检查，覆盖12个镇；"
        "举办执法培训4期，新任人员全部参加；聘请法律顾问，审查全部合同；完善投诉处理流程，按期答复率达到100%；"
        "建设法治广场2处，组织法治宣传12场，培养法律明白人36名，推动法治建设再上新台阶。\n"
    )
    found, _, _ = statuses(OPEN + TOPICS + tail)
    assert found["shortcomings"] == "merged"
    assert found["next_year_plan"] == "merged"


@pytest.mark.parametrize(
    "sentence",
    [
        "检查发现企业存在安全隐患问题31个，全部督促整改。",
        "针对存在的问题提出改进措施6条。",
        "对存在问题及时提醒，规避风险。",
        "完成检视问题整改14个。",
        "着力解决影响群众健康的突出环境问题。",
    ],
)
def test_others_problems_are_no_shortcomings(sentence):
    assert statuses(OPEN + TOPICS + sentence + "\n")[0]["shortcomings"] == "missing"


def test_a_sentence_that_begins_with_the_next_year_opens_the_plan():
    tail = (
        "2023年，我局将法治建设纳入考核，工作有成效，但仍存在一些不足：执法力量薄弱，由于人员流动大，办案质量不高。"
        "2024年，我局将以开局为契机，修订裁量基准2件，举办培训4期，力争投诉下降10%，培养法律明白人20名，建成法治广场2处，新增普法讲师6名，推动法治建设再上新台阶。\n"
    )
    found, outline, document = statuses(OPEN + TOPICS + tail)
    assert (found["shortcomings"], found["next_year_plan"]) == ("merged", "merged")
    plan = next(part for part in outline.parts if part.part == "next_year_plan")
    assert document.text[plan.start : plan.end].startswith("2024年，")


def test_one_closing_sentence_is_a_weak_plan():
    found, outline, document = statuses(OPEN + TOPICS + "下一步，我局将继续深化普法宣传，深化依法治理，深化规范执法。\n")
    assert found["next_year_plan"] == "weak"
    plan = next(part for part in outline.parts if part.part == "next_year_plan")
    assert document.text[plan.start : plan.end].startswith("下一步，")
    assert document.text[plan.start : plan.end].endswith("。")


def test_topic_headings_after_the_shortcomings_that_look_ahead_are_the_plan():
    ahead = (
        "# 四、 持续提升依法行政水平\n"
        "我局将修订裁量基准，进一步加强执法培训，持续深化普法宣传，着力推进案件评查，不断强化监督。\n"
    )
    found, _, _ = statuses(renumber(MEASURES, SHORTCOMINGS, LEADER, ahead))
    assert found == ALL


def test_no_headings_at_all():
    text = (
        "2023年，我局检查取水户43家，办理水事案件6件，执法人员全部持证上岗，案卷评查合格率100%，开展宣传12场。"
        "发放宣传资料2300余份，接受群众咨询1500余人次，没有发生复议和诉讼被纠错的情形，群众满意率98%，排在全县前列。\n"
        "但是，我局法治建设仍存在一些不足：一是普法针对性不强；二是执法力量薄弱，主要是编制没有到位，"
        "全局执法人员只有4名，还要承担防汛值守等任务，难以做到经常性的巡查。\n"
        "下一步，我局将修订裁量基准。"
    )
    found, _, _ = statuses(text)
    assert found == {"measures": "present", "shortcomings": "present", "leader_duties": "missing", "next_year_plan": "weak"}


def test_one_heading_around_everything():
    deeper = "\n".join(
        "#" + line if line.startswith("#") else line for line in renumber(MEASURES, SHORTCOMINGS, LEADER, PLAN).split("\n")
    )
    assert statuses("# 第一部分 云台县水务局年度报告\n" + deeper)[0] == ALL


def test_weak_and_empty_sections():
    found, outline, _ = statuses(renumber(MEASURES, "# 二、 存在问题\n还不够。\n", "# 三、 第一责任人职责\n", PLAN))
    assert found == ALL | {"shortcomings": "weak", "leader_duties": "weak"}
    reasons = {part.part: part.reason for part in outline.parts}
    assert reasons["shortcomings"].endswith("只有4字")
    assert reasons["leader_duties"].endswith("只有标题，没有内容")


def test_years_of_the_plan():
    assert statuses(renumber(MEASURES, SHORTCOMINGS, LEADER, PLAN))[1].plan_year == 2024
    wrong = PLAN.replace("2024年", "2023年")
    assert statuses(renumber(MEASURES, SHORTCOMINGS, LEADER, wrong))[1].plan_year == 2023
    assert statuses(renumber(MEASURES, SHORTCOMINGS, LEADER, PLAN.replace("2024年", "")))[1].plan_year == 2024
    assert statuses(renumber(MEASURES, PLAN.replace("2024年", "")), year=None)[1].plan_year is None


def test_no_profile():
    document, structure = build(renumber(MEASURES, SHORTCOMINGS))
    outline = assign_parts(document, structure, None)
    assert (outline.profile, outline.parts, outline.sections) == (None, (), structure.sections)


TABLES = """# 一、 总体情况
2023年主动公开信息128条，办理依申请公开7件，全部按期答复，网站更新及时，没有发生泄密事件，没有发生行政复议和行政诉讼，社会评议满意率为98%。
# 二、 主动公开政府信息情况
# 三、 收到和处理政府信息公开申请情况
# 四、 政府信息公开行政复议、行政诉讼情况
# 五、 存在的主要问题及改进情况
一是公开的深度不够，解读材料少，图表解读只有2件。二是更新有时不及时，个别栏目超过一个月才更新。已安排专人每周检查，全年开展培训2次。
# 六、 其他需要报告的事项
无。
"""


def test_information_disclosure_tables_may_be_lost():
    document, structure = build(TABLES, title="云台县水务局2023年政府信息公开工作年度报告")
    outline = assign_parts(document, structure, load_profile("information_disclosure"))
    assert [part.status for part in outline.parts] == ["present"] * 6
    assert [part.part for part in outline.parts][:2] == ["overall", "proactive_disclosure"]


@given(st.lists(st.sampled_from([*"一二（）、。；，我局将第一责任人问题不足下步2024年#\n 《》“”"]), max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_text_has_an_outline_inside_the_text(pieces):
    document, structure = build("".join(pieces) or "空")
    for name in ("law_based_government", "information_disclosure", "work_report"):
        outline = assign_parts(document, structure, load_profile(name))
        assert [part.part for part in outline.parts] == [spec.id for spec in load_profile(name).parts]
        for part in outline.parts:
            assert part.reason
            if part.start is not None:
                assert 0 <= part.start <= part.end <= len(document.text)
        assert isinstance(structure, Structure)


def test_a_short_section_with_acts_is_present():
    short = "# 三、 党政主要负责人履行推进法治建设第一责任人职责情况\n局长主持召开会议研究执法工作5次，到一线督导执法12次。\n"
    assert statuses(renumber(MEASURES, SHORTCOMINGS, short, PLAN))[0]["leader_duties"] == "present"
    vague = "# 三、 党政主要负责人履行推进法治建设第一责任人职责情况\n局党组高度重视，把法治建设摆在重要位置，切实加强领导。\n"
    assert statuses(renumber(MEASURES, SHORTCOMINGS, vague, PLAN))[0]["leader_duties"] == "weak"


def test_shortcomings_that_a_report_sees():
    text = OPEN + (
        "一是加强学习。全年组织学法14次，举办培训2期，选送执法人员参加资格考试，健全合法性审查制度。\n"
        "在肯定成绩的同时，我们也清醒看到存在的不足。主要表现在：执法力量薄弱，原因是编制紧张；监管手段不多，主要是缺少经费。\n"
    )
    assert statuses(text)[0]["shortcomings"] == "present"
