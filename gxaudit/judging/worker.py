"""Rules of foreign plugins in a process of their own, which can be killed.

One process a plugin, started when it is first needed. Requests and verdicts go through its own
standard input and output, as pickles: what comes back may hold verdicts, texts and numbers and
nothing else. :mod:`gxaudit.judging.workerside` is the other end.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from gxaudit.guard import Origin, RefusedError
from gxaudit.judging.running import Sitting, Take
from gxaudit.judging.verdicts import checked
from gxaudit.limit import TimeLimitError
from gxaudit.options import options_of
from gxaudit.rule import Rule
from gxaudit.wording import Text

if TYPE_CHECKING:
    from subprocess import Popen

START_LIMIT = 70.0
"""Seconds for Python, the engine and the plugin to be there: more than loading may take."""
_START = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from gxaudit.judging.workerside import serve
serve(sys.argv[2])
"""
_HARMLESS = {"gxaudit.finding", "gxaudit.wording", "decimal"}


class _Unpickler(pickle.Unpickler):
    """Makes verdicts and what they consist of. A plugin must not choose what runs here."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401
        if module in _HARMLESS and name[:1].isupper() and "." not in name:
            return super().find_class(module, name)
        raise RefusedError(
            Text(
                f"它给出的结果里有 {module}.{name}，只能用 gxaudit.api 里的类型",
                f"its verdicts hold {module}.{name}; only types of gxaudit.api may be in them",
            )
        )


def _values(options: object) -> dict[str, object] | None:
    """The options of a rule by field; None for the defaults."""
    if options is None:
        return None
    fields = options_of(type(options))
    return {each.field: getattr(options, each.field) for each in fields}


class Worker:
    """Runs checks of foreign plugins elsewhere; one for a whole run."""

    def __init__(self) -> None:
        self._processes: dict[str, _Process] = {}

    def run(
        self, rule: Rule, origin: Origin, sitting: Sitting, options: object, take: Take
    ) -> None:
        """Run one rule and hand over its verdicts as they come.

        Raises ``TimeLimitError``, and ``RefusedError`` for whatever else ended it.
        """
        process = self._process(origin.plugin)
        # What was read from prose goes along: over there only one plugin adds to the lexicon.
        read = sitting.report
        said = (read.claims, read.derived, read.breakdowns, read.percentages)
        blanks = tuple(each.value for each in read.blanks)
        report = (sitting.text, blanks, said, read.file)
        try:
            process.send((rule.id, None if process.report == report else report, _values(options)))
            process.report = report
            for kind, content in process.answers(sitting.clock.limit):
                if kind == "end":
                    break
                take(checked(content, sitting.extent))
        except BaseException:
            # Whatever it was, the process may still be at it.
            self._drop(origin.plugin)
            raise
        if content is not None:
            raise RefusedError(content)

    def _process(self, plugin: str) -> _Process:
        if plugin not in self._processes:
            if not self._processes:
                import atexit

                atexit.register(self.close)
            process = _Process(plugin)
            self._processes[plugin] = process
            try:
                _expect_ready(process)
            except BaseException:
                self._drop(plugin)
                raise
        return self._processes[plugin]

    def _drop(self, plugin: str) -> None:
        process = self._processes.pop(plugin, None)
        if process is not None:
            process.end()

    def close(self) -> None:
        """End every process."""
        for plugin in tuple(self._processes):
            self._drop(plugin)


def _expect_ready(process: _Process) -> None:
    for _, refused in process.answers(START_LIMIT):
        if refused is not None:
            raise RefusedError(refused)
        return


class _Process:
    """One process, serving one plugin."""

    def __init__(self, plugin: str) -> None:
        import json
        from subprocess import PIPE, Popen

        self.report: object = None
        """What it was told of last."""
        self._popen: Popen[bytes] = Popen(
            [sys.executable, "-c", _START, json.dumps(sys.path), plugin],
            stdin=PIPE,
            stdout=PIPE,
        )

    def send(self, request: object) -> None:
        """Ask for something. Raises ``RefusedError`` where nobody is there any more."""
        try:
            pickle.dump(request, _stream(self._popen.stdin))
            _stream(self._popen.stdin).flush()
        except OSError as error:
            raise RefusedError(self._ended()) from error

    def answers(self, limit: float) -> Iterator[tuple[str, Any]]:
        """What comes back, until nobody asks on; killed where it takes longer than ``limit``."""
        from threading import Timer

        slow: list[bool] = []

        def kill() -> None:
            slow.append(True)
            self._popen.kill()

        timer = Timer(limit, kill)
        timer.daemon = True
        timer.start()
        try:
            while True:
                yield _Unpickler(_stream(self._popen.stdout)).load()
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

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._popen.kill()
        for stream in (self._popen.stdin, self._popen.stdout):
            # What was still to be written, nobody reads.
            with suppress(OSError):
                _stream(stream).close()
        self._popen.wait()


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream
