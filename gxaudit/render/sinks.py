"""Where output goes: standard output, or files that are put in place whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Protocol

from gxaudit.render.folder import WholeFolder, hidden, remove_folder, sweep

if TYPE_CHECKING:
    from gxaudit.render.run import Write


class OutputError(Exception):
    """Output could not be written: the disk is full, or the reader of a pipe has gone."""


class Part(Protocol):
    """What one document is written to: as text, or as bytes where its format is binary."""

    @property
    def write(self) -> Write:
        """Takes text. Raises ``OSError`` or :class:`OutputError`."""

    @property
    def stream(self) -> IO[bytes]:
        """Takes bytes; can be read and searched. For binary formats alone."""


class Placed(Protocol):
    """What is put in place at the end, or not at all."""

    def commit(self) -> None:
        """All is written: put it in place. Raises ``OSError`` or :class:`OutputError`."""

    def discard(self) -> None:
        """Leave no trace of what was not put in place. Never raises."""


class Sink(Part, Placed, Protocol):
    """Where a renderer writes."""

    @property
    def name(self) -> str:
        """Of the file, as links beside it have it; "" where there is none."""

    def another(self) -> Part | None:
        """A further file, numbered, put in place with the first; None where there can be none."""

    def folder(self) -> WholeFolder | None:
        """A folder of further pages, put in place with the first file; None where there can be
        none.
        """


class Printed:
    """Standard output, or whatever takes text."""

    name = ""

    def __init__(self, write: Write) -> None:
        self.write = write

    @property
    def stream(self) -> IO[bytes]:
        """Nothing binary is ever printed."""
        raise TypeError("a binary format was given standard output")

    def another(self) -> Part | None:
        """There is but one standard output."""
        return None

    def folder(self) -> WholeFolder | None:
        """Nothing stands beside it."""
        return None

    def commit(self) -> None:
        """What was printed is in place."""

    def discard(self) -> None:
        """What was printed is printed."""


class WholeFile:
    """A file that is written beside its target, under another name, and takes its place at the end.

    So whatever happens before, the target is what it was. Links are followed. What is no regular
    file (a pipe, a device) has no place to be put into and is written as it goes.

    Raises ``OSError`` where it cannot be opened.
    """

    def __init__(self, path: str) -> None:
        self._target = os.path.realpath(path)
        self._temporary: str | None = None
        if os.path.isdir(self._target):
            raise IsADirectoryError(path)
        if os.path.exists(self._target) and not os.path.isfile(self._target):
            self.stream: IO[bytes] = open(self._target, "wb")  # noqa: SIM115
        else:
            sweep(self._target)
            self._temporary = hidden(self._target)
            self.stream = open(self._temporary, "x+b")  # noqa: SIM115

    @property
    def is_regular(self) -> bool:
        """Whether it has a place to be put into."""
        return self._temporary is not None

    def write(self, chunk: str) -> None:
        """Write text as UTF-8; what UTF-8 cannot hold is written out by its code point."""
        self.stream.write(chunk.encode("utf-8", "backslashreplace"))

    def close(self) -> None:
        """End writing; a full disk may be told as late as here. Raises ``OSError``."""
        self.stream.flush()
        if self._temporary is not None:
            os.fsync(self.stream.fileno())
        self.stream.close()

    def place(self) -> None:
        """Take the place of the target, with its permissions. Raises ``OSError``."""
        if self._temporary is None:
            return
        if os.path.exists(self._target):
            os.chmod(self._temporary, os.stat(self._target).st_mode & 0o777)
        os.replace(self._temporary, self._target)
        self._temporary = None

    def discard(self) -> None:
        """Remove what has not been put in place. Never raises."""
        # Closing flushes, and may meet the same full disk once more.
        with suppress(OSError):
            self.stream.close()
        if self._temporary is not None:
            with suppress(OSError):
                os.unlink(self._temporary)
            self._temporary = None


class FileSink:
    """A file, and further ones with numbers, all put in place together.

    ``ending`` is the part of the path that a number stands before; ``parts``: whether an earlier
    result may have gone on in such files; ``pages``: the format whose results may have a folder of
    pages, if it is one. Raises ``OSError`` where the file cannot be opened.
    """

    def __init__(self, path: str, ending: str, *, parts: bool = False, pages: str = "") -> None:
        self.path = path
        self._parts = parts
        self._pages = pages
        self._folder: WholeFolder | None = None
        self._stem, self._ending = path[: -len(ending)], path[-len(ending) :]
        self._files = [WholeFile(path)]
        self.write = self._files[0].write
        self.removed: list[str] = []
        """Further files of an earlier result, which are none of this one."""
        self.others: list[str] = []
        """What looks like a further file by its name and is not known to be ours."""

    @property
    def name(self) -> str:
        """Of the first file, as links beside it have it."""
        return os.path.basename(self.path)

    @property
    def stream(self) -> IO[bytes]:
        """The first file."""
        return self._files[0].stream

    def another(self) -> WholeFile:
        """``out-2.sarif`` after ``out.sarif``.

        Raises ``FileExistsError`` where that is somebody else's, and what :class:`WholeFile` does.
        """
        from gxaudit.render.earlier import is_part, numbered

        number = len(self._files) + 1
        path = numbered(self._stem, self._ending, number)
        if holds_something(path) and not is_part(path, number):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
        self._files.append(WholeFile(path))
        return self._files[-1]

    def folder(self) -> WholeFolder | None:
        """``out-reports`` beside ``out.html``. Raises what :class:`WholeFolder` does."""
        if self._folder is None and self._pages and self._files[0].is_regular:
            self._folder = WholeFolder(pages_of(self._stem), self._pages)
        return self._folder

    def commit(self) -> None:
        """Put all files in place, once every one of them is written; then remove further ones that
        an earlier, larger result has left. Raises ``OSError``.
        """
        for each in self._files:
            each.close()
        if self._folder is not None:
            self._folder.place()
        for each in self._files:
            each.place()
        if self._folder is not None:
            self._folder.finish()
        elif self._pages:
            self.removed, self.others = remove_folder(pages_of(self._stem), self._pages)
        if self._parts:
            from gxaudit.render.earlier import remove_parts

            first = len(self._files) + 1
            self.removed, self.others = remove_parts(self._stem, self._ending, first)

    def discard(self) -> None:
        """Remove what has not been put in place. Never raises."""
        for each in self._files:
            each.discard()
        if self._folder is not None:
            self._folder.discard()


def pages_of(stem: str) -> str:
    """The folder of pages of a file whose path begins so."""
    return f"{stem}-reports"


def holds_something(path: str) -> bool:
    """Whether there is such a file and it is not empty."""
    return os.path.isfile(path) and os.path.getsize(path) > 0
