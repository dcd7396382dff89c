"""The equations of declared rules in one form, as vectors over everything that they look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attrs import frozen

from gxaudit.equations import Compared, Compiled, compile_identity, holds
from gxaudit.forms import Form
from gxaudit.report import Number
from gxaudit.rule import Rule


class Variable(NamedTuple):
    """A figure: a cell of this report (by index), of last year's, or of the prose."""

    kind: str
    """``cell``, ``last year`` or ``prose``."""
    cell: int = -1
    name: str = ""


@frozen(eq=False)
class Fact:
    """One equation: ``Σ vector · figures + constant`` against 0 in its relation."""

    rule: Rule
    equation: Compiled
    vector: dict[Variable, int]
    constant: Number

    @property
    def certain(self) -> bool:
        """Whether it is an equality that every report with these cells must satisfy."""
        one = self.equation
        return one.exact and all(variable.kind == "cell" for variable in self.vector)


def facts_of(rules: Sequence[Rule], form: Form) -> tuple[Fact, ...]:
    """Every equation of the rules that apply to a form."""
    return tuple(
        Fact(rule, one, *vector_of(one.must))
        for rule in rules
        if rule.forms is None or form.name in rule.forms
        for identity in rule.identities
        for one in compile_identity(identity, form)
    )


def vector_of(compared: Compared) -> tuple[dict[Variable, int], Number]:
    """Left minus right as coefficients and a constant; what cancels out is gone."""
    vector: dict[Variable, int] = {}
    for sign, side in ((1, compared.left), (-1, compared.right)):
        parts = [(factor, Variable("cell", at)) for factor, at in side.cells]
        parts += [(factor, Variable("last year", -1, one)) for factor, one in side.last_year]
        parts += [(factor, Variable("prose", -1, one)) for factor, one in side.prose]
        for factor, variable in parts:
            vector[variable] = vector.get(variable, 0) + sign * factor
    kept = {variable: factor for variable, factor in vector.items() if factor}
    return kept, compared.left.constant - compared.right.constant


def never_fails(fact: Fact, form: Form) -> bool:
    """Whether no figures at all can break the equation, given that counts are not negative."""
    if any(_never_holds(one, form) for one in fact.equation.when):
        return True
    return _always_holds(fact.equation.must, form)


def _always_holds(compared: Compared, form: Form) -> bool:
    vector, constant = vector_of(compared)
    low, high = _bounds(vector, constant, form)
    if compared.relation == "=":
        return low == high == 0 or (not vector and holds(compared, constant))
    if compared.relation == "≠":
        return (low is not None and low > 0) or (high is not None and high < 0)
    if compared.relation == "≥":
        return low is not None and low >= -compared.tolerance
    return high is not None and high <= compared.tolerance


def _never_holds(compared: Compared, form: Form) -> bool:
    vector, constant = vector_of(compared)
    low, high = _bounds(vector, constant, form)
    if compared.relation == "=":
        return (low is not None and low > 0) or (high is not None and high < 0)
    if compared.relation == "≠":
        return low == high == 0
    if compared.relation == "≥":
        return high is not None and high < 0
    return low is not None and low > 0


def _bounds(
    vector: dict[Variable, int], constant: Number, form: Form
) -> tuple[Number | None, Number | None]:
    """The least and the greatest value of a sum; None where it has no bound."""
    if not vector:
        return constant, constant
    free = any(
        variable.kind == "cell" and form.cells[variable.cell].column.kind == "change"
        for variable in vector
    )
    rising = not free and all(factor > 0 for factor in vector.values())
    falling = not free and all(factor < 0 for factor in vector.values())
    return (constant if rising else None), (constant if falling else None)
