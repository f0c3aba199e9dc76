"""Floors on generated damage: an invented report is damaged in every way seen, and its headings must come through."""

import pytest

from analyzer.reading import read_text
from analyzer.structure import parse_structure
from tests.structure.damage import DAMAGE, TITLE, report

SEEDS = range(12)
# kind of damage → (headings found, titles right), both shares of all headings; measured 2026-11-25, floors just below
FLOORS = dict.fromkeys(DAMAGE, (1.0, 1.0)) | {"one line": (1.0, 0.95), "glued": (1.0, 0.97), "chrome": (1.0, 0.95)}


def measure(name):
    want = got = found = right = 0
    for seed in SEEDS:
        lines = report(seed)
        structure = parse_structure(read_text(DAMAGE[name](lines)))
        headings = [line.heading for line in lines if line.heading]
        sections = list(structure.walk())
        want, got = want + len(headings), got + len(sections)
        by_place = {(s.level, s.ordinal, s.title[:4]): s.title for s in sections}
        for heading in headings:
            title = by_place.get((heading.level, heading.number, heading.title[:4]))
            found += title is not None
            right += title == heading.title
    return 2 * found / (want + got), right / want


@pytest.mark.parametrize("name", DAMAGE)
def test_headings_come_through(name):
    f1, titles = measure(name)
    assert (f1 >= FLOORS[name][0], titles >= FLOORS[name][1]) == (True, True), (f1, titles)


@pytest.mark.parametrize("name", ["clean", "tika", "chrome", "blanks"])
def test_metadata_comes_through(name):
    metadata = parse_structure(read_text(DAMAGE[name](report(3)))).metadata
    assert (metadata.title, metadata.issuer, metadata.report_year) == (TITLE, "云台县水务局", 2023)
    assert metadata.body_kind == "department"


def test_repairs_are_recorded():
    structure = parse_structure(read_text(DAMAGE["tika"](report(1))))
    assert structure.repairs
    assert {repair.after for repair in structure.repairs} >= {"二、", "三、", "（二）"}
    assert all("已按次序读作" in repair.why for repair in structure.repairs)
    assert parse_structure(read_text(DAMAGE["clean"](report(1)))).repairs == ()
