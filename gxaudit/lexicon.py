"""The words of prose by token type, and the token sequences that say a figure.

Both are data (``rules/claims.toml``). A sequence is compiled to a regular expression over token
codes, one character a token: it has no repetition, so a match is bounded by its own length.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from attrs import frozen

from gxaudit.resources import resource

BUILT_IN = (
    *("FIGURE", "MONEY", "APPROXIMATOR", "GAP", "BREAK", "COLON"),
    *("THIS_YEAR", "LAST_YEAR", "NEXT_YEAR", "OTHER_YEAR"),
)
"""Token types that the reader makes itself; all others are lists of words."""
SKIPPED = "SKIP"
_ANCHORS = ("START", "END", "STOP")
_NAME = re.compile(r"[A-Z][A-Z_]*")
_TOPICS = ("applications", "disputes", "fees", "notices", "norms", "disclosure", "other")

Word = tuple[str, str, str]
"""A word, the code of its token type and its subtype ("" where it has none)."""


class LexiconError(ValueError):
    """A lexicon that cannot be used; says which word or sequence and why."""


@frozen
class Pattern:
    """A token sequence and what it says.

    ``claims`` pairs a token code with metrics: of a figure they take the value, of any other
    token they are a zero said by negation. No claims means: known, and nothing to read.
    """

    sequence: str
    tokens: re.Pattern[str]
    claims: tuple[tuple[str, tuple[str, ...]], ...]
    metrics: frozenset[str]
    """Every metric of ``claims``."""
    topic: str | None
    """What the sentence must be about."""
    after: tuple[str, ...]
    """The last total read in the sentence must be one of these, where there are any."""
    scope: bool
    """Whether the sentence must be about disclosure."""
    whole: bool
    """Whether it is never said of a part (after 其中)."""
    zero: bool
    """Whether it says something of a figure 0 only."""
    once: bool
    """Whether it says nothing where the sentence has the metric already."""


@frozen(eq=False)
class Lexicon:
    """Words by their first two characters (or the only one), longest first; patterns by the
    code of their first token.
    """

    words: Mapping[str, tuple[Word, ...]]
    patterns: Mapping[str, tuple[Pattern, ...]]
    codes: Mapping[str, str]
    topics: Mapping[str, str]
    """The topic that a token code sets."""
    stops_clause: frozenset[str]
    stops_sentence: frozenset[str]
    starts_parts: frozenset[str]
    units: Mapping[str, tuple[tuple[str, str | None], ...]]
    """Words behind a number by first character, longest first, with FIGURE, MONEY or None."""
    approximators: Mapping[str, str]
    """Qualifiers by the word that stands before a number."""
    anchors: re.Pattern[str]
    scope: re.Pattern[str]


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

    Raises :class:`LexiconError` for a word of two types and for a sequence with an unknown type.
    """
    codes = _codes(data["words"])
    approximators = {
        word: qualifier for qualifier, words in data["approximators"].items() for word in words
    }
    stops = data["stops"]
    return Lexicon(
        _words(data["words"], approximators, codes),
        _patterns(data["patterns"], codes),
        codes,
        {codes[name]: topic for topic, names in data["topics"].items() for name in names},
        frozenset(codes[name] for name in stops["clause"]),
        frozenset(codes[name] for name in stops["sentence"]),
        frozenset(codes[name] for name in stops["part"]),
        _units(data["units"]),
        approximators,
        _any_of(data["anchors"]),
        _any_of(data["scope"]),
    )


