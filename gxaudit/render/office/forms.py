"""A report's sheet: its statutory tables as the form draws them, offending cells marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gxaudit.finding import Severity
from gxaudit.forms import Form, Table, form_named
from gxaudit.render.office.book import Book, Sheet, height_of
from gxaudit.render.office.entries import Audited, Entry
from gxaudit.render.office.sheetwords import (
    COLOURS,
    MISSING,
    NO_AGENCY,
    NO_YEAR,
    report_words,
)
from gxaudit.render.overview.standing import BY_SEVERITY, SIGNS
from gxaudit.render.spelling.words import SEVERITIES
from gxaudit.render.telling.drawn import Box, drawn
from gxaudit.wording import Language

_LABELS = (20.0, 18.0, 26.0)
_FIGURE = 10.0
_COLUMNS = 15
_FORM: dict[str, object] = {"border": 1, "align": "center", "text_wrap": True}
_HEADING: dict[str, object] = {"bold": True, "font_size": 12}


def write_report(book: Book, audited: Audited, language: Language) -> None:
    """A new sheet for one report."""
    agency = audited.agency or NO_AGENCY.to(language)
    year = str(audited.year) if audited.year else NO_YEAR.to(language)
    sheet = book.sheet(agency, f" {year}", upright=True)
    sheet.widths((*_LABELS, *[_FIGURE] * (_COLUMNS - len(_LABELS))))
    form = form_named(audited.form)
    drawing = _Drawing(sheet, audited, language)
    drawing.head(f"{agency} {year}", form)
    for table in form.tables:
        drawing.table(form, table)


class _Drawing:
    def __init__(self, sheet: Sheet, audited: Audited, language: Language) -> None:
        self.sheet = sheet
        self.audited = audited
        self.language = language
        self.about = _about(audited.entries)
        self.row = 0

    def head(self, title: str, form: Form) -> None:
        """Which report it is, and what was found."""
        marked = sum(bool(each.cells) for each in self.audited.entries)
        said = report_words(len(self.audited.entries), marked)
        self._line(title, bold=True, font_size=14)
        self._line(form.title.to(self.language))
        self._line(self.audited.path)
        self._line(said.to(self.language))

    def _line(self, text: str, **style: object) -> None:
        self.sheet.text(self.row, 0, text, **style)
        self.row += 1

    def table(self, form: Form, table: Table) -> None:
        """One table below what stands already."""
        self.row += 1
        self._line(f"{table.name}  {table.title.to(self.language)}", **_HEADING)
        layout = drawn(form, table)
        for row in tiled([*layout.head, *layout.body], layout.width):
            self.sheet.height(self.row, _height(row))
            for column, (box, first) in enumerate(row):
                self._box(column, box, first=first)
            self.row += 1

    def _box(self, column: int, box: Box, *, first: bool) -> None:
        """One cell; the others of a span are blank and have its looks."""
        found = self.about.get(box.cell, ()) if box.cell is not None else ()
        looks = dict(_FORM)
        if found:
            looks |= COLOURS[BY_SEVERITY[found[0].severity]] | {"bold": True}
        elif box.cell is None:
            looks |= {"bg_color": "#F2F2F2"} | ({"align": "left"} if box.label else {})
        self.sheet.text(self.row, column, self._said(box) if first else "", **looks)
        if first and found:
            self.sheet.comment(self.row, column, "\n\n".join(map(self._remark, found)))
        if first and box.width * box.height > 1:
            self.sheet.merge(self.row, column, box.height, box.width)

    def _said(self, box: Box) -> str:
        if box.cell is None:
            return box.text
        raw = self.audited.raws[box.cell]
        return MISSING.to(self.language) if raw is None else raw

    def _remark(self, entry: Entry) -> str:
        sign = SIGNS[BY_SEVERITY[entry.severity]]
        level = SEVERITIES[Severity(entry.severity)].to(self.language)
        return "\n".join((f"{sign} {level} {entry.rule}", entry.message, *entry.check))


def _about(entries: Sequence[Entry]) -> Mapping[int, list[Entry]]:
    """The findings about each figure, worst first."""
    about: dict[int, list[Entry]] = {}
    for entry in entries:
        for index in entry.cells:
            about.setdefault(index, []).append(entry)
    return about


def tiled(rows: Sequence[Sequence[Box]], columns: int) -> Iterator[list[tuple[Box, bool]]]:
    """For each row and column the box that covers it, and whether it begins there."""
    above: dict[int, tuple[Box, int]] = {}
    for row in rows:
        boxes = iter(row)
        line: list[tuple[Box, bool]] = []
        while len(line) < columns:
            column = len(line)
            box, left = above.get(column, (None, 0))
            if box is None or not left:
                box = next(boxes)
                line.append((box, True))
                left = box.height
            else:
                line.append((box, False))
            line += [(box, False)] * (box.width - 1)
            above[column] = (box, left - 1)
        yield line


def _height(row: Sequence[tuple[Box, bool]]) -> float:
    """Room for the labels that begin here; one over several rows has the room of all of them."""
    widths = (*_LABELS, *[_FIGURE] * _COLUMNS)
    return height_of(
        [
            (box.text, box.height * sum(widths[column : column + box.width]))
            for column, (box, first) in enumerate(row)
            if first
        ]
    )
