"""The process in which :mod:`gxaudit.annotating.guarded` has files annotated."""

from __future__ import annotations

import pickle

from gxaudit.annotating.document import annotated
from gxaudit.process import answer, limit_memory, serving
from gxaudit.readers.serving import attempted


def serve() -> None:
    """Annotate what is asked for, until nobody asks any more."""
    source, sink = serving()
    while True:
        try:
            data, notes, date, memory = pickle.load(source)
        except EOFError:
            return
        limit_memory(memory)
        answer(sink, *attempted(lambda: annotated(data, notes, date)))  # noqa: B023
