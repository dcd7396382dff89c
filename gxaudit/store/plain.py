"""The questions across reports in plain Python, for as many as fit into memory.

DuckDB answers the same over a store (``gxaudit.store.questions``); a test holds both equal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from gxaudit.corpus.identity import Identity
from gxaudit.entity import Entity
from gxaudit.report import Number, Report, State
from gxaudit.store.comparing import Total, carry_overs, keys_of, stocks, totals
from gxaudit.store.schema import figure_in


@frozen(slots=False)
class Filed:
    """A report, and whose it is."""

    report: Report
    owner: Identity


@frozen(slots=False)
class Compared:
    """One comparison; a side without a figure is None, and then nothing was compared."""

    parent: str | None
    unit: str
    year: int
    address: str
    expected: Number | None
    found: Number | None

    @property
    def broken(self) -> bool:
        """Whether both figures are there and differ."""
        return None not in (self.expected, self.found) and self.expected != self.found


@frozen(slots=False)
class Sum:
    """Comparisons under one parent."""

    parent: str | None
    reports: int
    """With something to compare, a body and a year each."""
    broken_reports: int
    broken: int
    held: int
    not_compared: int


class Reports:
    """Reports by body and year. A figure counts where all reports of that body and year agree."""

    def __init__(self, filed: Iterable[Filed], entities: Iterable[Entity] = ()) -> None:
        self._groups: dict[tuple[str, int], list[Filed]] = defaultdict(list)
        for one in filed:
            if one.owner.unit is not None and one.owner.year is not None:
                self._groups[one.owner.unit, one.owner.year].append(one)
        self._entities = {each.name: each for each in entities}

    def carry_over(self) -> list[Compared]:
        """四 of a year against 二 of the next, column by column."""
        return [
            self._compared(unit, year, each.address, before, self._figure(unit, year, each.now))
            for unit, year in self._followed()
            for each in carry_overs()
            for before in (self._figure(unit, year - 1, each.before),)
        ]

    def stocks(self) -> list[Compared]:
        """What was in force with what was issued and without what was repealed."""
        found = []
        for unit, year in self._followed():
            for each in stocks():
                before = self._figure(unit, year - 1, each.in_force)
                issued = self._figure(unit, year, each.issued)
                repealed = self._figure(unit, year, each.repealed)
                expected = None
                if before is not None and issued is not None and repealed is not None:
                    expected = before + issued - repealed
                now = self._figure(unit, year, each.in_force)
                found.append(self._compared(unit, year, each.address, expected, now))
        return found

    def consolidation(self) -> list[Compared]:
        """The sums of members against the body that includes them, where the manifest says that it
        knows all members; without a figure of one of them there is no sum.
        """
        members = self._members()
        return [
            self._compared(unit, year, each.address, self._sum(members[unit], year, each), found)
            for unit, year in sorted(self._groups)
            if unit in members
            for each in totals()
            if self._prints(unit, year, each.key)
            for found in (self._figure(unit, year, each.key),)
        ]

    def _members(self) -> Mapping[str, Sequence[str]]:
        """Of every body that others are members of; none where they are not known to be all."""
        members: dict[str, list[str]] = defaultdict(list)
        for each in self._entities.values():
            if each.parent is not None:
                parent = self._entities.get(each.parent)
                members[each.parent] += [each.name] if parent and parent.complete else []
        return members

    def _sum(self, members: Sequence[str], year: int, total: Total) -> Number | None:
        figures = [
            self._agreed(member, year, lambda report: _part(report, total)) for member in members
        ]
        known = [each for each in figures if each is not None]
        return sum(known) if known and len(known) == len(figures) else None

    def _followed(self) -> Iterator[tuple[str, int]]:
        """Bodies and years whose year before is there too."""
        return ((unit, year) for unit, year in sorted(self._groups) if self._has(unit, year - 1))

    def _has(self, unit: str, year: int) -> bool:
        return (unit, year) in self._groups

    def _prints(self, unit: str, year: int, key: str) -> bool:
        """Whether the form has such a cell."""
        return any(key in keys_of(one.report.form.name) for one in self._groups[unit, year])

    def _figure(self, unit: str, year: int, key: str) -> Number | None:
        return self._agreed(unit, year, lambda report: figure_in(report, key))

    def _agreed(
        self, unit: str, year: int, figure: Callable[[Report], Number | None]
    ) -> Number | None:
        figures = {figure(one.report) for one in self._groups.get((unit, year), ())}
        return figures.pop() if len(figures) == 1 else None

    def _compared(
        self, unit: str, year: int, address: str, expected: Number | None, found: Number | None
    ) -> Compared:
        owners = (one.owner.entity for one in self._groups[unit, year])
        parents = {entity.parent for entity in owners if entity}
        parent = min((each for each in parents if each is not None), default=None)
        return Compared(parent, unit, year, address, expected, found)


def _part(report: Report, total: Total) -> Number | None:
    """What a member adds: nothing, where it says that the row does not apply to it."""
    figure = figure_in(report, total.key)
    printed = total.markable and total.key in keys_of(report.form.name)
    if figure is None and printed and report.cell(total.address).state is State.MARK:
        return 0
    return figure


def broken(compared: Iterable[Compared]) -> list[Compared]:
    """What differs, by parent, body and year, cells as the form prints them."""
    return sorted(
        (each for each in compared if each.broken),
        key=lambda each: (each.parent is not None, each.parent or "", each.unit, each.year),
    )


def by_parent(compared: Iterable[Compared]) -> list[Sum]:
    """A line a parent, worst first."""
    groups: dict[str | None, list[Compared]] = defaultdict(list)
    for each in compared:
        groups[each.parent].append(each)
    sums = [_sum_of(parent, group) for parent, group in groups.items()]
    return sorted(
        sums, key=lambda one: (-one.broken_reports, one.parent is not None, one.parent or "")
    )


def _sum_of(parent: str | None, group: Sequence[Compared]) -> Sum:
    wrong = [each for each in group if each.broken]
    unknown = sum(None in (each.expected, each.found) for each in group)
    return Sum(
        parent,
        len({(each.unit, each.year) for each in group}),
        len({(each.unit, each.year) for each in wrong}),
        len(wrong),
        len(group) - len(wrong) - unknown,
        unknown,
    )
