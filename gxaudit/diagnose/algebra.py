"""What a chosen set of cells would have to change by: a few unknowns, eliminated in integers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from gxaudit.diagnose.system import Exact


@frozen(eq=False, repr=False, slots=False)
class Solution:
    """What elimination leaves. Exactly one of ``conflict`` and ``steps`` tells something.

    ``conflict``: equalities that these cells alone cannot make hold together. ``steps``: rows in
    echelon form, pivot first; ``free`` are the unknowns that are no pivot.
    """

    conflict: tuple[int, ...] = ()
    steps: tuple[tuple[int, tuple[int, ...], Exact], ...] = ()
    free: tuple[int, ...] = ()

    def with_free(self, chosen: Sequence[Exact]) -> list[Exact]:
        """The unknowns, where the free ones are given in their order."""
        found: dict[int, Exact] = dict(zip(self.free, chosen, strict=True))
        for pivot, factors, constant in reversed(self.steps):
            known = [(at, factor) for at, factor in enumerate(factors) if factor and at != pivot]
            rest = constant - sum(factor * found[at] for at, factor in known)
            found[pivot] = _divided(rest, factors[pivot])
        return [found[at] for at in range(len(found))]


def solve(width: int, rows: Iterable[tuple[int, Sequence[int], Exact]]) -> Solution:
    """Solve ``Σ factors · unknowns = constant`` for each row: its name, factors and constant."""
    steps: list[tuple[int, tuple[int, ...], Exact]] = []
    names: list[frozenset[int]] = []
    for name, factors, constant in rows:
        row, rest, used = tuple(factors), constant, frozenset((name,))
        for (pivot, other, value), theirs in zip(steps, names, strict=True):
            if row[pivot]:
                by, mine = row[pivot], other[pivot]
                row = tuple(mine * one - by * two for one, two in zip(row, other, strict=True))
                rest = mine * rest - by * value
                used |= theirs
        lead = next((at for at, factor in enumerate(row) if factor), None)
        if lead is not None:
            steps.append((lead, row, rest))
            names.append(used)
        elif rest:
            return Solution(conflict=tuple(sorted(used)))
    pivots = {pivot for pivot, _, _ in steps}
    return Solution((), tuple(steps), tuple(at for at in range(width) if at not in pivots))


def _divided(value: Exact, by: int) -> Exact:
    if isinstance(value, int) and value % by == 0:
        return value // by
    from fractions import Fraction

    return Fraction(value) / by
