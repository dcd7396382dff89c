"""Documents between two processes, as tuples of builtins: nothing that comes back can run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import fields

from gxaudit.readers.model import Document, Place, Row
from gxaudit.wording import Text

_NAMES = tuple(each.name for each in fields(Place))
_ONE_LINE = str.maketrans("\t\n\r\v\f\x85\u2028\u2029", " " * 8)
_BREAKS = frozenset("\t\n\r\v\f\x85\u2028\u2029")

Packed = tuple[list[Any], list[tuple[str, str]], list[tuple[str, str]], str | None]


def packed(document: Document) -> Packed:
    """A document to be sent. Cells lose what would break a line or a column."""
    return (
        [(tuple(map(_one_line, row.cells)), _places(row)) for row in document.rows],
        [(str(each.zh), str(each.en)) for each in document.remarks],
        [(str(each.zh), str(each.en)) for each in document.notes],
        document.encoding,
    )


def unpacked(sent: Any) -> Document:  # noqa: ANN401
    """A document that was sent."""
    rows, remarks, notes, encoding = sent
    return Document(
        tuple([Row(cells, tuple(map(_place, places))) for cells, places in rows]),
        tuple([Text(*each) for each in remarks]),
        tuple([Text(*each) for each in notes]),
        encoding,
    )


def _one_line(cell: str) -> str:
    return cell if _BREAKS.isdisjoint(cell) else cell.translate(_ONE_LINE)


def _places(row: Row) -> tuple[tuple[object, ...] | None, ...]:
    places = row.places if len(row.places) == len(row.cells) else ()
    return tuple([None if place is None else _values(place) for place in places])


def _values(place: Place) -> tuple[object, ...]:
    return tuple([getattr(place, name) for name in _NAMES])


def _place(values: Sequence[Any] | None) -> Place | None:
    return None if values is None else Place(*values)
