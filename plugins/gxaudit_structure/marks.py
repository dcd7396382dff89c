"""Cells with a sign for "nothing" where a number belongs."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Example,
    Explanation,
    Failed,
    NotApplicable,
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


def _check_marks(report: Report) -> Iterator[Verdict]:
    if only_numbers(report):
        yield Passed(len(spans(report.form)))
        return
    seen = survey(report)
    yield from unjudged(seen.reasons)
    for span in seen.able:
        marks = seen.having(State.MARK, span)
        cells = report.form.cells
        stray = [index for index in marks if not cells[index].row.mark_allowed]
        blanks = bool(seen.having(State.BLANK, span))
        if len(stray) < len(marks):
            yield NotApplicable(_DOES_NOT_APPLY, len(marks) - len(stray))
        yield _marked(report, span, stray, blanks=blanks) if stray else Passed()


_DOES_NOT_APPLY = Text(
    "“规章”一行可用“/”等符号表示本机关无权制定规章",
    "in the row 规章 a mark may say that this body cannot make rules",
)


def _marked(report: Report, span: Span, marks: list[int], *, blanks: bool) -> Failed:
    severity, how = read_as(report, span)
    if severity is Severity.WARNING and blanks:
        # The blanks of this table carry the warning already.
        severity = Severity.NOTE
    where = named(report, marks, quote=True)
    all_of_them = addresses(report, marks)
    count = len(marks)
    return Failed(
        cell=all_of_them[0],
        cells=all_of_them[1:],
        severity=severity,
        message=Text(
            f"{span.table.name}有 {count} 个数据格填的是符号而不是数字：{where.zh}。{how.zh}"
            "请改填数字，没有的填 0",
            f"table {span.table.number} has {count} cell{'' if count == 1 else 's'} with a mark "
            f"instead of a number: {where.en}. {how.en}Write a number, 0 where there is "
            "nothing",
        ),
        actual=report.raws[marks[0]].strip(),
    )


MARK_CELLS = Rule(
    id="structure/mark-cells",
    title=Text("数据格不用符号代替数字", "No mark stands for a number"),
    explanation=Explanation(
        Text(
            "数据格中的“/”“-”“—”“无”等符号，每张表合并报一处。“规章”一行除外：无权制定规章的"
            "机关可以这样填。因符号而无法核对的，是警告。",
            "Cells with /, -, — or 无 are reported once a table. The row 规章 is exempt: a body "
            "that cannot make rules may say so. Where equations cannot be evaluated for a mark, "
            "this is a warning.",
        ),
        Text(
            "符号可能表示 0，也可能表示不适用或未统计，汇总时无法相加。",
            "A mark may mean 0, not applicable or not counted, and cannot be added up.",
        ),
        Text("改填数字，没有发生的填 0。", "Write a number instead, 0 where nothing happened."),
    ),
    severity=Severity.NOTE,
    basis=(FORMAT_2021, FORMAT_2019),
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(
            outcome=Outcome.PASSED,
            cells={
                "表二.[规章][本年制发件数]": "/",
                "表二.[规章][本年废止件数]": "/",
                "表二.[规章][现行有效件数]": "/",
            },
        ),
        Example(
            outcome=Outcome.FAILED,
            cells={"表二.[行政许可][本年处理决定数量]": "/"},
            at="表二.[行政许可][本年处理决定数量]",
        ),
    ),
    check=_check_marks,
    reads=("表二", "表三", "表四"),
    since="0.1",
)
