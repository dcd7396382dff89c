"""Applications received: prose and table 3."""

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
from gxaudit_narrative.quantities import HANDLED, IN_SCOPE, RECEIVED
from gxaudit_narrative.statute import ARITHMETIC, FORMAT

_NO_CLAIM = NotApplicable(
    Text(
        "正文没有写收到多少件申请（写“未收到”或 0 件的，由 narrative/no-applications 核对）",
        "the prose does not say how many applications were received "
        "(narrative/no-applications judges “none”)",
    )
)


def _figures(_report: Report, claim: Claim) -> Sequence[Figure]:
    if claim.metric == "applications_in_scope":
        return IN_SCOPE, HANDLED
    if "受理" in claim.quote:
        return RECEIVED, IN_SCOPE, HANDLED
    return RECEIVED, IN_SCOPE


def _check(report: Report) -> Iterator[Verdict]:
    said = claims_on(report, ("applications_received", "applications_in_scope"))
    counted = [claim for claim in said if not is_none(claim)]
    if counted:
        yield from each(report, counted, _figures)
    else:
        yield _NO_CLAIM


_CELLS = {"表三.一[自然人]": "3", "表三.一[总计]": "3"}

RECEIVED_RULE = Rule(
    id="narrative/received",
    title=Text(
        "正文的收到件数与表三一致", "The prose and table 3 agree on the applications received"
    ),
    explanation=Explanation(
        Text(
            "正文写“收到、接收、受理、新收申请若干件”的，与表三第一项（本年新收）总计核对；写“收办"
            "、"
            "共需办理”的，与第一项加第二项之和核对。不等于第一项、但等于第一项加第二项的，只作提示"
            "。"
            "约数（余、约、近等）不作相等比较。",
            "Where the prose says how many applications were received (收到, 接收, "
            "受理, 新收), the "
            "figure is compared with the total of item 一 of table 3; 收办 and 共需办理 "
            "with items 一 "
            "and 二 together. A figure that is not item 一 but both items together is a note. "
            "Approximate figures are not compared.",
        ),
        Text(
            "同一份报告里正文和表格说的是同一件事，数字不同，读者无从判断哪一个是真的。",
            "The prose and the table speak of the same thing; where they differ, no reader can "
            "tell which is true.",
        ),
        Text(
            "对照申请登记台账，确认本年新收的件数，改正正文或表三第一项。正文按其他口径统计的（如含"
            "上年结转、不含补正中的申请），在正文写明。",
            "Check the register of applications and correct the prose or item 一. Where the prose "
            "counts otherwise (with those carried over, without those being corrected), say so.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FORMAT),
    examples=(
        Example(
            outcome=Outcome.PASSED, cells=_CELLS, prose={1: "本年度共收到政府信息公开申请3件。"}
        ),
        Example(
            outcome=Outcome.FAILED, cells=_CELLS, prose={1: "本年度共收到政府信息公开申请4件。"}
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, cells=_CELLS),
    ),
    check=_check,
    reads=("正文", "表三.一[总计]", "表三.二[总计]", "表三.三（七）[总计]"),
    since="0.1.0",
)
