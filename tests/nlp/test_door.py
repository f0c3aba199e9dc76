"""The spaCy door gives what `analyze` gives, and what it gives survives all that spaCy users do with it."""

import json
import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analyzer
from analyzer import nlp as door
from analyzer.corpus.loader import load_corpus
from analyzer.errors import AnalyzerError, ConfigurationError
from analyzer.export.json_report import report_to_record
from analyzer.export.places import walk

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
TABLES = ("metadata", "sections", "numbers", "parts", "indicators", "zeros")
REPORT = (
    "云台县司法局2023年法治政府建设年度报告\n\n"
    "一、主要工作\n（一）推进依法行政。全年办理行政许可1 260余件，同比增长12.3%，其中网上办理 800 件。\r\n"
    "组织学习统一执法规范4次，未发生越级访。\n"
    "二、存在的不足\n执法力量薄弱，经费不足。\n三、2024年工作打算\n一是新增执法人员3名。\n"
)


@pytest.fixture(scope="module")
def nlp():
    return door.load()


def texts():
    """(name, text) of everything in the corpora: gold texts, and what the readers make of the samples."""
    for gold in load_corpus():
        yield gold.name, gold.text
    for file in sorted(SAMPLES.iterdir()):
        try:
            yield file.name, analyzer.analyze(file).document.text
        except AnalyzerError:
            continue


@pytest.mark.parametrize(("name", "text"), [pytest.param(*row, id=row[0]) for row in texts()])
def test_two_doors_one_truth(nlp, name, text):
    doc, record = nlp(text), report_to_record(analyzer.analyze_text(text))
    assert doc.text == text
    for table in TABLES:
        assert getattr(doc._, table) == record[table]


def spans_of(doc, group):
    return [(span.start_char, span.end_char) for span in doc.spans[group]]


def test_spans_lie_exactly_where_the_entries_do(nlp):
    doc = nlp(REPORT)
    assert spans_of(doc, "sections") == [(s["start"], s["end"]) for s in walk(doc._.sections)]
    for group in ("numbers", "parts", "indicators"):
        assert spans_of(doc, group) == [(e["start"], e["end"]) for e in getattr(doc._, group) if e["start"] is not None]
    names = {"sections": "section", "numbers": "number", "parts": "part", "indicators": "indicator", "zeros": "zero"}
    for group, name in names.items():
        assert len(doc.spans[group]) > 0
        for span in doc.spans[group]:
            entry = getattr(span._, name)
            assert span.start_char <= entry["start"] < entry["end"] <= span.end_char
    assert [span.label_ for span in doc.spans["sections"]] == ["level_1", "level_2", "level_1", "level_1"]
    assert {span.label_ for span in doc.spans["parts"]} == {"measures", "shortcomings", "next_year_plan"}
    assert {span.label_ for span in doc.spans["numbers"]} >= {"year", "quantity", "percentage", "section_label", "lexical"}


def test_an_entry_belongs_to_its_span_alone(nlp):
    doc = nlp(REPORT)
    first = doc.spans["indicators"][0]
    assert first._.indicator["value"] == "1260"
    assert first._.section is None
    assert doc[0:2]._.indicator is None
    assert doc.spans["zeros"][0]._.indicator is None


def test_tokens_are_words_and_whole_numbers(nlp):
    doc = nlp("2023年，我局办理行政许可260余件，约占97.2%。 接诉即办  12345热线，国办发〔2021〕3号。")
    tokens = [token.text for token in doc]
    assert "".join(tokens) == doc.text
    for whole in ("2023年", "260余件", "97.2%", "行政许可", "接诉即办", "〔2021〕3号", "12345"):
        assert whole in tokens
    assert {token.text: token.tag_ for token in doc}["260余件"] == "m"


def test_the_pipeline_is_in_order(nlp):
    analysis = nlp.analyze_pipes()
    assert not any(analysis["problems"].values())
    assert set(analysis["problems"]) == {"sections", "numbers", "outline", "indicators"}


def test_a_wrong_order_is_told_by_spacy():
    import spacy

    wrong = spacy.blank("zh")
    wrong.add_pipe("indicators")
    assert wrong.analyze_pipes()["problems"]["indicators"] == ["doc._.numbers", "doc._.parts"]


