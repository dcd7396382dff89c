"""What a reader yields: the lines of a report, and where each of their cells stands in the file.

A line of a table has a cell for each column, a line of prose has one. Joined by tabs and newlines
they are the text that stages 2 to 4 read; no later stage knows which format they came from. Spans
are expanded before: the text stands in the first cell of a span, the others are empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from attrs import field, frozen

from gxaudit.wording import Text


@frozen(slots=False)
class Place:
    """Where something stands in a file. What a format does not have is None.

    Numbers are 1-based and count as a person would: the second table, its 27th row.
    """

    line: int | None = None
    """Of the source, for formats that are text."""
    char: int | None = None
    """Of that line, in code points: where the cell begins. For formats that are read as typed."""
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    """Left, top, right, bottom on the page, in points."""
    sheet: str | None = None
    cell: str | None = None
    """As a spreadsheet names it: ``B27``."""
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None


@frozen(slots=False)
class Row:
    """One line: its cells without tabs and newlines, and the place of each."""

    cells: tuple[str, ...]
    places: tuple[Place | None, ...] = ()
    """As many as cells, or none where nothing is known."""


@frozen(slots=False)
class Document:
    """A report as lines."""

    rows: tuple[Row, ...]
    remarks: tuple[Text, ...] = field(default=())
    """What the reader left out or could not read. Each is a fault: the audit is incomplete."""
    notes: tuple[Text, ...] = field(default=())
    """What the user may want to know of the reading although nothing is lacking."""
    encoding: str | None = None
    """For formats that are text: which one they were in."""

    @property
    def text(self) -> str:
        """The lines as stages 2 to 4 read them."""
        return "\n".join("\t".join(row.cells) for row in self.rows)


class Reader(Protocol):
    """One format. Never trusts the data: sizes are capped before anything is expanded.

    ``recognises`` is asked in the program itself and must be cheap; ``read`` runs in a process of
    its own, which ends after ``seconds`` (where a reader has that attribute, else
    :data:`gxaudit.readers.guarded.SECONDS`) and may take :data:`gxaudit.readers.guarded.MEMORY`.
    A library that is missing may simply raise ``ImportError``: the user is told of ``extra``.
    """

    @property
    def name(self) -> str:
        """``html``, ``docx`` …"""

    @property
    def extra(self) -> str | None:
        """The extra that brings the library it needs (``pip install 'gxaudit[html]'``)."""

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether these bytes are of this format; ``name`` decides only between equals."""

    def read(self, data: bytes) -> Document:
        """Read the bytes. Raises ``gxaudit.reading.source.SourceError`` with the cause."""


def prose(text: str, place: Place | None = None) -> Row:
    """A line of prose."""
    return Row((text,), (place,))


def table_row(cells: Sequence[str], places: Sequence[Place | None]) -> Row:
    """A line of a table."""
    return Row(tuple(cells), tuple(places))
