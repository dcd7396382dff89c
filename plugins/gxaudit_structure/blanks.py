"""Blank cells: one finding a table."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Example,
    Explanation,
    Failed,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    State,
    Text,
    Verdict,
)
from gxaudit_structure.layout import (
    Span,
    addresses,
    named,
    only_numbers,
    read_as,
    spans,
    survey,
    unjudged,
)
from gxaudit_structure.statute import FORMAT_2019, FORMAT_2021


def _check_blanks(report: Report) -> Iterator[Verdict]:
    if only_numbers(report):
        yield Passed(len(spans(report.form)))
        return
    seen = survey(report)
    yield from unjudged(seen.reasons)
    for span in seen.able:
        blank = seen.having(State.BLANK, span)
        yield _blank(report, span, blank) if blank else Passed()


def _blank(report: Report, span: Span, blank: list[int]) -> Failed:
    severity, how = read_as(report, span)
    where = named(report, blank, quote=False)
    all_of_them = addresses(report, blank)
    count = len(blank)
    return Failed(
        cell=all_of_them[0],
        cells=all_of_them[1:],
        severity=severity,
        message=Text(
            f"{span.table.name}有 {count} 个数据格是空白：{where.zh}。{how.zh}"
            "请逐格填写数字，没有的填 0",
            f"table {span.table.number} has {count} blank cell{'' if count == 1 else 's'}: "
            f"{where.en}. {how.en}Write a number in each, 0 where there is nothing",
        ),
        actual="",
    )


BLANK_CELLS = Rule(
    id="structure/blank-cells",
    title=Text("数据格不留空白", "No figure is left blank"),
    explanation=Explanation(
        Text(
            "三张表的每个数据格都应有数字，每张表的空白格合并报一处。本表合计数能证明空白就是 0 "
            "的，或者空白不影响核对的，只作提示；因空白而无法核对的，是警告。",
            "Every cell of the three tables holds a number; the blanks of one table are reported "
            "together. Where the totals of the table show that blanks are 0, or where nothing "
            "depends on them, this is a note; where equations cannot be evaluated for them, a "
            "warning.",
        ),
        Text(
            "空白既可能是 0，也可能是漏填，读者无从分辨。本工具不把空白当作 0 猜测。",
            "A blank may be 0 or an omission, and no reader can tell which. It is never taken "
            "for 0 by guess.",
        ),
        Text(
            "逐格填写，没有发生的填 0，不要留空。",
            "Fill in each cell, with 0 where nothing happened.",
        ),
    ),
    severity=Severity.NOTE,
    basis=(FORMAT_2021, FORMAT_2019),
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(
            outcome=Outcome.FAILED,
            cells={"表二.[行政处罚][本年处理决定数量]": ""},
            at="表二.[行政处罚][本年处理决定数量]",
        ),
    ),
    check=_check_blanks,
    reads=("表二", "表三", "表四"),
    since="0.1",
)
