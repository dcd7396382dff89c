"""Table 2: charges that look like yuan in a column of 10,000 yuan."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from gxaudit.api import (
    Beside,
    Companion,
    Entity,
    Example,
    Explanation,
    Failed,
    Level,
    NotEvaluated,
    Number,
    Operand,
    Other,
    Outcome,
    Passed,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    option,
)
from gxaudit_years.statute import FORMAT

_KEY = "t2.admin_fee.amount"
_AMOUNT = "表二.[行政事业性收费][本年收费金额]"
_SMALL = (Level.TOWNSHIP, Level.DEPARTMENT)


@frozen(slots=False)
class Scale:
    """What is out of scale."""

    jump: int = option(
        1000,
        Text("是上年多少倍以上的算可疑", "so many times last year's amount is doubtful"),
        least=2,
    )
    most: int = option(
        100_000,
        Text(
            "部门、乡镇超过多少万元算可疑",
            "above so many 万元 the charges of a department or township are doubtful",
        ),
        least=1,
    )


def _check(report: Report, beside: Beside, scale: Scale) -> Iterator[Verdict]:
    amount = report.figure(_KEY)
    before = None if beside.last_year is None else _figure(beside.last_year)
    level = None if beside.entity is None else beside.entity.level
    if amount is None:
        yield NotEvaluated(Text(f"{_AMOUNT} 没有可读的金额", f"{_AMOUNT} holds no amount to read"))
    elif beside.last_year is not None and before and amount >= scale.jump * before:
        yield _jump(amount, before, beside.last_year)
    elif level in _SMALL and amount > scale.most:
        yield _too_much(amount, scale)
    elif not before and level is None:
        yield NotEvaluated(_nothing_to_go_by(beside), beside=True)
    else:
        yield Passed()


def _figure(before: Companion) -> Number | None:
    """Last year's amount; None on the form that asks for a number of items."""
    try:
        return before.report.figure(_KEY)
    except KeyError:
        return None


def _nothing_to_go_by(beside: Beside) -> Text:
    year, body = beside.no_last_year, beside.no_entity
    if beside.last_year is not None:
        called = beside.last_year.called
        year = Text(
            f"{called.zh}没有以万元计的收费金额，或者是 0",
            f"{called.en} states no amount of charges in 万元, or 0",
        )
    if beside.entity is not None:
        body = Text("单位名册没有写明级别", "the manifest does not state its level")
    return Text(f"{year.zh}；{body.zh}", f"{year.en}; {body.en}")


def _jump(amount: Number, before: Number, last: Companion) -> Failed:
    called, times = last.called, int(amount / before)
    return Failed(
        cell=_AMOUNT,
        message=Text(
            f"本年收费金额填 {amount} 万元，是{called.zh}所填 {before} 万元的 {times} 倍。"
            "这一格以万元为单位，请核对是不是按元填了",
            f"charges of {amount} 万元 are {times} times the {before} 万元 of {called.en}. "
            "The column is in 万元: check whether the amount is in yuan",
        ),
        actual=str(amount),
        others=(Operand(f"上年({_AMOUNT})", f"last.{_KEY}", before),),
    )


def _too_much(amount: Number, scale: Scale) -> Failed:
    return Failed(
        cell=_AMOUNT,
        message=Text(
            f"部门、乡镇的本年收费金额填 {amount} 万元，超过 {scale.most} 万元，"
            "相当于一个设区的市。这一格以万元为单位，请核对是不是按元填了",
            f"charges of {amount} 万元 for a department or township are more than "
            f"{scale.most} 万元, as much as a whole city's. The column is in 万元: "
            "check whether the amount is in yuan",
        ),
        actual=str(amount),
    )


FEE_UNIT = Rule(
    id="years/fee-unit",
    title=Text(
        "表二行政事业性收费的金额以万元为单位", "Charges in table 2 are in 10,000 yuan (万元)"
    ),
    explanation=Explanation(
        Text(
            "表二行政事业性收费的金额，比上年报告大一千倍以上，或者一个部门、乡镇的金额超过"
            "十万万元，作提示：多半是把元填进了万元的格。两个界限可以在配置里改。"
            "没有上年报告或者上年没有收费，单位名册也没有写明级别的，不作判断。",
            "Charges in table 2 that are a thousand times last year's, or more than 100,000 万元 "
            "for a department or township, are noted: most likely they are in yuan. Both limits "
            "can be configured. Without charges in last year's report and without a level in the "
            "manifest nothing is concluded.",
        ),
        Text(
            "格式规定这一格单位为万元，试行格式则填项目数，换格式后常有人按元填。汇总时一个单位"
            "填错，全市的总额就错了。",
            "The form asks for 万元 here, the trial form before it for a number of items, and "
            "amounts in yuan are common. One of them spoils the sum of a whole city.",
        ),
        Text(
            "对照财政非税收入台账核对金额，按元填的除以一万。",
            "Check the amount against the accounts; divide yuan by 10,000.",
        ),
    ),
    severity=Severity.NOTE,
    basis=(FORMAT,),
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells={_AMOUNT: "25.1"},
            others=(Other(role="last_year", cells={_AMOUNT: "23.6"}),),
        ),
        Example(
            outcome=Outcome.FAILED,
            cells={_AMOUNT: "251000"},
            others=(Other(role="last_year", cells={_AMOUNT: "23.6"}),),
            at=_AMOUNT,
        ),
        Example(
            outcome=Outcome.FAILED,
            cells={_AMOUNT: "251000"},
            entity=Entity("青岚县水务局", Level.DEPARTMENT),
            at=_AMOUNT,
        ),
        Example(outcome=Outcome.NOT_EVALUATED, cells={_AMOUNT: "25.1"}),
        Example(
            outcome=Outcome.NOT_EVALUATED,
            cells={_AMOUNT: "251000"},
            others=(Other(role="last_year", cells={_AMOUNT: "0"}),),
        ),
    ),
    check=_check,
    options=Scale,
    beside=True,
    forms=("2021",),
    reads=(_AMOUNT, "上年报告表二"),
    since="0.1",
)
