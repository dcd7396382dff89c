"""Identities of a form as equations over flat cell indices, and their arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from attrs import frozen

from gxaudit.equations.identity import Comparison, Identity, Relation, called
from gxaudit.equations.linear import (
    Elsewhere,
    IdentityError,
    Linear,
    Place,
    places_of,
    sum_of,
)
from gxaudit.finding import Equation, Operand
from gxaudit.forms import Form
from gxaudit.metrics import metric_name
from gxaudit.report import Number, Report, State

__all__ = ["Compared", "Compiled", "IdentityError", "compile_identity", "difference", "holds"]

EMPTY = (State.BLANK, State.MARK)
Values = Sequence[Number | None]
Gap = Callable[[Any], Number]
"""Takes :data:`Values`; raises ``TypeError`` where a figure has no value."""


@frozen(eq=False, repr=False, slots=False)
class Compared:
    """Two sums and the relation between them. ``cells`` are the indices of both."""

    left: Linear
    relation: Relation
    right: Linear
    tolerance: Number
    cells: tuple[int, ...]
    gap: Gap
    """Left minus right over the cells alone; raises ``TypeError`` where one has no value."""
    elsewhere: frozenset[str]
    """The kinds of figures that it needs besides this report's cells."""

    @property
    def local(self) -> bool:
        """Whether it needs nothing but this report's cells."""
        return not self.elsewhere


@frozen(eq=False, repr=False, slots=False)
class Compiled:
    """One equation of an identity. ``total`` is the index of the single cell that the other side
    sums to, or None; ``parts`` are that side's cells; ``anchor`` is where it is reported.
    """

    identity: Identity
    place: Place
    must: Compared
    when: tuple[Compared, ...]
    relation: Relation
    table: int
    total: int | None
    parts: tuple[int, ...]
    cells: tuple[int, ...]
    exact: bool
    """Whether it holds just where ``must.gap`` is 0: a plain equality of this report's cells."""

    @property
    def anchor(self) -> int | None:
        """The total where there is one, else the first cell of the right side, or of the left."""
        if self.total is not None:
            return self.total
        for side in (self.must.right, self.must.left):
            if side.cells:
                return side.cells[0][1]
        return None


@lru_cache(maxsize=4096)
def compile_identity(identity: Identity, form: Form) -> tuple[Compiled, ...]:
    """The equations that an identity stands for in one form.

    Raises :class:`IdentityError` for a row or column that the form does not have.
    """
    return tuple(_instance(identity, form, place) for place in places_of(identity, form))


def _instance(identity: Identity, form: Form, place: Place) -> Compiled:
    must = _compared(identity.must, form, place, identity.tolerance)
    when = tuple(_compared(one, form, place, 0) for one in identity.when)
    total, parts = _total(must)
    return Compiled(
        identity,
        place,
        must,
        when,
        must.relation,
        identity.table,
        total,
        parts,
        must.cells,
        must.local and not when and must.relation == "=" and not identity.tolerance,
    )


def _compared(one: Comparison, form: Form, place: Place, tolerance: Number) -> Compared:
    left, right = sum_of(one.left, form, place), sum_of(one.right, form, place)
    cells = tuple(dict.fromkeys(at for side in (left, right) for _, at in side.cells))
    elsewhere = frozenset(other.kind for side in (left, right) for _, other in side.elsewhere)
    return Compared(left, one.relation, right, tolerance, cells, _gap(left, right), elsewhere)


def _total(must: Compared) -> tuple[int | None, tuple[int, ...]]:
    """The cell that is the plain sum of several others, and those."""
    if must.relation != "=" or not must.local or must.tolerance:
        return None, ()
    for one, other in ((must.left, must.right), (must.right, must.left)):
        plain = all(factor == 1 for factor, _ in one.cells + other.cells)
        bare = not one.constant and not other.constant
        if plain and bare and len(one.cells) == 1 and len(other.cells) > 1:
            return one.cells[0][1], tuple(at for _, at in other.cells)
    return None, ()


