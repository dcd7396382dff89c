"""Every row and column of table 2 is there; local rows of any table are listed."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Example,
    Explanation,
    Failed,
    NotEvaluated,
    Observation,
    Outcome,
    Passed,
    Report,
    Row,
    Rule,
    Seen,
    Severity,
    State,
    Text,
    Verdict,
)
from gxaudit_structure.layout import only_numbers
from gxaudit_structure.statute import FORMAT_2019, FORMAT_2021, NUMERALS, no_table

_TABLE = 2


def _check(report: Report) -> Iterator[Verdict]:
    rows = report.form.table(_TABLE).rows
    if only_numbers(report):
        yield Passed(len(rows))
    elif report.has_table(_TABLE):
        yield from _rows_and_columns(report, rows)
    else:
        yield NotEvaluated(no_table(_TABLE), len(rows))
    for seen in report.observations:
        if seen.kind is Seen.ROW_EXTRA:
            yield _local(seen)
        elif seen.table == _TABLE and seen.kind in (Seen.ROW_REPEATED, Seen.ROW_MISPLACED):
            yield _out_of_place(seen)


def _rows_and_columns(report: Report, rows: tuple[Row, ...]) -> Iterator[Verdict]:
    missing = [row for row in rows if not report.has_row(row)]
    if len(missing) == len(rows):
        yield _no_row(report)
        return
    complete = 0
    short: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        if row in missing:
            yield _missing_row(report, row)
            continue
        gaps = [
            offset
            for offset in range(len(row.columns))
            if report.states[row.first + offset] is State.MISSING
        ]
        complete += not gaps
        for offset in gaps:
            short.setdefault((row.block, offset), []).append(row)
    for (_, offset), cut in short.items():
        yield _missing_column(report, cut, offset)
    if complete:
        yield Passed(complete)


def _table_line(report: Report) -> int:
    return next(table.line for table in report.tables if table.number == _TABLE)


def _no_row(report: Report) -> Failed:
    return Failed(
        line=_table_line(report),
        message=Text(
            "表二只有表头，一行数据也没有找到。请按统一格式补全各行",
            "table 2 has headers but none of its rows was found. Add the rows of the format",
        ),
    )


def _missing_row(report: Report, row: Row) -> Failed:
    block = report.form.table(_TABLE).blocks[row.block].title
    return Failed(
        line=_table_line(report),
        message=Text(
            f"表二缺少“{row.label}”一行（{block}）。请补上此行，没有的填 0；"
            "行名若有改动，请改回统一格式的名称",
            f"table 2 lacks the row “{row.label}” ({block}). Add it, with 0 where there is "
            "nothing; if it was renamed, restore the name of the format",
        ),
        expected=row.label,
        cells=tuple(
            report.form.cells[row.first + offset].address for offset in range(len(row.columns))
        ),
    )


def _missing_column(report: Report, rows: list[Row], offset: int) -> Failed:
    label = rows[0].columns[offset].label
    addresses = [report.form.cells[row.first + offset].address for row in rows]
    names = "、".join(row.label for row in rows)
    place = report.places[rows[0].number]
    return Failed(
        line=place.line if place else _table_line(report),
        message=Text(
            f"表二“{names}”没有“{label}”一格，该列缺失或表格右侧被截断。"
            "请对照原报告补全；没有的填 0",
            f"in table 2 “{names}” has no cell “{label}”: the column is missing or the table was "
            "cut at the right. Complete it from the original; write 0 where there is nothing",
        ),
        expected=label,
        cells=tuple(addresses),
    )


def _local(seen: Observation) -> Failed:
    values = "、".join(seen.values)
    zh = f"，数字为 {values}" if values else ""
    en = f" with {', '.join(seen.values)}" if values else ""
    table = NUMERALS.get(seen.table)
    return Failed(
        line=seen.line,
        severity=Severity.NOTE,
        message=Text(
            f"{f'表{table}' if table else '表格'}中“{seen.label}”一行不是统一格式的行{zh}，"
            "不计入任何合计。如属本地增加的行，请确认其数字没有混入法定各行",
            f"the row “{seen.label}” of {f'table {seen.table}' if table else 'a table'} is not in "
            f"the format{en} and enters no total. If it is a local addition, make sure that its "
            "figures are not also in the statutory rows",
        ),
        actual=seen.label,
    )


def _out_of_place(seen: Observation) -> Failed:
    again = seen.kind is Seen.ROW_REPEATED
    zh = "出现两次，只读了第一次" if again else "不在应在的位置"
    en = "occurs twice; the first was read" if again else "is not where it belongs"
    return Failed(
        line=seen.line,
        message=Text(
            f"表二“{seen.label}”一行{zh}（第 {seen.line} 行）。"
            "请核对数字，按统一格式只在应在的位置保留一行",
            f"the row “{seen.label}” of table 2 {en} (line {seen.line}). Check the figures and "
            "keep one row, in its place",
        ),
        actual=seen.label,
    )


LABELS = Rule(
    id="structure/labels",
    title=Text("表二行列齐全，列出本地增加的行", "Rows and columns of table 2; local rows"),
    explanation=Explanation(
        Text(
            "表二应有统一格式的每一行、每一列。三张表中统一格式以外的行（如“其他主动公开文件”）"
            "只作提示。表三的行列由 totals/row-sequence 和 totals/columns 检查。",
            "Table 2 has every row and column of the format. Rows of any table that the format "
            "does not have (such as “其他主动公开文件”) are noted. Rows and columns of table 3 "
            "belong to totals/row-sequence and totals/columns.",
        ),
        Text(
            "格式要求逐项填报；缺行缺列的数字不能当作 0。",
            "The format asks for each item; a row or column that is not there is not 0.",
        ),
        Text(
            "补上缺少的行或列，没有的填 0；行名按统一格式书写。",
            "Add the row or column, with 0 where there is nothing, under the name in the format.",
        ),
    ),
    severity=Severity.WARNING,
    basis=(FORMAT_2021, FORMAT_2019),
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(outcome=Outcome.FAILED, edits=(("行政强制\t0\t\t\n", ""),)),
        Example(
            outcome=Outcome.FAILED,
            form="2019",
            edits=(("规范性文件\t0\t0\t0\n", "规范性文件\t0\t0\t0\n其他主动公开文件\t3\t3\t3\n"),),
        ),
    ),
    check=_check,
    reads=("表二", "表三", "表四"),
    since="0.1",
)
