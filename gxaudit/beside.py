"""What stands beside a report in one run: last year's, its members', and other ones."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from gxaudit.entity import Entity
from gxaudit.report import Report
from gxaudit.wording import Text

_NOT_GIVEN = Text("没有提供上年的报告", "last year's report was not given")
_NO_MANIFEST = Text("没有提供单位名册", "no manifest was given")
_NOTHING_ELSE = Text("本次只检查了这一份报告", "this is the only report of the run")
_NOBODY_ELSE = Text(
    "没有提供其他单位同一年度的报告", "no report of another body for this year was given"
)


@frozen(slots=False)
class Companion:
    """Another report of the same run."""

    report: Report
    path: str
    """As people are told; "" where it is no file."""
    year: int | None = None
    """The year that it is filed under; None for that of its title."""

    @property
    def called(self) -> Text:
        """Which report it is, for messages: its body, its year, its file."""
        agency, year = self.report.agency or "", self.year or self.report.year
        zh = f"{agency}{year or ''}{'年' if year else ''}报告"
        en = " ".join(filter(None, ["the report of", agency, f"for {year}" if year else ""]))
        if self.path:
            return Text(f"{zh}（{self.path}）", f"{en} ({self.path})")
        return Text(zh, en)


@frozen(slots=False)
class Member:
    """One of the bodies whose figures a report includes."""

    name: str
    companion: Companion | None
    """Its report of the same year; None where there is none that can be used."""
    reason: Text | None = None
    """Why there is none."""
    filed: bool = False
    """Whether there is one all the same: that cannot be read, or several that disagree."""


@frozen(kw_only=True, slots=False)
class Beside:
    """All that a rule may know besides the report itself. Plain data, which can be pickled.

    The same for a report in whatever order, and by however many processes, a run reads its files.
    """

    last_year: Companion | None = None
    """The same body's report of the year before."""
    no_last_year: Text = _NOT_GIVEN
    """Why there is none: which report is missing, or that there are two that disagree."""
    twins: tuple[Companion, ...] = ()
    """Other reports of this body for this year, by path."""
    no_twins: Text | None = _NOTHING_ELSE
    """Why it cannot be told whether there are others; None where it can."""
    alike: tuple[Companion, ...] = ()
    """Reports of other bodies for this year whose prose may be much the same, by path. Candidates:
    whoever uses them measures."""
    no_alike: Text | None = _NOBODY_ELSE
    """Why none were looked for; None where they were."""
    kin: tuple[str, ...] = ()
    """The paths of those of ``alike`` that are of a parent, a member or the office of this body."""
    entity: Entity | None = None
    """What the manifest says of the body."""
    no_entity: Text = _NO_MANIFEST
    """Why it says nothing."""
    members: tuple[Member, ...] = ()
    """In the order of the manifest."""
    year: int | None = None
    """The year that the report is filed under: the manifest's, else the title's, else the path's.
    None where it stands alone, and where nothing says it.
    """
    published: date | None = None
    """The day on which the report was published, as the manifest says."""
    searched: bool = False
    """Whether the run has other reports, so that to lack one says something."""

    @property
    def companions(self) -> tuple[Companion, ...]:
        """Every other report."""
        last_year = () if self.last_year is None else (self.last_year,)
        filed = (each.companion for each in self.members if each.companion is not None)
        return (*last_year, *self.twins, *self.alike, *filed)


ALONE = Beside()
"""A report of which nothing else is known."""
