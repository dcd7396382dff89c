"""Numbers as a person reads them and as JSON carries them."""

from __future__ import annotations

from decimal import Decimal

from gxaudit.report import Number

# Python refuses to print integers of more than 4300 digits; nobody reads a tenth of that.
_LONGEST = 10**40


def digits(value: Number) -> str:
    """Plain notation; beyond 40 digits scientific, because a hostile cell may hold thousands."""
    if not -_LONGEST < value < _LONGEST:
        return f"{Decimal(value):.6E}"
    return str(value) if isinstance(value, int) else f"{value:f}"


def json_number(value: Number) -> int | float | str:
    """A JSON number where one can hold the value, else its scientific notation as a string."""
    if not -_LONGEST < value < _LONGEST:
        return digits(value)
    return value if isinstance(value, int) else float(value)
