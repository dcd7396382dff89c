"""In a worker of the cluster: processes of ours that do the tasks, one for each of its threads.

A worker does its work in threads that are no main threads, where no rule could be stopped, and a
file that ends the process would end all that the worker has. So tasks are done in processes that
may be killed; the worker waits for them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from threading import Lock
from time import monotonic

from gxaudit.guard import RefusedError
from gxaudit.limit import TimeLimitError
from gxaudit.process import Child
from gxaudit.wording import Text
from gxaudit.work.blob import packed
from gxaudit.work.setup import OUTCOME, Refused, Setup
from gxaudit.work.task import Lost, Task

_START = 120.0
"""Seconds for a process to be there: more than loading plugins and looking into folders takes."""
_ONE = 120.0
"""Seconds for one file, whatever happens: more than readers and rules are given."""
_FORGOTTEN = 600.0
"""Seconds after which the processes of a run that says nothing are ended, when another begins."""
_TRIES = 2
"""A process may be killed for what another one did."""


class _UnfitError(Exception):
    def __init__(self, reasons: tuple[Text, ...]) -> None:
        super().__init__()
        self.reasons = reasons


class Station:
    """The processes of one run in this worker."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._idle: list[Child] = []
        self._lock = Lock()
        self._ended = False
        self.used = monotonic()

    def ready(self) -> tuple[Text, ...]:
        """Why no process here can do the work; nothing where one can."""
        try:
            self._give(self._taken())
        except _UnfitError as error:
            return error.reasons
        return ()

    def perform(self, tasks: Sequence[Task]) -> list[bytes]:
        """Do tasks one by one; the outcomes, packed. Raises where none can be done here."""
        self.used = monotonic()
        return [self._one(task) for task in tasks]

    def end(self) -> None:
        """End every process."""
        self._ended = True
        with self._lock:
            while self._idle:
                self._idle.pop().end()

    def _one(self, task: Task) -> bytes:
        for _ in range(_TRIES):
            child = self._taken()
            try:
                child.send(task)
                kind, content = next(child.answers(_ONE))
            except TimeLimitError:
                child.end()
                return packed(OUTCOME, Lost(task.path, _TOO_SLOW))
            except RefusedError as error:
                child.end()
                why = error.message
                continue
            self._give(child)
            if kind == "refused":
                raise _UnfitError(_texts(content))
            return bytes(content)
        return packed(OUTCOME, Lost(task.path, _died(why)))

    def _taken(self) -> Child:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return self._begun()

    def _begun(self) -> Child:
        if self._ended:
            raise _UnfitError((_OVER,))
        child = Child("gxaudit.work.serving", quiet=True, group=True)
        try:
            child.send(self._setup)
            kind, content = next(child.answers(_START))
        except (TimeLimitError, RefusedError) as error:
            child.end()
            raise _UnfitError((_unstarted(error),)) from error
        if kind == "refused":
            child.end()
            raise _UnfitError(_texts(content))
        return child

    def _give(self, child: Child) -> None:
        with self._lock:
            if not self._ended:
                self._idle.append(child)
                return
        child.end()


_STATIONS: dict[str, Station] = {}
_LOCK = Lock()


def _station(setup: Setup) -> Station:
    with _LOCK:
        if setup.run not in _STATIONS:
            for run, other in tuple(_STATIONS.items()):
                if monotonic() - other.used > _FORGOTTEN:
                    _STATIONS.pop(run).end()
            _STATIONS[setup.run] = Station(setup)
        return _STATIONS[setup.run]


def _worker() -> str:
    from distributed import get_worker

    return str(get_worker().address)


async def introduce(setup: Setup) -> tuple[Text, ...]:
    """Why this worker cannot do the work; nothing where it can."""
    return await asyncio.to_thread(_station(setup).ready)


def perform(setup: Setup, tasks: Sequence[Task]) -> tuple[float, list[bytes]] | Refused:
    """Do tasks in this worker: the seconds that it took and the outcomes, packed; or why not."""
    try:
        began = monotonic()
        outcomes = _station(setup).perform(tasks)
        return monotonic() - began, outcomes
    except _UnfitError as error:
        return Refused(_worker(), error.reasons)


async def leave(run: str) -> None:
    """The run is over."""
    station = _STATIONS.pop(run, None)
    if station is not None:
        await asyncio.to_thread(station.end)


def _texts(pairs: object) -> tuple[Text, ...]:
    assert isinstance(pairs, list)
    return tuple(Text(str(zh), str(en)) for zh, en in pairs)


def _unstarted(error: TimeLimitError | RefusedError) -> Text:
    if isinstance(error, TimeLimitError):
        return Text(
            f"那里的进程 {_START:g} 秒内没有准备好",
            f"no process there was ready within {_START:g} seconds",
        )
    return error.message


_OVER = Text("这次检查已经结束", "the run is over")
_TOO_SLOW = Text(
    f"处理这个文件超过 {_ONE:g} 秒，已中止，未检查",
    f"the file took longer than {_ONE:g} seconds; it was stopped and not audited",
)


def _died(why: Text) -> Text:
    return Text(
        f"处理这个文件的进程两次中断，未检查：{why.zh}",
        f"the process that worked at the file broke off twice; it was not audited: {why.en}",
    )
