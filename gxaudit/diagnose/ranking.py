"""Repairs as people would weigh them: what each change would mean, and how plausible it is."""

from __future__ import annotations

from math import log

from gxaudit.diagnose.cause import Change, Repair, Slip
from gxaudit.diagnose.search import Found
from gxaudit.diagnose.sheet import Sheet
from gxaudit.diagnose.slips import MILLI, slip_of
from gxaudit.diagnose.system import Exact
from gxaudit.report import Number, State

ACT = round(MILLI * log(200))
"""That something happened at all at this one place: one of about 200 figures."""
_EMPTY = (State.BLANK, State.MARK)


def repair_of(sheet: Sheet, found: Found) -> Repair:
    """A repair whose changes each stand for themselves, or that exchanges two cells."""
    changes = tuple(change_of(sheet, cell, after) for cell, after in found.values)
    costs = sum(_cost(sheet, cell, after) + ACT for cell, after in found.values)
    if exchanged(changes):
        return Repair(changes, Slip.CELLS_EXCHANGED, min(costs, 2 * ACT), open=found.open)
    return Repair(changes, None, costs, open=found.open)


def change_of(sheet: Sheet, cell: int, after: Exact) -> Change:
    """One change, with the slip that explains it."""
    before = sheet.values[cell]
    if _empty(sheet, cell) or before is None:
        slip = Slip.LEFT_BLANK
    else:
        slip, _ = slip_of(before, after)
    return Change(cell, None if before is None else number(before), number(after), slip)


def exchanged(changes: tuple[Change, ...]) -> bool:
    """Whether two figures stand in each other's place."""
    if len(changes) != 2:
        return False
    one, other = changes
    return one.before == other.after and one.after == other.before


def number(value: Exact) -> Number:
    """As a report has it: an integer, or a decimal."""
    if isinstance(value, int):
        return value
    from decimal import Decimal

    return Decimal(value.numerator) / Decimal(value.denominator)


def _cost(sheet: Sheet, cell: int, after: Exact) -> int:
    before = sheet.values[cell]
    if before is None or _empty(sheet, cell):
        return MILLI
    return slip_of(before, after)[1]


def _empty(sheet: Sheet, cell: int) -> bool:
    return bool(sheet.states) and sheet.states[cell] in _EMPTY
