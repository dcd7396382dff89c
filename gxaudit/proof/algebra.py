"""Linear algebra over equations: rank, dependence, and how many errors can hide.

Errors in a set of cells go unnoticed only if the columns of those cells in the matrix of
equations are linearly dependent. So the smallest number of dependent columns is the smallest
number of simultaneous errors, of whatever size, that can cancel out; any fewer are noticed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

Variable = TypeVar("Variable", bound=Hashable)
Vector = Mapping[Variable, int]
"""The coefficients of one equation, without zeros."""

LARGEST = 6
"""Cells; sets beyond this size are not searched."""


class Span:
    """The space spanned by vectors that are added one by one."""

    def __init__(self) -> None:
        self._rows: dict[Hashable, dict[Hashable, Fraction]] = {}

    @property
    def rank(self) -> int:
        """How many of the vectors were independent of those before."""
        return len(self._rows)

    def add(self, vector: Mapping[Variable, int]) -> bool:
        """Whether the vector was independent of all before it."""
        rest = self._reduced(vector)
        if not rest:
            return False
        pivot = next(iter(rest))
        factor = rest[pivot]
        self._rows[pivot] = {key: value / factor for key, value in rest.items()}
        return True

    def holds(self, vector: Mapping[Variable, int]) -> bool:
        """Whether the vector lies in the space."""
        return not self._reduced(vector)

    def _reduced(self, vector: Mapping[Variable, int]) -> dict[Hashable, Fraction]:
        rest: dict[Hashable, Fraction] = {key: Fraction(one) for key, one in vector.items() if one}
        for pivot, row in self._rows.items():
            factor = rest.get(pivot)
            if factor:
                for key, value in row.items():
                    left = rest.get(key, Fraction(0)) - factor * value
                    if left:
                        rest[key] = left
                    else:
                        rest.pop(key, None)
        return rest


def smallest_dependent(
    columns: Mapping[Variable, Mapping[int, int]], largest: int = LARGEST
) -> tuple[Variable, ...] | None:
    """A smallest set of columns that are linearly dependent; None if none has up to ``largest``.

    ``columns`` maps a variable to its coefficients by equation. In a smallest set every equation
    that touches one column touches another one too, which keeps the search small.
    """
    order = list(columns)
    touching: dict[int, list[int]] = {}
    for at, name in enumerate(order):
        for row in columns[name]:
            touching.setdefault(row, []).append(at)
    for size in range(1, largest + 1):
        for first in range(len(order)):
            found = _extend([first], size, [columns[name] for name in order], touching)
            if found:
                return tuple(order[at] for at in found)
    return None


def _extend(
    chosen: list[int],
    size: int,
    columns: Sequence[Mapping[int, int]],
    touching: Mapping[int, list[int]],
) -> list[int] | None:
    if len(chosen) == size:
        return chosen if _dependent([columns[at] for at in chosen]) else None
    for at in _candidates(chosen, size, columns, touching):
        found = _extend([*chosen, at], size, columns, touching)
        if found:
            return found
    return None


def _candidates(
    chosen: Sequence[int],
    size: int,
    columns: Sequence[Mapping[int, int]],
    touching: Mapping[int, list[int]],
) -> Iterator[int]:
    """Columns that may come next: those that touch an equation only one chosen column touches."""
    counts: dict[int, int] = {}
    for at in chosen:
        for row in columns[at]:
            counts[row] = counts.get(row, 0) + 1
    lonely = [row for row, count in counts.items() if count == 1]
    # One more column touches a few equations; if more are lonely than all of them could, stop.
    most = max((len(column) for column in columns), default=0)
    if len(lonely) > (size - len(chosen)) * most:
        return
    rows = [min(lonely, key=lambda row: len(touching[row]))] if lonely else list(counts)
    seen = set(chosen)
    for row in rows:
        for at in touching[row]:
            if at > chosen[0] and at not in seen:
                seen.add(at)
                yield at


def _dependent(vectors: Sequence[Mapping[int, int]]) -> bool:
    rows: dict[int, int] = {}
    for vector in vectors:
        for row in vector:
            rows[row] = rows.get(row, 0) + 1
    if any(count == 1 for count in rows.values()):
        return False
    span = Span()
    return not all(span.add(vector) for vector in vectors)
