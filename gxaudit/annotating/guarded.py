"""A file is annotated where files are read: in a process with limits, which can be killed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from gxaudit.annotating.note import Note
from gxaudit.readers.docx import DocxReader
from gxaudit.readers.guarded import MEMORY, Reading


def annotate(data: bytes, notes: Sequence[Note], date: str) -> bytes:
    """See :func:`gxaudit.annotating.document.annotated`. Raises ``SourceError``."""
    with closing(Reading("gxaudit.annotating.serving")) as reading:
        made = reading.asked(DocxReader(), (data, tuple(notes), date, MEMORY))
    assert isinstance(made, bytes)
    return made
