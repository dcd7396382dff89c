"""Statutory order: what it says of lines without a label and of rows under another group."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from gxaudit.reading.matched import MatchedRow, MatchedTable
from gxaudit.report import Observation, Seen


def adopt_orphans(table: MatchedTable) -> None:
    """A line without label between two rows that leave room for exactly one is that one."""
    for before, row in reversed(table.orphans):
        if not 0 < before < len(table.rows):
            continue
        number = table.rows[before - 1].row.number + 1
        if table.rows[before].row.number == number + 1:
            target = table.form.rows[number]
            same_block = target.block == table.rows[before - 1].row.block
            if same_block and target.key not in table.by_key:
                group = table.rows[before - 1].group
                adopted = MatchedRow(target, row.line, row.cells, -1, "", group)
                table.rows.insert(before, adopted)
                table.by_key[target.key] = adopted
                table.lines[target.block].append(row.cells)


def misplaced(table: MatchedTable) -> list[Observation]:
    """Rows under a group other than their own, in a table whose statutory order is broken.

    A group label alone proves nothing: it may be lost at a page break, or stand beside the middle
    of its rows, while the order goes on. Where a row's own group is not printed at all, the row
    must itself be out of order.
    """
    numbers = [row.row.number for row in table.rows]
    if all(one < two for one, two in pairwise(numbers)):
        return []
    kept = _longest_increasing(numbers)
    return [
        Observation(Seen.ROW_MISPLACED, table.number, row.line, row.row.key, row.text.strip())
        for at, row in enumerate(table.rows)
        if row.row.group not in (None, row.group)
        and (at not in kept or row.row.group in table.groups)
    ]


def _longest_increasing(numbers: Sequence[int]) -> set[int]:
    """Positions of a longest increasing subsequence."""
    ends: list[int] = []
    heads: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        place = bisect_left(ends, number)
        before.append(heads[place - 1] if place else -1)
        ends[place : place + 1] = [number]
        heads[place : place + 1] = [at]
    kept: set[int] = set()
    at = heads[-1] if heads else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
