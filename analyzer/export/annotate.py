"""The submitted .docx with Word comments at the exact words of each finding; everything else in the file stays as it was.

Read `annotate_docx`. The words are found again by their text: the pieces of the file's paragraphs are aligned with the lines of
the report (`_Words`), then runs are cut where a comment begins or ends (`_cut`). Comments work inside hyperlinks, insertions and
tables, since only runs are touched. `docx_of_text` makes a .docx of a report that came in another format.
"""

from __future__ import annotations

import copy
import datetime
import difflib
import io
import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from analyzer.errors import ConfigurationError
from analyzer.export.messages import message
from analyzer.export.places import Record, finding_place
from analyzer.export.titles import rule_title

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_WORD}}}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MAX_BYTES = 200 * 1024 * 1024
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
AUTHOR, INITIALS = "报告核查", "核"


@dataclass(frozen=True, slots=True)
class Comment:
    """What is to be said at `text[start:end]`; of the whole report where `start` is None."""

    start: int | None
    end: int | None
    lines: tuple[str, ...]


def comment_of(record: Record, finding: Record) -> Comment:
    """A finding as a comment."""
    level, title = message(f"level.{finding['level']}"), rule_title(finding["rule"], finding["name"])
    lines = [f"{level} {finding['rule']} {title}（{finding_place(record, finding)}）", finding["message"]]
    lines += [message("annotate.suggestion", text=finding["suggestion"])] if finding["suggestion"] else []
    return Comment(finding["start"], finding["end"], tuple(lines))


# ---------- the words of the file


@dataclass(slots=True)
class _Char:
    """One character of a w:t element."""

    node: etree._Element
    index: int
    char: str


def _pieces(root: etree._Element) -> Iterator[list[_Char]]:
    """The characters of the file in order, in pieces that end with a paragraph, a tab or a line break; blanks are left out."""
    piece: list[_Char] = []
    for node in root.iter(_W + "p", _W + "t", _W + "tab", _W + "br", _W + "cr"):
        if node.tag == _W + "t":
            if not _inside(node, ("del", "moveFrom")):
                piece += [_Char(node, i, c) for i, c in enumerate(node.text or "") if not c.isspace()]
        elif node.tag != _W + "tab" or _parent(node).tag == _W + "r":
            yield piece
            piece = []
    yield piece


def _inside(node: etree._Element, names: tuple[str, ...]) -> bool:
    return any(above.tag in [_W + name for name in names] for above in node.iterancestors())


class _Words:
    """Offset in the report's text → character in the file, for all pieces that are the same in both."""

    def __init__(self, root: etree._Element, text: str) -> None:
        theirs = [piece for piece in _pieces(root) if piece]
        lines = [match.span() for match in re.finditer(r"[^\t\r\n]+", text) if match.group().strip()]
        ours = [[i for i in range(a, b) if not text[i].isspace()] for a, b in lines]
        keys = ["".join(char.char for char in piece) for piece in theirs]
        own = ["".join(text[i] for i in line) for line in ours]
        self.at: dict[int, _Char] = {}
        for a, b, size in difflib.SequenceMatcher(None, own, keys, autojunk=False).get_matching_blocks():
            for line, piece in zip(ours[a : a + size], theirs[b : b + size], strict=True):
                self.at.update(zip(line, piece, strict=True))
        self.first = (min(self.at), max(i for i in ours[0] if i in self.at)) if self.at and ours[0][0] in self.at else None
        self.order = sorted(self.at)

    def span(self, start: int | None, end: int | None) -> tuple[_Char, _Char] | None:
        """The first and last character of a range; of the first line for the whole report or a range that is not found."""
        if start is not None and end is not None:
            inside = [self.at[i] for i in range(start, end) if i in self.at]
            if inside:
                return inside[0], inside[-1]
        if self.first is not None:
            return self.at[self.first[0]], self.at[self.first[1]]
        return (self.at[self.order[0]], self.at[self.order[0]]) if self.order else None


# ---------- cutting runs


def _parent(node: etree._Element) -> etree._Element:
    parent = node.getparent()
    assert parent is not None
    return parent


def _runs_around(node: etree._Element) -> list[etree._Element]:
    """The runs around a w:t, innermost first: more than one in ruby and in text boxes, where no comment may begin."""
    return list(node.iterancestors(_W + "r"))


def _split(node: etree._Element, index: int) -> etree._Element:
    """Cut the run of a w:t before a character and return the run that begins with it."""
    run = _parent(node)
    later = copy.deepcopy(run)
    for child in list(later):
        if child.tag != _W + "rPr":
            later.remove(child)
    moved = list(node.itersiblings())
    if index > 0:
        rest = copy.deepcopy(node)
        rest.text, node.text = (node.text or "")[index:], (node.text or "")[:index]
        for part in (rest, node):
            part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        later.append(rest)
    else:
        later.append(node)
    later.extend(moved)
    run.addnext(later)
    return later


def _needs_cut(node: etree._Element, index: int) -> bool:
    return index > 0 or any(before.tag != _W + "rPr" for before in node.itersiblings(preceding=True))


class _Runs:
    """Runs cut at all borders: `starting` gives the run that begins with a character, `ending` the one that ends with it."""

    def __init__(self, borders: dict[etree._Element, set[int]]) -> None:
        self._starts: dict[etree._Element, list[tuple[int, etree._Element]]] = defaultdict(list)
        for node, places in borders.items():
            if len(_runs_around(node)) > 1:
                continue
            for index in sorted(places, reverse=True):
                if index < len(node.text or "") and _needs_cut(node, index):
                    self._starts[node].append((index, _split(node, index)))
                elif index >= len(node.text or "") and next(node.itersiblings(), None) is not None:
                    _split(next(node.itersiblings()), 0)

    def of(self, char: _Char) -> etree._Element:
        """The run that now holds a character."""
        for index, run in self._starts.get(char.node, ()):  # from the last to the first
            if index <= char.index:
                return run
        return _runs_around(char.node)[-1]


