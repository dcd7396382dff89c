"""The form that the tables follow is the one prescribed for the report year."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Example,
    Explanation,
    Failed,
    NotApplicable,
    NotEvaluated,
    Outcome,
    Passed,
    Report,
    Rule,
    Seen,
    Severity,
    Text,
    Verdict,
)
from gxaudit_structure.statute import FORMAT_2019, FORMAT_2021

_FIRST_YEAR = 2019
_REVISED = 2021


def _check(report: Report) -> Iterator[Verdict]:
    year = report.year
    if year is None:
        yield NotEvaluated(
            Text(
                "读不出报告年度，无从判断应使用哪一版格式",
                "the report year cannot be read, so the form due is unknown",
            )
        )
    elif not report.form_evidence:
        yield NotEvaluated(
            Text(
                "表格中没有哪一版格式独有的表头，无从判断用的是哪一版",
                "no label that only one form has was found, so the form used is unknown",
            )
        )
    elif year < _FIRST_YEAR:
        yield NotApplicable(
            Text(
                f"{year} 年度尚无统一格式", f"no unified format was in force for report year {year}"
            )
        )
    else:
        yield from _judge(report, year)


def _judge(report: Report, year: int) -> Iterator[Verdict]:
    first, last = report.form.years
    mixed = [seen for seen in report.observations if seen.kind is Seen.FORM_MIXED]
    if not first <= year <= last:
        yield _wrong_form(report, year)
    elif mixed:
        yield _mixed(report, mixed[0].line)
    else:
        yield Passed()


def _due(year: int) -> Text:
    return (FORMAT_2021 if year >= _REVISED else FORMAT_2019).instrument


def _wrong_form(report: Report, year: int) -> Failed:
    due, used = _due(year), report.form.title
    return Failed(
        line=_line_of_tables(report),
        message=Text(
            f"格式版本与报告年度不符：{year} 年度应使用{due.zh}，表格用的却是{used.zh}。"
            "请换用应使用的格式重新填报；如果标题的年度写错了，请改正标题",
            f"the form does not fit the report year: for {year} the form of {due.en} is due, but "
            f"the tables follow: {used.en}. Fill in the form that is due; if the year in the "
            "title is wrong, correct the title",
        ),
        expected=due.zh,
        actual=used.zh,
    )


def _mixed(report: Report, line: int) -> Failed:
    used = report.form.title
    return Failed(
        line=line or None,
        severity=Severity.WARNING,
        message=Text(
            f"表格中混有两版格式的表头或行名，已按{used.zh}读取。请逐块核对，统一使用一版格式",
            "the tables mix labels of two forms and were read as follows: "
            f"{used.en}. Go through them block by block and use one form throughout",
        ),
        expected=used.zh,
    )


def _line_of_tables(report: Report) -> int | None:
    lines = [table.line for table in report.tables if table.number == 2] or [
        table.line for table in report.tables
    ]
    return (lines[0] if lines else report.title_line) or None


FORM_VERSION = Rule(
    id="structure/form-version",
    title=Text("格式版本与报告年度相符", "The form fits the report year"),
    explanation=Explanation(
        Text(
            "2019、2020 年度使用试行格式，2021 年度起使用修订后的格式。版本按表头和行名判断"
            "（如“本年制发件数”是新格式，“上一年项目数量”是旧格式），不按年度推定。"
            "混用两版表头的，按警告提示。",
            "Report years 2019 and 2020 use the trial form, 2021 and later the revised one. The "
            "form is told by its labels (本年制发件数 is the revised form, 上一年项目数量 the "
            "trial one), never by the year. Labels of both forms mixed are a warning.",
        ),
        Text(
            "两版格式的同一位置含义不同：旧格式的行政事业性收费填项目数，新格式填金额（万元）。"
            "用错版本，数字就无法汇总和比较。",
            "The same place means different things in the two forms: for 行政事业性收费 the old "
            "one asks for a number of items, the new one for an amount in 万元. Figures in the "
            "wrong form can be neither consolidated nor compared.",
        ),
        Text(
            "换用报告年度对应的格式，按新的填报口径重新填写，不要把旧表数字直接搬过去。",
            "Use the form of the report year and fill it in by its own definitions; do not copy "
            "the old figures across.",
        ),
    ),
    severity=Severity.ERROR,
    basis=(FORMAT_2021, FORMAT_2019),
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(outcome=Outcome.PASSED, form="2019"),
        Example(outcome=Outcome.FAILED, form="2019", year=2022),
    ),
    check=_check,
    reads=("标题", "表二", "表三"),
    since="0.1",
)
