import re
import string
from pathlib import Path

import pytest

from analyzer.errors import ConfigurationError
from analyzer.export.messages import catalogue, get_language, message, set_language
from analyzer.model import Confidence, Level, Modality, NumberKind, PartStatus

FILES = {"page.css", "overview.css", "overview.js", "report.css", "report.js"}
PACKAGE = Path(__file__).parent.parent.parent / "analyzer"


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", [key for key in catalogue() if not key.startswith("library.")])
def test_both_languages_fill_in_the_same_values(key):
    texts = catalogue()[key]
    assert fields(texts["zh"]) == fields(texts["en"])
    assert all(text.strip() for text in texts.values())


def test_every_pattern_of_the_library_compiles_and_has_the_groups_it_names():
    for key, texts in catalogue().items():
        if key.startswith("library."):
            groups = re.compile(key.removeprefix("library.")).groupindex
            assert fields(texts["zh"]) == fields(texts["en"]) <= set(groups)


def test_every_key_that_the_code_names_exists_and_none_is_dead():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    sources += "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.j2"))
    named = set(re.findall(r"""["'](?:\w+=)?([a-z]+\.[a-z_]+)["'|]""", sources))
    groups = {key.split(".")[0] for key in catalogue()}
    assert {key for key in named if key.split(".")[0] in groups} - set(catalogue()) <= FILES
    built = set(re.findall(r"""f["']([a-z]+)\.\{""", sources)) | {"library"}
    unused = {key for key in catalogue() if key not in named and key.split(".")[0] not in built}
    assert unused == set()


@pytest.mark.parametrize(
    ("group", "values"),
    [("level", Level), ("confidence", Confidence), ("modality", Modality), ("kind", NumberKind), ("status", PartStatus)],
)
def test_every_value_of_the_model_has_a_name(group, values):
    for value in values.__args__:
        assert message(f"{group}.{value}")


def test_an_unknown_language_is_refused_with_the_allowed_ones():
    with pytest.raises(ConfigurationError, match="zh、en"):
        set_language("fr")
    assert get_language() == "zh"
