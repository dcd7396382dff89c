"""The equalities that a report must satisfy, over flat cell indices: made once for many reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import gcd

from attrs import field, frozen

from gxaudit.equations.compile import Compiled
from gxaudit.equations.linear import Place
from gxaudit.equations.vectors import vector_of
from gxaudit.forms import Form, Kind
from gxaudit.report import Number

Line = tuple[int, ...]
"""The cells of a row or of a column."""
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
    rows: tuple[Line, ...] = ()
    """The cells of each row, in printed order."""
    columns: tuple[Line, ...] = ()
    """The cells of each column, from the top."""
    neighbours: tuple[tuple[Line, Line], ...] = ()
    """Rows of the same columns that are printed one below the other."""
    members: tuple[frozenset[int], ...] = ()
    """The cells of each equality."""
    degree: int = 0
    """In how many equalities a cell stands at most."""


def exact(value: Number) -> Exact:
    """The same number, to reckon with without rounding."""
    if isinstance(value, int):
        return value
    whole = Fraction(value)
    return whole.numerator if whole.denominator == 1 else whole


def size(value: Exact) -> Exact:
    """The number without its sign."""
    return -value if value < 0 else value


@lru_cache(maxsize=16)
def system_of(form: Form, equations: tuple[Compiled, ...]) -> System:
    """The equalities among ``equations`` that every report with these cells must satisfy.

    Those that look at the prose or at last year's report, have conditions or a tolerance, or are
    no equalities, prove nothing about a cell and are left out. Their order does not matter.
    """
    found = []
    for one in equations:
        if one.exact:
            vector, constant = vector_of(one.must)
            factors = {name.cell: factor for name, factor in vector.items()}
            found.append(equality(factors, constant, (one,)))
    blocks = [
        [
            tuple(range(row.first, row.first + len(row.columns)))
            for row in table.rows
            if row.block == at
        ]
        for table in form.tables
        for at in range(len(table.blocks))
    ]
    return system(found, [cell.column.kind for cell in form.cells], blocks)


def place_of(form: Form, cells: Iterable[int]) -> Place:
    """The row and the column that all of these cells share; None for what they do not share."""
    specs = [form.cells[cell] for cell in cells]
    rows = {id(one.row): one.row for one in specs}
    columns = {(one.table.number, one.column.label): one.column.label for one in specs}
    return Place(
        next(iter(rows.values())) if len(rows) == 1 else None,
        next(iter(columns.values())) if len(columns) == 1 else None,
    )


def equality(
    factors: Mapping[int, int], constant: Number = 0, origins: tuple[Compiled, ...] = ()
) -> Equality:
    """The equality in the one way of many to write it."""
    terms = sorted((cell, factor) for cell, factor in factors.items() if factor)
    divisor = gcd(*[factor for _, factor in terms]) or 1
    if terms and terms[0][1] < 0:
        divisor = -divisor
    rest = Fraction(exact(constant)) / divisor
    whole = rest.numerator if rest.denominator == 1 else rest
    return Equality(tuple((cell, factor // divisor) for cell, factor in terms), whole, origins)


def system(
    equalities: Iterable[Equality], kinds: Sequence[Kind], blocks: Sequence[Sequence[Line]] = ()
) -> System:
    """A system of equalities over as many cells as there are ``kinds``.

    ``blocks`` are the parts of tables whose rows have the same columns. What is said twice counts
    once, and what is true of any figures not at all.
    """
    order = sorted(_merged(equalities), key=lambda one: (one.terms, one.constant))
    touching: dict[int, list[tuple[int, int]]] = {}
    for number, one in enumerate(order):
        for cell, factor in one.terms:
            touching.setdefault(cell, []).append((number, factor))
    return System(
        tuple(order),
        {cell: tuple(found) for cell, found in touching.items()},
        tuple(kinds),
        tuple(row for block in blocks for row in block),
        tuple(column for block in blocks for column in zip(*block, strict=True)),
        tuple(pair for block in blocks for pair in pairwise(block)),
        tuple(frozenset(one.cells) for one in order),
        max((len(found) for found in touching.values()), default=0),
    )


def _merged(equalities: Iterable[Equality]) -> list[Equality]:
    origins: dict[Equality, tuple[Compiled, ...]] = {}
    for one in equalities:
        if one.terms:
            origins[one] = (*origins.get(one, ()), *one.origins)
    return [Equality(one.terms, one.constant, given) for one, given in origins.items()]
