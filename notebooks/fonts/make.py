"""Makes `ReportSansSC.otf`: Noto Sans CJK SC, cut down to the characters of GB 2312 (6,763) and common signs.

`python notebooks/fonts/make.py NotoSansCJK-Regular.ttc` with fontTools (comes with matplotlib). The licence (OFL 1.1) allows
that; a changed font should have a name of its own.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

SIGNS = "·—–‘’“”…×÷±≤≥≈°‰√○●◐✓✗→←↑↓−²³①②③④⑤⑥⑦⑧⑨⑩"
NAME = "Report Sans SC"


def characters() -> str:
    """Printable ASCII, the signs and everything of GB 2312."""
    pairs = (bytes([high, low]) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return "".join(map(chr, range(0x20, 0x7F))) + SIGNS + "".join(pair.decode("gb2312", "ignore") for pair in pairs)


def make(source: Path, target: Path) -> None:
    """Cut the font down and give it its own name; copyright and licence stay in it."""
    font = next(f for f in TTCollection(source).fonts if f["name"].getDebugName(1) == "Noto Sans CJK SC")
    options = subset.Options(hinting=False, desubroutinize=True, layout_features=[], name_IDs=[0, 1, 2, 4, 6, 13, 14])
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters())
    subsetter.subset(font)
    for record in list(font["name"].names):
        changed = {1: NAME, 4: NAME, 6: NAME.replace(" ", "")}.get(record.nameID)
        if changed:
            font["name"].setName(changed, record.nameID, record.platformID, record.platEncID, record.langID)
    cff = font["CFF "].cff
    cff.fontNames[0] = NAME.replace(" ", "")
    cff.topDictIndex[0].FullName = cff.topDictIndex[0].FamilyName = NAME
    font.save(target)


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(__file__).with_name("ReportSansSC.otf"))
