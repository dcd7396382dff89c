"""Repairs as people would weigh them: what each change would mean, and how plausible it is.

A repair costs −log of the probability that what is printed came about this way: that something
went wrong at each of so many places, that the slip there made this figure of that one, and that
the table would be as it says. Constants are orders of magnitude, not fitted to anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import log

from gxaudit.diagnose.cause import Change, Repair, Slip
from gxaudit.diagnose.lines import Act
from gxaudit.diagnose.sheet import Sheet
from gxaudit.diagnose.slips import MILLI, slip_of
from gxaudit.diagnose.system import Exact, Line, size
from gxaudit.report import Number, State

PLACE = round(MILLI * log(200))
"""That something went wrong at this place: one of about 200 figures."""
CLAIM = 3 * MILLI
"""That the prose, written with the table at hand, gives a figure that the table has not."""
Values = Sequence[tuple[int, Exact]]
"""Cells with their new values."""
_EMPTY = (State.BLANK, State.MARK)
_ACTS = {
    Slip.SHIFTED_LEFT: PLACE + MILLI // 2,
    Slip.SHIFTED_RIGHT: PLACE + MILLI // 2,
    Slip.ROWS_EXCHANGED: PLACE + MILLI,
    Slip.SPLIT: PLACE + 2 * MILLI,
    Slip.JOINED: PLACE + 2 * MILLI,
    Slip.LINE: PLACE + 9 * MILLI,
}
_NEXT, _IN_LINE, _ANYWHERE = PLACE + MILLI // 2, PLACE + 2 * MILLI, PLACE + 5 * MILLI
"""Two cells exchanged: side by side, in one row or column, or anywhere."""


class Ranking:
    """Makes repairs of one sheet comparable."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._zeros: dict[Line, tuple[int, int]] = {}

    def changes(self, values: Values, *, shared: bool = False) -> Repair:
        """A repair whose changes each stand for themselves, or that exchanges two cells.

        ``shared``: whether these cells could share the difference in other ways.
        """
        changes = tuple(self._change(cell, after) for cell, after in values)
        slips = sum(PLACE + self._slip(cell, after)[1] for cell, after in values)
        prior = self._prior(values)
        if exchanged(changes):
            cost = min(slips, self._exchange(*[cell for cell, _ in values])) + prior
            return Repair(changes, Slip.CELLS_EXCHANGED, cost, open=shared)
        return Repair(changes, None, slips + prior, open=shared)

    def act(self, act: Act) -> Repair:
        """A repair that undoes one act."""
        changes = tuple(self._change(cell, after) for cell, after in act.values)
        cost = _ACTS[act.slip] + self._prior(act.values)
        return Repair(changes, act.slip, cost)

    def _change(self, cell: int, after: Exact) -> Change:
        before = self.sheet.values[cell]
        printed = None if before is None else number(before)
        return Change(cell, printed, number(after), self._slip(cell, after)[0])

    def _slip(self, cell: int, after: Exact) -> tuple[Slip, int]:
        before, states = self.sheet.values[cell], self.sheet.states
        if before is None or (states and states[cell] in _EMPTY):
            return Slip.LEFT_BLANK, MILLI
        return slip_of(before, after)

    def _exchange(self, one: int, other: int) -> int:
        """What it costs that two cells were exchanged."""
        for line in self._lines.get(one, ()):
            if other in line:
                apart = abs(line.index(one) - line.index(other))
                return _NEXT if apart == 1 else _IN_LINE
        return _ANYWHERE

    def _prior(self, values: Values) -> int:
        """How much less likely these cells are to hold the new figures than those printed.

        Only nothing against something counts: how large a figure is says little. Totals follow
        their parts, so that several changes are no independent evidence: their mean counts.
        """
        weights = [self._weight(cell, after) for cell, after in values]
        return round(MILLI * sum(weights) / len(weights))

    def _weight(self, cell: int, after: Exact) -> float:
        if bool(after) == bool(self.sheet.values[cell]):
            return 0.0
        zero = self._zero(cell)
        odds = log((1 - zero) / (zero * self._sizes))
        return -odds if after else odds

    @cached_property
    def _sizes(self) -> float:
        """Among how many sizes the figures of this report are spread, each as likely as another."""
        return 1 + log(1 + max((int(size(one)) for one in self.sheet.values if one), default=0))

    def _zero(self, cell: int) -> float:
        """How likely a cell is to hold 0, from the other cells of its row and its column."""
        zeros, every = 0, 0
        for line in self._lines.get(cell, ()):
            if line not in self._zeros:
                self._zeros[line] = (sum(not self.sheet.values[at] for at in line), len(line))
            zeros += self._zeros[line][0] - (not self.sheet.values[cell])
            every += self._zeros[line][1] - 1
        return (zeros + 0.5) / (every + 1)

    @cached_property
    def _lines(self) -> dict[int, list[Line]]:
        lines: dict[int, list[Line]] = {}
        for line in (*self.sheet.system.rows, *self.sheet.system.columns):
            for cell in line:
                lines.setdefault(cell, []).append(line)
        return lines


def order(repair: Repair) -> tuple[int, int, object]:
    """Those that no witness speaks against first, of these the most plausible; then by cell, so
    that the order is always the same.
    """
    return (
        len(repair.refuted),
        repair.cost,
        tuple((-1 if one.cell is None else one.cell, one.after) for one in repair.changes),
    )


def exchanged(changes: tuple[Change, ...]) -> bool:
    """Whether two figures stand in each other's place."""
    if len(changes) != 2:
        return False
    one, other = changes
    return one.before == other.after and one.after == other.before


def number(value: Exact) -> Number:
    """As a report has it: an integer, or a decimal, of whatever length."""
    if isinstance(value, int):
        return value
    from decimal import Decimal

    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    whole = Decimal((value * 10**places).numerator).as_tuple()
    return Decimal((whole.sign, whole.digits, -places))
