"""What the fee comes to by law: a whole multiple of ten yuan."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gxaudit.api import (
    Claim,
    Confidence,
    Example,
    Explanation,
    Failed,
    NotApplicable,
    NotEvaluated,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
)
from gxaudit_fees.said import claims_on
from gxaudit_fees.statute import FEE

_STEP = 10
_YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_NO_AMOUNT = NotApplicable(
    Text("正文没有写收取信息处理费的金额", "the prose states no amount of the processing fee")
)
_ABOUT = Text(
    "收取信息处理费的金额是约数，无从核对",
    "the amount of the processing fee is approximate",
)


def _check(report: Report) -> Iterator[Verdict]:
    amounts = [one for one in claims_on(report, "fee_processing_amount") if one.value]
    if not amounts:
        yield _NO_AMOUNT
    for claim in amounts:
        if claim.qualifier is not None:
            yield NotEvaluated(_ABOUT, spans=((claim.start, claim.end),))
        elif _in_yuan(claim) % _STEP == 0:
            yield Passed(spans=((claim.start, claim.end),))
        else:
            yield _odd(claim)


def _in_yuan(claim: Claim) -> Decimal:
    return Decimal(claim.value) * _YUAN[claim.unit or "元"]


def _odd(claim: Claim) -> Failed:
    said = f"{claim.value} {claim.unit or ''}".strip()
    return Failed(
        span=(claim.start, claim.end),
        message=Text(
            f"正文写“{claim.quote}”，信息处理费 {said}不是 10 元的整数倍。"
            "按件、按量计收的各档标准都是 10 元的倍数，"
            "请对照收费台账核对金额，或者核对这里写的是不是信息处理费",
            f"the prose says “{claim.quote}”: a fee of {said} is no multiple of "
            "10 yuan, as every step of the tariff is. Check the amount against the record of fees, "
            "and whether it is the processing fee at all",
        ),
        actual=said,
    )


STEPS = Rule(
    id="fees/steps",
    title=Text("信息处理费是 10 元的整数倍", "The processing fee is a multiple of ten yuan"),
    explanation=Explanation(
        Text(
            "正文写的收取信息处理费金额应是 10 元的整数倍。",
            "The processing fee that the prose says was collected should be a multiple of 10 yuan.",
        ),
        Text(
            "按件计收每档 100 元，按量计收每页 10、20 或 40 元，合法收取的金额都是 10 元的倍数。",
            "By case the steps are 100 yuan, by page 10, 20 or 40; whatever is lawfully charged is "
            "a multiple of ten.",
        ),
        Text(
            "对照收费台账核对金额；含有复制、邮寄等其他费用的，分开写。",
            "Check the amount; where it includes copying or postage, state those apart.",
        ),
    ),
    severity=Severity.NOTE,
    confidence=Confidence.LIKELY,
    basis=(FEE,),
    examples=(
        Example(outcome=Outcome.PASSED, prose={6: "本年度共收取信息处理费380元。"}),
        Example(outcome=Outcome.FAILED, prose={6: "本年度共收取信息处理费385元。"}),
        Example(outcome=Outcome.NOT_APPLICABLE, prose={6: "本年度未收取信息处理费。"}),
    ),
    check=_check,
    years=(2021, 9999),
    reads=("正文",),
    since="0.1.0",
)
