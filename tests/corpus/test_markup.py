"""The gold markup: what is read, that writing gives the same text, and every way to be refused."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.corpus.markup import parse_markup, write_markup
from analyzer.errors import ConfigurationError

GOLD = sorted((Path(__file__).parents[2] / "corpora" / "gold").glob("*.gold.txt"))
HEAD = '+++\nscope = "report"\nreport_year = 2023\nplan_year = 2024\n+++\n'


def parse(body, head=HEAD):
    return parse_markup(head + body, "例")


def test_a_heading_without_a_label_is_neither_typed_nor_automatic():
    gold = parse('<h1 auto="" part="measures">规范行政执法</h1>\n全年检查<ind name="检查">9次</ind>。')
    assert [(s.level, s.label, s.auto, s.title, s.parts) for s in gold.sections] == [
        (1, "", False, "规范行政执法", ("measures",))
    ]
    assert write_markup(gold).endswith('<h1 auto="" part="measures">规范行政执法</h1>\n全年检查<ind name="检查">9次</ind>。')


def test_labels_are_read_with_offsets():
    gold = parse(
        '<h1 part="measures"><lab>一、</lab>主要成效</h1>\n'
        '受理<ind id="a" name="受理许可/许可" change="year_on_year up 5%">260余件</ind>，增长<cmp of="a">5%</cmp>，'
        '其中<ind name="现场受理" value="12" unit="件" of="a">十二件</ind>，<zero name="投诉">无投诉</zero>。\n'
        '<h1 part="next_year_plan"><lab>二、</lab>安排</h1>\n参考率和<finding rule="TXT001">合格合格</finding>率'
        '均达<ind name="参考率|合格率">100%</ind>。'
    )
    assert [(s.level, s.label, s.title, s.parts) for s in gold.sections] == [
        (1, "一、", "主要成效", ("measures",)),
        (1, "二、", "安排", ("next_year_plan",)),
    ]
    assert all(gold.text[n.start : n.end] == n.surface for n in gold.numbers)
    assert [(n.surface, n.kind) for n in gold.numbers] == [
        ("一、", "section_label"), ("260余件", "quantity"), ("5%", "percentage"),
        ("十二件", "quantity"), ("二、", "section_label"), ("100%", "percentage"),
    ]  # fmt: skip
    first, growth, child, rate, second_rate = gold.indicators
    assert (first.names, first.value, first.upper, first.operator, first.unit) == (("受理许可", "许可"), 260, 270, ">", "件")
    assert first.comparison is not None
    assert (first.comparison.direction, first.comparison.amount, first.comparison.unit) == ("up", 5, "%")
    assert (growth.comparison_of, child.parent, child.value, child.period) == (0, 0, Fraction(12), "2023")
    assert (rate.names, second_rate.names, rate.period, rate.modality, rate.parts) == (
        ("参考率",), ("合格率",), "2024", "target", ("next_year_plan",),
    )  # fmt: skip
    assert (gold.zeros[0].name, gold.findings[0].quote) == ("投诉", "合格合格")


@pytest.mark.parametrize(
    ("surface", "value", "upper", "operator", "unit"),
    [
        ("43件次", 43, None, "=", "件次"),
        ("1600余处次", 1600, 1700, ">", "处次"),
        ("1001多个", 1001, 1002, ">", "个"),
        ("99.5％", Fraction("99.5"), None, "=", "%"),
        ("3个百分点", 3, None, "=", "个百分点"),
    ],
)
def test_plain_surfaces_carry_their_value(surface, value, upper, operator, unit):
    (row,) = parse(f'<ind name="某">{surface}</ind>').indicators
    assert (row.value, row.upper, row.operator, row.unit) == (value, upper, operator, unit)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("文<b>字</b>", "第6行：没有 <b> 这个标签；可用：part finding"),
        ("甲\n<year>2023年", "第7行：<year> 没有结束标签"),
        ("<year>2023年</q>", "与第6行的 <year> 交错"),
        ("2023年</year>", "</year> 没有开始标签"),
        ("<year></year>", "<year> 里没有文字"),
        ("<year>20<q>23</q>年</year>", "<year> 里不能有 <q>；可用：（没有）"),
        ('<h1 part="measures"><h2 auto="（一）">甲</h2></h1>', "<h1> 里不能有 <h2>"),
        ("<lab>一、</lab>甲", "正文 里不能有 <lab>"),
        ('<year kind="x">2023年</year>', "<year> 没有属性 kind；可用：also"),
        ("<ind>3件</ind>", "<ind> 缺少属性 name"),
        ('<ind unit="件" name="甲">三件</ind>', "次序不是 id name"),
        ('<ind name="甲" name="乙">3件</ind>', "重复"),
        ("<ind name=甲>3件</ind>", "属性写法不对"),
        ('<ind  name="甲">3件</ind>', "属性写法不对"),
        ('<year>2023年</year also="period">', "结束标签 </year> 不能有属性"),
        ('<ind name="甲" value="3">3件</ind>', "value 与文字相同"),
        ('<ind name="甲" op="=">3件</ind>', "op 与文字相同"),
        ('<ind name="甲" op="&gt;&gt;">3件</ind>', "没有 op"),
        ('<ind name="甲">三件</ind>', "要写明 value"),
        ('<ind name="甲" value="三">三件</ind>', "value 不是数：三"),
        ('<ind name="甲" period="2023">3件</ind>', "period 就是 2023"),
        ('<ind name="甲" modality="achieved">3件</ind>', "modality 就是 achieved"),
        ('<ind name="甲" modality="done">3件</ind>', "没有 modality done；可用：achieved target required"),
        ('<ind name="甲" of="b">3件</ind>', "of 指的 b 前面没有"),
        ('<ind id="a" name="甲">3件</ind><ind id="a" name="乙">4件</ind>', "id a 用了两次"),
        ('<ind name="甲" change="更多">3件</ind>', "change 应为"),
        ('<ind name="甲" kind="year">3件</ind>', "kind 应为"),
        ('<year also="years">2023年</year>', "没有种类 years；可用：quantity"),
        ("<h1>甲</h1>", "标题要有 <lab> 或者 auto"),
        ('<h1 auto="一、" part="plan">甲</h1>', "没有部分 plan；可用：measures"),
        ("1 < 2", "文字里的 < 要写成 &lt;"),
        ("甲&nbsp;乙", "& 要写成 &amp;"),
    ],
)
def test_refused_with_line_and_what_is_allowed(body, told):
    with pytest.raises(ConfigurationError) as caught:
        parse(body)
    assert told in str(caught.value)
    assert str(caught.value).startswith("例")


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("甲", "开头要有两行 +++"),
        ("+++\nscope = 1\n+++\n", "scope 应为 str"),
        ('+++\nscope = "book"\n+++\n', "scope 应为 report 或 passage"),
        ('+++\nscope = "report"\nyear = 2\n+++\n', "没有 year 这一项；可用：scope title"),
        ('+++\nscope = "report"\nreport_year = true\n+++\n', "report_year 应为 int"),
        ('+++\nscope = "report"\nparts = ["measures:good"]\n+++\n', "parts 里的 measures:good 不对"),
        ('+++\nscope = "report"\nsamples = ["pdf"]\n+++\n', "不能生成 pdf"),
        ('+++\nscope = "report"\n\n+++\n', "写法不是规定的样子"),
        ("+++\nscope = \n+++\n", "说明不是 TOML"),
    ],
)
def test_front_matter_refused(head, told):
    with pytest.raises(ConfigurationError) as caught:
        parse("", head)
    assert told in str(caught.value)


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.name.split(".")[0])
def test_writing_gives_the_same_text(path):
    text = path.read_text(encoding="utf-8")
    assert write_markup(parse_markup(text, path.name)) == text


_PIECES = st.one_of(
    st.text(alphabet="甲乙<&>\n ，。", max_size=5).map(lambda s: s.replace("&", "&amp;").replace("<", "&lt;")),
    st.sampled_from(
        ["<year>2023年</year>", '<ind name="受理" op="&lt;=">'.replace("&lt;", "<") + "7件</ind>", "<lex>统一</lex>"]
    ),
)


@given(st.lists(st.one_of(_PIECES, st.lists(_PIECES, min_size=1).map(lambda p: f'<part name="measures">甲{"".join(p)}</part>'))))
def test_round_trip_of_any_nesting(pieces):
    text = HEAD + "".join(pieces)
    gold = parse_markup(text)
    assert write_markup(gold) == text
    assert all(gold.text[n.start : n.end] == n.surface for n in gold.numbers)


@given(st.text(alphabet='<>/"&= \n甲indyear', max_size=60))
def test_any_text_parses_or_is_refused(body):
    try:
        gold = parse(body)
    except ConfigurationError:
        return
    assert write_markup(gold) == HEAD + body
