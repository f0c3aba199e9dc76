"""A zip file from an unknown sender: read member by member, in memory, within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from analyzer.errors import ReadingError
from analyzer.reading.options import ReadingOptions, over

_RATIO_FROM = 10 * 1024 * 1024
_ENCRYPTED = 0x1
_UTF8 = 0x800
_STRICT_SIGN = b"http://purl.oclc.org/ooxml/"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class Package:
    """The members of a zip file. What is read from a `bundle` counts file by file, else all of it against `options.max_bytes`."""

    def __init__(self, source: bytes | Path, options: ReadingOptions, *, bundle: bool = False) -> None:
        """Open the directory; raises `ReadingError` where the file is cut off or no zip."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as error:
            raise ReadingError("unreadable", "文件不完整或已损坏（压缩目录读不出）。请重新导出或重新报送。") from error
        self._members = {member_name(info): info for info in self._zip.infolist()}
        self._budget, self._options = options.max_bytes, options
        self._bundle = bundle

    @property
    def names(self) -> list[str]:
        """Names of all members in the order of the directory, folders included (they end in a slash)."""
        return list(self._members)

    def size(self, name: str) -> int:
        """Bytes of a member once unpacked, as its directory entry claims."""
        return self._members[name].file_size

    def is_encrypted(self, name: str) -> bool:
        """Whether a member needs a password."""
        return bool(self._members[name].flag_bits & _ENCRYPTED)

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises `ReadingError` (encrypted, too_large, unreadable)."""
        info = self._members.get(name)
        if info is None:
            raise ReadingError("unreadable", f"文件不完整：里面缺少 {name}。请重新导出或重新报送。")
        if info.flag_bits & _ENCRYPTED:
            raise ReadingError("encrypted", "压缩内容有口令。请去掉口令后重新报送。")
        if info.file_size > _RATIO_FROM and info.file_size > self._options.max_ratio * max(info.compress_size, 1):
            raise over("ratio", self._options, f"压缩比超过 {self._options.max_ratio} 倍（可能是压缩炸弹），没有解开。")
        try:
            with self._zip.open(info) as member:
                data = member.read(self._budget + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
            raise ReadingError("unreadable", f"文件已损坏：{name} 解不开。请重新导出或重新报送。") from error
        if len(data) > self._budget:
            raise ReadingError("too_large", "解开后超过大小上限。可用 --max-size 放宽。")
        if not self._bundle:
            self._budget -= len(data)
        return data

    def xml(self, name: str) -> etree._Element:
        """A member parsed as XML. Raises `ReadingError`."""
        return parse_xml(self.read(name), name)


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member; without the UTF-8 flag, Windows in China writes GBK where the standard says cp437."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse XML of an unknown sender: no entities, no DTD, no network, libxml2's own limits on depth and size."""
    if _STRICT_SIGN in data:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
        collect_ids=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError("unreadable", f"文件已损坏：{name} 不是合格的 XML。请重新导出或重新报送。") from error
    if root is None:
        raise ReadingError("unreadable", f"文件已损坏：{name} 是空的。请重新导出或重新报送。")
    if root.getroottree().docinfo.internalDTD is not None:  # no office program writes one; what it names would be lost in silence
        raise ReadingError("unreadable", f"{name} 里有不该有的实体声明（可能是恶意文件），没有读。请重新导出或重新报送。")
    return root
