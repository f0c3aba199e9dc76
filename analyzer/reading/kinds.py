"""What a file is, by its first bytes and never by its name."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

Kind = Literal[
    "docx", "xlsx", "pptx", "odt", "ofd", "zip", "doc", "encrypted_office", "xls", "ppt", "ole", "pdf", "rtf", "html", "mhtml",
    "word_xml", "image", "rar", "7z", "gzip", "text",
]  # fmt: skip

_SIGNS: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"GIF8", "image"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gzip"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGE_NAMES = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"II*": "TIFF",
    b"MM\x00": "TIFF",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"RIFF": "WebP",
}
_HEAD = 4096
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s|<title>", re.IGNORECASE)
_TAG = re.compile(rb"<[!?A-Za-z]")
_WORD_XML = re.compile(rb"<(?:w:wordDocument|pkg:package|office:document|uof:UOF)\b")
_WORD_ENCRYPTED = 0x0100
_MAX_NAMES = 2000
_MANIFEST = 256 * 1024


def kind_of(data: bytes) -> Kind:
    """The kind of a file. "text" stands for everything without a sign of its own, binary data included."""
    for sign, kind in _SIGNS:
        if data.startswith(sign):
            return kind
    if (data.startswith(b"BM") and data[6:10] == bytes(4)) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return "image"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _markup_kind(head)


def image_name(data: bytes) -> str:
    """PNG, JPEG …: for people."""
    return next((name for sign, name in _IMAGE_NAMES.items() if data.startswith(sign)), "")


def _markup_kind(head: bytes) -> Kind:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    if head[:200].lstrip().lower().startswith((b"mime-version:", b"from: <saved by")) and b"multipart/related" in head.lower():
        return "mhtml"
    if _WORD_XML.search(head):
        return "word_xml"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _TAG.match(start) and _HTML.search(head):
        return "html"
    return "text"


def _zip_kind(data: bytes) -> Kind:
    """By the members' names."""
    head = data[:200]
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in head:
        return "encrypted_office" if _is_encrypted_odt(data) else "odt"
    names = set(_member_names(data))
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" in names or "_rels/.rels" in names:
        for folder, kind in _OFFICE_FOLDERS:
            if any(name.startswith(folder) for name in names):
                return kind
        return "docx"
    return "zip"


def _is_encrypted_odt(data: bytes) -> bool:
    """By the manifest, which itself is never encrypted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("META-INF/manifest.xml") as manifest:
            return b":encryption-data" in manifest.read(_MANIFEST)
    except Exception:  # a broken file is told by its reader
        return False


_OFFICE_FOLDERS: tuple[tuple[str, Kind], ...] = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))


def _member_names(data: bytes) -> list[str]:
    """Names by the directory; a file that is cut off has lost it but still has them at the head of each member."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError):
        pass
    names: list[str] = []
    at = data.find(b"PK\x03\x04")
    while at >= 0 and len(names) < _MAX_NAMES:
        length = int.from_bytes(data[at + 26 : at + 28], "little")
        names.append(data[at + 30 : at + 30 + length].decode("utf-8", "replace").replace("\\", "/"))
        at = data.find(b"PK\x03\x04", at + 30)
    return names


def _ole_kind(data: bytes) -> Kind:
    """By the streams of an OLE2 file: .doc and .wps alike hold WordDocument, a .docx with a password EncryptedPackage."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists("EncryptedPackage"):
                return "encrypted_office"
            if ole.exists("WordDocument"):
                with ole.openstream("WordDocument") as stream:
                    head = stream.read(12)
                flags = int.from_bytes(head[10:12], "little")
                return "encrypted_office" if flags & _WORD_ENCRYPTED else "doc"
            if ole.exists("Workbook") or ole.exists("Book"):
                return "xls"
            return "ppt" if ole.exists("PowerPoint Document") else "ole"
    except Exception:  # olefile raises whatever broken offsets lead to
        return "ole"
