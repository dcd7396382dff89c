"""Whether linear inequalities have a solution: Fourier–Motzkin elimination in fractions.

The equations of rules are few and short, so that its growth does not matter: figures that stand
in all of them with the same factors are one figure here.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from attrs import frozen

from gxaudit.report import Number

Figure = TypeVar("Figure", bound=Hashable)


@frozen
class Bound:
    """``Σ factors · figures + constant ≥ 0``, or ``> 0`` where it is strict."""

    factors: Mapping[Hashable, Fraction]
    constant: Fraction
    strict: bool = False


def bound(
    factors: Mapping[Figure, Number], constant: Number, *, strict: bool = False, sign: int = 1
) -> Bound:
    """``sign`` times a sum, not below 0 (above it where ``strict``)."""
    return Bound(
        {one: sign * Fraction(factor) for one, factor in factors.items() if factor},
        sign * Fraction(constant),
        strict,
    )


def satisfiable(bounds: Iterable[Bound], free: Collection[Hashable] = ()) -> bool:
    """Whether any figures satisfy all bounds; those not in ``free`` are not negative.

    Over fractions: where it says no there are no whole figures either.
    """
    left = _merged(list(bounds), free)
    while True:
        figures = {one for each in left for one in each.factors}
        if not figures:
            return all(_true(each) for each in left)
        left = _without(min(figures, key=lambda one: _growth(one, left)), left)


def _merged(bounds: Sequence[Bound], free: Collection[Hashable]) -> list[Bound]:
    """The bounds over sums of figures that always stand together, and what is not negative."""
    together: dict[Hashable, Hashable] = {}
    for figure in {one for each in bounds for one in each.factors}:
        column = tuple(each.factors.get(figure, Fraction(0)) for each in bounds)
        together[figure] = (figure in free, column)
    merged = [
        Bound(
            {together[one]: factor for one, factor in each.factors.items() if factor},
            each.constant,
            each.strict,
        )
        for each in bounds
    ]
    counts = {name for figure, name in together.items() if figure not in free}
    return merged + [Bound({name: Fraction(1)}, Fraction(0)) for name in counts]


def _growth(figure: Hashable, bounds: Sequence[Bound]) -> int:
    rising = sum(each.factors.get(figure, 0) > 0 for each in bounds)
    falling = sum(each.factors.get(figure, 0) < 0 for each in bounds)
    return rising * falling - rising - falling


def _without(figure: Hashable, bounds: Sequence[Bound]) -> list[Bound]:
    """The bounds on the other figures: each lower bound on this one is below each upper one."""
    rising = [each for each in bounds if each.factors.get(figure, 0) > 0]
    falling = [each for each in bounds if each.factors.get(figure, 0) < 0]
    rest = [each for each in bounds if not each.factors.get(figure)]
    return rest + [_combined(figure, low, high) for low in rising for high in falling]


def _combined(figure: Hashable, low: Bound, high: Bound) -> Bound:
    by_low, by_high = -high.factors[figure], low.factors[figure]
    factors: dict[Hashable, Fraction] = {}
    for by, each in ((by_low, low), (by_high, high)):
        for one, factor in each.factors.items():
            factors[one] = factors.get(one, Fraction(0)) + by * factor
    return Bound(
        {one: factor for one, factor in factors.items() if factor},
        by_low * low.constant + by_high * high.constant,
        low.strict or high.strict,
    )


def _true(each: Bound) -> bool:
    return each.constant > 0 or (each.constant == 0 and not each.strict)