def _gap(left: Linear, right: Linear) -> Gap:
    """Left minus right. Nearly all equations are of the first two shapes, and all are hot."""
    constant = left.constant - right.constant
    first, second = _indices(left), _indices(right)
    if not constant and first and second:
        if len(first) == 1:
            (total,), parts = first, _taken(second)
            return lambda values: values[total] - sum(parts(values))
        if len(first) == 2 == len(second):
            (a, b), (c, d) = first, second
            return lambda values: values[a] + values[b] - values[c] - values[d]
    pairs = [*left.cells, *[(-factor, at) for factor, at in right.cells]]
    return lambda values: sum([factor * values[at] for factor, at in pairs], constant)


def _indices(side: Linear) -> list[int]:
    """The cells of a plain sum; none for any other."""
    return [at for _, at in side.cells] if all(factor == 1 for factor, _ in side.cells) else []


def _taken(indices: Sequence[int]) -> Callable[[Any], Iterable[Number]]:
    """Takes the figures of a sum: by slice where the cells are evenly spaced, as most are."""
    step = indices[1] - indices[0] if len(indices) > 1 else 1
    if step > 0 and list(indices) == list(range(indices[0], indices[-1] + 1, step)):
        return itemgetter(slice(indices[0], indices[-1] + 1, step))
    take: Callable[[Any], Iterable[Number]] = itemgetter(*indices)
    return take


def difference(equation: Compiled, values: Values) -> Number | None:
    """Left side minus right side over its cells; None where a value is not there."""
    try:
        return equation.must.gap(values)
    except TypeError:
        return None


def holds(compared: Compared, gap: Number) -> bool:
    """Whether a difference of the two sides satisfies the relation."""
    if compared.relation == "=":
        return -compared.tolerance <= gap <= compared.tolerance
    if compared.relation == "≠":
        return gap != 0
    if compared.relation == "≥":
        return gap >= -compared.tolerance
    return gap <= compared.tolerance


def exceeds(equation: Compiled, report: Report, values: Values) -> bool:
    """Whether the printed parts alone are above the printed total, whatever its blanks are."""
    if equation.total is None:
        return False
    total = values[equation.total]
    if total is None or any(
        values[at] is None and report.states[at] not in EMPTY for at in equation.cells
    ):
        return False
    return sum(value for at in equation.parts if (value := values[at]) is not None) > total


def written(
    compared: Compared, form: Form, values: Values, others: Mapping[Elsewhere, Number] = {}
) -> Equation:
    """The equation with its numbers; figures that are not there are left out."""
    left, right = (
        _operands(side, form, values, others) for side in (compared.left, compared.right)
    )
    return Equation(
        compared.relation,
        left,
        right,
        sum(one.coefficient * one.value for one in left) + compared.left.constant,
        sum(one.coefficient * one.value for one in right) + compared.right.constant,
    )


def _operands(
    side: Linear, form: Form, values: Values, others: Mapping[Elsewhere, Number]
) -> tuple[Operand, ...]:
    made = [
        Operand(form.cells[at].address, form.cells[at].key, value, factor)
        for factor, at in side.cells
        if (value := values[at]) is not None
    ]
    made += [
        Operand(*_names(one, form), value, factor)
        for factor, one in side.elsewhere
        if (value := others.get(one)) is not None
    ]
    return tuple(made)


def _names(one: Elsewhere, form: Form) -> tuple[str, str]:
    """Address and key: ``上年(表三.四[总计])`` and ``last.t3.carried_over_out.total``."""
    if one.kind == "prose":
        return called(one.kind, metric_name(one.name)), f"prose.{one.name}"
    prefix = "last" if one.kind == "last year" else one.kind
    return called(one.kind, one.name), f"{prefix}.{form.cells[form.index(one.name)].key}"
