"""Builds a document and its structure from a marked text, so that tests of the outline do not hang on the step before.

A line of `#` signs, a blank, a label and a title is a heading of that level (`## （一） 加强领导`); any other line is body text.
"""

import re

from analyzer.model import Block, Document, Metadata, Section, Structure

HEADING = re.compile(r"(#+) (\S*) (.*)")


def build(marked, *, year=2023, title="云台县水务局2023年法治政府建设年度报告", issuer="云台县水务局"):
    """(document, structure) of a marked text."""
    lines, heads, at = [], [], 0
    for line in marked.strip("\n").split("\n"):
        match = HEADING.fullmatch(line)
        shown = match[2] + match[3] if match else line
        if match:
            heads.append((len(match[1]), match[2], match[3], at, at + len(match[2]), at + len(shown)))
        lines.append(shown)
        at += len(shown) + 1
    text = "\n".join(lines)
    blocks, start = [], 0
    for line in lines:
        blocks.append(Block(start, start + len(line)))
        start += len(line) + 1
    document = Document(text, text, tuple(blocks))
    metadata = Metadata(title=title, issuer=issuer, report_year=year)
    return document, Structure(tree(heads, len(text)), metadata, 0, len(text))


def tree(heads, end):
    found = []
    for number, (level, label, title, start, title_start, title_end) in enumerate(heads):
        if level > min(head[0] for head in heads):
            continue
        later = [n for n in range(number + 1, len(heads)) if heads[n][0] <= level]
        stop = later[0] if later else len(heads)
        own_end = heads[stop][3] if later else end
        children = tree(heads[number + 1 : stop], own_end)
        body = min(title_end + 1, own_end)
        found.append(Section(level, label, "typed", None, title, title_start, title_end, start, body, own_end, children))
    return tuple(found)
