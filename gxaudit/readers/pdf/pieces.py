"""Pieces of one table on several pages, joined; then its rows.

A page break repeats headers, parts merged cells, and may part a row: the rest of a wrapped label
stands alone on the next page. Columns are those of all pieces together, since one piece may lack
an edge that the others have.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from attrs import define, field

from gxaudit.readers.budget import Budget
from gxaudit.readers.celltext import joined
from gxaudit.readers.model import Place, Row, table_row
from gxaudit.readers.pdf.ruled import NEAR, Ruled, RuledCell
from gxaudit.readers.pdf.shapes import Box
from gxaudit.readers.pdf.writing import Written, lines_of

_ORDINAL = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、]"
)
_DIGIT = re.compile(r"[\d.,]")
_PADDING = 11.5
"""Points that programs leave empty in a cell, left and right together."""
_VALUE = re.compile(r"[+-]?[\d,.]+|[/／—–-]{1,2}|无")


@define(eq=False, slots=False)
class Cell:
    """A cell of a table, over whatever pages: rows, edges, text, and the place of its beginning."""

    first: int
    last: int
    left: float
    right: float
    text: str
    page: int
    box: Box


@define(eq=False, slots=False)
class Table:
    """A table that may go on on the next page."""

    left: float
    right: float
    height: int
    edges: list[float]
    cells: list[Cell] = field(factory=list)

    def row(self, number: int) -> list[Cell]:
        """The cells that begin in a row, from left to right."""
        return [cell for cell in self.cells if cell.first == number]

    def goes_on_in(self, piece: Table) -> bool:
        """Whether a table at the top of the next page may be the rest of this one: it is as wide,
        and the columns of one are among those of the other.
        """
        if abs(self.left - piece.left) > 2 * NEAR or abs(self.right - piece.right) > 2 * NEAR:
            return False
        few, many = sorted((self.edges, piece.edges), key=len)
        return all(any(abs(edge - other) <= 2 * NEAR for other in many) for edge in few)

    def add(self, piece: Table) -> None:
        """Append the rest of this table from the next page."""
        _drop_header(self, piece)
        _heal(self, piece)
        for cell in piece.cells:
            cell.first += self.height
            cell.last += self.height
        self.cells += piece.cells
        self.height += piece.height
        self.edges = _together([*self.edges, *piece.edges])

    def rows(self, budget: Budget) -> Iterator[Row]:
        """The lines of the table; the text of a merged cell stands in its first one."""
        width = len(self.edges) - 1
        grid: list[list[Cell | None]] = [[None] * width for _ in range(self.height)]
        for cell in self.cells:
            first, last = self._columns(cell)
            for number in range(cell.first, min(cell.last + 1, self.height)):
                grid[number][first:last] = [cell] * (last - first)
        for number, cells in enumerate(grid):
            budget.row(width)
            texts, places = [], []
            for column, own in enumerate(cells):
                begins = own is not None and (own.first, self._columns(own)[0]) == (number, column)
                texts.append(own.text if own is not None and begins else "")
                places.append(None if own is None else Place(page=own.page, box=own.box))
            yield table_row(texts, places)

    def _columns(self, cell: Cell) -> tuple[int, int]:
        """The first column of a cell, and the one behind its last."""
        first = bisect_right(self.edges, cell.left + 2 * NEAR) - 1
        return first, max(bisect_right(self.edges, cell.right + 2 * NEAR) - 1, first + 1)


def table_of(ruled: Ruled) -> Table:
    """A table as it stands on one page."""
    cells = [_cell(one, ruled.page) for one in ruled.cells]
    left, _, right, _ = ruled.box
    return Table(left, right, ruled.height, list(ruled.columns), cells)


def _cell(cell: RuledCell, page: int) -> Cell:
    text = joined(_unwrapped(lines_of(cell.chars), cell.box[2] - cell.box[0]))
    left, top, right, bottom = (round(edge, 1) for edge in cell.box)
    return Cell(
        cell.first, cell.last, cell.box[0], cell.box[2], text, page, (left, top, right, bottom)
    )


def _unwrapped(lines: Sequence[Written], width: float) -> Iterator[str]:
    """The lines of a cell, a figure that did not fit on one line whole again."""
    text = ""
    for before, line in zip((None, *lines), lines, strict=False):
        if text and (before is None or not _is_wrapped(before, line, width)):
            yield text
            text = ""
        text += line.text
    yield text


def _is_wrapped(before: Written, line: Written, width: float) -> bool:
    """Whether the cell was too narrow for one more digit, so that a figure went on below."""
    last, first = before.chars[-1], line.chars[0]
    if not (_DIGIT.fullmatch(last.text) and _DIGIT.fullmatch(first.text)):
        return False
    written = before.box[2] - before.box[0]
    return written + (first.right - first.left) > width - _PADDING


def _together(edges: Sequence[float]) -> list[float]:
    found: list[float] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > 2 * NEAR:
            found.append(edge)
    return found


def _drop_header(table: Table, piece: Table) -> None:
    """Leading rows that are those of the table again: Word repeats its headers."""
    same = 0
    while same < min(table.height, piece.height) and _texts(table, same) == _texts(piece, same):
        same += 1
    # A piece that is nothing but the header, or rows of figures that happen to be equal.
    if not same or same == piece.height or any(_VALUE.fullmatch(one) for one in _texts(piece, 0)):
        return
    piece.cells = [cell for cell in piece.cells if cell.first >= same]
    for cell in piece.cells:
        cell.first -= same
        cell.last -= same
    piece.height -= same


def _texts(table: Table, row: int) -> list[str]:
    return [cell.text for cell in table.row(row)]


def _heal(table: Table, piece: Table) -> None:
    """Join what the page break parted: the cells of one row, and cells over several rows."""
    above = {
        cell: below
        for cell in table.cells
        if cell.last == table.height - 1
        if (below := _under(cell, piece)) is not None
    }
    if not above:
        return
    parted = _is_rest_of_a_row(table, piece)
    for cell, below in above.items():
        merged = cell.last > cell.first or below.last > 0
        if parted or (merged and _may_go_on(below.text) and _goes_on(below, piece)):
            cell.text = joined((cell.text, below.text))
            cell.last = table.height + below.last
            piece.cells.remove(below)
    if parted:
        _drop_row(table, piece)


def _under(cell: Cell, piece: Table) -> Cell | None:
    """The cell at the top of the next piece that has the same edges."""
    for below in piece.row(0):
        if abs(cell.left - below.left) <= 2 * NEAR and abs(cell.right - below.right) <= 2 * NEAR:
            return below
    return None


def _may_go_on(text: str) -> bool:
    """Whether a text may be the rest of another: a figure or a numbered label is not."""
    return _ORDINAL.match(text) is None and _VALUE.fullmatch(text) is None


def _goes_on(below: Cell, piece: Table) -> bool:
    """Whether a merged cell at the top of a page holds no label of its own: it is empty, or ends
    where cells of the same column begin below.
    """
    return not below.text or not any(
        cell.first == 0 and cell.text and cell is not below and cell.left < below.left
        for cell in piece.cells
    )


def _is_rest_of_a_row(table: Table, piece: Table) -> bool:
    """Whether the first row of a piece is the end of the last row before: words only, none of
    them an ordinal, each below words, while the row before has all the figures.
    """
    texts = [cell for cell in piece.row(0) if cell.text and cell.last == 0]
    before = [cell for cell in table.cells if cell.last == table.height - 1]
    if not texts:
        return False
    if any(_VALUE.fullmatch(cell.text) or _ORDINAL.match(cell.text) for cell in texts):
        return False
    if not any(_VALUE.fullmatch(cell.text) for cell in before):
        return False
    under = {id(below) for cell in before if cell.text if (below := _under(cell, piece))}
    return all(id(cell) in under for cell in texts)


def _drop_row(table: Table, piece: Table) -> None:
    """The first row of ``piece`` has gone into the last one of ``table``."""
    piece.height -= 1
    for cell in table.cells:
        if cell.last >= table.height:
            cell.last -= 1
    kept = []
    for cell in piece.cells:
        if cell.last > 0 or cell.first > 0:
            cell.first, cell.last = max(cell.first - 1, 0), cell.last - 1
            kept.append(cell)
    piece.cells = kept
