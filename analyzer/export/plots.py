"""One indicator over all bodies: a strip plot on a log axis as SVG, a row a kind of body. Read `strip_plot`."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from analyzer.export.values import scaled

WIDTH, LEFT, RIGHT, ROW, AXIS = 820, 120, 790, 84, 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A body's value of an indicator, above zero, with what it stands in."""

    unit: str
    group: str
    value: float
    text: str
    quote: str
    file: str


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Lower quartile, median and upper quartile by linear interpolation."""
    ordered = sorted(values)

    def at(share: float) -> float:
        place = share * (len(ordered) - 1)
        low = math.floor(place)
        high = min(low + 1, len(ordered) - 1)
        return ordered[low] + (ordered[high] - ordered[low]) * (place - low)

    return at(0.25), at(0.5), at(0.75)


def outliers(points: Sequence[Point]) -> set[str]:
    """Files whose value lies far from their own kind: 1.5 times the middle half beyond it, in factors; kinds of five or more."""
    found: set[str] = set()
    for group in {point.group for point in points}:
        own = [point for point in points if point.group == group]
        if len(own) < 5:
            continue
        low, _, high = quartiles([math.log10(point.value) for point in own])
        reach = 1.5 * max(high - low, 0.1)
        found |= {p.file for p in own if not low - reach <= math.log10(p.value) <= high + reach}
    return found


def tick_text(value: float) -> str:
    """A value of the axis as people say it: 200, 5 万, 1,000 万, 20 亿."""
    figures, scale = scaled(f"{Decimal(f'{value:.10g}'):f}")
    return f"{float(figures):,.10g} {scale}".rstrip()


def _ticks(low: float, high: float) -> list[float]:
    ticks = [m * 10.0**e for e in range(math.floor(low), math.ceil(high) + 1) for m in (1, 2, 5)]
    inside = [tick for tick in ticks if low <= math.log10(tick) <= high]
    return inside if len(inside) < 12 else [tick for tick in inside if str(tick)[0] == "1"]


def strip_plot(points: Sequence[Point], groups: Sequence[tuple[str, str]], mark: str | None = None) -> str:
    """The plot as SVG. `groups` holds (id, title) in their order; `mark` is the file to be shown as the present one."""
    logs = [math.log10(point.value) for point in points]
    low, high = min(logs) - 0.15, max(logs) + 0.15

    def x(log: float) -> float:
        return LEFT + (log - low) / (high - low) * (RIGHT - LEFT)

    shown = [(name, title) for name, title in groups if any(point.group == name for point in points)]
    height = ROW * len(shown) + AXIS
    out = [f'<svg viewBox="0 0 {WIDTH} {height}" role="img" xmlns="http://www.w3.org/2000/svg">']
    for tick in _ticks(low, high):
        at = x(math.log10(tick))
        out.append(f'<line class="axis" x1="{at:.1f}" x2="{at:.1f}" y1="0" y2="{height - AXIS}"/>')
        out.append(f'<text x="{at:.1f}" y="{height - 14}" text-anchor="middle">{tick_text(tick)}</text>')
    far = outliers(points)
    for row, (name, title) in enumerate(shown):
        own = sorted((point for point in points if point.group == name), key=lambda point: point.value)
        out += _row(own, title, ROW * row + ROW / 2, x, far, mark)
    return "".join(out) + "</svg>"


def _row(own: list[Point], title: str, y: float, x: Callable[[float], float], far: set[str], mark: str | None) -> list[str]:
    low, middle, high = quartiles([math.log10(point.value) for point in own])
    _, median, _ = quartiles([point.value for point in own])
    out = [
        f'<text x="0" y="{y - 2}">{escape(title)}</text>',
        f'<text x="0" y="{y + 15}" font-size="11">{len(own)} 个单位 · 中位 {tick_text(median)}</text>',
    ]
    if len(own) >= 4:
        out.append(f'<rect class="box" x="{x(low):.1f}" y="{y - 20}" width="{x(high) - x(low):.1f}" height="40"/>')
        out.append(f'<line class="mid" x1="{x(middle):.1f}" x2="{x(middle):.1f}" y1="{y - 20}" y2="{y + 20}"/>')
    taken: list[tuple[float, float]] = []
    named = -1000.0
    for point in own:
        at, level = x(math.log10(point.value)), 0.0
        for step in (0.0, -9.0, 9.0, -18.0, 18.0):
            level = step
            if not any(abs(at - a) < 8 and abs(level - b) < 8 for a, b in taken):
                break
        taken.append((at, level))
        outlier = point.file in far
        style = "out" if outlier or point.file == mark else "dot"
        told = escape(f"{point.unit} {point.text}")
        out.append(
            f'<circle class="{style}" cx="{at:.1f}" cy="{y + level:.1f}" r="{5 if outlier else 4}"><title>{told}</title></circle>'
        )
        if outlier:
            anchor = "end" if at > (LEFT + RIGHT) / 2 else "start"
            below = abs(at - named) < 150  # two names in one place: the second stands under its dot
            named, height = at, y + level + (19 if below else -10)
            out.append(f'<text class="outname" x="{at:.1f}" y="{height:.1f}" text-anchor="{anchor}">{told}</text>')
    return out
