"""A shelf in a SQLite file, which many processes may use at once, and which is never trusted.

Whatever is wrong with the file costs time and nothing else: what is damaged or not ours is removed
and made anew, what cannot be used at all is done without.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress

from gxaudit.wording import Text
from gxaudit.work.blob import DamagedError, packed, unpacked

_WAIT = 60.0
"""Seconds to wait for another process that writes."""
_TABLE = (
    "CREATE TABLE shelf (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, value BLOB NOT NULL)"
)
"""Other columns are another schema, which is a foreign file."""
_DAMAGED = frozenset(
    (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_FORMAT,
        # A statement does not fit the tables.
        sqlite3.SQLITE_ERROR,
    )
)
_SHORT = sqlite3.SQLITE_IOERR_SHORT_READ


class UnusableError(Exception):
    """The file cannot be used here; ``why`` says what the system says."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


class Database:
    """Values in the file at ``path``. Raises :class:`UnusableError`."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.rebuilt = False
        """Whether what was there had to be removed."""
        self._connection: sqlite3.Connection | None = None
        try:
            self._connection = self._opened()
        except sqlite3.Error as error:
            raise UnusableError(_said(error)) from error

    def _opened(self) -> sqlite3.Connection:
        try:
            return _connected(self.path)
        except sqlite3.Error as error:
            if not _is_damaged(error):
                raise
        self.remove()
        return _connected(self.path)

    def remove(self) -> None:
        """Away with it. Whoever else has it open goes on without it."""
        self.close()
        self.rebuilt = True
        # What is left of the journal belongs to no other file.
        for suffix in ("-wal", "-shm", ""):
            with suppress(OSError):
                os.unlink(self.path + suffix)

    def has(self, key: str) -> bool:
        """Whether there is something at ``key``."""
        return self._row("SELECT 1 FROM shelf WHERE key = ?", key) is not None

    def get(self, key: str) -> object | None:
        """The value at ``key``; None where there is none, or it is damaged."""
        row = self._row("SELECT value FROM shelf WHERE key = ?", key)
        if row is None or not isinstance(row[0], bytes):
            return None
        try:
            return unpacked(key, row[0])
        except DamagedError:
            return None

    def put(self, key: str, value: object) -> bool:
        """Put a value there; whether that was possible."""
        if self._connection is None:
            return False
        statement = "INSERT OR REPLACE INTO shelf (key, value) VALUES (?, ?)"
        try:
            self._connection.execute(statement, (key, packed(key, value)))
        except sqlite3.Error as error:
            self._give_up(error)
            return False
        return True

    def _row(self, query: str, key: str) -> tuple[object] | None:
        if self._connection is None:
            return None
        try:
            with closing(self._connection.execute(query, (key,))) as rows:
                row: tuple[object] | None = rows.fetchone()
                return row
        except sqlite3.Error as error:
            self._give_up(error)
            return None

    def _give_up(self, error: sqlite3.Error) -> None:
        if _is_damaged(error):
            self.remove()
        elif _code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            self.close()

    def takes(self) -> bool:
        """Whether something can be written."""
        if self._connection is None:
            return False
        try:
            number = self._connection.execute("PRAGMA user_version").fetchone()[0]
            self._connection.execute(f"PRAGMA user_version = {(int(number) + 1) % 1_000_000}")
        except sqlite3.Error as error:
            self._give_up(error)
            return False
        return True

    def bound(self, most: int) -> None:
        """Let the older half go where the file has more than ``most`` bytes."""
        if self._connection is None:
            return
        try:
            if _size(self._connection) > most:
                self._connection.execute(_DROP)
                # As a script, which alone goes on to its end.
                self._connection.executescript("PRAGMA incremental_vacuum")
        except sqlite3.Error as error:
            self._give_up(error)

    @property
    def works(self) -> bool:
        """Whether it still does."""
        return self._connection is not None

    def close(self) -> None:
        """End."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()


_DROP = (
    "DELETE FROM shelf WHERE id <= (SELECT id FROM shelf ORDER BY id"
    " LIMIT 1 OFFSET (SELECT count(*) / 2 FROM shelf))"
)


def _size(connection: sqlite3.Connection) -> int:
    size, pages, free = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_size", "page_count", "freelist_count")
    )
    return size * (pages - free)


def _connected(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        # What a foreign file may have in it besides tables must do nothing.
        connection.execute("PRAGMA trusted_schema = OFF")
        # Before there is a table, or never.
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        # A machine that loses its power loses a cache; the checksums tell.
        connection.execute("PRAGMA synchronous = OFF")
        _expect_table(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _expect_table(connection: sqlite3.Connection) -> None:
    """Raises ``sqlite3.DatabaseError`` where something else is there."""
    if _tables(connection) != [_TABLE]:
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have made it meanwhile.
        if not _tables(connection):
            connection.execute(_TABLE)
        connection.execute("COMMIT")
    if _tables(connection) != [_TABLE]:
        raise sqlite3.DatabaseError


def _tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return [str(row[0]) for row in rows.fetchall()]


def _code(error: sqlite3.Error) -> int:
    return (getattr(error, "sqlite_errorcode", None) or sqlite3.SQLITE_NOTADB) & 0xFF


def _is_damaged(error: sqlite3.Error) -> bool:
    return _code(error) in _DAMAGED or getattr(error, "sqlite_errorcode", 0) == _SHORT


def _said(error: sqlite3.Error) -> Text:
    return _REASONS.get(_code(error)) or Text(
        f"数据库提示：“{error}”", f"the database says “{error}”"
    )


_REASONS = {
    sqlite3.SQLITE_READONLY: Text("磁盘或文件夹是只读的", "it is read-only"),
    sqlite3.SQLITE_CANTOPEN: Text("没有权限，或打不开文件", "permission denied, or no such file"),
    sqlite3.SQLITE_FULL: Text("磁盘已满", "the disk is full"),
    sqlite3.SQLITE_BUSY: Text("文件一直被别的程序占用", "another program keeps it locked"),
}
