"""A Word table as a grid: which cell stands in which column, spans and deleted rows told apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from gxaudit.readers.budget import Budget
from gxaudit.readers.docxwords import W, is_on
from gxaudit.readers.limits import MOST_COLUMNS, too_wide
from gxaudit.readers.model import Place

if TYPE_CHECKING:
    from lxml import etree

_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins"))
_SLIVER = 60
"""Twentieths of a point; a column with room for a digit has a hundred."""
_FEWEST_NESTED = 2
"""Rows and columns that make a nested table one of its own; a smaller one is part of its cell."""


@frozen(slots=False)
class GridCell:
    """One cell: its column, 0-based, how many it spans, and its element, None in a span."""

    column: int
    span: int
    element: etree._Element | None


@frozen(slots=False)
class GridRow:
    """One row: its 1-based number as Word shows it, its cells, and the width of the grid there."""

    number: int
    cells: tuple[GridCell, ...]
    width: int


@frozen(slots=False)
class Grid:
    """A table. Rows keep the width they have: nobody can say which cell a shorter one lacks."""

    rows: list[GridRow] = field(factory=list)

    def places(self, table: int) -> Iterator[tuple[Place, etree._Element]]:
        """The cells that are no continuation of a span, row by row, and where they stand."""
        for row in self.rows:
            for cell in row.cells:
                if cell.element is not None:
                    place = Place(table=table, row=row.number, column=cell.column + 1)
                    yield place, cell.element


def grid_of(table: etree._Element, budget: Budget) -> Grid:
    """Lay out a ``w:tbl``. Raises :class:`gxaudit.reading.source.SourceError` past the limits."""
    grid = Grid()
    merged: set[int] = set()
    for row in _children(table, f"{W}tr"):
        properties = row.find(f"{W}trPr")
        if properties is None or properties.find(f"{W}del") is None:
            merged = _add(grid, row, properties, merged)
            if (width := grid.rows[-1].width) > MOST_COLUMNS:
                raise too_wide(width)
            budget.row(width)
    return Grid(_without_slivers(table, grid.rows))


def _without_slivers(table: etree._Element, rows: list[GridRow]) -> list[GridRow]:
    """The rows without columns that nobody sees: where edges of cells were meant to be in line and
    are not quite, Word counts a column of a few twentieths of a point between them.
    """
    columns = table.findall(f"{W}tblGrid/{W}gridCol")
    narrow = [_twips(column) < _SLIVER for column in columns]
    if not any(narrow) or any(row.width > len(narrow) for row in rows):
        return rows
    new = [0]
    for thin in narrow:
        new.append(new[-1] + (not thin))
    if any(new[one.column] == new[one.column + one.span] for row in rows for one in row.cells):
        return rows
    return [
        GridRow(
            row.number,
            tuple(
                GridCell(new[one.column], new[one.column + one.span] - new[one.column], one.element)
                for one in row.cells
            ),
            new[row.width],
        )
        for row in rows
    ]


def _twips(column: etree._Element) -> int:
    width = column.get(f"{W}w")
    return int(width) if width and width.isdecimal() and len(width) < 9 else _SLIVER


def _add(
    grid: Grid, row: etree._Element, properties: etree._Element | None, merged: set[int]
) -> set[int]:
    """Append a row; ``merged`` are the columns where a vertical span is open. Returns the new."""
    cells = []
    column = _count(properties, "gridBefore")
    still: set[int] = set()
    for cell in _children(row, f"{W}tc"):
        style = cell.find(f"{W}tcPr")
        if style is not None and style.find(f"{W}cellDel") is not None:
            continue
        down = None if style is None else style.find(f"{W}vMerge")
        span = max(_count(style, "gridSpan"), 1)
        goes_on = down is not None and down.get(f"{W}val") != "restart" and column in merged
        if down is not None:
            still.add(column)
        cells.append(GridCell(column, span, None if goes_on or _is_right_part(style) else cell))
        column += span
    column += _count(properties, "gridAfter")
    grid.rows.append(GridRow(len(grid.rows) + 1, tuple(cells), column))
    return still


def is_layout(grid: Grid) -> bool:
    """Whether a table only arranges the page: one column, or tables of their own inside."""
    if all(len(row.cells) <= 1 for row in grid.rows):
        return True
    return any(
        _is_table(nested)
        for row in grid.rows
        for cell in row.cells
        if cell.element is not None
        for nested in cell.element.iter(f"{W}tbl")
    )


def _is_table(nested: etree._Element) -> bool:
    rows = list(_children(nested, f"{W}tr"))
    wide = max((sum(1 for _ in _children(row, f"{W}tc")) for row in rows), default=0)
    return min(len(rows), wide) >= _FEWEST_NESTED


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _children(element, tag)


def _is_right_part(style: etree._Element | None) -> bool:
    """Whether a cell goes on to the right by ``w:hMerge``, as old programs write it."""
    merge = None if style is None else style.find(f"{W}hMerge")
    return merge is not None and is_on(merge) and merge.get(f"{W}val") != "restart"


def _count(properties: etree._Element | None, name: str) -> int:
    found = None if properties is None else properties.find(f"{W}{name}")
    value = None if found is None else found.get(f"{W}val")
    # One more than is read, so that the width of the row tells what was wrong.
    return min(int(value), MOST_COLUMNS + 1) if value and value.isdecimal() else 0
