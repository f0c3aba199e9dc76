"""The spaCy door: our words, sections, numbers, parts and indicators as a `Language`. Read `load`, then `_Component`.

Results are those of `analyzer.analyze_text`, since each component runs the very step of the pipeline. Steps are pure
functions of the text, so a component keeps nothing on the `Doc` but plain values; the last few texts are remembered
(`_read` and what follows it), so that four components do not read a text four times.

spaCy is imported when the factories are asked for: by `load`, or by spaCy itself, which finds them as entry points
(`pyproject.toml`). On a `Doc`:

* `doc.spans["sections"]` (label `level_1` …), `["numbers"]` (label: the kind), `["parts"]` (the part), `["indicators"]` (the
  catalogue's id, else `indicator`), `["zeros"]`;
* `doc._.metadata`, `.sections`, `.numbers`, `.parts`, `.indicators`, `.zeros`: the lists of the JSON contract, plain values
  that `DocBin(store_user_data=True)` and `doc.to_bytes()` keep;
* `span._.section`, `.number`, `.part`, `.indicator`, `.zero`: the entry behind a span of that group, else None.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.corpus.gold import GoldReport
from analyzer.export.json_report import report_to_record
from analyzer.export.places import Record, walk
from analyzer.indicators import extract_indicators
from analyzer.model import Document, Indicator, NumberMention, Outline, Report, Structure, Zero
from analyzer.numbers import find_mentions
from analyzer.outline import assign_parts, choose_profile
from analyzer.reading import read_text
from analyzer.segmentation import get_segmenter
from analyzer.structure import parse_structure

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

__all__ = ["gold_to_doc", "load", "passages", "report_to_doc", "write_docs"]

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
_TABLES = {"sections": "section", "numbers": "number", "parts": "part", "indicators": "indicator", "zeros": "zero"}
_PROFILE = "analyzer.profile"  # key of `doc.user_data`: the profile that was asked for
# mentions that become one token; the others (统一, 十四五规划 …) are words to the segmenter
_WHOLE = frozenset({"quantity", "percentage", "year", "date", "period", "ordinal", "document_number", "identifier"})
_BLANKS = re.compile(r"\s+")
_REMEMBERED = 8


# ---------- the steps of the pipeline, each remembering the last few texts


@functools.lru_cache(maxsize=_REMEMBERED)
def _read(text: str) -> tuple[Document, Structure]:
    document = read_text(text)
    return document, parse_structure(document)


@functools.lru_cache(maxsize=_REMEMBERED)
def _mentions(text: str) -> tuple[NumberMention, ...]:
    return find_mentions(*_read(text))


@functools.lru_cache(maxsize=_REMEMBERED)
def _outline(text: str, profile: str) -> Outline:
    document, structure = _read(text)
    return assign_parts(document, structure, choose_profile(profile, structure.metadata, document))


@functools.lru_cache(maxsize=_REMEMBERED)
def _indicators(text: str, profile: str, engine: str | None) -> tuple[tuple[Indicator, ...], tuple[Zero, ...]]:
    document, structure = _read(text)
    return extract_indicators(document, structure, _outline(text, profile), _mentions(text), get_segmenter(engine))


def _part_of_report(text: str, component: str, profile: str, engine: str | None) -> Record:
    """The record of a report of which only what this component finds is filled."""
    document, structure = _read(text)
    outline = _outline(text, profile) if component == "outline" else None
    indicators, zeros = _indicators(text, profile, engine) if component == "indicators" else ((), ())
    report = Report(
        document=document,
        metadata=structure.metadata if outline is None else replace(structure.metadata, plan_year=outline.plan_year),
        structure=structure,
        profile=None if outline is None else outline.profile,
        sections=structure.sections if outline is None else outline.sections,
        parts=() if outline is None else outline.parts,
        mentions=_mentions(text) if component == "numbers" else (),
        indicators=indicators,
        zeros=zeros,
    )
    return report_to_record(report)


# ---------- words


def _borders(structure: Structure, mentions: Iterable[NumberMention]) -> list[int]:
    """Where a token must begin or end, so that every span of ours falls on tokens."""
    borders = {place for m in mentions for place in (m.start, m.end)}
    for section in structure.walk():
        borders |= {section.start, section.title_start, section.title_end, section.body_start, section.end}
    return sorted(borders)


def _tagged_words(text: str, mentions: Iterable[NumberMention], engine: str | None) -> Iterator[tuple[str, str]]:
    """(word, tag): numbers whole, blanks alone, all else by the segmenter."""
    segmenter = get_segmenter(engine)

    def between(start: int, end: int) -> Iterator[tuple[str, str]]:
        at = start
        for blank in _BLANKS.finditer(text, start, end):
            yield from segmenter.pairs(text[at : blank.start()])
            yield from ((char, "x") for char in blank.group())
            at = blank.end()
        yield from segmenter.pairs(text[at:end])

    at = 0
    for mention in mentions:
        if mention.kind in _WHOLE and at <= mention.start < mention.end:
            yield from between(at, mention.start)
            yield text[mention.start : mention.end], "m"
            at = mention.end
    yield from between(at, len(text))


def _cut(words: Iterable[tuple[str, str]], borders: list[int]) -> Iterator[tuple[str, str]]:
    """The words, cut where a border lies inside one."""
    at = 0
    for word, tag in words:
        low, end = at, at + len(word)
        for border in borders[bisect.bisect_right(borders, at) : bisect.bisect_left(borders, end)]:
            yield word[low - at : border - at], tag
            low = border
        if low < end:
            yield word[low - at :], tag
        at = end


def _make_doc(vocab: Any, text: str, structure: Structure, mentions: tuple[NumberMention, ...], engine: str | None) -> Doc:  # noqa: ANN401 - spaCy's Vocab
    """A `Doc` whose text is the text to the character; `tag_` holds the segmenter's tag."""
    from spacy.tokens import Doc

    words = list(_cut(_tagged_words(text, mentions, engine), _borders(structure, mentions)))
    return Doc(vocab, words=[word for word, _ in words], spaces=[False] * len(words), tags=[tag for _, tag in words])


