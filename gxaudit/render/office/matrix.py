"""The matrix of the workbook: a row a body, the worst first, a column a year, and the counts."""

from __future__ import annotations

from collections.abc import Sequence

from gxaudit.render.office import book
from gxaudit.render.office.sheetwords import (
    AGENCY,
    COLOURS,
    COUNTS,
    MATRIX,
    NO_YEAR,
    PARENT,
    rest_words,
)
from gxaudit.render.overview.standing import LEGEND, Standing
from gxaudit.render.overview.units import Row, Units
from gxaudit.wording import Language

_HEAD: dict[str, object] = {"bold": True, "bg_color": "#D9D9D9", "border": 1, "align": "center"}
_CELL: dict[str, object] = {"border": 1, "align": "center"}


def write_matrix(made: book.Book, units: Units, language: Language) -> None:
    """Bodies by years, and what the signs mean."""
    years, parents = units.years, any(row.parent for row in units.rows())
    sheet = made.sheet(MATRIX.to(language))
    counts = len(COUNTS)
    sheet.widths([36, *[12] * len(years), *[13] * counts, *[30] * parents])
    heads = [AGENCY, *(year or NO_YEAR for year in years), *COUNTS, *[PARENT] * parents]
    for column, head in enumerate(heads):
        if isinstance(head, int):
            sheet.number(0, column, head, **_HEAD)
        else:
            sheet.text(0, column, head.to(language), **_HEAD)
    row = 0
    # The last rows are kept for what the signs mean.
    most = book.MOST_ROWS - len(LEGEND) - 4
    for row, each in enumerate(units.rows(), 1):
        if row > most:
            break
        _write(sheet, row, each, years)
        if parents:
            sheet.text(row, 1 + len(years) + counts, each.parent, border=1)
    row = min(row, most)
    if len(units) > most:
        sheet.text(row + 1, 0, rest_words(len(units) - most).to(language))
    for at, (code, meaning) in enumerate(LEGEND, row + 2):
        sheet.text(at, 0, meaning.to(language), **COLOURS[code])
    sheet.table(max(1, row), len(heads), beside=1)


def _write(sheet: book.Sheet, row: int, each: Row, years: Sequence[int]) -> None:
    sheet.text(row, 0, each.unit, border=1, text_wrap=True)
    for column, year in enumerate(years, 1):
        filed = each.of(year)
        standing = sum((one.standing for one in filed), Standing())
        words, code = (standing.words, standing.code) if filed else ("", "")
        sheet.text(row, column, words, **_CELL, **COLOURS[code])
    total = each.total
    found = (total.errors, total.warnings, total.notes, total.unverified)
    for column, count in enumerate(found, 1 + len(years)):
        sheet.number(row, column, count, **_CELL)
