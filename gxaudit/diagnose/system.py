"""The equalities that a report must satisfy, over flat cell indices: made once for many reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import gcd

from attrs import field, frozen

from gxaudit.equations.compile import Compiled
from gxaudit.equations.vectors import vector_of
from gxaudit.forms import Form, Kind
from gxaudit.report import Number

Exact = int | Fraction
"""A figure that is reckoned with: an integer wherever it is one."""


@frozen(slots=False)
class Equality:
    """``Σ factor · cell + constant = 0``; terms by cell, their factors without common divisor."""

    terms: tuple[tuple[int, int], ...]
    """Pairs of cell and factor."""
    constant: Exact = 0
    origins: tuple[Compiled, ...] = field(default=(), eq=False, repr=False)
    """The declared equations that say so: two rules may say the same."""

    @property
    def cells(self) -> tuple[int, ...]:
        """The indices of its cells."""
        return tuple(cell for cell, _ in self.terms)


@frozen(eq=False, repr=False, slots=False)
class System:
    """Equalities in a canonical order, and where each cell stands in them."""

    equalities: tuple[Equality, ...]
    touching: Mapping[int, tuple[tuple[int, int], ...]]
    """By cell: pairs of equality (by position) and factor."""
    kinds: Sequence[Kind]
    """By cell: what its column holds, and so which values are possible."""
    rows: tuple[tuple[int, ...], ...] = ()
    """The cells of each row of the form, in printed order."""
    tables: tuple[int, ...] = ()
    """By row: the number of its table."""
    degree: int = 0
    """In how many equalities a cell stands at most."""


def exact(value: Number) -> Exact:
    """The same number, to reckon with without rounding."""
    if isinstance(value, int):
        return value
    whole = Fraction(value)
    return whole.numerator if whole.denominator == 1 else whole


@lru_cache(maxsize=16)
def system_of(form: Form, equations: tuple[Compiled, ...]) -> System:
    """The equalities among ``equations`` that every report with these cells must satisfy.

    Those that look at the prose or at last year's report, have conditions or a tolerance, or are
    no equalities, prove nothing about a cell and are left out. Their order does not matter.
    """
    found: dict[Equality, list[Compiled]] = {}
    for one in equations:
        if one.exact:
            vector, constant = vector_of(one.must)
            same = equality({name.cell: factor for name, factor in vector.items()}, constant)
            if same.terms:
                found.setdefault(same, []).append(one)
    made = [Equality(one.terms, one.constant, tuple(origins)) for one, origins in found.items()]
    kinds = [cell.column.kind for cell in form.cells]
    rows = [tuple(range(row.first, row.first + len(row.columns))) for row in form.rows]
    tables = {row.number: table.number for table in form.tables for row in table.rows}
    return system(made, kinds, rows, [tables[row.number] for row in form.rows])


def equality(factors: Mapping[int, int], constant: Number = 0) -> Equality:
    """The equality in the one way of many to write it."""
    terms = sorted((cell, factor) for cell, factor in factors.items() if factor)
    divisor = gcd(*[factor for _, factor in terms]) or 1
    if terms and terms[0][1] < 0:
        divisor = -divisor
    rest = Fraction(exact(constant)) / divisor
    whole = rest.numerator if rest.denominator == 1 else rest
    return Equality(tuple((cell, factor // divisor) for cell, factor in terms), whole)


def system(
    equalities: Iterable[Equality],
    kinds: Sequence[Kind],
    rows: Sequence[Sequence[int]] = (),
    tables: Sequence[int] = (),
) -> System:
    """A system of equalities over as many cells as there are ``kinds``."""
    order = sorted(equalities, key=lambda one: (one.terms, one.constant))
    touching: dict[int, list[tuple[int, int]]] = {}
    for number, one in enumerate(order):
        for cell, factor in one.terms:
            touching.setdefault(cell, []).append((number, factor))
    return System(
        tuple(order),
        {cell: tuple(found) for cell, found in touching.items()},
        tuple(kinds),
        tuple(tuple(row) for row in rows),
        tuple(tables) or (0,) * len(rows),
        max((len(found) for found in touching.values()), default=0),
    )
