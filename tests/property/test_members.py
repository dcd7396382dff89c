"""Laws of figures summed over members: evaluation is arithmetic, and weighs what is known."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.beside import Beside, Companion, Member
from gxaudit.entity import Entity
from gxaudit.finding import Failed, NotEvaluated, Passed, Severity, Verdict
from gxaudit.forms import form_named
from gxaudit.judging.runner import Plan, judge
from gxaudit.report import Report, State
from gxaudit.rule import Rule
from gxaudit.testing.sample import report_from
from gxaudit.wording import Text
from tests.unit.declared import declared

FORM = form_named("2021")
BLANK = report_from().report
CELL = "表三.一[总计]"
RELATIONS = {
    "=": lambda one, other: one == other,
    "≠": lambda one, other: one != other,
    "≥": lambda one, other: one >= other,
    "≤": lambda one, other: one <= other,
}
counts = st.integers(0, 30)


def rule(must: str) -> Rule:
    return declared(f"表 三\n应有 {must}\n通过 一[总计]=0\n不通过 一[总计]=1\n")


def stating(figure: int | None) -> Report:
    """A report of which one cell holds a figure, or nothing that can be used."""
    at = FORM.index(CELL)
    state = State.UNREADABLE if figure is None else State.NUMBER
    values = (*BLANK.values[:at], figure, *BLANK.values[at + 1 :])
    return evolve(BLANK, values=values, states=(*BLANK.states[:at], state, *BLANK.states[at + 1 :]))


def beside(figures: Sequence[int | None], *, complete: bool = True) -> Beside:
    members = [
        Member(f"{at}局", Companion(stating(one), f"{at}.txt")) for at, one in enumerate(figures)
    ]
    return Beside(entity=Entity("本府", complete=complete), members=tuple(members))


def verdicts(of: Rule, own: int, others: Beside) -> list[Verdict]:
    _, (judged,) = judge(stating(own), Plan([of], [of]), others)
    return judged.verdicts


@given(
    counts,
    st.lists(counts, min_size=1, max_size=4),
    st.sampled_from(sorted(RELATIONS)),
    st.integers(1, 3),
    st.integers(0, 9),
    st.booleans(),
)
def test_a_comparison_with_members_is_the_arithmetic_of_their_figures(
    own: int, figures: list[int], relation: str, factor: int, constant: int, complete: bool
) -> None:
    must = f"一[总计] {relation} {factor} × 成员(一[总计]) + {constant}"
    (said,) = verdicts(rule(must), own, beside(figures, complete=complete))
    right = factor * sum(figures) + constant
    assert isinstance(said, Passed) is RELATIONS[relation](own, right)
    if isinstance(said, Failed):
        assert said.cell == CELL and said.equation is not None
        (operand,) = said.equation.right
        assert (operand.value, operand.coefficient) == (sum(figures), factor)
        assert operand.address == f"成员({CELL})"
        assert operand.key == "members.t3.applications_received.total"
        # Bodies that nobody lists may be the difference.
        assert said.severity is (None if complete else Severity.NOTE)


@given(counts, st.lists(st.one_of(counts, st.none()), min_size=1, max_size=4))
def test_a_member_without_the_figure_is_named_and_never_counted_as_0(
    own: int, figures: list[int | None]
) -> None:
    (said,) = verdicts(rule("一[总计] = 成员(一[总计])"), own, beside(figures))
    assert isinstance(said, NotEvaluated) is (None in figures)
    if isinstance(said, NotEvaluated):
        assert f"（{figures.index(None)}.txt）的 {CELL} 没有可用的数字" in said.reason.zh


UNFILED = Member("林业局", None, Text("没有林业局2021年的报告", "no report of it for 2021"))


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        (Beside(), "没有提供单位名册"),
        (Beside(entity=Entity("本府")), "名册没有写明下属单位"),
        (Beside(entity=Entity("本府"), members=(UNFILED,)), "没有林业局2021年的报告"),
        (
            Beside(entity=Entity("本府"), members=(Member("林业局", None),)),
            "没有成员单位林业局的报告",
        ),
    ],
)
def test_what_is_not_beside_the_report_is_told(others: Beside, reason: str) -> None:
    (said,) = verdicts(rule("一[总计] = 成员(一[总计])"), 3, others)
    assert isinstance(said, NotEvaluated) and said.reason.zh == reason


def test_a_condition_on_members_that_may_not_be_all_weakens_what_it_allows() -> None:
    conditional = declared(
        "表 三\n应有 一[总计] = 二[总计]\n当 成员(一[总计]) ≥ 1\n"
        "通过 成员(一[总计])=1\n不通过 一[总计]=1 成员(一[总计])=1\n"
    )
    for complete, severity in ((True, None), (False, Severity.NOTE)):
        (said,) = verdicts(conditional, 3, beside([1], complete=complete))
        assert isinstance(said, Failed) and said.severity is severity


def test_an_example_gives_each_member_its_own_figure() -> None:
    text = "表 三\n每列\n应有 一 = 成员(一) + 成员(二)\n"
    (example, _) = declared(
        text + "通过 一=6 成员(一)=2、3 成员(二)=1\n不通过 一=5 成员(一)=2 成员(一)=2\n"
    ).examples
    first, second = "表三.一[自然人]", "表三.二[自然人]"
    assert [dict(one.cells) for one in example.others] == [{first: "2", second: "1"}, {first: "3"}]
    assert example.entity is not None and example.entity.complete
