"""What was checked in one report: which of its figures an equation or a comparison verified.

A clean result means something only where it is known what was looked at. A figure of a table is
verified where it stands in an equality that was evaluated: any change of it alone would have broken
that equality. A number of the prose is verified where a rule compared it with something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import frozen

from gxaudit.equations.compile import Compiled
from gxaudit.equations.evaluate import unevaluated
from gxaudit.finding import Failed, NotEvaluated, Passed
from gxaudit.judging.runner import Judged
from gxaudit.report import Claim, Report, State
from gxaudit.wording import Text

UNWATCHED = Text("没有算式核对这一格", "no equation contains this cell")
UNCOMPARED = Text("没有规则核对这一数字", "no rule compares this number")


@frozen(slots=False)
class Stated:
    """A number of the prose, and where it stands in the file: line and column, 1-based code points;
    0 where its format has no such thing.
    """

    claim: Claim
    line: int
    column: int
    reason: Text = UNCOMPARED
    """Why it was not compared."""


@frozen(slots=False)
class Coverage:
    """How much of one report was verified."""

    figures: int
    """Cells of tables in which a number was read."""
    unchecked: tuple[str, ...]
    """Addresses of those that no evaluated equality contains, in the order of the form."""
    reasons: Mapping[str, Text]
    """Why, for each of them."""
    numbers: int
    """Numbers read from the prose."""
    uncompared: tuple[Stated, ...]
    """Those that no rule compared with anything, in the order of the text."""
    single: tuple[tuple[int, bool], ...]
    """For each table with figures, whether any single wrong one would have been noticed."""

    @property
    def checked(self) -> int:
        """Cells that were verified."""
        return self.figures - len(self.unchecked)

    @property
    def compared(self) -> int:
        """Numbers of the prose that were verified."""
        return self.numbers - len(self.uncompared)


NOTHING = Coverage(0, (), {}, 0, (), ())


def coverage_of(
    report: Report, judged: Sequence[Judged], place: Callable[[int], tuple[int, int]]
) -> Coverage:
    """What the rules verified in a report; ``place`` tells line and column of an offset."""
    checked = _checked(judged)
    figures = [at for at, state in enumerate(report.states) if state is State.NUMBER]
    left = [at for at in figures if at not in checked]
    doubtful = _tables(report, left)
    claims = [claim for claim in report.claims if not claim.ambiguous]
    spans = _spans(judged) if claims else set()
    why = _held(judged) if claims else {}
    unchecked = tuple(report.form.cells[at].address for at in left)
    return Coverage(
        len(figures),
        unchecked,
        _reasons(report, judged, unchecked),
        len(claims),
        tuple(
            Stated(claim, *place(claim.start), why.get((claim.start, claim.end), UNCOMPARED))
            for claim in claims
            if (claim.start, claim.end) not in spans
        ),
        tuple((table, table not in doubtful) for table in _tables(report, figures)),
    )


def _tables(report: Report, figures: Iterable[int]) -> list[int]:
    return sorted({report.form.cells[at].table.number for at in figures})


def _checked(judged: Iterable[Judged]) -> set[int]:
    checked: set[int] = set()
    for one in judged:
        if one.evaluated:
            checked.update(*[each.cells for each in one.evaluated if each.relation == "="])
    return checked


def _spans(judged: Iterable[Judged]) -> set[tuple[int, int]]:
    spans: set[tuple[int, int]] = set()
    for one in judged:
        for verdict in one.verdicts:
            if isinstance(verdict, Passed | Failed):
                spans.update(verdict.spans)
            if isinstance(verdict, Failed) and verdict.span is not None:
                spans.add(verdict.span)
    return spans


def _held(judged: Iterable[Judged]) -> dict[tuple[int, int], Text]:
    """Why numbers of the prose could not be compared, by what rules say."""
    return {
        span: verdict.reason
        for one in judged
        for verdict in one.verdicts
        if isinstance(verdict, NotEvaluated)
        for span in verdict.spans
    }


def _reasons(report: Report, judged: Iterable[Judged], unchecked: Iterable[str]) -> dict[str, Text]:
    """Why each of these cells was not verified: what held up its equations, or that it has none."""
    wanted = {report.form.index(address): address for address in unchecked}
    reasons = dict.fromkeys(wanted.values(), UNWATCHED)
    if not wanted:
        return reasons
    for one in judged:
        for equation in one.equations:
            for at in wanted.keys() & set(equation.cells):
                why = _held_up(equation, report, one)
                if why is not None:
                    reasons[wanted[at]] = why
    return reasons


def _held_up(equation: Compiled, report: Report, one: Judged) -> Text | None:
    """What kept an equality from being evaluated."""
    if equation.relation != "=":
        return None
    if one.values and any(one.values[at] is None for at in equation.cells):
        return unevaluated(equation.must, report, one.values).reason
    return next((each.reason for each in one.verdicts if isinstance(each, NotEvaluated)), None)
