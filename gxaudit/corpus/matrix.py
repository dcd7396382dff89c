"""Who has filed what: units by years, worst first, and what does not fit."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from functools import cached_property

from attrs import frozen

from gxaudit.corpus.identity import Identity
from gxaudit.corpus.index import Index
from gxaudit.corpus.manifest import Manifest, located
from gxaudit.corpus.record import Record
from gxaudit.entity import Entity
from gxaudit.forms import form_named
from gxaudit.wording import Text


class Filing(Enum):
    """What there is of one unit for one year."""

    FILED = "filed"
    COPIES = "copies"
    """Several files with the same figures."""
    DIFFERENT = "different"
    """Several files with different figures."""
    UNSURE = "unsure"
    """Several files in several folders, which may be those of several units of one name."""
    UNREADABLE = "unreadable"
    """The manifest names a file that cannot be read as a report."""
    MISSING = "missing"
    NOT_EXPECTED = "not expected"
    """Before its first report, where the manifest does not list the unit, or not due yet."""


GAPS = frozenset((Filing.MISSING, Filing.UNREADABLE))
_SEVERAL = frozenset((Filing.DIFFERENT, Filing.UNSURE))
_FIRST = 2008
"""The first year to report on: the regulation took effect in it."""
_LATE = Text("晚于今天", "later than today")
_EARLY = Text(f"早于条例施行的 {_FIRST} 年", f"before {_FIRST}, when the regulation took effect")


@frozen(slots=False)
class Cell:
    """One unit in one year."""

    year: int
    filing: Filing
    records: tuple[Record, ...] = ()
    lost: str | None = None
    """The path of the file that cannot be read."""

    @property
    def misfits(self) -> tuple[Record, ...]:
        """Reports on a form that is not that of the year."""
        return tuple(one for one in self.records if not _fits(one, self.year))


@frozen(slots=False)
class Unit:
    """A row: one body."""

    name: str
    entity: Entity | None
    """None where the manifest does not list it."""
    cells: tuple[Cell, ...]
    """One a year of the matrix."""

    def count(self, *filings: Filing) -> int:
        """How many of its years are so."""
        return sum(cell.filing in filings for cell in self.cells)

    @property
    def faultless(self) -> bool:
        """Whether nothing about it needs a person."""
        clean = not self.count(*GAPS, *_SEVERAL)
        return clean and not any(cell.misfits for cell in self.cells)

    def badness(self) -> tuple[int, ...]:
        """What counts most comes first; more of it is worse."""
        misfits = sum(len(cell.misfits) for cell in self.cells)
        return self.count(*GAPS), self.count(*_SEVERAL), misfits, self.count(Filing.COPIES)


@frozen(slots=False)
class Absent:
    """A year in which members of a unit have not filed."""

    unit: str
    year: int
    declared: int
    """How many members it has."""
    complete: bool
    """Whether the manifest says that these are all."""
    missing: tuple[str, ...]
    unreadable: tuple[str, ...] = ()
    """Those of whom there is a file that cannot be read."""

    @property
    def count(self) -> int:
        """How many are lacking, in whichever way."""
        return len(self.missing) + len(self.unreadable)


@frozen(slots=False)
class Unplaced:
    """A report that is in no row: nothing says whose it is or of which year, or that cannot be."""

    record: Record
    identity: Identity
    doubt: Text | None = None
    """Why it cannot be of the year that is said."""


@frozen(slots=False)
class Matrix:
    """The whole overview. Every report is in exactly one cell, or in ``unplaced``."""

    years: tuple[int, ...]
    units: tuple[Unit, ...]
    """Worst first."""
    absent: tuple[Absent, ...]
    """Worst first."""
    unplaced: tuple[Unplaced, ...]
    contradictions: tuple[tuple[str, Text], ...]
    """Paths, and where the manifest says other than the title."""
    not_found: tuple[str, ...]
    """Files that the manifest lists and that are not there."""

    @cached_property
    def reports(self) -> int:
        """How many reports there are."""
        placed = sum(len(cell.records) for unit in self.units for cell in unit.cells)
        return placed + len(self.unplaced)

    @property
    def gaps(self) -> Iterator[tuple[Unit, Cell]]:
        """Every report that is expected and that there is none of, or none that can be read."""
        return ((unit, cell) for unit in self.units for cell in unit.cells if cell.filing in GAPS)

    @property
    def faultless(self) -> bool:
        """Whether nothing needs a person. Copies with the same figures do not."""
        beside = (self.unplaced, self.contradictions, self.not_found)
        return not any(beside) and all(unit.faultless for unit in self.units)


def matrix_of(
    index: Index, paths: Sequence[str] = (), *, today: date, whole: bool = True
) -> Matrix:
    """The overview of all reports of a run that read ``paths``.

    A unit of the manifest is expected in every year, any other from its first report on, and
    nobody in the year of ``today``; one that cannot be, being later, is nobody's. Without
    ``whole`` the paths are only part of what the manifest is about: then units of which nothing
    was read are left out, unless they are members of others that are there.
    """
    years_known = range(_FIRST, today.year + 1)
    rows = _rows(index, years_known)
    expected = set(rows)
    if index.manifest is not None:
        expected |= _listed(index.manifest, rows, whole=whole)
    years = _years(rows.values())
    units = [_unit(name, rows.get(name, {}), index, years, today) for name in expected]
    units.sort(key=lambda unit: ([-count for count in unit.badness()], unit.name))
    return Matrix(
        years,
        tuple(units),
        _absent(units, years),
        tuple(
            Unplaced(record, owner, _doubt(record, owner, years_known))
            for record, owner in _owned(index)
            if owner.agency is None or owner.year not in years_known
        ),
        tuple(
            (record.path, text) for record, owner in _owned(index) for text in owner.contradictions
        ),
        _not_found(index, paths),
    )


_Row = dict[int, list[Record]]


def _owned(index: Index) -> Iterable[tuple[Record, Identity]]:
    return ((record, index.identity(record)) for record in index.records)


def _doubt(record: Record, owner: Identity, known: range) -> Text | None:
    """Why a report is not of the year that is said."""
    if owner.year is None or owner.year in known:
        return None
    said = Text("标题", "title") if record.year == owner.year else Text("名册", "manifest")
    if owner.year_of_path:
        said = Text("路径", "path")
    why = _LATE if owner.year >= known.stop else _EARLY
    return Text(
        f"{said.zh}年度 {owner.year} {why.zh}，多半写错",
        f"the year of the {said.en}, {owner.year}, is {why.en}, and most likely a slip",
    )


def _rows(index: Index, known: range) -> dict[str, _Row]:
    """The reports of each unit by year; for a file that cannot be read an empty list."""
    rows: dict[str, _Row] = defaultdict(dict)
    for record, owner in _owned(index):
        if owner.agency is not None and owner.year is not None and owner.year in known:
            rows[owner.agency].setdefault(owner.year, []).append(record)
    for agency, year in index.lost_reports:
        if year in known:
            rows[agency].setdefault(year, [])
    return rows


def _listed(manifest: Manifest, rows: Iterable[str], *, whole: bool) -> set[str]:
    if whole:
        return set(manifest.entities)
    found: set[str] = set()
    below = [name for name in rows if name in manifest.entities]
    while below:
        name = below.pop()
        if name not in found:
            found.add(name)
            below.extend(manifest.entities[name].members)
    return found


def _years(rows: Iterable[_Row]) -> tuple[int, ...]:
    """Every year that somebody filed for, and those between two of one unit."""
    years: set[int] = set()
    for row in rows:
        years.update(range(min(row), max(row) + 1))
    return tuple(sorted(years))


def _unit(name: str, row: _Row, index: Index, years: Sequence[int], today: date) -> Unit:
    entity = index.manifest.entities.get(name) if index.manifest else None
    # Nobody reports on a year before its end, but whoever does has not erred.
    due = range(_FIRST if entity is not None else min(row), today.year)
    cells = tuple(
        Cell(year, *_filing(index, row.get(year), is_due=year in due), index.lost(name, year))
        for year in years
    )
    return Unit(name, entity, cells)


def _filing(
    index: Index, records: list[Record] | None, *, is_due: bool
) -> tuple[Filing, tuple[Record, ...]]:
    if records is None:
        return (Filing.MISSING if is_due else Filing.NOT_EXPECTED), ()
    if not records:
        return Filing.UNREADABLE, ()
    if len(records) == 1:
        return Filing.FILED, tuple(records)
    if len({index.identity(one).folder for one in records}) > 1:
        return Filing.UNSURE, tuple(records)
    alike = len({one.figures for one in records}) == 1
    return (Filing.COPIES if alike else Filing.DIFFERENT), tuple(records)


def _absent(units: Sequence[Unit], years: Sequence[int]) -> tuple[Absent, ...]:
    by_name = {unit.name: unit for unit in units}

    def lacking(unit: Unit, entity: Entity, at: int) -> Absent:
        filings = [(name, _at(by_name.get(name), at)) for name in entity.members]
        missing, unreadable = (
            tuple(name for name, filing in filings if filing is lack)
            for lack in (Filing.MISSING, Filing.UNREADABLE)
        )
        declared = len(entity.members)
        return Absent(unit.name, years[at], declared, entity.complete, missing, unreadable)

    found = [
        lacking(unit, unit.entity, at)
        for unit in units
        if unit.entity is not None
        for at in range(len(years))
    ]
    return tuple(
        sorted(
            (one for one in found if one.count), key=lambda one: (-one.count, one.unit, one.year)
        )
    )


def _at(unit: Unit | None, at: int) -> Filing:
    return Filing.MISSING if unit is None else unit.cells[at].filing


def _not_found(index: Index, paths: Sequence[str]) -> tuple[str, ...]:
    """Files below ``paths`` that the manifest lists and that the run has not met."""
    manifest = index.manifest
    if manifest is None or not manifest.reports:
        return ()
    met = {located(manifest.base, each.path) for each in index.records}
    met.update(located(manifest.base, path) for path in index.unread)
    tops = tuple(located(manifest.base, path) for path in paths)
    return tuple(
        sorted(
            filed.file
            for place, filed in manifest.reports.items()
            if place not in met and any(_below(place, top) for top in tops)
        )
    )


def _below(place: str, top: str) -> bool:
    return place == top or place.startswith(os.path.join(top, ""))


def _fits(record: Record, year: int) -> bool:
    if record.form is None:
        return True
    first, last = form_named(record.form).years
    return first <= year <= last
