"""A of B is P %, where the prose says all three."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from gxaudit.api import (
    Claim,
    Confidence,
    Example,
    Explanation,
    Failed,
    NotApplicable,
    NotEvaluated,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    agrees,
    regex,
    shown,
    step_of,
)
from gxaudit_narrative.cells import Figure
from gxaudit_narrative.compare import claims_on
from gxaudit_narrative.lists import Listed, lists
from gxaudit_narrative.partition import CHANNELS
from gxaudit_narrative.quantities import (
    APPLICANTS,
    HANDLED,
    IN_SCOPE,
    RECEIVED,
    is_outcome,
    outcome,
)
from gxaudit_narrative.shares import Share, shares
from gxaudit_narrative.statute import ARITHMETIC

_WHOLES = ("applications_received", "applications_in_scope", "handled_total")
_OF_HANDLED = regex(r"(?:已|全部|本年度?|全年)?(?:办结|答复)")
"""Of what a percentage is said to be, where that can be but one total."""
_MOST = 40
"""So many totals are tried; no honest report has more."""
_BASES = (RECEIVED, IN_SCOPE, HANDLED)
_NO_SHARE = NotApplicable(
    Text(
        "正文没有写“若干件，占百分之几”",
        "the prose says of no figure which percentage it is",
    )
)


class _Known(NamedTuple):
    """What a report says that a figure may be a share of, looked up once."""

    claims: dict[int, Claim]
    """By place."""
    totals: list[Fraction]
    """Of applications: in table 3, then in the prose."""
    handled: list[Fraction]
    """Those of them that are of applications handled."""
    lists: dict[int, Listed]
    """By the place of each part."""
    wholes: dict[tuple[int, int], Fraction]
    """By the places of the percentage and of its figure."""


def _check(report: Report) -> Iterator[Verdict]:
    known = None
    for share in shares(report):
        known = known or _known(report)
        yield _judged(report, share, known)
    if known is None:
        yield _NO_SHARE


def _known(report: Report) -> _Known:
    told = [Fraction(one.value) for one in claims_on(report, _WHOLES) if not one.qualifier]
    totals = dict.fromkeys([*_values(report, _BASES), *told])
    closed = [one for one in claims_on(report, ("handled_total",)) if not one.qualifier]
    handled = dict.fromkeys(
        [*_values(report, (HANDLED,)), *(Fraction(one.value) for one in closed)]
    )
    listed = list(lists(report))
    return _Known(
        {claim.start: claim for claim in report.claims if not claim.ambiguous},
        list(totals)[:_MOST],
        [one for one in handled if one > 0][:_MOST],
        {one.part.start + part.start: one for one in listed for part in one.parts},
        {(one.start, one.part.start): Fraction(one.whole.value) for one in report.percentages},
    )


def _judged(report: Report, share: Share, known: _Known) -> Verdict:
    """Right where any figure that it may be a share of fits; wrong where what it is a share of is
    known, and nothing fits.
    """
    claim = known.claims.get(share.part.start + share.figure.start)
    said = Fraction(share.figure.value)
    near = [Fraction(one.value) for one in share.others]
    near += [sum(near, said), sum(map(Fraction, share.beside), said)]
    wholes = [*dict.fromkeys(one for one in _wholes(share, claim, known) if one > 0)]
    if known.handled and claim is not None and _OF_HANDLED.match(share.of):
        near, wholes = [], known.handled
    if any(_fits(share, said, base) for base in (*wholes, *near)):
        return Passed(spans=_places(share, claim))
    if claim is not None and any(
        _fits(share, own, base) for own in _own(report, claim) for base in wholes
    ):
        return Passed(spans=_places(share, None))
    if not wholes:
        return _unclear(share, claim)
    return _wrong(share, said, wholes)


def _places(share: Share, claim: Claim | None) -> tuple[tuple[int, int], ...]:
    """Where the percentage stands, and the figure where it is a claim."""
    percent = share.part.start + share.start, share.part.start + share.end
    return ((claim.start, claim.end), percent) if claim else (percent,)


def _wholes(share: Share, claim: Claim | None, known: _Known) -> list[Fraction]:
    """What the figure is known to be a share of: totals of applications, or of its list."""
    if claim is not None and (is_outcome(claim.metric) or claim.metric in (*APPLICANTS, *CHANNELS)):
        return known.totals
    place = share.part.start + share.figure.start
    if place in known.lists:
        listed = known.lists[place]
        return [Fraction(listed.total.value), Fraction(listed.sum)]
    told = known.wholes.get((share.part.start + share.start, place))
    return [] if told is None else [told]


def _values(report: Report, bases: tuple[Figure, ...]) -> list[Fraction]:
    values = [figure.value(report) for figure in bases]
    return [Fraction(value) for value in values if not isinstance(value, Text)]


def _own(report: Report, claim: Claim) -> list[Fraction]:
    """What the table has for an outcome: a wrong figure is another rule's finding."""
    figure = outcome(report.form, claim.metric) if is_outcome(claim.metric) else None
    return _values(report, (figure,)) if figure else []


