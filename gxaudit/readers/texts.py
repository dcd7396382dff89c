"""Plain text whose tables are no rows of cells between tabs: pipes, one cell a line, and section
four printed downwards. Markdown is such text.
"""

from __future__ import annotations

from gxaudit.readers.model import Document, Place, Row
from gxaudit.readers.pipes import unpiped
from gxaudit.readers.straight import MOST_ROWS, straight

MOST_CHARACTERS = 3_000_000
"""Longer texts are left as they are: no report is."""


def straightened(text: str) -> Document | None:
    """The text as a document where its tables had to be straightened; None where not."""
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_ROWS:
        return None
    lines = tuple([typed(line, number) for number, line in enumerate(text.split("\n"), 1)])
    document = straight(Document(unpiped(lines)))
    return document if document.rows != lines else None


def typed(line: str, number: int) -> Row:
    """A line as it was typed, its cells between tabs."""
    cells = tuple(line.split("\t"))
    places: list[Place] = []
    char = 1
    for cell in cells:
        places.append(Place(line=number, char=char))
        char += len(cell) + 1
    return Row(cells, tuple(places))
