"""From figures to root causes: components, repairs of each, and what is proved of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from attrs import frozen

from gxaudit.diagnose.cause import Cause, Kind, Reason, Repair
from gxaudit.diagnose.lines import Act, acts, line_acts
from gxaudit.diagnose.ranking import Ranking
from gxaudit.diagnose.search import NODES, Budget, Found, search
from gxaudit.diagnose.sheet import Component, Sheet
from gxaudit.diagnose.system import System
from gxaudit.report import Number, State

LARGEST = 3
"""Cells of a repair that is searched for."""


@frozen(slots=False)
class Solved:
    """The smallest repairs of one component; none where there is none of up to ``LARGEST``."""

    component: Component
    found: tuple[Found, ...]
    size: int
    capped: bool
    acts: tuple[Act, ...] = ()
    """Single acts upon whole rows that explain it; not looked for where one cell does."""


def diagnose(
    system: System,
    values: Sequence[Number | None],
    states: Sequence[State] = (),
    raws: Sequence[str] = (),
    nodes: int = NODES,
) -> tuple[Cause, ...]:
    """The root causes of every equality of ``system`` that fails, in canonical order."""
    sheet = Sheet(system, values, states, raws)
    if not sheet.failing:
        return ()
    ranking = Ranking(sheet)
    return tuple(_cause(sheet, one, ranking) for one in _solved(sheet, nodes))


def _solved(sheet: Sheet, nodes: int) -> list[Solved]:
    """The components, each with its repairs: those together that one repair puts right."""
    solved = [_smallest(sheet, one, nodes) for one in sheet.components()]
    while len(solved) > 1:
        joined = _meeting(sheet, solved) or _smaller(sheet, solved, nodes)
        if joined is None:
            break
        union = tuple(sorted(at for one in joined for at in one.component))
        solved = [one for one in solved if one not in joined]
        solved.append(_smallest(sheet, union, nodes))
    return sorted(solved, key=lambda one: one.component)


def _smallest(sheet: Sheet, component: Component, nodes: int) -> Solved:
    budget = Budget(nodes)
    found = search(sheet, component, 1, budget)
    if found or budget.spent:
        return Solved(component, tuple(found), 1, budget.spent)
    explained = acts(sheet, component)
    for size in range(2, LARGEST + 1):
        found = search(sheet, component, size, budget)
        if found or budget.spent:
            return Solved(component, tuple(found), size, budget.spent, tuple(explained))
    explained = explained or line_acts(sheet, component)
    return Solved(component, (), LARGEST + 1, capped=False, acts=tuple(explained))


def _meeting(sheet: Sheet, solved: Sequence[Solved]) -> list[Solved] | None:
    """Components that a repair of one of them reaches: they have a cause in common."""
    owner = {at: one for one in solved for at in one.component}
    for one in solved:
        cells = {cell for repair in (*one.found, *one.acts) for cell, _ in repair.values}
        reached = {at for cell in sorted(cells) for at, _ in sheet.touched(cell) if at in owner}
        others = [other for other in solved if not reached.isdisjoint(other.component)]
        if len(others) > 1:
            return others
    return None


def _smaller(sheet: Sheet, solved: Sequence[Solved], nodes: int) -> list[Solved] | None:
    """Two components that have a smaller repair in common than each has by itself."""
    large = [one for one in solved if one.found and one.size > 1]
    for pair in combinations(large, 2):
        union = tuple(sorted(at for one in pair for at in one.component))
        if search(sheet, union, LARGEST, Budget(nodes)):
            return list(pair)
    return None


def _cause(sheet: Sheet, solved: Solved, ranking: Ranking) -> Cause:
    failing = tuple(sheet.system.equalities[at] for at in solved.component)
    repairs = _repairs(solved, ranking)
    searched = min(LARGEST, solved.size - solved.capped)
    if solved.capped:
        reason = Reason.CAPPED
        return Cause(Kind.UNLOCATED, failing, repairs, reason=reason, searched=searched)
    if not repairs:
        reason = Reason.TOO_MANY
        return Cause(Kind.UNLOCATED, failing, (), reason=reason, searched=searched)
    only = len(repairs) == 1 and len(solved.found) == 1 and not repairs[0].open
    return Cause(_kind(repairs[0]), failing, repairs, only, searched=searched)


def _kind(first: Repair) -> Kind:
    if first.slip is not None:
        return Kind.STRUCTURE
    return Kind.CELL if first.size == 1 else Kind.CELLS


def _repairs(solved: Solved, ranking: Ranking) -> tuple[Repair, ...]:
    """What was found in both ways, each set of changes once."""
    acts_of = {act.values: ranking.act(act) for act in solved.acts}
    repairs = dict(acts_of)
    for found in solved.found:
        repair = ranking.cells(found)
        other = acts_of.get(found.values)
        repairs[found.values] = repair if other is None or repair.cost < other.cost else other
    return tuple(sorted(repairs.values(), key=_order))


def _order(repair: Repair) -> tuple[int, object]:
    return repair.cost, tuple((change.cell, change.after) for change in repair.changes)
