"""The outcomes of applications: prose and table 3."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Claim,
    Confidence,
    Example,
    Explanation,
    NotApplicable,
    NotEvaluated,
    Number,
    Outcome,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    regex,
)
from gxaudit_narrative.cells import Figure, cell_value, source
from gxaudit_narrative.compare import NOTHING, claims_on, compare
from gxaudit_narrative.quantities import is_outcome, outcome
from gxaudit_narrative.statute import ARITHMETIC, FORMAT

_NO_CLAIM = NotApplicable(
    Text(
        "正文没有写各类办理结果的件数",
        "the prose does not say how many applications ended in which way",
    )
)

_SEVERAL = regex(r"(?:公开|提供|处理|受理)的?(?:、|和|及|与|以及)[^0-9，。]{2,24}(?:共|合计|总计)")
"""不予公开、无法提供共12件: one figure for several outcomes."""


def _check(report: Report) -> Iterator[Verdict]:
    said = claims_on(report, {one.metric for one in report.claims if is_outcome(one.metric)})
    if not said:
        yield _NO_CLAIM
    for claim in said:
        figure = outcome(report.form, claim.metric)
        if figure is None:
            yield _no_row(claim)
        elif claim.metric != "granted_or_partial" and _SEVERAL.search(claim.quote):
            yield _several(claim)
        else:
            yield compare(
                report, claim, _meant(report, claim, figure), _hint(report, claim, figure)
            )


def _several(claim: Claim) -> NotEvaluated:
    return NotEvaluated(
        Text(
            f"正文“{claim.quote}”是几类结果合在一起的件数，不与其中一类比较",
            f"“{claim.quote}” is the number of several outcomes together",
        ),
        spans=((claim.start, claim.end),),
    )


def _no_row(claim: Claim) -> NotEvaluated:
    return NotEvaluated(
        Text(
            f"正文写“{claim.quote}”，这份报告的表三没有单列这一项",
            f"the prose says “{claim.quote}”; the form of this report has no such row",
        ),
        spans=((claim.start, claim.end),),
    )


def _meant(report: Report, claim: Claim, figure: Figure) -> list[Figure]:
    """What is granted in part is granted too, so “予以公开” may count both."""
    both = outcome(report.form, "granted_or_partial") if claim.metric == "granted" else None
    return [figure, both] if both else [figure]


def _hint(report: Report, claim: Claim, figure: Figure) -> Text:
    """Which cell of the rows concerned holds what the prose says, where just one does."""
    if not claim.value:
        return NOTHING
    keys = [key for total in figure.plus for key in _row_of(report, total)]
    found = [key for key in keys if _value(report, key) == claim.value]
    if len(found) != 1 or found == list(figure.plus):
        return NOTHING
    cell = source(report, found[0])
    return Text(
        f"{cell} 正是 {claim.value}，可能只写了这一格。",
        f"{cell} is {claim.value}, so the prose may give this cell only. ",
    )


def _row_of(report: Report, total: str) -> list[str]:
    """The keys of a row, given that of its total."""
    row = report.form.cells[report.form.index(total)].row
    return [cell.key for cell in report.form.cells[row.first : row.first + len(row.columns)]]


def _value(report: Report, key: str) -> Number | Text | None:
    printed = report.values[report.form.index(key)]
    return cell_value(report, key) if printed is None else printed


_CELLS = {
    "表三.三（一）[自然人]": "3",
    "表三.三（一）[总计]": "3",
    "表三.三（四）1[自然人]": "2",
    "表三.三（四）1[总计]": "2",
}

OUTCOMES_RULE = Rule(
    id="narrative/outcomes",
    title=Text("正文的办理结果与表三一致", "The prose and table 3 agree on how applications ended"),
    explanation=Explanation(
        Text(
            "正文写“予以公开、部分公开、不予公开、无法提供、不予处理、其他处理若干件”的，与表三第三项"
            "相应各行总计（不予公开等写大类的，为各小项之和）核对。“予以公开”等于予以公开与部分公开"
            "之和的，只作提示。本单位公文的公开属性（不予公开、依申请公开）不是办理结果，不算。",
            "Where the prose says how many applications were granted, granted in part, denied, "
            "could not be provided, were not processed or otherwise handled, the figure is "
            "compared with the totals of those rows of item 三, a group with the sum of its rows. "
            "“Granted” that counts those granted in part is a note. The disclosure attribute of a "
            "body's own documents is no outcome.",
        ),
        Text(
            "常见的差错是只抄了大类中的一行，或者抄成了自然人一列。",
            "A common slip is to copy one row of a group, or the column of natural persons.",
        ),
        Text(
            "对照表三逐类相加，改正正文或表格。",
            "Add up the rows of each group and correct the prose or the table.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FORMAT),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells=_CELLS,
            prose={3: "办结政府信息公开申请5件，其中予以公开3件，无法提供2件。"},
        ),
        Example(
            outcome=Outcome.FAILED,
            cells=_CELLS,
            prose={3: "办结政府信息公开申请5件，其中予以公开3件，无法提供1件。"},
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, cells=_CELLS),
    ),
    check=_check,
    reads=("正文", "表三.三"),
    since="0.1.0",
)
