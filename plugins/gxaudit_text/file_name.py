"""Year and body in the name of the file, and in the title."""

from __future__ import annotations

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
from gxaudit_text.names import elsewhere
from gxaudit_text.statute import FORMAT, NO_YEAR

_YEAR = regex(
    r"(?<![0-9A-Za-z])(20[0-9]{2})(?=\s?年|[-_.（(]|$)|(?<=[\u4e00-\u9fff])(20[0-9]{2})(?![0-9])"
)
_DATE = regex(r"20[0-9]{2}[-_.年]?(?:0?[1-9]|1[0-2])[-_.月]?(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])")
_BODY = regex(
    r"[\u4e00-\u9fff]{2,10}?(?:省|市|自治区|自治州|县|区|旗|州|镇|乡|街道)"
    r"[\u4e00-\u9fff]{0,16}?(?:局|委员会|办公室|人民政府|政府|厅|街道办事处|委)"
)
_NOTHING = NotApplicable(
    Text("文件名中没有年度，也没有单位名称", "the name of the file has neither a year nor a body")
)


def _check(report: Report) -> Iterator[Verdict]:
    stem = report.file.rpartition(".")[0] or report.file
    years = {int(one or other) for one, other in _YEAR.findall(_DATE.sub("", stem))}
    body = _BODY.search(stem)
    if not report.title_line or not (len(years) == 1 or (body and report.agency)):
        yield _NOTHING
        return
    if len(years) == 1:
        (year,) = years
        if report.year is None:
            yield NO_YEAR
        # A report is published in the year after; a file is often named for that one.
        elif year in (report.year, report.year + 1):
            yield Passed()
        else:
            yield _other_year(report, year)
    if body and report.agency:
        if elsewhere(report.agency, body[0]):
            yield _other_body(report, body[0])
        else:
            yield Passed()


def _other_year(report: Report, year: int) -> Failed:
    return Failed(
        line=report.title_line,
        message=Text(
            f"文件名“{report.file}”写的是 {year} 年，标题是 {report.year} 年度的报告。"
            "请核对是不是放错了文件，或者标题的年度有误",
            f"the file “{report.file}” is named for {year}, the title is of {report.year}. Check "
            "whether this is the right file, and the year in the title",
        ),
        expected=str(report.year),
        actual=str(year),
    )


def _other_body(report: Report, body: str) -> Failed:
    return Failed(
        line=report.title_line,
        message=Text(
            f"文件名“{report.file}”写的是{body}，标题是{report.agency}的报告。"
            "请核对是不是放错了文件",
            f"the file “{report.file}” is named for {body}, the title is of {report.agency}. "
            "Check whether this is the right file",
        ),
        expected=report.agency,
        actual=body,
    )


FILE_NAME = Rule(
    id="text/file-name",
    title=Text("文件名与标题一致", "The name of the file agrees with the title"),
    explanation=Explanation(
        Text(
            "文件名中写了年度或单位名称的，与标题核对。发布的年份（报告年度的下一年）、日期、"
            "简称和上级地名不算不一致。没有写的，不适用。",
            "A year or a body in the name of the file is compared with the title. The year of "
            "publication (the next), dates, short names and fuller names agree. Where there is "
            "none the rule does not apply.",
        ),
        Text(
            "文件名与内容不符，多半是放错了文件，检查的结果会记到别的报告名下。",
            "Where the name does not fit, this is often the wrong file, and what is found would "
            "be put down to another report.",
        ),
        Text("核对文件，改正文件名或标题。", "Check the file; correct its name or the title."),
    ),
    severity=Severity.NOTE,
    confidence=Confidence.LIKELY,
    basis=(FORMAT,),
    examples=(
        Example(outcome=Outcome.PASSED, year=2023, file="青岚县水务局2023年报.txt"),
        Example(outcome=Outcome.FAILED, year=2023, file="2022.txt"),
        Example(outcome=Outcome.NOT_APPLICABLE, year=2023),
    ),
    check=_check,
    reads=("标题", "文件名"),
    since="0.1",
)
