"""The table of differences in docs/formats.md says what the readers do: all files are written and read anew."""

import shutil
from pathlib import Path

import pytest

from tests.reading.one_report import differences, labelled, read_one, told, write_all, write_docx

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"
# what the issue asks to be equal, whatever the paragraphs around the report (a browser prints the menu of the page as well)
SAME = (".docx", ".doc", ".rtf", ".pdf", ".html", ".wps", ".odt", ".txt", ".md", ".ofd", ".zip")


def test_the_word_file_holds_the_report(tmp_path):
    tree, indicators, paragraphs = told(read_one(write_docx(tmp_path)))
    assert paragraphs == ["".join("".join(each).split()) for each in labelled()]
    assert len(tree) == 11
    assert len(indicators) > 30


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("chromium") is None, reason="LibreOffice or Chromium is not installed"
)
def test_the_table_of_the_docs_is_what_comes_out(tmp_path):
    rows = differences(write_all(tmp_path))
    written = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.endswith("同 |") or "项 |" in line]
    assert written == [row for row in rows if row.endswith("同 |") or "项 |" in row]
    assert {suffix for suffix in SAME if any(f"`{suffix}`" in row for row in rows)} == set(SAME)
    assert all(row.endswith("| 相同 | 相同 |") for row in rows[3:])
