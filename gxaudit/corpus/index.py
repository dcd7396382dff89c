"""What stands beside each report of a run, whatever the order in which its files were read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve, frozen

from gxaudit.beside import ALONE, Beside, Companion, Member
from gxaudit.corpus.identity import Identity, identify
from gxaudit.corpus.manifest import Manifest
from gxaudit.corpus.reasons import (
    NO_AGENCY,
    NO_MANIFEST,
    NO_YEAR,
    TOO_SHORT,
    UNDATED,
    disagree,
    missing,
    namesake,
    unknown,
    unlisted,
    unread_report,
)
from gxaudit.corpus.record import Record
from gxaudit.corpus.similar import NO_LIBRARY, alike
from gxaudit.entity import Entity
from gxaudit.report import Report
from gxaudit.wording import Text

_Folder = tuple[str, ...] | None
"""That of an identity."""
Load = Callable[[Record], Report]
"""The report of a record."""
TWINS = 4
"""At most so many reports of one body and year stand beside another."""


@frozen(slots=False)
class MemberOf:
    """One of the bodies whose figures a report includes."""

    name: str
    record: Record | None
    reason: Text | None = None
    """Why it has no report that can be used."""
    filed: bool = False
    """Whether there is one all the same."""


@frozen(slots=False)
class Around:
    """Which reports stand beside one, and why others do not. Its ``repr`` says all of it."""

    last_year: Record | None
    no_last_year: Text | None
    twins: tuple[Record, ...] = ()
    no_twins: Text | None = None
    alike: tuple[Record, ...] = ()
    no_alike: Text | None = None
    kin: tuple[str, ...] = ()
    entity: Entity | None = None
    no_entity: Text | None = None
    members: tuple[MemberOf, ...] = ()
    year: int | None = None
    """That the report is filed under."""
    published: date | None = None
    searched: bool = False
    """Whether there are other reports in the run."""

    def beside(self, load: Load) -> Beside:
        """The same with the reports themselves."""

        def companion(record: Record, before: int = 0) -> Companion:
            year = None if self.year is None else self.year - before
            return Companion(load(record), record.path, year)

        def member(one: MemberOf) -> Member:
            filed = companion(one.record) if one.record else None
            return Member(one.name, filed, one.reason, one.filed)

        reasons = {"no_last_year": self.no_last_year, "no_entity": self.no_entity}
        return Beside(
            last_year=None if self.last_year is None else companion(self.last_year, 1),
            twins=tuple(map(companion, self.twins)),
            no_twins=self.no_twins,
            alike=tuple(map(companion, self.alike)),
            no_alike=self.no_alike,
            kin=self.kin,
            entity=self.entity,
            members=tuple(map(member, self.members)),
            year=self.year,
            published=self.published,
            searched=self.searched,
            **{key: why for key, why in reasons.items() if why is not None},
        )


class Index:
    """All reports of a run, by body and year. ``unread`` are the paths of files that are none."""

    def __init__(
        self,
        records: Iterable[Record],
        manifest: Manifest | None = None,
        unread: Iterable[str] = (),
    ) -> None:
        self.manifest = manifest
        self.records = tuple(sorted(records, key=lambda one: one.path))
        self._identities = _told_apart({one.path: identify(one, manifest) for one in self.records})
        self._filed: dict[tuple[str, int, _Folder], list[Record]] = defaultdict(list)
        self._named: dict[tuple[str, int], Counter[_Folder]] = defaultdict(Counter)
        for record in self.records:
            owner = self._identities[record.path]
            if owner.agency is not None and owner.year is not None:
                self._filed[owner.agency, owner.year, owner.folder].append(record)
                self._named[owner.agency, owner.year].update(_up(owner.folder))
        self.unread = tuple(sorted(unread))
        self._lost = self._declared()
        self._bodies = Counter(year for _, year in self._named)
        owners = self._identities.values()
        self._undated = {owner.agency for owner in owners if owner.year is None}
        self._alike: dict[int, dict[str, tuple[Record, ...]]] = {}

    def identity(self, record: Record) -> Identity:
        """Whose report a record is of, and of which year."""
        return self._identities[record.path]

    def filed(self, agency: str, year: int, folder: _Folder = None) -> Sequence[Record]:
        """The reports of a body for a year, by path; ``folder`` is that of its identity."""
        return self._filed.get((agency, year, folder), ())

    def lost(self, agency: str, year: int) -> str | None:
        """The path of a file that the manifest says is such a report, but cannot be read as one."""
        return self._lost.get((agency, year))

    @property
    def lost_reports(self) -> Iterable[tuple[str, int]]:
        """Bodies and years for which :meth:`lost` has a file."""
        return self._lost.keys()

    def around(self, record: Record) -> Around:
        """What stands beside one report."""
        owner = self.identity(record)
        last_year, no_last_year = self._last_year(owner)
        near = self._likened(owner.year).get(record.path, ())
        return Around(
            last_year=last_year,
            no_last_year=no_last_year,
            twins=self._twins(record, owner),
            no_twins=self._no_twins(owner),
            alike=near,
            no_alike=self._no_alike(record, owner),
            kin=tuple(one.path for one in near if _are_kin(owner, self.identity(one))),
            entity=owner.entity,
            no_entity=self._no_entity(owner),
            members=self._members(owner),
            year=owner.year,
            published=owner.published,
            searched=len(self.records) > 1,
        )

    def _declared(self) -> dict[tuple[str, int], str]:
        """Files that cannot be read, by what the manifest says that they are."""
        lost: dict[tuple[str, int], str] = {}
        for path in self.unread:
            said = self.manifest.filed(path) if self.manifest else None
            if said is not None and said.entity is not None and said.year is not None:
                lost.setdefault((said.entity, said.year), path)
        return lost

    def _last_year(self, owner: Identity) -> tuple[Record | None, Text | None]:
        if owner.agency is None or owner.year is None:
            return None, unknown(owner)
        year = owner.year - 1
        if self._is_unsure(owner.agency, year, owner.folder):
            return None, namesake(owner.agency, year)
        return self._usable(owner.agency, year, owner.folder)

    def _elsewhere(self, agency: str, year: int, folder: _Folder) -> int:
        """How many reports bear the name and lie where they may be another body's."""
        if folder is None:
            return 0
        named = self._named.get((agency, year), _NOWHERE)
        return named[()] - len(self.filed(agency, year, folder))

    def _is_unsure(self, agency: str, year: int, folder: _Folder) -> bool:
        """Whether it cannot be told which reports of a name are those of the body in a folder.

        They are those of that folder, if there are any and none lies above or below it, where
        what was corrected may be kept.
        """
        if folder is None or not self._elsewhere(agency, year, folder):
            return False
        here = len(self.filed(agency, year, folder))
        below = self._named[agency, year][folder] > here
        above = any(self.filed(agency, year, folder[:depth]) for depth in range(len(folder)))
        return not here or below or above

    def _usable(
        self, agency: str, year: int, folder: _Folder = None
    ) -> tuple[Record | None, Text | None]:
        """The report of a body for a year, or why none can be used."""
        filed = self.filed(agency, year, folder)
        if len({one.figures for one in filed}) > 1:
            return None, disagree(agency, year, filed)
        if filed:
            return filed[0], None
        lost = self.lost(agency, year)
        return None, missing(agency, year) if lost is None else unread_report(agency, year, lost)

    def _twins(self, record: Record, owner: Identity) -> tuple[Record, ...]:
        if owner.agency is None or owner.year is None:
            return ()
        # Where a great many files bear one name, each has the first of the others.
        filed = self.filed(owner.agency, owner.year, owner.folder)[: TWINS + 1]
        return tuple(one for one in filed if one.path != record.path)[:TWINS]

    def _no_twins(self, owner: Identity) -> Text | None:
        if len(self.records) < 2:
            return ALONE.no_twins
        if owner.agency is None or owner.year is None:
            return unknown(owner)
        if self._elsewhere(owner.agency, owner.year, owner.folder):
            return namesake(owner.agency, owner.year)
        return UNDATED if owner.agency in self._undated else None

    def _members(self, owner: Identity) -> tuple[MemberOf, ...]:
        if owner.entity is None:
            return ()
        if owner.year is None:
            return tuple(MemberOf(name, None, NO_YEAR) for name in owner.entity.members)
        return tuple(self._member(name, owner.year) for name in owner.entity.members)

    def _member(self, name: str, year: int) -> MemberOf:
        filed = self.filed(name, year) or self.lost(name, year)
        return MemberOf(name, *self._usable(name, year), filed=bool(filed))

    def _no_entity(self, owner: Identity) -> Text | None:
        if owner.entity is not None:
            return None
        if self.manifest is None:
            return NO_MANIFEST
        return NO_AGENCY if owner.agency is None else unlisted(owner.agency)

    def _no_alike(self, record: Record, owner: Identity) -> Text | None:
        if len(self.records) > 1 and (owner.agency is None or owner.year is None):
            return unknown(owner)
        if owner.year is None or self._bodies[owner.year] < 2:
            return ALONE.no_alike
        if record.signature is None:
            return NO_LIBRARY
        return None if record.signature else TOO_SHORT

    def _likened(self, year: int | None) -> dict[str, tuple[Record, ...]]:
        """The reports of one year that others of that year may be like, by path."""
        if year is None:
            return {}
        if year not in self._alike:
            signed = [
                (owner.agency, record.signature, record)
                for record, owner in ((each, self.identity(each)) for each in self.records)
                if owner.year == year and owner.agency is not None and record.signature
            ]
            found = alike([(agency, signature) for agency, signature, _ in signed])
            self._alike[year] = {
                record.path: tuple(signed[place][2] for place in places)
                for (_, _, record), places in zip(signed, found, strict=True)
                if places
            }
        return self._alike[year]


_NOWHERE: Counter[_Folder] = Counter()


def _told_apart(identities: dict[str, Identity]) -> dict[str, Identity]:
    """The same, without the folders of names that stand in no other."""
    folders: dict[str | None, set[_Folder]] = defaultdict(set)
    for owner in identities.values():
        folders[owner.agency].add(owner.folder)
    return {
        path: evolve(owner, folder=None) if len(folders[owner.agency]) == 1 else owner
        for path, owner in identities.items()
    }


def _up(folder: _Folder) -> Iterator[_Folder]:
    """A folder and all those above it; nothing for a body that is known by its name."""
    if folder is not None:
        yield from (folder[:depth] for depth in range(len(folder) + 1))


def _are_kin(one: Identity, other: Identity) -> bool:
    """Whether one body is above the other in the manifest, or is the office of the other."""
    return _is_below(one, other) or _is_below(other, one)


def _is_below(lower: Identity, upper: Identity) -> bool:
    parent = lower.entity.parent if lower.entity is not None else None
    return parent == upper.agency or lower.agency == f"{upper.agency}办公室"
