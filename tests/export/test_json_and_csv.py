import csv
import io
import json
from importlib.resources import files

import jsonschema
import pytest

from analyzer.export.json_report import SCHEMA, report_to_record
from analyzer.export.tables import COLUMNS, rows, write_csv
from tests.export.builder import TEXT, sample_record, sample_report

PUBLISHED = json.loads((files("analyzer") / "data" / "report.schema.json").read_text(encoding="utf-8"))


def closed(node):
    """The schema with no room for fields that it does not name."""
    if isinstance(node, list):
        return [closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: closed(value) for key, value in node.items()}
    return {**node, "additionalProperties": False} if "properties" in node and node.get("type") == "object" else node


def output(**changes):
    error = {"file": "坏.docx", "kind": "encrypted", "message": "文件有口令。"}
    return {"schema": SCHEMA, "reports": [sample_record(**changes)], "errors": [error]}


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(PUBLISHED)


@pytest.mark.parametrize("schema", [PUBLISHED, closed(PUBLISHED)], ids=["open", "closed"])
def test_output_has_exactly_what_the_schema_says(schema):
    jsonschema.validate(json.loads(json.dumps(output())), schema, jsonschema.Draft202012Validator)


@pytest.mark.parametrize("key", ["file", "metadata", "sha256"])
def test_the_schema_notices_what_is_missing(key):
    broken = output()
    del broken["reports"][0][key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, PUBLISHED, jsonschema.Draft202012Validator)


def test_the_text_is_there_only_when_asked():
    assert report_to_record(sample_report(), with_text=True)["text"] == TEXT
    assert "text" not in report_to_record(sample_report())


def test_offsets_are_those_of_the_text():
    record = sample_record()
    for number in record["numbers"]:
        assert record["text"][number["start"] : number["end"]] == number["surface"]


@pytest.mark.parametrize("table", [name for name in COLUMNS if name != "errors"])
def test_rows_have_the_columns_of_their_table(table):
    found = list(rows(sample_record(), table))
    assert found
    assert all(tuple(row) == COLUMNS[table] for row in found)
    assert {row["file"] for row in found} == {sample_record()["file"]}


def test_sections_keep_their_tree():
    assert [(row["index"], row["parent"], row["level"]) for row in rows(sample_record(), "sections")] == [
        (0, None, 1), (1, 0, 2), (2, 0, 2), (3, None, 1),
    ]  # fmt: skip


def test_an_empty_table_has_its_columns():
    stream = io.StringIO()
    write_csv([], "indicators", stream)
    assert stream.getvalue() == ",".join(COLUMNS["indicators"]) + "\r\n"


def test_csv_reads_back():
    stream = io.StringIO()
    write_csv([sample_record(), sample_record("乙.docx")], "indicators", stream)
    read = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert len(read) == 14
    assert read[0]["value"] == "260"
    assert read[6]["value"] == "1/3"
    assert read[2]["comparison_direction"] == "down"
    assert read[3]["place"] == "一、（二）"


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "@SUM(A1)", "+1+cmd", "-1-1", "\t=1", "\r=1"])
def test_no_cell_of_csv_is_a_formula(title):
    record = sample_record()
    record["metadata"]["title"] = title
    stream = io.StringIO(newline="")
    write_csv([record], "reports", stream)
    (read,) = csv.DictReader(io.StringIO(stream.getvalue(), newline=""))
    assert read["title"] == f"'{title}"


def test_signs_and_numbers_of_csv_stay_as_they_are():
    stream = io.StringIO()
    write_csv([sample_record()], "indicators", stream)
    read = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert {row["operator"] for row in read} >= {"="}
    assert not any(cell.startswith("'") for row in read for cell in row.values())
