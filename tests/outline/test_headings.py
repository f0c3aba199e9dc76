"""Which parts a heading names: the ways of saying it that real reports use, and topics that name no part."""

import pytest

from analyzer.outline import load_profile
from analyzer.outline.headings import score_heading

M, S, L, P, OTHER = "measures", "shortcomings", "leader_duties", "next_year_plan", "other"

NAMED = [
    # measures and results
    ("2023年推进法治政府建设的主要举措和成效", [M]),
    ("上一年度推进法治政府建设的主要举措和成效", [M]),
    ("主要措施和成效", [M]),
    ("主要举措及工作成效", [M]),
    ("2023年主要工作举措及成效", [M]),
    ("主要任务完成情况及工作成效", [M]),
    ("工作开展情况", [M]),
    ("工作开展举措和成效", [M]),
    ("2023年法治政府建设工作推进情况", [M]),
    ("重点工作推进情况", [M]),
    ("年度工作完成情况", [M]),
    ("2023年度法治政府工作总结", [M]),
    ("主要工作及成效", [M]),
    ("主要工作", [M]),
    ("主要做法和成效", [M]),
    ("工作成效", [M]),
    ("2023年推进法治政府建设情况", [M]),
    ("法治政府建设工作情况", [M]),
    ("总体情况", [M]),
    ("2023年度工作基本情况", [M]),
    ("工作总体完成情况", [M]),
    ("六项措施推进法治政府建设取得成效", [M]),
    ("取得的主要成绩", [M]),
    # shortcomings
    ("2023年推进法治政府建设存在的不足和原因", [S]),
    ("推荐法治政府建设存在的不足和原因", [S]),
    ("存在的问题", [S]),
    ("存在问题", [S]),
    ("存在的问题和不足", [S]),
    ("存在问题及原因分析", [S]),
    ("存在的短板弱项", [S]),
    ("主要问题", [S]),
    ("不足之处", [S]),
    ("存在的困难和问题", [S]),
    ("法治政府建设中的薄弱环节", [S]),
    ("问题与差距", [S]),
    ("面临的困难与挑战", [S]),
    # the leader
    ("党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况", [L]),
    ("党政主要负责人履行推进法治建设第一责任人职责情况", [L]),
    ("主要负责人履行第一责任人职责及相关工作情况", [L]),
    ("区政府主要负责同志履行推进法治建设第一责任人职责情况", [L]),
    ("第一责任人履行职责情况", [L]),
    ("2023年法治建设第一责任人履职情况", [L]),
    ("严格履行法治建设第一责任人职责", [L]),
    ("主要负责同志履职情况", [L]),
    ("党政主要负责人年度述法情况", [L]),
    # the plan
    ("2024年推进法治政府建设的主要安排", [P]),
    ("2024年工作计划", [P]),
    ("2024年度工作思路", [P]),
    ("下一步工作打算", [P]),
    ("下一步工作安排", [P]),
    ("下步工作计划", [P]),
    ("下一年度推进法治政府建设的主要安排", [P]),
    ("下一阶段工作重点", [P]),
    ("2024年重点工作", [P]),
    ("2024年主要举措", [P]),
    ("今后工作打算", [P]),
    ("明年工作设想", [P]),
    ("努力方向", [P]),
    ("2024年法治政府建设工作", [P]),
    # several at once
    ("存在问题及下一步打算", [S, P]),
    ("存在的不足和2024年工作安排", [S, P]),
    ("存在的主要问题和改进措施", [S, P]),
    ("2023年工作开展情况及2024年工作计划", [M, P]),
    ("取得的成效和存在的问题", [M, S]),
    ("主要举措成效及第一责任人履职情况", [M, L]),
    # the rest
    ("其他需要报告的情况", [OTHER]),
    ("其他事项", [OTHER]),
]  # fmt: skip

TOPICS = [
    "坚持党的领导，筑牢法治思想根基",
    "聚焦突出问题，强化专项整治",
    "坚持问题导向，提升执法质效",
    "补短板强弱项，提升执法水平",
    "着力解决群众关心的问题",
    "强化责任落实，压实工作责任",
    "健全依法行政制度体系",
    "全面落实行政执法三项制度",
    "深化普法宣传，营造法治氛围",
    "规范重大行政决策程序",
    "健全矛盾纠纷预防化解体系",
    "推进政务公开，接受社会监督",
    "加强法治队伍建设",
    "优化法治化营商环境",
    "提高政治站位，坚持党对法治工作的绝对领导",
    "履行职责使命，坚持依法行政",
    "突出重点任务和重要节点普法宣传",
    "落实人大代表建议和政协委员提案办理",
    "坚持规范引领，服务保障发展大局",
    "健全突发事件应对机制",
]


@pytest.mark.parametrize(("title", "parts"), NAMED, ids=[title for title, _ in NAMED])
def test_heading_names_its_parts(title, parts):
    assert sorted(score_heading(title, load_profile("law_based_government"), 2023).named()) == sorted(parts)


@pytest.mark.parametrize("title", TOPICS)
def test_topic_names_no_part(title):
    assert score_heading(title, load_profile("law_based_government"), 2023).named() == []


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("2024年工作回顾", "review"),
        ("过去一年工作回顾", "review"),
        ("2024年主要工作和发展成就", "review"),
        ("2025年目标任务和重点工作", "tasks"),
        ("2025年政府工作总体要求", "tasks"),
        ("2025年工作安排", "tasks"),
        ("今后五年奋斗目标", "tasks"),
        ("全面加强政府自身建设", "self_building"),
    ],
)
def test_work_report(title, part):
    assert score_heading(title, load_profile("work_report"), 2024).named() == [part]
