"""Generates corpora/samples/ from corpora/gold/: `python -m analyzer.corpus.build [FOLDER]`.

Each gold report names its samples; two samples that no program can read are made as well (a picture under the name of a
Word file, and a Word file cut off in the middle).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from analyzer.corpus.gold import GoldReport
from analyzer.corpus.loader import corpus_folder, load_corpus, sample_name
from analyzer.corpus.word import write_word

# the beginning of a JPEG: what is left when somebody renames a photograph of the report
_PICTURE = bytes.fromhex("ffd8ffe000104a46494600010101004800480000ffdb004300") + bytes(range(1, 65)) * 8 + b"\xff\xd9"
UNREADABLE = ("qingyuan_photo.docx", "qingyuan_cut_off.docx")


def samples(gold: GoldReport) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the samples of one report."""
    texts = sum(kind != "docx" for kind in gold.header.samples)
    for kind in gold.header.samples:
        name = sample_name(gold.name, kind, texts)
        yield name, write_word(gold) if kind == "docx" else gold.text.encode(kind.split(":")[1])


def build(folder: Path) -> list[Path]:
    """Write all samples of a corpus into its folder `samples`; the files written."""
    reports = load_corpus(folder)
    contents = dict(pair for gold in reports for pair in samples(gold))
    whole = next((data for name, data in contents.items() if name.endswith(".docx")), b"PK")
    contents |= dict(zip(UNREADABLE, (_PICTURE, whole[: len(whole) // 2]), strict=True))
    target = folder / "samples"
    target.mkdir(exist_ok=True)
    written = []
    for name, data in sorted(contents.items()):
        (target / name).write_bytes(data)
        written.append(target / name)
    return written


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else corpus_folder()):
        print(path)
