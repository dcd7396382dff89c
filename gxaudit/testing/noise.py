"""Layout noise: ways in which published reports print the same figures differently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import evolve, field, frozen

from gxaudit.specimen import Line

Lines = tuple[Line, ...]


@frozen
class Noise:
    """One named change of layout. It changes no figure and moves none to another row."""

    name: str
    apply: Callable[[Lines], Lines] = field(repr=False)
    detail: str = ""
    """Which of its kinds, and where, for whoever reads a failing example."""
    blanks: bool = False
    """Whether zeros are no longer printed as a number."""


def is_label(line: Line, at: int) -> bool:
    """Whether cell ``at`` of a table line is a label or a heading of columns."""
    return line.kind in ("block", "header") or (line.kind == "row" and at < line.first)


def is_figure(line: Line, at: int) -> bool:
    """Whether cell ``at`` of a line is a figure of the form."""
    return line.kind == "row" and line.first <= at < line.first + figures_in(line)


def figures_in(line: Line) -> int:
    """How many figures of the form the line holds."""
    return sum(len(row.columns) for row in line.rows)


def figures_of(line: Line) -> tuple[str, ...]:
    """The figures of the form in the line, as printed."""
    return line.cells[line.first : line.first + figures_in(line)]


def change_cells(
    lines: Iterable[Line], chosen: Callable[[Line, int], bool], change: Callable[[str], str]
) -> Lines:
    """``change`` applied to every cell that is ``chosen``, by its line and position."""
    return tuple(
        evolve(
            line,
            cells=tuple(
                change(cell) if chosen(line, at) else cell for at, cell in enumerate(line.cells)
            ),
        )
        for line in lines
    )


def change_rows(lines: Iterable[Line], table: int, change: Callable[[Line], Line]) -> Lines:
    """``change`` applied to every line with figures of one table."""
    return tuple(
        change(line) if line.kind == "row" and line.section == table else line for line in lines
    )


def rows_of(lines: Sequence[Line], table: int) -> list[int]:
    """The positions of the lines with figures of one table."""
    return [at for at, line in enumerate(lines) if line.kind == "row" and line.section == table]


def table_lines(lines: Sequence[Line], table: int) -> list[int]:
    """The positions of all lines of one table."""
    return [
        at
        for at, line in enumerate(lines)
        if line.kind in ("block", "header", "row") and line.section == table
    ]
