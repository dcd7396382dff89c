"""Tables found by their rules: lines that cross make boxes, boxes without a wall between are one.

Nothing is guessed from the text. A merged cell is what has no line inside it, however the producer
drew the lines: one for the table, one for each cell, doubled, dashed, or as thin filled boxes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from gxaudit.readers.limits import MOST_COLUMNS, too_wide
from gxaudit.readers.pdf.shapes import Box, Char, Rule, Sheet

NEAR = 3.0
"""Points within which two lines are one, or meet."""
_MOST_RULES = 20_000
_MOST_CROSSINGS = 2_000_000
"""Pairs of lines on one page; a report has some thousands."""
_LEAST_LENGTH = 4.0


@define(eq=False, slots=False)
class RuledCell:
    """A cell of a ruled table: its first and last row, its edges, and what stands in it."""

    first: int
    last: int
    box: Box
    chars: list[Char] = field(factory=list)


@frozen(eq=False, slots=False)
class Ruled:
    """A table on one page. ``height`` is its number of rows; cells are in reading order."""

    page: int
    box: Box
    height: int
    columns: tuple[float, ...]
    """The edges between its columns, outer ones included."""
    cells: tuple[RuledCell, ...]


def ruled_tables(sheet: Sheet) -> tuple[list[Ruled], list[Char]]:
    """The tables of a page from top to bottom, and the characters outside of them."""
    across, down = _merged(sheet.across), _merged(sheet.down)
    grids = [
        _Grid(sheet.number, one, other) for one, other in _connected(across, down) if one and other
    ]
    # Of a table in a frame, the table takes its characters first.
    left = sheet.chars
    tables = []
    for grid in sorted((one for one in grids if one.is_table), key=lambda one: one.area):
        left = grid.take(left)
        tables.append(grid.table())
    tables = [table for table in tables if any(map(_is_printed, table.cells))]
    return sorted(tables, key=lambda one: one.box[1]), left


def _is_printed(cell: RuledCell) -> bool:
    return any(char.text != " " for char in cell.chars)


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Pieces of one line made one: near each other, and overlapping or nearly touching."""
    lanes: list[list[Rule]] = []
    for rule in sorted(rules[:_MOST_RULES], key=lambda one: one.at):
        # Doubled lines are one; a row of type is never as low as twice that.
        if lanes and rule.at - lanes[-1][-1].at <= NEAR and rule.at - lanes[-1][0].at <= 2 * NEAR:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    found = []
    for lane in lanes:
        at = sum(one.at for one in lane) / len(lane)
        lane.sort(key=lambda one: one.start)
        start, end = lane[0].start, lane[0].end
        for rule in lane[1:]:
            if rule.start > end + NEAR:
                found.append(Rule(at, start, end))
                start = rule.start
            end = max(end, rule.end)
        found.append(Rule(at, start, end))
    return [rule for rule in found if rule.end - rule.start >= _LEAST_LENGTH]


def _connected(
    across: Sequence[Rule], down: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Lines that cross or meet, directly or through others, belong together."""
    if len(across) * len(down) > _MOST_CROSSINGS:
        raise too_wide(len(down))
    group = _Union(len(across) + len(down))
    for one, line in enumerate(across):
        for other, wall in enumerate(down):
            if _meet(line, wall):
                group.join(one, len(across) + other)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at, line in enumerate(across):
        found.setdefault(group.root(at), ([], []))[0].append(line)
    for at, wall in enumerate(down):
        found.setdefault(group.root(len(across) + at), ([], []))[1].append(wall)
    yield from found.values()


def _meet(line: Rule, wall: Rule) -> bool:
    return (
        line.start - NEAR <= wall.at <= line.end + NEAR
        and wall.start - NEAR <= line.at <= wall.end + NEAR
    )


class _Union:
    """Sets of numbers that are joined two by two."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, one: int) -> int:
        above = self._above
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    def join(self, one: int, other: int) -> None:
        one, other = sorted((self.root(one), self.root(other)))
        self._above[other] = one


class _Grid:
    """The smallest boxes that the lines of one table make, joined where no line parts them."""

    def __init__(self, page: int, across: list[Rule], down: list[Rule]) -> None:
        self.page = page
        self.ys = _closed(across, down)
        self.xs = _closed(down, across)
        if len(self.xs) > MOST_COLUMNS:
            raise too_wide(len(self.xs) - 1)
        self.width, self.height = len(self.xs) - 1, len(self.ys) - 1
        self.cells: dict[int, RuledCell] = {}
        self._of: list[int] = []
        if self.is_table:
            self._join(across, down)

    @property
    def is_table(self) -> bool:
        """One box is a frame, one column of boxes arranges the page."""
        return self.width > 1 and self.height > 0

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def _join(self, across: list[Rule], down: list[Rule]) -> None:
        union = _Union(self.width * self.height)
        walls, lines = _by_place(down), _by_place(across)
        for row in range(self.height):
            middle = (self.ys[row] + self.ys[row + 1]) / 2
            for column in range(1, self.width):
                if not _covers(walls[self.xs[column]], middle):
                    at = row * self.width + column
                    union.join(at - 1, at)
        for column in range(self.width):
            middle = (self.xs[column] + self.xs[column + 1]) / 2
            for row in range(1, self.height):
                if not _covers(lines[self.ys[row]], middle):
                    at = row * self.width + column
                    union.join(at - self.width, at)
        self._of = [union.root(at) for at in range(self.width * self.height)]
        for at, root in enumerate(self._of):
            self._extend(root, *divmod(at, self.width))

    def _extend(self, root: int, row: int, column: int) -> None:
        edges = (self.xs[column], self.ys[row], self.xs[column + 1], self.ys[row + 1])
        known = self.cells.get(root)
        if known is None:
            self.cells[root] = RuledCell(row, row, edges)
            return
        known.last = max(known.last, row)
        known.first = min(known.first, row)
        known.box = (
            min(known.box[0], edges[0]),
            min(known.box[1], edges[1]),
            max(known.box[2], edges[2]),
            max(known.box[3], edges[3]),
        )

    def take(self, chars: list[Char]) -> list[Char]:
        """Put each character into the cell where its centre is; returns those outside."""
        outside = []
        for char in chars:
            column = bisect_right(self.xs, (char.left + char.right) / 2) - 1
            row = bisect_right(self.ys, char.middle) - 1
            if 0 <= column < self.width and 0 <= row < self.height:
                self.cells[self._of[row * self.width + column]].chars.append(char)
            else:
                outside.append(char)
        return outside

    def table(self) -> Ruled:
        cells = sorted(self.cells.values(), key=lambda one: (one.first, one.box[0]))
        box = (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])
        return Ruled(self.page, box, self.height, tuple(self.xs), tuple(cells))


def _closed(rules: list[Rule], crossing: list[Rule]) -> list[float]:
    """Where the lines of one direction are, and the edge that a page break or a table without a
    frame leaves open: two lines that cross them reach beyond the last.
    """
    places = sorted({rule.at for rule in rules})
    if len(crossing) > 1:
        first = sorted(rule.start for rule in crossing)[1]
        last = sorted(rule.end for rule in crossing)[-2]
        if first < places[0] - 2 * NEAR:
            places.insert(0, first)
        if last > places[-1] + 2 * NEAR:
            places.append(last)
    return places


def _by_place(rules: list[Rule]) -> dict[float, list[Rule]]:
    found: dict[float, list[Rule]] = {}
    for rule in rules:
        found.setdefault(rule.at, []).append(rule)
    return found


def _covers(rules: list[Rule], at: float) -> bool:
    return any(rule.start <= at <= rule.end for rule in rules)
