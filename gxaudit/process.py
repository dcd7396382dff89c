"""Processes of our own that can be killed: rules of foreign plugins run in one, readers in one.

Requests and answers go through the child's standard input and output, as pickles. What comes back
is made of builtins and of what the parent declares harmless, and of nothing else.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from gxaudit.guard import RefusedError
from gxaudit.limit import TimeLimitError
from gxaudit.wording import Text

if TYPE_CHECKING:
    from subprocess import Popen

_START = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from importlib import import_module
import_module(sys.argv[2]).serve(*sys.argv[3:])
"""


class Child:
    """One process that serves: ``module.serve(*arguments)`` runs in it.

    ``harmless`` are the modules whose classes may come back. ``quiet`` throws away what it prints
    to standard error. With ``group`` whatever it starts itself dies with it.
    """

    def __init__(
        self,
        module: str,
        *arguments: str,
        harmless: Collection[str] = (),
        quiet: bool = False,
        group: bool = False,
    ) -> None:
        import json
        from subprocess import DEVNULL, PIPE, Popen

        self._harmless = harmless
        self._group = group and sys.platform != "win32"
        self._popen: Popen[bytes] = Popen(
            [sys.executable, "-c", _START, json.dumps(sys.path), module, *arguments],
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL if quiet else None,
            start_new_session=self._group,
        )

    def send(self, request: object) -> None:
        """Ask for something. Raises ``RefusedError`` where nobody is there any more."""
        try:
            pickle.dump(request, _stream(self._popen.stdin), pickle.HIGHEST_PROTOCOL)
            _stream(self._popen.stdin).flush()
        except OSError as error:
            raise RefusedError(self._ended()) from error

    def answers(self, limit: float) -> Iterator[tuple[str, Any]]:
        """What comes back, until nobody asks on; killed where it takes longer than ``limit``.

        Raises ``TimeLimitError``, and ``RefusedError`` where it ended by itself.
        """
        from threading import Timer

        slow: list[bool] = []

        def kill() -> None:
            slow.append(True)
            self.kill()

        timer = Timer(limit, kill)
        timer.daemon = True
        timer.start()
        try:
            while True:
                yield _Unpickler(_stream(self._popen.stdout), self._harmless).load()
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            if slow:
                raise TimeLimitError from error
            raise RefusedError(self._ended()) from error
        finally:
            timer.cancel()

    def _ended(self) -> Text:
        code = self._popen.wait()
        return Text(
            f"执行它的进程自行结束（退出码 {code}）",
            f"the process that ran it ended by itself (exit code {code})",
        )

    def kill(self) -> None:
        """Stop it at once; any thread may, and whoever waits for its answers learns of it."""
        if sys.platform != "win32" and self._group:
            # It may be gone already, and its group with it.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._popen.pid, signal.SIGKILL)
        self._popen.kill()

    def end(self) -> None:
        """End it, whatever it is doing."""
        self.kill()
        for stream in (self._popen.stdin, self._popen.stdout):
            # What was still to be written, nobody reads.
            with suppress(OSError):
                _stream(stream).close()
        self._popen.wait()


class _Unpickler(pickle.Unpickler):
    """Makes what is harmless. Whoever answers must not choose what runs here."""

    def __init__(self, stream: IO[bytes], harmless: Collection[str]) -> None:
        super().__init__(stream)
        self._harmless = harmless

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401
        if module in self._harmless and name[:1].isupper() and "." not in name:
            return super().find_class(module, name)
        raise RefusedError(
            Text(
                f"它给出的结果里有 {module}.{name}，只能用 gxaudit.api 里的类型",
                f"its verdicts hold {module}.{name}; only types of gxaudit.api may be in them",
            )
        )


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def serving() -> tuple[IO[bytes], IO[bytes]]:
    """In the child: the pipes from and to the parent. What is read from standard input elsewhere
    is empty, what is printed is no answer, and an interrupt from the keyboard is the parent's.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return source, sink


def answer(sink: IO[bytes], kind: str, content: object) -> None:
    """In the child: say something to the parent."""
    # Made whole first: half an answer could not be taken back.
    sink.write(pickle.dumps((kind, content), pickle.HIGHEST_PROTOCOL))
    sink.flush()


def limit_memory(most: int) -> None:
    """No more address space than this. Only the soft limit, which a reader may lift for a program
    that it starts.
    """
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
