"""What the page shows of a whole run: rules, bodies by years, and trends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import frozen
from markupsafe import Markup

from gxaudit.render.html.batches import BATCH, batched
from gxaudit.render.html.charts import columns
from gxaudit.render.html.signs import HELD, SEVERITY
from gxaudit.render.overview.byrule import ByRule
from gxaudit.render.overview.standing import Standing
from gxaudit.render.overview.trends import FIGURES, Trends, Year
from gxaudit.render.overview.units import Row, Units, by_parent
from gxaudit.render.spelling.words import SEVERITIES
from gxaudit.wording import Language, Text

_GROUPS = {
    False: Text("申请", "Applications"),
    True: Text("办理结果", "Outcomes"),
}
_HEADS = (*((mark.sign, mark.name) for mark in SEVERITY.values()), (HELD.sign, HELD.name))


@frozen
class RuleView:
    """A rule: its number on the page, how much it found, how many reports ended in which way."""

    number: int
    id: str
    title: str
    level: str
    findings: int
    ended: tuple[int, ...]
    """In the order of :data:`~gxaudit.render.overview.byrule.WAYS`."""


@frozen
class CellView:
    """The reports of one body and year, each with its number, 0 for one that was not read."""

    code: str
    reports: tuple[tuple[int, str], ...]


@frozen
class UnitView:
    """One body."""

    unit: str
    parent: str
    clean: bool
    counts: tuple[int, ...]
    cells: tuple[CellView, ...]


@frozen
class UnitsView:
    """All bodies; ``blocks`` can be told once."""

    count: int
    years: tuple[int, ...]
    heads: Sequence[tuple[str, Text]]
    blocks: Iterator[list[UnitView]]
    parents: tuple[tuple[str, int, tuple[int, ...]], ...]
    """Name, number of bodies, counts; empty where no body has one above it."""


@frozen
class ChartView:
    """One chart with what it is called."""

    name: str
    picture: Markup


@frozen
class GroupView:
    """Charts with one scale."""

    name: str
    charts: tuple[ChartView, ...]


@frozen
class TrendsView:
    """Charts, and the figures that they are drawn of."""

    years: tuple[int, ...]
    reports: tuple[int, ...]
    left_out: int
    groups: tuple[GroupView, ...]
    rows: tuple[tuple[str, tuple[tuple[int | None, int], ...]], ...]


def rule_views(by_rule: ByRule, language: Language, *, by_id: bool) -> tuple[RuleView, ...]:
    """Every rule that ran, by id or most findings first."""
    counts = list(by_rule.counts())
    if by_id:
        counts.sort(key=lambda each: each.id)
    return tuple(
        RuleView(
            number,
            each.id,
            each.title.to(language) if each.title else "",
            SEVERITIES[each.level].to(language) if each.level else "",
            each.findings,
            each.ended,
        )
        for number, each in enumerate(counts, 1)
    )


def units_view(units: Units) -> UnitsView:
    """Bodies by years."""
    years = units.years
    parents = by_parent(units.rows())
    return UnitsView(
        len(units),
        years,
        _HEADS,
        batched((_unit(row, years) for row in units.rows()), BATCH),
        tuple((name, count, _counts(total)) for name, (count, total) in parents.items())
        if any(parents)
        else (),
    )


def _unit(row: Row, years: Sequence[int]) -> UnitView:
    cells = tuple(_cell(row, year) for year in years)
    return UnitView(row.unit, row.parent, row.total.clean, _counts(row.total), cells)


def _counts(total: Standing) -> tuple[int, ...]:
    return total.errors, total.warnings, total.notes, total.unverified


def _cell(row: Row, year: int) -> CellView:
    filed = row.of(year)
    total = sum((each.standing for each in filed), Standing())
    reports = tuple((each.number, each.standing.words) for each in filed)
    return CellView(total.code if filed else "", reports)


def trends_view(trends: Trends, language: Language) -> TrendsView | None:
    """The figures over the years; None where there are no two."""
    years = trends.years()
    if len(years) < 2:
        return None
    numbers = tuple(each.year for each in years)
    rows = tuple(
        (figure.name.to(language), tuple((each.sums[at], each.lacking[at]) for each in years))
        for at, figure in enumerate(FIGURES)
    )
    reports = tuple(each.reports for each in years)
    groups = tuple(_groups(numbers, years, language))
    return TrendsView(numbers, reports, trends.left_out, groups, rows)


def _groups(
    numbers: Sequence[int], years: Sequence[Year], language: Language
) -> Iterator[GroupView]:
    for outcome, group in groupby(enumerate(FIGURES), lambda each: each[1].outcome):
        figures = list(group)
        drawn = {at: [year.sums[at] for year in years] for at, _ in figures}
        most = max(number or 0 for sums in drawn.values() for number in sums)
        charts = (
            ChartView(figure.name.to(language), columns(numbers, drawn[at], most))
            for at, figure in figures
        )
        yield GroupView(_GROUPS[outcome].to(language), tuple(charts))
