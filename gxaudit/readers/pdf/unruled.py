"""Tables without rules: figures that stand in columns, and labels to their left, wrapped or not.

A line with figures is a row. Words that stand alone in a line go on a label above, or begin the
next one where they begin with an ordinal. A label set one character a line beside several rows
names a group that no rule needs; it would only run into the labels next to it and is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from gxaudit.readers.celltext import joined
from gxaudit.readers.model import Place, Row, table_row
from gxaudit.readers.pdf.flow import Line
from gxaudit.readers.pdf.shapes import around
from gxaudit.readers.pdf.writing import Written
from gxaudit.reading.outline import heading

_VALUE = re.compile(r"[+-]?\d[\d,.]*|[/／—–-]{1,2}|无")
_ORDINAL = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、]\D"
)
_BLOCK = re.compile(r"第[一二三四五六七八九十]{1,4}条.{0,12}")
_END = ("。", "；", "：", "！", "，")
_FEWEST = 3
"""Figures in one line that make it a row of a table, and rows that make a table."""
_WIDEST_PART = 4
"""Lines without figures that a table may have between two rows."""
_LONGEST = 40
_LONGEST_LINE = 160
"""Characters; a line of prose has no more than fifty."""
_ALIGNED = 6.0
"""Points by which the beginnings of labels of one column may differ."""
_FEWEST_UPRIGHT = 4


@frozen(eq=False, slots=False)
class _Line:
    """One line of a table: its words and its figures."""

    page: int
    labels: tuple[Written, ...]
    values: tuple[Written, ...]

    @property
    def pieces(self) -> tuple[Written, ...]:
        return (*self.labels, *self.values)


@frozen(eq=False, slots=False)
class Unruled:
    """Consecutive lines of a page that make a table."""

    lines: tuple[Line, ...]

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.lines[0].written.box[1]


def unruled_tables(lines: Sequence[Line]) -> tuple[list[Unruled], list[Line]]:
    """The tables among the lines of a page from top to bottom, and the other lines."""
    tables: list[Unruled] = []
    left: list[Line] = []
    pieces = [list(line.written.pieces()) for line in lines]
    counts = [sum(_VALUE.fullmatch(one.text) is not None for one in each) for each in pieces]
    at = 0
    while at < len(lines):
        end = max(_end(lines, list(map(len, pieces)), counts, at), at + 1)
        if end - at >= _FEWEST and max(counts[at:end]) >= _FEWEST:
            tables.append(Unruled(tuple(lines[at:end])))
        else:
            left += lines[at:end]
        at = end
    return tables, left


def _end(lines: Sequence[Line], pieces: Sequence[int], counts: Sequence[int], start: int) -> int:
    """Where a table that begins at ``start`` ends; ``start`` where none does. ``pieces`` and
    ``counts`` say how many words and figures stand apart in each line.
    """
    # A table begins with its header or a row, not with whatever stands above.
    if counts[start] == 0 and pieces[start] < 2:
        return start
    end = start
    for at in range(start, len(lines)):
        # Headers may have many lines before the first row.
        most = _WIDEST_PART if end > start else 2 * _WIDEST_PART
        if _is_prose(lines[at]) or (counts[at] == 0 and at - end >= most):
            break
        if counts[at] >= _FEWEST or (counts[at] and pieces[at] > 1):
            end = at + 1
    while start < end < len(lines) and _is_rest(lines[end]):
        end += 1
    return end


def _is_prose(line: Line) -> bool:
    text = line.text
    return len(text) > _LONGEST_LINE or text.endswith(_END) or heading(text) is not None


def _is_rest(line: Line) -> bool:
    """Whether a line behind the last row is the end of its label."""
    text = line.text
    return len(text) < _LONGEST and not _is_prose(line) and not _ORDINAL.match(text)


def rows_of(table: Unruled) -> Iterator[Row]:
    """The rows of a table: label cells, then a cell for every column of figures."""
    lines = [_divided(line) for line in table.lines]
    widest = max(lines, key=lambda one: len(one.values))
    columns = [(one.box[0] + one.box[2]) / 2 for one in widest.values]
    first = min(one.values[0].box[0] for one in lines if one.values)
    setting = _Setting(columns, _label_columns(lines, first))
    upright = _upright(lines)
    for line in lines:
        setting.line(_without(upright, line), first)
    yield from setting.finish()


def _divided(line: Line) -> _Line:
    pieces = list(line.written.pieces())
    values = tuple(one for one in pieces if _VALUE.fullmatch(one.text))
    return _Line(line.page, tuple(one for one in pieces if one not in values), values)


def _label_columns(lines: Sequence[_Line], first: float) -> list[float]:
    found: list[float] = []
    for left in sorted(
        one.box[0] for line in lines for one in line.labels if one.box[0] < first - _ALIGNED
    ):
        if not found or left - found[-1] > 3 * _ALIGNED:
            found.append(left)
    return found or [0.0]


def _upright(lines: Sequence[_Line]) -> set[int]:
    """Where labels are that are set upright: many single characters one above the other."""
    lefts = [
        round(one.box[0] / _ALIGNED) for line in lines for one in line.labels if len(one.text) == 1
    ]
    return {left for left, count in Counter(lefts).items() if count >= _FEWEST_UPRIGHT}


def _without(upright: set[int], line: _Line) -> _Line:
    """The line without its characters of labels that are set upright."""
    kept = tuple(
        one
        for one in line.labels
        if len(one.text) > 1 or round(one.box[0] / _ALIGNED) not in upright
    )
    return _Line(line.page, kept, line.values)


@define(eq=False, slots=False)
class _Made:
    """One row while it is made."""

    labels: list[str]
    values: list[str]
    places: list[Place | None]


@define(eq=False, slots=False)
class _Setting:
    """Puts lines into rows, one after the other."""

    columns: list[float]
    label_columns: list[float]
    rows: list[_Made] = field(factory=list)
    begun: dict[int, str] = field(factory=dict)
    """Labels that have begun, by column, and whose figures are still to come."""

    def line(self, line: _Line, first: float) -> None:
        """Take the next line of the table."""
        if line.values:
            self._row(line)
        elif any(one.box[0] >= first - _ALIGNED for one in line.labels) or (
            line.labels and _BLOCK.fullmatch(line.labels[0].text)
        ):
            self._header(line)
        else:
            for piece in line.labels:
                self._words(piece)

    def finish(self) -> Iterator[Row]:
        """The rows, each with its label cells and its figures."""
        self._groups()
        for row in self.rows:
            yield table_row([*row.labels, *row.values], row.places)

    def _row(self, line: _Line) -> None:
        row = self._new(line)
        for piece in line.labels:
            column = self._label_column(piece)
            last = piece is line.labels[-1]
            begun = self.begun.pop(column, "")
            if not begun and not last and not _ORDINAL.match(piece.text):
                self._append(column, piece.text)
            else:
                row.labels[column] = joined((begun, piece.text))
        for column, text in self.begun.items():
            row.labels[column] = joined((text, row.labels[column]))
        self.begun = {}
        for piece in line.values:
            at = self._nearest((piece.box[0] + piece.box[2]) / 2)
            row.values[at] = joined((row.values[at], piece.text))
            row.places[len(row.labels) + at] = _place(line.page, piece)
        self.rows.append(row)

    def _words(self, piece: Written) -> None:
        column = self._label_column(piece)
        if _ORDINAL.match(piece.text):
            if column in self.begun:
                self._groups()
            self.begun[column] = piece.text
        elif column in self.begun:
            self.begun[column] = joined((self.begun[column], piece.text))
        else:
            self._append(column, piece.text)

    def _append(self, column: int, text: str) -> None:
        for row in reversed(self.rows):
            if row.labels[column]:
                row.labels[column] = joined((row.labels[column], text))
                return
        self.begun[column] = text

    def _header(self, line: _Line) -> None:
        self._groups()
        row = self._new(line)
        for piece in line.labels:
            middle = (piece.box[0] + piece.box[2]) / 2
            if piece.box[0] < self.columns[0] - 5 * _ALIGNED and piece is line.labels[0]:
                row.labels[0] = piece.text
            else:
                at = self._nearest(middle)
                row.values[at] = joined((row.values[at], piece.text))
        self.rows.append(row)

    def _groups(self) -> None:
        """Labels that no figures followed: rows of their own."""
        for column, text in self.begun.items():
            row = _Made([""] * len(self.label_columns), [""] * len(self.columns), [])
            row.places = [None] * (len(self.label_columns) + len(self.columns))
            row.labels[column] = text
            self.rows.append(row)
        self.begun = {}

    def _new(self, line: _Line) -> _Made:
        labels, values = [""] * len(self.label_columns), [""] * len(self.columns)
        place = _place(line.page, line.pieces[0]) if line.pieces else None
        return _Made(labels, values, [place] * (len(labels) + len(values)))

    def _label_column(self, piece: Written) -> int:
        lefts = self.label_columns
        return min(range(len(lefts)), key=lambda at: abs(lefts[at] - piece.box[0]))

    def _nearest(self, middle: float) -> int:
        columns = self.columns
        return min(range(len(columns)), key=lambda at: abs(columns[at] - middle))


def _place(page: int, piece: Written) -> Place:
    left, top, right, bottom = (round(edge, 1) for edge in around(list(piece.chars)))
    return Place(page=page, box=(left, top, right, bottom))
