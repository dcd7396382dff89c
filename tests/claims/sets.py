"""The labelled sentences, loaded and checked: what a reader is to find, and where.

An entry of one of the sets::

    [[sentence]]
    text = "2023年共收到政府信息公开申请32件，未收取信息处理费。"
    year = 2023
    claims = [
        { metric = "applications_received", value = 32, unit = "件", at = "32" },
        { metric = "fee_zero_statement", value = 0, polarity = "negated", at = "信息处理费" },
    ]

``at`` is the numeral as printed, or the noun denied; ``nth = 2`` says that its second occurrence
in the text is meant. ``qualifier`` and ``ambiguous`` are a claim's own. ``derived`` lists
arithmetic said in the same words (a change on the year), which is no claim. A sentence without
claims has ``claims = []`` and says ``why``: which kind of distractor it holds.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from attrs import frozen

from tests.claims.vocabulary import CATEGORIES, DERIVED, METRICS

HERE = Path(__file__).parent
HELD_BACK = HERE / "held_back.toml"
DEVELOPMENT = HERE / "development.toml"
VARIETY = HERE / "variety.toml"
FRESH = HERE / "fresh.toml"
UNSEEN = HERE / "unseen.toml"

MEASURED_ONLY = (HELD_BACK, UNSEEN)
"""Never built on: nothing but figures is printed of these."""
BUILT_ON = (DEVELOPMENT, VARIETY, FRESH)
"""To build a reader on: what it missed of these is shown."""

_SENTENCE_KEYS = {"text", "year", "claims", "derived", "why"}
_CLAIM_KEYS = {"metric", "value", "unit", "polarity", "qualifier", "at", "nth", "ambiguous"}
_QUALIFIERS = {None, "more_than", "about", "less_than"}


class LabelError(ValueError):
    """A label that no reader could satisfy: says which sentence, what was found, what is due."""


@frozen
class Expected:
    """A claim as labelled. ``start`` and ``end`` are code points of ``at`` in the sentence."""

    metric: str
    value: Decimal
    unit: str | None
    polarity: str
    qualifier: str | None
    ambiguous: bool
    start: int
    end: int


@frozen
class Sentence:
    """A sentence, the year of its report, and every claim that it makes about that year."""

    text: str
    year: int
    claims: tuple[Expected, ...]
    derived: tuple[Expected, ...] = ()
    why: str | None = None

    @property
    def firm(self) -> tuple[Expected, ...]:
        """The claims that a reader may not miss."""
        return tuple(claim for claim in self.claims if not claim.ambiguous)


@lru_cache
def load(path: Path) -> tuple[Sentence, ...]:
    """Every sentence of the file, in its order; ``LabelError`` at the first wrong label."""
    with path.open("rb") as file:
        document = tomllib.load(file, parse_float=Decimal)
    sentences = tuple(sentence(entry) for entry in document["sentence"])
    _refuse_repeats(sentences)
    return sentences


def sentence(entry: Mapping[str, Any]) -> Sentence:
    """One entry of a set; ``LabelError`` where a label cannot be right."""
    text = entry["text"]
    _refuse_unknown(text, entry, _SENTENCE_KEYS)
    made = Sentence(
        text=text,
        year=int(entry["year"]),
        claims=tuple(_expected(text, METRICS, label) for label in entry["claims"]),
        derived=tuple(_expected(text, DERIVED, label) for label in entry.get("derived", ())),
        why=entry.get("why"),
    )
    _refuse_doubles(made)
    if bool(made.claims) == (made.why is not None):
        raise LabelError(f"{text}: either claims, or why = one of the kinds of distractors")
    if made.why is not None and made.why not in CATEGORIES:
        raise LabelError(f"{text}: {made.why!r} is no kind of distractor")
    return made


def plain(text: str) -> str:
    """The text as two sentences are compared: forms of digits and spaces do not matter."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _expected(text: str, names: Iterable[str], label: Mapping[str, Any]) -> Expected:
    _refuse_unknown(text, label, _CLAIM_KEYS)
    if label["metric"] not in names:
        raise LabelError(f"{text}: there is no metric {label['metric']!r}")
    start = _position(text, label["at"], label.get("nth", 1))
    made = Expected(
        metric=label["metric"],
        value=Decimal(label["value"]),
        unit=label.get("unit"),
        polarity=label.get("polarity", "stated"),
        qualifier=label.get("qualifier"),
        ambiguous=label.get("ambiguous", False),
        start=start,
        end=start + len(label["at"]),
    )
    if made.polarity not in {"stated", "negated"} or made.qualifier not in _QUALIFIERS:
        raise LabelError(f"{text}: {made.metric} with {made.polarity!r}, {made.qualifier!r}")
    if made.polarity == "negated" and made.value != 0:
        raise LabelError(f"{text}: {made.metric} is denied and yet {made.value}")
    return made


def _position(text: str, at: str, nth: int) -> int:
    """Where ``at`` occurs for the nth time; occurrences may overlap."""
    found = -1
    for _ in range(nth):
        found = text.find(at, found + 1) if at else -1
        if found < 0:
            raise LabelError(f"{text}: {at!r} does not occur {nth} time(s)")
    return found


def _refuse_unknown(text: str, given: Mapping[str, Any], known: set[str]) -> None:
    if unknown := sorted(set(given) - known):
        raise LabelError(f"{text}: unknown key {unknown[0]!r}, known are {sorted(known)}")


def _refuse_doubles(made: Sentence) -> None:
    for first, second in _pairs(made.claims + made.derived):
        if (first.metric, first.start) == (second.metric, second.start):
            raise LabelError(f"{made.text}: {first.metric} is labelled twice in one place")


def _refuse_repeats(sentences: tuple[Sentence, ...]) -> None:
    seen: set[str] = set()
    for made in sentences:
        if plain(made.text) in seen:
            raise LabelError(f"{made.text}: stands in this set twice")
        seen.add(plain(made.text))


def _pairs(labels: tuple[Expected, ...]) -> Iterator[tuple[Expected, Expected]]:
    for place, first in enumerate(labels):
        for second in labels[place + 1 :]:
            yield first, second
