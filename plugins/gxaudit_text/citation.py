"""Instruments that were superseded when the report was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from gxaudit.api import (
    Basis,
    Confidence,
    Example,
    Explanation,
    Failed,
    NotEvaluated,
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
from gxaudit_text.prose import NO_PROSE, around, lines_with, span

_GAP = r"\s{0,3}"
_OPEN, _CLOSE = r"[〔\[［【（(﹝〈《{｛]", r"[〕\]］】）)﹞〉》}｝]"


@frozen(slots=False)
class _Superseded:
    """An instrument, how it is cited, and from which report year on it is out of date."""

    pattern: re.Pattern[str]
    sign: str
    """What every citation of it contains."""
    since: int
    name: str
    successor: str


_FORMAT = _Superseded(
    regex(
        rf"(?:国{_GAP}办{_GAP})?公开{_GAP}办函{_GAP}{_OPEN}{_GAP}[2２][0０][1１][9９]{_GAP}年?{_GAP}"
        rf"{_CLOSE}{_GAP}第?{_GAP}[6６][0０]{_GAP}号"
    ),
    "办函",
    2021,
    "国办公开办函〔2019〕60号",
    "国办公开办函〔2021〕30号",
)
_REGULATION = _Superseded(
    regex(rf"国务院{_GAP}(?:第|令)?{_GAP}(?:第|令|{_OPEN})?{_GAP}第?{_GAP}[4４][9９][2２]{_GAP}号"),
    "国务院",
    2019,
    "国务院令第492号",
    "国务院令第711号",
)
_INSTRUMENTS = (_FORMAT, _REGULATION)
_HISTORY = regex(r"711|７１１|修订|修改|废止|失效|停止执行")
_REPLACED = regex(r"原《|原条例|废止|取代|替代")
_AHEAD, _BEHIND = 12, 40
"""So far before and behind a citation a word may stand that makes it a history."""


def _check(report: Report) -> Iterator[Verdict]:
    if not report.prose:
        yield NO_PROSE
        return
    unjudged = 0
    fine = True
    for one in _INSTRUMENTS:
        for part, match in lines_with(report, one.pattern, one.sign, _is_relied_on):
            if report.year is None:
                unjudged += 1
            elif report.year >= one.since:
                fine = False
                yield _superseded(one, part, match, report.year)
    if unjudged:
        yield NotEvaluated(
            Text(
                "读不出报告年度，无从判断引用的文件当时是否有效",
                "the report year cannot be read, so whether an instrument cited was in force "
                "is unknown",
            ),
            unjudged,
        )
    elif fine:
        yield Passed()


def _is_relied_on(match: re.Match[str]) -> bool:
    """Whether a citation does not merely tell the history of the instrument."""
    text, (start, end) = match.string, match.span()
    return not (
        _HISTORY.search(text, end, end + _BEHIND)
        or _REPLACED.search(text, max(0, start - _AHEAD), start)
    )


def _superseded(one: _Superseded, part: Paragraph, match: re.Match[str], year: int) -> Failed:
    quote = around(part, *match.span())
    return Failed(
        span=span(part, match),
        message=Text(
            f"第 {part.line} 行“{quote}”引用了 {one.name}，{year} 年度应依据 {one.successor}。"
            "请改引现行文件，并核对内容是否也按旧文件编写",
            f"line {part.line} “{quote}” cites {one.name}; for report year {year} "
            f"{one.successor} applies. Cite it, and check whether the content follows the old one",
        ),
        expected=one.successor,
        actual=match[0],
    )


CITATION = Rule(
    id="text/citation",
    title=Text("不引用已被取代的文件", "No superseded instrument is cited"),
    explanation=Explanation(
        Text(
            "2021 年度起的报告不应再以国办公开办函〔2019〕60号（试行格式）为依据；"
            "2019 年度起的报告不应再以国务院令第492号（修订前的条例）为依据。"
            "各种括号写法都能识别；同时提到修订、废止或第711号的，是在叙述沿革，不算。",
            "Reports for 2021 and later no longer rest on 国办公开办函〔2019〕60号 (the trial "
            "format), reports for 2019 and later no longer on 国务院令第492号 (the regulation "
            "before its revision). All kinds of brackets are recognised; citations that also "
            "mention a revision, a repeal or No. 711 tell the history and are not reported.",
        ),
        Text(
            "引用旧文件往往说明整份报告照抄往年，格式和口径也可能是旧的。",
            "An old citation often shows that the report was copied from earlier years, with "
            "the old form and definitions.",
        ),
        Text(
            "改引国办公开办函〔2021〕30号、国务院令第711号，并核对表格是否为新格式。",
            "Cite 国办公开办函〔2021〕30号 or 国务院令第711号 and check that the tables follow the "
            "present form.",
        ),
    ),
    severity=Severity.WARNING,
    confidence=Confidence.LIKELY,
    basis=(
        Basis(
            Text(
                "政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）",
                "国办公开办函〔2021〕30号",
            )
        ),
        Basis(
            Text(
                "《中华人民共和国政府信息公开条例》（国务院令第711号）",
                "Regulation on the disclosure of government information (国务院令第711号)",
            )
        ),
    ),
    examples=(
        Example(outcome=Outcome.PASSED, prose={1: "根据国办公开办函〔2021〕30号编制本报告。"}),
        Example(outcome=Outcome.FAILED, prose={1: "根据国办公开办函〔2019〕60号编制本报告。"}),
        Example(
            outcome=Outcome.PASSED,
            form="2019",
            prose={1: "根据国办公开办函〔2019〕60号编制本报告。"},
        ),
    ),
    check=_check,
    reads=("标题", "正文"),
    since="0.1",
)
