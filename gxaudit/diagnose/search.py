"""Exact search: every set of up to three cells whose change makes all equalities hold.

A set that cannot do it alone leaves a conflict: a few equalities that no values of its cells make
hold together. Any larger set that can do it has a further cell in one of these. So only such
cells are tried, each set once, and nothing is missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, frozen

from gxaudit.diagnose.algebra import Solution, solve
from gxaudit.diagnose.choices import Bound, choices
from gxaudit.diagnose.sheet import Component, Sheet
from gxaudit.diagnose.system import Exact

NODES = 20_000
"""Sets of cells tried for one component before the search is given up."""


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


def search(sheet: Sheet, component: Component, width: int, budget: Budget) -> list[Found]:
    """Every repair of just ``width`` cells, all of which it needs; none where a smaller one is.

    It makes every equality of the component, and all others that its cells stand in, hold. Call
    it for width 1 first, then 2 and so on: that a repair needs all its cells is not looked into
    where fewer would do. Incomplete where ``budget`` is spent afterwards.
    """
    found = _extended(_Search(sheet, component, budget), (), frozenset(), width)
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
    width = len(solution.free)
    bounds = _bounds(state.sheet, chosen, solution) if width else []
    for free in choices(bounds, width):
        new = _new(state.sheet, chosen, solution.with_free(free))
        if new is not None:
            yield Found(new, bool(width))
            return


def _bounds(sheet: Sheet, chosen: Sequence[int], solution: Solution) -> list[Bound]:
    """That no count falls below 0, in terms of the changes that are left open."""
    width = len(solution.free)
    base = solution.with_free([0] * width)
    units = [
        solution.with_free([int(at == other) for other in range(width)]) for at in range(width)
    ]
    return [
        (tuple(unit[at] - base[at] for unit in units), base[at] + (sheet.values[cell] or 0))
        for at, cell in enumerate(chosen)
        if sheet.system.kinds[cell] != "change"
    ]


def _new(
    sheet: Sheet, chosen: Sequence[int], changes: Sequence[Exact]
) -> tuple[tuple[int, Exact], ...] | None:
    """The cells with their new values, by cell; None where one would not change or cannot."""
    new: list[tuple[int, Exact]] = []
    for cell, change in zip(chosen, changes, strict=True):
        value = sheet.values[cell]
        if not change or value is None or not sheet.may_be(cell, value + change):
            return None
        new.append((cell, value + change))
    return tuple(sorted(new))
