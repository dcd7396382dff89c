"""Values for figures that the equalities leave open: some that all figures can bear, if any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count, islice
from math import ceil, floor

from gxaudit.diagnose.system import Exact

TRIES = 60
"""Whole values tried of each open figure, nearest to 0 first."""
Bound = tuple[tuple[Exact, ...], Exact]
"""Factors and a constant: ``Σ factor · open figure + constant ≥ 0``."""


def choices(bounds: Sequence[Bound], width: int) -> Iterator[tuple[int, ...]]:
    """Whole values of ``width`` open figures within all bounds, small ones first."""
    if width == 0:
        if all(constant >= 0 for _, constant in bounds):
            yield ()
        return
    low, high = _range(bounds, width)
    for last in _nearest(low, high):
        fixed = [(factors[:-1], constant + factors[-1] * last) for factors, constant in bounds]
        for others in choices(fixed, width - 1):
            yield (*others, last)


def _range(bounds: Sequence[Bound], width: int) -> tuple[Exact | None, Exact | None]:
    """What bounds the last open figure, whatever the others are: Fourier–Motzkin elimination."""
    left = list(bounds)
    for at in range(width - 1):
        rising = [one for one in left if one[0][at] > 0]
        falling = [one for one in left if one[0][at] < 0]
        left = [one for one in left if not one[0][at]]
        left += [_without(at, low, high) for low in rising for high in falling]
    lows = [-Fraction(constant) / factors[-1] for factors, constant in left if factors[-1] > 0]
    highs = [-Fraction(constant) / factors[-1] for factors, constant in left if factors[-1] < 0]
    if any(not factors[-1] and constant < 0 for factors, constant in left):
        return 1, 0
    return max(lows, default=None), min(highs, default=None)


def _without(at: int, low: Bound, high: Bound) -> Bound:
    by_low, by_high = -high[0][at], low[0][at]
    factors = zip(low[0], high[0], strict=True)
    return (
        tuple(by_low * one + by_high * other for one, other in factors),
        by_low * low[1] + by_high * high[1],
    )


def _nearest(low: Exact | None, high: Exact | None) -> Iterator[int]:
    """Whole numbers from ``low`` to ``high``, those nearest to 0 first; a limited number."""
    first = None if low is None else ceil(low)
    last = None if high is None else floor(high)
    if first is not None and last is not None and first > last:
        return
    start = 0
    if first is not None and first > 0:
        start = first
    elif last is not None and last < 0:
        start = last
    yield start
    tried = 1
    for step in islice(count(1), TRIES):
        for value in (start + step, start - step):
            if (first is None or value >= first) and (last is None or value <= last):
                yield value
                tried += 1
        if tried >= TRIES:
            return
