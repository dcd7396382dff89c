"""What was verified, and what was not: figures of tables and numbers of the prose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.cli import main
from gxaudit.forms import form_named
from gxaudit.pipeline import Auditor
from gxaudit.report import State
from gxaudit.settle import Result
from gxaudit.specimen import specimen
from gxaudit.testing import reports
from gxaudit.testing.sample import Sample

AUDITOR = Auditor.load()
FORM = form_named("2021")
SAID = {1: "全年收到政府信息公开申请0件，结转下年度继续办理0件，上年结转0件。"}


def audited(text: str) -> Result:
    return AUDITOR.audit(text.encode("utf-8", "surrogatepass"))


# Laws


@given(reports())
def test_every_figure_is_checked_or_has_a_reason(sample: Sample) -> None:
    result = audited(sample.text)
    covered = result.coverage
    assert result.report is not None
    figures = result.report.states.count(State.NUMBER)
    assert covered.figures == figures == covered.checked + len(covered.unchecked)
    assert set(covered.reasons) == set(covered.unchecked)
    assert covered.numbers == covered.compared + len(covered.uncompared)


@given(reports(form="2021"), st.data())
def test_where_any_single_error_would_be_noticed_it_is(sample: Sample, data: st.DataObject) -> None:
    before = audited(sample.text)
    sure = {table for table, noticed in before.coverage.single if noticed}
    assert before.report is not None
    cells = [
        (cell.address, value)
        for cell, value in zip(FORM.cells, before.report.values, strict=True)
        if cell.table.number in sure and value is not None
    ]
    address, value = data.draw(st.sampled_from(cells))
    wrong = data.draw(st.integers(0, 10**6).filter(lambda one: one != value))
    after = audited(sample.changed({address: str(wrong)}).text)
    assert any(tally.failed for tally in after.outcomes.values())


# Cases


def test_a_whole_report_is_covered_but_for_table_2() -> None:
    covered = audited(specimen("2021", prose=SAID)).coverage
    assert (covered.figures, covered.checked) == (200, 190)
    assert {address.partition(".")[0] for address in covered.unchecked} == {"表二"}
    assert covered.single == ((2, False), (3, True), (4, True))
    assert (covered.numbers, covered.compared) == (3, 3)


def test_a_cell_whose_equations_are_held_up_says_by_what() -> None:
    # Nothing stands in 总计 of row 一, so its row has no sum; its column has none either.
    text = specimen("2021", cells={"表三.一[总计]": "约5"})
    covered = audited(text).coverage
    assert "表三.二[总计]" not in covered.unchecked, "its own row is judged"
    assert dict(covered.single)[3] is True, "every figure that was read is in some equation"
    alone = Auditor.load(select=["balance"]).audit(text.encode()).coverage
    assert alone.reasons["表三.二[总计]"].zh == "表三.一[总计] 无法读取"
    assert alone.reasons["表三.三（一）[总计]"].zh == "没有算式核对这一格"
    assert dict(alone.single)[3] is False


def test_the_reason_is_what_held_up_an_equation_of_this_very_cell() -> None:
    cells = {"表三.三（三）1[其他]": "约5", "表三.三（一）[总计]": "约5"}
    covered = Auditor.load(select=["totals"]).audit(specimen("2021", cells=cells).encode()).coverage
    assert covered.reasons["表三.三（一）[其他]"].zh in {
        "表三.三（三）1[其他] 无法读取",
        "表三.三（一）[总计] 无法读取",
    }


def test_a_number_that_no_rule_compares_is_named_with_its_place() -> None:
    text = specimen("2021", prose={1: "全年主动公开政府信息128条。"})
    (left,) = audited(text).coverage.uncompared
    assert (left.claim.metric, left.claim.value) == ("disclosed_total", 128)
    assert text.split("\n")[left.line - 1][left.column - 1 :].startswith("128条")


def test_a_number_whose_cell_cannot_be_read_says_which() -> None:
    text = specimen(
        "2021", cells={"表三.一[总计]": "约5"}, prose={1: "全年收到政府信息公开申请5件。"}
    )
    (left,) = audited(text).coverage.uncompared
    assert left.reason.zh == "表三.一[总计] 无法读取，无从核对"


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "报告.txt"
    path.write_text(specimen("2021", prose={1: "全年主动公开政府信息128条。"}), encoding="utf-8")
    return str(path)


def test_one_line_of_the_summary_says_what_was_checked(
    report: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    main(["check", "--isolated", report])
    (line,) = (line for line in capsys.readouterr().out.splitlines() if "核对：表格" in line)
    assert line.strip() == (
        "核对：表格的 200 个数字核对 190 个，正文的 1 个数字核对 0 个；"
        "表三、表四任意一格填错都会发现；未核对（不算通过）：表二全部 10 格"
    )


def test_coverage_lists_what_was_not_checked_and_why(
    report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--isolated", "--coverage", "--lang", "en", report])
    said = capsys.readouterr().out
    assert "unchecked: all 10 cells of 表二: no equation contains this cell" in said
    assert "no rule compares this number" in said
    assert "any single wrong figure of table 3, 4 would be noticed" in said
    main(["check", "--isolated", "--format", "json", report])
    (data,) = json.loads(capsys.readouterr().out)["reports"]
    assert data["coverage"]["single_error_noticed"] == {"2": False, "3": True, "4": True}
