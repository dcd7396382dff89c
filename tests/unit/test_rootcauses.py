"""One finding a root cause: the wrong cell, what it would have to be, and how certain that is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.cli import main
from gxaudit.finding import Finding, Outcome
from gxaudit.forms import form_named
from gxaudit.pipeline import Auditor
from gxaudit.settle import Result
from gxaudit.specimen import specimen
from gxaudit.testing import reports
from gxaudit.testing.sample import Sample

AUDITOR = Auditor.load(select=["balance", "totals", "narrative"])
FORM = form_named("2021")
TABLE_3 = [cell.address for cell in FORM.cells if cell.table.number == 3]
CELLS = {
    f"表三.{row}[{column}]": value
    for row, value in {"一": "44", "二": "3", "三（一）": "45", "三（七）": "45", "四": "2"}.items()
    for column in ("自然人", "总计")
}


def audited(changed: dict[str, str] | None = None, prose: str = "") -> Result:
    text = specimen("2021", cells=CELLS | (changed or {}), prose={1: prose} if prose else {})
    return AUDITOR.audit(text.encode())


def only(result: Result) -> Finding:
    (finding,) = result.findings
    return finding


# Laws


@given(reports(form="2021"), st.sampled_from(TABLE_3), st.integers(0, 10**6))
def test_one_wrong_cell_of_table_3_is_one_finding_that_names_it_and_its_value(
    sample: Sample, address: str, wrong: int
) -> None:
    right = sample.report.cell(address).value
    if right is None or wrong == right:
        return
    result = AUDITOR.audit(sample.changed({address: str(wrong)}).text.encode())
    finding = next(one for one in result.findings if one.cause and one.evidence)
    assert (finding.address, finding.expected, finding.actual) == (address, str(right), str(wrong))
    assert finding.cause is not None
    assert finding.cause.only
    assert f"{address} 填 {wrong}，应为 {right}" in finding.message.zh


@given(
    reports(form="2021"), st.dictionaries(st.sampled_from(TABLE_3), st.integers(0, 99), max_size=4)
)
def test_merging_is_of_what_is_shown_and_never_of_what_is_true(
    sample: Sample, wrong: dict[str, int]
) -> None:
    cells = {address: str(value) for address, value in wrong.items()}
    result = AUDITOR.audit(sample.changed(cells).text.encode())
    failed = {rule for rule, tally in result.outcomes.items() if tally.failed}
    assert {one.rule for one in result.failures} == failed
    assert sum(tally.failed for tally in result.outcomes.values()) == len(result.failures)
    for finding in result.findings:
        weights = [one.severity for one in finding.evidence] or [finding.severity]
        assert finding.severity == max(weights)


# Cases


def test_one_wrong_leaf_is_one_finding_and_two_failed_rules() -> None:
    result = audited({"表三.三（一）[自然人]": "54"})
    finding = only(result)
    assert finding.message.zh == (
        "表三.三（一）[自然人] 填 54，应为 45（相邻两位数字颠倒）。"
        "只改这一格，各算式就全部成立，没有别的改法比它改动更少或同样少"
    )
    assert "says 54 and would have to be 45 (two digits transposed)" in finding.message.en
    assert sorted(one.rule for one in finding.evidence) == ["totals/outcomes", "totals/rows"]
    assert all(one.equation for one in finding.evidence)
    for rule in ("totals/outcomes", "totals/rows"):
        assert result.outcomes[rule].outcome is Outcome.FAILED


def test_two_offsetting_errors_in_two_columns_are_both_named() -> None:
    finding = only(audited({"表三.一[自然人]": "43", "表三.一[商业企业]": "1"}))
    cause = finding.cause
    assert cause is not None
    assert {change.address for change in cause.repairs[0].changes} == {
        "表三.一[自然人]",
        "表三.一[商业企业]",
    }
    for words in ("表三.一[自然人] 填 43，应为 44", "表三.一[商业企业] 填 1，应为 0"):
        assert words in finding.message.zh


def test_an_equation_that_stands_alone_does_not_tell_which_cell() -> None:
    finding = only(audited({"表四.[行政复议][总计]": "2"}))
    assert finding.rule == "totals/review"
    assert finding.evidence == ()
    cause = finding.cause
    assert cause is not None
    assert len(cause.repairs) == 5
    assert not cause.only
    assert "分不出是哪一格" in cause.verdict.zh


def without_totals(text: str) -> str:
    """Table 3 as if its last column had not been copied."""
    cut = []
    for line in text.split("\n"):
        cells = line.split("\t")
        if len(cells) == 10:
            cells = cells[:8] + [""] if cells[-1] == "" else cells[:9]
        cut.append("\t".join(cells))
    return "\n".join(cut)


def test_a_table_without_totals_says_what_cannot_be_located() -> None:
    text = specimen("2021", cells=CELLS | {"表三.一[自然人]": "47"})
    result = AUDITOR.audit(without_totals(text).encode())
    (finding,) = (one for one in result.findings if one.rule == "balance/applications")
    assert finding.cause is not None
    assert finding.cause.kind == "open"
    assert finding.cause.verdict.zh == (
        "分不出是哪一格填错：表三“总计”一列没有可用的数字，只能确定错在表三“自然人”一列，请逐格核对"
    )
    assert "no usable figure in column “总计” of table 3" in finding.cause.verdict.en
    assert {change.address for each in finding.cause.repairs for change in each.changes} <= {
        f"表三.{row}[自然人]" for row in ("一", "二", "三（七）", "四")
    }


def test_two_cells_exchanged_are_told_as_one_act() -> None:
    cells = {
        "表三.一[商业企业]": "12",
        "表三.一[总计]": "56",
        "表三.三（一）[商业企业]": "12",
        "表三.三（一）[总计]": "57",
        "表三.三（七）[商业企业]": "12",
        "表三.三（七）[总计]": "57",
    }
    finding = only(audited(cells | {"表三.一[自然人]": "12", "表三.一[商业企业]": "44"}))
    assert "（两格数字互换）" in finding.message.zh
    assert finding.address == "表三.一[自然人]"


def test_prose_against_a_table_that_confirms_itself_is_the_proses_fault() -> None:
    finding = only(audited(prose="全年收到政府信息公开申请43件。"))
    assert finding.cause is not None
    assert finding.cause.kind == "prose"
    assert "多半是正文写错" in finding.cause.verdict.zh


def test_prose_that_agrees_with_the_corrected_table_says_so() -> None:
    result = audited({"表三.一[总计]": "43"}, prose="全年收到政府信息公开申请44件。")
    prose = next(one for one in result.findings if one.rule.startswith("narrative"))
    assert prose.cause is not None
    assert "改正后与正文一致" in prose.cause.verdict.zh


def test_where_the_table_is_in_doubt_too_both_are_to_be_checked() -> None:
    result = audited({"表三.一[总计]": "43"}, prose="全年收到政府信息公开申请51件。")
    prose = next(one for one in result.findings if one.rule.startswith("narrative"))
    assert prose.cause is not None
    assert "正文和表格都要核对" in prose.cause.verdict.zh


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    cells = CELLS | {"表三.三（一）[自然人]": "54"}
    path.write_text(specimen("2021", cells=cells), encoding="utf-8")
    return path


def test_suggest_prints_a_diff_and_changes_nothing(
    wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = wrong.read_bytes()
    main(["check", "--isolated", "--lang", "zh", "--suggest", str(wrong)])
    said = capsys.readouterr().out
    assert "# 建议：表三.三（一）[自然人] 54 改为 45（相邻两位数字颠倒）" in said
    minus, plus = (
        next(line for line in said.split("\n") if line.startswith(sign) and "予以公开" in line)
        for sign in "-+"
    )
    assert minus[1:].replace("\t54\t", "\t45\t") == plus[1:]
    assert wrong.read_bytes() == before


def test_json_carries_the_repair_and_every_failed_equation(
    wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--isolated", "--select", "totals", "--format", "json", str(wrong)])
    (finding,) = json.loads(capsys.readouterr().out)["reports"][0]["findings"]
    ((change,),) = [repair["changes"] for repair in finding["cause"]["repairs"]]
    assert (change["address"], change["before"], change["after"]) == (
        "表三.三（一）[自然人]",
        54,
        45,
    )
    assert finding["cause"]["only"] is True
    assert len([one["equation"] for one in finding["evidence"]]) == 2
