"""One claim of the prose against the tables: the figure it means, or one it may mean instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from gxaudit.api import Claim, Failed, NotEvaluated, Number, Passed, Report, Severity, Text, Verdict
from gxaudit_narrative.cells import Figure
from gxaudit_narrative.statute import CORRECT_ONE

ChooseFigures = Callable[[Report, Claim], Sequence[Figure]]
"""The figures a claim can mean; the first is what its words say."""


NOTHING = Text("", "")


def claims_on(report: Report, metrics: Iterable[str]) -> list[Claim]:
    """The claims of some metrics whose figure is printed for them and not carried over."""
    return [claim for claim in report.claims if claim.metric in metrics and not claim.ambiguous]


def is_none(claim: Claim) -> bool:
    """Whether a claim says that there was nothing: by negation, or with a 0."""
    return claim.value == 0 and claim.qualifier is None


def right(claim: Claim) -> Passed:
    """The claim was verified."""
    return Passed(spans=((claim.start, claim.end),))


def approximate(claim: Claim) -> NotEvaluated:
    """A figure with 余, 约, 近 … is never compared for equality."""
    return NotEvaluated(
        Text(
            f"正文“{claim.quote}”是约数，不作相等比较",
            f"the prose gives an approximate figure, “{claim.quote}”",
        ),
        spans=((claim.start, claim.end),),
    )


def compare(
    report: Report, claim: Claim, figures: Sequence[Figure], aside: Text = NOTHING
) -> Verdict:
    """Passed where the first figure is what the claim says, a note where another one is.

    ``aside`` is added to the message where none is: what else may have happened.
    """
    if claim.qualifier is not None:
        return approximate(claim)
    values: list[Number] = []
    for figure in figures:
        value = figure.value(report)
        if isinstance(value, Text):
            return NotEvaluated(value, spans=((claim.start, claim.end),))
        # That nothing was handled is not explained by another 0.
        if value == claim.value and (value or not values):
            return _explained(report, claim, figures[0], figure, values) if values else right(claim)
        values.append(value)
    return _mismatch(report, claim, figures[0], values[0], aside)


def _mismatch(report: Report, claim: Claim, figure: Figure, value: Number, aside: Text) -> Failed:
    said, cells = claim.value, figure.written(report)
    gap = abs(said - value)
    return Failed(
        span=(claim.start, claim.end),
        message=Text(
            f"正文写“{claim.quote}”，即{figure.name.zh}为 {said}；{cells} 是 {value}，相差 {gap}。"
            + aside.zh
            + CORRECT_ONE.zh,
            f"the prose says “{claim.quote}”, so {figure.name.en} would be {said}; {cells} is "
            f"{value}, off by {gap}. {aside.en}{CORRECT_ONE.en}",
        ),
        expected=str(value),
        actual=str(said),
        cells=figure.addresses(report),
    )


def _explained(
    report: Report, claim: Claim, meant: Figure, figure: Figure, values: Sequence[Number]
) -> Failed:
    """The claim is no figure its words name, but is another that authors do write there."""
    said = claim.value
    return Failed(
        span=(claim.start, claim.end),
        severity=Severity.NOTE,
        message=Text(
            f"正文写“{claim.quote}”，与{meant.name.zh}（{meant.written(report)} 是 {values[0]}）"
            f"不同，但等于{figure.name.zh}：{figure.numbers(report)} = {said}。"
            "口径说得通，建议在正文写明",
            f"the prose says “{claim.quote}”, which is not {meant.name.en} "
            f"({meant.written(report)} is {values[0]}) but {figure.name.en}: "
            f"{figure.numbers(report)} = {said}. That may be meant; better say so in the prose",
        ),
        expected=str(values[0]),
        actual=str(said),
        cells=(*meant.addresses(report), *figure.addresses(report)),
    )


def contradict(report: Report, claim: Claim, figure: Figure, *, doubtful: bool) -> Verdict:
    """Passed where the figure is 0 as the claim says; an error where it is not.

    ``doubtful`` says that the prose also states the figure of the table, so that the negation
    may be of something narrower: then it is a warning.
    """
    value = figure.value(report)
    if isinstance(value, Text):
        return NotEvaluated(value, spans=((claim.start, claim.end),))
    if value == 0:
        return right(claim)
    cells = figure.written(report)
    return Failed(
        span=(claim.start, claim.end),
        severity=Severity.WARNING if doubtful else Severity.ERROR,
        message=Text(
            f"正文写“{claim.quote}”，即{figure.name.zh}为 0；{cells} 却是 {value}。"
            + CORRECT_ONE.zh,
            f"the prose says “{claim.quote}”, so {figure.name.en} would be 0; but {cells} is "
            f"{value}. {CORRECT_ONE.en}",
        ),
        expected=str(value),
        actual="0",
        cells=figure.addresses(report),
    )


def stated_elsewhere(report: Report, metric: str, value: Number | Text) -> bool:
    """Whether the prose also states this very value of a metric."""
    return any(claim.value == value != 0 for claim in claims_on(report, (metric,)))


def each(report: Report, claims: Iterable[Claim], choose: ChooseFigures) -> Iterator[Verdict]:
    """Every claim compared with the figures it can mean."""
    for claim in claims:
        yield compare(report, claim, choose(report, claim))
