"""The matrix of reports and rules: kept row by row while results stream by, drawn at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import cast

from attrs import frozen

from gxaudit.finding import Severity
from gxaudit.render.html.batches import BATCH, batched
from gxaudit.render.html.overview import RuleView
from gxaudit.render.html.reports import ReportView
from gxaudit.render.html.signs import MARKS, NOT_RUN, Mark, outcome_mark
from gxaudit.render.spool import Spool
from gxaudit.rule import Rule
from gxaudit.settle import Result


@frozen
class CellView:
    """How one rule ended for one report; ``finding`` is the number of its finding there, or 0."""

    mark: Mark
    rule: RuleView
    finding: int


@frozen
class RowView:
    """One report."""

    number: int
    agency: str
    year: str
    clean: bool
    cells: tuple[CellView, ...]


class Matrix:
    """Holds no more of a result than a number, a name and a letter for each rule."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules
        self._rows = Spool()

    def add(self, view: ReportView, result: Result) -> None:
        """One more row."""
        found = {name: each.number for each in reversed(view.findings) for name in each.rules}
        codes = {}
        for name, tally in result.outcomes.items():
            codes[name] = outcome_mark(tally, self._worst(name, result)).css
        self._rows.add([view.number, view.agency, view.year, view.clean, codes, found])

    def _worst(self, name: str, result: Result) -> Severity | None:
        """Of what counts; None where all of it is waived."""
        each = [one for found in result.findings for one in found.evidence or (found,)]
        own = max((one.severity for one in each if one.rule == name), default=None)
        if own is not None or any(one.rule == name for one in result.failures):
            return own
        return self._rules[name].severity if name in self._rules else Severity.ERROR

    def blocks(self, columns: Sequence[RuleView]) -> Iterator[list[RowView]]:
        """The rows, some at a time."""
        return batched((self._row(row, columns) for row in self._rows), BATCH)

    def _row(self, row: object, columns: Sequence[RuleView]) -> RowView:
        number, agency, year, clean, codes, found = cast(
            "tuple[int, str, str, bool, dict[str, str], dict[str, int]]", row
        )
        cells = (
            CellView(MARKS[codes.get(each.id, NOT_RUN.css)], each, found.get(each.id, 0))
            for each in columns
        )
        return RowView(number, agency, year, clean, tuple(cells))


def groups(columns: Sequence[RuleView]) -> Iterator[tuple[str, int]]:
    """The namespaces above the columns, and how many columns each has."""
    for name, mine in groupby(columns, lambda each: each.id.partition("/")[0]):
        yield name, len(list(mine))
