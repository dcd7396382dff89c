"""From figures to root causes: components, repairs of each, and what is proved of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from attrs import frozen

from gxaudit.diagnose.cause import Cause, Kind, Reason, Repair, kind_of
from gxaudit.diagnose.claims import Claimed, with_claims
from gxaudit.diagnose.lines import Act, acts, gathered, line_acts
from gxaudit.diagnose.ranking import Ranking, order
from gxaudit.diagnose.search import NODES, Budget, Found, search
from gxaudit.diagnose.sheet import Component, Sheet
from gxaudit.diagnose.system import Equality, Exact, System
from gxaudit.diagnose.witnesses import with_witnesses
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
    claims: Sequence[Claimed] = (),
    nodes: int = NODES,
    witnesses: Sequence[Equality] = (),
) -> tuple[Cause, ...]:
    """The root causes of every equality of ``system`` that fails, and of every claim that does.

    ``values`` and ``states`` are by cell, as in a report; None stands for a figure that is not
    there or cannot be used. ``nodes`` limits the search of each component. ``witnesses`` are
    equalities that are likely, since they rest on another report: they order repairs and neither
    make nor prove any. In canonical order, the prose last.
    """
    sheet = Sheet(system, values, states)
    if not sheet.failing and not claims:
        return ()
    ranking = Ranking(sheet)
    causes = [_cause(sheet, one, ranking) for one in _solved(sheet, nodes)]
    causes = with_witnesses(sheet, causes, witnesses) if witnesses else causes
    return tuple(with_claims(sheet, causes, claims, ranking) if claims else causes)


def _solved(sheet: Sheet, nodes: int) -> list[Solved]:
    """The components, each with its repairs: those together that one repair puts right."""
    waiting = sheet.components()
    together: dict[Component, list[Act]] = {}
    if len(waiting) > 1:
        # What one act explains is one cause, though one cell would explain each part by itself.
        single = [one for one in waiting if search(sheet, one, 1, Budget(nodes))]
        left, together = gathered(sheet, single)
        waiting = [one for one in waiting if one in left or one not in single]
    done: list[Solved] = []
    while waiting:
        one = _smallest(sheet, waiting.pop(0), nodes)
        others = _reached(sheet, one, [*waiting, *(other.component for other in done)])
        if others:
            waiting = [other for other in waiting if other not in others]
            done = [other for other in done if other.component not in others]
            union = tuple(sorted(at for each in (one.component, *others) for at in each))
            narrowed = _narrowed(sheet, one, union)
            if narrowed is None:
                waiting.insert(0, union)
                continue
            one = narrowed
        done.append(one)
    done = _smaller(sheet, done, nodes) if len(done) > 1 else done
    done += [Solved(one, (), 0, capped=False, acts=tuple(given)) for one, given in together.items()]
    return sorted(done, key=lambda one: one.component)


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


def _reached(sheet: Sheet, solved: Solved, components: Sequence[Component]) -> list[Component]:
    """Other components that some repair reaches: they have a cause in common."""
    changes = [one.values for one in solved.found] + [one.values for one in solved.acts]
    cells = {cell for values in changes for cell, _ in values}
    reached = {at for cell in cells for at, _ in sheet.touched(cell)}
    return [one for one in components if not reached.isdisjoint(one)]


def _narrowed(sheet: Sheet, solved: Solved, union: Component) -> Solved | None:
    """The repairs that make a whole union hold; None where none does.

    All of this size are among those of a part: what repairs the union repairs each part of it.
    """

    def whole(values: tuple[tuple[int, Exact], ...]) -> bool:
        return {at for cell, _ in values for at, _ in sheet.touched(cell)}.issuperset(union)

    found = tuple(one for one in solved.found if whole(one.values))
    acts = tuple(one for one in solved.acts if whole(one.values))
    if not found and not acts:
        return None
    return Solved(union, found, solved.size, solved.capped, acts)


def _smaller(sheet: Sheet, solved: list[Solved], nodes: int) -> list[Solved]:
    """Two components as one where they have a smaller repair in common than each by itself."""
    large = [one for one in solved if one.found and one.size > 1]
    for one, other in combinations(large, 2):
        union = tuple(sorted((*one.component, *other.component)))
        budget = Budget(nodes)
        found = search(sheet, union, LARGEST, budget)
        if found:
            rest = [each for each in solved if each is not one and each is not other]
            return [*rest, Solved(union, tuple(found), LARGEST, budget.spent)]
    return solved


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
    lacking = _lacking(sheet, solved.found)
    if lacking and repairs[0].slip is None:
        reason = Reason.LACKING
        return Cause(
            Kind.UNLOCATED, failing, repairs, reason=reason, lacking=lacking, searched=searched
        )
    only = len(repairs) == 1 and len(solved.found) == 1 and not repairs[0].open
    return Cause(kind_of(repairs[0]), failing, repairs, only, lacking=lacking, searched=searched)


def _lacking(sheet: Sheet, found: Sequence[Found]) -> tuple[int, ...]:
    """Cells without a figure, in equalities that would tell some of the repairs from others."""
    touched = [
        {at for cell, _ in one.values for at, _ in sheet.system.touching.get(cell, ())}
        for one in found
    ]
    every = set().union(*touched)
    telling = [at for at in every if any(at not in one for one in touched)]
    return tuple(sorted({cell for at in telling for cell in sheet.unknown[at]}))


def _repairs(solved: Solved, ranking: Ranking) -> tuple[Repair, ...]:
    """What was found in both ways, each set of changes once."""
    acts_of = {act.values: ranking.act(act) for act in solved.acts}
    repairs = dict(acts_of)
    for found in solved.found:
        repair = ranking.changes(found.values, shared=found.open)
        other = acts_of.get(found.values)
        repairs[found.values] = repair if other is None or repair.cost < other.cost else other
    return tuple(sorted(repairs.values(), key=order))
