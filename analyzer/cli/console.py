"""Output streams: pipes speak UTF-8 everywhere, a console of an older code page (GBK) gets the nearest sign it has."""

import codecs
import os
import sys
import unicodedata
from typing import Any

NEAREST = "analyzer.nearest"
# signs of our own tables and usual ones of reports that code page 936 lacks, with what it has for them
_LOOK_ALIKE = str.maketrans(
    {"✓": "√", "✗": "×", "✕": "×", "⊂": "∈", "◐": "◎", "╺": "─"} | dict.fromkeys("•‧・∙⋅･", "·") | dict.fromkeys("−‒‑﹘", "-")
)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """The look-alike, the compatible letters (㎡ → m2) or, where the console has neither, a question mark for each character."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    shown = []
    for character in error.object[error.start : error.end]:
        for candidate in (character.translate(_LOOK_ALIKE), unicodedata.normalize("NFKC", character)):
            try:
                candidate.encode(error.encoding)
            except UnicodeEncodeError:
                continue
            shown.append(candidate)
            break
        else:
            shown.append("?")
    return "".join(shown), error.end


codecs.register_error(NEAREST, _nearest)


def prepare_streams() -> None:
    """No character of a report ends a command: a console shows the nearest sign that it has, a pipe takes UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty() or "PYTHONIOENCODING" in os.environ:
            reconfigure(errors=NEAREST)
        else:
            reconfigure(encoding="utf-8", errors="surrogateescape" if stream is sys.stdout else "backslashreplace")
