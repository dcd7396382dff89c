"""Paths as URIs."""

from __future__ import annotations

import os
from urllib.parse import quote


def relative_path(path: str) -> str | None:
    """The path below the current folder, with slashes; None where it is not in there."""
    inside = os.path.relpath(path) if path and _same_drive(path) else os.pardir
    parts = inside.split(os.sep)
    return None if parts[0] == os.pardir else "/".join(parts)


def relative_uri(path: str) -> str | None:
    """:func:`relative_path`, percent-encoded.

    Bytes of a file name that are no valid text are encoded as they are.
    """
    inside = relative_path(path)
    return None if inside is None else quoted(inside)


def absolute_uri(path: str) -> str:
    """The path as a percent-encoded ``file:`` URI."""
    whole = os.path.abspath(path).replace(os.sep, "/")
    return "file://" + "/" * (not whole.startswith("/")) + quoted(whole)


def _same_drive(path: str) -> bool:
    here = os.path.splitdrive(os.path.abspath(os.curdir))[0]
    return os.path.splitdrive(os.path.abspath(path))[0].lower() == here.lower()


def quoted(path: str) -> str:
    """A path percent-encoded, slashes left as they are."""
    # Surrogates that stand for no byte can be in no file name; they are kept apart all the same.
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = path.encode("utf-8", "surrogatepass")
    return quote(data, safe="/")
