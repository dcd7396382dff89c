"""Web dumps with one cell a line: the rows of the statutory tables, put together by their labels.

Where a row ends can be told from the form alone: its label is known, and so is how many figures
follow. A row with fewer figures than that, and no empty cell that shows where they belong, is not
guessed at: all its cells hold what was printed, which is no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from gxaudit.forms import Form, Group, shipped_forms
from gxaudit.forms import Row as FormRow
from gxaudit.readers.model import Place, Row
from gxaudit.reading.cells import shape
from gxaudit.reading.labels import LabelIndex, core, label_index
from gxaudit.reading.outline import heading
from gxaudit.report import State

_LONGEST = 80
_LONGEST_FIGURES = 300
_FEWEST_ROWS = 3
_MOST_PARTS = 4
"""Lines that one label may be broken into."""
_SENTENCE = ("。", "；", "：", "！", "，")
_TITLE = re.compile(r"\s*第[一二三四五六七八九十]{1,5}条")
_FIGURE = re.compile(r"[+＋−－增减-]?\d[\d,.]{0,20}+|[/／]|[—–－-]{1,2}|无")
_PART = re.compile(r"\S+")


@frozen(eq=False, repr=False, slots=False)
class Piece:
    """One cell of a dump."""

    text: str
    place: Place | None
    state: State


def gathered(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows with dumped tables put together; themselves where nothing was dumped."""
    stretches = list(_stretches(rows))
    dumped = {
        start: [piece for row in rows[start:end] for piece in _pieces(row)]
        for start, end in stretches
    }
    if not dumped:
        return rows
    form = _form(piece for pieces in dumped.values() for piece in pieces)
    found: list[Row] = []
    at = 0
    for start, end in stretches:
        table = _table(dumped[start], form)
        if table is not None:
            found += [*rows[at:start], *table]
            at = end
    return (*found, *rows[at:]) if found else rows


