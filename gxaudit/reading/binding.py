"""Stage 4: grids and a form become addressed cells; what does not fit is observed, not repaired."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from attrs import evolve

from gxaudit.forms import Column, Form, Row, Table
from gxaudit.reading.alignment import RowShape, TableShape, align, row_shape
from gxaudit.reading.cells import Reading, read_cells, shape
from gxaudit.reading.grid import GridRow, Role
from gxaudit.reading.labels import core
from gxaudit.reading.matched import MatchedRow, MatchedTable
from gxaudit.report import Observation, Place, Seen, State

_REMARKS = frozenset(("备注", "说明", "注释"))
_HEADERS = (Role.HEADER, Role.REPEAT)


class Figures:
    """The flat arrays of one report while they are filled; see :class:`gxaudit.report.Report`."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.readings: list[Reading] = [(State.MISSING, None)] * len(form.cells)
        self.raws = [""] * len(form.cells)
        self.places: list[Place | None] = [None] * len(form.rows)
        self.observations: list[Observation] = []

    def fill(self, row: Row, raws: Sequence[str]) -> None:
        """Write the cells of a row from its first column on."""
        end = row.first + len(raws)
        self.raws[row.first : end] = raws
        self.readings[row.first : end] = read_cells(raws, row.columns, counts=row.counts)

    def blank(self, row: Row, printed: int, cut: int) -> None:
        """Cells behind the end of a trimmed line are blank, unless the column is cut off."""
        for offset in range(max(printed, 0), len(row.columns) - cut):
            self.readings[row.first + offset] = (State.BLANK, None)

    def see(
        self,
        kind: Seen,
        table: int,
        line: int,
        row: str,
        label: str,
        values: tuple[str, ...] = (),
    ) -> None:
        """Record an observation about a row of the form."""
        self.observations.append(Observation(kind, table, line, row, label.strip(), values))


def choose_form(forms: Sequence[Form], rows: Iterable[GridRow]) -> tuple[Form, bool, bool]:
    """The form whose own labels occur most, never by year. Returns the form, whether any label
    told, and whether labels of two forms occur. ``forms`` are newest first; the newest is the
    reading where nothing tells.
    """
    found = dict.fromkeys((form.name for form in forms), 0)
    signs = _signs(tuple(forms))
    for row in rows:
        if row.role in _HEADERS:
            for cell in row.cells:
                if cell:
                    for name in signs.get(core(cell), ()):
                        found[name] += 1
    best = max(forms, key=lambda form: found[form.name])
    told = [name for name, count in found.items() if count]
    return best, bool(told), len(told) > 1


@lru_cache(maxsize=4)
def _signs(forms: tuple[Form, ...]) -> dict[str, tuple[str, ...]]:
    """Label core to the forms that it is a sign of: headings of table 2, rows of table 3."""
    signs: dict[str, list[str]] = {}
    for form in forms:
        own = set(map(core, form.signs))
        for column in (one for block in form.table(2).blocks for one in block.columns):
            if core(column.label) in own:
                own.update(map(core, column.variants))
        for label in own:
            signs.setdefault(label, []).append(form.name)
    return {label: tuple(names) for label, names in signs.items()}


def bind_table(figures: Figures, table: MatchedTable) -> None:
    """Fill the cells of one statutory table from its matched rows."""
    by_block: dict[int, list[MatchedRow]] = {}
    for row in table.rows:
        by_block.setdefault(row.row.block, []).append(row)
    for number, rows in by_block.items():
        _bind_block(figures, table, number, rows)
    for own in table.table.rows:
        if figures.places[own.number] is None and not table.table.one_line:
            figures.see(Seen.ROW_MISSING, table.number, table.line, own.key, own.label)


def _cut(table: MatchedTable, block: int, rows: list[MatchedRow], width: int) -> int:
    """How many columns at the right the table has lost: its header lacks them, and either its
    lines are too narrow to hold them, or the header has all others and no row is complete.
    """
    columns = _columns(table.table, block)
    printed = table.headings.get(block, set())
    there = [
        at
        for at, column in enumerate(columns)
        if any(core(label) in printed for label in (column.label, *column.variants))
    ]
    lost = len(columns) - 1 - there[-1] if there else 0
    if not lost:
        return 0
    count = len(columns)
    if max(row.label for row in rows) + 1 + count > width:
        return lost
    others = len(there) > 1 and len(there) == there[-1] + 1
    complete = any(row_shape(row.cells, row.label, row.row.depth, count).full for row in rows)
    return lost if others and not complete else 0


