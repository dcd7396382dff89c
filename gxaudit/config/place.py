"""Where in a configuration something stands, and errors that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from attrs import frozen

from gxaudit.values import WrongValueError, unknown
from gxaudit.wording import Text

_T = TypeVar("_T")
_V = TypeVar("_V")
_KEY = Text("键", "key")


class ConfigError(ValueError):
    """A configuration that cannot be meant; ``message`` says where, what, and what instead."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


@frozen(slots=False)
class Place:
    """A file and the keys that lead to a value of it."""

    file: str
    keys: tuple[str, ...] = ()

    def __truediv__(self, key: str) -> Place:
        return Place(self.file, (*self.keys, key))

    def __str__(self) -> str:
        return self.file + (": " + " › ".join(self.keys) if self.keys else "")

    def error(self, message: Text) -> ConfigError:
        """``message`` with the breadcrumbs before it."""
        return ConfigError(Text(f"{self}: {message.zh}", f"{self}: {message.en}"))

    def take(self, read: Callable[[_V], _T], value: _V) -> _T:
        """``read(value)``. Raises :class:`ConfigError` for what it refuses."""
        try:
            return read(value)
        except WrongValueError as error:
            raise self.error(error.message) from error

    def known(self, name: str, names: Iterable[str], what: Text = _KEY) -> None:
        """Raises :class:`ConfigError` where ``name`` is none of ``names``."""
        known = tuple(dict.fromkeys(names))
        if name not in known:
            raise self.error(unknown(what, name, known).message)

    def only(self, table: Mapping[str, object], keys: Iterable[str]) -> None:
        """Raises :class:`ConfigError` for the first key of ``table`` that is none of ``keys``."""
        known = tuple(keys)
        for key in table:
            self.known(key, known)
