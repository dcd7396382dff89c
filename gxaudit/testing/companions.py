"""What may stand beside a report: other reports, fitting or not, and a manifest's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from gxaudit.beside import ALONE, Beside, Companion, Member
from gxaudit.entity import Entity, Level
from gxaudit.equations.identity import names_of
from gxaudit.reading.read import read_report
from gxaudit.report import Report
from gxaudit.rule import Rule
from gxaudit.specimen import AGENCY
from gxaudit.testing.sample import Sample, report_from
from gxaudit.testing.strategies import corrupted, reports
from gxaudit.wording import Text

_LEVELS = st.sampled_from([None, *Level])
_DAYS = st.none() | st.dates(date(2020, 1, 1), date(2026, 12, 31))
_MOST = 2
"""So many members stand beside a report at most."""
_MISSING = Member("青岚县林业局", None, Text("没有这份报告", "there is no such report"))


def companions(sample: Sample | None = None) -> st.SearchStrategy[Beside]:
    """What may stand beside any report: nothing, or last year's report, twins, reports that are
    alike, members filed and not, a level and a day of publication.

    The reports are consistent, spoilt, blank, or ``sample`` itself; whether they fit the report
    that they stand beside is left to chance.
    """
    return st.just(ALONE) | _beside(sample)


@st.composite
def _beside(draw: st.DrawFn, sample: Sample | None) -> Beside:
    known = [report_from().report, *([sample.report] if sample else [])]
    spoilt = corrupted().map(lambda damage: damage.text)
    # One is enough, since it may stand in several places.
    drawn = draw(st.none() | reports().map(lambda one: one.text) | spoilt)
    pool = known if drawn is None else [*known, read_report(drawn)]
    members = draw(st.lists(_member(pool), max_size=_MOST))
    entity = Entity(AGENCY, draw(_LEVELS), None, tuple(one.name for one in members))
    return Beside(
        last_year=draw(st.none() | _companion(pool)),
        twins=tuple(draw(st.lists(_companion(pool), max_size=1))),
        alike=tuple(draw(st.lists(_companion(pool), max_size=1))),
        no_twins=None,
        no_alike=None,
        entity=draw(st.none() | st.just(entity)),
        members=tuple(members),
        published=draw(_DAYS),
        searched=True,
    )


def _companion(pool: Sequence[Report]) -> st.SearchStrategy[Companion]:
    return st.sampled_from(pool).map(lambda report: Companion(report, "另一份.txt"))


def _member(pool: Sequence[Report]) -> st.SearchStrategy[Member]:
    filed = _companion(pool).map(lambda companion: Member("青岚县教育局", companion))
    return st.just(_MISSING) | filed


def looks_aside(rule: Rule) -> bool:
    """Whether what stands beside a report can change what a rule says."""
    names = [
        name
        for identity in rule.identities
        for comparison in (identity.must, *identity.when)
        for name in names_of(comparison)
    ]
    return rule.beside or any(name.whose != "own" for name in names)
