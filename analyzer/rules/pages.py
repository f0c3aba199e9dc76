"""Documentation pages of the rules, from their docstrings: `parse_page` for one, `write_pages` for docs/rules."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import ConfigurationError
from analyzer.rules.catalogue import load_rules
from analyzer.rules.rule import LoadedRule, Rule

SECTIONS = ("检查什么", "为什么", "不好的例子", "好的例子", "依据")
LEVELS = {"error": "须改", "warning": "应核", "info": "提示"}
CONFIDENCE = {"high": "高", "medium": "中", "low": "低（默认不显示）"}
FAMILIES = {
    "OUT": "提纲", "YEA": "年份和日期", "NUM": "数字", "LAB": "序号", "TXT": "文字", "ORG": "单位", "DOC": "格式",
    "CFG": "设置",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A rule's page: its title line and its sections, in order."""

    title: str
    sections: tuple[tuple[str, str], ...]


def parse_page(docstring: str, code: str) -> Page:
    """The page in a docstring. Raises `ConfigurationError` where a section is missing, empty or out of order."""
    head, *rest = docstring.strip().split("\n## ")
    sections = []
    for block in rest:
        name, _, body = block.partition("\n")
        sections.append((name.strip(), body.strip()))
    names = tuple(name for name, _ in sections)
    if names != SECTIONS:
        raise ConfigurationError(f"{code} 的说明应有：{'、'.join(SECTIONS)}；现有：{'、'.join(names) or '无'}")
    empty = [name for name, body in sections if not body]
    if empty:
        raise ConfigurationError(f"{code} 的说明里“{empty[0]}”没有内容")
    return Page(head.strip(), tuple(sections))


def rule_markdown(loaded: LoadedRule) -> str:
    """One rule's page as Markdown."""
    rule = loaded.rule
    page = parse_page(loaded.page, rule.code)
    lines = [f"# {rule.code} {page.title}", "", facts(rule), ""]
    for name, body in page.sections:
        lines += [f"## {name}", "", *_paragraphs(body), ""]
    return "\n".join(lines).rstrip() + "\n"


def facts(rule: Rule) -> str:
    """Name, level, confidence and basis in one line."""
    return f"`{rule.name}` · 级别 {LEVELS[rule.level]} · 把握 {CONFIDENCE[rule.confidence]} · 依据 {rule.basis}"


def _paragraphs(body: str) -> list[str]:
    """The lines of a section, each kept as a line of its own (two blanks at the end make Markdown keep the break)."""
    lines = body.split("\n")
    return [line + "  " if line and number + 1 < len(lines) and lines[number + 1] else line for number, line in enumerate(lines)]


def index_markdown() -> str:
    """The list of all rules as Markdown."""
    lines = ["# 规则", "", "由规则的说明自动生成，请勿手改：`python -m analyzer.rules.pages docs/rules`。", ""]
    for family, title in FAMILIES.items():
        rows = [loaded.rule for loaded in load_rules() if loaded.rule.family == family]
        if rows:
            lines += [f"## {family} {title}", "", "| 编号 | 检查 | 级别 | 把握 | 依据 |", "|---|---|---|---|---|"]
            for rule in rows:
                link = f"[{rule.code}]({rule.code}.md)"
                lines.append(f"| {link} | {rule.title} | {LEVELS[rule.level]} | {CONFIDENCE[rule.confidence]} | {rule.basis} |")
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def pages() -> dict[str, str]:
    """File name → content of every page, the index as README.md."""
    return {"README.md": index_markdown()} | {f"{loaded.rule.code}.md": rule_markdown(loaded) for loaded in load_rules()}


def write_pages(folder: Path) -> None:
    """Write all pages into a folder and take away those of rules that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for name, content in wanted.items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
    for old in folder.glob("*.md"):
        if old.name not in wanted:
            old.unlink()


if __name__ == "__main__":
    import sys

    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/rules"))
