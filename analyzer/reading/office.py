"""Old office formats (.doc .wps .odt, Word's XML) through an office program: converted to .docx, then read like one.

Read `read_office` first. LibreOffice is called without a window, with a profile folder of its own (a shared one is a lock) that
forbids macros, link updates and the network. On Windows, where there is no LibreOffice, WPS or Word serves over COM; that way is
tested behind a stand-in only and has not been watched on a Windows machine.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from analyzer.errors import ReadingError
from analyzer.reading.content import Content
from analyzer.reading.docx import read_docx
from analyzer.reading.options import ReadingOptions

Convert = Callable[[Path, Path, float], None]
"""(source file, .docx to be written, seconds): leaves no file behind where it fails."""

_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_COM_NAMES = ("Kwps.Application", "wps.Application", "Word.Application")
_WORD_DOCX = 16  # wdFormatDocumentDefault
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


def read_office(data: bytes, options: ReadingOptions, suffix: str) -> Content:
    """Read the bytes of a file that only an office program understands; `suffix` (".doc") says which. Raises `ReadingError`."""
    ahead = _converted(data, options)
    content = read_docx(ahead, options) if ahead is not None else _convert_one(data, options, suffix)
    # the place in the converted file is no place in the submitted one
    content.paragraphs = [
        dataclasses.replace(each, place=each.place and dataclasses.replace(each.place, path=None)) for each in content.paragraphs
    ]
    content.format = suffix.removeprefix(".")
    return content


def _converted(data: bytes, options: ReadingOptions) -> bytes | None:
    """What `convert_ahead` made of the file, None where it did not."""
    if options.converted is None:
        return None
    path = Path(options.converted, f"{hashlib.sha256(data).hexdigest()}.docx")
    return path.read_bytes() if path.is_file() and path.stat().st_size <= options.max_bytes else None


def _convert_one(data: bytes, options: ReadingOptions, suffix: str) -> Content:
    convert = find_converter()
    if convert is None:
        raise ReadingError(
            "unsupported", f"读 {suffix} 需要 LibreOffice（或 Windows 上的 WPS、Word）。请安装，或另存为 .docx 后报送。"
        )
    with tempfile.TemporaryDirectory(prefix="analyzer-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, f"source{suffix}"), Path(folder, "out", "source.docx")
        source.write_bytes(data)
        target.parent.mkdir()
        try:
            convert(source, target, options.timeout)
        except (subprocess.TimeoutExpired, TimeoutError) as error:
            raise ReadingError(
                "timeout", f"转换超过 {options.timeout:.0f} 秒，已停止。可用 --timeout 放宽，或另存为 .docx。"
            ) from error
        if not target.is_file():
            raise ReadingError("unreadable", "打不开：文件已损坏或有口令。请另存为无口令的 .docx 后重新报送。")
        if target.stat().st_size > options.max_bytes:
            raise ReadingError("too_large", "转换后超过大小上限。可用 --max-size 放宽。")
        return read_docx(target.read_bytes(), options)


def find_converter() -> Convert | None:
    """LibreOffice, else WPS or Word on Windows, else None."""
    if program := find_soffice():
        return lambda source, target, seconds: run_libreoffice(
            program, [source], target.parent, source.parent / "profile", seconds
        )
    if sys.platform == "win32":
        with contextlib.suppress(ImportError):
            return with_com(_dispatch_com())
    return None


def find_soffice() -> str | None:
    """The path of LibreOffice's program, or None."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if os.path.isfile(place)), None)


def run_libreoffice(program: str, sources: list[Path], target: Path, profile: Path, seconds: float) -> None:
    """Convert files to .docx in the folder `target`; one that cannot be converted leaves nothing there."""
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target), *map(str, sources)]
    _run(command, seconds)


def _run(command: list[str], seconds: float) -> None:
    """Run a program without its output; at the end of its time it is ended with all that it started."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    finally:
        if process.poll() is None:
            _end(process)
            process.wait(10)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _dispatch_com() -> Callable[[str], Any]:
    from win32com.client import DispatchEx  # only Windows has it

    start: Callable[[str], Any] = DispatchEx
    return start


def with_com(dispatch: Callable[[str], Any]) -> Convert:
    """A converter over WPS or Word; `dispatch` starts the program of a name or raises where there is none."""

    def convert(source: Path, target: Path, seconds: float) -> None:
        with _application(dispatch) as application:
            # a wrong password makes a protected file fail at once instead of asking
            document = application.Documents.Open(str(source), False, True, False, "-")
            try:
                document.SaveAs2(str(target), _WORD_DOCX)
            finally:
                document.Close(False)

    def guarded(source: Path, target: Path, seconds: float) -> None:
        try:
            convert(source, target, seconds)
        except Exception:  # COM errors are of a class that only Windows has
            target.unlink(missing_ok=True)

    return guarded


@contextlib.contextmanager
def _application(dispatch: Callable[[str], Any]) -> Iterator[Any]:
    application = None
    for name in _COM_NAMES:
        try:
            application = dispatch(name)
            break
        except Exception:  # not installed: COM says so with an error of its own
            continue
    if application is None:
        raise ReadingError("unsupported", "没有可用的 WPS 或 Word。")
    try:
        application.Visible = False
        application.DisplayAlerts = 0
        yield application
    finally:
        application.Quit()
