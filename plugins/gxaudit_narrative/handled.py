"""Applications answered or closed: prose and table 3."""

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
from gxaudit_narrative.quantities import CARRIED_OUT, HANDLED, IN_SCOPE
from gxaudit_narrative.statute import ARITHMETIC, FORMAT

_NO_CLAIM = NotApplicable(
    Text(
        "正文没有写答复、办结了多少件申请",
        "the prose does not say how many applications were answered or closed",
    )
)
_CLOSED = ("答复", "办结", "办毕", "办复")


def _figures(report: Report, claim: Claim) -> Sequence[Figure]:
    """“办理” may count what is still open; “答复、办结” only where nothing is."""
    closed = any(word in claim.quote for word in _CLOSED)
    if closed and CARRIED_OUT.value(report) != 0:
        return (HANDLED,)
    # “办理46件（含上年结转2件）” says which of the two it is.
    if not closed and "结转" in claim.quote and IN_SCOPE.value(report) == claim.value:
        return (IN_SCOPE,)
    return HANDLED, IN_SCOPE


def _check(report: Report) -> Iterator[Verdict]:
    said = claims_on(report, ("handled_total",))
    if said:
        yield from each(report, said, _figures)
    else:
        yield _NO_CLAIM


_CELLS = {"表三.三（一）[自然人]": "3", "表三.三（七）[自然人]": "3", "表三.三（七）[总计]": "3"}

HANDLED_RULE = Rule(
    id="narrative/handled",
    title=Text(
        "正文的办结件数与表三一致", "The prose and table 3 agree on the applications handled"
    ),
    explanation=Explanation(
        Text(
            "正文写“答复、办结、办理、处理申请若干件”的，与表三第三项（七）总计核对。写“办理”而等于"
            "第一项加第二项之和的，只作提示；写明含上年结转的，不提示。建议提案、热线、信箱等其他事项的办结件数不算。",
            "Where the prose says how many applications were answered, closed or handled, the "
            "figure is compared with the total of outcomes, 三（七） of table 3. “Handled” (办理) "
            "that equals items 一 and 二 together is a note. What was closed of other business "
            "(proposals, hotlines, mailboxes) does not count.",
        ),
        Text(
            "正文的办结件数就是表三办理结果的总计，两处不同，必有一处有误或口径不明。",
            "The applications closed are the total of outcomes; where the two differ, one of them "
            "is wrong or counts something else.",
        ),
        Text(
            "对照申请登记台账，改正正文或表三第三项。正文含尚未办结的申请的，在正文写明。",
            "Check the register and correct the prose or item 三. Where the prose counts "
            "applications that are still open, say so.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FORMAT),
    examples=(
        Example(outcome=Outcome.PASSED, cells=_CELLS, prose={1: "全年答复政府信息公开申请3件。"}),
        Example(outcome=Outcome.FAILED, cells=_CELLS, prose={1: "全年答复政府信息公开申请5件。"}),
        Example(outcome=Outcome.NOT_APPLICABLE, cells=_CELLS),
    ),
    check=_check,
    reads=("正文", "表三.三（七）[总计]", "表三.一[总计]", "表三.二[总计]", "表三.四[总计]"),
    since="0.1.0",
)
