"""Readers run in a process of their own, with limits on time and memory; it can be killed.

One process reads one file after another: to start it costs more than to read a report. It is
replaced after whatever went wrong, and after so many files that what leaked does not matter.
:mod:`gxaudit.readers.serving` is the other end.
"""

from __future__ import annotations

from typing import Any

from gxaudit.guard import RefusedError
from gxaudit.limit import TimeLimitError
from gxaudit.process import Child
from gxaudit.readers.model import Document, Reader
from gxaudit.readers.wire import unpacked
from gxaudit.reading.source import SourceError
from gxaudit.wording import Text

SECONDS = 7.0
"""For one file, the start of the process included."""
MEMORY = 768_000_000
"""Bytes of address space for one file, where the system can limit it (not on Windows)."""
MOST_FILES = 200
"""After so many the process is replaced."""


class Reading:
    """The process of one plugin's readers, or of ours; started when it is first needed."""

    def __init__(self, module: str, *arguments: str, ours: bool = True) -> None:
        self._start = (module, *arguments)
        self._ours = ours
        self._child: Child | None = None
        self._read = 0

    def read(self, reader: Reader, data: bytes) -> Document:
        """Have ``data`` read. Raises ``SourceError`` with whatever went wrong."""
        return unpacked(self.asked(reader, (reader.name, data, MEMORY)))

    def asked(self, reader: Reader, request: object) -> Any:  # noqa: ANN401
        """What the process answers. Raises ``SourceError`` with whatever went wrong."""
        seconds = float(getattr(reader, "seconds", SECONDS))
        try:
            kind, content = self._ask(request, seconds)
        except TimeLimitError as error:
            raise SourceError(_too_slow(seconds)) from error
        except RefusedError as error:
            raise SourceError(_broke_off(error.message)) from error
        if kind == "refused":
            raise SourceError(Text(*map(str, content)))
        if kind == "missing":
            raise SourceError(missing(reader, str(content)))
        if kind == "memory":
            self.close()
            raise SourceError(_too_much())
        return content

    def _ask(self, request: object, seconds: float) -> tuple[str, Any]:
        child = self._ready()
        try:
            child.send(request)
            return next(child.answers(seconds))
        except BaseException:
            # Whatever it was, the process may still be at it.
            self.close()
            raise

    def _ready(self) -> Child:
        if self._child is not None and self._read >= MOST_FILES:
            self.close()
        if self._child is None:
            import atexit

            atexit.register(self.close)
            self._read = 0
            self._child = Child(*self._start, quiet=self._ours, group=True)
        self._read += 1
        return self._child

    def close(self) -> None:
        """End the process; the next file starts another."""
        import atexit

        child, self._child = self._child, None
        if child is not None:
            atexit.unregister(self.close)
            child.end()


def missing(reader: Reader, why: str) -> Text:
    """A library is not installed: what to install."""
    if reader.extra is None:
        return Text(
            f"读取这种文件（{reader.name}）所需的组件没有装好：{why}",
            f"what reading such a file ({reader.name}) needs is not installed: {why}",
        )
    command = f"pip install 'gxaudit[{reader.extra}]'"
    return Text(
        f"读取这种文件（{reader.name}）要另装组件，请运行：{command}",
        f"reading such a file ({reader.name}) needs more than the base install; run: {command}",
    )


def _too_slow(seconds: float) -> Text:
    return Text(
        f"读取超过 {seconds:g} 秒，已中止。年度报告不会这样庞大，文件可能已损坏或是恶意文件",
        f"reading it took longer than {seconds:g} seconds and was stopped. No annual report is "
        "that large; the file may be damaged or malicious",
    )


def _too_much() -> Text:
    limit = MEMORY // 1_000_000
    return Text(
        f"读取所需内存超过 {limit} MB，已中止。年度报告不会这样庞大，文件可能已损坏或是恶意文件",
        f"reading it takes more than {limit} MB of memory and was stopped. No annual report is "
        "that large; the file may be damaged or malicious",
    )


def _broke_off(why: Text) -> Text:
    return Text(
        f"读取中断：{why.zh}。文件可能已损坏或是恶意文件，请用原软件打开并另存后再检查",
        f"reading broke off: {why.en}. The file may be damaged or malicious; open it in the "
        "program that made it, save it again and check that copy",
    )
