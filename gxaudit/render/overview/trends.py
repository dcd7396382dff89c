"""Applications and their outcomes over the years, summed over the reports of a run."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from attrs import frozen

from gxaudit.forms import Form
from gxaudit.render.overview.owner import Owner
from gxaudit.render.overview.units import Units
from gxaudit.render.spool import Spool
from gxaudit.report import Report
from gxaudit.wording import Text

_MOST = 10**9
"""A greater figure is no count of applications; it would dwarf every other."""


@frozen
class Figure:
    """One figure of table 3: a row, or the rows of a group, in the column of totals."""

    key: str
    """What the keys of its rows begin with."""
    name: Text
    outcome: bool
    """Whether it says how applications were dealt with."""


FIGURES: tuple[Figure, ...] = (
    Figure("applications_received", Text("新收", "received"), outcome=False),
    Figure("carried_over_in", Text("上年结转", "carried over from last year"), outcome=False),
    Figure("carried_over_out", Text("结转下年度", "carried over to next year"), outcome=False),
    Figure("granted", Text("予以公开", "granted"), outcome=True),
    Figure("partially_granted", Text("部分公开", "partly granted"), outcome=True),
    Figure("denied_", Text("不予公开", "denied"), outcome=True),
    Figure("unable_", Text("无法提供", "not available"), outcome=True),
    Figure("not_processed_", Text("不予处理", "not processed"), outcome=True),
    Figure("other_", Text("其他处理", "dealt with otherwise"), outcome=True),
)


@frozen
class Year:
    """The sums of one year, in the order of :data:`FIGURES`."""

    year: int
    reports: int
    """How many were summed."""
    sums: tuple[int | None, ...]
    """None where no report has the figure."""
    lacking: tuple[int, ...]
    """In how many reports the figure could not be read."""


class Trends:
    """Keeps the figures of each report in a file until it is known which bodies include others."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._kept = Spool()
        self.left_out = 0
        """Reports whose figures another one holds already: of the same body and year, or of the
        body above. Known once :meth:`years` was asked for.
        """

    def add(self, owner: Owner, report: Report, *, first: bool) -> None:
        """One report; ``first``: no other of its body and year came before."""
        if owner.year:
            mine = [owner.unit, owner.parent, owner.year, first or not owner.unit]
            self._kept.add([*mine, _figures(report)])

    def years(self) -> tuple[Year, ...]:
        """The sums, years rising."""
        self.left_out = 0
        sums: dict[int, list[list[int]]] = {}
        reports: dict[int, int] = {}
        for kept in self._kept:
            unit, parent, year, first, figures = cast(
                "tuple[str, str, int, bool, list[int | None]]", kept
            )
            if not first or self._units.covered(Owner(unit, parent, year)):
                self.left_out += 1
                continue
            reports[year] = reports.get(year, 0) + 1
            own = sums.setdefault(year, [[0, 0] for _ in FIGURES])
            for sum_, figure in zip(own, figures, strict=True):
                sum_[0] += figure or 0
                sum_[1] += figure is None
        return tuple(_year(year, reports[year], sums[year]) for year in sorted(sums))


def _year(year: int, reports: int, sums: Sequence[Sequence[int]]) -> Year:
    values = tuple(None if lacking == reports else value for value, lacking in sums)
    return Year(year, reports, values, tuple(lacking for _, lacking in sums))


def _figures(report: Report) -> list[int | None]:
    return [_sum(report, cells) for cells in _cells(report.form)]


def _sum(report: Report, cells: Sequence[int]) -> int | None:
    if not cells:
        return None
    total = 0
    for index in cells:
        value = 0 if index in report.zeros else report.values[index]
        if value is None or not 0 <= value <= _MOST or value != int(value):
            return None
        total += int(value)
    return total


@lru_cache(maxsize=8)
def _cells(form: Form) -> tuple[tuple[int, ...], ...]:
    """The cells of each figure, as indices in the form."""
    return tuple(tuple(_of(form, figure.key)) for figure in FIGURES)


def _of(form: Form, key: str) -> list[int]:
    for table in form.tables:
        rows = [row for row in table.rows if table.number == 3 and _is(row.key, key)]
        if rows:
            return [
                row.first + at
                for row in rows
                for at, column in enumerate(row.columns)
                if column.key == "total"
            ]
    return []


def _is(row: str, key: str) -> bool:
    return row.startswith(key) if key.endswith("_") else row == key