def _codes(words: Mapping[str, Any]) -> dict[str, str]:
    """One character for each token type, from the private use area."""
    names = [*BUILT_IN, *words]
    return {name: chr(0xE000 + number) for number, name in enumerate(names)}


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def _flat(words: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, entry in words.items():
        if isinstance(entry, Mapping):
            for subtype, listed in entry.items():
                yield from ((word, name, subtype) for word in listed)
        else:
            yield from ((word, name, "") for word in entry)


def _words(
    words: Mapping[str, Any], approximators: Mapping[str, str], codes: Mapping[str, str]
) -> dict[str, tuple[Word, ...]]:
    known: dict[str, Word] = {
        word: (word, codes["APPROXIMATOR"], qualifier) for word, qualifier in approximators.items()
    }
    for word, name, subtype in _flat(words):
        if not word or word in known:
            raise LexiconError(f"the word {word!r} of {name} is empty or listed twice")
        known[word] = (word, codes[name], subtype)
    found: dict[str, list[Word]] = {}
    for word in sorted(known, key=len, reverse=True):
        found.setdefault(word[:2], []).append(known[word])
    return {first: tuple(listed) for first, listed in found.items()}


def _units(units: Mapping[str, list[str]]) -> dict[str, tuple[tuple[str, str | None], ...]]:
    kinds: dict[str, str | None] = dict.fromkeys(units["other"])
    kinds |= dict.fromkeys(units["case"], "FIGURE")
    kinds |= dict.fromkeys(units["money"], "MONEY")
    found: dict[str, list[tuple[str, str | None]]] = {}
    for word in sorted(kinds, key=len, reverse=True):
        found.setdefault(word[0], []).append((word, kinds[word]))
    return {first: tuple(listed) for first, listed in found.items()}


def _patterns(
    listed: Iterable[Mapping[str, Any]], codes: Mapping[str, str]
) -> dict[str, tuple[Pattern, ...]]:
    found: dict[str, list[Pattern]] = {}
    for data in listed:
        pattern, firsts = _pattern(data, codes)
        for first in firsts:
            found.setdefault(first, []).append(pattern)
    return {first: tuple(patterns) for first, patterns in found.items()}


def _pattern(data: Mapping[str, Any], codes: Mapping[str, str]) -> tuple[Pattern, str]:
    sequence = data["sequence"]
    topic = data.get("topic")
    if topic is not None and topic not in _TOPICS:
        raise LexiconError(f"{sequence}: there is no topic {topic!r}")
    tokens, firsts = _compile(sequence, codes)
    claims = tuple((codes[name], tuple(metrics)) for name, metrics in data["claims"].items())
    metrics = frozenset(metric for _, listed in claims for metric in listed)
    flags = [bool(data.get(name, False)) for name in ("scope", "whole", "zero", "once")]
    after = tuple(data.get("after", ()))
    return Pattern(sequence, tokens, claims, metrics, topic, after, *flags), firsts


def _compile(sequence: str, codes: Mapping[str, str]) -> tuple[re.Pattern[str], str]:
    """The sequence over token codes, and the codes that it can begin with."""
    breaks = codes["BREAK"] + codes["COLON"]
    places = {
        "START": f"(?<![^{breaks}])",
        "END": f"(?=[{breaks}{codes['AND']}]|$)",
        "STOP": f"(?=[{breaks}]|$|{codes['AND']}?{codes['NOT']})",
    }
    parts: list[str] = []
    firsts = ""
    for step in sequence.split():
        if step in _ANCHORS:
            parts.append(places[step])
            continue
        optional = step.endswith("?")
        choice = "".join(_code(name, sequence, codes) for name in step.rstrip("?").split("|"))
        between = f"{codes['DE']}?" if firsts else ""
        parts.append(f"(?:{between}[{choice}])?" if optional else f"{between}[{choice}]")
        if not firsts and optional:
            raise LexiconError(f"{sequence}: a sequence cannot begin with {step}")
        firsts = firsts or choice
    if not firsts:
        raise LexiconError(f"{sequence!r} has no token")
    return re.compile("".join(parts)), firsts


def _code(name: str, sequence: str, codes: Mapping[str, str]) -> str:
    if name not in codes or not _NAME.fullmatch(name):
        raise LexiconError(f"{sequence}: there is no token type {name!r}")
    return codes[name]
