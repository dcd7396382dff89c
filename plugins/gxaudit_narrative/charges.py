"""Administrative charges: prose and table 2, each in its own unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from gxaudit.api import (
    Claim,
    Confidence,
    Example,
    Explanation,
    Failed,
    NotApplicable,
    NotEvaluated,
    Number,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    agrees,
    step_of,
)
from gxaudit_narrative.cells import address, cell_value
from gxaudit_narrative.compare import approximate, claims_on
from gxaudit_narrative.sentences import paragraph_of
from gxaudit_narrative.statute import ARITHMETIC, CORRECT_ONE, FORMAT

_KEY = "t2.admin_fee.amount"
_IN_WAN = {"元": Fraction(1, 10_000), "万元": Fraction(1), "亿元": Fraction(10_000)}
_SLIP = 10_000
_NO_CLAIM = NotApplicable(
    Text("正文没有写行政事业性收费的金额", "the prose states no amount of administrative charges")
)


def _check(report: Report) -> Iterator[Verdict]:
    said = claims_on(report, ("admin_fee_amount",))
    if not said:
        yield _NO_CLAIM
        return
    charges = cell_value(report, _KEY)
    for claim in said:
        if isinstance(charges, Text):
            yield NotEvaluated(charges, spans=((claim.start, claim.end),))
        elif claim.qualifier is not None:
            yield approximate(claim)
        elif claim.unit not in _IN_WAN:
            yield _no_unit(claim)
        else:
            yield _compared(report, claim, charges)


def _compared(report: Report, claim: Claim, charges: Number) -> Verdict:
    unit = _IN_WAN[claim.unit or "万元"]
    said, printed = Fraction(claim.value) * unit, Fraction(charges)
    if agrees(said, step_of(claim.value, unit), printed) or agrees(printed, step_of(charges), said):
        return Passed(spans=((claim.start, claim.end),))
    part = paragraph_of(report, claim)
    if said == 0 and part and "处理费" in part.text:
        return NotEvaluated(
            Text(
                f"正文“{claim.quote}”与信息处理费写在一起，说的可能是信息处理费，不与表二比较",
                f"“{claim.quote}” stands beside the processing fee and may mean that",
            ),
            spans=((claim.start, claim.end),),
        )
    return _mismatch(report, claim, said, charges)


def _decimal(amount: Fraction) -> str:
    """An exact amount as it would be printed: its denominator divides a power of ten."""
    return f"{(Decimal(amount.numerator) / Decimal(amount.denominator)).normalize():f}"


def _no_unit(claim: Claim) -> NotEvaluated:
    return NotEvaluated(
        Text(
            f"正文“{claim.quote}”没有写金额单位，无从核对",
            f"“{claim.quote}” has no unit of money",
        ),
        spans=((claim.start, claim.end),),
    )


def _mismatch(report: Report, claim: Claim, said: Fraction, charges: Number) -> Failed:
    cell = address(report, _KEY)
    wan = _decimal(said)
    zh, en = (f"，合 {wan} 万元", f", which is {wan} 万元") if claim.unit != "万元" else ("", "")
    slip = Fraction(charges) * _SLIP == said or said * _SLIP == Fraction(charges)
    return Failed(
        span=(claim.start, claim.end),
        message=Text(
            f"正文写“{claim.quote}”{zh}；{cell} 是 {charges} 万元。"
            + ("两数正好相差一万倍，可能是单位写错。" if slip else "")
            + CORRECT_ONE.zh,
            f"the prose says “{claim.quote}”{en}; {cell} is {charges} 万元. "
            + ("They differ by just 10,000 times: a unit may be wrong. " if slip else "")
            + CORRECT_ONE.en,
        ),
        expected=f"{charges} 万元",
        actual=f"{wan} 万元",
        cells=(cell,),
    )


_CELLS = {"表二.[行政事业性收费][本年收费金额]": "4.043"}

CHARGES = Rule(
    id="narrative/charges",
    title=Text(
        "正文的行政事业性收费与表二一致",
        "The prose and table 2 agree on administrative charges",
    ),
    explanation=Explanation(
        Text(
            "正文写行政事业性收费金额的，换算为万元后与表二第二十条第（八）项核对；"
            "四舍五入或截去尾数的，视为一致。与信息处理费写在一起的 0 不比较。",
            "An amount of administrative charges in the prose is converted to 万元 and compared "
            "with table 2; rounded or truncated digits agree. A 0 beside the processing fee is "
            "not compared.",
        ),
        Text(
            "表二以万元为单位，正文常用元，容易错一万倍。",
            "Table 2 is in 万元 and prose often in 元: slips by 10,000 times are common.",
        ),
        Text("核对金额和单位。", "Check the amount and the unit."),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(ARITHMETIC, FORMAT),
    examples=(
        Example(outcome=Outcome.PASSED, cells=_CELLS, prose={1: "全年行政事业性收费40430元。"}),
        Example(outcome=Outcome.FAILED, cells=_CELLS, prose={1: "全年行政事业性收费40430万元。"}),
        Example(outcome=Outcome.NOT_APPLICABLE, cells=_CELLS),
    ),
    check=_check,
    forms=("2021",),
    reads=("正文", "表二.[行政事业性收费][本年收费金额]"),
    since="0.1.0",
)
