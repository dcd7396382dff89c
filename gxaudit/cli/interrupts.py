"""Ctrl-C between two results and never within one, so that what was written can be completed."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType, TracebackType
from typing import Self


class Interrupts:
    """While it is entered, ``KeyboardInterrupt`` is raised outside :meth:`held` at once, and within
    it at its end; a second Ctrl-C does not wait.

    Signals that somebody else handles or ignores stay as they are.
    """

    def __init__(self) -> None:
        self._held = False
        self._waiting = False
        self._mine = False

    def __enter__(self) -> Self:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            # Outside the main thread there are no signals to wait for.
            with suppress(ValueError):
                signal.signal(signal.SIGINT, self._come)
                self._mine = True
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if self._mine:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """For what must not be broken off half-way."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._waiting:
            self._waiting = False
            raise KeyboardInterrupt

    def finish(self) -> None:
        """From here on only what must not be broken off is left: a first Ctrl-C has nothing to stop
        any more, a second one does not wait.
        """
        self._held = True

    def _come(self, _number: int, _frame: FrameType | None) -> None:
        if self._held and not self._waiting:
            self._waiting = True
            return
        raise KeyboardInterrupt
