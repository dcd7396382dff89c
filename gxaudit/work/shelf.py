"""Where readings and results are kept between the passes of a run, and between runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Shelf(Protocol):
    """Values by key. What was put there by one process, another finds."""

    @property
    def lasting(self) -> bool:
        """Whether what is put there to be kept is there in another run."""

    def has(self, key: str) -> bool:
        """Whether there is a value at ``key``."""

    def get(self, key: str) -> object | None:
        """The value at ``key``; None where there is none that can be trusted."""

    def put(self, key: str, value: object, *, keep: bool) -> None:
        """Put a value there. Without ``keep`` it is for this run alone."""

    def close(self) -> None:
        """End; what was not to be kept goes."""


class Memory:
    """A shelf for the few files of a short run in one process."""

    lasting = False

    def __init__(self) -> None:
        self._values: dict[str, object] = {}

    def has(self, key: str) -> bool:
        """Whether there is a value at ``key``."""
        return key in self._values

    def get(self, key: str) -> object | None:
        """The value at ``key``."""
        return self._values.get(key)

    def put(self, key: str, value: object, *, keep: bool) -> None:  # noqa: ARG002
        """Put a value there; nothing outlives the run."""
        self._values[key] = value

    def close(self) -> None:
        """Let everything go."""
        self._values.clear()


class Nothing(Memory):
    """A shelf that holds nothing, for a run that reads each file once."""

    def put(self, key: str, value: object, *, keep: bool) -> None:
        """Nobody will ask for it."""


@contextmanager
def open_shelf(place: str | None, *, lasting: bool = False) -> Iterator[Shelf]:
    """The shelf at a path, or one in memory."""
    shelf: Shelf
    if place is None:
        shelf = Memory()
    else:
        from gxaudit.work.sqlite import Database

        shelf = Database(place, lasting=lasting)
    try:
        yield shelf
    finally:
        shelf.close()
