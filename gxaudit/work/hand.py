"""One worker of a pool: a process of its own, replaced whenever it ends.

It is asked for several tasks at once and answers one by one. So when it ends it is known which task
it was at: what was answered counts, that task is tried again in another process, and it is given up
once it has ended so many of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from threading import Lock

from gxaudit.guard import RefusedError
from gxaudit.limit import TimeLimitError
from gxaudit.process import Child
from gxaudit.wording import Text
from gxaudit.work.blob import MODULES
from gxaudit.work.task import Lost, Outcome, Task

SIDE = "gxaudit.work.poolside"
"""The module that serves in a worker."""
TRIES = 3
"""How often a file may end a process. Once may be chance: somebody killed it, memory was short."""
_SLOW = 2
"""What running into the limit counts for, since that is hardly chance."""
_STARTS = 5
"""How often in succession a process may fail to start before none is started any more."""
_START_LIMIT = 70.0
"""Seconds for Python, the engine and the plugins to be there: more than loading may take."""
_HARMLESS = MODULES | {"gxaudit.work.task"}


class ClosedError(Exception):
    """The pool was closed while it worked."""


class UnfitError(Exception):
    """The process would find something else than others, or nothing; ``reasons`` say why."""

    def __init__(self, reasons: Sequence[Text]) -> None:
        super().__init__(*(one.en for one in reasons))
        self.reasons = tuple(reasons)


class _NobodyError(Exception):
    """No process can be started."""


class Hand:
    """One worker. ``limit`` is for one task, in seconds; ``starting`` is held where one starts.

    ``far`` is the module that serves in its process, by default the pool's; ``outfit`` is what that
    is told.
    """

    def __init__(
        self, outfit: object, limit: float, starting: Lock, far: str | None = None
    ) -> None:
        self._outfit = outfit
        self._far = far or SIDE
        self._limit = limit
        self._starting = starting
        self._child: Child | None = None
        self._closed = False
        self._starts = _STARTS

    def perform(self, tasks: Sequence[Task]) -> list[Outcome | Task]:
        """One outcome a task, or the task where no process can be started any more.

        Raises :class:`ClosedError` once the pool is closed, and :class:`UnfitError`.
        """
        done: list[Outcome | Task] = []
        left = deque(tasks)
        spent, why = 0, _UNKNOWN
        while left:
            before = len(left)
            try:
                self._ask(left, done)
                continue
            except _NobodyError:
                if spent:
                    done.append(Lost(left.popleft().path, _given_up(why)))
                return [*done, *left]
            except TimeLimitError:
                why, price = self._too_slow(), _SLOW
            except RefusedError as error:
                why, price = error.message, 1
            self.end()
            spent = price + (spent if len(left) == before else 0)
            if spent >= TRIES:
                done.append(Lost(left.popleft().path, _given_up(why)))
                spent = 0
        return done

    def _ask(self, left: deque[Task], done: list[Outcome | Task]) -> None:
        """Raises ``TimeLimitError`` or ``RefusedError`` where the process ended at the first one
        that is still left.
        """
        child = self._child or self._started()
        child.send(tuple(left))
        while left:
            kind, content = next(child.answers(self._limit))
            if kind != "outcome":
                raise RefusedError(content)
            left.popleft()
            done.append(content)

    def _started(self) -> Child:
        while self._starts:
            try:
                child = self._start()
                self._starts = _STARTS
                return child
            except (TimeLimitError, RefusedError, OSError):
                self._starts -= 1
            self.end()
        raise _NobodyError

    def _start(self) -> Child:
        with self._starting:
            if self._closed:
                raise ClosedError
            child = self._child = Child(self._far, harmless=_HARMLESS, group=True)
        child.send(self._outfit)
        kind, content = next(child.answers(_START_LIMIT))
        if kind == "unfit":
            self.end()
            raise UnfitError(content)
        return child

    def ready(self) -> bool:
        """Have a process ready; whether there is one. Raises :class:`UnfitError`."""
        try:
            return bool(self._child or self._started())
        except _NobodyError:
            return False

    def close(self) -> None:
        """Any thread may: whoever waits for an answer gets none."""
        with self._starting:
            self._closed = True
            if self._child is not None:
                self._child.kill()

    def end(self) -> None:
        """End the process. Raises :class:`ClosedError` where that was the end of the pool."""
        with self._starting:
            child, self._child = self._child, None
        if child is not None:
            child.end()
        if self._closed:
            raise ClosedError

    def _too_slow(self) -> Text:
        return Text(f"超过 {self._limit:g} 秒", f"longer than {self._limit:g} seconds")


_UNKNOWN = Text("原因不明", "nobody knows why")


def _given_up(why: Text) -> Text:
    return Text(
        f"处理这个文件的进程一再中断（{why.zh}），未检查。文件可能已损坏或是恶意文件，"
        "请用原软件打开并另存后再检查",
        f"every process that worked at this file broke off ({why.en}); it was not audited. It may "
        "be damaged or malicious; open it in the program that made it, save it again and check "
        "that copy",
    )
