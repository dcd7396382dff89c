"""Which line of the grids is which row of the form, by label and statutory order."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define

from gxaudit.forms import Form, Group, Row, Table
from gxaudit.reading.cells import shape
from gxaudit.reading.grid import GridRow, Role
from gxaudit.reading.labels import LabelIndex, Target, core, is_generic, label_index
from gxaudit.reading.matched import Cells, MatchedRow, MatchedTable
from gxaudit.reading.sequence import adopt_orphans, misplaced
from gxaudit.report import Observation, Seen, State, TableSeen


@define(eq=False, repr=False, slots=False)
class Matching:
    """All tables of a report."""

    tables: dict[int, MatchedTable]
    seen: list[TableSeen]
    observations: list[Observation]


class Matcher:
    """Goes through the grids of one report in order."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.index: LabelIndex = label_index(form)
        self.tables: dict[int, MatchedTable] = {}
        self.seen: list[TableSeen] = []
        self.observations: list[Observation] = []
        self.section = 0
        self.at: int | None = None
        self.group: str | None = None
        self.broken = False
        """Whether a page may have ended since the last row."""
        self.pending: list[GridRow] = []
        """Titles and headers whose table the next row will tell."""

    def block(self, rows: Iterable[GridRow], section: int) -> None:
        """Match the lines of one table block."""
        if section != self.section:
            self.at = None
        self.section = section
        self.broken = True
        for row in rows:
            if row.role is Role.NOISE and not self._is_blank_line(row):
                self.broken = True
                if len(row.cells) > 1:
                    self.pending.append(row)
            elif row.role is Role.TITLE:
                self.at = 2
                self.pending.append(row)
            elif row.role in (Role.HEADER, Role.REPEAT) and not self._is_row(row):
                self._header(row)
            else:
                self._row(row)
        self._flush_header()

    def finish(self) -> Matching:
        """What was matched, in the order of the form."""
        for table in self.tables.values():
            adopt_orphans(table)
            self.observations += misplaced(table)
        seen = [one for one in self.seen if self.tables[one.number].recognised]
        return Matching(
            {number: self.tables[number] for number in sorted(self.tables)},
            sorted(seen, key=lambda one: one.line),
            self.observations,
        )

    def _is_blank_line(self, row: GridRow) -> bool:
        """Whether an empty line is the one line of figures of a table, all blank."""
        if not self.pending or len(row.cells) == 1:
            return False
        table = self._one_line_table(row)
        return table is not None and len(row.cells) >= sum(len(one.columns) for one in table.rows)

    def _is_row(self, row: GridRow) -> bool:
        """A row whose values are words looks like a header; its label gives it away."""
        first = next((cell for cell in row.cells if cell.strip()), "")
        found = self.index.find(first, self.at)
        return (
            found is not None
            and isinstance(found[1], Row)
            and self.index.header_table(row.cells) is None
        )

    def _header(self, row: GridRow) -> None:
        self.at = self.index.header_table(row.cells) or self.at
        self.broken = True
        self.pending.append(row)

    def _row(self, row: GridRow) -> None:
        label, target, table, text = self._label(row)
        if target is None:
            self._without_label(row, text)
        elif isinstance(target, Group):
            self._group(row, label, target, table)
        elif is_generic(target) and not self._fits(target, table):
            self._extra(row, text)
        else:
            self._bind(row, label, target, table, text)

    def _label(self, row: GridRow) -> tuple[int, Target | None, int, str]:
        """The last leading cell that names a row or group, and the last text before the values."""
        at, target, table, text = -1, None, self.at or 0, ""
        text_at = -1
        for position, cell in enumerate(row.cells):
            if not cell:
                continue
            if text and cell.isdecimal():
                break
            found = self.index.find(cell, self.at)
            if found is not None:
                table, target = found
                at = text_at = position
                text = cell
                if isinstance(target, Group):
                    self.group = target.item
            elif (state := shape(cell)) is not State.UNREADABLE:
                if text and state is not State.BLANK:
                    break
            elif target is None or isinstance(target, Group):
                text, text_at = cell, position
        if text_at != at:
            return self._near(text_at, table, text)
        return at, target, table, text

    def _near(self, at: int, table: int, text: str) -> tuple[int, Target | None, int, str]:
        """A label that is none of the form's: misspelt, or of a local row."""
        found = self.index.find_close(text, table)
        if found is None:
            return at, None, table, text
        return at, found[1], found[0], text

    def _fits(self, target: Target, table: int) -> bool:
        """Whether 其他 stands where the form has it: in its own group, or after a row of it."""
        rows = self.tables[table].rows if table in self.tables else []
        group = target.group if isinstance(target, Row) else None
        return group is not None and (
            self.group == group or (bool(rows) and rows[-1].row.group == group)
        )

    def _table(self, number: int, line: int) -> MatchedTable:
        table = self.tables.get(number)
        if table is None:
            first = self.pending[0].line if self.pending else line
            table = MatchedTable(self.form, self.form.table(number), self.section, first)
            self.tables[number] = table
            self.seen.append(TableSeen(number, self.section, first))
        return table

    def _take_pending(self, table: MatchedTable, block: int) -> None:
        headings = table.headings.setdefault(block, set())
        lines = table.lines.setdefault(block, [])
        for row in self.pending:
            lines.append(row.cells)
            headings.update(core(cell) for cell in row.cells if cell)
            table.header_seen = table.header_seen or row.role is Role.TITLE
            if self.index.header_table(row.cells) == table.number:
                table.header_seen = True
        self.pending.clear()

    def _flush_header(self) -> None:
        """Headers behind which no row came still show that their table is there."""
        if self.pending and self.at is not None:
            self._take_pending(self._table(self.at, self.pending[0].line), 0)
        self.pending.clear()

    def _bind(self, row: GridRow, label: int, target: Row, number: int, text: str) -> None:
        header = any(one.role is not Role.NOISE for one in self.pending)
        start = self.pending[0].line if self.pending else row.line
        table = self._table(number, row.line)
        self.at = number
        old = table.by_key.get(target.key)
        if self.pending or target.block not in table.lines:
            self._take_pending(table, target.block)
        table.lines[target.block].append(row.cells)
        if old is not None:
            self._again(table, old, row, label, start, header=header)
        else:
            matched = MatchedRow(target, row.line, row.cells, label, text, self.group)
            if self.group is not None:
                table.groups.add(self.group)
            table.rows.append(matched)
            table.by_key[target.key] = matched
        self.broken = False

    def _again(
        self,
        table: MatchedTable,
        old: MatchedRow,
        row: GridRow,
        label: int,
        start: int,
        *,
        header: bool,
    ) -> None:
        """A row that was there before: carried over a page break, the table again, or twice."""
        last = table.rows[-1] is old
        if self.broken and last and old.cells[old.label :] == row.cells[label:]:
            return
        first = table.table.rows[0] is old.row
        if first and (header or not last) and not table.restarted:
            table.restarted = True
            self.seen.append(TableSeen(table.number, self.section, start))
        elif not table.restarted:
            self._see(Seen.ROW_REPEATED, table.number, row, old.row.key, old.text)

    def _group(self, row: GridRow, label: int, target: Group, number: int) -> None:
        values = tuple(cell for cell in row.cells[label + 1 :] if cell.strip())
        table = self._table(number, row.line)
        self._take_pending(table, 0)
        table.lines[0].append(row.cells)
        if values and row.role is Role.VALUED:
            self._see(Seen.GROUP_VALUES, number, row, target.key, target.label, values)
        self.broken = False

    def _without_label(self, row: GridRow, text: str) -> None:
        if text:
            if row.role is not Role.VALUED and self.index.header_table(row.cells) is not None:
                self._header(row)
            elif row.role is Role.VALUED and self.at in self.tables:
                self._extra(row, text)
            return
        line = self._one_line_table(row)
        if line is not None:
            self._values_only(row, line)
        elif self.at in self.tables and row.role is Role.VALUED:
            table = self.tables[self.at or 0]
            table.orphans.append((len(table.rows), row))

    def _extra(self, row: GridRow, text: str) -> None:
        values = tuple(cell for cell in row.cells if shape(cell) is State.NUMBER)
        self._see(Seen.ROW_EXTRA, self.at or 0, row, None, text, values)

    def _one_line_table(self, row: GridRow) -> Table | None:
        """The table whose figures stand in one line without labels, where this line is it."""
        for table in self.form.tables:
            count = sum(len(one.columns) for one in table.rows)
            values = sum(1 for cell in row.cells if cell.strip())
            if table.one_line and (self.at == table.number or values == count):
                return table
        return None

    def _values_only(self, row: GridRow, form_table: Table) -> None:
        start = self.pending[0].line if self.pending else row.line
        table = self._table(form_table.number, row.line)
        self.at = form_table.number
        self._take_pending(table, 0)
        if table.rows:
            if not table.restarted:
                table.restarted = True
                self.seen.append(TableSeen(table.number, self.section, start))
            return
        table.lines[0].append(row.cells)
        table.rows.append(MatchedRow(form_table.rows[0], row.line, row.cells, -1, "", None))

    def _see(
        self,
        kind: Seen,
        table: int,
        row: GridRow,
        key: str | None,
        label: str,
        values: Cells = (),
    ) -> None:
        self.observations.append(Observation(kind, table, row.line, key, label.strip(), values))
