"""Who applied: natural persons and organisations, prose and table 3."""

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
from gxaudit_narrative.quantities import APPLICANTS, by_applicant
from gxaudit_narrative.sentences import paragraph_of
from gxaudit_narrative.statute import ARITHMETIC, FORMAT

_ORDER = {
    "applications_received": ("applications_received", "applications_in_scope", "handled_total"),
    "applications_in_scope": ("applications_in_scope", "applications_received", "handled_total"),
    "handled_total": ("handled_total", "applications_in_scope", "applications_received"),
}
_NO_CLAIM = NotApplicable(
    Text(
        "正文没有按申请人写件数",
        "the prose does not say how many applications came from which kind of applicant",
    )
)


def _figures(report: Report, claim: Claim) -> Sequence[Figure]:
    return [by_applicant(claim.metric, total) for total in _ORDER[_total(report, claim)]]


def _total(report: Report, claim: Claim) -> str:
    """Which total is being broken down: the one named last before, in the same line."""
    part = paragraph_of(report, claim)
    before = [
        one.metric
        for one in report.claims
        if one.metric in _ORDER and part and part.start <= one.start < claim.start
    ]
    return before[-1] if before else "applications_received"


def _check(report: Report) -> Iterator[Verdict]:
    said = claims_on(report, APPLICANTS)
    if said:
        yield from each(report, said, _figures)
    else:
        yield _NO_CLAIM


_CELLS = {
    "表三.一[自然人]": "4",
    "表三.一[商业企业]": "1",
    "表三.一[总计]": "5",
}

APPLICANTS_RULE = Rule(
    id="narrative/applicants",
    title=Text(
        "正文按申请人写的件数与表三各列一致",
        "The prose and table 3 agree on who applied",
    ),
    explanation=Explanation(
        Text(
            "正文写“其中自然人申请若干件，法人或其他组织若干件（商业企业……若干件）”的，与表三第一项"
            "各列核对；说的是收办或办结的件数的，与第一项加第二项或（七）总计的各列核对。"
            "等于另一口径的，只作提示。",
            "Where the prose says how many applications came from natural persons, organisations, "
            "businesses and so on, the figure is compared with those columns of item 一, or, where "
            "it breaks down those in scope or handled, of items 一 and 二 or of 三（七）. A figure "
            "that fits another of these is a note.",
        ),
        Text(
            "自然人与组织填错列，总计仍然对得上，只有对照正文才看得出来。",
            "Figures put into the wrong column leave the totals right; only the prose shows it.",
        ),
        Text(
            "对照申请登记台账核对申请人的类别，改正正文或表三。",
            "Check the kinds of applicants in the register and correct the prose or table 3.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FORMAT),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells=_CELLS,
            prose={3: "全年收到政府信息公开申请5件，其中自然人申请4件，法人或其他组织申请1件。"},
        ),
        Example(
            outcome=Outcome.FAILED,
            cells=_CELLS,
            prose={3: "全年收到政府信息公开申请5件，其中自然人申请3件，法人或其他组织申请2件。"},
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, cells=_CELLS),
    ),
    check=_check,
    reads=("正文", "表三.一", "表三.二", "表三.三（七）"),
    since="0.1.0",
)
