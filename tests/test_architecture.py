"""The import directions of ARCHITECTURE.md, and the sizes that CONTRIBUTING.md sets."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "analyzer"
MODULES = sorted(PACKAGE.rglob("*.py"))

# each layer may import the layers before it; names in one tuple stand side by side
LAYERS = (
    ("errors", "model"),
    ("numerals", "reading", "segmentation", "data"),
    ("structure",),
    ("numbers",),
    ("outline",),
    ("indicators",),
    ("rules",),
    ("pipeline",),
    ("export",),
    ("batch", "corpus"),
    ("nlp",),
    ("cli",),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}

# heavy packages and the only places that may import them, always inside a function
HEAVY = {
    "jieba": ("segmentation",),
    "rjieba": ("segmentation",),
    "spacy": ("nlp",),
    "sklearn": ("corpus",),
    "pandas": ("export/frames.py",),
    "ray": ("batch/cluster.py",),
    "pyarrow": ("batch/arrow.py", "batch/dataset.py", "batch/places.py", "export/parquet.py"),
}


def place(path):
    """Dotted parts below the package: analyzer/rules/engine.py → ("rules", "engine")."""
    return path.relative_to(PACKAGE).with_suffix("").parts


def imports(tree):
    """(module, is it at the top of the module) of each import of a module."""
    top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, id(node) in top


@pytest.mark.parametrize("path", MODULES, ids=lambda p: "/".join(place(p)))
def test_imports_run_one_way(path):
    own = place(path)[0]
    if own in ("__init__", "__main__"):
        return
    for module, _ in imports(ast.parse(path.read_text(encoding="utf-8"))):
        parts = module.split(".")
        if parts[0] != "analyzer" or len(parts) == 1 or parts[1] == own:
            continue
        assert RANK[parts[1]] < RANK[own], f"{path}: {own} must not import {parts[1]}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: "/".join(place(p)))
def test_heavy_packages_are_imported_late_and_in_one_place(path):
    where = "/".join(path.relative_to(PACKAGE).parts)
    for module, at_top in imports(ast.parse(path.read_text(encoding="utf-8"))):
        homes = HEAVY.get(module.split(".")[0])
        if homes is None:
            continue
        assert where.startswith(homes), f"{where} must not import {module}"
        assert not at_top, f"{where}: {module} is imported at the top"


def functions(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            yield node.name, node.end_lineno - body[0].lineno + 1


def test_functions_are_short_and_modules_small():
    lengths, long_modules = [], []
    for path in MODULES:
        source = path.read_text(encoding="utf-8")
        if source.count("\n") > 400:
            long_modules.append((str(path), source.count("\n")))
        lengths += [(length, f"{path.name}:{name}") for name, length in functions(ast.parse(source))]
    assert not long_modules
    assert [row for row in lengths if row[0] > 80] == []
    long = sorted(row for row in lengths if row[0] > 40)
    assert len(long) <= 0.05 * len(lengths), long
