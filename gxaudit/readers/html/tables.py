"""Which tables hold figures and which only lay out the page, told from their cells alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from gxaudit.readers.budget import Budget
from gxaudit.readers.html.words import BLOCKS, cell_text, own_text, walk

if TYPE_CHECKING:
    from lxml import etree

_LONGEST_CELL = 400
"""Characters; a table with more beside another cell lays out a page."""


@define(eq=False, repr=False, slots=False)
class Cell:
    """One cell as it was marked up."""

    element: Any
    pieces: list[str] = field(factory=list)
    nested: int = 0
    """Characters in tables inside."""

    @property
    def size(self) -> int:
        """Characters, before they are tidied."""
        return sum(map(len, self.pieces))


@define(eq=False, repr=False, slots=False)
class Marked:
    """One table as it was marked up: rows of cells, without those of tables inside."""

    element: Any
    rows: list[list[Cell]] = field(factory=list)
    lines: list[int] = field(factory=list)
    loose: list[str] = field(factory=list)
    """What stands in no cell: its caption."""

    @property
    def holds_figures(self) -> bool:
        """Whether it is a table for readers. One of a single column is a frame, and so is one
        whose words are mostly those of tables in it, or that has an article in a cell.
        """
        if len(self.rows) < 2 or max(map(len, self.rows)) < 2:
            return False
        cells = [cell for row in self.rows for cell in row]
        nested = sum(cell.nested for cell in cells)
        if nested and nested * 2 > sum(cell.size for cell in cells):
            return False
        if any(cell.nested > _LONGEST_CELL for cell in cells):
            return False
        return all(
            cell.size <= _LONGEST_CELL or len(cell_text(cell.pieces)) <= _LONGEST_CELL
            for row in self.rows
            if len(row) > 1
            for cell in row
        )


def marked_tables(
    root: etree._Element, iterwalk: type[etree.iterwalk]
) -> dict[etree._Element, Marked]:
    """Every table of a page by its element, in one pass."""
    marking = _Marking()
    for event, element, _ in walk(root, iterwalk):
        if event == "start":
            marking.start(element)
        else:
            marking.end(element)
    return marking.found


class _Marking:
    """Goes through a page once; ``open`` are the tables that are open and their open cells."""

    def __init__(self) -> None:
        self.budget = Budget()
        self.found: dict[etree._Element, Marked] = {}
        self.open: list[tuple[Marked, Cell | None]] = []

    def start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "table":
            self.found[element] = Marked(element)
            self.open.append((self.found[element], None))
        elif not self.open:
            return
        elif tag == "tr":
            self._row(element)
        elif tag in ("td", "th"):
            self._cell(element)
        self._add("\n" if tag in BLOCKS or tag == "br" else "", own_text(element))

    def end(self, element: etree._Element) -> None:
        if not self.open:
            return
        table, cell = self.open[-1]
        if element is table.element:
            self._close()
        elif cell is not None and element is cell.element:
            self.open[-1] = (table, None)
        self._add("\n" if element.tag in BLOCKS else "", element.tail)

    def _row(self, element: etree._Element) -> None:
        table, _ = self.open[-1]
        table.rows.append([])
        table.lines.append(element.sourceline or 0)
        self.open[-1] = (table, None)

    def _cell(self, element: etree._Element) -> None:
        if not self.open[-1][0].rows:
            self._row(element)
        table, _ = self.open[-1]
        self.budget.some(1)
        cell = Cell(element)
        table.rows[-1].append(cell)
        self.open[-1] = (table, cell)

    def _add(self, mark: str, text: str | None) -> None:
        if not self.open:
            return
        table, cell = self.open[-1]
        pieces = table.loose if cell is None else cell.pieces
        if mark:
            pieces.append(mark)
        if text:
            pieces.append(text)

    def _close(self) -> None:
        """The words of a table in a cell count for that cell, too; many make it a frame."""
        inner, _ = self.open.pop()
        outer = self.open[-1][1] if self.open else None
        if outer is None:
            return
        size = sum(cell.size + cell.nested for row in inner.rows for cell in row)
        outer.nested += size
        if size <= _LONGEST_CELL:
            for row in inner.rows:
                for cell in row:
                    outer.pieces += ["\n", *cell.pieces, "\n"]
