"""Where readings and results are kept between the passes of a run, and between runs."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

if TYPE_CHECKING:
    from gxaudit.work.sqlite import Database


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


@frozen(slots=False)
class Place:
    """Two SQLite files: the cache, which lasts, and one for what does not."""

    cache: str | None
    passing: str | None
    """None where one process does everything and has the memory for it."""


class Both:
    """The cache, and beside it what is for this run alone, or what the cache does not take."""

    def __init__(self, cache: Database | None, passing: Database | Memory) -> None:
        self._cache = cache
        self._passing = passing

    @property
    def lasting(self) -> bool:
        """Whether there is a cache, still."""
        return self._cache is not None and self._cache.works

    def has(self, key: str) -> bool:
        """Whether there is a value at ``key``."""
        return (self._cache is not None and self._cache.has(key)) or self._passing.has(key)

    def get(self, key: str) -> object | None:
        """The value at ``key``."""
        kept = None if self._cache is None else self._cache.get(key)
        return self._passing.get(key) if kept is None else kept

    def put(self, key: str, value: object, *, keep: bool) -> None:
        """Put a value there. What neither takes is made again where it is needed."""
        if not (keep and self._cache is not None and self._cache.put(key, value)):
            if isinstance(self._passing, Memory):
                self._passing.put(key, value, keep=False)
            else:
                self._passing.put(key, value)

    def close(self) -> None:
        """End."""
        for each in (self._cache, self._passing):
            if each is not None:
                each.close()


def opened(place: Place) -> Shelf:
    """The shelf at a place. A file that cannot be used is done without."""
    if place.cache is None and place.passing is None:
        return Memory()
    from gxaudit.work.sqlite import Database, UnusableError

    cache: Database | None = None
    passing: Database | Memory = Memory()
    if place.cache is not None:
        with suppress(UnusableError):
            cache = Database(place.cache)
    if place.passing is not None:
        with suppress(UnusableError):
            passing = Database(place.passing)
    return Both(cache, passing)
