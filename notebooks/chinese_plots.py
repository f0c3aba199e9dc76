"""Chinese in matplotlib: picks a font of the machine that has the characters, or says what to install."""

from __future__ import annotations

import matplotlib as mpl
from matplotlib import font_manager

# what Windows, macOS and the Linux distributions bring or offer
FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "SimHei", "PingFang SC", "Hiragino Sans GB", "Heiti SC",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Serif CJK SC", "Noto Sans CJK JP", "AR PL UMing CN", "SimSun",
)  # fmt: skip


def use_chinese() -> str:
    """Set the font for all plots; returns its name. Raises RuntimeError where no Chinese font is installed."""
    installed = {font.name for font in font_manager.fontManager.ttflist}
    for name in FONTS:
        if name in installed:
            mpl.rcParams["font.family"] = [name, "sans-serif"]
            mpl.rcParams["axes.unicode_minus"] = False
            mpl.rcParams["figure.dpi"] = 110
            return name
    raise RuntimeError("没有中文字体，图上的汉字会成方框。Debian/Ubuntu：apt install fonts-noto-cjk；Windows、macOS 自带，重启内核再试。")
