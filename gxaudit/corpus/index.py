"""What stands beside each report of a run, whatever the order in which its files were read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from attrs import frozen

from gxaudit.beside import ALONE, Beside, Companion, Member
from gxaudit.corpus.identity import Identity, identify
from gxaudit.corpus.manifest import Manifest
from gxaudit.corpus.record import Record
from gxaudit.corpus.similar import NO_LIBRARY, alike
from gxaudit.entity import Entity
from gxaudit.report import Report
from gxaudit.wording import Text

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
    alike: tuple[Record, ...] = ()
    no_alike: Text | None = None
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
            alike=tuple(map(companion, self.alike)),
            no_alike=self.no_alike,
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
        self._identities = {one.path: identify(one, manifest) for one in self.records}
        self._filed: dict[tuple[str, int], list[Record]] = defaultdict(list)
        for record in self.records:
            owner = self._identities[record.path]
            if owner.agency is not None and owner.year is not None:
                self._filed[owner.agency, owner.year].append(record)
        self.unread = tuple(sorted(unread))
        self._lost = self._declared()
        self._bodies = Counter(year for _, year in self._filed)
        self._alike: dict[int, dict[str, tuple[Record, ...]]] = {}

    def identity(self, record: Record) -> Identity:
        """Whose report a record is of, and of which year."""
        return self._identities[record.path]

    def filed(self, agency: str, year: int) -> Sequence[Record]:
        """The reports of a body for a year, by path."""
        return self._filed.get((agency, year), ())

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
        return Around(
            last_year=last_year,
            no_last_year=no_last_year,
            twins=self._twins(record, owner),
            alike=self._likened(owner.year).get(record.path, ()),
            no_alike=self._no_alike(record, owner),
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
        if owner.agency is None:
            return None, _NO_AGENCY
        if owner.year is None:
            return None, _NO_YEAR
        return self._usable(owner.agency, owner.year - 1)

    def _usable(self, agency: str, year: int) -> tuple[Record | None, Text | None]:
        """The report of a body for a year, or why none can be used."""
        filed = self.filed(agency, year)
        if len({one.figures for one in filed}) > 1:
            return None, _disagree(agency, year, filed)
        if filed:
            return filed[0], None
        lost = self.lost(agency, year)
        return None, _missing(agency, year) if lost is None else _unread(agency, year, lost)

    def _twins(self, record: Record, owner: Identity) -> tuple[Record, ...]:
        if owner.agency is None or owner.year is None:
            return ()
        # Where a great many files bear one name, each has the first of the others.
        filed = self.filed(owner.agency, owner.year)[: TWINS + 1]
        return tuple(one for one in filed if one.path != record.path)[:TWINS]

    def _members(self, owner: Identity) -> tuple[MemberOf, ...]:
        if owner.entity is None:
            return ()
        if owner.year is None:
            return tuple(MemberOf(name, None, _NO_YEAR) for name in owner.entity.members)
        return tuple(self._member(name, owner.year) for name in owner.entity.members)

    def _member(self, name: str, year: int) -> MemberOf:
        filed = self.filed(name, year) or self.lost(name, year)
        return MemberOf(name, *self._usable(name, year), filed=bool(filed))

    def _no_entity(self, owner: Identity) -> Text | None:
        if owner.entity is not None:
            return None
        if self.manifest is None:
            return _NO_MANIFEST
        return _NO_AGENCY if owner.agency is None else _unlisted(owner.agency)

    def _no_alike(self, record: Record, owner: Identity) -> Text | None:
        if owner.year is None or self._bodies[owner.year] < 2:
            return ALONE.no_alike
        return NO_LIBRARY if record.signature is None else None

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


_NO_AGENCY = Text(
    "标题中读不出单位，可在 gxaudit-manifest.toml 的 [[report]] 中写明",
    "the title does not name the body; a [[report]] of gxaudit-manifest.toml may",
)
_NO_YEAR = Text(
    "标题和文件名中都读不出年度，可在 gxaudit-manifest.toml 的 [[report]] 中写明",
    "neither title nor file name gives the year; a [[report]] of gxaudit-manifest.toml may",
)
_NO_MANIFEST = Text(
    "没有单位名册（gxaudit-manifest.toml）", "there is no manifest (gxaudit-manifest.toml)"
)


def _unlisted(agency: str) -> Text:
    return Text(f"单位名册中没有{agency}", f"the manifest does not list {agency}")


def _missing(agency: str, year: int) -> Text:
    return Text(f"没有{agency}{year}年的报告", f"there is no report of {agency} for {year}")


def _unread(agency: str, year: int, path: str) -> Text:
    return Text(
        f"{agency}{year}年的报告读不出来：{path}",
        f"the report of {agency} for {year} cannot be read: {path}",
    )


def _disagree(agency: str, year: int, records: Sequence[Record]) -> Text:
    paths = [record.path for record in records[: TWINS + 1]]
    more = len(records) - len(paths)
    zh, en = "、".join(paths), ", ".join(paths)
    zh += f"等 {len(records)} 份" if more else ""
    en += f" and {more} more" if more else ""
    return Text(
        f"{agency}{year}年的报告不止一份，数字不同，无法确定用哪一份：{zh}",
        f"there are several reports of {agency} for {year}, with different figures: {en}",
    )
