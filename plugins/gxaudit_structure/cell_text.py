"""Cells hold figures alone, without units or words."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    CellSpec,
    Example,
    Explanation,
    Failed,
    Outcome,
    Report,
    Rule,
    Severity,
    State,
    Text,
    Verdict,
    regex,
)
from gxaudit_structure.layout import Span
from gxaudit_structure.statute import FORMAT_2019, FORMAT_2021
from gxaudit_structure.writing import Found, judge_writing, note

_FIGURE = regex(r"[\d.,，．\s\u200b\ufeff+＋\-－−]+")
_CHANGE_WORDS = regex(r"[增减]加?少?")


def _text(report: Report, index: int) -> list[Text]:
    if report.states[index] is not State.NUMBER:
        return []
    rest = _rest(report.form.cells[index], report.raws[index])
    return [Text(rest, rest)] if rest else []


def _rest(spec: CellSpec, raw: str) -> str:
    """What is left of a cell without its figure."""
    rest = _FIGURE.sub("", raw)
    return _CHANGE_WORDS.sub("", rest) if spec.column.kind == "change" else rest


def _say_text(report: Report, span: Span, found: Found) -> Failed:
    return note(
        report,
        span,
        list(found),
        Text("数字之外还有单位或文字", "with a unit or words beside the number"),
        Text(
            "已按数字读取。请只填数字，并核对单位与表头一致（如表头为万元的，按万元填写）",
            "The number was read. Write the number alone and make sure that it is in the unit of "
            "the header",
        ),
    )


def _check_text(report: Report) -> Iterator[Verdict]:
    return judge_writing(report, _text, _say_text)


CELL_TEXT = Rule(
    id="structure/cell-text",
    title=Text("数据格只填数字", "Cells hold numbers alone"),
    explanation=Explanation(
        Text(
            "数据格里数字之外还有单位或文字的（如“251000元”“3件”），每张表合并提示一处；"
            "读不成数字的由 structure/unreadable-cells 检查。旧格式“本年增/减”列的“增3”“减11”"
            "是通行写法，不算。",
            "Cells with a unit or words beside the number (251000元, 3件) are noted once a table; "
            "those that are no number belong to structure/unreadable-cells. 增3 and 减11 in the "
            "column 本年增/减 of the trial form are customary and not noted.",
        ),
        Text(
            "单位写在格里，容易与表头的单位冲突：表头为万元而格里写元，汇总时会差一万倍。",
            "A unit in the cell may contradict the header: yuan in a column of 万元 is off by ten "
            "thousand when added up.",
        ),
        Text(
            "只留数字，按表头的单位换算后填写；说明移到正文。",
            "Leave the number alone, in the unit of the header; move explanations to the prose.",
        ),
    ),
    severity=Severity.NOTE,
    basis=(FORMAT_2021, FORMAT_2019),
    examples=(
        Example(outcome=Outcome.PASSED),
        Example(
            outcome=Outcome.FAILED,
            cells={"表二.[行政许可][本年处理决定数量]": "3件"},
            at="表二.[行政许可][本年处理决定数量]",
        ),
        Example(outcome=Outcome.PASSED, form="2019", cells={"表二.[行政许可][本年增/减]": "减11"}),
    ),
    check=_check_text,
    reads=("表二", "表三", "表四"),
    since="0.1",
)
