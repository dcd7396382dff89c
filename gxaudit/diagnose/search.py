"""Exact search: every set of up to three cells whose change makes all equalities hold.

A set that cannot do it alone leaves a conflict: a few equalities that no values of its cells make
hold together. Any larger set that can do it has a further cell in one of these. So only such
cells are tried, each set once, and nothing is missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from attrs import define, frozen

from gxaudit.diagnose.algebra import Solution, solve
from gxaudit.diagnose.sheet import Component, Sheet
from gxaudit.diagnose.system import Exact

NODES = 20_000
"""Sets of cells tried for one component before the search is given up."""
_TRIED = 400
"""Values tried for a figure that the equalities leave open."""


@frozen(slots=False)
class Found:
    """A repair in numbers: cells with their new values, by cell."""

    values: tuple[tuple[int, Exact], ...]
    open: bool = False
    """Whether the equalities leave open how these cells share the difference."""


@define(eq=False, repr=False, slots=False)
class Budget:
    """How many more sets of cells may be tried."""

    left: int = NODES

    @property
    def spent(self) -> bool:
        """Whether the search was given up, so that nothing is proved."""
        return self.left < 0


def search(sheet: Sheet, component: Component, size: int, budget: Budget) -> list[Found]:
    """Every repair of just ``size`` cells, all of which it needs; none where a smaller one is.

    It makes every equality of the component, and all others that its cells stand in, hold. Call
    it for size 1 first, then 2 and so on: that a repair needs all its cells is not looked into
    where fewer would do. Incomplete where ``budget`` is spent afterwards.
    """
    found = _extended(_Search(sheet, component, budget), (), frozenset(), size)
    return sorted(found, key=lambda one: one.values)


class _Search:
    """What stays the same during one search."""

    def __init__(self, sheet: Sheet, component: Component, budget: Budget) -> None:
        self.sheet = sheet
        self.component = component
        self.budget = budget
        self.cells = [one.cells for one in sheet.system.equalities]
        self.columns: dict[int, dict[int, int]] = {}

    def column(self, cell: int) -> dict[int, int]:
        """The factors of a cell by equality, of those that can be evaluated."""
        if cell not in self.columns:
            self.columns[cell] = dict(self.sheet.touched(cell))
        return self.columns[cell]

    def solved(self, chosen: Sequence[int]) -> Solution:
        """What the chosen cells would have to change by."""
        columns = [self.column(cell) for cell in chosen]
        rows = dict.fromkeys(at for column in columns for at in column)
        residuals = self.sheet.residuals
        return solve(
            len(chosen),
            ((at, [column.get(at, 0) for column in columns], -residuals[at]) for at in rows),
        )

    def uncovered(self, chosen: Sequence[int]) -> list[int]:
        """The component's equalities that no chosen cell stands in."""
        columns = [self.column(cell) for cell in chosen]
        return [at for at in self.component if not any(at in column for column in columns)]


def _extended(
    state: _Search, chosen: tuple[int, ...], excluded: frozenset[int], left: int
) -> Iterator[Found]:
    state.budget.left -= 1
    if state.budget.spent:
        return
    if left == 0:
        if not state.uncovered(chosen):
            yield from _repairs(state, chosen)
        return
    tried = set(excluded)
    for cell in _next(state, chosen, left):
        if cell not in tried:
            yield from _extended(state, (*chosen, cell), frozenset(tried), left - 1)
            tried.add(cell)
        if state.budget.spent:
            return


def _next(state: _Search, chosen: tuple[int, ...], left: int) -> Iterable[int]:
    """Cells one of which every repair with the chosen ones contains."""
    uncovered = state.uncovered(chosen)
    if len(uncovered) > left * state.sheet.system.degree:
        return ()
    if left == 1 and uncovered:
        return _shared(state, uncovered, chosen)
    if uncovered:
        shortest = min(uncovered, key=lambda at: len(state.cells[at]))
        return state.cells[shortest]
    # Without a conflict these cells would do, but for what they may hold or because they need not
    # change: then another cell must share their equalities.
    conflict = state.solved(chosen).conflict
    equalities = conflict or dict.fromkeys(at for cell in chosen for at in state.column(cell))
    cells = {cell for at in equalities for cell in state.cells[at]}
    return sorted(cells.difference(chosen))


def _shared(state: _Search, uncovered: Sequence[int], chosen: Sequence[int]) -> Iterable[int]:
    first, *others = sorted(uncovered, key=lambda at: len(state.cells[at]))
    shared = [cell for cell in state.cells[first] if cell not in chosen]
    for at in others:
        shared = [cell for cell in shared if at in state.column(cell)]
    return shared


def _repairs(state: _Search, chosen: tuple[int, ...]) -> Iterator[Found]:
    """The repair by just these cells, if there is one; one of them where there are several."""
    solution = state.solved(chosen)
    if solution.conflict:
        return
    sheet, cells = state.sheet, sorted(chosen)
    for free in product(*[_trials(state, chosen, at) for at in solution.free]):
        new: dict[int, Exact] = {}
        for cell, change in zip(chosen, solution.with_free(free), strict=True):
            value = sheet.values[cell]
            if not change or value is None or not sheet.may_be(cell, value + change):
                break
            new[cell] = value + change
        else:
            yield Found(tuple((cell, new[cell]) for cell in cells), bool(solution.free))
            return
        state.budget.left -= bool(free)
        if state.budget.spent:
            return


def _trials(state: _Search, chosen: Sequence[int], at: int) -> Iterator[Exact]:
    """Changes to try for a figure that the equalities leave open: small ones first."""
    sheet = state.sheet
    total = sum(abs(sheet.values[cell] or 0) for cell in chosen)
    most = int(total + sum(abs(sheet.residuals[one]) for one in state.component)) + 1
    value = sheet.values[chosen[at]] or 0
    for step in range(1, min(most, _TRIED) + 1):
        yield from (step, -step)
    if value > _TRIED:
        yield -value
