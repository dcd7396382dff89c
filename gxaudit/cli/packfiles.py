"""The packs that a command is given: files, or standard input."""

from __future__ import annotations

import sys

from gxaudit.packs import Pack, load_pack, read_pack
from gxaudit.packs.load import MAX_SIZE, file_bytes, pack_text, unreadable
from gxaudit.wording import Text

STDIN = "-"


def given_pack(path: str) -> Pack:
    """The pack in a file, or in standard input for ``-``.

    Raises :class:`~gxaudit.packs.PackError`.
    """
    if path == STDIN:
        return read_pack(pack_text(_stdin_bytes(), path), "stdin")
    return load_pack(path)


def pack_bytes(path: str) -> bytes:
    """What such a file holds. Raises :class:`~gxaudit.packs.UnreadablePackError`."""
    return _stdin_bytes() if path == STDIN else file_bytes(path)


def _stdin_bytes() -> bytes:
    try:
        return sys.stdin.buffer.read(MAX_SIZE + 1)
    # ValueError and AttributeError: it is closed, or there is none.
    except (OSError, ValueError, AttributeError) as error:
        words = Text("标准输入读不了", "standard input cannot be read")
        raise unreadable(STDIN, words) from error
