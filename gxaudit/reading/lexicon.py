"""The words of prose by token type. They are data: ``rules/claims.toml`` explains its notation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from attrs import frozen

from gxaudit.reading.patterns import BUILT_IN, LexiconError, Pattern, read_patterns
from gxaudit.resources import resource

SKIPPED = "SKIP"
"""The type of words that leave no token."""

BREAKS = '.，,；;。！？!?（）()【】[]{}“”"…\n<>'
COLONS = "：:"


class Node:
    """A place in the tree of words: what may follow, and the word that ends here, if one does."""

    __slots__ = ("code", "next", "subtype")

    def __init__(self, code: str = "") -> None:
        self.next: dict[str, Node] = {}
        self.code = code
        """The code of the word's token type; "" where no word ends."""
        self.subtype = ""


@frozen(eq=False, repr=False, slots=False)
class Lexicon:
    """Words and sequences, arranged for reading."""

    words: Mapping[str, Node]
    """A tree, by first character."""
    patterns: Mapping[str, tuple[Pattern, ...]]
    """By the code of their first token."""
    codes: Mapping[str, str]
    topics: Mapping[str, str]
    """The topic that a token code sets."""
    stops_clause: frozenset[str]
    stops_sentence: frozenset[str]
    starts_parts: frozenset[str]
    units: Mapping[str, tuple[tuple[str, str | None], ...]]
    """Words behind a number by first character, longest first, with FIGURE, MONEY or None."""
    anchors: re.Pattern[str]
    """A word without which a sentence need not be looked at."""
    scope: re.Pattern[str]
    """A word that shows that a sentence is about disclosure."""


@lru_cache(maxsize=1)
def shipped_lexicon() -> Lexicon:
    """The lexicon in rules/claims.toml."""
    path = resource("rules", "claims.toml")
    try:
        return lexicon(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, LexiconError, KeyError, TypeError) as error:
        raise LexiconError(f"{path.name}: {error}") from error


def lexicon(data: Mapping[str, Any]) -> Lexicon:
    """Build a lexicon from the tables of its file.

    Raises :class:`LexiconError` for a word of two types, an unknown token type in a sequence,
    and a line that is no sequence.
    """
    codes = {name: chr(0xE000 + at) for at, name in enumerate([*BUILT_IN, *data["words"]])}
    stops = data["stops"]
    return Lexicon(
        _words(data, codes),
        read_patterns(data["sequences"], codes),
        codes,
        {codes[name]: topic for topic, names in data["topics"].items() for name in names.split()},
        _set_of(stops["clause"], codes),
        _set_of(stops["sentence"], codes),
        _set_of(stops["part"], codes),
        _units(data["units"]),
        _any_of(data["anchors"]),
        _any_of(data["scope"]),
    )


def _set_of(names: str, codes: Mapping[str, str]) -> frozenset[str]:
    return frozenset(codes[name] for name in names.split())


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words.split())))


def _flat(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Words, the names of their types, subtypes."""
    for qualifier, listed in data["approximators"].items():
        yield from ((word, "APPROXIMATOR", qualifier) for word in listed.split())
    for name, entry in data["words"].items():
        parts = entry if isinstance(entry, Mapping) else {"": entry}
        for subtype, listed in parts.items():
            yield from ((word, name, subtype) for word in listed.split())


def _words(data: Mapping[str, Any], codes: Mapping[str, str]) -> dict[str, Node]:
    root = Node()
    for name, marks in (("BREAK", BREAKS), ("COLON", COLONS)):
        root.next.update({mark: Node(codes[name]) for mark in marks})
    for word, name, subtype in _flat(data):
        node = root
        for character in word:
            following = node.next.get(character)
            if following is None:
                following = node.next[character] = Node()
            node = following
        if node.code:
            raise LexiconError(f"the word {word!r} of {name} is listed twice")
        node.code, node.subtype = codes[name], subtype
    return root.next


def _units(units: Mapping[str, str]) -> dict[str, tuple[tuple[str, str | None], ...]]:
    kinds: dict[str, str | None] = dict.fromkeys(units["other"].split())
    kinds |= dict.fromkeys(units["case"].split(), "FIGURE")
    kinds |= dict.fromkeys(units["money"].split(), "MONEY")
    found: dict[str, list[tuple[str, str | None]]] = {}
    for word in sorted(kinds, key=len, reverse=True):
        found.setdefault(word[0], []).append((word, kinds[word]))
    return {first: tuple(listed) for first, listed in found.items()}
