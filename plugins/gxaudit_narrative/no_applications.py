"""No application received, says the prose: table 3 must say so too."""

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
from gxaudit_narrative.quantities import RECEIVED
from gxaudit_narrative.statute import ARITHMETIC, FORMAT

_METRIC = "applications_received"
_NO_CLAIM = NotApplicable(
    Text("正文没有说未收到申请", "the prose does not say that no application was received")
)


def _check(report: Report) -> Iterator[Verdict]:
    denials = [claim for claim in claims_on(report, (_METRIC,)) if is_none(claim)]
    if not denials:
        yield _NO_CLAIM
        return
    doubtful = stated_elsewhere(report, _METRIC, RECEIVED.value(report))
    for claim in denials:
        yield contradict(report, claim, RECEIVED, doubtful=doubtful)


NO_APPLICATIONS = Rule(
    id="narrative/no-applications",
    title=Text(
        "正文说未收到申请的，表三新收为 0",
        "Where the prose says that no application was received, table 3 has none",
    ),
    explanation=Explanation(
        Text(
            "正文写“未收到（没有收到、无）政府信息公开申请”或“收到申请 0 件”的，"
            "表三第一项（本年新收）"
            "总计应为 0。只说未收到某一种申请（如当面申请、行政许可申请）的，不算。",
            "Where the prose says that no application for information was received, or 0, the "
            "total of item 一 of table 3 must be 0. A sentence that denies something narrower "
            "(no application in person, no application for a permit) does not count.",
        ),
        Text(
            "一处说没有，一处填了件数，两处不可能都对。",
            "One place says none, another gives a number: they cannot both be right.",
        ),
        Text(
            "对照申请登记台账。确实没有收到申请的，把表三第一项改为 0 并核对办理结果；"
            "收到了的，改正正文。",
            "Check the register. If there was none, item 一 is 0 and so are the outcomes; if there "
            "were some, correct the prose.",
        ),
    ),
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FORMAT),
    examples=(
        Example(outcome=Outcome.PASSED, prose={1: "本年度未收到政府信息公开申请。"}),
        Example(
            outcome=Outcome.FAILED,
            cells={"表三.一[自然人]": "4", "表三.一[总计]": "4"},
            prose={1: "本年度未收到政府信息公开申请。"},
        ),
        Example(outcome=Outcome.NOT_APPLICABLE),
    ),
    check=_check,
    reads=("正文", "表三.一[总计]"),
    since="0.1.0",
)
