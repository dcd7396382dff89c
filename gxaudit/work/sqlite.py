"""A shelf in a file, which many processes may use at once."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from gxaudit.work.blob import DamagedError, packed, unpacked

SCHEMA = 1
_WAIT = 60.0
"""Seconds to wait for another process that writes."""


class Database:
    """Values in a SQLite file. Raises ``sqlite3.Error`` where that cannot be used."""

    def __init__(self, path: str, *, lasting: bool) -> None:
        self.lasting = lasting
        self._connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS shelf (key TEXT PRIMARY KEY, keep INTEGER, value BLOB)"
            " WITHOUT ROWID"
        )

    def has(self, key: str) -> bool:
        """Whether there is a value at ``key``."""
        with closing(self._connection.execute("SELECT 1 FROM shelf WHERE key = ?", (key,))) as rows:
            return rows.fetchone() is not None

    def get(self, key: str) -> object | None:
        """The value at ``key``; None where there is none, or it is damaged."""
        query = "SELECT value FROM shelf WHERE key = ?"
        with closing(self._connection.execute(query, (key,))) as rows:
            row = rows.fetchone()
        if row is None:
            return None
        try:
            return unpacked(key, row[0])
        except DamagedError:
            return None

    def put(self, key: str, value: object, *, keep: bool) -> None:
        """Put a value there."""
        self._connection.execute(
            "INSERT OR REPLACE INTO shelf VALUES (?, ?, ?)", (key, int(keep), packed(key, value))
        )

    def close(self) -> None:
        """End."""
        self._connection.close()
