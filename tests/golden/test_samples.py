"""Our sample reports: hand-written expectations, the oracle, and the engine against both."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gxaudit.finding import Finding
from gxaudit.pipeline import Auditor
from gxaudit.testing.companions import looks_aside
from tests.golden import oracle

HERE = Path(__file__).parent
REPORTS = HERE.parent / "reports"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    (HERE / "expected.toml").read_text(encoding="utf-8")
)
AUDITOR = Auditor.load()
ARITHMETIC = ("balance/applications", "totals/outcomes", "totals/rows", "totals/review")
NOT_WHOLE = {
    "沙河市商务局2025.txt": "the total column is cut off",
    "柳林县交通运输局2022.txt": "a row is gone",
}


_ALONE = {False: "passed", True: "not_evaluated"}


def test_every_sample_has_an_expectation() -> None:
    assert {path.name for path in REPORTS.iterdir()} == set(EXPECTED)
    assert len(EXPECTED) >= 8
    assert sum(any(sev != "note" for *_, sev in one["failed"]) for one in EXPECTED.values()) >= 5


@pytest.mark.parametrize("name", sorted(set(EXPECTED) - set(NOT_WHOLE)))
def test_the_oracle_agrees_with_the_hand_written_failures(name: str) -> None:
    """Rule by rule as many failures as were written down: neither knows the other's code."""
    found = oracle.failures(oracle.text_of((REPORTS / name).read_bytes()))
    for rule in ARITHMETIC:
        by_hand = [one for one, _, _ in EXPECTED[name]["failed"] if one == rule]
        assert len([one for one, _ in found if one == rule]) == len(by_hand), rule


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_whole_matrix(name: str) -> None:
    result = AUDITOR.audit((REPORTS / name).read_bytes(), name)
    expected = EXPECTED[name]
    assert not result.faults
    # Alone, what looks at other reports cannot be evaluated, unless form or year exclude it.
    wanted = {rule.id: _ALONE[looks_aside(rule)] for rule in AUDITOR.selected}
    for outcome in ("not_evaluated", "not_applicable"):
        wanted |= dict.fromkeys(expected[outcome], outcome)
    wanted |= {rule: "failed" for rule, _, _ in expected["failed"]}
    assert {rule: tally.outcome.value for rule, tally in result.outcomes.items()} == wanted


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_finding_and_its_place(name: str) -> None:
    result = AUDITOR.audit((REPORTS / name).read_bytes(), name)
    found = sorted((one.rule, _place(one), one.severity.label) for one in result.failures)
    assert found == sorted((rule, place, sev) for rule, place, sev in EXPECTED[name]["failed"])


def _place(finding: Finding) -> str:
    if finding.address:
        return finding.address
    return f"line {finding.location.line}" if finding.location else ""


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_figures_are_read_as_printed(name: str) -> None:
    report = AUDITOR.audit((REPORTS / name).read_bytes(), name).report
    assert report is not None
    for address, value in EXPECTED[name]["figures"].items():
        assert float(report.cell(address).value or 0) == value, address


@pytest.mark.parametrize("name", sorted(set(EXPECTED) - set(NOT_WHOLE)))
def test_table_3_is_read_cell_by_cell_as_the_oracle_reads_it(name: str) -> None:
    data = (REPORTS / name).read_bytes()
    report = AUDITOR.audit(data, name).report
    assert report is not None
    rows = oracle.applications(oracle.text_of(data))
    read = [
        [int(report.values[row.first + at] or 0) for at in range(7)]
        for row in report.form.table(3).rows
    ]
    own = {"其他"} if report.form.name == "2021" else {"不补正", "逾期未按"}
    wanted = [rows[key] for key in oracle.ROWS if key in rows and (key not in own or key == "其他")]
    assert read == wanted
