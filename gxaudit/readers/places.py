"""From a stretch of a document's text back to its place in the file."""

from __future__ import annotations

from attrs import evolve

from gxaudit.readers.model import Document, Place, Row

NOWHERE = Place()
"""The reader could not tell."""


def place_of(document: Document, line: int, column: int, end_column: int) -> Place | None:
    """Where a stretch of a line stands, all 1-based in ``document.text``; None where the reader
    could not tell. A stretch that begins inside a cell has the character where it begins; a whole
    row has no column.
    """
    if not 0 < line <= len(document.rows):
        return None
    row = document.rows[line - 1]
    text = "\t".join(row.cells)
    if len(row.cells) > 1 and column <= 1 and end_column > len(text):
        return _whole(row)
    before = text[: column - 1]
    at = before.count("\t")
    place = row.places[at] if at < len(row.places) else None
    if place is None:
        return _whole(row)
    if place.char is not None:
        return evolve(place, char=place.char + len(before) - (before.rfind("\t") + 1))
    return place


def _whole(row: Row) -> Place | None:
    first = next((place for place in row.places if place is not None), None)
    return first and evolve(first, column=None, char=None)
