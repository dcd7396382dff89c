"""Identities of a form as equations over flat cell indices, their evaluation, and the reading of
blanks that their totals confirm.

A blank is neither 0 nor an error by itself. Per table: every blank, and every mark outside rows
that may be marked, is read as 0; if at least two identities with a printed total other than 0
contain such a cell, and more than half of those hold, the table's blanks are 0. A printed total
of 0 makes its blank parts 0 in any case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from attrs import evolve, frozen

from gxaudit.finding import Equation, Operand
from gxaudit.forms import Column, Form, Row, Table
from gxaudit.report import Blanks, Number, Report, State
from gxaudit.rule import Identity

_EVIDENCE = 2
_EMPTY = (State.BLANK, State.MARK)


class IdentityError(ValueError):
    """An identity that speaks of a row or column that the form does not have."""


@frozen(eq=False, repr=False, slots=False)
class Compiled:
    """One equation over cell indices. ``total`` is the index of the single cell that the other
    side sums to, or None; ``cells`` are all its cells; ``anchor`` is where it is reported.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    relation: Literal["=", "≥"]
    table: int
    total: int | None
    cells: tuple[int, ...]
    parts: tuple[int, ...]

    @property
    def anchor(self) -> int:
        """The total where there is one, else the first cell of the right side, if it has any."""
        return (self.right or self.left)[0] if self.total is None else self.total


def compile_identity(identity: Identity, form: Form) -> tuple[Compiled, ...]:
    """The equations that an identity stands for in one form.

    Raises :class:`IdentityError` for a row or column that the form does not have.
    """
    table = form.table(identity.table)
    if identity.each == "column":
        return tuple(_by_column(identity, table))
    if identity.each == "row":
        return tuple(_by_row(identity, table))
    sides = [tuple(_cell(form, term) for term in side) for side in (identity.left, identity.right)]
    return (_equation(identity, sides[0], sides[1]),)


def _cell(form: Form, address: str) -> int:
    try:
        return form.index(address)
    except KeyError:
        raise IdentityError(f"form {form.name} has no cell {address}") from None


def _by_column(identity: Identity, table: Table) -> Iterable[Compiled]:
    sides = [
        [row for term in side for row in _rows(table, term)]
        for side in (identity.left, identity.right)
    ]
    shared = [column.label for column in sides[0][0].columns]
    for column in identity.columns or shared:
        left, right = (
            tuple(row.first + _offset(row.columns, column) for row in side) for side in sides
        )
        yield _equation(identity, left, right)


def _rows(table: Table, term: str) -> list[Row]:
    """The row with an item, or the rows of a group."""
    own = [row for row in table.rows if row.item == term]
    found = own or [row for row in table.rows if row.group == term]
    if not found:
        raise IdentityError(f"{table.name} has no row {term}")
    return found


def _offset(columns: Sequence[Column], label: str) -> int:
    for offset, column in enumerate(columns):
        if column.label == label:
            return offset
    raise IdentityError(f"no column {label}")


def _by_row(identity: Identity, table: Table) -> Iterable[Compiled]:
    rows = table.rows
    if identity.rows is not None:
        rows = tuple(row for term in identity.rows for row in _rows(table, term))
    for row in rows:
        left, right = (
            tuple(row.first + _offset(row.columns, column) for column in side)
            for side in (identity.left, identity.right)
        )
        yield _equation(identity, left, right)


def _equation(identity: Identity, left: tuple[int, ...], right: tuple[int, ...]) -> Compiled:
    total: int | None = None
    parts: tuple[int, ...] = ()
    if identity.relation == "=" and len(left) == 1 and len(right) > 1:
        total, parts = left[0], right
    elif identity.relation == "=" and len(right) == 1 and len(left) > 1:
        total, parts = right[0], left
    return Compiled(left, right, identity.relation, identity.table, total, left + right, parts)


def difference(equation: Compiled, values: Sequence[Number | None]) -> Number | None:
    """Left side minus right side; None where a value is not there."""
    gap: Number = 0
    for at in equation.left:
        value = values[at]
        if value is None:
            return None
        gap += value
    for at in equation.right:
        value = values[at]
        if value is None:
            return None
        gap -= value
    return gap


def holds(equation: Compiled, gap: Number) -> bool:
    """Whether a difference of the two sides satisfies the relation."""
    return gap == 0 if equation.relation == "=" else gap >= 0


def exceeds(equation: Compiled, report: Report, values: Sequence[Number | None]) -> bool:
    """Whether the printed parts alone are above the printed total, whatever its blanks are."""
    if equation.total is None:
        return False
    total = values[equation.total]
    if total is None or any(
        values[at] is None and report.states[at] not in _EMPTY for at in equation.cells
    ):
        return False
    return sum(value for at in equation.parts if (value := values[at]) is not None) > total


def written(equation: Compiled, report: Report, values: Sequence[Number | None]) -> Equation:
    """The equation with its numbers; cells that are not numbers are left out."""
    left, right = (
        tuple(
            Operand(report.form.cells[at].address, report.form.cells[at].key, value)
            for at in side
            if (value := values[at]) is not None
        )
        for side in (equation.left, equation.right)
    )
    return Equation(
        equation.relation,
        left,
        right,
        sum(one.value for one in left),
        sum(one.value for one in right),
    )


def read_blanks(
    report: Report, equations: Sequence[Compiled]
) -> tuple[Report, Sequence[Number | None]]:
    """The report with ``blanks`` set, and the values with every confirmed blank as 0.

    ``equations`` are all identities that any loaded plugin declares for the form, so that what
    a blank means does not depend on which rules were selected.
    """
    if not any(state in _EMPTY for state in report.states):
        return report, report.values
    values = list(report.values)
    blanks = [Blanks.NONE, Blanks.NONE, Blanks.NONE]
    empty = _empty_cells(report)
    for table, cells in empty.items():
        mine = [one for one in equations if one.table == table]
        zero = _confirmed(mine, report, cells)
        if zero:
            for at in cells:
                values[at] = 0
        else:
            _parts_of_zero(mine, values, cells)
        blanks[table - 2] = _reading(mine, values, cells, zero=zero)
    return evolve(report, blanks=(blanks[0], blanks[1], blanks[2])), values


def _empty_cells(report: Report) -> dict[int, set[int]]:
    cells: dict[int, set[int]] = {}
    for at, state in enumerate(report.states):
        if state in _EMPTY:
            spec = report.form.cells[at]
            if not (state is State.MARK and spec.row.mark_allowed):
                cells.setdefault(spec.table.number, set()).add(at)
    return cells


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
    values: Sequence[Number | None],
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
