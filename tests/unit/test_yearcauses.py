"""What last year's report says of a wrong figure, and which of the two reports is in doubt."""

from __future__ import annotations

from gxaudit.finding import Finding
from gxaudit.settle import Result
from gxaudit.testing.engine import audit_text
from gxaudit.testing.sample import report_from
from tests.property.test_witnesses import AUDITOR, CARRIED
from tests.unit.test_rootcauses import CELLS, without_totals

IN = "表三.二[自然人]"
LAST = {
    f"表三.{row}[{column}]": "3" for row in ("一", "四") for column in ("自然人", "总计")
}  # Received and carried over to this year.


def audited(
    changed: dict[str, str] | None = None,
    last: dict[str, str] | None = None,
    *,
    totals: bool = True,
) -> Result:
    sample = report_from(CELLS | (changed or {}), last_year=LAST | (last or {}))
    text = sample.text if totals else without_totals(sample.text)
    return audit_text(AUDITOR, text, sample.beside)


def carried(result: Result) -> list[str]:
    """What is said of figures that disagree and have no cause of this report's own."""
    return [
        finding.cause.verdict.zh
        for finding in result.findings
        if finding.rule == CARRIED.id and finding.cause is not None
    ]


def rooted(result: Result) -> Finding:
    return next(one for one in result.findings if one.rule != CARRIED.id and one.cause)


def test_two_reports_that_each_hold_are_both_to_be_checked() -> None:
    more = {"表三.一[自然人]": "43", "表三.一[总计]": "43", IN: "4", "表三.二[总计]": "4"}
    first, second = carried(audited(more))
    assert first == second
    assert "单凭数字不能断定是哪一份填错，两份都要核对" in first


def test_a_report_of_last_year_that_breaks_its_own_equations_is_likely_the_wrong_one() -> None:
    (said,) = carried(audited(last={"表三.四[自然人]": "8"}))
    assert "多半是上年报告填错" in said


def test_a_cell_that_is_wrong_in_itself_is_to_be_checked_here_first() -> None:
    result = audited(
        {IN: "4"},
        {"表三.一[自然人]": "9", "表三.四[自然人]": "9"}
        | dict.fromkeys(("表三.一[总计]", "表三.四[总计]"), "9"),
    )
    assert "但这样改与上年报告不一致" in rooted(result).message.zh
    assert any("先核对本报告" in said for said in carried(result))


def test_of_several_cells_the_one_that_last_year_agrees_with_comes_first() -> None:
    finding = rooted(audited({IN: "30"}, totals=False))
    assert finding.cause is not None and not finding.cause.only
    (change,) = finding.cause.repairs[0].changes
    assert (change.address, change.after) == (IN, 3)
    assert len(finding.cause.repairs) > 1
    assert f"其中只有一种与上年报告一致：{IN} 填 30，应为 3" in finding.message.zh
    assert CARRIED.id in {one.rule for one in finding.evidence}


def test_where_last_year_bears_out_the_figure_another_cell_is_first() -> None:
    finding = rooted(audited({"表三.四[自然人]": "3"}, totals=False))
    assert finding.cause is not None
    cells = [one.changes[0].address for one in finding.cause.repairs]
    assert IN in cells and cells[-1] == IN
    assert "上年" not in finding.message.zh


def test_last_years_report_is_not_believed_where_it_contradicts_itself() -> None:
    wrong = {"表三.一[自然人]": "7"}
    finding = rooted(audited({IN: "30"}, wrong, totals=False))
    assert finding.cause is not None and "上年" not in finding.message.zh
    assert CARRIED.id not in {one.rule for one in finding.evidence}
