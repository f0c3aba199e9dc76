"""Plain text of an unknown encoding: UTF-8, GB18030, UTF-16, Big5, with or without a mark at its head.

Bytes that do not fit are counted and told, not fatal. `decode` returns None for what is no text at all.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf_8"),
    (codecs.BOM_UTF32_LE, "utf_32_le"),
    (codecs.BOM_UTF32_BE, "utf_32_be"),
    (codecs.BOM_UTF16_LE, "utf_16_le"),
    (codecs.BOM_UTF16_BE, "utf_16_be"),
)
_CANDIDATES = ("utf_8", "gb18030", "utf_16_le", "utf_16_be", "big5")
_WIDE = frozenset({"utf_16_le", "utf_16_be"})
_NAMES = {"utf_8": "UTF-8", "gb18030": "GB18030", "big5": "Big5"}
_SAMPLE = 64 * 1024
_MAX_BAD_SHARE = 0.02

# what a Chinese text consists of, in both scripts; wrong decodings give rare characters instead
_COMMON = frozenset(
    "\r\n\t "
    "，。、；：（）《》0123456789.%的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作"
    "地于於出就分对對成会會可主发發年动動同工也能下过過子说說产產种種面而方后後多定行学學法所民得经經十三之进進着著"
    "等部度家电電力里裡如水化高自二理起小物现現实實加量都两兩体體制机機当當使点點从從业業本去把性好应應开開它合还還"
    "因由其些然前外天政四日那社义義事平形相全表间間样樣与與关關各重新线線内內数數正心反你明看原又么麼利比或但质質气"
    "氣第向道命此变變条條只没沒结結解问問意建月公无無系军軍很情者最立代想已通并並提直题題党黨程展五果料象员員革位入"
    "常文总總次品式活设設及管特件长長求老头頭基资資边邊流路级級少图圖山统統接知较較将將组組见見计計“”"
)
# what a text of ours is made of; nearly any two bytes are some character of UTF-16, so that this one must prove itself
_PLAUSIBLE = re.compile("[\t\n\r -~·—‘’“”…①-⒛\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_MIN_PLAUSIBLE = 0.8
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def read_plain(data: bytes) -> tuple[str, list[str]] | None:
    """(text, notes for people), or None where the bytes are no text."""
    decoded = decode(data)
    if decoded is None:
        return None
    text, encoding, bad = decoded
    notes = [] if encoding == "utf_8" else [f"按 {name_of(encoding)} 编码读取"]
    if bad:
        notes.append(f"有 {bad} 处字节不合 {name_of(encoding)} 编码，读作 �")
    return text, notes


def name_of(encoding: str) -> str:
    """An encoding as people write it."""
    return _NAMES.get(encoding, encoding.upper().replace("_", "-"))


def decode(data: bytes) -> tuple[str, str, int] | None:
    """(text without the mark at its head, encoding, number of places that did not fit), or None where it is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _judge(data[len(mark) :], encoding)
    if b"\0" not in data:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return None if _is_binary(text) else (text, "utf_8", 0)
    candidates = [_judge(data, encoding) for encoding in _CANDIDATES]
    possible = [found for found in candidates if found is not None and (found[1] not in _WIDE or _is_plausible(found[0]))]
    guess = _guess(data)
    for text, encoding, bad in possible:
        if encoding == guess and bad == 0:
            return text, encoding, bad
    return max(possible, key=lambda found: _likeness(found[0]), default=None)


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # most files are UTF-8 and never come here

    sample = data[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=[*_CANDIDATES, "utf_16"]).best()
    return None if best is None else best.encoding


def _judge(data: bytes, encoding: str) -> tuple[str, str, int] | None:
    """The text in one encoding with the number of misfits, or None where there are too many."""
    try:
        return (text, encoding, 0) if not _is_binary(text := data.decode(encoding)) else None
    except UnicodeDecodeError:
        pass
    genuine = "\ufffd".encode(encoding) if encoding.startswith("utf") else b""
    text = data.decode(encoding, errors="replace")
    bad = text.count("\ufffd") - (data.count(genuine) if genuine else 0)
    if bad > max(2, _MAX_BAD_SHARE * len(text)) or _is_binary(text):
        return None
    return text, encoding, bad


def _is_binary(text: str) -> bool:
    """Whether a text has more control characters than a damaged text would."""
    return len(_CONTROL.findall(text)) > max(1, len(text) // 200)


def _is_plausible(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_PLAUSIBLE.findall(sample)) >= _MIN_PLAUSIBLE * len(sample)


def _likeness(text: str) -> float:
    """How much a text looks like Chinese prose: the share of its commonest characters, misfits counting against it."""
    sample = text[:_SAMPLE]
    return (sum(char in _COMMON for char in sample) - 2 * sample.count("\ufffd")) / max(len(sample), 1)
