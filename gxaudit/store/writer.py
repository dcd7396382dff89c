"""Writing a store: rows come in any number, and become Parquet files at the end."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from gxaudit import __version__
from gxaudit.store.engine import connected, library, quoted
from gxaudit.store.errors import StoreError
from gxaudit.store.folder import StoreFolder, cannot
from gxaudit.store.rows import Row, cell_rows
from gxaudit.store.schema import KEY, MANIFEST, SCHEMA, Table, tables
from gxaudit.store.spool import Spool
from gxaudit.wording import Text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_GROUP = 1_000_000
"""Cells of a row group: what is held in memory at a time, and what a query may pass over."""
_VECTOR = 2048
"""Rows that DuckDB handles together."""


class StoreWriter:
    """Takes rows; :meth:`commit` puts the store in place, and nothing is there before.

    Raises :class:`StoreError` where the folder cannot be used or DuckDB is not installed.
    """

    def __init__(self, path: str) -> None:
        library()
        try:
            self._place = StoreFolder(path)
            folder = self._place.folder
            self._spools = {each.name: Spool(each, folder) for each in tables()}
        except OSError as error:
            raise cannot(path, error) from error
        self.placed = False
        """Whether the store is in place."""
        self.extend("cells", cell_rows())

    def add(self, table: str, row: Row) -> None:
        """A row more. Raises ``OSError``."""
        self._spools[table].add(row)

    def extend(self, table: str, rows: Iterable[Row]) -> None:
        """Rows more. Raises ``OSError``."""
        self._spools[table].extend(rows)

    @property
    def rows(self) -> dict[str, int]:
        """How many rows each table has by now."""
        return {name: spool.rows for name, spool in self._spools.items()}

    def commit(self) -> None:
        """Write the tables and put the store in place of an earlier one.

        Raises :class:`StoreError` and ``OSError``; then the earlier one is what it was.
        """
        duckdb = library()
        room = os.path.join(self._place.folder, "room")
        for spool in self._spools.values():
            spool.close()
        try:
            with connected(room) as connection:
                for spool in self._spools.values():
                    _convert(connection, _copy(spool, self._place.folder))
                    os.unlink(spool.path)
        except duckdb.Error as error:
            raise StoreError(_unwritten(error)) from error
        shutil.rmtree(room, ignore_errors=True)
        self._describe()
        self._place.commit()
        self.placed = True

    def discard(self) -> None:
        """Leave no trace of what was not put in place. Never raises."""
        for spool in self._spools.values():
            # Closing flushes, and may meet the same full disk once more.
            with suppress(OSError):
                spool.close()
        self._place.discard()

    def _describe(self) -> None:
        said = {
            KEY: SCHEMA,
            "version": __version__,
            "tables": {
                name: {"file": spool.table.file, "rows": spool.rows}
                for name, spool in self._spools.items()
            },
        }
        path = os.path.join(self._place.folder, MANIFEST)
        with open(path, "x", encoding="utf-8", newline="\n") as stream:
            stream.write(json.dumps(said, indent=2) + "\n")


def _convert(connection: DuckDBPyConnection, copy: str) -> None:
    try:
        connection.execute(copy)
    except library().OutOfMemoryException:
        # Thousands of the longest texts after each other: no report has them, somebody made them.
        connection.execute("RESET memory_limit")
        connection.execute(copy)


def _copy(spool: Spool, folder: str) -> str:
    """SQL that makes a Parquet file of rows that were put aside."""
    table: Table = spool.table
    known = f"{{{KEY}: '{SCHEMA}', gxaudit_table: {quoted(table.name)}}}"
    types = ", ".join(f"{quoted(each.name)}: {quoted(each.type)}" for each in table.columns)
    group = max(1, _GROUP // len(table.columns) // _VECTOR) * _VECTOR
    # The longest line has ten texts of 10,000 characters in UTF-8, every one a doubled quote.
    return (
        f"COPY (SELECT * FROM read_csv({quoted(spool.path)}, auto_detect = false, header = false, "
        "delim = ',', quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, "
        "new_line = '\\n', max_line_size = 1000000, buffer_size = 8000000, "
        f"columns = {{{types}}})) "
        f"TO {quoted(os.path.join(folder, table.file))} (FORMAT parquet, COMPRESSION zstd, "
        f"ROW_GROUP_SIZE {group}, KV_METADATA {known})"
    )


def _unwritten(error: Exception) -> Text:
    said = str(error).partition("\n")[0]
    return Text(f"DuckDB 提示：“{said}”", f"DuckDB says “{said}”")
