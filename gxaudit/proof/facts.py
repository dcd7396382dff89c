"""The equations of declared rules in one form, as vectors over everything that they look at."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from attrs import frozen

from gxaudit.equations.compile import Compared, Compiled, compile_identity
from gxaudit.equations.vectors import Variable, vector_of
from gxaudit.forms import Form
from gxaudit.proof.feasible import Bound, bound, satisfiable
from gxaudit.report import Number
from gxaudit.rule import Rule


@frozen(eq=False)
class Fact:
    """One equation: ``Σ vector · figures + constant`` against 0 in its relation."""

    rule: Rule
    equation: Compiled
    vector: dict[Variable, int]
    constant: Number

    @property
    def figures(self) -> frozenset[Variable]:
        """Everything that it looks at, in its conditions too."""
        conditions = (vector_of(one)[0] for one in self.equation.when)
        return frozenset(self.vector).union(*conditions)

    @property
    def certain(self) -> bool:
        """Whether it is an equality that every report with these cells must satisfy."""
        return self.equation.exact and self.local

    @property
    def local(self) -> bool:
        """Whether it needs nothing but cells of this report, in its conditions too."""
        return self.equation.must.local and all(one.local for one in self.equation.when)


def facts_of(rules: Sequence[Rule], form: Form, year: int) -> tuple[Fact, ...]:
    """Every equation of the rules that apply to a form in a report year."""
    return tuple(
        Fact(rule, one, *vector_of(one.must))
        for rule in rules
        if applies(rule, form, year)
        for identity in rule.identities
        for one in compile_identity(identity, form)
    )


def applies(rule: Rule, form: Form, year: int) -> bool:
    """Whether a rule judges reports on this form in this report year."""
    if rule.forms is not None and form.name not in rule.forms:
        return False
    return rule.years is None or rule.years[0] <= year <= rule.years[1]


def never_fails(fact: Fact, form: Form) -> bool:
    """Whether no figures at all can break the equation while its conditions hold.

    Counts are not negative; only columns of changes (增减) may be.
    """
    changing = {
        Variable("cell", at) for at, cell in enumerate(form.cells) if cell.column.kind == "change"
    }
    broken = _ways(fact.equation.must, broken=True)
    conditions = [_ways(one, broken=False) for one in fact.equation.when]
    return not any(
        satisfiable([bound for way in ways for bound in way], changing)
        for ways in product(broken, *conditions)
    )


def _ways(compared: Compared, *, broken: bool) -> list[tuple[Bound, ...]]:
    """The ways in which a comparison can hold, or be broken: one of them is enough."""
    vector, constant = vector_of(compared)
    slack = compared.tolerance
    above = bound(vector, constant - slack, strict=True)
    below = bound(vector, constant + slack, strict=True, sign=-1)
    not_above = bound(vector, constant - slack, sign=-1)
    not_below = bound(vector, constant + slack)
    apart: list[tuple[Bound, ...]] = [(above,), (below,)]
    within: list[tuple[Bound, ...]] = [(not_above, not_below)]
    if compared.relation == "=":
        return apart if broken else within
    if compared.relation == "≠":
        return within if broken else apart
    if compared.relation == "≥":
        return [(below,)] if broken else [(not_below,)]
    return [(above,)] if broken else [(not_above,)]
