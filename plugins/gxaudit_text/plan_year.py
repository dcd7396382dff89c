"""Plans in section 五: they are for the year after the report year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gxaudit.api import (
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
    regex,
)
from gxaudit_text.prose import NO_PROSE
from gxaudit_text.sentences import Sentence, sentences
from gxaudit_text.statute import FORMAT, NO_YEAR

_SECTION = 5
_PLAN = regex(
    r"(?P<year>20[0-9]{2})\s{0,2}年(?:度)?[，,]?[^。；;：:0-9]{0,20}?"
    r"(?:将(?:继续|进一步|持续|重点|不断|着力|严格|按照|认真|坚持|加强|加大|深入|全面|切实|紧紧|围绕|努力"
    r"|积极|结合|采取|主要从|从以下)|计划|拟(?:定?于|重点|从)|要(?:继续|进一步|重点|着力))"
)
_NOT_A_PLAN = regex(r"(?:按照|根据|依据|落实|对照|[《“〔到在至前]|截[至止])[^，。]{0,4}$")
_DOCUMENT = regex(r"工作计划|行动计划|规划|要点|计划(?:的|中|要求|任务)")
_NO_PLAN = NotApplicable(
    Text("第五部分没有写明年份的下一步打算", "section 五 names no year for what is planned")
)


def _check(report: Report) -> Iterator[Verdict]:
    plans = list(_plans(report))
    if not report.prose:
        yield NO_PROSE
    elif not plans:
        yield _NO_PLAN
    elif report.year is None:
        yield NO_YEAR
    else:
        for sentence, match in plans:
            # Plans may reach further than the next year.
            if int(match["year"]) > report.year:
                yield Passed()
            else:
                yield _past(report.year, sentence, match)


def _plans(report: Report) -> Iterator[tuple[Sentence, re.Match[str]]]:
    for sentence in sentences(report, "20"):
        if sentence.part.section == _SECTION:
            match = _PLAN.search(sentence.text)
            if match and not (
                _NOT_A_PLAN.search(sentence.text, 0, match.start()) or _DOCUMENT.search(match[0])
            ):
                yield sentence, match


def _past(year: int, sentence: Sentence, match: re.Match[str]) -> Failed:
    line = sentence.part.line
    return Failed(
        span=sentence.span(*match.span("year")),
        message=Text(
            f"第 {line} 行“{match[0]}”写的是 {match['year']} 年的打算，{year} 年度报告的下一步"
            f"打算一般是 {year + 1} 年的。请核对是不是往年报告留下的句子",
            f"line {line} “{match[0]}” is a plan for {match['year']}; a report for {year} plans "
            f"for {year + 1}. Check whether the sentence was left from an earlier report",
        ),
        expected=str(year + 1),
        actual=match["year"],
    )


PLAN_YEAR = Rule(
    id="text/plan-year",
    title=Text("第五部分打算的是下一年", "Section 五 plans for the year to come"),
    explanation=Explanation(
        Text(
            "第五部分写“某年，我单位将继续（进一步、重点……）”的，这一年应在报告年度之后。"
            "文件名称里的年份、更远的目标不算。",
            "Where section 五 says what will be done in a year, it should be after the report "
            "year. Years in the names of documents and targets further off do not count.",
        ),
        Text(
            "打算的是已经过去的一年，多半是照抄往年报告时漏改的。",
            "A plan for a year that is over was mostly copied from an earlier report.",
        ),
        Text(
            "改正年份，并核对改进措施是否为本年度提出。",
            "Correct the year, and check the measures.",
        ),
    ),
    severity=Severity.NOTE,
    confidence=Confidence.LIKELY,
    basis=(FORMAT,),
    examples=(
        Example(outcome=Outcome.PASSED, year=2024, prose={5: "2025年，我局将进一步加强政策解读。"}),
        Example(outcome=Outcome.FAILED, year=2024, prose={5: "2024年，我局将进一步加强政策解读。"}),
        Example(outcome=Outcome.NOT_APPLICABLE, year=2024, prose={5: "将进一步加强政策解读。"}),
    ),
    check=_check,
    reads=("标题", "第五部分"),
    since="0.1",
)
