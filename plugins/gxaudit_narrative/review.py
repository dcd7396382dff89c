"""Administrative review and litigation: how many, in the prose and in table 4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gxaudit.api import (
    Claim,
    Confidence,
    Example,
    Explanation,
    NotApplicable,
    Outcome,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
)
from gxaudit_narrative.cells import Figure
from gxaudit_narrative.compare import claims_on, each, is_none
from gxaudit_narrative.quantities import (
    LITIGATION,
    LITIGATION_AFTER,
    LITIGATION_AFTER_CLOSED,
    LITIGATION_CLOSED,
    LITIGATION_DIRECT,
    LITIGATION_DIRECT_CLOSED,
    REVIEW,
    REVIEW_CLOSED,
)
from gxaudit_narrative.statute import ARITHMETIC, FORMAT

_FIGURES = {
    "review_total": (REVIEW, REVIEW_CLOSED),
    "litigation_total": (LITIGATION, LITIGATION_CLOSED, LITIGATION_DIRECT, LITIGATION_AFTER),
    "litigation_direct_total": (LITIGATION_DIRECT, LITIGATION_DIRECT_CLOSED),
    "litigation_after_review_total": (LITIGATION_AFTER, LITIGATION_AFTER_CLOSED),
}
_NO_CLAIM = NotApplicable(
    Text(
        "正文没有写复议、诉讼的件数（写“未发生”或 0 件的，由 narrative/no-review 核对）",
        "the prose gives no number of reviews or suits (narrative/no-review judges “none”)",
    )
)


def _figures(_report: Report, claim: Claim) -> Sequence[Figure]:
    return _FIGURES[claim.metric]


def _check(report: Report) -> Iterator[Verdict]:
    counted = [claim for claim in claims_on(report, _FIGURES) if not is_none(claim)]
    if counted:
        yield from each(report, counted, _figures)
    else:
        yield _NO_CLAIM


_CELLS = {
    "表四.[行政复议][结果维持]": "3",
    "表四.[行政复议][尚未审结]": "2",
    "表四.[行政复议][总计]": "5",
}

REVIEW_RULE = Rule(
    id="narrative/review",
    title=Text(
        "正文的复议、诉讼件数与表四一致",
        "The prose and table 4 agree on the reviews and suits",
    ),
    explanation=Explanation(
        Text(
            "正文写的政府信息公开行政复议件数，与表四行政复议总计核对；行政诉讼件数，与两类诉讼总计"
            "之和"
            "核对。等于总计减去尚未审结的（即只数了已审结的），或者只数了一类诉讼的，只作提示。",
            "Reviews about disclosure in the prose are compared with their total in table 4, suits "
            "with the totals of both kinds together. A figure that leaves out what is pending, or "
            "counts one kind of suit only, is a note.",
        ),
        Text(
            "正文常把已审结的写成全部。说明口径，读者才能与表四对上。",
            "Prose often gives the cases concluded for all cases; only where it says so can a "
            "reader match it with table 4.",
        ),
        Text(
            "对照复议、诉讼台账，改正正文或表四；正文只数已审结的，写明“已审结”。",
            "Check the register of cases and correct the prose or table 4; where the prose counts "
            "concluded cases only, write so.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FORMAT),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells=_CELLS,
            prose={1: "全年因政府信息公开引发行政复议5件。"},
        ),
        Example(
            outcome=Outcome.FAILED,
            cells=_CELLS,
            prose={1: "全年因政府信息公开引发行政复议4件。"},
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, cells=_CELLS),
    ),
    check=_check,
    reads=("正文", "表四"),
    since="0.1.0",
)
