"""正文中的信息处理费，应为 10 元的整数倍 / The processing fee comes in steps of 10 yuan."""

from collections.abc import Iterator
from decimal import Decimal

from gxaudit.api import (
    Basis,
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

STEP = 10
"""Yuan. By case a charge is a multiple of 100 yuan, by page a multiple of 10."""
YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}

NO_AMOUNT = NotApplicable(
    Text("正文没有写信息处理费的金额", "the prose states no amount of the processing fee")
)
NOT_EXACT = NotEvaluated(
    Text("正文写的信息处理费不是确切金额", "the prose states the processing fee roughly")
)


def check(report: Report) -> Iterator[Verdict]:
    """One verdict for each amount that the prose states."""
    amounts = [claim for claim in report.claims if claim.metric == "fee_processing_amount"]
    if not amounts:
        yield NO_AMOUNT
    for claim in amounts:
        if claim.qualifier or claim.ambiguous or claim.unit not in YUAN:
            yield NOT_EXACT
        elif Decimal(claim.value) * YUAN[claim.unit] % STEP:
            yield questioned(claim)
        else:
            yield Passed()


def questioned(claim: Claim) -> Failed:
    """The finding: what is written, why it cannot be, and what to check."""
    amount = f"{claim.value} {claim.unit}"
    return Failed(
        span=(claim.start, claim.end),
        message=Text(
            f"正文写“{claim.quote}”：信息处理费 {amount} 不是 {STEP} 元的整数倍。"
            "按件、按量计收都不会出现这样的金额，请核对是否写错，或混入了其他费用",
            f"the prose says “{claim.quote}”: a processing fee of {amount} is no multiple of "
            f"{STEP} 元, which no charge by case or by page can be; check the figure, and "
            "whether other charges are counted in",
        ),
        expected=f"{STEP} 元的整数倍",
        actual=amount,
    )


FEE_STEPS = Rule(
    id="example/fee-steps",
    title=Text(
        "信息处理费为 10 元的整数倍",
        "The processing fee is a multiple of 10 yuan",
    ),
    explanation=Explanation(
        what=Text(
            "正文写明的信息处理费金额，折合为元后应为 10 的整数倍；写作约数的不核对。",
            "An amount of the processing fee in the prose, in yuan, is a multiple of 10. "
            "Amounts that are stated roughly are left alone.",
        ),
        why=Text(
            "按件计收，每档 100 元；按量计收，每页 10 元、20 元或 40 元。"
            "无论怎样收取，合计都是 10 元的整数倍。",
            "Charges are 100 yuan a step by case, and 10, 20 or 40 yuan a page by page: "
            "however it is charged, the sum is a multiple of 10.",
        ),
        how=Text(
            "对照收费台账核对金额和单位；误记在内的邮寄费等其他费用应当剔除。",
            "Compare amount and unit with the register of charges, and take out postage and "
            "other charges that were counted in.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(
        Basis(
            Text(
                "政府信息公开信息处理费管理办法（国办函〔2020〕109号）",
                "国办函〔2020〕109号 (the processing fee)",
            )
        ),
    ),
    years=(2021, 9999),
    reads=("正文",),
    since="0.1",
    check=check,
    examples=(
        Example(outcome=Outcome.PASSED, prose={6: "本年度共收取信息处理费380元。"}),
        Example(outcome=Outcome.FAILED, prose={6: "本年度共收取信息处理费385元。"}),
        Example(outcome=Outcome.NOT_APPLICABLE, prose={6: "本年度未收取信息处理费。"}),
    ),
)
