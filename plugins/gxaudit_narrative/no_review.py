"""No review and no litigation, says the prose: table 4 must say so too."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
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
from gxaudit_narrative.compare import claims_on, contradict, is_none, stated_elsewhere
from gxaudit_narrative.quantities import (
    LITIGATION,
    LITIGATION_AFTER,
    LITIGATION_DIRECT,
    REVIEW,
)
from gxaudit_narrative.statute import ARITHMETIC, FORMAT

_FIGURES = {
    "review_total": REVIEW,
    "litigation_total": LITIGATION,
    "litigation_direct_total": LITIGATION_DIRECT,
    "litigation_after_review_total": LITIGATION_AFTER,
}
_NO_CLAIM = NotApplicable(
    Text(
        "正文没有说未发生复议、诉讼",
        "the prose does not say that there was no review or litigation",
    )
)


def _check(report: Report) -> Iterator[Verdict]:
    denials = [claim for claim in claims_on(report, _FIGURES) if is_none(claim)]
    if not denials:
        yield _NO_CLAIM
    for claim in denials:
        figure = _FIGURES[claim.metric]
        doubtful = stated_elsewhere(report, claim.metric, figure.value(report))
        yield contradict(report, claim, figure, doubtful=doubtful)


NO_REVIEW = Rule(
    id="narrative/no-review",
    title=Text(
        "正文说未发生复议、诉讼的，表四为 0",
        "Where the prose says that there was no review or suit, table 4 has none",
    ),
    explanation=Explanation(
        Text(
            "正文写“未发生（没有、无）政府信息公开行政复议、行政诉讼”或“0 件”的，"
            "表四相应总计应为 0："
            "行政复议看行政复议总计，行政诉讼看两类诉讼的总计之和。与信息公开无关的复议、诉讼不算。"
            "",
            "Where the prose says that there was no review or no suit about disclosure, or 0, the "
            "totals of table 4 must be 0: the one of reviews, or those of both kinds of suit. "
            "Reviews and suits about other matters do not count.",
        ),
        Text(
            "一处说没有，一处填了件数，两处不可能都对。",
            "One place says none, another gives a number: they cannot both be right.",
        ),
        Text(
            "对照复议、诉讼台账，改正正文或表四。尚未审结的案件也要计入，正文不能写“未发生”。",
            "Check the register of cases and correct the prose or table 4. Pending cases count "
            "too: with one of them the prose cannot say that there was none.",
        ),
    ),
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FORMAT),
    examples=(
        Example(
            outcome=Outcome.PASSED, prose={1: "未发生因政府信息公开引起的行政复议、行政诉讼。"}
        ),
        Example(
            outcome=Outcome.FAILED,
            cells={"表四.[行政复议][结果维持]": "1", "表四.[行政复议][总计]": "1"},
            prose={1: "未发生因政府信息公开引起的行政复议、行政诉讼。"},
        ),
        Example(outcome=Outcome.NOT_APPLICABLE),
    ),
    check=_check,
    reads=("正文", "表四"),
    since="0.1.0",
)
