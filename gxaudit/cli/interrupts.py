"""Ctrl-C between two results and never within one, so that what was written can be completed."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType, TracebackType
from typing import Self

_OTHERS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Being told to end, and the terminal being closed (which Windows does not tell)."""


@contextmanager
def as_interrupts() -> Iterator[None]:
    """Within it, whoever ends the process or closes its terminal interrupts it as Ctrl-C does.

    Signals that somebody else handles or ignores stay as they are.
    """
    mine = [each for each in _OTHERS if signal.getsignal(each) is signal.SIG_DFL]
    # Outside the main thread there are no signals to wait for.
    with suppress(ValueError):
        for each in mine:
            signal.signal(each, signal.default_int_handler)
    try:
        yield
    finally:
        with suppress(ValueError):
            for each in mine:
                signal.signal(each, signal.SIG_DFL)


class Interrupts:
    """While it is entered, ``KeyboardInterrupt`` is raised outside :meth:`held` at once, and within
    it at its end; a second Ctrl-C does not wait.

    Signals that somebody else handles or ignores stay as they are.
    """

    def __init__(self) -> None:
        self._held = False
        self._waiting = False
        self._mine: list[signal.Signals] = []

    def __enter__(self) -> Self:
        for each in (signal.SIGINT, *_OTHERS):
            if signal.getsignal(each) is signal.default_int_handler:
                # Outside the main thread there are no signals to wait for.
                with suppress(ValueError):
                    signal.signal(each, self._come)
                    self._mine.append(each)
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        for each in self._mine:
            signal.signal(each, signal.default_int_handler)

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