# ---------- the package


class _Package:
    """A .docx in memory; parts that are not set stay byte for byte as they were."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            if sum(info.file_size for info in self._zip.infolist()) > _MAX_BYTES:
                raise ConfigurationError(message("annotate.unreadable", reason="too large"))
            self.main = self._main()
        except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, StopIteration) as error:
            raise ConfigurationError(message("annotate.unreadable", reason=error)) from error
        self.changed: dict[str, bytes] = {}

    def xml(self, name: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return etree.fromstring(self._zip.read(name), parser)

    def _main(self) -> str:
        relations = self.xml("_rels/.rels").iter(_RELATION)
        return next(r.get("Target", "").lstrip("/") for r in relations if r.get("Type", "").endswith("/officeDocument"))

    def comments(self) -> tuple[str, etree._Element]:
        """The name and content of the part of comments; a new one is made known where there is none."""
        folder, name = posixpath.split(self.main)
        place = posixpath.join(folder, "_rels", f"{name}.rels")
        names = self._zip.namelist()
        relations = self.xml(place) if place in names else etree.Element(_RELATION.rpartition("}")[0] + "}Relationships")
        for relation in relations.iter(_RELATION):
            if relation.get("Type") == _COMMENTS:
                target = relation.get("Target", "")
                part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                return part, self.xml(part)
        part = posixpath.join(folder, "comments.xml")
        while part in names:
            part = part.replace(".xml", "1.xml")
        ids = {relation.get("Id") for relation in relations.iter(_RELATION)}
        free = next(f"rId{n}" for n in range(1, len(ids) + 2) if f"rId{n}" not in ids)
        etree.SubElement(relations, _RELATION, Id=free, Type=_COMMENTS, Target=posixpath.basename(part))
        types = self.xml("[Content_Types].xml")
        etree.SubElement(types, _TYPES + "Override", PartName=f"/{part}", ContentType=_COMMENTS_TYPE)
        self.set(place, relations)
        self.set("[Content_Types].xml", types)
        return part, etree.Element(_W + "comments", nsmap={"w": _WORD})

    def set(self, name: str, root: etree._Element) -> None:
        self.changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def bytes(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for info in self._zip.infolist():
                changed = self.changed.pop(info.filename) if info.filename in self.changed else None
                target.writestr(info, self._zip.read(info) if changed is None else changed)
            for name, content in self.changed.items():
                target.writestr(name, content)
        return out.getvalue()


def _comment_element(number: int, comment: Comment, time: str) -> etree._Element:
    attributes = {"id": str(number), "author": AUTHOR, "initials": INITIALS, "date": time}
    element = etree.Element(_W + "comment", {_W + name: value for name, value in attributes.items()})
    for line in comment.lines:
        run = etree.SubElement(etree.SubElement(element, _W + "p"), _W + "r")
        etree.SubElement(run, _W + "t").text = _ILLEGAL.sub("�", line)
    return element


def _anchor(first: etree._Element, last: etree._Element, number: int) -> None:
    """Put the marks of a comment around runs, and its sign behind them as a child of the paragraph."""
    first.addprevious(etree.Element(_W + "commentRangeStart", {_W + "id": str(number)}))
    end = etree.Element(_W + "commentRangeEnd", {_W + "id": str(number)})
    last.addnext(end)
    run = etree.Element(_W + "r")
    etree.SubElement(run, _W + "commentReference", {_W + "id": str(number)})
    top = end
    while _parent(top).tag != _W + "p":
        top = _parent(top)
    top.addnext(run)


def annotate_docx(data: bytes, text: str, comments: Sequence[Comment], *, time: datetime.datetime | None = None) -> bytes:
    """The file with the comments. `text` is the report's text, to which their offsets refer.

    Raises `ConfigurationError` where the bytes are no .docx.
    """
    package = _Package(data)
    try:
        root = package.xml(package.main)
        part, known = package.comments()
    except (KeyError, etree.XMLSyntaxError) as error:
        raise ConfigurationError(message("annotate.unreadable", reason=error)) from error
    words = _Words(root, text)
    spans = [(comment, span) for comment in comments if (span := words.span(comment.start, comment.end)) is not None]
    borders: dict[etree._Element, set[int]] = defaultdict(set)
    for _, (first, last) in spans:
        borders[first.node].add(first.index)
        borders[last.node].add(last.index + 1)
    runs = _Runs(borders)
    used = [int(c.get(_W + "id", "0")) for c in known.iter(_W + "comment") if c.get(_W + "id", "0").isdigit()]
    stamp = (time or datetime.datetime.now(datetime.UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
    for number, (comment, (first, last)) in enumerate(spans, max(used, default=-1) + 1):
        known.append(_comment_element(number, comment, stamp))
        _anchor(runs.of(first), runs.of(last), number)
    package.set(package.main, root)
    package.set(part, known)
    return package.bytes()


def docx_of_text(text: str) -> bytes:
    """A plain .docx of a text, a paragraph a line."""
    import docx

    document = docx.Document()
    for line in text.splitlines():
        if line.strip():
            document.add_paragraph(_ILLEGAL.sub("�", line))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
