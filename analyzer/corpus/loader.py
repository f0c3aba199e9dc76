"""Loads a folder of gold files. `load_corpus(path)` gives them by name, sorted; `corpus_folder` says where ours is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analyzer.corpus.gold import GoldReport
from analyzer.corpus.markup import parse_markup
from analyzer.errors import ConfigurationError

SUFFIX = ".gold.txt"


def corpus_folder() -> Path:
    """The corpus of the checkout (it is not part of the installed package)."""
    return Path(__file__).resolve().parents[2] / "corpora"


def gold_files(path: Path) -> Iterator[Path]:
    """The gold files at a path: itself, or those in it or in its folder `gold`. Raises where there is none."""
    if path.is_file():
        found = [path]
    else:
        found = sorted(path.glob(f"*{SUFFIX}")) or sorted((path / "gold").glob(f"*{SUFFIX}"))
    if not found:
        raise ConfigurationError(f"{path}：没有标注文件（*{SUFFIX}）；语料在源码目录的 corpora/ 里，安装包不带")
    yield from found


def read_gold(path: Path) -> GoldReport:
    """One gold file. The line ends are kept as written."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}：标注文件要存成 UTF-8（{error}）") from error
    return parse_markup(text, path.name.removesuffix(SUFFIX))


def load_corpus(path: Path | None = None) -> list[GoldReport]:
    """All gold reports at a path (default: our own corpus)."""
    return [read_gold(file) for file in gold_files(path or corpus_folder())]


def sample_name(name: str, kind: str, kinds: int) -> str:
    """File name of a sample: the report's name, with the encoding where there is more than one text."""
    if kind == "docx":
        return f"{name}.docx"
    encoding = kind.split(":")[1]
    return f"{name}.txt" if kinds == 1 else f"{name}.{encoding.replace('-', '')}.txt"
