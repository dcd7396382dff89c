"""In a worker of the cluster: processes of ours that do the tasks, one for each of its threads.

A worker does its work in threads that are no main threads, where no rule could be stopped, and a
file that ends the process would end all that the worker has. So tasks are done in processes that
may be killed, as those of a pool are; the worker waits for them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Lock
from time import monotonic

from gxaudit.wording import Text
from gxaudit.work.hand import ClosedError, Hand, UnfitError
from gxaudit.work.setup import Refused, Setup
from gxaudit.work.task import Outcome, Task

_FORGOTTEN = 600.0
"""Seconds after which the processes of a run that says nothing are ended, when another begins."""


class Station:
    """The processes of one run in this worker."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._hands: list[Hand] = []
        self._idle: list[Hand] = []
        self._lock = Lock()
        self._starting = Lock()
        self.used = monotonic()

    def look(self) -> None:
        """Have a process ready. Raises ``UnfitError`` where it would find something else."""
        with self._hand() as hand:
            if not hand.ready():
                raise UnfitError((_NOBODY,))

    def perform(self, tasks: Sequence[Task]) -> list[Outcome]:
        """One outcome a task. Raises ``UnfitError``, and ``ClosedError`` once the run is over."""
        with self._hand() as hand:
            done = hand.perform(tasks)
        outcomes = [one for one in done if not isinstance(one, Task)]
        if len(outcomes) < len(done):
            raise UnfitError((_NOBODY,))
        return outcomes

    @contextmanager
    def _hand(self) -> Iterator[Hand]:
        self.used = monotonic()
        with self._lock:
            hand = self._idle.pop() if self._idle else self._hired()
        try:
            yield hand
        finally:
            with self._lock:
                self._idle.append(hand)

    def _hired(self) -> Hand:
        hand = Hand(self._setup, self._setup.limit, self._starting, "gxaudit.work.clusterside")
        self._hands.append(hand)
        return hand

    def end(self) -> None:
        """End every process, whatever it is doing."""
        for hand in self._hands:
            hand.close()
            with suppress(ClosedError):
                hand.end()


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


async def introduce(setup: Setup) -> tuple[Text, ...]:
    """Why this worker cannot do the work; nothing where it can."""
    try:
        # Elsewhere, since the worker has to answer its scheduler meanwhile.
        await asyncio.to_thread(_station(setup).look)
    except UnfitError as error:
        return error.reasons
    return ()


def perform(setup: Setup, tasks: Sequence[Task]) -> list[Outcome] | Refused:
    """Do tasks in this worker: their outcomes, or why it does not."""
    from distributed import get_worker

    try:
        return _station(setup).perform(tasks)
    except UnfitError as error:
        return Refused(str(get_worker().address), error.reasons)


async def leave(run: str) -> None:
    """The run is over."""
    station = _STATIONS.pop(run, None)
    if station is not None:
        await asyncio.to_thread(station.end)


_NOBODY = Text("那里启动不了进程", "no process can be started there")
