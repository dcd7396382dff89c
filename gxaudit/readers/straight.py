"""Tables in other shapes than rows of cells are turned into rows, whatever format they came in."""

from __future__ import annotations

from attrs import evolve

from gxaudit.readers.dumps import gathered
from gxaudit.readers.model import Document
from gxaudit.readers.upright import upright

MOST_ROWS = 30_000
"""More than any report has, and as many as can be looked through in a second."""


def straight(document: Document) -> Document:
    """The document with every table in rows; itself where they are already, or it is too long."""
    if len(document.rows) > MOST_ROWS:
        return document
    rows = upright(gathered(document.rows))
    return document if rows is document.rows else evolve(document, rows=rows)
