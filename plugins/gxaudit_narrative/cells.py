"""Sums of table cells, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gxaudit.api import Number, Report, State, Text

_WHY = {
    State.BLANK: Text("空白", "is blank"),
    State.MARK: Text("填的是符号", "holds a mark"),
    State.UNREADABLE: Text("无法读取", "cannot be read"),
    State.MISSING: Text("报告中没有", "is not in the report"),
}


_LONGEST = 3
"""So many cells of a sum are named."""


class Figure(NamedTuple):
    """A quantity of the tables: the sum of some cells less the sum of others, by key."""

    name: Text
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()

    def value(self, report: Report) -> Number | Text:
        """The quantity, or why it cannot be told."""
        total: Number = 0
        for sign, keys in ((1, self.plus), (-1, self.minus)):
            for key in keys:
                one = cell_value(report, key)
                if isinstance(one, Text):
                    return one
                total += sign * one
        return total

    def addresses(self, report: Report) -> tuple[str, ...]:
        """The addresses of all its cells."""
        return tuple(address(report, key) for key in (*self.plus, *self.minus))

    def written(self, report: Report) -> str:
        """The cells as a sum, ``表三.一[总计] + 表三.二[总计]``; of a long one first and last."""
        cells = [source(report, key) for key in self.plus]
        terms = " + ".join(cells if len(cells) <= _LONGEST else [cells[0], "…", cells[-1]])
        return terms + "".join(f" − {source(report, key)}" for key in self.minus)

    def numbers(self, report: Report) -> str:
        """The sum with its numbers written in: ``3511 + 96``."""
        terms = " + ".join(str(cell_value(report, key)) for key in self.plus)
        return terms + "".join(f" − {cell_value(report, key)}" for key in self.minus)


def address(report: Report, key: str) -> str:
    """The address of a cell as the form speaks."""
    return report.form.cells[report.form.index(key)].address


def cell_value(report: Report, key: str) -> Number | Text:
    """The number in a cell, or why there is none. A blank is 0 only where it stands for 0, and a
    total that was left out is what its columns come to.
    """
    at = report.form.index(key)
    value = report.values[at]
    if value is not None:
        return value
    if at in report.zeros:
        return 0
    spec = report.form.cells[at]
    state = report.states[at]
    if not report.has_table(spec.table.number):
        name = spec.table
        return Text(f"报告中没有{name.name}", f"the report has no table {name.number}")
    parts = _parts(report, at)
    if parts:
        return sum(parts)
    why = _WHY[state]
    return Text(f"{spec.address} {why.zh}，无从核对", f"{spec.address} {why.en}")


def _parts(report: Report, at: int) -> list[Number]:
    """What the columns of a blank total of table 3 hold; none where one of them is not known."""
    spec = report.form.cells[at]
    if spec.table.number != 3 or spec.column.key != "total":
        return []
    if report.states[at] not in (State.BLANK, State.MARK) or at in report.zeros:
        return []
    columns = range(spec.row.first, spec.row.first + len(spec.row.columns) - 1)
    row = [0 if one in report.zeros else report.values[one] for one in columns]
    known = [value for value in row if value is not None]
    # Where all are 0 the blank may as well be an omission of everything.
    return known if any(known) and len(known) == len(row) else []


def source(report: Report, key: str) -> str:
    """The address of a cell, or of the columns that stand in for a blank total."""
    at = report.form.index(key)
    if not _parts(report, at):
        return address(report, key)
    first, *_, last, total = (column.label for column in report.form.cells[at].row.columns)
    return address(report, key).replace(f"[{total}]", f"[{first}至{last}]")


def sum_of(name: Text, plus: Sequence[str], minus: Sequence[str] = ()) -> Figure:
    """A figure of cells in the 总计 column, by row: ``t3.handled_total`` for its total."""
    return Figure(
        name, tuple(f"{row}.total" for row in plus), tuple(f"{row}.pending" for row in minus)
    )
