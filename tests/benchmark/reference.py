"""The shipped identities of the 2021 form written by hand, for the packs to be measured against.

Plain Python over the flat figures, as a careful programmer would write it for this one form:
each identity is evaluated where all its cells have a number, and else counted as not evaluated.
"""

from __future__ import annotations

from collections.abc import Sequence

from gxaudit.forms import form_named
from gxaudit.report import Number

Values = Sequence[Number | None]
Counts = dict[str, list[int]]
"""By rule: how many of its equations hold, fail, and cannot be evaluated."""

_FORM = form_named("2021")
_FIRST = {row.key: row.first for row in _FORM.rows}
_TABLE_3 = [row.first for row in _FORM.table(3).rows]
_TABLE_4 = [row.first for row in _FORM.table(4).rows]
_RECEIVED, _CARRIED_IN = _FIRST["applications_received"], _FIRST["carried_over_in"]
_HANDLED, _CARRIED_OUT = _FIRST["handled_total"], _FIRST["carried_over_out"]
_OUTCOMES = [
    first for first in _TABLE_3 if first not in (_RECEIVED, _CARRIED_IN, _HANDLED, _CARRIED_OUT)
]
_STOCKS = (_FIRST["rules"], _FIRST["normative_docs"])


def identities(values: Values) -> Counts:
    """How the equations of each shipped identity end."""
    return {
        "balance/applications": _applications(values),
        "totals/outcomes": _outcomes(values),
        "totals/review": _sums(values, _TABLE_4, 4),
        "totals/rows": _sums(values, _TABLE_3, 6),
        "totals/stock": _stocks(values),
    }


def _applications(values: Values) -> list[int]:
    counts = [0, 0, 0]
    for column in range(7):
        received, carried_in = values[_RECEIVED + column], values[_CARRIED_IN + column]
        handled, carried_out = values[_HANDLED + column], values[_CARRIED_OUT + column]
        if received is None or carried_in is None or handled is None or carried_out is None:
            counts[2] += 1
        elif received + carried_in == handled + carried_out:
            counts[0] += 1
        else:
            counts[1] += 1
    return counts


def _outcomes(values: Values) -> list[int]:
    counts = [0, 0, 0]
    for column in range(7):
        total = values[_HANDLED + column]
        parts = [values[first + column] for first in _OUTCOMES]
        if total is None or None in parts:
            counts[2] += 1
        elif sum(parts) == total:  # type: ignore[arg-type]
            counts[0] += 1
        else:
            counts[1] += 1
    return counts


def _sums(values: Values, firsts: Sequence[int], size: int) -> list[int]:
    counts = [0, 0, 0]
    for first in firsts:
        total = values[first + size]
        parts = values[first : first + size]
        if total is None or None in parts:
            counts[2] += 1
        elif sum(parts) == total:  # type: ignore[arg-type]
            counts[0] += 1
        else:
            counts[1] += 1
    return counts


def _stocks(values: Values) -> list[int]:
    counts = [0, 0, 0]
    for first in _STOCKS:
        issued, repealed, in_force = values[first], values[first + 1], values[first + 2]
        if issued is None or repealed is None or in_force is None:
            counts[2] += 1
        elif in_force >= issued - repealed:
            counts[0] += 1
        else:
            counts[1] += 1
    return counts
