"""Applications carried over from last year and to next year: prose and table 3."""

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
from gxaudit_narrative.compare import claims_on, compare, contradict
from gxaudit_narrative.quantities import CARRIED_IN, CARRIED_OUT
from gxaudit_narrative.statute import ARITHMETIC, FORMAT

_FIGURES = {"carried_over_in": CARRIED_IN, "carried_over_out": CARRIED_OUT}
_NO_CLAIM = NotApplicable(
    Text("正文没有写结转的件数", "the prose gives no number of applications carried over")
)


def _check(report: Report) -> Iterator[Verdict]:
    said = claims_on(report, _FIGURES)
    if not said:
        yield _NO_CLAIM
    for claim in said:
        figure = _FIGURES[claim.metric]
        if claim.polarity == "negated":
            verdict = contradict(report, claim, figure, doubtful=True)
        else:
            verdict = compare(report, claim, (figure,))
        yield verdict


_CELLS = {
    "表三.二[自然人]": "2",
    "表三.二[总计]": "2",
    "表三.四[自然人]": "1",
    "表三.四[总计]": "1",
}

CARRY_OVER = Rule(
    id="narrative/carry-over",
    title=Text(
        "正文的结转件数与表三一致", "The prose and table 3 agree on the applications carried over"
    ),
    explanation=Explanation(
        Text(
            "正文写“上年结转若干件”的，与表三第二项总计核对；写“结转下年度若干件”的，与第四项总计核"
            "对。"
            "正文说没有结转而表格有的，也算不一致。",
            "Applications carried over from last year are compared with the total of "
            "item 二, those "
            "carried over to next year with item 四; “none” is compared likewise.",
        ),
        Text(
            "上年结转和结转下年度两项连接着前后两年的报告，正文和表格必须一致。",
            "These two items link the reports of adjacent years, so prose and table must agree.",
        ),
        Text(
            "对照申请登记台账和上一年度报告表三第四项，改正有误的一处。",
            "Check the register, and item 四 of last year's report, and correct "
            "whichever is wrong.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FORMAT),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells=_CELLS,
            prose={1: "上年结转政府信息公开申请2件，结转下年度继续办理1件。"},
        ),
        Example(
            outcome=Outcome.FAILED,
            cells=_CELLS,
            prose={1: "上年结转政府信息公开申请2件，结转下年度继续办理3件。"},
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, cells=_CELLS),
    ),
    check=_check,
    reads=("正文", "表三.二[总计]", "表三.四[总计]"),
    since="0.1.0",
)
