"""What another report says of these figures: it decides between repairs and makes none.

An equality with a figure of last year's report is likely and not certain: the other report may be
the wrong one. So repairs, and what is proved of them, come from this report's own equalities
alone; witnesses only put those that agree with the other report before those that do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from gxaudit.diagnose.cause import Cause, Kind, Repair, kind_of
from gxaudit.diagnose.ranking import order
from gxaudit.diagnose.sheet import Sheet
from gxaudit.diagnose.system import Equality, Exact, exact


def with_witnesses(
    sheet: Sheet, causes: Sequence[Cause], witnesses: Sequence[Equality]
) -> list[Cause]:
    """The causes with their repairs in the order in which the witnesses bear them out."""
    return [_heard(sheet, cause, witnesses) for cause in causes]


def _heard(sheet: Sheet, cause: Cause, witnesses: Sequence[Equality]) -> Cause:
    cells = set(cause.cells)
    concerned = [at for at, one in enumerate(witnesses) if not cells.isdisjoint(one.cells)]
    if not concerned:
        return cause
    weighed = (_weighed(sheet, one, witnesses, concerned) for one in cause.repairs)
    repairs = tuple(sorted(weighed, key=order))
    kind = cause.kind if cause.kind is Kind.UNLOCATED else kind_of(repairs[0])
    return evolve(cause, kind=kind, repairs=repairs, witnesses=tuple(concerned))


def _weighed(
    sheet: Sheet, repair: Repair, witnesses: Sequence[Equality], concerned: Sequence[int]
) -> Repair:
    new = {one.cell: exact(one.after) for one in repair.changes if one.cell is not None}
    before = {at: _gap(sheet, witnesses[at], {}) for at in concerned}
    after = {at: _gap(sheet, witnesses[at], new) for at in concerned}
    return evolve(
        repair,
        confirmed=tuple(at for at in concerned if before[at] and after[at] == 0),
        refuted=tuple(at for at in concerned if after[at]),
    )


def _gap(sheet: Sheet, witness: Equality, new: Mapping[int, Exact]) -> Exact | None:
    """By how much a witness is off; None where one of its cells has no figure."""
    gap = witness.constant
    for cell, factor in witness.terms:
        value = new.get(cell, sheet.values[cell])
        if value is None:
            return None
        gap += factor * value
    return gap
