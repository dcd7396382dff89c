"""Where readings and results are kept between the passes of a run, and between runs."""

from __future__ import annotations

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
    """Two SQLite files that processes share: the cache, which lasts, and one for what does not."""

    cache: str | None
    passing: str | None


class Both:
    """The cache, and beside it what is for this run alone, or what the cache does not take."""

    def __init__(self, cache: Database | None, passing: Database | Memory | None) -> None:
        self._cache = cache
        self._passing = passing

    @property
    def lasting(self) -> bool:
        """Whether there is a cache, still."""
        return self._cache is not None and self._cache.works

    def has(self, key: str) -> bool:
        """Whether there is a value at ``key``."""
        return any(each.has(key) for each in (self._cache, self._passing) if each is not None)

    def get(self, key: str) -> object | None:
        """The value at ``key``."""
        for each in (self._cache, self._passing):
            value = None if each is None else each.get(key)
            if value is not None:
                return value
        return None

    def put(self, key: str, value: object, *, keep: bool) -> None:
        """Put a value there. What neither takes is made again where it is needed."""
        if keep and self._cache is not None and self._cache.put(key, value):
            return
        if isinstance(self._passing, Memory):
            self._passing.put(key, value, keep=False)
        elif self._passing is not None:
            self._passing.put(key, value)

    def close(self) -> None:
        """End."""
        for each in (self._cache, self._passing):
            if each is not None:
                each.close()


def opened(place: Place) -> Both:
    """The shelf at a place. A file that cannot be used is done without."""
    return Both(_database(place.cache), _database(place.passing))


def _database(path: str | None) -> Database | None:
    if path is None:
        return None
    from gxaudit.work.sqlite import Database, UnusableError

    try:
        return Database(path)
    except UnusableError:
        return None
