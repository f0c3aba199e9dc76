"""`analyzer rule`: the list of rules, and the page of one."""

from __future__ import annotations

from typing import TextIO

from analyzer.cli.output import print_lines
from analyzer.export.layout import Line, Span, pad, wrap
from analyzer.export.messages import message
from analyzer.rules import get_rule, list_rules, rule_page


def print_rules(stream: TextIO) -> None:
    """One line a rule: code, level, title, name."""
    lines: list[Line] = [
        [
            Span(f"  {rule.code}  ", "head"),
            Span(message(f"level.{rule.level}"), rule.level),
            Span(f"  {pad(rule.title, 32)}  "),
            Span(rule.name, "dim"),
        ]
        for rule in list_rules()
    ]
    print_lines(lines, stream)


def print_rule(code: str, stream: TextIO) -> None:
    """A rule's page. Raises `ConfigurationError` for one that does not exist."""
    rule = get_rule(code)
    head = [
        Span(f"{rule.code} {rule.title}", "head"), Span(f"（{rule.name}）  "), Span(message(f"level.{rule.level}"), rule.level),
        Span(f"  {message('rule.confidence')} {message(f'confidence.{rule.confidence}')}  {message('rule.basis')} {rule.basis}"),
    ]  # fmt: skip
    lines: list[Line] = [head, []]
    for paragraph in rule_page(code).splitlines():
        indent = paragraph[: len(paragraph) - len(paragraph.lstrip())]
        lines += wrap(paragraph.strip(), 80, indent) if paragraph.strip() else [[]]
    print_lines(lines, stream)
