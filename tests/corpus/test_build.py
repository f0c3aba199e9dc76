"""The committed samples are what their gold says, for every format and encoding."""

import pytest

from analyzer.corpus.build import UNREADABLE, samples
from analyzer.corpus.loader import corpus_folder, load_corpus
from analyzer.corpus.word import write_word
from analyzer.errors import ConfigurationError, ReadingError
from analyzer.reading import read_file

FOLDER = corpus_folder() / "samples"
REPORTS = load_corpus()
SAMPLES = [(gold, name, data) for gold in REPORTS for name, data in samples(gold)]


def lines(text):
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize(("gold", "name", "data"), SAMPLES, ids=[name for _, name, _ in SAMPLES])
def test_committed_sample_matches_its_gold(gold, name, data):
    document = read_file(FOLDER / name)
    assert lines(document.text) == lines(gold.text)
    if name.endswith(".docx"):
        auto = [b.label for b in document.blocks if b.label_kind == "auto"]
        assert auto == [s.label for s in gold.sections if s.auto]
        assert write_word(gold) == data  # the same bytes on every run
    else:
        assert (FOLDER / name).read_bytes() == data


def test_nothing_else_lies_in_the_folder():
    assert {p.name for p in FOLDER.iterdir()} == {name for _, name, _ in SAMPLES} | set(UNREADABLE)


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable_samples_are_refused(name):
    with pytest.raises(ReadingError):
        read_file(FOLDER / name)


def test_every_encoding_and_variant_is_there():
    kinds = {kind for gold in REPORTS for kind in gold.header.samples}
    assert kinds == {"txt:utf-8", "txt:utf-8-sig", "txt:gb18030", "txt:utf-16", "txt:big5", "docx"}
    variants = {v for gold in REPORTS for v in gold.header.variants}
    assert {
        "M", "L", "T", "O", "merged_leader", "merged_shortcomings_plan", "no_headings", "one_line", "damaged_labels",
        "half_width", "traditional", "table", "cover_letter", "site_chrome", "two_line_title", "collector_header",
        "word_auto_numbers", "clean", "missing_parts", "planted_defects", "unnumbered_headings", "levels_1234",
        "speech", "items_only",
    } <= variants  # fmt: skip


def test_word_refuses_a_label_that_word_would_not_print():
    gold = next(g for g in REPORTS if any(s.auto for s in g.sections))
    import dataclasses

    wrong = dataclasses.replace(gold, sections=tuple(dataclasses.replace(s, label="九、") for s in gold.sections if s.auto))
    with pytest.raises(ConfigurationError, match="Word 会编成别的序号"):
        write_word(wrong)
