"""Section four turned on its side: its fifteen figures in one row, as the form has them.

Reports print it as three rows of five (复议 and both kinds of suits), as five rows of three, or
as fifteen rows. Each figure is told by its two headings; unless all fifteen are found exactly
once, nothing is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from attrs import define, field

from gxaudit.forms import Table, shipped_forms
from gxaudit.readers.model import Place, Row
from gxaudit.reading.cells import shape
from gxaudit.reading.labels import core
from gxaudit.report import State

_SUITS = core("行政诉讼")
_LONGEST = 40
Key = tuple[str, str]


def upright(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows with section four in one line; themselves where it is so already."""
    turned: list[Row] = []
    start, changed = 0, False
    while start < len(rows):
        end = start
        while end < len(rows) and _tabular(rows, end):
            end += 1
        table = _turned(rows[start:end]) if end - start >= 3 else None
        turned += table or rows[start : max(end, start + 1)]
        changed = changed or table is not None
        start = max(end, start + 1)
    return tuple(turned) if changed else rows


def _tabular(rows: Sequence[Row], at: int) -> bool:
    """Whether a row belongs to a table: an empty line between two of its rows does."""
    if len(rows[at].cells) > 1:
        return True
    if rows[at].cells[0].strip() or not 0 < at < len(rows) - 1:
        return False
    return len(rows[at - 1].cells) > 1 and len(rows[at + 1].cells) > 1


@define(eq=False, repr=False, slots=False)
class _Turning:
    """What is known while going through the rows of a table."""

    blocks: dict[str, str]
    results: dict[str, str]
    block: str | None = None
    order: list[str] = field(factory=list)
    """The headings of the columns, blocks or results, as printed above."""
    halved: bool = False
    found: dict[Key, tuple[str, Place | None]] = field(factory=dict)

    def row(self, row: Row) -> bool:
        """Take one row; False where it does not fit."""
        named = [self._name(cell) for cell in row.cells]
        last = max((at for at, name in enumerate(named) if name), default=-1)
        figures = row.cells[last + 1 :]
        if last < 0:
            return not any(cell.strip() for cell in row.cells)
        names = [name for name in named if name]
        if all(shape(cell) is State.BLANK for cell in figures):
            return self._headings(names)
        return self._figures(names, figures, row.places[last + 1 :])

    def _name(self, cell: str) -> str:
        text = core(cell) if len(cell) <= _LONGEST else ""
        if text == _SUITS:
            return _SUITS
        return self.blocks.get(text) or self.results.get(text) or ""

    def _headings(self, names: list[str]) -> bool:
        """A row without figures heads the columns, or the rows below it."""
        heads = [name for name in names if name != _SUITS]
        if len(heads) == 1 and heads[0] in self.results.values():
            return False  # its figure is blank, or not there
        if len(heads) > 1:
            # Of two header rows the first has 行政复议 and 行政诉讼, the second the kinds of suits.
            self.order = self.order + heads if self.halved else heads
        elif heads:
            self.block = heads[0]
            self.order = heads
        self.halved = len(heads) == 1 and _SUITS in names
        return True

    def _figures(
        self, names: list[str], figures: Sequence[str], places: Sequence[Place | None]
    ) -> bool:
        blocks = [name for name in names if name in self.blocks.values()]
        results = [name for name in names if name in self.results.values()]
        if blocks:
            self.block = blocks[-1]
        if results and self.block and (blocks or not self._by_blocks()):
            keys = [(self.block, results[-1])]
        elif results and self._by_blocks():
            keys = [(block, results[-1]) for block in self.order]
        elif blocks and len(self.order) == len(set(self.results.values())):
            keys = [(blocks[-1], result) for result in self.order]
        else:
            return False
        return self._assign(keys, figures, places)

    def _by_blocks(self) -> bool:
        return len(self.order) == len(set(self.blocks.values())) and all(
            name in self.blocks.values() for name in self.order
        )

    def _assign(
        self, keys: list[Key], figures: Sequence[str], places: Sequence[Place | None]
    ) -> bool:
        spare = len(figures) - len(keys)
        if spare > 0 and figures[-1].strip() and not any(cell.strip() for cell in figures[:spare]):
            # Label columns that this row leaves empty.
            figures, places = figures[spare:], places[spare:]
        if len(figures) < len(keys) or any(cell.strip() for cell in figures[len(keys) :]):
            return False
        for at, key in enumerate(keys):
            if key in self.found:
                return False
            self.found[key] = (figures[at], places[at] if at < len(places) else None)
        return True


def _turned(rows: Sequence[Row]) -> list[Row] | None:
    """A table of section four in one line of figures below its headings."""
    table, blocks, results = _labels()
    if not any(core(cell) in results for row in rows for cell in row.cells if len(cell) < _LONGEST):
        return None
    turning = _Turning(blocks, results)
    keys = [(row.key, column.key) for row in table.rows for column in row.columns]
    if not all(map(turning.row, rows)) or turning.found.keys() != set(keys):
        return None
    where = next((place for row in rows for place in row.places if place), None)
    review, *suits = [row.label for row in table.rows]
    span = len(table.rows[0].columns)
    heads = [column.label for column in table.rows[0].columns]
    gap = [""] * (span - 1)
    headers = (
        [review, *gap, "行政诉讼", *[""] * (2 * span - 1)],
        [*heads, *[cell for suit in suits for cell in (suit, *gap)]],
        [*[""] * span, *heads * len(suits)],
    )
    figures = [turning.found[key] for key in keys]
    return [
        *[Row(tuple(cells), (where,) * len(cells)) for cells in headers],
        Row(tuple(text for text, _ in figures), tuple(place for _, place in figures)),
    ]


@lru_cache(maxsize=1)
def _labels() -> tuple[Table, dict[str, str], dict[str, str]]:
    """Table 4, and the keys of its rows and columns by the cores of their labels."""
    blocks: dict[str, str] = {}
    results: dict[str, str] = {}
    for form in shipped_forms():
        for row in form.table(4).rows:
            blocks.update((core(label), row.key) for label in (row.label, *row.variants))
            for column in row.columns:
                results.update(
                    (core(each), column.key) for each in (column.label, *column.variants)
                )
    return shipped_forms()[0].table(4), blocks, results
