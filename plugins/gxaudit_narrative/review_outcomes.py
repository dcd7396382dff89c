"""How reviews and suits ended: prose and table 4."""

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
from gxaudit_narrative.compare import claims_on, each
from gxaudit_narrative.quantities import RESULTS, by_result
from gxaudit_narrative.statute import ARITHMETIC, FORMAT

_NO_CLAIM = NotApplicable(
    Text(
        "正文没有写复议、诉讼各种结果的件数",
        "the prose does not say how many reviews or suits ended in which way",
    )
)


def _figures(_report: Report, claim: Claim) -> Sequence[Figure]:
    """A result of suits may be told of one kind of suit only."""
    kind, result = RESULTS[claim.metric]
    kinds = [kind]
    if kind == "litigation":
        kinds += ["litigation_direct", "litigation_after_review"]
    return [by_result(one, result) for one in kinds]


def _check(report: Report) -> Iterator[Verdict]:
    said = claims_on(report, RESULTS)
    if said:
        yield from each(report, said, _figures)
    else:
        yield _NO_CLAIM


_CELLS = {
    "表四.[行政复议][结果维持]": "3",
    "表四.[行政复议][尚未审结]": "2",
    "表四.[行政复议][总计]": "5",
}

REVIEW_OUTCOMES = Rule(
    id="narrative/review-outcomes",
    title=Text(
        "正文的复议、诉讼结果与表四一致",
        "The prose and table 4 agree on how reviews and suits ended",
    ),
    explanation=Explanation(
        Text(
            "正文写信息公开行政复议、行政诉讼中结果维持、结果纠正、其他结果、尚未审结各若干件的，"
            "与表四相应单元格核对；诉讼没有写明哪一类的，为两类之和，只等于其中一类的，只作提示。",
            "Where the prose says how many reviews or suits about disclosure were upheld, "
            "corrected, ended otherwise or are pending, the figure is compared with table 4; for "
            "suits of no stated kind with both kinds together, and a figure of one kind only is a "
            "note.",
        ),
        Text(
            "正文和表格说的是同一批案件。",
            "Prose and table speak of the same cases.",
        ),
        Text(
            "对照复议、诉讼台账，改正正文或表四。",
            "Check the register of cases and correct the prose or table 4.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FORMAT),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells=_CELLS,
            prose={4: "因政府信息公开被申请行政复议5件，其中结果维持3件，尚未审结2件。"},
        ),
        Example(
            outcome=Outcome.FAILED,
            cells=_CELLS,
            prose={4: "因政府信息公开被申请行政复议5件，其中结果维持4件，尚未审结1件。"},
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, cells=_CELLS),
    ),
    check=_check,
    reads=("正文", "表四"),
    since="0.1.0",
)
