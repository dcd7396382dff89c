"""Comparisons as vectors: every figure that they look at, with its coefficient."""

from __future__ import annotations

from typing import NamedTuple

from gxaudit.equations.compile import Compared
from gxaudit.report import Number


class Variable(NamedTuple):
    """A figure: a cell of this report (by index), or one from elsewhere (by name)."""

    kind: str
    """``cell``, or the kind of an :class:`~gxaudit.equations.linear.Elsewhere`."""
    cell: int = -1
    name: str = ""


def vector_of(compared: Compared) -> tuple[dict[Variable, int], Number]:
    """Left minus right as coefficients and a constant; what cancels out is gone."""
    vector: dict[Variable, int] = {}
    for sign, side in ((1, compared.left), (-1, compared.right)):
        parts = [(factor, Variable("cell", at)) for factor, at in side.cells]
        parts += [(factor, Variable(one.kind, -1, one.name)) for factor, one in side.elsewhere]
        for factor, variable in parts:
            vector[variable] = vector.get(variable, 0) + sign * factor
    kept = {variable: factor for variable, factor in vector.items() if factor}
    return kept, compared.left.constant - compared.right.constant
