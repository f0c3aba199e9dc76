"""A progress bar on stderr: how far, how fast, how long still. Lines of trouble are printed above it."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TextIO

from analyzer.export.layout import pad, safe, shorten
from analyzer.export.messages import message

_EVERY = 0.1
_COLUMNS = 36


class Progress:
    """Use as a context manager; `update` after each item, `tell` for a line that must stay readable."""

    def __init__(self, *, shown: bool, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._shown = shown
        self._started = self._drawn = time.monotonic()
        self._line = ""

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._clear()

    def _clear(self) -> None:
        if self._line:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._line = ""

    def tell(self, text: str) -> None:
        """Print a line above the bar."""
        self._clear()
        print(f"analyzer: {safe(text)}", file=self._stream)

    def update(self, done: int, total: int) -> None:
        """Draw the bar anew, at most ten times a second."""
        now = time.monotonic()
        if not self._shown or (now - self._drawn < _EVERY and done < total):
            return
        self._drawn = now
        self._line = bar(done, total, now - self._started)
        self._stream.write("\r" + self._line + "\x1b[K")
        self._stream.flush()


def bar(done: int, total: int, seconds: float) -> str:
    """读取并检查  ━━━━━╺────  214/300   61 份/秒  还需 0:01."""
    filled = _COLUMNS * done // max(total, 1)
    line = "━" * filled + ("╺" if filled < _COLUMNS else "") + "─" * (_COLUMNS - filled - 1)
    rate = done / seconds if seconds > 0 else 0.0
    left = (total - done) / rate if rate > 0 else 0.0
    speed = f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}"
    told = message("progress.rate", done=done, total=total, rate=speed, left=f"{int(left) // 60}:{int(left) % 60:02}")
    return shorten(f"  {message('progress.reading')}  {pad(line, _COLUMNS)}  {told}", 100)


def tell_page(done: int, pages: int) -> None:
    """Which page of a scan is being recognised, in the place of the bar; workers call it too. The last call takes it away."""
    told = "" if done >= pages else f"  {message('progress.page', page=done + 1, pages=pages)}"
    sys.stderr.write(f"\r{told}\x1b[K")
    sys.stderr.flush()