def _stretches(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Where short lines follow one another."""
    start = 0
    for at, row in enumerate((*rows, None)):
        if row is None or not _may_be_cell(row):
            if at - start >= _FEWEST_ROWS:
                yield start, at
            start = at + 1


def _may_be_cell(row: Row) -> bool:
    if len(row.cells) != 1:
        return False
    # A line of figures may be as long as fifteen large ones are.
    if len(row.cells[0]) > (_LONGEST_FIGURES if row.cells[0].isascii() else _LONGEST):
        return False
    return not row.cells[0].rstrip().endswith(_SENTENCE) and heading(row.cells[0]) is None


def _table(pieces: Sequence[Piece], form: Form) -> list[Row] | None:
    """The rows of one stretch of short lines; None where it holds no dumped table."""
    if sum(piece.state is State.NUMBER for piece in pieces) < _FEWEST_ROWS:
        return None
    gathering = _Gathering(form)
    for piece in pieces:
        gathering.take(piece)
    table = gathering.finish()
    return table if gathering.labelled >= _FEWEST_ROWS else None


def _pieces(row: Row) -> Iterator[Piece]:
    """The cells of a line: one, or several figures with spaces between them."""
    line = row.cells[0]
    place = row.places[0] if row.places else None
    if not line:
        return
    parts = list(_PART.finditer(line))
    first = len(parts)
    while first and _FIGURE.fullmatch(parts[first - 1][0]):
        first -= 1
    label = line[: parts[first - 1].end()] if first else ""
    if len(parts) - first > 1 or (first < len(parts) and label and _is_label(label)):
        if label:
            yield from _words(label.strip(), place, parts[0].start())
        for part in parts[first:]:
            yield Piece(part[0], _at(place, part.start()), shape(part[0]))
        return
    text = line.strip()
    lead = len(line) - len(line.lstrip()) if text else 0
    if shape(text) is State.UNREADABLE:
        yield from _words(text, place, lead)
    else:
        yield Piece(text, _at(place, lead), shape(text))


def _words(text: str, place: Place | None, lead: int) -> Iterator[Piece]:
    """A label or heading; or several in one line, of which the form knows one, but not all."""
    parts = list(_PART.finditer(text))
    if len(parts) > 1 and not _is_known(text) and any(_is_known(part[0]) for part in parts):
        for part in parts:
            yield Piece(part[0], _at(place, lead + part.start()), State.UNREADABLE)
    else:
        yield Piece(text, _at(place, lead), State.UNREADABLE)


def _is_known(text: str) -> bool:
    """Whether it is a label or a heading of a form, all of it."""
    words = core(text)
    indices = map(label_index, shipped_forms())
    return any(words in index.rows or words in index.columns for index in indices)


def _at(place: Place | None, offset: int) -> Place | None:
    return place if place is None or place.char is None else evolve(place, char=place.char + offset)


def _is_label(text: str) -> bool:
    """Whether it is the label of a row beyond doubt."""
    return any(label_index(form).find(text, None) is not None for form in shipped_forms())


def _form(pieces: Iterable[Piece]) -> Form:
    """The form most of whose own words occur."""
    words = {core(piece.text) for piece in pieces if piece.state is State.UNREADABLE}
    return max(
        shipped_forms(),
        key=lambda form: (
            len(words.intersection(map(core, form.signs)))
            + len(words.intersection(label_index(form).rows))
        ),
    )


class _Gathering:
    """Takes one piece after another; words collect until figures come, figures until words do."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.index: LabelIndex = label_index(form)
        self.rows: list[Row] = []
        self.words: list[Piece] = []
        self.figures: list[Piece] = []
        self.labelled = 0
        """Rows of the form that were found with their figures."""
        self.table: int | None = None

    def take(self, piece: Piece) -> None:
        """The next cell."""
        if piece.state is State.UNREADABLE:
            if any(each.text for each in self.figures):
                self._row()
            self.figures = []
            self.words.append(piece)
        elif self.words:
            self.figures.append(piece)

    def finish(self) -> list[Row]:
        """All rows; what stands behind the last figures is prose again."""
        if any(each.text for each in self.figures):
            self._row()
        self.rows += [Row((each.text,), (each.place,)) for each in self.words]
        return self.rows

    def _row(self) -> None:
        """Words and figures are a row: what it is called, what stands above it, what it says."""
        words, self.words = self.words, []
        if self._section_four(words):
            return
        parts, label = self._label(words)
        if label is None:
            self._headings(words[:-1])
            self._emit([words[-1], *self.figures])
            return
        groups: list[tuple[Piece, Group]] = []
        rest = words[:-parts]
        while rest and (group := self._group(rest[-1])) is not None:
            groups.insert(0, (rest.pop(), group))
        self._headings(rest)
        depth = 1 if not self.form.table(self.table or 3).groups else 3
        lead = [Piece("", words[-1].place, State.BLANK)] * depth
        for piece, group in groups:
            lead[group.depth - 1] = piece
        name = "".join(each.text for each in words[-parts:])
        lead[label.depth - 1] = Piece(name, words[-parts].place, State.UNREADABLE)
        self._emit([*lead, *_fitted(self.figures, len(label.columns))])
        self.labelled += 1

    def _label(self, words: Sequence[Piece]) -> tuple[int, FormRow | None]:
        """How many of the last words are the label of which row."""
        for parts in range(1, min(_MOST_PARTS, len(words)) + 1):
            text = "".join(each.text for each in words[-parts:])
            found = self.index.find(text, self.table)
            if found is not None and isinstance(found[1], FormRow):
                self.table = found[0]
                return parts, found[1]
        near = self.index.find_close(words[-1].text, self.table)
        return (1, near[1]) if near and isinstance(near[1], FormRow) else (0, None)

    def _group(self, piece: Piece) -> Group | None:
        found = self.index.find(piece.text, self.table)
        return found[1] if found and isinstance(found[1], Group) else None

    def _section_four(self, words: Sequence[Piece]) -> bool:
        """Its figures have no labels, only headings: all of them come before."""
        table = self.form.table(4)
        columns = {core(column.label) for column in table.rows[0].columns}
        if len(self.figures) < 2 or not columns <= {core(each.text) for each in words}:
            return False
        self.labelled += len(table.rows)
        self._headings(words)
        self._emit(_fitted(self.figures, sum(len(row.columns) for row in table.rows)))
        return True

    def _headings(self, words: Sequence[Piece]) -> None:
        """Titles of blocks stand by themselves, other words head the columns below them."""
        heads: list[Piece] = []
        for each in words:
            if _TITLE.match(each.text):
                self._head(heads)
                heads = []
                self._emit([each, Piece("", each.place, State.BLANK)])
            else:
                heads.append(each)
        self._head(heads)

    def _head(self, heads: Sequence[Piece]) -> None:
        known = [each for each in heads if core(each.text) in self.index.columns]
        if known:
            self._emit(heads)
        else:
            self.rows += [Row((each.text,), (each.place,)) for each in heads]

    def _emit(self, pieces: Sequence[Piece]) -> None:
        self.rows.append(
            Row(tuple(each.text for each in pieces), tuple(each.place for each in pieces))
        )


def _fitted(figures: Sequence[Piece], count: int) -> Sequence[Piece]:
    """As many figures as the row has; where others were printed, no figure at all."""
    printed = [each for each in figures if each.text]
    if len(printed) == count:
        return printed
    if len(figures) == count:
        return figures
    words = " ".join(each.text for each in printed) + " …"
    return [Piece(words, printed[0].place, State.UNREADABLE)] * count
