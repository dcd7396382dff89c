"""Several lexicon files as one: the first is whole, the others add to it and take nothing away."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from gxaudit.reading.notation import LexiconError

_LISTS = ("anchors", "scope", "labels")
_TABLES = (
    "metrics",
    "units",
    "approximators",
    "topics",
    "registers",
    "stops",
    "marks",
    "lists",
    "joined",
)
_NOTATION = ("sequences", "phrases", "words")


def merged(files: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The tables of some lexicon files (name and text) put together.

    Raises :class:`LexiconError`, naming the file, for what is no TOML, for an unknown table and
    for entries of the wrong kind.
    """
    data: dict[str, Any] = {name: "" for name in (*_LISTS, "sequences")}
    data |= {name: {} for name in (*_TABLES, "phrases", "words")}
    for name, text in files:
        try:
            _add(data, tomllib.loads(text))
        except (tomllib.TOMLDecodeError, LexiconError) as error:
            raise LexiconError(f"{name}: {error}") from error
    return data


def _add(data: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, entry in more.items():
        if key not in (*_LISTS, *_TABLES, *_NOTATION):
            known = ", ".join(sorted((*_LISTS, *_TABLES, *_NOTATION)))
            raise LexiconError(f"there is no table {key!r}; a lexicon has {known}")
        expected: type = str if key in _LISTS or key == "sequences" else dict
        if not isinstance(entry, expected):
            raise LexiconError(f"{key}: found {type(entry).__name__}, expected {expected.__name__}")
        if key in _LISTS:
            data[key] += " " + entry
        elif key == "sequences":
            data[key] += "\n" + entry
        elif key == "phrases":
            _add_phrases(data[key], entry)
        elif key == "words":
            _add_words(data[key], entry)
        else:
            for name, listed in entry.items():
                data[key][name] = f"{data[key].get(name, '')} {_words(listed, f'{key}.{name}')}"


def _add_phrases(data: dict[str, str], more: Mapping[str, Any]) -> None:
    for name, written in more.items():
        if name in data:
            raise LexiconError(f"the phrase {name!r} is there already")
        data[name] = _words(written, f"phrases.{name}")


def _add_words(data: dict[str, Any], more: Mapping[str, Any]) -> None:
    for name, entry in more.items():
        if not name.isupper():
            raise LexiconError(f"words.{name}: a token type is written in capitals")
        parts = entry if isinstance(entry, Mapping) else {"": entry}
        known = data.setdefault(name, {})
        for subtype, listed in parts.items():
            words = _words(listed, f"words.{name}.{subtype}".rstrip("."))
            known[subtype] = f"{known.get(subtype, '')} {words}"


def _words(listed: object, place: str) -> str:
    if not isinstance(listed, str):
        raise LexiconError(
            f"{place}: found {type(listed).__name__}, expected words with spaces between them"
        )
    return listed
