"""The submitted .docx with Word comments at the exact words of each finding; everything else in the file stays as it was.

Read `annotate_docx`. Where each character of the report stands in the file is asked of the reader itself (`word_origins`), runs
are cut where a comment begins or ends (`word_marks`), and the parts that changed are put back into the package
(`word_package`). `docx_of_text` makes a .docx of a report that came in another format.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from lxml import etree

from analyzer.errors import ConfigurationError, ReadingError
from analyzer.export.messages import message
from analyzer.export.places import Record, finding_place, place_name
from analyzer.export.titles import rule_title
from analyzer.export.word_marks import Marker, edit_range
from analyzer.export.word_origins import Origins, in_sequence, trace
from analyzer.export.word_package import WordFile
from analyzer.export.word_text import docx_of_text, storable
from analyzer.model import Edit
from analyzer.reading.word_numbering import W

__all__ = ["AUTHOR", "INITIALS", "Comment", "annotate_docx", "comment_of", "docx_of_text"]

AUTHOR, INITIALS = "报告核查", "核"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MAX_QUOTE = 60
# the paragraphs of a comment: no indent and no fixed line, whatever the report's own text style has
_LAYOUT = (
    ("spacing", {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}),
    ("ind", {"left": "0", "firstLine": "0", "firstLineChars": "0"}),
    ("jc", {"val": "left"}),
)


@dataclass(frozen=True, slots=True)
class Comment:
    """What is to be said at `text[start:end]`; of the whole report where `start` is None. `edits` are those of a safe fix."""

    start: int | None
    end: int | None
    lines: tuple[str, ...]
    edits: tuple[Edit, ...] = ()


def comment_of(record: Record, finding: Record) -> Comment:
    """A finding as a comment: level and title, what is wrong, what to do, other places that it speaks of."""
    level, title = message(f"level.{finding['level']}"), rule_title(finding["rule"], finding["name"])
    lines = [f"{level} {finding['rule']} {title}（{finding_place(record, finding)}）", finding["message"]]
    lines += [message("annotate.suggestion", text=finding["suggestion"])] if finding["suggestion"] else []
    own = range(finding["start"] or 0, finding["end"] or 0)
    for related in finding["related"]:
        if related["start"] not in own or related["end"] > own.stop:
            quote = " ".join(record["text"][related["start"] : related["end"]].split())
            quote = quote[:_MAX_QUOTE] + ("……" if len(quote) > _MAX_QUOTE else "")
            note = f"（{related['note']}）" if related["note"] else ""
            lines.append(message("annotate.related", place=place_name(record, related["start"]), quote=quote) + note)
    fix = finding["fix"]
    edits = tuple(Edit(e["start"], e["end"], e["text"]) for e in fix["edits"]) if fix is not None and fix["safe"] else ()
    return Comment(finding["start"], finding["end"], tuple(" ".join(line.split()) for line in lines), edits)


def annotate_docx(
    data: bytes, text: str, comments: Sequence[Comment], *, fixes: bool = False, time: datetime.datetime | None = None
) -> bytes:
    """The file with the comments. `text` is the report's text, to which their offsets refer.

    Comments on the whole report, or on words that stand nowhere in the body (footnotes), are put at the first line. With `fixes`
    the edits are made too, as tracked changes that can be accepted or rejected one by one; where somebody else's tracked change
    or a field is in the way, the comment alone remains. Raises `ConfigurationError` where the bytes are no .docx or hold
    another text.
    """
    text = storable(text)
    try:
        word = WordFile(data)
        origins = in_sequence(word.root, text) or trace(word.package, word.main, word.root, text)
        if origins is None:
            raise ConfigurationError(message("annotate.other_text"))
        _Annotation(word, origins, text, time or datetime.datetime.now()).write(comments, fixes=fixes)
        return word.save()
    except ReadingError as error:
        raise ConfigurationError(message("annotate.unreadable", reason=error)) from error


class _Annotation:
    """The comments and changes of one file."""

    def __init__(self, word: WordFile, origins: Origins, text: str, time: datetime.datetime) -> None:
        self._word, self._origins, self._text = word, origins, text
        # without a zone: Word shows the time of a comment as it stands
        self._stamp = {W + "author": AUTHOR, W + "date": time.strftime("%Y-%m-%dT%H:%M:%S")}
        self._numbers = count(word.free_number())
        self._reference_style = word.styles.get("annotation reference")
        self._text_style = word.styles.get("annotation text")

    def write(self, comments: Sequence[Comment], *, fixes: bool) -> None:
        """Set all marks."""
        placed = [(comment, span) for comment in comments if (span := self._range(comment)) is not None]
        edits = _edits(comments, self._origins) if fixes else []
        cuts = [span for _, span in placed]
        cuts += [span for group in edits for edit in group if (span := edit_range(self._origins, edit)) is not None]
        marker = Marker(self._origins, cuts)
        for comment, span in placed:
            number = next(self._numbers)
            self._word.comments.append(self._comment(number, comment))
            marker.comment(*span, number, self._reference(number))
        for group in edits:
            if all(map(marker.can_edit, group)):
                for edit in group:
                    marker.edit(edit, ({W + "id": str(number), **self._stamp} for number in self._numbers))

    def _range(self, comment: Comment) -> tuple[int, int] | None:
        """The words to be marked: the comment's own, else the first line that can be marked."""
        start, end = comment.start, comment.end
        own = None if start is None or end is None else self._origins.clip(start, max(end, start + 1))
        return own or self._first_line()

    def _first_line(self) -> tuple[int, int] | None:
        start = 0
        for line in self._text.split("\n"):
            low = start + len(line) - len(line.lstrip())
            if line.strip() and (span := self._origins.clip(low, low + len(line.strip()))):
                return span
            start += len(line) + 1
        return None

    def _reference(self, number: int) -> etree._Element:
        run = etree.Element(W + "r")
        if self._reference_style is not None:
            properties = etree.SubElement(run, W + "rPr")
            etree.SubElement(properties, W + "rStyle", {W + "val": self._reference_style})
        etree.SubElement(run, W + "commentReference", {W + "id": str(number)})
        return run

    def _comment(self, number: int, comment: Comment) -> etree._Element:
        told = {W + "id": str(number)} | self._stamp | {W + "initials": INITIALS}
        element = etree.Element(W + "comment", told, {"w": W[1:-1]})
        for index, line in enumerate(comment.lines):
            paragraph = self._paragraph(element)
            if index == 0:
                etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "annotationRef")
            run = etree.SubElement(paragraph, W + "r")
            properties = etree.SubElement(run, W + "rPr")
            if index == 0:
                etree.SubElement(properties, W + "b")
            for name in ("sz", "szCs"):  # the usual 16 points of a report are too large for a balloon
                etree.SubElement(properties, W + name, {W + "val": "18"})
            etree.SubElement(run, W + "t", {_SPACE: "preserve"}).text = _ILLEGAL.sub("�", line)
        return element

    def _paragraph(self, comment: etree._Element) -> etree._Element:
        paragraph = etree.SubElement(comment, W + "p")
        properties = etree.SubElement(paragraph, W + "pPr")
        if self._text_style is not None:
            etree.SubElement(properties, W + "pStyle", {W + "val": self._text_style})
        for name, values in _LAYOUT:
            etree.SubElement(properties, W + name, {W + key: value for key, value in values.items()})
        return paragraph


def _edits(comments: Sequence[Comment], origins: Origins) -> list[tuple[Edit, ...]]:
    """The edits of each fix that can be made as tracked changes, none over another."""
    taken: set[int] = set()
    groups: list[tuple[Edit, ...]] = []
    for comment in comments:
        spans = [edit_range(origins, edit) for edit in comment.edits]
        touched = {offset for span in spans if span is not None for offset in range(*span)}
        whole = not any(re.search(r"[\t\n\r]", edit.text) or _ILLEGAL.search(edit.text) for edit in comment.edits)
        if comment.edits and whole and None not in spans and not touched & taken:
            taken |= touched
            groups.append(comment.edits)
    return groups
