"""Section 六 says whether the fee for processing information was charged."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Claim,
    Confidence,
    Example,
    Explanation,
    Failed,
    NotEvaluated,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    regex,
)
from gxaudit_fees.said import STATEMENTS, claims_on, line_of, section_of
from gxaudit_fees.statute import FEE, FORMAT

_SECTION = 6
_MENTION = regex(r"处理费|收费|费用|收取")
_NO_HEADING = NotEvaluated(
    Text(
        "没有找到“六、其他需要报告的事项”的标题（见 structure/sections），无从判断",
        "the heading “六、其他需要报告的事项” was not found (see structure/sections)",
    )
)
_UNCLEAR = NotEvaluated(
    Text(
        "第六部分提到了收费，但没有读出是否收取了信息处理费，请自行核对",
        "section 六 speaks of fees, but whether the processing fee was charged could not be read; "
        "please check",
    )
)


def _check(report: Report) -> Iterator[Verdict]:
    heading = next((one for one in report.sections if one.number == _SECTION), None)
    if heading is None:
        yield _NO_HEADING
        return
    said = claims_on(report, *STATEMENTS)
    if any(section_of(report, claim) == _SECTION for claim in said):
        yield Passed()
    elif _MENTION.search(report.section_text(_SECTION)):
        yield _UNCLEAR
    elif said:
        yield _elsewhere(report, said[0])
    else:
        yield _nothing_said(heading.line)


def _elsewhere(report: Report, claim: Claim) -> Failed:
    line = line_of(report, claim)
    return Failed(
        span=(claim.start, claim.end),
        severity=Severity.NOTE,
        message=Text(
            f"信息处理费的收取情况写在第 {line} 行（“{claim.quote}”），第六部分没有写。"
            "格式要求在第六部分报告，请移到第六部分或在那里再写一次",
            f"whether the processing fee was charged is said in line {line} (“{claim.quote}”), "
            "not in section 六, where the format wants it; move it there or repeat it there",
        ),
    )


def _nothing_said(line: int) -> Failed:
    return Failed(
        line=line,
        message=Text(
            "第六部分没有说明是否收取了信息处理费。请补写收取的件数和金额；没有收取的，也写明"
            "“本年度未收取信息处理费”",
            "section 六 does not say whether the fee for processing information was charged. Add "
            "the cases and the amount; where none was charged, say so",
        ),
    )


STATEMENT = Rule(
    id="fees/statement",
    title=Text(
        "第六部分说明信息处理费收取情况", "Section 六 says whether the processing fee was charged"
    ),
    explanation=Explanation(
        Text(
            "2021 年度起，第六部分应说明本年度是否收取了信息处理费：收取的写件数和金额，"
            "没有收取的也要写明。"
            "写在其他部分而第六部分没有写的，只作提示；第六部分提到收费但没有读懂的，不作判断。",
            "From report year 2021 on, section 六 says whether the fee for processing information "
            "was charged: the cases and the amount, or that there was none. A statement in another "
            "section only is a note; where section 六 speaks of fees in words that were not "
            "understood, nothing is concluded.",
        ),
        Text(
            "《信息处理费管理办法》自 2021 年起施行，年度报告格式在第六部分注明，"
            "收取信息处理费的情况"
            "在这里报告。",
            "The fee exists since 2021, and the format of the report has a reminder in section 六 "
            "that it is reported there.",
        ),
        Text(
            "在第六部分补一句。例：本年度未收取信息处理费。",
            "Add a sentence to section 六, for example “本年度未收取信息处理费。”",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(FORMAT, FEE),
    examples=(
        Example(outcome=Outcome.PASSED, prose={6: "本年度未收取信息处理费。"}),
        Example(outcome=Outcome.FAILED, prose={6: "无。"}),
        Example(outcome=Outcome.NOT_APPLICABLE, form="2019"),
    ),
    check=_check,
    years=(2021, 9999),
    reads=("第六部分", "正文"),
    since="0.1.0",
)
