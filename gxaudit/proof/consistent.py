"""Figures that satisfy a set of equations: free ones are drawn, the others follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random

from gxaudit.equations.compile import holds
from gxaudit.equations.vectors import Variable
from gxaudit.forms import Form
from gxaudit.proof.facts import Fact
from gxaudit.report import Number

Figures = dict[Variable, Number]
_TRIES = 200
_LARGEST = 9


def consistent_figures(facts: Sequence[Fact], form: Form, seed: int, count: int) -> list[Figures]:
    """Up to ``count`` different sets of whole figures that satisfy every equation of ``facts``.

    Fewer, or none, where the equations leave nothing to draw or nothing was found.
    """
    solved = _solved([fact for fact in facts if fact.equation.relation == "="])
    if solved is None:
        return []
    random = Random(seed)
    every = {Variable("cell", at) for at in range(len(form.cells))}
    every = every.union(*(fact.figures for fact in facts))
    free = sorted(every - set(solved), key=lambda one: (one.kind, one.cell, one.name))
    found: list[Figures] = []
    for attempt in range(_TRIES):
        figures = _drawn(free, solved, random, most=_LARGEST if attempt < _TRIES // 2 else 1)
        if figures is not None and _satisfied(facts, figures) and figures not in found:
            found.append(figures)
            if len(found) == count:
                break
    return found


Row = tuple[dict[Variable, Fraction], Fraction]
"""A dependent figure: coefficients of free ones, and a constant."""


def _solved(facts: Sequence[Fact]) -> dict[Variable, Row] | None:
    """Dependent figures by free ones; None where the equations contradict one another."""
    rows: dict[Variable, Row] = {}
    for fact in facts:
        vector = {one: Fraction(factor) for one, factor in fact.vector.items()}
        rest, constant = _substituted(vector, Fraction(fact.constant), rows)
        if not rest:
            if constant:
                return None
            continue
        pivot = _pivot(fact, rest)
        factor = rest.pop(pivot)
        row: Row = ({one: -value / factor for one, value in rest.items()}, -constant / factor)
        rows = {one: _inserted(old, pivot, row) for one, old in rows.items()} | {pivot: row}
    return rows


def _substituted(
    vector: Mapping[Variable, Fraction], constant: Fraction, rows: Mapping[Variable, Row]
) -> tuple[dict[Variable, Fraction], Fraction]:
    rest: dict[Variable, Fraction] = {}
    for one, factor in vector.items():
        known = rows.get(one)
        parts, fixed = ({one: Fraction(1)}, Fraction(0)) if known is None else known
        constant += factor * fixed
        for inner, value in parts.items():
            rest[inner] = rest.get(inner, Fraction(0)) + factor * value
    return {one: value for one, value in rest.items() if value}, constant


def _inserted(old: Row, pivot: Variable, row: Row) -> Row:
    if pivot not in old[0]:
        return old
    rest, constant = _substituted(old[0], old[1], {pivot: row})
    return rest, constant


def _pivot(fact: Fact, rest: Mapping[Variable, Fraction]) -> Variable:
    """The total where there is one, since sums of drawn figures are never negative."""
    total = fact.equation.total
    own = None if total is None else Variable("cell", total)
    if own is not None and own in rest:
        return own
    return next((one for one, factor in rest.items() if abs(factor) == 1), next(iter(rest)))


def _drawn(
    free: Sequence[Variable], solved: Mapping[Variable, Row], random: Random, most: int
) -> Figures | None:
    """One draw; figures that would make another negative become 0. None where that fails."""
    figures: Figures = {one: random.randint(0, most) for one in free}
    for _ in range(3):
        dependent = {one: _value(row, figures) for one, row in solved.items()}
        wrong = [one for one, value in dependent.items() if value < 0 or value.denominator != 1]
        if not wrong:
            return figures | {one: int(value) for one, value in dependent.items()}
        for one in wrong:
            for inner, factor in solved[one][0].items():
                if factor < 0 or factor.denominator != 1:
                    figures[inner] = 0
    return None


def _value(row: Row, figures: Mapping[Variable, Number]) -> Fraction:
    parts, constant = row
    return sum((factor * Fraction(figures[one]) for one, factor in parts.items()), constant)


def _satisfied(facts: Sequence[Fact], figures: Figures) -> bool:
    """Whether every equation holds; inequalities are mended with a figure that is free to rise."""
    bound = {one for fact in facts if fact.equation.relation == "=" for one in fact.vector}
    for fact in facts:
        gap = _gap(fact, figures)
        if not holds(fact.equation.must, gap):
            _mend(fact, figures, gap, bound)
    return all(holds(fact.equation.must, _gap(fact, figures)) for fact in facts)


def _gap(fact: Fact, figures: Mapping[Variable, Number]) -> Number:
    total: Number = fact.constant
    for one, factor in fact.vector.items():
        total += factor * figures[one]
    return total


def _mend(fact: Fact, figures: Figures, gap: Number, bound: set[Variable]) -> None:
    wanted = -1 if fact.equation.relation == "≤" else 1
    rising: Iterator[Variable] = (
        one for one, factor in fact.vector.items() if factor * wanted > 0 and one not in bound
    )
    one = next(rising, None)
    if one is not None:
        figures[one] += abs(int(gap)) + 1
