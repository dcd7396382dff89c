"""“No fee was charged” against an amount that was."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Claim,
    Confidence,
    Example,
    Explanation,
    Failed,
    NotApplicable,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
)
from gxaudit_fees.said import claims_on, line_of
from gxaudit_fees.statute import ARITHMETIC, FEE

_NO_STATEMENT = NotApplicable(
    Text("正文没有说未收取信息处理费", "the prose does not say that no processing fee was charged")
)


def _check(report: Report) -> Iterator[Verdict]:
    denials = claims_on(report, "fee_zero_statement")
    if not denials:
        yield _NO_STATEMENT
        return
    amounts = claims_on(report, "fee_processing_amount")
    charged = next((claim for claim in amounts if claim.value > 0), None)
    for denial in denials:
        if charged is None:
            yield Passed(spans=((denial.start, denial.end),))
        else:
            yield _contradiction(report, denial, charged)


def _contradiction(report: Report, denial: Claim, charged: Claim) -> Failed:
    amount, line = f"{charged.value} {charged.unit}", line_of(report, charged)
    return Failed(
        span=(denial.start, denial.end),
        message=Text(
            f"正文写“{denial.quote}”，第 {line} 行却写“{charged.quote}”（{amount}）。"
            "请核对收费台账，两处改为一致",
            f"the prose says “{denial.quote}”, but line {line} says “{charged.quote}” ({amount}). "
            "Check the record of fees and make both agree",
        ),
        spans=((charged.start, charged.end),),
        expected="0",
        actual=amount,
    )


ZERO_STATEMENT = Rule(
    id="fees/zero-statement",
    title=Text(
        "说未收取信息处理费的，正文没有收取金额",
        "Where no processing fee was charged, no amount of it is stated",
    ),
    explanation=Explanation(
        Text(
            "正文写“未收取（没有、无）信息处理费”的，其他地方不应写有收取的金额。表二的行政事业性收"
            "费包括"
            "其他收费，不与这句话比较；表三“逾期未按收费通知要求缴纳费用”有件数的，说明发过通知而没"
            "有"
            "收到钱，与“未收取”不矛盾。",
            "Where the prose says that no processing fee was charged, no amount of it "
            "may be stated "
            "elsewhere. Table 2 has other charges too and is not compared; applications closed "
            "because the fee was not paid are consistent with “not charged”.",
        ),
        Text(
            "一处说没有收，一处写了金额，两处不可能都对。",
            "One place says that nothing was charged, another gives an amount: they cannot both be "
            "right.",
        ),
        Text(
            "对照收费台账，收取了的，写明件数和金额；没有收取的，删去金额。",
            "Check the record of fees. Where some were charged, give the cases and the amount; "
            "where none were, remove the amount.",
        ),
    ),
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FEE),
    examples=(
        Example(outcome=Outcome.PASSED, prose={6: "本年度未收取信息处理费。"}),
        Example(
            outcome=Outcome.FAILED,
            prose={1: "全年收取信息处理费380元。", 6: "本年度未收取信息处理费。"},
        ),
        Example(outcome=Outcome.NOT_APPLICABLE),
    ),
    check=_check,
    reads=("正文",),
    since="0.1.0",
)
