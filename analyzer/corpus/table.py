"""A table that can be printed or turned into records: what `stats`, `validate` and `score` return."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.export.layout import pad, width

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """Column titles, rows, lines above and below. `ok` tells whether nothing is to be complained of."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    ok: bool = True

    def records(self) -> list[dict[str, Cell]]:
        """One dict a row, for JSON and CSV."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def text(self) -> str:
        """The table with aligned columns; Chinese characters take two. Without rows only what stands above and below."""
        if not self.rows:
            return "\n".join([self.title, *self.notes])
        cells = [list(self.columns), *([_show(cell) for cell in row] for row in self.rows)]
        widths = [max(width(row[i]) for row in cells) for i in range(len(self.columns))]
        lines = ["  ".join(pad(cell, wide) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in cells]
        return "\n".join([self.title, *lines, *self.notes])


def _show(cell: Cell) -> str:
    if cell is None:
        return "–"
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)
