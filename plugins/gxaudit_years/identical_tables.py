"""Tables whose figures are all those of last year."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from gxaudit.api import (
    Beside,
    CellSpec,
    Companion,
    Example,
    Explanation,
    Failed,
    NotApplicable,
    NotEvaluated,
    Operand,
    Other,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    State,
    Table,
    Text,
    Verdict,
    option,
)
from gxaudit_years.statute import FORMAT

_FOLLOWING_ROWS = ("applications_received", "handled_total")
_FOLLOWING_COLUMNS = ("total", "in_force", "disclosed_total", "items")
"""Totals follow from their parts, what came in from how it ended, stocks from last year's: a single
application fills six cells of table 3.
"""
_ABSENT = (State.MISSING, State.UNREADABLE)


@frozen(slots=False)
class Extent:
    """From how many figures on it is no accident."""

    least: int = option(
        4,
        Text(
            "一张表至少有多少个不为零的数字才比较，能由别的数字推出的不算",
            "a table with fewer figures other than 0 is not compared; what follows from others "
            "does not count",
        ),
        least=1,
    )


def _check(report: Report, beside: Beside, extent: Extent) -> Iterator[Verdict]:
    before = beside.last_year
    if before is None:
        yield NotEvaluated(beside.no_last_year, len(report.form.tables), beside=True)
    elif before.report.form is not report.form:
        yield NotApplicable(_OTHER_FORM, len(report.form.tables))
    else:
        for table in report.form.tables:
            yield _compared(report, before, table, extent.least)


_OTHER_FORM = Text(
    "上年报告用的是另一版格式，表格不同", "last year's report is on another form, with other tables"
)


def _compared(report: Report, before: Companion, table: Table, least: int) -> Verdict:
    cells = range(table.rows[0].first, table.rows[-1].first + len(table.rows[-1].columns))
    for one, called in ((report, Text("本年报告", "this report")), (before.report, before.called)):
        if any(one.states[at] in _ABSENT for at in cells):
            return NotEvaluated(_unread(table, called), beside=one is not report)
    now = [_value(report, at) for at in cells]
    if now != [_value(before.report, at) for at in cells]:
        return Passed()
    figures = [at for at in cells if report.values[at]]
    own = [at for at in figures if not _follows(report.form.cells[at])]
    return _identical(report, before, table, figures) if len(own) >= least else _few(table)


def _follows(spec: CellSpec) -> bool:
    return spec.row.key in _FOLLOWING_ROWS or spec.column.key in _FOLLOWING_COLUMNS


def _value(report: Report, at: int) -> object:
    return 0 if at in report.zeros else report.values[at]


def _unread(table: Table, called: Text) -> Text:
    return Text(
        f"{called.zh}的{table.name}有缺少或读不出的格，无从比较",
        f"table {table.number} of {called.en} has cells that are missing or cannot be read",
    )


def _few(table: Table) -> NotApplicable:
    return NotApplicable(
        Text(
            f"{table.name}不为零的数字太少，与上年相同不说明问题",
            f"table {table.number} has too few figures other than 0 for being the same to mean "
            "anything",
        )
    )


def _identical(report: Report, before: Companion, table: Table, figures: list[int]) -> Failed:
    cells = [report.cell_at(at) for at in figures]
    called, count = before.called, len(cells)
    return Failed(
        cell=cells[0].address,
        cells=tuple(cell.address for cell in cells[1:]),
        message=Text(
            f"{table.name}的全部数字与{called.zh}完全相同，其中 {count} 个不为零。"
            "两年一字不差，多半是沿用了上年的表格，请按本年台账重新填报",
            f"every figure of table {table.number} is that of {called.en}, {count} of them other "
            "than 0. The table was probably left from last year: fill it in from this year's "
            "records",
        ),
        others=tuple(
            Operand(f"上年({cell.address})", f"last.{cell.key}", cell.value)
            for cell in cells
            if cell.value is not None
        ),
    )


_FIGURES = {
    "表二.[行政规范性文件][本年制发件数]": "3",
    "表二.[行政规范性文件][现行有效件数]": "17",
    "表二.[行政许可][本年处理决定数量]": "412",
    "表二.[行政处罚][本年处理决定数量]": "36",
    "表二.[行政强制][本年处理决定数量]": "5",
}
_ONE_APPLICATION = {
    f"表三.{row}[{column}]": "1"
    for row in ("一", "三（一）", "三（七）")
    for column in ("自然人", "总计")
}
_LAST = Other(role="last_year", cells=_FIGURES)

IDENTICAL_TABLES = Rule(
    id="years/identical-tables",
    title=Text("表格数字不与上年完全相同", "No table has all its figures from last year"),
    explanation=Explanation(
        Text(
            "逐张比较表二、表三、表四：全部数字都与同一单位上年报告相同，而且有三个以上不为零的，"
            "作警告。总计、本年新收、办结合计、现行有效件数等能由别的数字推出的不算在这三个里。"
            "全为零或者只有几个数字的表格不比较，使用的格式不同的也不比较。",
            "Tables 2, 3 and 4 are compared one by one: it is a warning where every figure is that "
            "of the same body's report of the year before and more than three are other than 0, "
            "without totals, applications received and handled, and stocks in force, which follow "
            "from others. "
            "Tables of zeros or of a few figures are not compared, nor are those of two forms.",
        ),
        Text(
            "业务数字不大可能两年分毫不差，多半是拿上年的报告改，忘了换表。",
            "Two years hardly ever come to the very same figures: more likely last year's report "
            "was taken for a start and a table left as it was.",
        ),
        Text(
            "按本年台账重新填报这张表；确实相同的，在正文说明。",
            "Fill in the table from this year's records; where it is really the same, say so.",
        ),
    ),
    severity=Severity.WARNING,
    basis=(FORMAT,),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells={**_FIGURES, "表二.[行政许可][本年处理决定数量]": "398"},
            others=(_LAST,),
        ),
        Example(
            outcome=Outcome.FAILED,
            cells=_FIGURES,
            others=(_LAST,),
            at="表二.[行政规范性文件][本年制发件数]",
        ),
        Example(outcome=Outcome.NOT_APPLICABLE, others=(Other(role="last_year"),)),
        Example(
            outcome=Outcome.NOT_APPLICABLE,
            cells=_ONE_APPLICATION,
            others=(Other(role="last_year", cells=_ONE_APPLICATION),),
        ),
        Example(outcome=Outcome.NOT_EVALUATED, cells=_FIGURES),
    ),
    check=_check,
    options=Extent,
    beside=True,
    reads=("表二", "表三", "表四", "上年报告表二", "上年报告表三", "上年报告表四"),
    since="0.1",
)
