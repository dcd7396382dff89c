"""Breaks planted into a province: what is changed where, and what an audit must say about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

from attrs import field, frozen

from gxaudit.entity import Level
from gxaudit.testing.annual import (
    CARRIED_IN,
    CARRIED_OUT,
    FIRST,
    FORM,
    GRANTED,
    HANDLED,
    PARTS,
    RECEIVED,
    RESULTS,
    Figures,
    standing,
    sum_up,
)
from gxaudit.testing.bodies import City, Public

Filed = tuple[str, int]
"""A body and a year."""
Fits = Callable[[Public], bool]
Change = Callable[[Figures, "Figures | None"], Figures]
"""Figures of a year and of the year before, made into others."""


@frozen
class Planted:
    """One finding that a break leads to. No other must be found."""

    kind: str
    rule: str
    file: str
    address: str | None = None


@frozen
class Second:
    """A second file for a body and year, which may have other figures."""

    body: Public
    year: int
    differs: bool


@frozen
class Plan:
    """All breaks of a province. Whatever it does not name is as it should be."""

    planted: list[Planted] = field(factory=list)
    changes: dict[Filed, Change] = field(factory=dict)
    styles: dict[Filed, Filed] = field(factory=dict)
    """Whose prose of which year stands in a report."""
    missing: set[Filed] = field(factory=set)
    seconds: dict[Filed, Second] = field(factory=dict)
    late: dict[Filed, int] = field(factory=dict)
    """By how many days."""


def file_of(body: Public, year: int, mark: str = "") -> str:
    """The path of a report below the folder of the province."""
    return f"{body.city}/{year}/{body.name}{mark}.txt"


SECOND = "（另一份）"
"""What the name of a second file ends with."""


class Planter:
    """Plants breaks, at most one into each body besides city governments."""

    def __init__(self, cities: Sequence[City], years: Sequence[int], random: Random) -> None:
        self.plan = Plan()
        self._years = years
        self._random = random
        self._free = [(city, member) for city in cities for member in city.members]
        self._cities = list(cities)
        random.shuffle(self._free)
        self._government = {city.government.name: city.government for city in cities}
        self._gaps: set[Filed] = set()
        """Cities of which some member's report cannot be used, or that are wrong themselves."""
        self._turn = 0

    def plant(self, kind: str, count: int) -> None:
        """Plant ``count`` breaks of one kind. Raises ``ValueError`` where there is no room."""
        self._turn = 0
        for _ in range(count):
            for rule, body, year, address, mark in KINDS[kind](self):
                self.plan.planted.append(Planted(kind, rule, file_of(body, year, mark), address))
            self._turn += 1

    def carry_over(self) -> Iterator[Broken]:
        """More carried in than last year's report carried over, in one column and in all."""
        member, year = self._later()
        column, more = self._random.randrange(PARTS), self._random.randint(1, 3)

        def change(values: Figures, _before: Figures | None) -> Figures:
            values[CARRIED_IN + column] += more
            return sum_up(values)

        self.plan.changes[member.name, year] = change
        yield from self._both(
            "years/carry-over", member, year, (CARRIED_IN + column, CARRIED_IN + PARTS)
        )

    def columns(self) -> Iterator[Broken]:
        """One application carried in under another kind of applicant; the total holds."""
        member, year = self._later()
        less, more = self._random.sample(range(PARTS), 2)

        def leave(values: Figures, _before: Figures | None) -> Figures:
            values[CARRIED_OUT + less] += 1
            return sum_up(values)

        def change(values: Figures, _before: Figures | None) -> Figures:
            values[CARRIED_IN + less] -= 1
            values[CARRIED_IN + more] += 1
            return sum_up(values)

        self.plan.changes[member.name, year - 1] = leave
        self.plan.changes[member.name, year] = change
        yield from self._both(
            "years/carry-over", member, year, (CARRIED_IN + less, CARRIED_IN + more)
        )

    def stock(self) -> Iterator[Broken]:
        """More documents in force than last year's and this year's figures make."""
        member, year = self._later(least=2022)
        row = "rules" if member.level is Level.CITY else "normative_docs"
        at, more = FIRST[row] + 2, self._random.randint(1, 9)

        def change(values: Figures, _before: Figures | None) -> Figures:
            values[at] += more
            return values

        self.plan.changes[member.name, year] = change
        yield from self._both("years/stock", member, year, (at,))

    def identical(self) -> Iterator[Broken]:
        """All three tables are last year's."""
        # Of a body without regulations it is known which figures come first.
        member, year = self._later(fits=lambda body: body.level is not Level.CITY)
        self.plan.changes[member.name, year - 1] = lambda values, _before: standing(values)
        self.plan.changes[member.name, year] = lambda values, before: list(before or values)
        for at in (FIRST["normative_docs"], RECEIVED, FIRST["review"]):
            yield "years/identical-tables", member, year, _address(at), ""

    def sums(self) -> Iterator[Broken]:
        """A city's figures in table 2, 3 or 4 are not its members' sum."""
        city, year = self._whole()
        more = self._random.randint(1, 9)
        at, also = _SUMS[self._turn % len(_SUMS)]

        def change(values: Figures, _before: Figures | None) -> Figures:
            values[at] += more
            return sum_up(values)

        self.plan.changes[city.government.name, year] = change
        for cell in (at, *also):
            yield "members/sums", city.government, year, _address(cell), ""

    def repetition(self) -> Iterator[Broken]:
        """Prose that is last year's but for its figures."""
        member, year = self._later()
        self.plan.styles[member.name, year] = (member.name, year - 1)
        yield "years/repetition", member, year, None, ""

    def shared(self) -> Iterator[Broken]:
        """Two bodies have the same prose."""
        _, one = self._take()
        _, other = self._take(lambda body: body.level.is_government is one.level.is_government)
        year = self._random.choice(self._years)
        self.plan.styles[other.name, year] = (one.name, year)
        for body in (one, other):
            yield "members/alike", body, year, None, ""

    def missing_member(self) -> Iterator[Broken]:
        """No report of a member for the last year."""
        return self._missing(self._years[-1:])

    def missing_year(self) -> Iterator[Broken]:
        """No report of a member for one year, but for those before and after it."""
        return self._missing(self._years[1:-1])

    def _missing(self, years: Sequence[int]) -> Iterator[Broken]:
        city, member, year = self._gap(years)
        self.plan.missing.add((member.name, year))
        yield "members/missing", city.government, year, None, ""

    def two_files(self) -> Iterator[Broken]:
        """Two files with the same report."""
        _, member = self._take()
        year = self._random.choice(self._years)
        self.plan.seconds[member.name, year] = Second(member, year, differs=False)
        for mark in ("", SECOND):
            yield "members/duplicate", member, year, None, mark

    def two_versions(self) -> Iterator[Broken]:
        """Two files for a body and year with different figures, of which none can be used."""
        city, member, year = self._gap(self._years)
        self.plan.seconds[member.name, year] = Second(member, year, differs=True)
        for mark in ("", SECOND):
            yield "members/duplicate", member, year, _address(FIRST["permits"]), mark
        yield "members/missing", city.government, year, None, ""

    def late(self) -> Iterator[Broken]:
        """Published after the last day."""
        _, member = self._take(lambda body: body.level is not Level.TOWNSHIP)
        year = self._random.choice(self._years)
        self.plan.late[member.name, year] = self._random.randint(1, 60)
        yield "years/publication-date", member, year, None, ""

    def _take(self, fits: Fits = lambda _body: True) -> tuple[City, Public]:
        for at, (city, member) in enumerate(self._free):
            if fits(member):
                del self._free[at]
                return city, member
        raise ValueError("more breaks than bodies to plant them in")

    def _later(self, least: int = 0, fits: Fits = lambda _body: True) -> tuple[Public, int]:
        years = [year for year in self._years[1:] if year >= least]
        if not years:
            raise ValueError("such a break needs a year before it")
        return self._take(fits)[1], self._random.choice(years)

    def _gap(self, years: Sequence[int]) -> tuple[City, Public, int]:
        """A member whose report its city has to do without in one of ``years``."""
        for at, (city, member) in enumerate(self._free):
            known = self._gaps
            open_ = [year for year in years if (city.government.name, year) not in known]
            if open_:
                del self._free[at]
                year = self._random.choice(open_)
                known.add((city.government.name, year))
                return city, member, year
        raise ValueError("more reports missing than cities and years")

    def _whole(self) -> tuple[City, int]:
        """A city and year with all reports of its members."""
        whole = [
            (city, year)
            for city in self._cities
            for year in self._years
            if (city.government.name, year) not in self._gaps
        ]
        if not whole:
            raise ValueError("more wrong sums than cities and years")
        city, year = self._random.choice(whole)
        self._gaps.add((city.government.name, year))
        return city, year

    def _both(self, rule: str, member: Public, year: int, cells: Sequence[int]) -> Iterator[Broken]:
        """What is wrong in a member's report is wrong in the city's, which includes it."""
        assert member.parent is not None
        for body in (member, self._government[member.parent]):
            for cell in cells:
                yield rule, body, year, _address(cell), ""


