"""The words of prose by token type, and the sequences of types that say a figure.

They are data: ``rules/claims.toml`` explains its notation, and any number of further files in the
same notation may add to it. A lexicon is built into plain data (:func:`built`); of our own this is
kept in ``gxaudit/_compiled/claims.json``, so that a start need not build it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from attrs import frozen

from gxaudit.reading.automaton import Automaton, automaton_of
from gxaudit.reading.notation import BUILT_IN, TOPICS, LexiconError, Line, Reading, read_lines
from gxaudit.resources import resource

FILE = Path(__file__).resolve().parent.parent / "_compiled" / "claims.json"
SKIPPED = "SKIP"
_WATCHED = (SKIPPED, "OTHER", "PETITION", "PAST", "SINCE")
"""Types of words that may turn out to mean something else."""
"""The type of words that leave no token."""
BREAKS = ".，,。！？!?…\n①②③④⑤⑥⑦⑧⑨⑩"
OPENING = "（([【{<"
CLOSING = "）)]】}>"
COLONS = "：:"
SEMICOLONS = "；;"
_FIRST_CODE = 0xE000

Data = Mapping[str, Any]


@frozen(eq=False, repr=False, slots=False)
class Lexicon:
    """Words and sequences, arranged for reading."""

    words: Mapping[str, Any]
    """A tree by character; "" holds code and subtype of the word that ends there."""
    watched: frozenset[str]
    """Codes of words that need a closer look before they are tokens."""
    automaton: Automaton
    codes: Mapping[str, str]
    """The code of each token type, one character; "" for words that leave no token."""
    topics: Mapping[str, str]
    """The topic that a token code sets."""
    registers: Mapping[str, str]
    """The name under which the subtype of a token of this code is remembered."""
    stops_clause: str
    stops_sentence: str
    starts_parts: str
    labels: str
    """Codes of what “分别” deals figures out to."""
    lists: Mapping[str, str]
    """What several tokens of one code joined by “和” become, by that code."""
    units: Mapping[str, tuple[tuple[str, str | None], ...]]
    """Words behind a number by first character, longest first, with FIGURE, MONEY or None."""
    anchors: re.Pattern[str]
    """A word without which a sentence need not be looked at."""
    scope: re.Pattern[str]
    """A word that shows that a sentence is about disclosure."""
    joined: Mapping[tuple[str, str], str]
    """Two subtypes that are one when they stand joined: another subtype, or a type."""
    known: frozenset[str]
    """Every metric."""
    derived: frozenset[str]
    """Metrics that are no claims but arithmetic on them."""


@lru_cache(maxsize=1)
def shipped_lexicon() -> Lexicon:
    """The lexicon in rules/claims.toml: from its built form where that is current."""
    source = resource("rules", "claims.toml").read_text(encoding="utf-8")
    try:
        kept = json.loads(FILE.read_text(encoding="utf-8"))
        if kept["source"] == source:
            return lexicon_of(kept["data"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return lexicon_of(built([("claims.toml", source)]))


def built(files: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """One lexicon from some files (name and text) as plain data; later files add to the first.

    Raises :class:`LexiconError`, naming the file, for what is no TOML or no lexicon, a word of
    two types, an unknown token type, metric or condition in a sequence, and two sequences that
    say different things of the same tokens.
    """
    from gxaudit.reading.merging import merged

    data = merged(files)
    codes = codes_of(data)
    lines = lines_of(data)
    made = automaton_of(lines, codes)
    units = data["units"]
    return {
        "codes": codes,
        "words": _words(data, codes),
        "nodes": [list(node) for node in made.nodes],
        "readings": [list(reading) for reading in made.readings],
        "topics": _by_code(data["topics"], codes, known=TOPICS),
        "registers": _by_code(data["registers"], codes),
        "stops": {name: _set_of(listed, codes) for name, listed in data["stops"].items()},
        "labels": _set_of(data["labels"], codes),
        "lists": {code: codes[name] for code, name in _by_code(data["lists"], codes).items()},
        "units": _units(units),
        "joined": [[*pair.split(), name] for name, pair in data["joined"].items()],
        "known": " ".join(data["metrics"].values()).split(),
        "anchors": data["anchors"].split(),
        "scope": data["scope"].split(),
        "derived": data["metrics"]["derived"].split(),
    }


def lines_of(data: Data) -> list[Line]:
    """The sequences of a merged lexicon file."""
    types = frozenset(_types(data)) - {SKIPPED}
    metrics = frozenset(name for listed in data["metrics"].values() for name in listed.split())
    return read_lines(data["sequences"], types, data["phrases"], metrics)


def lexicon_of(data: Data) -> Lexicon:
    """The lexicon of plain data, as :func:`built` makes it."""
    readings = [_reading(*each) for each in data["readings"]]
    return Lexicon(
        words=data["words"],
        watched=frozenset(data["codes"][name] for name in _WATCHED),
        automaton=Automaton(data["nodes"], readings),
        codes=data["codes"],
        topics=data["topics"],
        registers=data["registers"],
        stops_clause=data["stops"]["clause"],
        stops_sentence=data["stops"]["sentence"],
        starts_parts=data["stops"]["part"],
        labels=data["labels"],
        lists=data["lists"],
        units={first: tuple(map(tuple, listed)) for first, listed in data["units"].items()},
        joined={(one, two): name for one, two, name in data["joined"]},
        known=frozenset(data["known"]),
        anchors=_any_of(data["anchors"]),
        scope=_any_of(data["scope"]),
        derived=frozenset(data["derived"]),
    )


def _reading(
    line: str, claims: list[tuple[str, int, list[str]]], denies: bool, *listed: list[str]
) -> Reading:
    said = tuple((name, which, tuple(metrics)) for name, which, metrics in claims)
    return Reading(line, said, denies, *map(tuple, listed))


def _types(data: Data) -> list[str]:
    """Every token type: built in, made of joined words, listed."""
    made = [name for name in (*data["lists"], *data["joined"]) if name.isupper()]
    return [*BUILT_IN, *made, *data["words"]]


def codes_of(data: Data) -> dict[str, str]:
    """The code of each token type of a merged lexicon file; "" for words that are skipped."""
    names = dict.fromkeys(_types(data))
    names.pop(SKIPPED, None)
    return {SKIPPED: ""} | {name: chr(_FIRST_CODE + at) for at, name in enumerate(names)}


def _set_of(names: str, codes: Mapping[str, str]) -> str:
    return "".join(_code(name, codes) for name in names.split())


def _code(name: str, codes: Mapping[str, str]) -> str:
    if name not in codes:
        raise LexiconError(f"there is no token type {name!r}")
    return codes[name]


def _by_code(
    section: Mapping[str, str], codes: Mapping[str, str], known: Iterable[str] = ()
) -> dict[str, str]:
    if known and not set(section) <= set(known):
        raise LexiconError(f"there is no topic {min(set(section) - set(known))!r}")
    return {_code(name, codes): key for key, names in section.items() for name in names.split()}


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def _flat(data: Data) -> Iterator[tuple[str, str, str]]:
    """Words, the names of their types, subtypes."""
    for qualifier, listed in data["approximators"].items():
        yield from ((word, "APPROXIMATOR", qualifier) for word in listed.split())
    for mark, listed in data["marks"].items():
        yield from ((word, SKIPPED, mark) for word in listed.split())
    for name, entry in data["words"].items():
        parts = entry if isinstance(entry, Mapping) else {"": entry}
        for subtype, listed in parts.items():
            yield from ((word, name, subtype) for word in listed.split())


def _words(data: Data, codes: Mapping[str, str]) -> dict[str, Any]:
    marks = (
        *(("BREAK", "", BREAKS), ("BREAK", "open", OPENING), ("BREAK", "close", CLOSING)),
        *(("COLON", "", COLONS), ("SEMICOLON", "", SEMICOLONS)),
    )
    root: dict[str, Any] = {
        mark: {"": [codes[name], subtype]} for name, subtype, all_ in marks for mark in all_
    }
    taken: dict[str, str] = {}
    for word, name, subtype in _flat(data):
        called = f"{name}.{subtype}" if subtype else name
        if taken.get(word, called) != called:
            raise LexiconError(f"the word {word!r} is listed under {taken[word]} and {called}")
        taken[word] = called
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = [codes[name], subtype]
    return root


def _units(units: Mapping[str, str]) -> dict[str, list[tuple[str, str | None]]]:
    kinds: dict[str, str | None] = dict.fromkeys(units["other"].split())
    kinds |= dict.fromkeys(units["case"].split(), "FIGURE")
    kinds |= dict.fromkeys(units["money"].split(), "MONEY")
    found: dict[str, list[tuple[str, str | None]]] = {}
    for word in sorted(kinds, key=lambda one: (-len(one), one)):
        found.setdefault(word[0], []).append((word, kinds[word]))
    return found


__all__ = ["BREAKS", "FILE", "SKIPPED", "Lexicon", "LexiconError", "built", "shipped_lexicon"]
