"""What the blanks of a table mean, judged by the identities that its printed totals confirm.

A blank is neither 0 nor an error by itself. Per table: every blank, and every mark outside rows
that may be marked, is read as 0; if at least two identities with a printed total other than 0
contain such a cell, and more than half of those hold, the table's blanks are 0. A printed total
of 0 makes its blank parts 0 in any case. A blank total with a part other than 0 was left out,
and stands for no number.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from gxaudit.equations.compile import EMPTY, Compiled, Values, difference
from gxaudit.report import Blanks, Number, Report, State

_EVIDENCE = 2


def read_blanks(report: Report, equations: Sequence[Compiled]) -> tuple[Report, Values]:
    """The report with ``blanks`` and ``zeros``, and the values with every confirmed blank as 0.

    ``equations`` are all identities that any loaded plugin declares for the form, so that what
    a blank means does not depend on which rules were selected.
    """
    if not any(state in EMPTY for state in report.states):
        return report, report.values
    values = list(report.values)
    blanks = [Blanks.NONE, Blanks.NONE, Blanks.NONE]
    empty = _empty_cells(report)
    for table, cells in empty.items():
        mine = [one for one in equations if one.table == table]
        able = cells - _left_out(mine, values, cells)
        zero = _confirmed(mine, report, able)
        if zero:
            for at in able:
                values[at] = 0
        else:
            _parts_of_zero(mine, values, able)
        blanks[table - 2] = _reading(mine, values, cells, zero=zero)
    zeros = frozenset(at for cells in empty.values() for at in cells if values[at] == 0)
    return evolve(report, blanks=(blanks[0], blanks[1], blanks[2]), zeros=zeros), values


def _empty_cells(report: Report) -> dict[int, set[int]]:
    cells: dict[int, set[int]] = {}
    for at, state in enumerate(report.states):
        if state in EMPTY:
            spec = report.form.cells[at]
            if not (state is State.MARK and spec.row.mark_allowed):
                cells.setdefault(spec.table.number, set()).add(at)
    return cells


def _left_out(equations: Sequence[Compiled], values: Values, empty: set[int]) -> set[int]:
    """Empty totals of parts that are not all 0, printed or left out themselves."""
    totals = [one for one in equations if one.total in empty and one.relation == "="]
    found: set[int] = set()
    known = -1
    while known < len(found):
        known = len(found)
        found |= {
            one.total
            for one in totals
            if one.total is not None and any(at in found or values[at] for at in one.parts)
        }
    return found


def _confirmed(equations: Sequence[Compiled], report: Report, empty: set[int]) -> bool:
    trial = [0 if at in empty else value for at, value in enumerate(report.values)]
    held = 0
    counted = 0
    for one in equations:
        if one.total is None or not report.values[one.total]:
            continue
        if empty.isdisjoint(one.cells):
            continue
        gap = difference(one, trial)
        if gap is not None:
            counted += 1
            held += gap == 0
    return counted >= _EVIDENCE and held * 2 > counted


def _parts_of_zero(
    equations: Sequence[Compiled], values: list[Number | None], empty: set[int]
) -> None:
    """A printed total of 0 makes its blank parts 0, and those may be totals in turn."""
    changed = True
    while changed:
        changed = False
        for one in equations:
            if one.total is not None and values[one.total] == 0:
                for at in one.parts:
                    if values[at] is None and at in empty:
                        values[at] = 0
                        changed = True


def _reading(
    equations: Sequence[Compiled],
    values: Values,
    empty: set[int],
    *,
    zero: bool,
) -> Blanks:
    if zero:
        return Blanks.ZERO
    for one in equations:
        if any(at in empty and values[at] is None for at in one.cells):
            return Blanks.UNVERIFIABLE
    return Blanks.HARMLESS
