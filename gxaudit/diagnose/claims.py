"""What the prose says against the figures: who is at fault, and whom it confirms.

The prose is weaker evidence than the equations of a table: it never makes a change of a table
impossible, it only makes one more plausible than another. A table that confirms itself is right
against the prose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from gxaudit.diagnose.cause import Cause, Change, Kind, Repair
from gxaudit.diagnose.ranking import CLAIM, Ranking, number, order
from gxaudit.diagnose.sheet import Sheet
from gxaudit.diagnose.slips import slip_of
from gxaudit.diagnose.system import Exact, equality, exact
from gxaudit.report import Number


@frozen(slots=False)
class Claimed:
    """A figure of the prose, and the sum of cells that it is bound to."""

    value: Number
    terms: tuple[tuple[int, int], ...]
    """Pairs of cell and factor, which is 1 but in a difference."""


def with_claims(
    sheet: Sheet, causes: Sequence[Cause], claims: Sequence[Claimed], ranking: Ranking
) -> list[Cause]:
    """The causes with what the prose says of their repairs, and those that the prose is."""
    told = list(causes)
    said: list[Cause] = []
    for position, claim in enumerate(claims):
        gap = _gap(sheet, claim, {})
        if gap is None:
            continue
        told = [_heard(sheet, cause, position, claim, agrees=not gap) for cause in told]
        if gap and not any(position in cause.repairs[0].agrees for cause in told if cause.repairs):
            said.append(_prose(sheet, position, claim, ranking, told))
    return told + said


def _gap(sheet: Sheet, claim: Claimed, new: Mapping[int, Exact]) -> Exact | None:
    """By how much the cells are more than the prose says; None where one has no figure."""
    total: Exact = -exact(claim.value)
    for cell, factor in claim.terms:
        value = new.get(cell, sheet.values[cell])
        if value is None:
            return None
        total += factor * value
    return total


def _heard(sheet: Sheet, cause: Cause, at: int, claim: Claimed, *, agrees: bool) -> Cause:
    """A cause whose repairs are weighed by one more claim."""
    repairs = [_weighed(sheet, one, at, claim, agrees=agrees) for one in cause.repairs]
    concerned = any(one is not other for one, other in zip(repairs, cause.repairs, strict=True))
    heard = cause.claims if agrees or not concerned else (*cause.claims, at)
    return evolve(cause, repairs=tuple(sorted(repairs, key=order)), claims=heard)


def _weighed(sheet: Sheet, repair: Repair, at: int, claim: Claimed, *, agrees: bool) -> Repair:
    cells = {cell for cell, _ in claim.terms}
    new = {one.cell: exact(one.after) for one in repair.changes if one.cell in cells}
    gap = _gap(sheet, claim, {cell: value for cell, value in new.items() if cell is not None})
    if not new or gap is None or (not gap) == agrees:
        return repair
    if agrees:
        return evolve(repair, disagrees=(*repair.disagrees, at), cost=repair.cost + CLAIM)
    return evolve(repair, agrees=(*repair.agrees, at), cost=repair.cost - CLAIM)


def _prose(
    sheet: Sheet, at: int, claim: Claimed, ranking: Ranking, causes: Sequence[Cause]
) -> Cause:
    """The prose is wrong, or else a cell that no equation confirms."""
    # Where the table's own figure is proved wrong, the prose is held against what it should be.
    proved = {
        change.cell: exact(change.after)
        for cause in causes
        if cause.only
        for change in cause.repairs[0].changes
        if change.cell is not None
    }
    gap = _gap(sheet, claim, proved) or 0
    before = exact(claim.value)
    slip, cost = slip_of(before, before + gap)
    said = Change(None, claim.value, number(before + gap), slip, at)
    repairs = [Repair((said,), cost=cost - CLAIM, agrees=(at,))]
    for cell, factor in claim.terms:
        value = (sheet.values[cell] or 0) - gap * factor
        if abs(factor) == 1 and not sheet.touched(cell) and sheet.may_be(cell, value):
            repairs.append(evolve(ranking.changes(((cell, value),)), agrees=(at,)))
    cells = {cell for cell, _ in claim.terms}
    doubtful = len(repairs) > 1 or any(not cells.isdisjoint(one.concerns) for one in causes)
    only = len(repairs) == 1 and not doubtful
    failing = (equality(dict(claim.terms), -claim.value),)
    ranked = tuple(sorted(repairs, key=order))
    return Cause(Kind.PROSE, failing, ranked, only, claims=(at,), doubtful=doubtful, searched=1)
