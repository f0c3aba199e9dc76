"""The recipe of docs/training.md runs, block after block; gold becomes Docs without loss."""

import re
from pathlib import Path

import pytest

from analyzer import nlp as door
from analyzer.corpus.loader import load_corpus

RECIPE = Path(__file__).parents[2] / "docs" / "training.md"
PARTS = ("measures", "shortcomings", "leader_duties", "next_year_plan")


@pytest.fixture(scope="module")
def nlp():
    return door.load()


@pytest.mark.parametrize("gold", [pytest.param(gold, id=gold.name) for gold in load_corpus()])
def test_every_label_becomes_a_span_at_its_place(nlp, gold):
    doc = door.gold_to_doc(gold, nlp)
    assert doc.text == gold.text

    def places(group):
        return [(span.start_char, span.end_char, span.label_) for span in doc.spans[group]]

    assert places("numbers") == [(n.start, n.end, n.kind) for n in gold.numbers]
    assert places("sections") == [(s.start, s.end, f"level_{s.level}") for s in gold.sections]
    assert places("indicators") == [(i.start, i.end, "indicator") for i in gold.indicators if i.comparison_of is None]


def test_passages_carry_the_part_of_their_section(nlp):
    found = [p for gold in load_corpus() for p in door.passages(door.gold_to_doc(gold, nlp), PARTS)]
    by_part = {part: [p.text for p in found if p.cats[part] == 1.0] for part in PARTS}
    assert all(len(texts) > 5 for texts in by_part.values())
    assert all(sum(p.cats.values()) == 1.0 and set(p.cats) == set(PARTS) for p in found)
    assert all("。" in p.text and "\n" not in p.text for p in found)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning", "ignore::FutureWarning")  # of spaCy's training
def test_the_recipe_trains(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", RECIPE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 5
    names = {"__name__": "recipe"}
    for block in blocks:
        exec(compile(block, RECIPE.name, "exec"), names)
    assert (tmp_path / "model" / "model-best").is_dir()
    assert "都猜最多的一类" in capsys.readouterr().out