class WordTokenizer:
    """spaCy's tokenizer interface over our words. It has no state but the engine, which the config carries."""

    def __init__(self, vocab: Any, engine: str | None = None) -> None:  # noqa: ANN401 - spaCy's Vocab
        self.vocab = vocab
        self.engine = engine

    def __call__(self, text: str) -> Doc:
        """The text as a `Doc`; half a surrogate pair becomes U+FFFD, as everywhere in this package."""
        document, structure = _read(text)
        return _make_doc(self.vocab, document.text, structure, _mentions(text), self.engine)

    def pipe(self, texts: Iterable[str], **_: object) -> Iterator[Doc]:
        """One `Doc` a text."""
        yield from map(self, texts)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing: the config tells everything."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> WordTokenizer:
        """Itself."""
        return self

    def to_disk(self, _path: str | Path, **_: object) -> None:
        """Nothing: the config tells everything."""

    def from_disk(self, _path: str | Path, **_: object) -> WordTokenizer:
        """Itself."""
        return self


# ---------- results on a Doc


def _label(table: str, entry: Record) -> str:
    if table == "sections":
        return f"level_{entry['level']}"
    if table == "numbers":
        return str(entry["kind"])
    if table == "parts":
        return str(entry["part"])
    return str(entry.get("id") or _TABLES[table])


def _entries(doc: Doc, table: str) -> list[Record]:
    """The entries of a table in the order of their numbers (`span.id`)."""
    entries: list[Record] = getattr(doc._, table)
    return list(walk(entries)) if table == "sections" else entries


def _entry_of(span: Span, table: str) -> Record | None:
    """What stands behind a span of a group; None for any other span."""
    entries = _entries(span.doc, table)
    if span.id < len(entries):
        entry = entries[span.id]
        if entry["start"] is not None and span.start_char <= entry["start"] and entry["end"] <= span.end_char:
            return entry if span.label_ == _label(table, entry) else None
    return None


def _write(doc: Doc, table: str, entries: list[Record]) -> None:
    """Set `doc._.<table>` and `doc.spans[<table>]`. On tokens of somebody else's a span may be wider than its entry."""
    setattr(doc._, table, entries)
    spans = []
    for number, entry in enumerate(_entries(doc, table)):
        if entry["start"] is None or entry["start"] == entry["end"]:
            continue
        span = doc.char_span(
            entry["start"], entry["end"], label=_label(table, entry), alignment_mode="expand", span_id=number
        )  # fmt: skip
        if span is not None:
            spans.append(span)
    doc.spans[table] = spans


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
        record = _part_of_report(doc.text, self.step, profile, self.engine)
        if self.step in {"sections", "outline"}:
            doc._.metadata = record["metadata"]
            _write(doc, "sections", record["sections"])
        if self.step == "numbers":
            _write(doc, "numbers", record["numbers"])
        if self.step == "outline":
            _write(doc, "parts", record["parts"])
        if self.step == "indicators":
            _write(doc, "indicators", record["indicators"])
            _write(doc, "zeros", record["zeros"])
        return doc


# ---------- factories, made when spaCy or `load` asks for them


def _make_sections(nlp: Language, name: str) -> _Component:
    return _Component("sections")


def _make_numbers(nlp: Language, name: str) -> _Component:
    return _Component("numbers")


def _make_outline(nlp: Language, name: str, profile: str) -> _Component:
    return _Component("outline", profile=profile)


