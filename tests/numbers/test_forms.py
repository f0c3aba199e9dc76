"""The grammar of numerals and quantities, form by form (`forms.txt`): each with cases that have it and cases that only look so.

A line is `+ text | surface value[~upper] operator unit, …` or `- text | …`: every quantity of the text must be listed, of a `-`
case often none. ⏎ is a line end. `parse_number` must read each `+` surface alone as `find_numbers` reads it in its text.
"""

from fractions import Fraction
from pathlib import Path

import pytest

from analyzer.numbers import find_numbers, parse_number
from tests.numbers.test_quantities import expected

FORMS: dict[str, list[str]] = {}
for line in (Path(__file__).parent / "forms.txt").read_text(encoding="utf-8").splitlines():
    if line.startswith("# "):
        FORMS[line[2:]] = []
    else:
        FORMS[list(FORMS)[-1]].append(line)
CASES = [line for lines in FORMS.values() for line in lines]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_has_three_cases_and_two_that_are_none(form):
    assert sum(line.startswith("+") for line in FORMS[form]) >= 3
    assert sum(line.startswith("-") for line in FORMS[form]) >= 2


@pytest.mark.parametrize("line", CASES, ids=lambda line: line.split(" | ")[0])
def test_form(line):
    text, _, want = line[2:].partition(" |")
    text = text.replace("⏎", "\n")
    found = [m for m in find_numbers(text) if m.quantity is not None]
    got = [
        (
            m.surface.replace("\n", "⏎"),
            Fraction(m.quantity.value),
            None if m.quantity.upper is None else Fraction(m.quantity.upper),
            m.quantity.operator,
            m.quantity.unit,
        )
        for m in found
    ]
    assert got == expected(want)
    for mention in found if line.startswith("+") else ():
        alone = parse_number(mention.surface)
        if "\n" not in mention.surface and not mention.surface.startswith(("1:", "2.04")):
            assert alone is not None
            if mention.quantity.unit is not None and "、" not in text:
                assert (alone.value, alone.unit) == (mention.quantity.value, mention.quantity.unit)
