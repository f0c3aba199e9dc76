"""Chinese in matplotlib on any machine: the font in `fonts/` comes first, then what the machine has for rarer characters."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
from matplotlib import font_manager

SHIPPED = Path(__file__).parent / "fonts" / "ReportSansSC.otf"
# what Windows, macOS and the Linux distributions bring or offer
INSTALLED = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "SimHei", "PingFang SC", "Hiragino Sans GB", "Heiti SC",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Serif CJK SC", "Noto Sans CJK JP", "AR PL UMing CN", "SimSun",
)  # fmt: skip


def use_chinese() -> list[str]:
    """Set the fonts for all plots; returns their names, the first is used and the others fill its gaps."""
    font_manager.fontManager.addfont(SHIPPED)
    present = {font.name for font in font_manager.fontManager.ttflist}
    names = [font_manager.FontProperties(fname=SHIPPED).get_name(), *(name for name in INSTALLED if name in present)]
    mpl.rcParams["font.family"] = [*names, "DejaVu Sans"]
    mpl.rcParams["figure.dpi"] = 110
    return names
