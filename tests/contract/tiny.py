"""A tiny plugin that keeps the contract; the tests of the kit break it in one way at a time."""

from collections.abc import Iterator

from gxaudit.api import (
    API,
    Basis,
    Example,
    Explanation,
    Failed,
    NotEvaluated,
    Outcome,
    Passed,
    PluginInfo,
    Report,
    Rule,
    Severity,
    Text,
    Verdict,
    hook,
)

TOTAL, PART = "表三.一[总计]", "表三.一[自然人]"
ISSUES = "tiny@example.invalid"


def total_covers(report: Report) -> Iterator[Verdict]:
    total, part = report.cell(TOTAL), report.cell(PART)
    if total.value is None or part.value is None:
        yield NotEvaluated(Text("没有数字", "no figure"))
    elif total.value >= part.value:
        yield Passed()
    else:
        yield Failed(message=Text("总计太小", "total too small"), cell=TOTAL, cells=(PART,))


def has_title(report: Report) -> Iterator[Verdict]:
    if report.title_line or not report.sections:
        yield Passed()
    else:
        yield Failed(message=Text("没有标题", "no title"), line=1)


def rule(name: str, check, *examples: Example) -> Rule:  # type: ignore[no-untyped-def]
    return Rule(
        id=f"tiny/{name}",
        title=Text("总计不小于其中一项", "The total is at least its part"),
        explanation=Explanation(
            what=Text("比较两格", "compares two cells"),
            why=Text("部分不大于全体", "a part is not more than the whole"),
            how=Text("核对两格", "check both cells"),
        ),
        severity=Severity.ERROR,
        basis=(Basis(Text("算术", "Arithmetic")),),
        examples=examples,
        check=check,
        reads=("表三", "表三.一[总计]"),
        since="0.1",
    )


@hook
def gxaudit_plugin() -> PluginInfo:
    return PluginInfo(Text("试验", "Tiny"), API, ISSUES)


@hook
def gxaudit_rules() -> tuple[Rule, ...]:
    return (
        rule(
            "total",
            total_covers,
            Example(outcome=Outcome.PASSED, cells={TOTAL: "2", PART: "2"}),
            Example(outcome=Outcome.FAILED, cells={TOTAL: "1", PART: "2"}, at=TOTAL),
        ),
        rule(
            "title",
            has_title,
            Example(outcome=Outcome.PASSED),
            Example(
                outcome=Outcome.FAILED,
                edits=(("青岚县水务局2021年政府信息公开工作年度报告", "水务"),),
            ),
        ),
    )
