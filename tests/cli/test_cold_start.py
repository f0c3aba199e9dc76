"""What a command does not use it does not pay for."""

import subprocess
import sys

import pytest

HEAVY = {"jieba", "spacy", "pandas", "sklearn", "numpy", "pyarrow", "ray", "openpyxl", "xlsxwriter", "jinja2", "docx"}
PROBE = """
import sys
from analyzer.cli import run
code = run(sys.argv[1:])
print(code, *sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize("command", ["check", "summary", "outline", "numbers"])
def test_one_report_loads_nothing_heavy(command, tmp_path):
    path = tmp_path / "报告.txt"
    path.write_text("清源市司法局2023年法治政府建设年度报告\n一、主要举措\n办理复议案件12件。\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROBE, command, str(path)], capture_output=True, text=True, encoding="utf-8", check=True
    )
    code, *modules = done.stderr.splitlines()[-1].split()
    assert code in {"0", "1"}
    assert sorted(HEAVY & set(modules)) == []
