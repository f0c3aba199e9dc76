"""The word classes as data: no word in two classes, every class with words and provenance."""

import pytest

from analyzer.errors import ConfigurationError
from analyzer.indicators.lexicon import CLASSES, LISTS, load_lexicon, read_lexicon, read_lists

GROUP = '[{0}]\nabout = "a"\nsource = "s"\ndate = "d"\nwords = [{1}]\n'
WHOLE = "".join(GROUP.format(name, f'"词{i}"') for i, name in enumerate([*CLASSES, "measure", "self_reference"]))


def test_the_built_in_classes_hold_words_and_none_is_in_two():
    lexicon = load_lexicon()
    assert len(lexicon.letters) > 1000
    assert lexicon.letters["受理"] == "v"
    assert lexicon.letters["培训"] == "w"
    assert {lexicon.letters[word] for word in lexicon.up | lexicon.down} == {"g"}


def test_a_whole_set_is_read():
    assert read_lexicon(WHOLE, "test.toml").letters["词0"] == "v"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (WHOLE.replace('"词1"', '"词0"'), "同时在"),
        (WHOLE.replace('"词1"', '"词1", "词1"'), "重复"),
        (WHOLE.replace("[act]", "[verbs]"), "verbs"),
        (WHOLE.replace('about = "a"', 'abuot = "a"', 1), "abuot"),
    ],
)
def test_wrong_classes_are_refused(source, message):
    with pytest.raises(ConfigurationError, match=message):
        read_lexicon(source, "test.toml")


def test_the_lists_are_strict():
    whole = 'source = "s"\ndate = "d"\n' + "".join(f'[{name}]\nabout = "a"\nwords = ["词"]\n' for name in LISTS)
    assert read_lists(whole, "test.toml")["bounds"] == ("词",)
    for wrong, message in (
        (whole.replace("[bounds]", "[bonds]"), "bonds"),
        (whole.replace('["词"]', '["词", "词"]', 1), "重复"),
        (whole.replace("about", "abuot", 1), "abuot"),
    ):
        with pytest.raises(ConfigurationError, match=message):
            read_lists(wrong, "test.toml")
