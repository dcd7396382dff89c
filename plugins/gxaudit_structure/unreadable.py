"""Cells that cannot be read as a number at all."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Example,
    Explanation,
    Failed,
    NotEvaluated,
    Outcome,
    Passed,
    Report,
    Rule,
    Seen,
    Severity,
    State,
    Text,
    Verdict,
)
from gxaudit_structure.layout import only_numbers, survey, unjudged
from gxaudit_structure.number_style import letter_for_zero
from gxaudit_structure.statute import FORMAT_2019, FORMAT_2021

_LONGEST_QUOTE = 40


def _check(report: Report) -> Iterator[Verdict]:
    if only_numbers(report):
        yield Passed(len(report.states))
        return
    seen = survey(report)
    yield from unjudged(seen.reasons)
    unread = seen.states.count(State.UNREADABLE)
    there = len(seen.states) - seen.states.count(State.MISSING)
    if there > unread:
        yield Passed(there - unread)
    if unread:
        yield from _unread(report)


def _unread(report: Report) -> Iterator[Verdict]:
    ambiguous = {
        (seen.table, seen.row) for seen in report.observations if seen.kind is Seen.ROW_AMBIGUOUS
    }
    elsewhere = 0
    for index, state in enumerate(report.states):
        if state is not State.UNREADABLE:
            continue
        spec = report.form.cells[index]
        raw = report.raws[index].strip()
        # Of a row of which nobody can say which value is whose, no cell has a raw value.
        if not raw or (spec.table.number, spec.row.key) in ambiguous:
            elsewhere += 1
        else:
            yield _unreadable(spec.address, raw)
    if elsewhere:
        yield NotEvaluated(_NOT_BOUND, elsewhere)


_NOT_BOUND = Text(
    "所在行的数值无法确定各属哪一列（见 totals/shift 或 totals/columns），没有逐格读取",
    "it cannot be told which column each value of the row belongs to "
    "(see totals/shift or totals/columns)",
)


def _unreadable(address: str, raw: str) -> Failed:
    shown = raw if len(raw) <= _LONGEST_QUOTE else raw[:_LONGEST_QUOTE] + "…"
    hint = _hint(raw)
    return Failed(
        cell=address,
        message=Text(
            f"{address} 填的是“{shown}”，读不成一个数字{hint.zh}。"
            "请按台账改填确切的数字，没有的填 0",
            f"{address} reads “{shown}”, which is no number{hint.en}. Write the exact number from "
            "the records, 0 where there is nothing",
        ),
        actual=shown,
    )


def _hint(raw: str) -> Text:
    if letter_for_zero(raw):
        return Text("，像是把数字 0 写成了字母 O", "; the letter O seems to stand for the digit 0")
    if any(word in raw[:_LONGEST_QUOTE] for word in ("约", "近", "余", "多")):
        return Text("，表格中不能填约数", "; an approximation has no place in the table")
    return Text("", "")


UNREADABLE_CELLS = Rule(
    id="structure/unreadable-cells",
    title=Text("数据格能读成数字", "Every figure can be read as a number"),
    explanation=Explanation(
        Text(
            "数据格里有内容却读不成数字的（如“约3”“见附件”“1O”），逐格指出。数字后带单位的"
            "读得出来，由 structure/cell-text 提示；整行错位的由 totals/shift 检查。",
            "Cells with something in them that is no number (“约3”, “见附件”, “1O”) are reported "
            "one by one. A number with a unit can be read and is noted by structure/cell-text; "
            "rows whose values cannot be assigned belong to totals/shift.",
        ),
        Text(
            "读不成数字的格无法核对和汇总，涉及它的勾稽关系都不能判断。",
            "A cell that is no number can be neither checked nor added up, and no equation with "
            "it can be evaluated.",
        ),
        Text(
            "改填确切的数字，没有发生的填 0；说明文字移到正文。",
            "Write the exact number, 0 where nothing happened; move explanations to the prose.",
        ),
    ),
    severity=Severity.ERROR,
    basis=(FORMAT_2021, FORMAT_2019),
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(
            outcome=Outcome.FAILED,
            cells={"表二.[行政许可][本年处理决定数量]": "约3"},
            at="表二.[行政许可][本年处理决定数量]",
        ),
    ),
    check=_check,
    reads=("表二", "表三", "表四"),
    since="0.1",
)
