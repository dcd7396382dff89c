"""Rows on their way into a table: text on disk, so that no number of them fills the memory.

The text is CSV that only DuckDB reads, with types that are told to it: a text is always in quotes,
what is absent is nothing at all, so that an empty text stays one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from gxaudit.store.rows import Row, Value
from gxaudit.store.schema import TEXT, Table


class Spool:
    """The rows of one table, in the order in which they come. Raises ``OSError``."""

    def __init__(self, table: Table, folder: str) -> None:
        self.table = table
        self.path = os.path.join(folder, f"{table.name}.csv")
        self.rows = 0
        self._encoders = [_quoted if each.type == TEXT else _plain for each in table.columns]
        # Bytes of file names that are no text, and other halves of characters, are written out.
        self._stream = open(  # noqa: SIM115
            self.path, "x", encoding="utf-8", errors="backslashreplace", newline="\n"
        )

    def add(self, row: Row) -> None:
        """One row more."""
        fields = [encode(each) for encode, each in zip(self._encoders, row, strict=True)]
        self._stream.write(",".join(fields) + "\n")
        self.rows += 1

    def extend(self, rows: Iterable[Row]) -> None:
        """Further rows."""
        for row in rows:
            self.add(row)

    def close(self) -> None:
        """All rows are there."""
        self._stream.close()


Encoder = Callable[[Value], str]


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, (int, str)) else f"{value:f}"


def _quoted(value: Value) -> str:
    return "" if value is None else '"' + str(value).replace('"', '""') + '"'
