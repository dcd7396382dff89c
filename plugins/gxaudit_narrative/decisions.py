"""Permits, penalties and coercive measures: prose and table 2."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Claim,
    Confidence,
    Example,
    Explanation,
    NotApplicable,
    NotEvaluated,
    Outcome,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    regex,
)
from gxaudit_narrative.compare import claims_on, compare
from gxaudit_narrative.quantities import cell_of
from gxaudit_narrative.statute import ARITHMETIC, FORMAT

_FIGURES = {
    metric: cell_of(
        f"t2.{metric}.decisions",
        Text(f"{name.zh}处理决定数量", f"the number of decisions on {name.en}"),
    )
    for metric, name in (
        ("permits", Text("行政许可", "permits")),
        ("penalties", Text("行政处罚", "penalties")),
        ("coercive", Text("行政强制", "coercive measures")),
    )
}
_PUBLISHED = regex(r"公开|公示|公布|发布|推送|信息|上网")
_NO_CLAIM = NotApplicable(
    Text(
        "正文没有写许可、处罚、强制的决定数量",
        "the prose gives no number of permits, penalties or coercive measures",
    )
)


def _check(report: Report) -> Iterator[Verdict]:
    said = claims_on(report, _FIGURES)
    if not said:
        yield _NO_CLAIM
    for claim in said:
        if _PUBLISHED.search(claim.quote):
            yield _published(claim)
        else:
            yield compare(report, claim, (_FIGURES[claim.metric],))


def _published(claim: Claim) -> NotEvaluated:
    return NotEvaluated(
        Text(
            f"正文“{claim.quote}”说的可能是公开的条数而不是作出的决定，不与表二比较",
            f"“{claim.quote}” may count what was published and not the decisions made",
        ),
        spans=((claim.start, claim.end),),
    )


_CELLS = {"表二.[行政处罚][本年处理决定数量]": "12"}

DECISIONS = Rule(
    id="narrative/decisions",
    title=Text(
        "正文的许可、处罚、强制数量与表二一致",
        "The prose and table 2 agree on permits, penalties and coercive measures",
    ),
    explanation=Explanation(
        Text(
            "正文写作出行政许可、行政处罚、行政强制决定若干件的，与表二相应的处理决定数量核对。"
            "写公开、公示了多少条的，说的是另一个数，不作比较。",
            "Where the prose says how many decisions on permits, penalties or coercive measures "
            "were made, the figure is compared with table 2. How many were published is another "
            "quantity and is not compared.",
        ),
        Text(
            "同一份报告里的同一个数应当一致。",
            "The same quantity of the same report should have one value.",
        ),
        Text(
            "对照执法台账，改正正文或表二；正文按其他口径统计的，在正文写明。",
            "Check the records of decisions and correct the prose or table 2; where the prose "
            "counts otherwise, say so.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FORMAT),
    examples=(
        Example(outcome=Outcome.PASSED, cells=_CELLS, prose={2: "全年作出行政处罚决定12件。"}),
        Example(outcome=Outcome.FAILED, cells=_CELLS, prose={2: "全年作出行政处罚决定21件。"}),
        Example(outcome=Outcome.NOT_APPLICABLE, cells=_CELLS),
    ),
    check=_check,
    reads=("正文", "表二"),
    since="0.1.0",
)
