"""A place for what a renderer needs at the end: memory while it is little, then a file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

_IN_MEMORY = 1_000_000


class Spool:
    """Values that JSON can hold, kept in order; a file that nobody sees holds them once they are
    many. Raises ``OSError`` where that is full.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        self.count = 0

    def add(self, value: object) -> int:
        """Keep one value; returns what :meth:`at` finds it by."""
        self._file.seek(0, os.SEEK_END)
        at = self._file.tell()
        self._file.write(json.dumps(value).encode("ascii") + b"\n")
        self.count += 1
        return at

    def at(self, place: int) -> object:
        """The value that :meth:`add` returned this for."""
        self._file.seek(place)
        return json.loads(self._file.readline())

    def __iter__(self) -> Iterator[object]:
        """The values kept, in their order."""
        self._file.seek(0)
        for line in self._file:
            yield json.loads(line)

    def __del__(self) -> None:
        # Its renderer may never come to an end; Python would complain of the open file.
        self._file.close()