def _make_indicators(nlp: Language, name: str, engine: str | None) -> _Component:
    return _Component("indicators", engine=engine)


def _make_tokenizer(engine: str | None = None) -> functools.partial[WordTokenizer]:
    """`[nlp.tokenizer] @tokenizers = "gov_report_words.v1"`; `engine` is rjieba, jieba or nothing for the default."""
    return functools.partial(_tokenizer_for, engine=engine)


def _tokenizer_for(nlp: Language, engine: str | None) -> WordTokenizer:
    return WordTokenizer(nlp.vocab, engine)


@functools.cache
def _register() -> dict[str, Any]:
    """Make the factories, the tokenizer and the extensions known to spaCy; once."""
    from spacy.language import Language
    from spacy.tokens import Doc, Span
    from spacy.util import registry

    made: dict[str, Any] = {"make_tokenizer": registry.tokenizers.register(TOKENIZER)(_make_tokenizer)}
    functions = {
        "sections": _make_sections, "numbers": _make_numbers, "outline": _make_outline, "indicators": _make_indicators,
    }  # fmt: skip
    defaults: dict[str, dict[str, Any]] = {"outline": {"profile": "auto"}, "indicators": {"engine": None}}
    for step, function in functions.items():
        factory = Language.factory(step, default_config=defaults.get(step, {}), assigns=_ASSIGNS[step], requires=_REQUIRES[step])
        made[f"make_{step}"] = factory(function)
    for table, one in _TABLES.items():
        if not Doc.has_extension(table):
            Doc.set_extension(table, default=[])
        if not Span.has_extension(one):
            Span.set_extension(one, getter=functools.partial(_entry_of, table=table))
    if not Doc.has_extension("metadata"):
        Doc.set_extension("metadata", default={})
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
    Raises `ConfigurationError` for one that does not exist (a profile when the first text is read).

    >>> from analyzer.nlp import load
    >>> doc = load()("2023年，我局办理行政许可260余件。")
    >>> [(span.text, span._.indicator["name"]) for span in doc.spans["indicators"]]
    [('260余件', '办理行政许可')]
    """
    import spacy

    _register()
    get_segmenter(engine)
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
    _register()
    record = report_to_record(report)
    doc = _make_doc(nlp.vocab, report.document.text, report.structure, report.mentions, report.engine or None)
    doc._.metadata = record["metadata"]
    for table in _TABLES:
        _write(doc, table, record[table])
    return doc


def gold_to_doc(gold: GoldReport, nlp: Language) -> Doc:
    """A gold report as a `Doc` with its labels in `doc.spans` (sections, numbers, indicators, zeros), to train from."""
    _register()
    structure = parse_structure(read_text(gold.text))
    doc = _make_doc(nlp.vocab, gold.text, structure, _gold_mentions(gold), None)
    doc.user_data["name"] = gold.name
    groups: dict[str, list[tuple[int, int, str]]] = {
        "sections": [(s.start, s.end, f"level_{s.level}") for s in gold.sections],
        "parts": [(s.start, s.end, s.parts[0]) for s in gold.sections if s.parts],
        "numbers": [(n.start, n.end, n.kind) for n in gold.numbers],
        "indicators": [(i.start, i.end, "indicator") for i in gold.indicators if i.comparison_of is None],
        "zeros": [(z.start, z.end, "zero") for z in gold.zeros],
    }
    for group, rows in groups.items():
        spans = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in rows]
        doc.spans[group] = [span for span in spans if span is not None]
    return doc


def _gold_mentions(gold: GoldReport) -> tuple[NumberMention, ...]:
    return tuple(NumberMention(n.start, n.end, n.surface, n.kind) for n in gold.numbers)


def passages(doc: Doc, labels: tuple[str, ...]) -> Iterator[Doc]:
    """The paragraphs of a gold `Doc` whose part is known, each a `Doc` with `cats` for a text categoriser.

    The innermost section around a paragraph decides; lines without a full stop (headings, signatures) are left out.
    """
    for line in re.finditer(r"[^\r\n]+", doc.text):
        around = [s for s in doc.spans["parts"] if s.start_char <= line.start() and line.end() <= s.end_char]
        span = doc.char_span(*line.span(), alignment_mode="expand")
        if not around or span is None or "。" not in line.group():
            continue
        part = max(around, key=lambda s: s.start_char).label_
        if part in labels:
            passage = span.as_doc()
            passage.cats = {label: float(label == part) for label in labels}
            yield passage


def write_docs(docs: Iterable[Doc], path: str | Path) -> int:
    """Write Docs as a .spacy file for `spacy train`; returns how many. An existing file is replaced."""
    from spacy.tokens import DocBin

    _register()
    store = DocBin(store_user_data=True, docs=docs)
    store.to_disk(Path(path))
    return len(store)
