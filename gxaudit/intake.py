"""Stage 1 for every format: the bytes of a file to the text that the later stages read.

Plain text, which most files are, is told apart by a look at its bytes and never pays for the
readers: nothing of :mod:`gxaudit.readers` is imported for it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from gxaudit.reading.source import SourceError, decode, is_surely_text, may_need_straightening
from gxaudit.wording import Text

if TYPE_CHECKING:
    from gxaudit.guard import Origin
    from gxaudit.readers.guarded import Reading
    from gxaudit.readers.model import Document, Reader

TEXT = "text"
MOST_LINES = 500_000
_TOO_MANY = Text(
    f"超过 {MOST_LINES} 行，不像一份年度报告，未检查",
    f"more than {MOST_LINES} lines, which no annual report has; not audited",
)


@frozen(eq=False, repr=False, slots=False)
class Foreign:
    """A reader that a plugin brings."""

    reader: Reader
    origin: Origin


@frozen(eq=False, repr=False, slots=False)
class Source:
    """What a file says."""

    text: str
    encoding: str | None
    format: str = TEXT
    """``text``, or the name of the reader."""
    document: Document | None = None
    """Where the lines of ``text`` stand in the file; None where they are its own lines."""
    faults: tuple[Text, ...] = ()
    """What broke on the way and did not keep the file from being read."""


def take(data: bytes, path: str | None = None, foreign: Sequence[Foreign] = ()) -> Source:
    """Read the bytes of a file. Raises ``SourceError`` with the cause where that is impossible.

    Readers of plugins are asked first: whoever installed one knows the format.
    """
    if not foreign and is_surely_text(data):
        return _text(data)
    from gxaudit.readers.choose import choose, ours, unreadable

    name = os.path.basename(path or "")
    chosen, faults = _asked(foreign, data, name)
    if chosen is not None:
        return _document(chosen.reader, _elsewhere(chosen.origin.plugin), data, faults)
    reader = choose(data, name, ours())
    if reader is not None:
        return _document(reader, _here(), data, faults)
    refused = unreadable(data)
    if refused is not None:
        raise SourceError(refused)
    return _text(data, faults)


def _text(data: bytes, faults: tuple[Text, ...] = ()) -> Source:
    text, encoding = decode(data)
    if text.count("\n") > MOST_LINES:
        raise SourceError(_TOO_MANY)
    if may_need_straightening(text):
        from gxaudit.readers.texts import straightened

        document = straightened(text)
        if document is not None:
            return Source(document.text, encoding, TEXT, document, faults)
    return Source(text, encoding, faults=faults)


def _document(reader: Reader, reading: Reading, data: bytes, faults: tuple[Text, ...]) -> Source:
    from gxaudit.readers.straight import straight

    document = straight(reading.read(reader, data))
    return Source(document.text, document.encoding, reader.name, document, faults)


def _asked(
    foreign: Sequence[Foreign], data: bytes, name: str
) -> tuple[Foreign | None, tuple[Text, ...]]:
    """The one reader of a plugin that takes the file, and what broke while they were asked."""
    if not foreign:
        return None, ()
    from gxaudit.readers.foreign import recognise

    willing, faults = recognise([(each.reader, each.origin) for each in foreign], data, name)
    return (foreign[willing] if willing is not None else None), faults


@lru_cache(maxsize=1)
def _here() -> Reading:
    from gxaudit.readers.guarded import Reading

    return Reading("gxaudit.readers.serving")


@lru_cache(maxsize=16)
def _elsewhere(plugin: str) -> Reading:
    from gxaudit.readers.guarded import Reading

    return Reading("gxaudit.loading.readerside", plugin, ours=False)
