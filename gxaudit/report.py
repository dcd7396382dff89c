"""The frozen model that rules see: a report as addressed figures, sections, prose and claims.

Figures are kept in flat arrays, one entry per cell of the statutory form, in the form's own
order (``form.cells``); a :class:`Cell` is made only when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Literal

from attrs import frozen

from gxaudit.forms import Column, Form, Row

Number = int | Decimal


class State(IntEnum):
    """What stands in a cell. Absence is a value: a blank is never silently 0."""

    NUMBER = 0
    BLANK = 1
    MARK = 2
    """A sign for "nothing" or "does not apply": ``/``, ``-``, ``—``, ``无``."""
    UNREADABLE = 3
    """Something is printed that is no number, or its column cannot be told."""
    MISSING = 4
    """The report has no such cell: the row, the column or its end is not there."""


class Blanks(Enum):
    """How the blanks and marks of one table are to be read (see ``gxaudit.equations.compile``)."""

    NONE = "none"
    ZERO = "zero"
    """The table's own totals confirm that its blanks stand for 0."""
    HARMLESS = "harmless"
    """Every blank is part of a printed total of 0, or no identity needs it."""
    UNVERIFIABLE = "unverifiable"
    """Some identity cannot be evaluated because of a blank."""


class Seen(Enum):
    """What binding saw that a rule may have to judge."""

    ROW_MISSING = "row missing"
    ROW_REPEATED = "row repeated"
    ROW_MISPLACED = "row misplaced"
    ROW_AMBIGUOUS = "row ambiguous"
    ROW_SHIFTED = "row shifted"
    ROW_EXTRA = "row extra"
    GROUP_VALUES = "group row with values"
    VALUE_EXTRA = "value outside the form"
    FORM_MIXED = "labels of two forms"


@frozen(slots=False)
class Cell:
    """One figure of a statutory table, as printed and as read.

    ``line`` and ``column`` are 1-based and count code points; both are 0 where the report has
    no such cell.
    """

    address: str
    key: str
    state: State
    value: Number | None
    raw: str
    line: int
    column: int


@frozen(slots=False)
class Claim:
    """A figure of this report year about this body, read from prose (DOMAIN vocabulary).

    ``start`` and ``end`` are code points of the numeral, or of the noun that is denied.
    ``value`` is in ``unit`` as printed.
    """

    metric: str
    value: Number
    unit: str | None
    polarity: Literal["stated", "negated"]
    start: int
    end: int
    qualifier: Literal["more_than", "about", "less_than"] | None = None
    ambiguous: bool = False
    quote: str = ""
    """The words around the figure, as written: the clause it was read from."""


@frozen(slots=False)
class Breakdown:
    """A figure of the prose and the parts that it is divided into.

    Total and parts are figures as :class:`Claim`; one that has no name in the vocabulary (a topic,
    an office) has the metric ``""``.
    """

    total: Claim
    parts: tuple[Claim, ...]
    exhaustive: bool
    """Whether the words say that these are all the parts (分别, 分为, a last part 其他 …)."""
    overlapping: bool = False
    """Whether the words say that one thing may be counted in two parts (同时, 既 … 又, 重复)."""


@frozen(slots=False)
class Derived:
    """A figure of the prose that is arithmetic on others: a change on the year, a share.

    ``value`` is in ``unit`` (cases or ``%``); a fall is negative.
    """

    metric: str
    value: Number
    unit: str | None
    start: int
    end: int
    quote: str = ""
    ambiguous: bool = False
    """Whether it may be one of something else: 其中网络8件，信函2件，较上年增加3件."""


@frozen(slots=False)
class Percentage:
    """A share that the prose states: ``part`` is ``value`` percent of ``whole``."""

    value: Number
    part: Claim
    whole: Claim
    start: int
    end: int
    quote: str = ""


@frozen(slots=False)
class Section:
    """A heading anchored on one of the six statutory sections."""

    number: int
    """1 to 6: which statutory section the words name."""
    ordinal: int | None
    """The printed ordinal, ``None`` where the heading carries none."""
    heading: str
    line: int


@frozen(slots=False)
class Paragraph:
    """One line of prose. ``start`` is its offset in the decoded text, in code points."""

    section: int
    """The statutory section it stands in; 0 before the first."""
    line: int
    start: int
    text: str


@frozen(slots=False)
class TableSeen:
    """One statutory table as it occurs in the report."""

    number: int
    """2, 3 or 4."""
    section: int
    line: int


