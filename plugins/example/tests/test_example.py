"""规则的测试：契约、举例、规律 / Contract, examples and laws of the rules."""

from hypothesis import given
from hypothesis import strategies as st

from gxaudit.testing import Sample, assert_findings, contract, report_from, reports

OWN = "example"
"""Only these rules are tested here; what the shipped ones find is their matter."""

# 每个插件都必须遵守的规律 / What every plugin must keep.
TestContract = contract("gxaudit_example")


def fee_of(amount: str) -> Sample:
    """A report that states this fee."""
    return report_from(prose={6: f"本年度共收取信息处理费{amount}。"})


def test_a_fee_that_no_tariff_gives_is_questioned() -> None:
    assert_findings(fee_of("385元"), "example/fee-steps", rules=OWN)


def test_a_rough_figure_is_left_alone() -> None:
    assert_findings(fee_of("约385元"), rules=OWN)


def test_more_carried_over_than_there_was_is_named_by_its_cell() -> None:
    report = report_from({"表三.一[总计]": 1, "表三.四[总计]": 2})
    assert_findings(report, "example/carried-over @ 表三.四[总计]", rules=OWN)


@given(st.integers(1, 100_000))
def test_whole_steps_are_never_questioned(steps: int) -> None:
    assert_findings(fee_of(f"{steps * 10}元"), rules=OWN)


@given(st.integers(1, 1_000_000).filter(lambda amount: amount % 10))
def test_any_other_amount_is_questioned(amount: int) -> None:
    assert_findings(fee_of(f"{amount}元"), "example/fee-steps", rules=OWN)


@given(reports(), st.integers(1, 1000))
def test_whatever_was_received_more_cannot_be_carried_over(report: Sample, excess: int) -> None:
    cells = ("表三.一[总计]", "表三.二[总计]")
    most = sum(int(report.value(cell) or 0) for cell in cells)
    wrong = report.changed({"表三.四[总计]": most + excess})
    assert_findings(wrong, "example/carried-over @ 表三.四[总计]", rules=OWN)