def _fits(share: Share, figure: Fraction, base: Fraction) -> bool:
    return base > 0 and agrees(Fraction(share.percent), step_of(share.percent), 100 * figure / base)


def _unclear(share: Share, claim: Claim | None) -> NotEvaluated:
    return NotEvaluated(
        Text(
            f"第 {share.part.line} 行“{share.quote}”没有写明是占哪个数，无从核对",
            f"line {share.part.line} “{share.quote}” does not say of what",
        ),
        spans=_places(share, claim),
    )


def _wrong(share: Share, said: Fraction, wholes: list[Fraction]) -> Failed:
    digits = len(str(share.percent).partition(".")[2])
    sums = [
        f"{share.figure.value} ÷ {base} = {shown(100 * said / base, max(digits, 1))}%"
        for base in wholes
    ]
    line = share.part.line
    return Failed(
        span=(share.part.start + share.start, share.part.start + share.end),
        message=Text(
            f"第 {line} 行“{share.quote}”，百分比对不上：{'；'.join(sums)}。"
            "请核对件数、总数和百分比",
            f"line {line} “{share.quote}”: the percentage does not fit: {'; '.join(sums)}. Check "
            "the figure, the total and the percentage",
        ),
        expected=sums[0].rpartition("= ")[2],
        actual=f"{share.percent}%",
    )


_CELLS = {
    "表三.三（一）[自然人]": "18",
    "表三.三（一）[总计]": "18",
    "表三.三（七）[自然人]": "24",
    "表三.三（七）[总计]": "24",
}

PERCENTAGE = Rule(
    id="narrative/percentage",
    title=Text("正文的百分比与件数相符", "Percentages in prose fit their figures"),
    explanation=Explanation(
        Text(
            "正文写“若干件，占百分之几”的，用写出的件数和总数核对；四舍五入或截去尾数的都算对，"
            "再宽就不算。办理结果、申请人、渠道的件数，总数取收到、收办、办结中任何一个能对上的；"
            "列举的分项，总数取这个列举的总数。看不出占哪个数的，不作判断。回复率、完成率不算。",
            "Where the prose says “N items, P %”, the percentage is checked against the figures "
            "it gives; rounded or truncated digits are right, and nothing wider. For outcomes, "
            "applicants and channels the base may be the number received, in scope or handled, "
            "whichever fits; for a part of a list it is the total of the list. Where the base "
            "cannot be told, nothing is concluded. Rates of reply or completion do not count.",
        ),
        Text(
            "改了件数而没有重算百分比，是常见的差错。",
            "A common slip is to correct a figure and not the percentage.",
        ),
        Text("重新计算百分比。", "Calculate the percentage again."),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC,),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells=_CELLS,
            prose={3: "办结政府信息公开申请24件，其中予以公开18件，占75%。"},
        ),
        Example(
            outcome=Outcome.FAILED,
            cells=_CELLS,
            prose={3: "办结政府信息公开申请24件，其中予以公开18件，占72%。"},
        ),
        Example(
            outcome=Outcome.NOT_APPLICABLE,
            cells=_CELLS,
            prose={3: "办结政府信息公开申请24件，其中予以公开18件。"},
        ),
    ),
    check=_check,
    reads=("正文", "表三"),
    since="0.1.0",
)
