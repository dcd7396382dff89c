"""The lines of a statutory table that were recognised as rows of the form."""

from __future__ import annotations

from attrs import define, field

from gxaudit.forms import Form, Row, Table
from gxaudit.reading.grid import GridRow

Cells = tuple[str, ...]
_FEWEST_ROWS = 3
"""So many rows of a table must be recognised before it counts as there without a header."""


@define(eq=False, repr=False, slots=False)
class MatchedRow:
    """A line that is a row of the form; ``label`` is the index of its label cell, or -1."""

    row: Row
    line: int
    cells: Cells
    label: int
    text: str
    group: str | None
    """The item of the group it stands under in the report."""


@define(eq=False, repr=False, slots=False)
class MatchedTable:
    """The lines of one statutory table, with what its headers say."""

    form: Form
    table: Table
    section: int
    line: int
    rows: list[MatchedRow] = field(factory=list)
    by_key: dict[str, MatchedRow] = field(factory=dict)
    headings: dict[int, set[str]] = field(factory=dict)
    """Cores of the printed headings, by block."""
    lines: dict[int, list[Cells]] = field(factory=dict)
    """Every line of a block, headers included."""
    groups: set[str] = field(factory=set)
    """The items of the groups that are printed."""
    header_seen: bool = False
    restarted: bool = False
    orphans: list[tuple[int, GridRow]] = field(factory=list)
    """Lines of values without any label, and how many rows stand before them."""

    @property
    def number(self) -> int:
        """2, 3 or 4."""
        return self.table.number

    @property
    def recognised(self) -> bool:
        """Whether there is enough of it to say that the table occurs."""
        return self.header_seen or len(self.rows) >= min(_FEWEST_ROWS, len(self.table.rows))
