"""There is one report of a body for a year."""

from __future__ import annotations

from collections.abc import Iterator

from gxaudit.api import (
    Beside,
    Companion,
    Example,
    Explanation,
    Failed,
    NotEvaluated,
    Operand,
    Other,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    State,
    Text,
    Verdict,
)
from gxaudit_members.statute import ANNUAL

_NAMED = 6
"""So many differences are named in a message."""


def _check(report: Report, beside: Beside) -> Iterator[Verdict]:
    if beside.no_twins is not None:
        yield NotEvaluated(beside.no_twins, beside=True)
    elif not beside.twins:
        yield Passed()
    for one in beside.twins:
        yield _twin(report, one)


def _twin(report: Report, twin: Companion) -> Failed:
    if twin.report.form is not report.form:
        return _other_form(report, twin)
    differing = [
        at for at in range(len(report.form.cells)) if report.held(at) != twin.report.held(at)
    ]
    return _differing(report, twin, differing) if differing else _same(twin)


def _printed(report: Report, at: int) -> Text:
    state = report.states[at]
    if state in _ABSENT:
        return _ABSENT[state]
    raw = report.raws[at].strip()
    return Text(raw, raw)


_ABSENT = {
    State.BLANK: Text("空白", "blank"),
    State.MISSING: Text("没有这一格", "no such cell"),
}


def _other_form(report: Report, twin: Companion) -> Failed:
    called = twin.called
    return Failed(
        message=Text(
            f"同一单位同一年度有两份报告：另一份是{called.zh}，"
            f"用的是 {twin.report.form.name} 年格式，这一份用的是 {report.form.name} 年格式。"
            "请查明以哪一份为准，移走另一份",
            f"there are two reports of one body for one year: the other is {called.en}, on the "
            f"form of {twin.report.form.name}, this one on that of {report.form.name}. See which "
            "counts, and take the other away",
        ),
        expected=called.zh,
    )


def _differing(report: Report, twin: Companion, differing: list[int]) -> Failed:
    called, count = twin.called, len(differing)
    cells = [report.form.cells[at] for at in differing]
    pairs = [
        (report.form.cells[at].address, _printed(report, at), _printed(twin.report, at))
        for at in differing[:_NAMED]
    ]
    zh = "、".join(f"{cell} {here.zh} / {there.zh}" for cell, here, there in pairs)
    en = ", ".join(f"{cell} {here.en} / {there.en}" for cell, here, there in pairs)
    more = "…" if count > _NAMED else ""
    figures = [(cell, twin.report.values[at]) for cell, at in zip(cells, differing, strict=True)]
    return Failed(
        cell=cells[0].address,
        cells=tuple(cell.address for cell in cells[1:]),
        message=Text(
            f"同一单位同一年度有两份报告，另一份是{called.zh}，两份有 {count} 个数据格不同"
            f"（本份 / 另一份）：{zh}{more}。请查明以哪一份为准，移走另一份",
            f"there are two reports of one body for one year; the other is {called.en}, and "
            f"{count} cell{' differs' if count == 1 else 's differ'} (this one / the other): "
            f"{en}{more}. See which counts, and take the other away",
        ),
        others=tuple(
            Operand(f"另一份({cell.address})", f"twin.{cell.key}", value)
            for cell, value in figures
            if value is not None
        ),
    )


def _same(twin: Companion) -> Failed:
    called = twin.called
    return Failed(
        severity=Severity.NOTE,
        message=Text(
            f"同一单位同一年度有两份报告，另一份是{called.zh}，表格数字完全相同。请只保留一份，"
            "以免统计时算两次",
            f"there are two reports of one body for one year; the other is {called.en}, with the "
            "same figures in every table. Keep one, so that it is not counted twice",
        ),
        expected=called.zh,
    )


_RECEIVED = "表三.一[总计]"

DUPLICATE = Rule(
    id="members/duplicate",
    title=Text("一个单位一个年度只有一份报告", "There is one report of a body for a year"),
    explanation=Explanation(
        Text(
            "本次检查的文件里，同一单位同一年度有两份以上报告的，逐格比较表二、表三、表四："
            "数字不同的作警告，列出不同的格；数字完全相同的作提示，能确认是 0 的空白与 0 相同。"
            "水务局、城关镇人民政府这样不带地名的单位，在两个文件夹里可能是两个单位，不作判断。",
            "Where the files audited hold two or more reports of one body for one year, tables 2, "
            "3 and 4 are compared cell by cell: it is a warning where figures differ, and the "
            "cells are listed; where all are the same it is a note, and a blank confirmed to be 0 "
            "is the same as 0. A name that tells no place may be that of two bodies where its "
            "files lie in two folders; then nothing is concluded.",
        ),
        Text(
            "发布后更正、网页与附件各存一份，都会出现两份报告；数字不一致时，"
            "就不知道汇总和跨年核对该用哪一份。",
            "A correction after publication, or a web page kept beside its attachment, makes two "
            "reports; where their figures differ nobody knows which one counts for sums and for "
            "the next year.",
        ),
        Text(
            "查明以哪一份为准，移走另一份；更正过的，确认网站上的也是更正后的。",
            "See which one counts and take the other away; after a correction make sure that the "
            "web site has the corrected one.",
        ),
    ),
    severity=Severity.WARNING,
    basis=(ANNUAL,),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells={_RECEIVED: "5"},
            others=(Other(role="last_year", cells={_RECEIVED: "4"}),),
        ),
        Example(
            outcome=Outcome.FAILED,
            cells={_RECEIVED: "5"},
            others=(Other(role="twin", cells={_RECEIVED: "6"}),),
            at=_RECEIVED,
        ),
        Example(
            outcome=Outcome.FAILED,
            cells={_RECEIVED: "5"},
            others=(Other(role="twin", cells={_RECEIVED: "5"}),),
        ),
        Example(outcome=Outcome.NOT_EVALUATED, cells={_RECEIVED: "5"}),
    ),
    check=_check,
    beside=True,
    reads=("表二", "表三", "表四", "其他文件"),
    since="0.1",
)
