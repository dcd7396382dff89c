"""A generated province: thousands of reports that agree with each other but where it is planted.

Nothing of it exists: places, bodies and figures are invented, the same for the same seed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from random import Random
from zlib import crc32

from attrs import field, frozen

from gxaudit.entity import Level
from gxaudit.specimen import specimen
from gxaudit.testing.annual import FIRST, FORM, Figures, added, drawn, printed
from gxaudit.testing.annualprose import overview, plans, rest
from gxaudit.testing.bodies import City, Public, cities_of
from gxaudit.testing.planting import KINDS, SECOND, Plan, Planted, file_of, planned

__all__ = ["Filing", "Planted", "Province", "province"]

MANIFEST = "gxaudit-manifest.toml"
EACH = 2
"""So many breaks of each kind, unless others are asked for."""
_DEADLINES = {Level.DEPARTMENT: (1, 31)}
_DEADLINE = (3, 31)
"""Month and day, for governments; there is none for townships, which keep this one."""


@frozen
class Filing:
    """One report of the province."""

    file: str
    """Its path below the folder of the province."""
    body: Public
    year: int
    text: str = field(repr=False)


@frozen(slots=False)
class Province:
    """All bodies of a province, and what is wrong with their reports."""

    cities: Sequence[City] = field(repr=False)
    years: Sequence[int]
    seed: int
    plan: Plan = field(repr=False)

    @property
    def planted(self) -> Sequence[Planted]:
        """Every finding that an audit must come to, and no other."""
        return self.plan.planted

    @property
    def missing(self) -> frozenset[tuple[str, int]]:
        """Bodies and years of which no report is there."""
        return frozenset(self.plan.missing)

    @cached_property
    def bodies(self) -> Sequence[Public]:
        """Every body, a city's members before its government."""
        return [body for city in self.cities for body in (*city.members, city.government)]

    def filings(self) -> Iterator[Filing]:
        """Every report, one at a time: each member of a city with all its years, then the city."""
        for city in self.cities:
            years: dict[int, list[Figures]] = {year: [] for year in self.years}
            for member in city.members:
                every = self._figures(member)
                for year, values in zip(self.years, every, strict=True):
                    years[year].append(values)
                yield from self._filed(member, every)
            sums = [added(values) for values in years.values()]
            yield from self._filed(city.government, self._changed(city.government, sums))

    def manifest(self) -> str:
        """The manifest, in TOML: every body, and every report with the day of its publication."""
        parts = ["schema = 1\n"]
        parts += [_entity(body) for body in self.bodies]
        for body in self.bodies:
            for year in self.years:
                parts += [
                    f'\n[[report]]\nfile = "{file_of(body, year, mark)}"\n'
                    f'entity = "{body.name}"\nyear = {year}\n'
                    f"published = {self._published(body, year)}\n"
                    for mark in self._marks(body, year)
                ]
        return "".join(parts)

    def write(self, folder: str | Path) -> None:
        """Write the manifest and every report below ``folder``, as UTF-8."""
        root = Path(folder)
        for city in self.cities:
            for year in self.years:
                (root / city.government.city / str(year)).mkdir(parents=True, exist_ok=True)
        (root / MANIFEST).write_bytes(self.manifest().encode())
        for filing in self.filings():
            (root / filing.file).write_bytes(filing.text.encode())

    def _figures(self, body: Public) -> list[Figures]:
        """The figures of every year."""
        random = Random(f"{self.seed} {body.name}")
        volume = 1 + int(random.expovariate(1 / 12))
        regulations = body.level is Level.CITY
        every: list[Figures] = []
        for year in self.years:
            before = every[-1] if every else None
            values = drawn(random, volume, before, regulations=regulations)
            every.append(self._change(body, year, values, before))
        return every

    def _changed(self, body: Public, every: Sequence[Figures]) -> list[Figures]:
        return [
            self._change(body, year, values, None)
            for year, values in zip(self.years, every, strict=True)
        ]

    def _change(self, body: Public, year: int, values: Figures, before: Figures | None) -> Figures:
        change = self.plan.changes.get((body.name, year))
        return values if change is None else change(values, before)

    def _marks(self, body: Public, year: int) -> Sequence[str]:
        """The marks of the files for a year: two where there are two, none where none is."""
        if (body.name, year) in self.plan.missing:
            return ()
        return ("", SECOND) if (body.name, year) in self.plan.seconds else ("",)

    def _filed(self, body: Public, every: Sequence[Figures]) -> Iterator[Filing]:
        before: Figures | None = None
        for year, values in zip(self.years, every, strict=True):
            name, of = self.plan.styles.get((body.name, year), (body.name, year))
            for mark in self._marks(body, year):
                stated = self._stated(body, year, mark, values)
                text = _text(body, year, stated, before, f"{self.seed} {name} {of}")
                yield Filing(file_of(body, year, mark), body, year, text)
            before = values

    def _stated(self, body: Public, year: int, mark: str, values: Figures) -> Figures:
        """What stands in one of the files for a year."""
        stated = list(values)
        if mark and self.plan.seconds[body.name, year].differs:
            stated[FIRST["permits"]] += 1
        return stated

    def _published(self, body: Public, year: int) -> date:
        month, day = _DEADLINES.get(body.level, _DEADLINE)
        last = date(year + 1, month, day)
        over = self.plan.late.get((body.name, year))
        early = crc32(f"{body.name}{year}".encode()) % 25
        return last + timedelta(days=-early if over is None else over)


def province(
    cities: int = 20,
    agencies: int = 2000,
    years: Sequence[int] = (2021, 2022, 2023),
    seed: int = 0,
    breaks: Mapping[str, int] | None = None,
) -> Province:
    """A province of ``cities`` whose ``agencies`` have each filed a report for each of ``years``.

    Every report is consistent in itself and with last year's; a city's is the sum of its
    members', which the manifest declares to be all. ``breaks`` says how many there are of each
    kind (a key of :data:`KINDS`), by default two; ``{}`` plants none. Raises ``ValueError`` for
    years that do not follow each other from 2021 on, for more cities or agencies than there are
    names, and for more breaks than there is room for; ``KeyError`` for an unknown kind of break.
    """
    if not years or list(years) != list(range(max(2021, years[0]), years[0] + len(years))):
        raise ValueError(f"years that follow each other, from 2021 on: {years}")
    every = list(cities_of(cities, agencies))
    asked = dict.fromkeys(KINDS, EACH) if breaks is None else breaks
    plan = planned(every, years, Random(f"{seed} plan"), asked)
    return Province(every, tuple(years), seed, plan)


def _entity(body: Public) -> str:
    text = f'\n[[entity]]\nname = "{body.name}"\nlevel = "{body.level.value}"\n'
    if body.parent is None:
        return f"{text}members_complete = true\n"
    return f'{text}parent = "{body.parent}"\n'


def _text(body: Public, year: int, values: Figures, before: Figures | None, style: str) -> str:
    government = body.level.is_government
    said = overview(style, year, values, before, government=government)
    return _form() % (body.name, year, said, *printed(values), plans(style, year), rest(year))


@lru_cache(maxsize=1)
def _form() -> str:
    """A report with a place for everything that differs."""
    some_year = 9999
    prose = {1: "%s", 5: "%s", 6: "%s"}
    text = specimen(FORM, year=some_year, agency="%s", prose=prose, default="%s")
    return text.replace(str(some_year), "%s")
