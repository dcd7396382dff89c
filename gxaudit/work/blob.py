"""Values as bytes: compressed pickles with a checksum, of which only harmless ones are opened.

A cache lies where others may write. Whatever is in it, opening it runs nothing: the classes of a
value must be records of ours, which have no behaviour when they are made.
"""

from __future__ import annotations

import io
import pickle
import zlib
from functools import cache
from hashlib import blake2b
from importlib import import_module
from typing import Any

_DIGEST = 16
_MOST = 400_000_000
"""Bytes that a value may have: more than any report has."""
MODULES = frozenset(
    (
        "gxaudit.cause",
        "gxaudit.corpus.record",
        "gxaudit.coverage",
        "gxaudit.finding",
        "gxaudit.intake",
        "gxaudit.pipeline",
        "gxaudit.readers.model",
        "gxaudit.report",
        "gxaudit.settle",
        "gxaudit.work.task",
        "gxaudit.wording",
    )
)
_OTHERS = frozenset((("decimal", "Decimal"), ("gxaudit.forms", "form_named"), ("datetime", "date")))


class DamagedError(Exception):
    """What was kept is not what was put there."""


def packed(key: str, value: object) -> bytes:
    """A value as bytes that belong to ``key``."""
    body = zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)
    return _sum(key, body) + body


def unpacked(key: str, blob: bytes) -> object:
    """The value. Raises :class:`DamagedError` where these bytes were not made by :func:`packed`
    for ``key``, or hold what is not ours.
    """
    given, body = blob[:_DIGEST], blob[_DIGEST:]
    if given != _sum(key, body):
        raise DamagedError(key)
    try:
        return _Unpickler(io.BytesIO(_expanded(body))).load()
    # Bytes that nobody made for this: what raises is as they are.
    except Exception as error:
        raise DamagedError(key) from error


def _expanded(body: bytes) -> bytes:
    stream = zlib.decompressobj()
    data = stream.decompress(body, _MOST)
    if not stream.eof:
        raise ValueError
    return data


def _sum(key: str, body: bytes) -> bytes:
    return blake2b(body, digest_size=_DIGEST, key=key.encode()[:64]).digest()


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401
        return _harmless(module, name)


@cache
def _harmless(module: str, name: str) -> Any:  # noqa: ANN401
    """What a value may be made with. Raises ``UnpicklingError`` for anything else."""
    if (module, name) in _OTHERS:
        return getattr(import_module(module), name)
    if module in MODULES and name[:1].isupper() and "." not in name:
        found = getattr(import_module(module), name, None)
        # Not what such a module has imported from elsewhere.
        if isinstance(found, type) and found.__module__ == module:
            return found
    raise pickle.UnpicklingError(f"{module}.{name}")
