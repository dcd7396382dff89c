"""Counts are whole numbers from 0, amounts are not negative, changes are whole numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gxaudit.api import (
    CellSpec,
    Example,
    Explanation,
    Failed,
    NotEvaluated,
    Number,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    State,
    Text,
    Verdict,
)
from gxaudit_structure.layout import survey, unjudged
from gxaudit_structure.statute import FORMAT_2019, FORMAT_2021


def _check(report: Report) -> Iterator[Verdict]:
    bad = list(_wrong(report)) if _suspicious(report) else []
    yield from bad
    right = report.states.count(State.NUMBER) - len(bad)
    if right:
        yield Passed(right)
    if right + len(bad) < len(report.states):
        yield from _unjudged(report, numbers=right + len(bad))


def _unjudged(report: Report, *, numbers: int) -> Iterator[Verdict]:
    seen = survey(report)
    yield from unjudged(seen.reasons)
    unread = seen.states.count(State.UNREADABLE)
    if unread:
        yield NotEvaluated(_UNREAD, unread)
    elif seen.able and not numbers:
        yield NotEvaluated(_NO_NUMBER)


_UNREAD = Text(
    "读不成数字的格无法判断（见 structure/unreadable-cells 和 totals/shift）",
    "cells that cannot be read as numbers (see structure/unreadable-cells and totals/shift)",
)
_NO_NUMBER = Text("表格里没有一个数字，无从判断", "the tables hold no number to be judged")


def _suspicious(report: Report) -> bool:
    """Whether any value is negative or not an ``int``; few values differ, so this is quick."""
    return any(
        value is not None and (value < 0 or not isinstance(value, int))
        for value in set(report.values)
    )


def _wrong(report: Report) -> Iterator[Failed]:
    for index, value in enumerate(report.values):
        if value is not None:
            spec = report.form.cells[index]
            fault = _fault(spec, value)
            if fault is not None:
                yield _failed(spec, report.raws[index].strip(), fault)


def _fault(spec: CellSpec, value: Number) -> tuple[Text, str] | None:
    """What is wrong with the value of a cell and what is expected; None where it is right."""
    kind = spec.column.kind
    if kind == "money":
        return (_NEGATIVE_AMOUNT, "≥ 0") if value < 0 else None
    if isinstance(value, Decimal) and value != value.to_integral_value():
        return _FRACTION, str(value.to_integral_value())
    if kind == "count" and value < 0:
        return _NEGATIVE_COUNT, "≥ 0"
    return None


_NEGATIVE_AMOUNT = Text(
    "金额不能为负数，请核对收费或采购台账后填 0 或正数",
    "an amount cannot be negative; check the records and write 0 or more",
)
_NEGATIVE_COUNT = Text(
    "件数不能为负数，请核对台账后填 0 或正整数",
    "a count cannot be negative; check the records and write 0 or a positive whole number",
)
_FRACTION = Text(
    "这里应是整数，不能有小数，请核对台账后改正；如果误填了金额或比例，请移回应填的格",
    "this must be a whole number without a fraction; check the records, and if an amount or a "
    "share was entered here, move it where it belongs",
)


def _failed(spec: CellSpec, raw: str, fault: tuple[Text, str]) -> Failed:
    words, expected = fault
    return Failed(
        cell=spec.address,
        message=Text(
            f"{spec.address} 填的是“{raw}”：{words.zh}",
            f"{spec.address} reads “{raw}”: {words.en}",
        ),
        # What a fraction should have been is for the records to say, not for rounding.
        expected=None if words is _FRACTION else expected,
        actual=raw,
    )


COUNTS = Rule(
    id="structure/counts",
    title=Text(
        "件数为非负整数，金额不为负", "Counts are whole and not negative, amounts not negative"
    ),
    explanation=Explanation(
        Text(
            "三张表的件数都应是 0 或正整数；收费金额、采购金额可以有小数但不能为负；"
            "旧格式“本年增/减”一列可以为负，但应是整数。",
            "Every count in the three tables is 0 or a positive whole number; amounts may have "
            "decimals but are not negative; the column 本年增/减 of the trial form may be negative "
            "but is whole.",
        ),
        Text(
            "各列填报的是件数或金额，负的件数、半件都不可能发生，多为误填或错格。",
            "The columns hold numbers of cases or amounts; a negative or half case cannot happen "
            "and is mostly a slip or a value in the wrong cell.",
        ),
        Text(
            "按台账核实该格的数字；金额、比例误填进件数格的，移到应填的格。",
            "Check the figure against the records; move an amount or a share that was entered as "
            "a count to where it belongs.",
        ),
    ),
    severity=Severity.ERROR,
    basis=(FORMAT_2021, FORMAT_2019),
    examples=(
        Example(outcome=Outcome.PASSED, cells={"表二.[行政事业性收费][本年收费金额]": "4.043"}),
        Example(
            outcome=Outcome.FAILED,
            cells={"表二.[行政许可][本年处理决定数量]": "-1"},
            at="表二.[行政许可][本年处理决定数量]",
        ),
        Example(
            outcome=Outcome.FAILED,
            cells={"表三.一[自然人]": "3.5"},
            at="表三.一[自然人]",
        ),
        Example(outcome=Outcome.PASSED, form="2019", cells={"表二.[行政许可][本年增/减]": "-11"}),
    ),
    check=_check,
    reads=("表二", "表三", "表四"),
    since="0.1",
)
