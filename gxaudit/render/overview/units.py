"""Bodies by years: kept while results stream by, told at the end, the worst first."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from typing import cast

from attrs import Factory, define, frozen

from gxaudit.render.overview.owner import Owner, unit_words
from gxaudit.render.overview.standing import Standing
from gxaudit.render.spool import Spool
from gxaudit.wording import Language


@frozen
class Filed:
    """One report of a body, or one file of which nothing else is known."""

    number: int
    """Of the report in the run, from 1; 0 for a file that could not be read."""
    year: int
    standing: Standing


@frozen
class Row:
    """One body with all of its reports: by year, those without one last, then as they came."""

    unit: str
    """As people read it."""
    parent: str
    total: Standing
    filed: tuple[Filed, ...]

    def of(self, year: int) -> tuple[Filed, ...]:
        """Its reports of one year, mostly one."""
        return tuple(each for each in self.filed if each.year == year)


@define
class _Unit:
    parent: str
    total: Standing = Factory(Standing)
    places: array[int] = Factory(lambda: array("Q"))
    years: array[int] = Factory(lambda: array("I"))
    """Of its reports that could be read."""


class Units:
    """Holds a few numbers for each body and two for each report; the rest waits in a file."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._units: dict[str, _Unit] = {}
        self._cells = Spool()
        self._years: set[int] = set()

    def add(self, number: int, owner: Owner, path: str, standing: Standing) -> bool:
        """One more file; returns whether its report is the first of its body and year."""
        name = unit_words(owner.unit, path, self._language)
        unit = self._units.setdefault(name, _Unit(owner.parent))
        first = owner.year not in unit.years
        unit.total += standing
        unit.places.append(self._cells.add([number, owner.year, *standing]))
        if number:
            unit.years.append(owner.year)
        self._years.add(owner.year)
        return first

    @property
    def years(self) -> tuple[int, ...]:
        """The years that there are reports of; 0, for those without one, last."""
        return tuple(sorted(self._years, key=_last))

    def __len__(self) -> int:
        """How many bodies there are."""
        return len(self._units)

    def covered(self, owner: Owner) -> bool:
        """Whether a body above has a report of the same year, which includes this one's figures."""
        seen, above = {owner.unit}, owner.parent
        while above and above not in seen:
            seen.add(above)
            unit = self._units.get(unit_words(above, "", self._language))
            if unit is None:
                return False
            if owner.year in unit.years:
                return True
            above = unit.parent
        return False

    def rows(self) -> Iterator[Row]:
        """Every body, the worst first."""
        for name, unit in sorted(self._units.items(), key=lambda item: _worst(*item)):
            filed = sorted(map(self._filed, unit.places), key=lambda each: _last(each.year))
            parent = unit_words(unit.parent, "", self._language) if unit.parent else ""
            yield Row(name, parent, unit.total, tuple(filed))

    def _filed(self, place: int) -> Filed:
        number, year, *counts = cast("list[int]", self._cells.at(place))
        return Filed(number, year, Standing(*counts))


def _worst(name: str, unit: _Unit) -> tuple[list[int], str]:
    return [-each for each in unit.total], name


def _last(year: int) -> tuple[bool, int]:
    return not year, year


def by_parent(rows: Iterator[Row]) -> Mapping[str, tuple[int, Standing]]:
    """How many bodies each parent has and how they stand together; worst first, "" for none."""
    found: dict[str, tuple[int, Standing]] = {}
    for row in rows:
        count, total = found.get(row.parent, (0, Standing()))
        found[row.parent] = (count + 1, total + row.total)
    return dict(sorted(found.items(), key=lambda item: ([-each for each in item[1][1]], item[0])))
