"""A .docx written anew with some of its parts replaced; every other member keeps its bytes. Read `WordFile`."""

from __future__ import annotations

import copy
import functools
import io
import posixpath
import re
import struct
import zipfile
from collections.abc import Mapping

from lxml import etree

from analyzer.errors import ReadingError
from analyzer.reading.docx import main_part, related_parts
from analyzer.reading.options import ReadingOptions
from analyzer.reading.package import Package, member_name, parse_xml
from analyzer.reading.word_numbering import W

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES_PART = "[Content_Types].xml"
# the reader takes the strict form of the format for the usual one; what is written takes the form that the file had
_STRICT = (
    (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
    (_OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
)


# of a member's local header in a zip file: its size, where the lengths of name and extra field stand; and two of its flags
_LOCAL_HEADER, _NAMES_AT = 30, 26
_ENCRYPTED, _SIZES_FOLLOW = 0x1, 0x8


class WordFile:
    """An open .docx: its main part as a tree, its comments, and `save`. Raises `ReadingError` for one that cannot be read."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self.package = Package(source, ReadingOptions())
        self.main = main_part(self.package)
        self.root = self.package.xml(self.main)
        self._parts = related_parts(self.package, self.main)
        self._strict = _STRICT[0][1] in self.package.read(self.main)
        self.comments = self._comments()

    def _comments(self) -> etree._Element:
        name = self._parts.get("comments")
        if name in self.package.names:
            return self.package.xml(str(name))
        return etree.Element(W + "comments", nsmap={"w": W[1:-1]})

    @functools.cached_property
    def styles(self) -> dict[str, str]:
        """(English) name of a style → its id."""
        part = self._parts.get("styles")
        if part not in self.package.names:
            return {}
        return _style_names(self.package.read(str(part)))

    def free_number(self) -> int:
        """A number above those of all comments, bookmarks and tracked changes."""
        used = (node.get(W + "id", "") for tree in (self.root, self.comments) for node in tree.iter())
        return 1 + max((int(number) for number in used if re.fullmatch(r"[0-9]{1,9}", number)), default=-1)

    def margins(self) -> dict[str, etree._Element]:
        """The headers and footers: name of the part → tree."""
        folder = posixpath.dirname(self.main)
        pattern = re.compile(re.escape(posixpath.join(folder, "")) + r"(?:header|footer)[0-9]*\.xml")
        return {name: self.package.xml(name) for name in self.package.names if pattern.fullmatch(name)}

    def save(self, others: Mapping[str, etree._Element] | None = None) -> bytes:
        """The file with its main part and comments as they are now, and with `others`, parts by name."""
        changed = {name: self._written(tree) for name, tree in {self.main: self.root, **(others or {})}.items()}
        if len(self.comments):
            changed |= self._comments_part()
        buffer = io.BytesIO()
        done: set[str] = set()
        with zipfile.ZipFile(io.BytesIO(self._source)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
            for info in old.infolist():
                name = member_name(info)
                if name in done or name.endswith("/"):
                    continue
                done.add(name)
                if name in changed:
                    new.writestr(zipfile.ZipInfo(info.filename, info.date_time), changed.pop(name), zipfile.ZIP_DEFLATED)
                else:
                    _copy(self._source, info, new)
            for name, data in changed.items():
                new.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    def _written(self, root: etree._Element) -> bytes:
        data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if self._strict:
            for usual, strict in _STRICT:
                data = data.replace(usual, strict)
        return data

    def _comments_part(self) -> dict[str, bytes]:
        """The comments part, with its relationship and content type where it is new."""
        known = self._parts.get("comments")
        if known in self.package.names:
            return {str(known): self._written(self.comments)}
        folder, base = posixpath.split(self.main)
        names = set(self.package.names)
        free = next(name for n in range(len(names) + 1) if (name := f"comments{n or ''}.xml") not in _in(folder, names))
        path = f"{folder}/{free}".lstrip("/")
        relations = f"{folder}/_rels/{base}.rels".lstrip("/")
        return {
            path: self._written(self.comments),
            relations: self._relations(relations, free),
            _TYPES_PART: self._types(path),
        }

    def _relations(self, part: str, target: str) -> bytes:
        tag = f"{{{_RELATIONS}}}"
        if part in self.package.names:
            root = self.package.xml(part)
        else:
            root = etree.Element(f"{tag}Relationships", nsmap={None: _RELATIONS})
        for dangling in [node for node in root if node.get("Type", "").endswith("/comments")]:
            root.remove(dangling)
        used = {node.get("Id") for node in root}
        free = next(name for n in range(1, len(used) + 2) if (name := f"rIdComments{n}") not in used)
        etree.SubElement(root, f"{tag}Relationship", {"Id": free, "Type": f"{_OFFICE}/comments", "Target": target})
        return self._written(root)

    def _types(self, path: str) -> bytes:
        root = self.package.xml(_TYPES_PART)
        for old in [node for node in root if node.get("PartName") == f"/{path}"]:
            root.remove(old)
        etree.SubElement(root, f"{{{_TYPES}}}Override", {"PartName": f"/{path}", "ContentType": _COMMENTS_TYPE})
        return self._written(root)


@functools.lru_cache(maxsize=8)
def _style_names(data: bytes) -> dict[str, str]:
    """Those of one template or program are the same in many submissions."""
    named = ((style, style.find(W + "name")) for style in parse_xml(data, "styles.xml").iter(W + "style"))
    return {name.get(W + "val", "").lower(): style.get(W + "styleId", "") for style, name in named if name is not None}


def _copy(source: bytes, info: zipfile.ZipInfo, new: zipfile.ZipFile) -> None:
    """Put a member into another archive as it is packed: to unpack and pack the style sheet took longer than all the rest."""
    names, extra = struct.unpack_from("<2H", source, info.header_offset + _NAMES_AT)
    start = info.header_offset + _LOCAL_HEADER + names + extra
    packed = source[start : start + info.compress_size]
    stream = new.fp
    if len(packed) != info.compress_size or info.flag_bits & _ENCRYPTED or stream is None:
        raise ReadingError("unreadable", f"文件已损坏：{info.filename} 读不出。请重新导出或重新报送。")
    copied = copy.copy(info)
    copied.extra, copied.flag_bits = b"", info.flag_bits & ~_SIZES_FOLLOW
    stream.seek(new.start_dir)
    copied.header_offset = stream.tell()
    stream.write(copied.FileHeader() + packed)
    new.start_dir = stream.tell()
    new.filelist.append(copied)
    new.NameToInfo[copied.filename] = copied


def _in(folder: str, names: set[str]) -> set[str]:
    return {posixpath.relpath(name, folder or ".") for name in names}
