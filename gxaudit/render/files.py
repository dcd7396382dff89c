"""Files that results go to, with the further ones that a large result needs."""

from __future__ import annotations

import errno
import os
from typing import IO

from gxaudit.render.earlier import is_part, numbered, remove_parts
from gxaudit.render.sinks import WholeFile

_IN_PARTS = (".sarif", ".sarif.json", ".docx")
"""Endings of formats that call :meth:`FileSink.another`."""


class FileSink:
    """A file, and further ones with numbers, all put in place together.

    ``ending`` is the part of the path that a number stands before. Raises ``OSError`` where the
    file cannot be opened.
    """

    def __init__(self, path: str, ending: str) -> None:
        self.path = path
        self._stem, self._ending = path[: -len(ending)], path[-len(ending) :]
        self._files = [WholeFile(path)]
        self.write = self._files[0].write
        self.removed: list[str] = []
        """Further files of an earlier result, which are none of this one."""
        self.others: list[str] = []
        """What looks like a further file by its name and is not known to be ours."""

    @property
    def stream(self) -> IO[bytes]:
        """The first file."""
        return self._files[0].stream

    def another(self) -> WholeFile:
        """``out-2.sarif`` after ``out.sarif``.

        Raises ``FileExistsError`` where that is somebody else's, and what :class:`WholeFile` does.
        """
        number = len(self._files) + 1
        path = numbered(self._stem, self._ending, number)
        if _holds_something(path) and not is_part(path, number):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
        self._files.append(WholeFile(path))
        return self._files[-1]

    def commit(self) -> None:
        """Put all files in place, once every one of them is written; then remove further ones that
        an earlier, larger result has left. Raises ``OSError``.
        """
        for each in self._files:
            each.close()
        for each in self._files:
            each.place()
        if self._ending.lower() in _IN_PARTS:
            first = len(self._files) + 1
            self.removed, self.others = remove_parts(self._stem, self._ending, first)

    def discard(self) -> None:
        """Remove what has not been put in place. Never raises."""
        for each in self._files:
            each.discard()


def _holds_something(path: str) -> bool:
    return os.path.isfile(path) and os.path.getsize(path) > 0
