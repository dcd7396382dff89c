"""Writing a file anew, whole or not at all, in the encoding that it had."""

from __future__ import annotations

import codecs
import os

from gxaudit.reading.source import decode


def encoded_like(text: str, data: bytes) -> bytes:
    """``text`` in the encoding, with the byte order mark and the newlines of ``data``.

    Raises ``SourceError`` where ``data`` is no text.
    """
    _, encoding = decode(data)
    raw = data.decode(encoding)
    if raw.count("\r\n") * 2 > raw.count("\n"):
        text = text.replace("\n", "\r\n")
    if data.startswith(codecs.BOM_UTF16_LE):
        return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    if data.startswith(codecs.BOM_UTF16_BE):
        return codecs.BOM_UTF16_BE + text.encode("utf-16-be")
    return text.encode(encoding)


def rewrite(path: str, data: bytes) -> None:
    """Replace what a file holds; a link keeps pointing to it, its permissions stay.

    Raises ``OSError``; the file then holds what it held.
    """
    from tempfile import NamedTemporaryFile

    target = os.path.realpath(path)
    mode = os.stat(target).st_mode & 0o7777
    with NamedTemporaryFile(dir=os.path.dirname(target), suffix=".tmp", delete=False) as file:
        kept = file.name
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            file.close()
            os.unlink(kept)
            raise
    try:
        os.chmod(kept, mode)
        os.replace(kept, target)
    except OSError:
        os.unlink(kept)
        raise