Broken = tuple[str, Public, int, "str | None", str]
"""Rule, body, year, address, and the mark of a second file."""

KINDS: Mapping[str, Callable[[Planter], Iterator[Broken]]] = {
    "missing member": Planter.missing_member,
    "missing year": Planter.missing_year,
    "two versions": Planter.two_versions,
    "sums": Planter.sums,
    "late": Planter.late,
    "shared prose": Planter.shared,
    "carry-over": Planter.carry_over,
    "carry-over columns": Planter.columns,
    "stock": Planter.stock,
    "identical tables": Planter.identical,
    "repetition": Planter.repetition,
    "two files": Planter.two_files,
}
"""By name, in the order in which they find room."""

_GRANTED = (GRANTED, GRANTED + PARTS, HANDLED, HANDLED + PARTS, RECEIVED, RECEIVED + PARTS)
_SUMS: Sequence[tuple[int, Sequence[int]]] = (
    (FIRST["penalties"], ()),
    (GRANTED, _GRANTED[1:]),
    (FIRST["review"], (FIRST["review"] + RESULTS,)),
)
"""A cell to change, and those that change with it."""


def _address(at: int) -> str:
    return FORM.cells[at].address


def planned(
    cities: Sequence[City], years: Sequence[int], random: Random, breaks: Mapping[str, int]
) -> Plan:
    """A plan with so many breaks of each kind. Raises ``KeyError`` for a kind that there is none
    of, and ``ValueError`` where there is no room.
    """
    for kind in breaks:
        KINDS[kind]
    planter = Planter(cities, years, random)
    for kind in KINDS:
        planter.plant(kind, breaks.get(kind, 0))
    return planter.plan
