"""Whole reports of our own, destroyed as converters and copying destroy them: the tree must stay what it was when intact."""

import collections
import random
import re
from functools import cache
from pathlib import Path

import pytest

from analyzer.reading import read_file, read_text
from analyzer.structure import parse_structure
from analyzer.structure.headings import value_of

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
CHINESE = "一二三四五六七八九十"
LABEL = re.compile("第?[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、]")
TOP = re.compile("（([一二三四五六七八九十]{1,3})）|([一二三四五六七八九十]{1,3})、")
RUN_IN = re.compile("^((?:[（(].{1,3}[）)]|[一二三四五六七八九十]+、)[^。，；\n]{4,25})。")


def wrapped(line):
    text = "　　" + line
    return [text[start : start + 38] for start in range(0, len(text), 38)]


def misnumbered(line, pick):
    """One label in seven gets a number that is not its own."""
    if not LABEL.match(line) or pick.random() >= 0.15:
        return line
    return re.sub("[一二三四五六七八九十]+", pick.choice(CHINESE), line, count=1)


def arabic(line, pick):
    """Six labels in ten as Word's automatic numbers come out of a converter."""
    match = TOP.match(line)
    if not match or pick.random() >= 0.6:
        return line
    number = value_of(match[1] or match[2])
    return (f"（{number}） " if match[1] else f"{number}、 ") + line[match.end() :]


DESTROYED = {
    "all on one line": lambda lines, pick: "".join(lines),
    "blanks for line breaks": lambda lines, pick: " ".join(lines),
    "soft wraps": lambda lines, pick: "\n".join(piece for line in lines for piece in wrapped(line)),
    "run-in stops lost": lambda lines, pick: "".join(RUN_IN.sub(r"\1", line) for line in lines),
    "misnumbered": lambda lines, pick: "\n".join(misnumbered(line, pick) for line in lines),
    "automatic numbers": lambda lines, pick: "\n".join(arabic(line, pick) for line in lines),
    "first level lost": lambda lines, pick: "\n".join(re.sub("^[一二三四五六七八九十]{1,3}、", "", line) for line in lines),
    "a bracket lost": lambda lines, pick: "\n".join(
        line[1:] if line.startswith("（") and pick.random() < 0.3 else line for line in lines
    ),
}
# kind → (F1 of headings, share of titles right); measured 2026-11-25 on all samples with three headings or more
FLOORS = {
    "all on one line": (0.975, 0.86),
    "blanks for line breaks": (0.975, 0.95),
    "soft wraps": (0.98, 0.94),
    "run-in stops lost": (0.965, 0.825),
    "misnumbered": (0.98, 0.96),
    "automatic numbers": (0.985, 0.975),
    "first level lost": (0.945, 0.915),
    "a bracket lost": (0.995, 0.99),
}


def tree(structure):
    return [(section.level, re.sub(r"\s", "", section.title)) for section in structure.walk()]


@cache
def intact():
    """(lines, tree) of each sample that has a tree."""
    found = []
    for path in sorted(SAMPLES.iterdir()):
        try:
            document = read_file(path)
        except Exception:  # the samples hold files that cannot be read
            continue
        structure = parse_structure(document)
        lines = [
            (block.label + document.text[block.start : block.end]).strip()
            for block in document.blocks
            if block.end <= structure.body_end + 1 and block.kind != "table_row"
        ]
        if len(tree(structure)) >= 3:
            found.append(([line for line in lines if line], tree(structure)))
    return found


@pytest.mark.parametrize("kind", DESTROYED)
def test_the_tree_of_a_destroyed_report(kind):
    want, got, found, right = 0, 0, 0, 0
    for lines, wanted in intact():
        read = tree(parse_structure(read_text(DESTROYED[kind](lines, random.Random(7)))))
        want, got = want + len(wanted), got + len(read)
        begin = [collections.Counter((level, title[:6]) for level, title in each) for each in (wanted, read)]
        found += (begin[0] & begin[1]).total()
        right += (collections.Counter(wanted) & collections.Counter(read)).total()
    measured = 2 * found / (want + got), right / want
    assert (measured[0] >= FLOORS[kind][0], measured[1] >= FLOORS[kind][1]) == (True, True), measured


def test_the_trial_is_large_enough():
    assert sum(len(wanted) for _, wanted in intact()) > 400
