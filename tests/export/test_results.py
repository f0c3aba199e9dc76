"""What goes back to the bodies: names of files, and that one bad file hides no other."""

import dataclasses
import datetime

import pytest

from analyzer.export import results
from analyzer.export.annotate import Comment
from analyzer.export.overview import Overview, Row
from analyzer.export.results import Annotation, docx_names, make_annotated
from tests.export.word_cases import seen_between
from tests.reading.word import docx, p


def row(file, unit, year=2023, number=1, **more):
    return Row(file=file, unit=unit, group="department", verdict="return", year=year, number=number, **more)


def test_names_do_not_depend_on_who_else_reports():
    one = [row("b.docx", "清源市水务局", number=1)]
    more = [row("a.docx", "清源市教育局", number=1), row("b.docx", "清源市水务局", number=2)]
    assert docx_names(Overview(one)) == {"b.docx": "清源市水务局"}
    assert docx_names(Overview(more)) == {"a.docx": "清源市教育局", "b.docx": "清源市水务局"}


def test_reports_of_one_body_are_told_apart():
    rows = [
        row("a", "水务局", 2022),
        row("b", "水务局", 2023),
        row("c", "财政局", None),
        row("d", "财政局", None),
        row("e", "司法局"),
    ]
    found = docx_names(Overview(rows))
    assert list(found.values()) == ["水务局（2022）", "水务局（2023）", "财政局（1）", "财政局（2）", "司法局"]


def test_what_does_not_count_has_no_name():
    assert docx_names(Overview([row("a", "水务局", newer="b"), row("b", "水务局")])) == {"b": "水务局"}


def test_names_are_safe_on_every_system():
    assert docx_names(Overview([row("a", '水/务\\局:*?"<>|\x00 ')])) == {"a": "水_务_局"}


TOLD = Annotation(
    data=docx(p("标题") + p("正文在此")), text="标题\n正文在此", levels={0: 0}, comments=[Comment(3, 5, ("x",))], fixes=False,
    time=datetime.datetime(2025, 1, 2),
)  # fmt: skip


@pytest.mark.parametrize("data", [TOLD.data, None, b"PK\x03\x04", docx(p("另一份"))], ids=["itself", "gone", "damaged", "other"])
def test_every_report_comes_back_somehow(data):
    assert seen_between(make_annotated(dataclasses.replace(TOLD, data=data))) == {"0": "正文"}


def test_what_no_one_foresaw_costs_one_file_its_looks_and_nothing_else(monkeypatch):
    annotate = results.annotate_docx

    def failing(data, *arguments, **more):
        if data == TOLD.data:
            raise ValueError("hostile")
        return annotate(data, *arguments, **more)

    monkeypatch.setattr(results, "annotate_docx", failing)
    assert seen_between(make_annotated(TOLD)) == {"0": "正文"}


def test_the_same_report_gives_the_same_bytes():
    assert make_annotated(TOLD) == make_annotated(TOLD)
    assert make_annotated(dataclasses.replace(TOLD, data=None)) == make_annotated(dataclasses.replace(TOLD, data=None))
