"""The data of the rules on wording: each usage pair with a sentence that has it and one that must be left alone; schemas."""

import tomllib
from importlib.resources import files

import pytest

from analyzer.errors import ConfigurationError
from analyzer.rules.txt import lexicon
from analyzer.rules.txt.damage import is_slip
from analyzer.rules.txt.near import Searcher

# in the order of usage.toml: (wrong, right)
CASES = (
    ("截止2023年底办结36件。", "报名截止2023年5月。"),
    ("增强法制意识。", "县政府法制办公室挂牌。"),
    ("开展法制宣传。", "订阅法制日报。"),
    ("带头遵法学法守法。", "倡导遵法诚信经营。"),
    ("开展民法典解毒活动。", "中药清热解毒。"),
    ("加强未成人保护。", "已成年的和未成年的。"),
    ("加强未成年权益保护。", "保护未成年人权益。"),
    ("规范文件审查12件。", "行政规范文件由办公室印发。"),
    ("党政负责人履行职责。", "各乡镇党政负责人参加会议。"),
    ("推荐法治政府建设。", "推荐法治建设先进个人3名。"),
    ("作出布署。", "作出部署。"),
    ("既使困难也要办。", "即使困难也要办。"),
    ("新规既将实施。", "既将责任压实，又把关心送到。"),
    ("按装监控36套。", "按装备清单配发。"),
    ("设立专用帐户。", "发放一台帐篷。"),
    ("加强防犯。", "预防犯罪。"),
    ("管理松驰。", "管理松弛。"),
    ("职能重迭。", "职能重叠。"),
    ("项目座落县城。", "项目坐落县城。"),
    ("令人震憾。", "令人震撼。"),
    ("幅射带动。", "辐射带动。"),
    ("树立形像。", "树立形象。"),
    ("平安渡过汛期。", "渡过难关。"),
    ("把自已摆进去。", "来自已建成的园区。"),
    ("己完成36件。", "知己知彼。"),
    ("必需坚持依法行政。", "生活必需品。"),
    ("做出决定。", "做出贡献。"),
    ("其它部门。", "及其它含义。"),
    ("分清份内的事。", "每份内容一致。"),
    ("县检查院移送。", "开展专项检查官网。"),
    ("县监查委员会。", "监督检查。"),
    ("法治督查反馈问题。", "政府督查室。"),
    ("行政复意案件。", "恢复意见征集。"),
    ("合法性审察。", "公开审察。"),
    ("人民调节员。", "调节水位。"),
    ("编制权利清单。", "公民权利保障。"),
    ("告知权力义务。", "权力人大监督。"),
    ("联合惩诫。", "联合惩戒。"),
    ("应急予案。", "应急预案。"),
    ("侯选人。", "诸侯。"),
    ("知识竟赛。", "究竟如何。"),
    ("竞然如此。", "竞争激烈。"),
    ("下拔资金。", "提拔干部。"),
    ("严峻型势。", "类型势头良好。"),
    ("型式主义。", "型式检验。"),
    ("倍受关注。", "倍增计划。"),
    ("贯穿落实会议精神。", "贯穿全过程。"),
    ("增进福址。", "增进福祉。"),
    ("化解纠份。", "化解纠纷。"),
    ("谱法宣传。", "谱写法治篇章。"),
    ("再接再励。", "再接再厉。"),
    ("一如继往。", "一如既往。"),
    ("迫不急待。", "迫不及待。"),
    ("因地治宜。", "因地制宜。"),
    ("默守成规。", "墨守成规。"),
    ("召开专题培训，参加36人。", "召开会议，部署培训。"),
    ("今年来，办结36件。", "近今年来，办结36件。"),
    ("群众反应的问题。", "化学反应的情况。"),
    ("搬发证书。", "颁发证书。"),
    ("制定管辖法院。", "指定管辖法院。"),
    ("出厅应诉3次。", "出庭应诉3次。"),
    ("以身做则。", "以身作则。"),
    ("查漏补却。", "查漏补缺。"),
    ("清理欠帐。", "清理欠账。"),
    ("份量重。", "身份量化考核。"),
    ("综和治理。", "综合治理。"),
    ("人名调解委员会。", "人名地名。"),
    ("裁亮权基准。", "裁量权基准。"),
    ("重大决册。", "决策。"),
    ("优化营商坏境。", "优化营商环境。"),
)


def test_every_pair_has_a_case():
    assert len(CASES) == len(lexicon.usage())


@pytest.mark.parametrize(("pair", "wrong", "right"), [(pair, *case) for pair, case in zip(lexicon.usage(), CASES, strict=False)])
def test_pairs(pair, wrong, right):
    assert pair.pattern.search(wrong)
    assert any(needle in wrong for needle in pair.needles)
    assert not pair.pattern.search(right)


@pytest.mark.parametrize("pair", lexicon.usage(), ids=lambda pair: pair.needles[0])
def test_no_wrong_form_lies_in_a_right_word(pair):
    for term in (*lexicon.terms(), *lexicon.laws()):
        assert not pair.pattern.search(term), term


def test_laws_are_unique_and_no_law_misquotes_a_term():
    lines = (files("analyzer") / "data" / "rules" / "laws.txt").read_text(encoding="utf-8").splitlines()
    titles = [line for line in lines if line and not line.startswith("#")]
    assert len(set(titles)) == len(titles) > 500


def test_terms_stand_in_one_group_only():
    table = tomllib.loads((files("analyzer") / "data" / "rules" / "terms.toml").read_text(encoding="utf-8"))
    terms = [term for group in table.values() for term in group["terms"]]
    assert len(set(terms)) == len(terms) > 800


def test_no_term_is_a_slip_of_another():
    searcher = Searcher(term for term in lexicon.terms() if len(term) > 4)
    for term in lexicon.terms():
        assert [miss.term for miss in searcher.search(term) if is_slip(term, miss)] == []


def test_unknown_keys_are_errors_that_name_the_allowed_ones():
    with pytest.raises(ConfigurationError, match=r"可用：.*members"):
        lexicon._known_keys("phrases.toml", {"member": []}, {"members", "lost"}, {"members"})
    with pytest.raises(ConfigurationError, match="缺 members"):
        lexicon._known_keys("phrases.toml", {}, {"members", "lost"}, {"members"})