def test_entry_points_serve_a_pipeline_of_ones_own():
    script = (
        "import spacy\n"
        "nlp = spacy.blank('zh', config={'nlp': {'tokenizer': {'@tokenizers': 'gov_report_words.v1'}}})\n"
        "[nlp.add_pipe(n) for n in ('sections', 'numbers', 'outline', 'indicators')]\n"
        "doc = nlp('2023年办理行政许可260余件。')\n"
        "assert [s.text for s in doc.spans['indicators']] == ['260余件'], doc.spans\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True)


def test_names_on_a_doc_are_left_alone_until_a_component_is_used():
    script = (
        "import spacy\n"
        "from spacy.tokens import Doc\n"
        "nlp = spacy.blank('en')\n"  # looks at all entry points
        "assert not Doc.has_extension('sections')\n"
        "nlp.add_pipe('sections')\n"
        "assert Doc.has_extension('sections')\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True)


def test_importing_the_door_does_not_import_spacy():
    script = "import sys, analyzer, analyzer.nlp; assert 'spacy' not in sys.modules and analyzer.nlp.COMPONENTS"
    subprocess.run([sys.executable, "-c", script], check=True)
    assert analyzer.nlp is door


def test_tokens_of_somebody_else_get_the_nearest_spans():
    import spacy

    other = spacy.blank("xx")  # splits at blanks and punctuation alone
    for name in door.COMPONENTS:
        other.add_pipe(name)
    doc = other(REPORT)
    assert doc._.indicators == report_to_record(analyzer.analyze_text(REPORT))["indicators"]
    for span in doc.spans["indicators"]:
        assert span.start_char <= span._.indicator["start"] < span._.indicator["end"] <= span.end_char


def test_docbin_and_bytes_keep_everything(nlp, tmp_path):
    from spacy.tokens import Doc, DocBin

    doc = nlp(REPORT)
    door.write_docs([doc], tmp_path / "a.spacy")
    (binned,) = DocBin().from_disk(tmp_path / "a.spacy").get_docs(nlp.vocab)
    for kept in (binned, Doc(nlp.vocab).from_bytes(doc.to_bytes())):
        assert kept.text == doc.text
        for table in TABLES:
            assert json.dumps(getattr(kept._, table)) == json.dumps(getattr(doc._, table))  # DocBin makes lists tuples
        for group in doc.spans:
            assert spans_of(kept, group) == spans_of(doc, group)
        assert [span._.indicator for span in kept.spans["indicators"]] == list(kept._.indicators)


def test_to_disk_and_back(nlp, tmp_path):
    import spacy

    door.load(profile="work_report", engine="jieba").to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert again.pipe_names == list(door.COMPONENTS)
    assert again.tokenizer.engine == "jieba"
    assert {p["part"] for p in again(REPORT)._.parts} != {p["part"] for p in nlp(REPORT)._.parts}
    copied = door.load().from_bytes(nlp.to_bytes())
    assert copied(REPORT)._.indicators == nlp(REPORT)._.indicators


def test_displacy_shows_spans(nlp):
    from spacy import displacy

    doc = nlp("2023年，我局办理行政许可<b>260余件。")
    html = displacy.render(doc, style="span", options={"spans_key": "indicators"}, jupyter=False)
    assert "260余件" in html
    assert "<b>" not in html


def test_a_matcher_of_ones_own_comes_after(nlp):
    from spacy.matcher import Matcher

    matcher = Matcher(nlp.vocab)
    matcher.add("许可", [[{"TEXT": "行政许可"}, {"TAG": "m"}]])
    doc = nlp(REPORT)
    assert [doc[start:end].text for _, start, end in matcher(doc)] == ["行政许可1 260余件"]


@pytest.mark.parametrize("method", ["fork", pytest.param("spawn", marks=pytest.mark.slow)])
def test_two_processes_give_what_one_gives(method):
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"{method} is not to be had here")
    subprocess.run([sys.executable, str(Path(__file__).with_name("processes.py")), method], check=True, timeout=300)


def test_a_report_from_a_file_keeps_what_the_file_told(nlp):
    report = analyzer.analyze(SAMPLES / "xishan_jiaotongju_2025.docx")
    doc = door.report_to_doc(report, nlp)
    assert doc.text == report.document.text
    assert doc._.sections == report_to_record(report)["sections"]
    assert any(span._.section["label_kind"] == "auto" for span in doc.spans["sections"])
    assert len(doc.spans["indicators"]) == len(report.indicators)


def test_what_does_not_exist_is_told():
    with pytest.raises(ConfigurationError, match="nltk"):
        door.load(engine="nltk")
    with pytest.raises(ConfigurationError):
        door.load(profile="no_such_profile")


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("一二、（）().。\n\r\t  \u3000年2023１２件次许可行政工作%\x00\ufeff\ud800😀余万"), max_size=60))
def test_any_text_stays_itself(nlp, text):
    doc = nlp(text)
    assert doc.text == text.replace("\ud800", "\ufffd")
    record = report_to_record(analyzer.analyze_text(text))
    assert doc._.numbers == record["numbers"]
    assert spans_of(doc, "numbers") == [(n["start"], n["end"]) for n in record["numbers"]]
    assert spans_of(doc, "indicators") == [(i["start"], i["end"]) for i in record["indicators"]]
