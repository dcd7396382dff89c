"""Reports whose prose may be much the same: found without comparing each with every other.

A signature has 128 numbers of 16 bits, each the least of a hash over all runs of five characters;
two texts agree in about as many of them as they have runs in common (MinHash, Broder 1997). Texts
with four adjacent numbers in common are candidates (locality-sensitive hashing).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from gxaudit.likeness import own_sentences, runs
from gxaudit.report import Report
from gxaudit.wording import Text

NUMBERS = 128
BAND = 4
"""Adjacent numbers; 32 bands find texts that have 7 in 10 runs in common 999 times in 1000."""
RUN = 5
LEAST = 100
"""Runs; the prose of a report with fewer says too little."""
ALIKE = 40
"""Numbers in common that make a candidate: some three tenths."""
MOST = 3
"""Candidates for one report."""
_TRIES = 16
"""Comparisons that one report begins."""
_CROWD = 8
"""Neighbours to look at where very many share a band."""
_SEED = 20190515
_LOW = int.from_bytes(b"\x7f\xff" * NUMBERS)
_HIGH = int.from_bytes(b"\x80\x00" * NUMBERS)
NO_LIBRARY = Text(
    "查找内容雷同的报告需要组件 rensa，请运行：pip install 'gxaudit[corpus]'",
    "finding reports that are alike needs rensa: pip install 'gxaudit[corpus]'",
)


@lru_cache(maxsize=1)
def _library() -> Any | None:  # noqa: ANN401
    try:
        import rensa
    except ImportError:
        return None
    return rensa.RMinHash


def sketch(report: Report) -> bytes | None:
    """The signature of a report's own prose; empty where that is too little, None where the
    library is missing.
    """
    library = _library()
    if library is None:
        return None
    found: set[str] = set()
    for sentence in own_sentences(report):
        found.update(runs(sentence, RUN))
    if len(found) < LEAST:
        return b""
    hashed = library(num_perm=NUMBERS, seed=_SEED)
    hashed.update(list(found))
    return struct.pack(f"<{NUMBERS}H", *(number & 0xFFFF for number in hashed.digest()))


Signed = tuple[str, bytes]
"""A body, and the signature of its report."""


def alike(reports: Sequence[Signed]) -> list[tuple[int, ...]]:
    """For each report the places of those of other bodies that may be like it, best first.

    At most :data:`MOST` each. Depends on the order of ``reports``; takes time near linear in their
    number, however many of them are alike.
    """
    found: list[list[tuple[int, int]]] = [[] for _ in reports]
    for one, other in _pairs(reports):
        common = agreement(reports[one][1], reports[other][1])
        if common >= ALIKE:
            found[one].append((-common, other))
            found[other].append((-common, one))
    return [tuple(place for _, place in sorted(each)[:MOST]) for each in found]


def agreement(one: bytes, other: bytes) -> int:
    """How many of their numbers two signatures have in common."""
    differ = int.from_bytes(one) ^ int.from_bytes(other)
    # All numbers at once: the highest bit of each tells whether any of its bits is set.
    return NUMBERS - ((((differ & _LOW) + _LOW) | differ) & _HIGH).bit_count()


def _pairs(reports: Sequence[Signed]) -> Iterator[tuple[int, int]]:
    """Places of reports to compare, the lower first; each of them a few times at most."""
    tried = [0] * len(reports)
    seen: set[int] = set()
    for crowd in _crowds(reports):
        for at, one in enumerate(crowd):
            for other in crowd[at + 1 : at + 1 + _CROWD]:
                if tried[one] >= _TRIES:
                    break
                key = min(one, other) * len(reports) + max(one, other)
                if key not in seen and reports[one][0] != reports[other][0]:
                    seen.add(key)
                    tried[one] += 1
                    tried[other] += 1
                    yield min(one, other), max(one, other)


def _crowds(reports: Sequence[Signed]) -> Iterator[list[int]]:
    """Places of reports that share a band, those with everything in common first."""
    # In this order most of what is nearly alike stands together, which matters in a crowd.
    order = sorted(range(len(reports)), key=lambda place: (reports[place][1], place))
    order = [place for place in order if reports[place][1]]
    whole = slice(0, 2 * NUMBERS)
    bands = [slice(start, start + 2 * BAND) for start in range(0, 2 * NUMBERS, 2 * BAND)]
    for band in (whole, *bands):
        first: dict[bytes, int] = {}
        crowds: dict[bytes, list[int]] = {}
        for place in order:
            key = reports[place][1][band]
            other = first.setdefault(key, place)
            # A list for each that is alone would be most of the work.
            if other != place:
                crowds.setdefault(key, [other]).append(place)
        yield from crowds.values()
