"""A time limit for code that cannot be trusted to end.

One interval timer ticks while a report is judged; each tick looks how long the current rule has
been running and breaks it off. So a rule costs no system call, and a report costs four. The
exception is no ``Exception``, so that ``except Exception`` in a rule does not swallow it; the timer
goes on ticking, so that one that was swallowed comes again.

Code in C that never looks for signals is not stopped; neither is a loop that swallows everything.
Regular expressions look. For the others there is :mod:`gxaudit.judging.worker`.
"""

from __future__ import annotations

import signal
import sys
from time import monotonic
from types import FrameType
from typing import Self

LIMIT = 10.0
"""Seconds that one rule may take for one report, where nothing else is configured."""
_TICKS = 10
_SHORTEST = 0.005


class TimeLimitError(BaseException):
    """The limit has been reached."""


class Clock:
    """Watches one piece of code after another, each between ``start`` and ``stop``.

    ``works`` says whether it can: not on Windows, and not outside the main thread.
    """

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.works = False
        self.overran = False
        """Whether the code that was started last has reached the limit."""
        self._since: float | None = None

    def start(self) -> None:
        """From now on time counts."""
        self.overran = False
        self._since = monotonic()

    def stop(self) -> None:
        """From now on nothing is broken off."""
        self._since = None

    if sys.platform != "win32":

        def __enter__(self) -> Self:
            try:
                self._handler = signal.signal(signal.SIGALRM, self._tick)
            except ValueError:  # not the main thread
                return self
            tick = max(self.limit / _TICKS, _SHORTEST)
            self._timer = signal.setitimer(signal.ITIMER_REAL, tick, tick)
            self.works = True
            return self

        def __exit__(self, *_: object) -> None:
            if self.works:
                self.works = False
                signal.setitimer(signal.ITIMER_REAL, *self._timer)
                signal.signal(signal.SIGALRM, self._handler)

        def _tick(self, _number: int, _frame: FrameType | None) -> None:
            since = self._since
            if since is not None and monotonic() - since >= self.limit:
                self.overran = True
                raise TimeLimitError

    else:

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            """Nothing was set."""
