"""What an earlier run of ours left in a folder of reports, told apart while thousands are listed.

Judged more strictly than :mod:`gxaudit.render.earlier` does: nobody named the file, and a report
that is taken for a result would not be audited. And at one or two reads a file.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import zlib

from gxaudit.render.earlier import begins, is_signed

_ENDS = 4096
"""Bytes that are looked at from an end, or of a part."""
_PROPERTIES = b"docProps/core.xml"

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""Without waiting for whoever writes into a pipe."""
_OPENING = re.compile("[^\n]{0,1000}: |\\+-|合计：|Total: ".encode())
"""Of a text: a path, a table, or nothing but the end."""
_CLOSING = re.compile(
    "(?:\\A|\n)(?:合计：|Total: )[^\n]*\n(?:(?:豁免：|Waivers: )[^\n]*\n)?"
    "(?:结论：[^\n]*（退出码 \\d+）|Verdict: [^\n]*\\(exit code \\d+\\))\n(?:[^\n]*\n)?\\Z".encode()
)
"""The last lines of a text, whole; one may follow that says where to read on."""
_ENTRY = struct.Struct("<4s24x3H8xL")
"""In the directory of a ZIP: its mark, three lengths, where the part begins; its name follows."""
_PART = struct.Struct("<4s4xH16x2H")
"""Before a part: its mark, how it is packed, two lengths."""


def is_leftover(path: str, form: str) -> bool:
    """Whether a file is surely a result of ours in this format. Never raises."""
    try:
        handle = os.open(path, _FLAGS)
    except OSError:
        return False
    try:
        return _is_ours(handle, form)
    except (OSError, struct.error, zlib.error):
        return False
    finally:
        os.close(handle)


def _is_ours(handle: int, form: str) -> bool:
    told = os.fstat(handle)
    if not stat.S_ISREG(told.st_mode):
        return False
    end = max(0, told.st_size - _ENDS)
    if form in ("docx", "xlsx"):
        return is_signed(_properties(handle, _read(handle, end)))
    head = _read(handle, 0)
    if form != "text":
        return begins(head, form)
    # A report to which somebody has added what was found in it does not begin so.
    return _OPENING.match(head) is not None and _CLOSING.search(_read(handle, end)) is not None


def _properties(handle: int, tail: bytes) -> bytes:
    """The beginning of what an office file says of itself, found in the directory at its end."""
    at = tail.rfind(_PROPERTIES) - _ENTRY.size
    if at < 0:
        return b""
    mark, *_, start = _ENTRY.unpack_from(tail, at)
    if mark != b"PK\x01\x02":
        return b""
    part = _read(handle, start)
    mark, method, name, extra = _PART.unpack_from(part)
    packed = part[_PART.size + name + extra :] if mark == b"PK\x03\x04" else b""
    return zlib.decompressobj(-15).decompress(packed, _ENDS) if method == zlib.DEFLATED else packed


def _read(handle: int, start: int) -> bytes:
    os.lseek(handle, start, os.SEEK_SET)
    return os.read(handle, _ENDS)
