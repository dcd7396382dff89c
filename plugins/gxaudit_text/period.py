"""The period that a report says it covers."""

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

_S = r"[\s]{0,2}"
_PERIOD = regex(
    rf"(?P<y1>20[0-9]{{2}}){_S}年{_S}(?P<m1>[0-9]{{1,2}}){_S}月{_S}(?P<d1>[0-9]{{1,2}}){_S}日?{_S}"
    rf"(?:起|始|开始)?{_S}(?:至|到|止|[-—–－~～]{{1,2}}){_S}"
    rf"(?:(?P<y2>20[0-9]{{2}}){_S}年)?{_S}(?P<m2>[0-9]{{1,2}}){_S}月{_S}(?P<d2>[0-9]{{1,2}}){_S}日"
)
_OF_THE_REPORT = regex(
    r"(?:报告|数据|统计|资料|信息).{0,16}(?:期限|时限|时间|范围|起止|周期|时段)"
    r"|(?:期限|时限|统计时间|起止时间|报告期|统计范围).{0,4}(?:为|是|自|从|[:：])"
)
_OTHER = regex(r"公示|征求|征集|任期|施行|有效期|保存|公开期|整改")
_EARLY = (0, 1)
"""The sections in which a report says what it covers."""
_NONE_STATED = NotApplicable(
    Text("正文没有写明统计期限", "the prose does not say which period the figures cover")
)


def _check(report: Report) -> Iterator[Verdict]:
    stated = list(_stated(report))
    if not report.prose:
        yield NO_PROSE
    elif not stated:
        yield _NONE_STATED
    elif report.year is None:
        yield NO_YEAR
    else:
        for sentence, match in stated:
            yield _judged(report.year, sentence, match)


def _stated(report: Report) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """The periods that are said to be the report's own."""
    for sentence in sentences(report, "20"):
        if sentence.part.section in _EARLY and _OF_THE_REPORT.search(sentence.text):
            match = _PERIOD.search(sentence.text)
            if match and not _OTHER.search(sentence.text):
                yield sentence, match


def _judged(year: int, sentence: Sentence, match: re.Match[str]) -> Verdict:
    first = int(match["y1"]), int(match["m1"]), int(match["d1"])
    last = int(match["y2"] or match["y1"]), int(match["m2"]), int(match["d2"])
    if (first, last) == ((year, 1, 1), (year, 12, 31)):
        return Passed()
    line = sentence.part.line
    whole = f"{year}年1月1日至{year}年12月31日"
    return Failed(
        span=sentence.span(*match.span()),
        message=Text(
            f"第 {line} 行写的统计期限是“{match[0]}”，{year} 年度的报告应为{whole}。"
            "请核对是期限、标题的年度写错，还是数据的统计期限不对",
            f"line {line} says the figures cover “{match[0]}”; a report for {year} covers {whole}. "
            "Check whether the period or the title is miswritten, or the figures are of another "
            "period",
        ),
        expected=whole,
        actual=match[0],
    )


PERIOD = Rule(
    id="text/period",
    title=Text(
        "统计期限是本报告年度的全年", "The figures cover the whole report year and nothing else"
    ),
    explanation=Explanation(
        Text(
            "第一部分或之前写明“所列数据的统计期限”“报告期”的，应为标题年度的 "
            "1 月 1 日至 12 月 31 日。"
            "公示期、征求意见期等其他期限不算。",
            "Where the preface or section 一 says which period the figures cover, it should be 1 "
            "January to 31 December of the year in the title. Other periods (notice, "
            "consultation) do not count.",
        ),
        Text(
            "年度报告公布的是一个自然年的数据；期限与标题不符，读者不知道数据是哪一年的。",
            "An annual report is about one calendar year; where the period differs from the title, "
            "no reader knows which year the figures are of.",
        ),
        Text(
            "改正期限或标题；数据确实按其他期限统计的，重新统计。",
            "Correct the period or the title; where the figures really cover another period, "
            "count again.",
        ),
    ),
    severity=Severity.ERROR,
    confidence=Confidence.LIKELY,
    basis=(FORMAT,),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            year=2023,
            prose={1: "本报告所列数据的统计期限为2023年1月1日至2023年12月31日。"},
        ),
        Example(
            outcome=Outcome.FAILED,
            year=2023,
            prose={1: "本报告所列数据的统计期限为2022年1月1日至12月31日。"},
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, year=2023),
    ),
    check=_check,
    reads=("标题", "正文"),
    since="0.1",
)
