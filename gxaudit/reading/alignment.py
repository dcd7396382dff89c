"""Which cell of a row holds its first value, learnt from the rows of the same table.

Header positions are not used: in real reports headers, one-label rows and sub-label rows stand
at different cells, and page breaks shift single rows. A row with every value printed tells its
own start; the others follow rows of the same label position and depth. Where two starts are
possible, nothing is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import define, frozen

from gxaudit.reading.cells import shapes
from gxaudit.report import State

_VALUE = bytes((State.NUMBER, State.MARK))
_OTHER = bytes((State.BLANK, State.UNREADABLE))
_ONE_RUN = re.compile(b"[%b]*+([%b]++)[%b]*+" % (_OTHER, _VALUE, _OTHER), re.DOTALL)
"""The values of a row in one run, with nothing but blanks and words around them."""


@define(eq=False, repr=False, slots=False)
class RowShape:
    """The shape of one row. ``label`` is the index of its label cell (-1 without one); ``first``
    and ``last`` are the indices of its outermost printed cells behind the label (0 and -1 where
    nothing is printed); ``start`` is None until it is known, and stays so where it cannot be.
    """

    label: int
    depth: int
    width: int
    count: int
    first: int
    last: int
    full: bool
    start: int | None = None

    @property
    def printed(self) -> bool:
        """Whether any value is printed."""
        return self.last >= 0

    def allows(self, start: int) -> bool:
        """Whether every printed value lies within the row's columns from ``start`` on."""
        if start <= self.label:
            return False
        return not self.printed or (start <= self.first and self.last < start + self.count)


@frozen(eq=False, repr=False, slots=False)
class TableShape:
    """What all rows of a table share. ``width`` is its widest row; ``trimmed`` says that no row
    keeps trailing empty cells, so that cells behind the end of a row may have been blank;
    ``cut`` is the number of columns at the right that the header does not have.
    """

    width: int
    trimmed: bool
    cut: int


def row_shape(cells: Sequence[str], label: int, depth: int, count: int, cut: int = 0) -> RowShape:
    """Measure one row of ``count`` statutory values, ``cut`` of which the header lacks."""
    codes = shapes(cells[label + 1 :])
    match = _ONE_RUN.fullmatch(codes)
    if match is not None and match.end(1) - match.start(1) in (count, count - cut):
        return _shaped(cells, label, depth, count, match.span(1), full=True)
    printed = [at for at, code in enumerate(codes) if code != State.BLANK]
    if not printed:
        return _shaped(cells, label, depth, count, (0, -label - 1), full=False)
    values = [at for at in printed if codes[at] != State.UNREADABLE] or printed
    last = printed[-1]
    # A remark behind the last column is no value.
    while last > values[-1] and last - printed[0] >= count:
        last -= 1
    return _shaped(cells, label, depth, count, (printed[0], last + 1), full=False)


def _shaped(
    cells: Sequence[str],
    label: int,
    depth: int,
    count: int,
    run: tuple[int, int],
    *,
    full: bool,
) -> RowShape:
    first, last = label + 1 + run[0], label + run[1]
    return RowShape(
        label, depth, len(cells), count, first, last, full, start=first if full else None
    )


def align(rows: Sequence[RowShape], table: TableShape) -> None:
    """Set ``start`` of every row where it can be known."""
    learnt: dict[tuple[int, int], Counter[int]] = {}
    open_rows: dict[tuple[int, int], list[RowShape]] = {}
    for row in rows:
        key = (row.label, row.depth)
        if row.full:
            learnt.setdefault(key, Counter())[row.start or 0] += 1
        else:
            open_rows.setdefault(key, []).append(row)
    for key, group in open_rows.items():
        if key in learnt:
            for row in group:
                row.start = _only(start for start in learnt[key] if row.allows(start))
        else:
            _infer(group, table, learnt)
    for row in rows:
        if row.start is not None and _lost_a_cell(row, table):
            row.start = None


def _infer(
    group: list[RowShape], table: TableShape, learnt: dict[tuple[int, int], Counter[int]]
) -> None:
    """Rows of one label position and depth, none of them complete, start at the same cell."""
    low, high = _bounds(group, table)
    start: int | None = low if low == high else None
    if low < high:
        start = _from_others(group[0], low, high, learnt)
        if start is None and not _learnt_nearby(group[0], learnt):
            start = _from_ends(group, low)
    for row in group:
        row.start = start if start is not None and row.allows(start) else None
        if row.start is None and not row.printed:
            row.start = row.label + 1


def _bounds(group: list[RowShape], table: TableShape) -> tuple[int, int]:
    low = max(row.label + 1 for row in group)
    high = table.width
    if not table.cut and not table.trimmed:
        high = max(low, table.width - group[0].count)
    for row in group:
        if row.printed:
            low = max(low, row.last - row.count + 1)
            high = min(high, row.first)
    return low, high


def _learnt_nearby(row: RowShape, learnt: dict[tuple[int, int], Counter[int]]) -> bool:
    return any(_same_level(row.depth, depth) for _, depth in learnt)


def _same_level(one: int, other: int) -> bool:
    """Rows with one or two labels share their start; sub-label rows have their own."""
    return (one >= 3) == (other >= 3)


def _from_others(
    row: RowShape, low: int, high: int, learnt: dict[tuple[int, int], Counter[int]]
) -> int | None:
    """Rows of the same level with the label elsewhere: the values stayed, or slid along."""
    candidates: set[int] = set()
    for (label, depth), starts in learnt.items():
        if _same_level(row.depth, depth):
            for start in starts:
                candidates |= {start, start + row.label - label}
    return _only(start for start in candidates if low <= start <= high)


def _from_ends(group: list[RowShape], low: int) -> int | None:
    """Where every printed row ends at one cell, that cell is the last column."""
    ends = [row.last for row in group if row.printed]
    return low if len(ends) > 1 and len(set(ends)) == 1 else None


def _lost_a_cell(row: RowShape, table: TableShape) -> bool:
    """Whether an incomplete row is shorter than its table although no trailing cells were
    trimmed: nobody can say which of its cells is gone.
    """
    if row.full or table.trimmed or not row.printed:
        return False
    start = row.start or 0
    return row.width < table.width and start + row.count > row.width


def _only(starts: Iterable[int]) -> int | None:
    found = sorted(set(starts))
    return found[0] if len(found) == 1 else None
