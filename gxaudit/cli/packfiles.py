"""The packs that a command is given: files, or standard input."""

from __future__ import annotations

import sys

from gxaudit.packs.load import MAX_SIZE, Pack, load_pack, pack_text, read_pack, unreadable
from gxaudit.wording import Text

STDIN = "-"


def given_pack(path: str) -> Pack:
    """The pack in a file, or in standard input for ``-``.

    Raises :class:`~gxaudit.packs.PackError`.
    """
    if path == STDIN:
        return read_pack(pack_text(stdin_bytes(), path), "stdin", None)
    return load_pack(path)


def stdin_bytes() -> bytes:
    """Standard input, no more of it than a pack may have and one byte.

    Raises :class:`~gxaudit.packs.UnreadablePackError`.
    """
    try:
        return sys.stdin.buffer.read(MAX_SIZE + 1)
    # ValueError and AttributeError: it is closed, or there is none.
    except (OSError, ValueError, AttributeError) as error:
        words = Text("标准输入读不了", "standard input cannot be read")
        raise unreadable(STDIN, words) from error