@frozen(slots=False)
class Observation:
    """Something that binding saw about a row or a value and did not repair."""

    kind: Seen
    table: int
    line: int
    row: str | None = None
    """The key of the form's row or group, where it is known."""
    label: str = ""
    """The label as printed, or what the form prints where the row is missing."""
    values: tuple[str, ...] = ()
    """The raw cells concerned."""


@frozen(slots=False)
class Place:
    """Where a bound row stands: its line, and which of the line's cells holds its first value."""

    line: int
    cells: tuple[str, ...]
    """The raw cells of the line, labels included."""
    first: int

    def column(self, offset: int) -> int:
        """The 1-based column of the row's value number ``offset``; 0 where it has none."""
        position = self.first + offset
        if position >= len(self.cells):
            return 0
        return sum(len(cell) + 1 for cell in self.cells[:position]) + 1


@frozen(slots=False)
class Report:
    """One annual report, bound to a statutory form. Rules read it; nothing changes it."""

    form: Form
    form_evidence: bool
    """Whether labels of the report chose the form; False where nothing could tell."""
    title: str
    title_line: int
    """0 where there is no title."""
    agency: str | None
    year: int | None
    sections: tuple[Section, ...]
    prose: tuple[Paragraph, ...]
    tables: tuple[TableSeen, ...]
    claims: tuple[Claim, ...]
    observations: tuple[Observation, ...]
    states: tuple[State, ...]
    values: tuple[Number | None, ...]
    raws: tuple[str, ...]
    places: tuple[Place | None, ...]
    """One per row of the form (``form.rows``): where it stands, None where it does not."""
    blanks: tuple[Blanks, Blanks, Blanks] = (Blanks.NONE, Blanks.NONE, Blanks.NONE)
    """For tables 2, 3 and 4."""
    zeros: frozenset[int] = frozenset()
    """Indices of cells that are blank or hold a mark and stand for 0."""
    file: str = ""
    """The name of the file it was read from, without folders; "" where it is unknown."""
    derived: tuple[Derived, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    percentages: tuple[Percentage, ...] = ()

    def cell(self, address: str) -> Cell:
        """The cell at ``address`` (``表三.三（七）[总计]``) or key (``t3.handled_total.total``).

        Raises ``KeyError`` where the form has no such cell.
        """
        return self.cell_at(self.form.index(address))

    def cell_at(self, index: int) -> Cell:
        """The cell at ``index`` of ``form.cells``."""
        spec = self.form.cells[index]
        place = self.places[spec.row.number]
        line, column = 0, 0
        if place is not None:
            line = place.line
            column = place.column(index - spec.row.first)
        return Cell(
            spec.address,
            spec.key,
            self.states[index],
            self.values[index],
            self.raws[index],
            line,
            column,
        )

    def figure(self, address: str) -> Number | None:
        """The number at an address or key, 0 where a blank is confirmed to stand for 0; None where
        there is none. Raises ``KeyError`` where the form has no such cell.
        """
        index = self.form.index(address)
        return 0 if index in self.zeros else self.values[index]

    def held(self, index: int) -> Number | str:
        """What the cell at ``index`` says, for comparing reports: its number, 0 where a blank is
        confirmed to stand for 0, else the name of its state, for states are numbers too.
        """
        if index in self.zeros:
            return 0
        value = self.values[index]
        return self.states[index].name if value is None else value

    def cells(self, table: int | None = None) -> Iterator[Cell]:
        """Every cell of the form, in printed order, or those of one table (2, 3 or 4)."""
        for index, spec in enumerate(self.form.cells):
            if table is None or spec.table.number == table:
                yield self.cell_at(index)

    def has_table(self, number: int) -> bool:
        """Whether statutory table ``number`` occurs at all."""
        return any(table.number == number for table in self.tables)

    def has_row(self, row: Row) -> bool:
        """Whether ``row`` of the form was found in the report."""
        return self.places[row.number] is not None

    def section_text(self, number: int) -> str:
        """The prose of a statutory section, lines joined by newlines."""
        return "\n".join(part.text for part in self.prose if part.section == number)


__all__ = [
    "Blanks",
    "Breakdown",
    "Cell",
    "Claim",
    "Column",
    "Derived",
    "Form",
    "Number",
    "Observation",
    "Paragraph",
    "Percentage",
    "Place",
    "Report",
    "Row",
    "Section",
    "Seen",
    "State",
    "TableSeen",
]
