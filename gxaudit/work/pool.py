"""Tasks in several processes of this machine, any of which may be killed at any moment.

Each process has pipes of its own and a thread that waits for it, and shares nothing with the others
but the shelf. So the end of one is the end of a pipe, which is noticed at once and stops nobody
else. Pools that share queues or locks do not survive it: pebble 5.2, tried for this, gave up in six
of six runs after at most four of its processes had been killed, since one that dies while it waits
for work breaks the pool, and one that dies while it takes a task keeps its lock. It is also why no
semaphores are left behind.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock

from gxaudit.work.batches import batches
from gxaudit.work.hand import ClosedError, Hand
from gxaudit.work.outfit import Outfit
from gxaudit.work.task import Outcome, Task

_BATCH = 0.08
"""Seconds of work that are asked for at once: asking takes a thousandth of it."""
_LARGEST = 32
_AHEAD = 32
"""Batches for each process that may be done ahead of the one whose turn it is: when one file takes
as long as reading may take, the others need not wait."""
_LOOK = 0.5
"""Seconds after which a Ctrl-C is seen where waiting itself is not interrupted (Windows)."""


class Pool:
    """``jobs`` processes, started when there is something to do. ``limit`` is in seconds, for one
    file: more than its readers and rules may take, which are watched more closely. What is left
    where the system starts no processes is done ``here``.
    """

    def __init__(
        self, outfit: Outfit, jobs: int, limit: float, here: Callable[[Task], Outcome]
    ) -> None:
        self._here = here
        starting = Lock()
        self._hands = [Hand(outfit, limit, starting) for _ in range(jobs)]
        self._idle: SimpleQueue[Hand] = SimpleQueue()
        for hand in self._hands:
            self._idle.put(hand)
        self._threads = ThreadPoolExecutor(jobs)

    def run(self, tasks: Iterable[Task]) -> Generator[Outcome]:
        """One outcome a task, in the order of the tasks, which are taken as they are needed."""
        under_way: deque[Future[list[Outcome | Task]]] = deque()
        most = _AHEAD * len(self._hands)
        try:
            for batch in batches(tasks, _BATCH, _LARGEST):
                under_way.append(self._threads.submit(self._perform, batch))
                while under_way and (len(under_way) >= most or under_way[0].done()):
                    yield from self._outcomes(under_way.popleft())
            while under_way:
                yield from self._outcomes(under_way.popleft())
        finally:
            for each in under_way:
                each.cancel()

    def _outcomes(self, future: Future[list[Outcome | Task]]) -> Iterator[Outcome]:
        for done in _awaited(future):
            yield self._here(done) if isinstance(done, Task) else done

    def _perform(self, tasks: Sequence[Task]) -> list[Outcome | Task]:
        hand = self._idle.get()
        try:
            return hand.perform(tasks)
        finally:
            self._idle.put(hand)

    def close(self) -> None:
        """End every process, whatever it is doing."""
        for hand in self._hands:
            hand.close()
        self._threads.shutdown(cancel_futures=True)
        for hand in self._hands:
            with suppress(ClosedError):
                hand.end()


def _awaited(future: Future[list[Outcome | Task]]) -> list[Outcome | Task]:
    while True:
        with suppress(TimeoutError):
            return future.result(timeout=_LOOK)