def _columns(table: Table, block: int) -> tuple[Column, ...]:
    return () if table.one_line else table.blocks[block].columns


def _bind_block(figures: Figures, table: MatchedTable, block: int, rows: list[MatchedRow]) -> None:
    lines = table.lines[block]
    width = max(map(len, lines))
    cut = _cut(table, block, rows, width)
    count = _count(table.table, rows[0].row)
    remarks = any(not _REMARKS.isdisjoint(one) for one in table.headings.values())
    shapes = [
        row_shape(_figures(row, width, remarks=remarks), row.label, row.row.depth, count, cut)
        for row in rows
    ]
    whole = TableShape(width, all(cells[-1].strip() for cells in lines), cut)
    align(shapes, whole)
    if whole.trimmed and _ends_at_edge(shapes, width):
        whole = evolve(whole, trimmed=False)
    for row, measured in zip(rows, shapes, strict=True):
        _bind_row(figures, table, row, measured, whole)
    _note_shifts(figures, table.number, rows, shapes)


def _count(table: Table, row: Row) -> int:
    return sum(len(one.columns) for one in table.rows) if table.one_line else len(row.columns)


def _ends_at_edge(shapes: list[RowShape], width: int) -> bool:
    """Whether every row that needs more cells than the widest line has ends in that line's last:
    then the table was cut there, whatever became of its trailing tabs.
    """
    short = [
        one
        for one in shapes
        if one.printed and one.start is not None and one.start + one.count > width
    ]
    return bool(short) and all(one.last == width - 1 for one in short)


def _figures(row: MatchedRow, width: int, *, remarks: bool) -> tuple[str, ...]:
    """The cells of a row without its remark, which may look like a mark for "nothing"."""
    if remarks and len(row.cells) == width and shape(row.cells[-1]) is not State.NUMBER:
        return row.cells[:-1]
    return row.cells


def _bind_row(
    figures: Figures, table: MatchedTable, row: MatchedRow, measured: RowShape, whole: TableShape
) -> None:
    targets = table.table.rows if table.table.one_line else (row.row,)
    if measured.start is None:
        _leave_unread(figures, table.number, row, measured, targets)
        return
    position = measured.start
    for target in targets:
        figures.places[target.number] = Place(row.line, row.cells, position)
        end = position + len(target.columns)
        if end <= len(row.cells):
            figures.fill(target, row.cells[position:end])
        else:
            figures.fill(target, row.cells[position:])
            if whole.trimmed:
                figures.blank(target, len(row.cells) - position, whole.cut)
        position = end
    beyond = row.cells[position:]
    if beyond and any(beyond):
        _see_beyond(figures, table, row, beyond)


def _see_beyond(
    figures: Figures, table: MatchedTable, row: MatchedRow, beyond: tuple[str, ...]
) -> None:
    numbers = tuple(cell for cell in beyond if shape(cell) is State.NUMBER)
    if numbers:
        figures.see(Seen.VALUE_EXTRA, table.number, row.line, row.row.key, row.text, numbers)


def _leave_unread(
    figures: Figures,
    table: int,
    row: MatchedRow,
    measured: RowShape,
    targets: Sequence[Row],
) -> None:
    """A row whose first value cannot be told from its second is not read at all."""
    for target in targets:
        figures.places[target.number] = Place(row.line, row.cells, measured.label + 1)
        for index in range(target.first, target.first + len(target.columns)):
            figures.readings[index] = (State.UNREADABLE, None)
    printed = tuple(cell for cell in row.cells[measured.label + 1 :] if cell.strip())
    kind = Seen.VALUE_EXTRA if len(printed) > measured.count else Seen.ROW_AMBIGUOUS
    figures.see(kind, table, row.line, row.row.key, row.text, printed)


def _note_shifts(
    figures: Figures, table: int, rows: list[MatchedRow], shapes: list[RowShape]
) -> None:
    """Rows whose values stand elsewhere than those of the other rows of their depth."""
    usual: dict[int, dict[int, int]] = {}
    for measured in shapes:
        if measured.full and measured.start is not None:
            starts = usual.setdefault(measured.depth, {})
            starts[measured.start] = starts.get(measured.start, 0) + 1
    for depth, starts in usual.items():
        if len(starts) > 1:
            most = max(starts, key=lambda start: (starts[start], -start))
            for row, measured in zip(rows, shapes, strict=True):
                if measured.full and measured.depth == depth and measured.start != most:
                    figures.see(Seen.ROW_SHIFTED, table, row.line, row.row.key, row.text)
