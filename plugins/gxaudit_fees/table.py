"""The processing fee is part of the administrative charges in table 2."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from gxaudit.api import (
    Cell,
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
from gxaudit_fees.statute import FORMAT, KIND_OF_FEE

_KEY = "t2.admin_fee.amount"
_IN_WAN = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}
_NO_AMOUNT = NotApplicable(
    Text("正文没有写收取信息处理费的金额", "the prose states no amount of the processing fee")
)


def _check(report: Report) -> Iterator[Verdict]:
    amounts = claims_on(report, "fee_processing_amount")
    if not amounts:
        yield _NO_AMOUNT
        return
    cell = report.cell(_KEY)
    charges = _charges(report, cell)
    for claim in amounts:
        if charges is None:
            yield NotEvaluated(
                Text(
                    f"{cell.address} 没有可读的金额，无从核对",
                    f"{cell.address} holds no amount that can be read",
                ),
                spans=((claim.start, claim.end),),
            )
        elif _is_part(_in_wan(claim), charges):
            yield Passed(spans=((claim.start, claim.end),))
        else:
            yield _too_much(claim, cell, charges)


def _charges(report: Report, cell: Cell) -> Decimal | None:
    """The charges of table 2 in 10,000 yuan; None where they cannot be told."""
    if cell.value is not None:
        return Decimal(cell.value)
    return Decimal(0) if report.form.index(cell.key) in report.zeros else None


def _in_wan(claim: Claim) -> Decimal:
    return Decimal(claim.value) * _IN_WAN[claim.unit or "元"]


def _is_part(fee: Decimal, charges: Decimal) -> bool:
    """Whether the fee can be in the charges, which may be rounded to the digits printed."""
    if fee <= charges:
        return True
    digits = charges.normalize().as_tuple().exponent
    if charges == 0 or not isinstance(digits, int) or digits >= 0:
        return False
    return fee.quantize(Decimal(1).scaleb(digits), ROUND_DOWN) <= charges


def _too_much(claim: Claim, cell: Cell, charges: Decimal) -> Failed:
    said, wan = f"{claim.value} {claim.unit}", f"{_in_wan(claim).normalize():f}"
    zh, en = (f"（合 {wan} 万元）", f" ({wan} 万元)") if claim.unit != "万元" else ("", "")
    return Failed(
        span=(claim.start, claim.end),
        message=Text(
            f"正文写“{claim.quote}”，收取信息处理费 {said}{zh}，多于{cell.address}的 "
            f"{charges} 万元。信息处理费属于行政事业性收费，请核对该格是否计入、单位是否有误",
            f"the prose says “{claim.quote}”: a processing fee of {said}{en}, more than the "
            f"{charges} 万元 in {cell.address}. The fee is one of the charges there: check whether "
            "it is counted in and the units are right",
        ),
        expected=f"≤ {charges} 万元",
        actual=f"{wan} 万元",
        cells=(cell.address,),
    )


_AMOUNT = "表二.[行政事业性收费][本年收费金额]"

TABLE = Rule(
    id="fees/table",
    title=Text(
        "信息处理费不多于表二的行政事业性收费",
        "The processing fee is not more than the charges in table 2",
    ),
    explanation=Explanation(
        Text(
            "正文写的信息处理费（元）换算为万元后，应不多于表二第二十条第（八）项行政事业性收费的金"
            "额。"
            "表二的金额还包括其他收费，两者不必相等。",
            "The processing fee in the prose, in 万元, should not be more than the administrative "
            "charges in table 2. Table 2 has other charges too, so the two need not be equal.",
        ),
        Text(
            "信息处理费在财政管理上列为行政事业性收费。各地是否把它计入表二尚无统一做法，因此只作提"
            "示。",
            "In public finance the fee is one of the administrative charges. Whether bodies count "
            "it in table 2 differs, so this is a note only.",
        ),
        Text(
            "核对表二该格是否漏计信息处理费，正文的单位是元还是万元。",
            "Check whether table 2 leaves the fee out, and whether the prose means 元 or 万元.",
        ),
    ),
    severity=Severity.NOTE,
    confidence=Confidence.LIKELY,
    basis=(FORMAT, KIND_OF_FEE),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells={_AMOUNT: "0.5"},
            prose={6: "本年度共收取信息处理费380元。"},
        ),
        Example(outcome=Outcome.FAILED, prose={6: "本年度共收取信息处理费380元。"}),
        Example(outcome=Outcome.NOT_APPLICABLE, prose={6: "本年度未收取信息处理费。"}),
    ),
    check=_check,
    forms=("2021",),
    reads=("正文", _AMOUNT),
    since="0.1.0",
)
