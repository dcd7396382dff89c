"""Rows on their way into a table: text on disk, so that no number of them fills the memory.

The text is CSV that only DuckDB reads, with types that are told to it: a text is always in quotes,
what is absent is nothing at all, so that an empty text stays one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from decimal import Decimal

from gxaudit.store.rows import Row, Value
from gxaudit.store.schema import FLAG, TEXT, Table

_MOST = 10_000
"""Values whose writing is kept."""


class Spool:
    """The rows of one table, in the order in which they come. Raises ``OSError``."""

    def __init__(self, table: Table, folder: str) -> None:
        self.table = table
        self.path = os.path.join(folder, f"{table.name}.csv")
        self.rows = 0
        words = (at for at, each in enumerate(table.columns, 1) if each.type in (TEXT, FLAG))
        self._head = max(words, default=0)
        """Behind it there are numbers and states alone: hundreds of them, few different ones."""
        self._encoders = [_quoted if one.type == TEXT else _plain for one in table.columns]
        del self._encoders[self._head :]
        self._known = _Known()
        # Bytes of file names that are no text, and other halves of characters, are written out.
        self._stream = open(  # noqa: SIM115
            self.path, "x", encoding="utf-8", errors="backslashreplace", newline="\n"
        )

    def add(self, row: Row) -> None:
        """One row more."""
        fields = [encode(each) for encode, each in zip(self._encoders, row, strict=False)]
        fields += map(self._known.__getitem__, row[self._head :])
        if len(fields) != len(self.table.columns):
            raise ValueError(f"{self.table.name}: {len(fields)} fields")
        self._stream.write(",".join(fields) + "\n")
        self.rows += 1

    def extend(self, rows: Iterable[Row]) -> None:
        """Further rows."""
        for row in rows:
            self.add(row)

    def close(self) -> None:
        """All rows are there."""
        self._stream.close()


class _Known(dict[Value, str]):
    """How values are written, the most of them once."""

    def __missing__(self, value: Value) -> str:
        written = _plain(value)
        if len(self) < _MOST:
            self[value] = written
        return written


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _quoted(value: Value) -> str:
    return "" if value is None else '"' + str(value).replace('"', '""') + '"'
