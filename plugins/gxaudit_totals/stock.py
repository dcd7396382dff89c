"""Table 2: stocks against what was issued and repealed, and the 2019 form's own relations."""

from collections.abc import Iterator

from gxaudit.api import (
    Example,
    Explanation,
    Failed,
    Identity,
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

STOCK = Rule(
    id="totals/stock",
    title=Text(
        "表二：现行有效件数不少于制发减废止",
        "Table 2: in force is at least issued minus repealed",
    ),
    explanation=Explanation(
        what=Text(
            "规章、行政规范性文件两行中，现行有效件数加本年废止件数，不应小于本年制发件数。",
            "For rules and for normative documents, in force plus repealed this year must not be "
            "less than issued this year.",
        ),
        why=Text(
            "本年制发而未废止的文件年底仍然有效，往年的文件只会使存量更多。",
            "What was issued and not repealed is still in force at the end of the year; earlier "
            "documents only add to that.",
        ),
        how=Text(
            "核对三格是否填反，现行有效件数是否只填了往年的，或本年制发后又宣布失效的是否计入废止。",
            "See whether the cells were exchanged, whether only earlier documents were counted as "
            "in force, and whether documents declared invalid were counted as repealed.",
        ),
    ),
    severity=Severity.WARNING,
    basis=(ARITHMETIC,),
    forms=("2021",),
    identities=(
        Identity(
            2,
            "row",
            left=("现行有效件数", "本年废止件数"),
            right=("本年制发件数",),
            relation="≥",
            rows=("[规章]", "[行政规范性文件]"),
        ),
    ),
    reads=("表二",),
    since="0.1",
    examples=(
        Example(
            outcome=Outcome.PASSED,
            cells={
                "表二.[行政规范性文件][本年制发件数]": "5",
                "表二.[行政规范性文件][本年废止件数]": "2",
                "表二.[行政规范性文件][现行有效件数]": "3",
            },
        ),
        Example(
            outcome=Outcome.FAILED,
            cells={
                "表二.[行政规范性文件][本年制发件数]": "5",
                "表二.[行政规范性文件][现行有效件数]": "3",
            },
            at="表二.[行政规范性文件][本年制发件数]",
        ),
    ),
)

_ITEMS = ("[行政许可]", "[其他对外管理服务事项]", "[行政处罚]", "[行政强制]", "[行政事业性收费]")

STOCK_2019 = Rule(
    id="totals/stock-2019",
    title=Text(
        "2019年格式表二：公开总数与项目数的关系",
        "2019 form, table 2: stock of disclosed documents and of items",
    ),
    explanation=Explanation(
        what=Text(
            "规章、规范性文件：对外公开总数量不小于本年新公开数量；"
            "许可、处罚、强制、收费各行：上一年项目数量加本年增/减不小于零。",
            "Rules and normative documents: all disclosed is at least disclosed this year. "
            "Permits, penalties, coercive measures, fees: last year's items plus the change is "
            "at least zero.",
        ),
        why=Text(
            "公开总数包含本年新公开的；减少的项目不会多于原有的。",
            "The total includes this year's; no more items can be removed than there were.",
        ),
        how=Text(
            "核对是否填反，增减的正负号是否正确。",
            "See whether cells were exchanged and whether the sign of the change is right.",
        ),
    ),
    severity=Severity.ERROR,
    basis=(ARITHMETIC,),
    forms=("2019",),
    identities=(
        Identity(
            2,
            "row",
            left=("对外公开总数量",),
            right=("本年新公开数量",),
            relation="≥",
            rows=("[规章]", "[规范性文件]"),
        ),
        Identity(
            2,
            "row",
            left=("上一年项目数量", "本年增/减"),
            right=(),
            relation="≥",
            rows=_ITEMS,
        ),
    ),
    reads=("表二",),
    since="0.1",
    examples=(
        Example(
            outcome=Outcome.PASSED,
            form="2019",
            cells={
                "表二.[规范性文件][本年新公开数量]": "3",
                "表二.[规范性文件][对外公开总数量]": "9",
                "表二.[行政许可][上一年项目数量]": "13",
                "表二.[行政许可][本年增/减]": "减11",
            },
        ),
        Example(
            outcome=Outcome.FAILED,
            form="2019",
            cells={
                "表二.[规范性文件][本年新公开数量]": "3",
                "表二.[规范性文件][对外公开总数量]": "2",
            },
            at="表二.[规范性文件][本年新公开数量]",
        ),
    ),
)

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
