"""A folder of pages that belongs to a file of output, put in place whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

_HIDDEN = re.compile(r"\.gxaudit-[0-9a-f]{16}\.part")
_DAY = 24 * 60 * 60


class WholeFolder:
    """Pages are written into a hidden folder beside the target, which takes its place at the end.

    They are not forced to the disk one by one, as a file of output is: thousands of them would
    take minutes. Raises ``FileExistsError`` where something is at the target that is not ours, and
    ``OSError``.
    """

    def __init__(self, path: str, form: str) -> None:
        from gxaudit.render.earlier import is_folder

        if os.path.lexists(path) and not is_folder(path, form):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
        self.path = path
        self._written: str | None = hidden(path)
        self._earlier: str | None = None
        os.mkdir(self._written)

    @property
    def name(self) -> str:
        """Of the folder, as links beside it have it."""
        return os.path.basename(self.path)

    def page(self, name: str, pieces: Iterable[str]) -> None:
        """Write one page. Raises ``OSError``."""
        assert self._written is not None
        path = os.path.join(self._written, name)
        with open(path, "x", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            stream.writelines(pieces)

    def place(self) -> None:
        """Take the place of an earlier one, which is kept until :meth:`finish`. Raises
        ``OSError``.
        """
        assert self._written is not None
        if os.path.lexists(self.path):
            self._earlier = hidden(self.path)
            os.rename(self.path, self._earlier)
        os.rename(self._written, self.path)
        self._written = None

    def finish(self) -> None:
        """What it belongs to is in place as well. Never raises."""
        if self._earlier is not None:
            _remove(self._earlier)
            self._earlier = None

    def discard(self) -> None:
        """Leave what was there before. Never raises."""
        if self._earlier is not None:
            with suppress(OSError):
                if self._written is None:
                    self._written = hidden(self.path)
                    os.rename(self.path, self._written)
                os.rename(self._earlier, self.path)
                self._earlier = None
        if self._written is not None:
            _remove(self._written)
            self._written = None


def remove_folder(path: str, form: str) -> tuple[list[str], list[str]]:
    """Remove the pages that an earlier, larger result left behind.

    Returns what was removed, and what is not known to be ours and stays. Never raises.
    """
    if not os.path.lexists(path):
        return [], []
    from gxaudit.render.earlier import is_folder

    if not is_folder(path, form):
        return [], [path]
    # Under another name first, so that half of it never stands where the whole one did.
    aside = hidden(path)
    try:
        os.rename(path, aside)
    except OSError:
        return [], [path]
    _remove(aside)
    return [path], []


def hidden(target: str) -> str:
    """A hidden name in the same folder, so that it is never taken for a report."""
    return os.path.join(os.path.dirname(target), f".gxaudit-{os.urandom(8).hex()}.part")


def sweep(target: str, is_left: Callable[[str], object] = _HIDDEN.fullmatch) -> None:
    """Remove what runs that were killed have left beside a target, by name, once nobody can be
    writing it any more: nothing in it is younger than a day. Never raises.
    """
    with suppress(OSError), os.scandir(os.path.dirname(target) or ".") as entries:
        for entry in entries:
            if is_left(entry.name) and _last_written(entry) < time.time() - _DAY:
                _remove(entry.path)


def _last_written(entry: os.DirEntry[str]) -> float:
    times = []
    if entry.is_dir(follow_symlinks=False):
        with os.scandir(entry.path) as within:
            times = [each.stat(follow_symlinks=False).st_mtime for each in within]
    return max(times, default=entry.stat(follow_symlinks=False).st_mtime)


def _remove(path: str) -> None:
    if os.path.isdir(path):
        import shutil

        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            os.unlink(path)
