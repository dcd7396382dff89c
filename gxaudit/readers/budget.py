"""How much one report may hold. Counted while a reader works, so that nothing grows before it is
refused; checked once more on what it hands over.
"""

from __future__ import annotations

from attrs import define

from gxaudit.readers.model import Document
from gxaudit.reading.source import SourceError
from gxaudit.wording import Text

MOST_ROWS = 100_000
MOST_CELLS = 500_000
MOST_CHARACTERS = 10_000_000
WIDEST_SPAN = 100
"""Columns that one cell may span; the widest statutory table has fifteen."""
DEEPEST = 200
"""Elements within one another; deeper ones are read as if they were not so deep."""


@define(eq=False, repr=False, slots=False)
class Budget:
    """What is left of it; every method raises ``SourceError`` where nothing is."""

    rows: int = MOST_ROWS
    cells: int = MOST_CELLS
    characters: int = MOST_CHARACTERS

    def row(self, cells: int) -> None:
        """A line of so many cells is about to be made."""
        self.rows -= 1
        if self.rows < 0:
            raise too_much(MOST_ROWS, Text("行", "lines"))
        self.some(cells)

    def some(self, cells: int) -> None:
        """So many cells are about to be made, in whatever line."""
        self.cells -= cells
        if self.cells < 0:
            raise too_much(MOST_CELLS, Text("个单元格", "cells"))

    def text(self, characters: int) -> None:
        """So many characters are about to be taken."""
        self.characters -= characters
        if self.characters < 0:
            raise too_much(MOST_CHARACTERS, Text("个字符", "characters"))


def span(said: object, most: int = WIDEST_SPAN) -> int:
    """A span as a file gives it, between 1 and ``most``, whatever it gives."""
    if isinstance(said, str):
        said = said.strip()[:9]
        said = int(said) if said.isascii() and said.isdecimal() else 1
    return min(max(said, 1), most) if isinstance(said, int) else 1


def within_budget(document: Document) -> None:
    """Raise ``SourceError`` where a document holds more than a report may."""
    budget = Budget()
    for row in document.rows:
        budget.row(len(row.cells))
        budget.text(sum(map(len, row.cells)))


def too_much(limit: int, what: Text) -> SourceError:
    """The error that says that a file holds more than ``limit`` of something."""
    return SourceError(
        Text(
            f"内容超过 {limit} {what.zh}，不像一份年度报告，未读取",
            f"more than {limit} {what.en}, which no annual report has; not read",
        )
    )
