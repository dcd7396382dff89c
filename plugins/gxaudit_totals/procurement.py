"""The 2019 form, table 2: procurement projects and their amount."""

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
    Severity,
    Text,
    Verdict,
)
from gxaudit_totals.statute import ARITHMETIC

_PROJECTS = "表二.[政府集中采购][采购项目数量]"
_AMOUNT = "表二.[政府集中采购][采购总金额]"


def _procurement(report: Report) -> Iterator[Verdict]:
    projects = report.values[report.form.index(_PROJECTS)]
    amount = report.values[report.form.index(_AMOUNT)]
    if projects is None or amount is None:
        address = _PROJECTS if projects is None else _AMOUNT
        yield NotEvaluated(Text(f"{address} 没有可用的数字", f"{address} holds no figure to use"))
    elif bool(projects) == bool(amount):
        yield Passed()
    else:
        yield Failed(
            message=Text(
                f"采购项目数量填 {projects}，采购总金额填 {amount}：一个为零、一个不为零，请核对",
                f"{projects} procurement projects but an amount of {amount}: one is zero and the "
                "other is not; check both",
            ),
            cell=_AMOUNT,
            actual=str(amount),
            cells=(_PROJECTS, _AMOUNT),
        )


PROCUREMENT = Rule(
    id="totals/procurement",
    title=Text(
        "2019年格式表二：采购项目数与采购总金额同为零或同不为零",
        "2019 form, table 2: procurement projects and amount are both zero or neither is",
    ),
    explanation=Explanation(
        what=Text(
            "政府集中采购一行中，采购项目数量与采购总金额应当同为零或同不为零。",
            "In the row of centralised procurement, number and amount must both be zero or both "
            "be other than zero.",
        ),
        why=Text(
            "有采购就有金额，没有采购就没有金额。",
            "A purchase has an amount, and without one there is none.",
        ),
        how=Text(
            "核对两格是否漏填或填错单位。",
            "See whether one of the two cells was left out or has a wrong unit.",
        ),
    ),
    severity=Severity.WARNING,
    basis=(ARITHMETIC,),
    forms=("2019",),
    check=_procurement,
    reads=("表二",),
    since="0.1",
    examples=(
        Example(outcome=Outcome.PASSED, form="2019", cells={_PROJECTS: "6", _AMOUNT: "120.5"}),
        Example(outcome=Outcome.FAILED, form="2019", cells={_PROJECTS: "6"}, at=_AMOUNT),
    ),
)
