"""The processing fee is counted in yuan, and its unit is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gxaudit.api import (
    Claim,
    Confidence,
    Example,
    Explanation,
    Failed,
    NotApplicable,
    Outcome,
    Paragraph,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    regex,
)
from gxaudit_fees.said import claims_on
from gxaudit_fees.statute import FEE

_LARGE = Decimal(10)
"""So many 万元 of processing fees are hardly ever collected in one year."""
_BARE = regex(
    r"处理费(?:金额|总额|总计|用)?(?:共计?|合计|总计|为|[:：])?\s{0,2}"
    r"(?P<n>[1-9][0-9]{0,8}(?:,[0-9]{3}){0,3}(?:\.[0-9]{1,4})?)\s{0,2}(?=[，。；;]|,(?![0-9])|$)"
)
_NO_AMOUNT = NotApplicable(
    Text("正文没有写收取信息处理费的金额", "the prose states no amount of the processing fee")
)


def _check(report: Report) -> Iterator[Verdict]:
    bare = list(_bare(report))
    amounts = [one for one in claims_on(report, "fee_processing_amount") if one.value]
    if not bare and not amounts:
        yield _NO_AMOUNT
    for part, match in bare:
        yield _no_unit(part, match)
    for claim in amounts:
        if claim.unit == "亿元" or (claim.unit == "万元" and claim.value >= _LARGE):
            yield _too_large(claim)
        else:
            yield Passed()


def _bare(report: Report) -> Iterator[tuple[Paragraph, re.Match[str]]]:
    for part in report.prose:
        if "处理费" in part.text:
            for match in _BARE.finditer(part.text):
                yield part, match


def _no_unit(part: Paragraph, match: re.Match[str]) -> Failed:
    start, end = match.span("n")
    return Failed(
        span=(part.start + start, part.start + end),
        message=Text(
            f"第 {part.line} 行“{match[0].strip()}”没有写单位，"
            "看不出是金额还是件数。请补上“元”或“件”",
            f"line {part.line} “{match[0].strip()}” has no unit: it may be an amount or a number "
            "of cases. Write 元 or 件",
        ),
        actual=match["n"],
    )


def _too_large(claim: Claim) -> Failed:
    said = f"{claim.value} {claim.unit}"
    return Failed(
        span=(claim.start, claim.end),
        message=Text(
            f"正文写“{claim.quote}”，信息处理费 {said}，数额异常大。信息处理费一般以元计，"
            "请核对单位是不是写错了，或者误写了行政事业性收费的金额",
            f"the prose says “{claim.quote}”: {said} of processing fees is unusually much. They "
            "are counted in yuan as a rule: check the unit, and whether the amount is that of all "
            "administrative charges",
        ),
        expected="元",
        actual=said,
    )


UNIT = Rule(
    id="fees/unit",
    title=Text("信息处理费的单位", "The unit of the processing fee"),
    explanation=Explanation(
        Text(
            "正文写信息处理费金额没有单位的，或以万元计而达到 10 万元以上的，提示核对。",
            "An amount of the processing fee without a unit, or of 10 万元 and more, is pointed "
            "out.",
        ),
        Text(
            "信息处理费以元计，表二的行政事业性收费以万元计，两处的单位容易混淆。",
            "The fee is counted in 元, the charges in table 2 in 万元; the two are easily mixed.",
        ),
        Text("核对金额和单位。", "Check the amount and the unit."),
    ),
    severity=Severity.NOTE,
    confidence=Confidence.LIKELY,
    basis=(FEE,),
    examples=(
        Example(outcome=Outcome.PASSED, prose={6: "本年度共收取信息处理费380元。"}),
        Example(outcome=Outcome.FAILED, prose={6: "本年度共收取信息处理费2230万元。"}),
        Example(outcome=Outcome.FAILED, prose={6: "本年度共收取信息处理费2230。"}),
        Example(outcome=Outcome.NOT_APPLICABLE, prose={6: "本年度未收取信息处理费。"}),
    ),
    check=_check,
    reads=("正文",),
    since="0.1.0",
)
