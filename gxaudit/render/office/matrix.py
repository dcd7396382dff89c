"""The matrix of the workbook: a row an agency, a column a year, the worst outcome in each cell."""

from __future__ import annotations

from attrs import define

from gxaudit.render.office.book import Book
from gxaudit.render.office.entries import Audited
from gxaudit.render.office.sheetwords import (
    AGENCY,
    BY_SEVERITY,
    COLOURS,
    LEGEND,
    MATRIX,
    NO_AGENCY,
    NO_YEAR,
    SIGNS,
)
from gxaudit.wording import Language

_HEAD: dict[str, object] = {"bold": True, "bg_color": "#D9D9D9", "border": 1, "align": "center"}
_CELL: dict[str, object] = {"border": 1, "align": "center"}


@define
class Standing:
    """The reports of one agency and year together."""

    worst: int = 0
    """Severity; 0 for no finding."""
    count: int = 0
    """How many findings have it."""
    unverified: int = 0
    lapsed: bool = False
    """Whether a waiver has to be judged anew."""
    judged: int = 0
    """Findings that are waived or of the baseline."""

    @property
    def code(self) -> str:
        """How it is marked."""
        if self.worst:
            return BY_SEVERITY[self.worst]
        if self.unverified:
            return "q"
        return "l" if self.lapsed else "v" if self.judged else "p"

    @property
    def words(self) -> str:
        """``✕ 3``, ``? 2``, ``✓``; what is held up and waivers that lapsed show beside findings."""
        words = SIGNS[self.code] + (f" {self.count}" if self.worst else "")
        held = f" ? {self.unverified}" if self.worst else f" {self.unverified}"
        words += held if self.unverified else ""
        return words + (" !" if self.lapsed and self.code != "l" else "")


class Matrix:
    """Holds a few numbers for each agency and year."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._standings: dict[str, dict[int, Standing]] = {}

    def add(self, audited: Audited) -> None:
        """Count one file; one without a legible agency stands for itself."""
        own = self._standings.setdefault(audited.agency or self._nameless(audited), {})
        standing = own.setdefault(audited.year or 0, Standing())
        count = sum(each.severity == audited.worst for each in audited.entries)
        if audited.worst > standing.worst:
            standing.worst, standing.count = audited.worst, count
        elif audited.worst == standing.worst:
            standing.count += count
        standing.unverified += len(audited.unverified) + len(audited.faults)
        standing.lapsed = standing.lapsed or any(each.lapsed for each in audited.judged)
        standing.judged += audited.known + sum(not each.lapsed for each in audited.judged)

    def _nameless(self, audited: Audited) -> str:
        words = NO_AGENCY.to(self._language)
        return (
            f"{words}（{audited.path}）" if self._language == "zh" else f"{words} ({audited.path})"
        )

    def write(self, book: Book) -> None:
        """Agencies in their order, years rising, and what the signs mean."""
        sheet = book.sheet(MATRIX.to(self._language))
        # A year that could not be read is 0 and stands last.
        years = sorted({year for own in self._standings.values() for year in own}, key=_last)
        sheet.widths([36, *[12] * len(years)])
        sheet.text(0, 0, AGENCY.to(self._language), **_HEAD)
        for column, year in enumerate(years, 1):
            if year:
                sheet.number(0, column, year, **_HEAD)
            else:
                sheet.text(0, column, NO_YEAR.to(self._language), **_HEAD)
        row = 0
        for row, (agency, own) in enumerate(self._standings.items(), 1):
            sheet.text(row, 0, agency, border=1, text_wrap=True)
            for column, year in enumerate(years, 1):
                standing = own.get(year)
                words, code = (standing.words, standing.code) if standing else ("", "")
                sheet.text(row, column, words, **_CELL, **COLOURS[code])
        for at, (code, meaning) in enumerate(LEGEND, row + 2):
            sheet.text(at, 0, meaning.to(self._language), **COLOURS[code])
        sheet.table(max(1, row), 1 + len(years))


def _last(year: int) -> tuple[bool, int]:
    return not year, year
