"""Invented reports and the damage that converters and sites do to them. Everything here is made up: places, bodies, figures."""

import random
import re
from dataclasses import dataclass

VERBS = ("健全", "完善", "规范", "强化", "优化", "深化", "夯实", "提升", "落实", "筑牢")
OBJECTS = (
    "行政决策机制", "执法监督体系", "政务服务水平", "普法宣传责任", "矛盾化解机制",
    "规范文件管理", "营商环境建设", "应急处置能力", "权力运行监督", "法治队伍建设",
)  # fmt: skip
STARTS = (
    "我局全年办理事项{}件，群众反映良好。",
    "2023年，全县共排查隐患{}处，均已整改。",
    "一是组织培训{}次，参加人员覆盖各股室。二是抽查案卷{}份。",
    "按照上级部署，先后印发文件{}份，逐项抓好落实。", "通过专题会议{}次研究部署，明确任务和时限。",
)  # fmt: skip
PARTS = (
    "2023年法治政府建设主要举措和成效",
    "存在的不足和原因",
    "党政主要负责人履行推进法治建设第一责任人职责情况",
    "2024年工作安排",
)
CHINESE = "一二三四五六七八九十"
TITLE = "云台县水务局2023年法治政府建设年度报告"
CHROME = (
    "当前位置： 首页 政务公开 索 引 号：YT-0912 发布机构：云台县水务局 发布日期：2024-01-19 字体：[大 中 小] 打印 浏览次数：31 "
)


@dataclass(frozen=True)
class Heading:
    """What must be found: level, number and title."""

    level: int
    number: int
    title: str


@dataclass(frozen=True)
class Line:
    """A heading (with its label) and the text below it, or text alone."""

    heading: Heading | None
    label: str
    body: str


def report(seed):
    """Lines of a report of the usual outline; the same seed gives the same report."""
    pick = random.Random(seed)

    def body():
        return "".join(start.format(*(pick.randint(2, 400) for _ in range(2))) for start in pick.sample(STARTS, 2))

    lines = [Line(None, "", "2023年，县水务局认真学习上级部署，推进各项工作。现将有关情况报告如下：")]
    for number, part in enumerate(PARTS):
        lines.append(Line(Heading(1, number + 1, part), f"{CHINESE[number]}、", "" if number % 3 == 0 else body()))
        if number % 3 == 0:
            pairs = pick.sample([f"{verb}{thing}" for verb in VERBS for thing in OBJECTS], 4)
            lines += [Line(Heading(2, place + 1, title), f"（{CHINESE[place]}）", body()) for place, title in enumerate(pairs)]
    return lines


def render(lines, *, stop="。", line_end="\n", label=lambda label, _: label, run_in=True):
    """The text of a report: `label` damages labels, `stop` stands after a run-in title, `line_end` between paragraphs."""
    out = []
    for line in lines:
        if line.heading is None:
            out.append(line.body)
        elif line.heading.level == 2 and run_in:
            out.append(label(line.label, line.heading.level) + line.heading.title + stop + line.body)
        else:
            out.append(label(line.label, line.heading.level) + line.heading.title)
            out += [line.body] if line.body else []
    return line_end.join(out)


def tika(label, _):
    """Word's automatic numbers as a converter prints them: digits and a blank; the first of a list typed by hand."""
    sign = re.sub("[（）、]", "", label)
    if sign == "一":
        return label
    return f"（{CHINESE.index(sign) + 1}） " if "（" in label else f"{CHINESE.index(sign) + 1}、 "


def half_width(label, _):
    return label.replace("（", "(").replace("）", ")")


def lost_bracket(label, _):
    return label.replace("（", "")


DAMAGE = {
    "clean": lambda lines: f"{TITLE}\n{render(lines)}",
    "lines": lambda lines: f"{TITLE}\n{render(lines, run_in=False)}",
    "one line": lambda lines: render(lines, line_end=""),
    "glued": lambda lines: render(lines, line_end="", stop=""),
    "tika": lambda lines: f"{TITLE}\n{render(lines, label=tika, run_in=False)}",
    "half width": lambda lines: f"{TITLE}\n{render(lines, label=half_width)}",
    "lost bracket": lambda lines: f"{TITLE}\n{render(lines, label=lost_bracket)}",
    "chrome": lambda lines: f"{CHROME}{TITLE} {render(lines, line_end='')} 附件下载 上一篇：没有了",
    "blanks": lambda lines: (
        f"　　{TITLE}\r\n\r\n　　" + render(lines, line_end="\r\n\r\n　　", label=lambda label, _: label + " ")
    ),
}
