"""The spaCy door: our words, sections, numbers, parts and indicators as a `Language`. Read `load`, then `_Component`.

Results are those of `analyzer.analyze_text`, since each component runs the very step of the pipeline. Steps are pure
functions of the text (`steps.py`), so a component keeps nothing on the `Doc` but plain values. `words.py` is the tokenizer,
`results.py` what is written on a `Doc`, `gold.py` the way from the gold corpus to training.

spaCy is imported when the factories are asked for: by `load`, or by spaCy itself, which finds them as entry points
(`pyproject.toml`). On a `Doc`:

* `doc.spans["sections"]` (label `level_1` …), `["numbers"]` (label: the kind), `["parts"]` (the part), `["indicators"]` (the
  catalogue's id, else `indicator`), `["zeros"]`;
* `doc._.metadata`, `.sections`, `.numbers`, `.parts`, `.indicators`, `.zeros`: the lists of the JSON contract, plain values
  that `DocBin(store_user_data=True)` and `doc.to_bytes()` keep (DocBin gives lists back as tuples);
* `span._.section`, `.number`, `.part`, `.indicator`, `.zero`: the entry behind a span of that group, else None.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analyzer.export.json_report import report_to_record
from analyzer.model import Report
from analyzer.nlp.gold import gold_to_doc, passages, write_docs
from analyzer.nlp.results import TABLES, entry_of, write
from analyzer.nlp.steps import part_of_report
from analyzer.nlp.words import WordTokenizer, make_doc
from analyzer.outline import load_profile
from analyzer.segmentation import get_segmenter

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["COMPONENTS", "WordTokenizer", "gold_to_doc", "load", "passages", "report_to_doc", "write_docs"]

COMPONENTS = ("sections", "numbers", "outline", "indicators")
TOKENIZER = "gov_report_words.v1"
# what each component needs of those before it, and what it gives (spaCy's `analyze_pipes` checks the order)
_REQUIRES = {
    "sections": (),
    "numbers": ("doc._.sections",),
    "outline": ("doc._.sections",),
    "indicators": ("doc._.numbers", "doc._.parts"),
}
_ASSIGNS = {
    "sections": ("doc.spans", "doc._.sections", "doc._.metadata", "span._.section"),
    "numbers": ("doc.spans", "doc._.numbers", "span._.number"),
    "outline": ("doc.spans", "doc._.parts", "doc._.sections", "doc._.metadata", "span._.part"),
    "indicators": ("doc.spans", "doc._.indicators", "doc._.zeros", "span._.indicator", "span._.zero"),
}
_PROFILE = "analyzer.profile"  # key of `doc.user_data`: the profile that was asked for


@dataclass(frozen=True, slots=True)
class _Component:
    """One step as a component of spaCy."""

    step: str
    profile: str = "auto"
    engine: str | None = None

    def __call__(self, doc: Doc) -> Doc:
        if self.step == "outline":
            doc.user_data[_PROFILE] = self.profile
        profile = doc.user_data.get(_PROFILE, "auto")
        record = part_of_report(doc.text, self.step, profile, self.engine)
        if self.step in {"sections", "outline"}:
            doc._.metadata = record["metadata"]
            write(doc, "sections", record["sections"])
        if self.step == "numbers":
            write(doc, "numbers", record["numbers"])
        if self.step == "outline":
            write(doc, "parts", record["parts"])
        if self.step == "indicators":
            write(doc, "indicators", record["indicators"])
            write(doc, "zeros", record["zeros"])
        return doc


# ---------- factories, made when spaCy or `load` asks for them


def _extend() -> None:
    """Make `doc._.sections` … and `span._.section` … known, where they are not.

    Not done when spaCy merely looks at the entry points: a program that does not use our components keeps these names.
    """
    from spacy.tokens import Doc, Span

    for table, one in TABLES.items():
        if not Doc.has_extension(table):
            Doc.set_extension(table, default=[])
        if not Span.has_extension(one):
            Span.set_extension(one, getter=functools.partial(entry_of, table=table))
    if not Doc.has_extension("metadata"):
        Doc.set_extension("metadata", default={})


def _component(step: str, profile: str = "auto", engine: str | None = None) -> _Component:
    _extend()
    return _Component(step, profile, engine)


def _make_sections(nlp: Language, name: str) -> _Component:
    return _component("sections")


def _make_numbers(nlp: Language, name: str) -> _Component:
    return _component("numbers")


def _make_outline(nlp: Language, name: str, profile: str) -> _Component:
    return _component("outline", profile=profile)


def _make_indicators(nlp: Language, name: str, engine: str | None) -> _Component:
    return _component("indicators", engine=engine)


def _make_tokenizer(engine: str | None = None) -> functools.partial[WordTokenizer]:
    """`[nlp.tokenizer] @tokenizers = "gov_report_words.v1"`; `engine` is rjieba, jieba or nothing for the default."""
    return functools.partial(_tokenizer_for, engine=engine)


def _tokenizer_for(nlp: Language, engine: str | None) -> WordTokenizer:
    return WordTokenizer(nlp.vocab, engine)


@functools.cache
def _register() -> dict[str, Any]:
    """Make the factories and the tokenizer known to spaCy; once."""
    from spacy.language import Language
    from spacy.util import registry

    made: dict[str, Any] = {"make_tokenizer": registry.tokenizers.register(TOKENIZER)(_make_tokenizer)}
    functions = {
        "sections": _make_sections, "numbers": _make_numbers, "outline": _make_outline, "indicators": _make_indicators,
    }  # fmt: skip
    defaults: dict[str, dict[str, Any]] = {"outline": {"profile": "auto"}, "indicators": {"engine": None}}
    for step, function in functions.items():
        factory = Language.factory(step, default_config=defaults.get(step, {}), assigns=_ASSIGNS[step], requires=_REQUIRES[step])
        made[f"make_{step}"] = factory(function)
    return made


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """The factories (`make_sections` …), which the entry points name: made at the first call, which imports spaCy."""
    if name.startswith("make_"):
        made = _register()
        if name in made:
            return made[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def load(*, profile: str = "auto", engine: str | None = None) -> Language:
    """A Chinese `Language` with our tokenizer and the components `sections`, `numbers`, `outline`, `indicators`.

    `profile` is a name, the path of a .toml file or "auto"; `engine` is a segmenter (rjieba, jieba), None for the default.
    Raises `ConfigurationError` for one that does not exist.

    >>> from analyzer.nlp import load
    >>> doc = load()("2023年，我局办理行政许可260余件。")
    >>> [(span.text, span._.indicator["name"]) for span in doc.spans["indicators"]]
    [('260余件', '办理行政许可')]
    """
    import spacy

    get_segmenter(engine)
    if profile != "auto":
        load_profile(profile)
    _register()
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER, "engine": engine}}})
    for step in COMPONENTS:
        config = {"profile": profile} if step == "outline" else {"engine": engine} if step == "indicators" else {}
        nlp.add_pipe(step, config=config)
    return nlp


# ---------- reports and gold as Docs


def report_to_doc(report: Report, nlp: Language) -> Doc:
    """A finished report as a `Doc`, with all that its file told (Word's automatic labels, pages) and that a text lacks.

    `nlp` gives the vocabulary. Hand the `Doc` to components of your own (`nlp.get_pipe("…")(doc)`): ours would read it anew.
    """
    _extend()
    record = report_to_record(report)
    doc = make_doc(nlp.vocab, report.document.text, report.structure, report.mentions, report.engine or None)
    doc._.metadata = record["metadata"]
    for table in TABLES:
        write(doc, table, record[table])
    return doc
