"""Runs the notebooks: each .md becomes an executed .ipynb beside it. `python notebooks/build.py [NAME …]`."""

from __future__ import annotations

import sys
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent


def run(source: Path) -> nbformat.NotebookNode:
    """The executed notebook. Raises `nbclient.exceptions.CellExecutionError` where a cell fails."""
    notebook = jupytext.read(source)
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}).execute()
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"  # random ids and times would change on every run
        cell.metadata.pop("execution", None)
    notebook.metadata.pop("language_info", None)
    return notebook


def sources(names: list[str]) -> list[Path]:
    """The notebooks whose name contains one of the names; all of them where none is given."""
    return [path for path in sorted(FOLDER.glob("[0-9]*.md")) if not names or any(name in path.name for name in names)]


if __name__ == "__main__":
    for source in sources(sys.argv[1:]):
        nbformat.write(run(source), source.with_suffix(".ipynb"))
        print(source.with_suffix(".ipynb").name)
