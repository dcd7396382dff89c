"""Printed digits and exact values: rounded or truncated, and nothing wider."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from gxaudit.report import Number

WHOLE = Fraction(1)


def step_of(printed: Number, unit: Fraction = WHOLE) -> Fraction:
    """The worth of the last printed digit: 0.01 for ``4.34``, in units of ``unit``."""
    exponent = Decimal(printed).as_tuple().exponent
    assert isinstance(exponent, int)
    return Fraction(10) ** min(exponent, 0) * unit


def agrees(printed: Fraction, step: Fraction, exact: Fraction) -> bool:
    """Whether a printed value is the exact one, rounded or truncated at the printed digit."""
    size, wanted = abs(exact) / step, abs(printed) / step
    if printed and exact and (printed < 0) is not (exact < 0):
        return False
    return wanted in (int(size), int(size + Fraction(1, 2)))


def shown(exact: Fraction, digits: int) -> str:
    """An exact value with some decimal places, for messages."""
    scaled = Decimal(exact.numerator * 10 ** (digits + 3) // exact.denominator).scaleb(-digits - 3)
    mode = ROUND_DOWN if scaled == 0 else ROUND_HALF_UP
    return f"{scaled.quantize(Decimal(1).scaleb(-digits), mode):f}"
