"""The process in which :mod:`gxaudit.readers.guarded` has files read."""

from __future__ import annotations

import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO

from gxaudit.guard import cause
from gxaudit.process import answer, limit_memory, serving
from gxaudit.readers.budget import Budget
from gxaudit.readers.choose import ours
from gxaudit.readers.model import Document, Reader
from gxaudit.readers.wire import packed
from gxaudit.reading.source import SourceError
from gxaudit.wording import Text

_DESERTED = 60.0
"""Seconds; more than reading is given."""


def serve() -> None:
    """Read with our readers what is asked for, until nobody asks any more."""
    source, sink = serving()
    attend(source, sink, {reader.name: reader for reader in ours()})


def attend(source: IO[bytes], sink: IO[bytes], readers: Mapping[str, Reader]) -> None:
    """Answer every request: the name of a reader, the bytes of a file, the memory it may take."""
    while True:
        try:
            name, data, memory = pickle.load(source)
        except EOFError:
            return
        limit_memory(memory)
        with _last_resort(float(getattr(readers[name], "seconds", 0))):
            answered = _read(readers[name], data)
        answer(sink, *answered)


@contextmanager
def _last_resort(seconds: float) -> Iterator[None]:
    """Who asked ends this process after ``seconds``; where that one was killed itself, the system
    does, long afterwards, whatever the process is doing (not on Windows).
    """
    if sys.platform == "win32":
        yield
        return
    signal.alarm(int(_DESERTED + 2 * seconds))
    try:
        yield
    finally:
        signal.alarm(0)


def _read(reader: Reader, data: bytes) -> tuple[str, object]:
    return attempted(lambda: packed(_checked(reader.read(data))))


def attempted(work: Callable[[], object]) -> tuple[str, object]:
    """What ``work`` gave, or how it failed, as :class:`gxaudit.readers.guarded.Reading` has it."""
    try:
        return "document", work()
    except SourceError as error:
        return "refused", tuple(error.message)
    except MemoryError:
        return "memory", None
    except ImportError as error:
        return "missing", str(error)
    except RecursionError:
        return "refused", tuple(_TOO_DEEP)
    # Whatever a reader or a library of its raises: the parent makes a fault of it.
    except BaseException as error:
        return "refused", tuple(_broken(cause(error)))


def _checked(document: Document) -> Document:
    budget = Budget()
    for row in document.rows:
        budget.row(len(row.cells))
    return document


_TOO_DEEP = Text(
    "内容嵌套太深，不像一份年度报告，未读取",
    "its content is nested too deeply for an annual report; not read",
)


def _broken(why: Text) -> Text:
    return Text(
        f"读取失败（{why.zh}）。文件可能已损坏，请用原软件打开并另存后再检查",
        f"reading failed ({why.en}). The file may be damaged; open it in the program that made "
        "it, save it again and check that copy",
    )
