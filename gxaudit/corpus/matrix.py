"""Who has filed what: units by years, worst first, and what does not fit."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
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
    """Before its first report, where the manifest does not list the unit."""


GAPS = frozenset((Filing.MISSING, Filing.UNREADABLE))
_SEVERAL = frozenset((Filing.DIFFERENT, Filing.UNSURE))


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


@frozen(slots=False)
class Unplaced:
    """A report that is in no row, since nothing says whose it is or of which year."""

    record: Record
    identity: Identity


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
    def faultless(self) -> bool:
        """Whether nothing needs a person. Copies with the same figures do not."""
        beside = (self.unplaced, self.contradictions, self.not_found)
        return not any(beside) and all(unit.faultless for unit in self.units)


def matrix_of(index: Index, paths: Sequence[str] = (), *, whole: bool = True) -> Matrix:
    """The overview of all reports of a run that read ``paths``.

    A unit of the manifest is expected in every year, any other from its first report on. Without
    ``whole`` the paths are only part of what the manifest is about: then units of which nothing
    was read are left out, unless they are members of others that are there.
    """
    rows = _rows(index)
    expected = set(rows)
    if index.manifest is not None:
        expected |= _listed(index.manifest, rows, whole=whole)
    years = _years(rows.values())
    units = [_unit(name, rows.get(name, {}), index, years) for name in expected]
    units.sort(key=lambda unit: ([-count for count in unit.badness()], unit.name))
    return Matrix(
        years,
        tuple(units),
        _absent(units, years),
        tuple(Unplaced(*pair) for pair in _owned(index) if _is_unplaced(pair[1])),
        tuple(
            (record.path, text) for record, owner in _owned(index) for text in owner.contradictions
        ),
        _not_found(index, paths),
    )


_Row = dict[int, list[Record]]


def _owned(index: Index) -> Iterable[tuple[Record, Identity]]:
    return ((record, index.identity(record)) for record in index.records)


def _is_unplaced(owner: Identity) -> bool:
    return owner.agency is None or owner.year is None


def _rows(index: Index) -> dict[str, _Row]:
    """The reports of each unit by year; for a file that cannot be read an empty list."""
    rows: dict[str, _Row] = defaultdict(dict)
    for record, owner in _owned(index):
        if owner.agency is not None and owner.year is not None:
            rows[owner.agency].setdefault(owner.year, []).append(record)
    for agency, year in index.lost_reports:
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


def _unit(name: str, row: _Row, index: Index, years: Sequence[int]) -> Unit:
    entity = index.manifest.entities.get(name) if index.manifest else None
    first = min(row) if entity is None else None
    cells = tuple(
        Cell(year, *_filing(index, row.get(year), year, first), index.lost(name, year))
        for year in years
    )
    return Unit(name, entity, cells)


def _filing(
    index: Index, records: list[Record] | None, year: int, first: int | None
) -> tuple[Filing, tuple[Record, ...]]:
    if records is None:
        early = first is not None and year < first
        return (Filing.NOT_EXPECTED if early else Filing.MISSING), ()
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
    found = [
        Absent(unit.name, year, len(members), unit.entity.complete, missing)
        for unit in units
        if unit.entity is not None and (members := unit.entity.members)
        for at, year in enumerate(years)
        if (missing := tuple(each for each in members if _lacks(by_name.get(each), at)))
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.missing), one.unit, one.year)))


def _lacks(unit: Unit | None, at: int) -> bool:
    return unit is None or unit.cells[at].filing in GAPS


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
