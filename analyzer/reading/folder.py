"""Which files of a folder or a bundle are submissions, and which are skipped and counted. Names only; nothing is opened."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

LOCK = "Office 的锁文件（~$…）"
SYSTEM = "系统文件"
HIDDEN = "隐藏文件"
OWN = "本工具的结果"
NEVER = "不会是报告的文件类型"

RESULT_MARK = "analyzer.sqlite"
"""A folder that holds a file of this name is a folder of our own results."""

_SYSTEM_NAMES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"})
_SYSTEM_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information"})
# never holds a report; kinds that could (pictures of scans, .rar, .ceb …) are not here, so that nothing is lost in silence
_NEVER = frozenset({
    ".exe", ".dll", ".msi", ".bat", ".cmd", ".com", ".scr", ".sys", ".apk", ".dmg", ".iso", ".lnk", ".url",
    ".torrent", ".tmp", ".bak", ".log", ".ini", ".cfg", ".dat", ".db", ".sqlite", ".mdb", ".accdb", ".mp3", ".wav",
    ".wma", ".m4a", ".flac", ".mp4", ".avi", ".mov", ".wmv", ".mkv", ".flv", ".mpg", ".mpeg", ".rmvb", ".gif",
    ".svg", ".ico", ".psd", ".ai", ".cdr", ".dwg", ".dxf", ".xls", ".xlsx", ".xlsm", ".xlsb", ".et", ".ett", ".csv",
    ".tsv", ".ppt", ".pptx", ".pps", ".ppsx", ".dps", ".vsd", ".vsdx", ".mpp", ".xmind", ".mmap", ".ttf", ".ttc",
    ".otf", ".woff", ".woff2", ".css", ".js", ".json", ".jsonl", ".yaml", ".yml", ".toml", ".py", ".ipynb", ".java",
    ".c", ".cpp", ".h", ".sh", ".ps1", ".vbs", ".parquet", ".pkl",
})  # fmt: skip


def reason_to_skip(name: str) -> str | None:
    """Why a file of this name (with "/" between its folders) is no submission; None for one that is to be read."""
    path = PurePosixPath(name)
    lowered = [part.lower() for part in path.parts]
    if not lowered:
        return SYSTEM
    last = lowered[-1]
    if last.startswith(("~$", ".~lock.")) or (last.startswith("~") and last.endswith((".tmp", ".doc", ".docx", ".wps"))):
        return LOCK
    if last in _SYSTEM_NAMES or any(part in _SYSTEM_FOLDERS for part in lowered[:-1]):
        return SYSTEM
    if any(part.startswith(".") and part not in {".", ".."} for part in lowered):
        return HIDDEN
    return NEVER if path.suffix.lower() in _NEVER else None


def files_of(folder: Path, skipped: Counter[str]) -> Iterator[Path]:
    """The files below a folder that are to be read, sorted by path; the others are counted. Links to folders are not followed."""
    for current, folders, names in os.walk(folder):
        here = Path(current)
        if RESULT_MARK in names:
            skipped[OWN] += len(names) + sum(len(below) for each in folders for _, _, below in os.walk(here / each))
            folders.clear()
            continue
        folders.sort()
        for name in sorted(names):
            reason = reason_to_skip((here / name).relative_to(folder).as_posix())
            if reason is None:
                yield here / name
            else:
                skipped[reason] += 1
