import openpyxl
import pytest

from analyzer.errors import ConfigurationError
from analyzer.export.roster import read_roster


def workbook(path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_columns_by_name_in_the_order_asked_for(tmp_path):
    rows = [("序号", "单位", "类别"), (2, "水务局", "部门"), (1, " 永和镇 ", "乡镇"), (None, None, None), (3, "水务局", "x")]
    assert read_roster(workbook(tmp_path / "a.xlsx", *rows)) == [("永和镇", "乡镇"), ("水务局", "部门")]


def test_a_bare_list_is_enough(tmp_path):
    assert read_roster(workbook(tmp_path / "a.xlsx", ("水务局",), ("教育局",))) == [("水务局", ""), ("教育局", "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_as_excel_saves_it(tmp_path, encoding):
    (tmp_path / "a.csv").write_bytes("单位,类别\r\n水务局,部门\r\n".encode(encoding))
    assert read_roster(tmp_path / "a.csv") == [("水务局", "部门")]


@pytest.mark.parametrize(
    ("name", "content"), [("a.xlsx", b"none"), ("a.csv", b""), ("a.csv", "单位\n".encode()), ("b.xlsx", None)]
)
def test_what_is_no_roster_is_told(tmp_path, name, content):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ConfigurationError, match="名单"):
        read_roster(tmp_path / name)
