"""Real reports in ../shared/seeds with their ground truth; skipped where they are absent."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gxaudit.finding import Finding, Outcome, Severity
from gxaudit.pipeline import Auditor
from gxaudit.report import Report, State
from gxaudit.settle import Result

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not there")
AUDITOR = Auditor.load()
NAMES = ("000", "001", "002", "004")
WHOLE = ("000", "001", "004")


def data_of(name: str) -> bytes:
    (path,) = SEEDS.glob(f"{name}_*.txt")
    return path.read_bytes()


def audited(data: bytes) -> tuple[Result, Report]:
    result = AUDITOR.audit(data)
    assert not result.faults
    assert result.report is not None
    return result, result.report


def serious(result: Result) -> list[Finding]:
    return [one for one in result.failures if one.severity > Severity.NOTE]


@pytest.mark.parametrize("name", WHOLE)
def test_a_correct_report_has_no_finding(name: str) -> None:
    result, report = audited(data_of(name))
    assert not result.failures
    assert set(report.states) == {State.NUMBER}
    unevaluated = [one for one in result.outcomes.values() if one.not_evaluated]
    assert all(one.unaccompanied for one in unevaluated)


NONZERO = {
    "000": {
        "t2.normative_docs.in_force": 1,
        **dict.fromkeys(
            (
                f"t3.{row}.{column}"
                for row in ("applications_received", "denied_admin_query", "handled_total")
                for column in ("natural", "total")
            ),
            1,
        ),
    },
    "001": {
        "t2.normative_docs.issued": 1,
        "t2.normative_docs.in_force": 1,
        **dict.fromkeys(
            (
                f"t3.{row}.{column}"
                for row in ("applications_received", "granted", "handled_total")
                for column in ("natural", "total")
            ),
            44,
        ),
    },
    "002": {},
    "004": {},
}


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_read(name: str) -> None:
    _, report = audited(data_of(name))
    assert {cell.key: cell.value for cell in report.cells() if cell.value} == NONZERO[name]


def test_the_cut_report_has_one_error_and_says_what_was_not_checked() -> None:
    result, report = audited(data_of("002"))
    (error,) = serious(result)
    assert (error.rule, error.severity) == ("totals/columns", Severity.ERROR)
    assert "总计" in error.message.zh
    assert "19" in error.message.zh
    missing = [cell.address for cell in report.cells() if cell.state is State.MISSING]
    assert len([one for one in missing if one.endswith("[总计]")]) == 25
    assert len([one for one in missing if one.endswith("[其他]")]) == 19
    assert len(missing) == 44
    counts = {
        rule: (one.passed, one.not_evaluated, one.outcome)
        for rule, one in result.outcomes.items()
        if one.not_evaluated
    }
    assert counts["balance/applications"] == (6, 1, Outcome.NOT_EVALUATED)
    assert counts["totals/outcomes"] == (5, 2, Outcome.NOT_EVALUATED)
    assert counts["totals/rows"] == (0, 25, Outcome.NOT_EVALUATED)


CLAIMS = {
    "000": [
        ("disclosed_total", "93", "stated"),
        ("applications_received", "1", "stated"),
        ("normative_docs_issued", "0", "negated"),
        ("normative_docs_in_force", "1", "stated"),
        ("fee_zero_statement", "0", "negated"),
        ("admin_fee_amount", "0.0000", "stated"),
    ],
    "001": [
        ("applications_received", "44", "stated"),
        ("applications_received_online", "43", "stated"),
        ("applications_received_letter", "1", "stated"),
        ("handled_total", "44", "stated"),
        ("fee_zero_statement", "0", "negated"),
    ],
    "002": [
        ("applications_received", "0", "negated"),
        ("fee_zero_statement", "0", "negated"),
    ],
    "004": [
        ("disclosed_total", "649", "stated"),
        ("applications_received", "0", "stated"),
        ("review_total", "0", "negated"),
        ("litigation_total", "0", "negated"),
        ("review_total", "0", "negated"),
        ("litigation_total", "0", "negated"),
        ("fee_zero_statement", "0", "negated"),
    ],
}


@pytest.mark.parametrize("name", NAMES)
def test_the_claims_and_none_of_the_traps(name: str) -> None:
    _, report = audited(data_of(name))
    read = [(one.metric, str(one.value), one.polarity) for one in report.claims]
    if name == "000" and ("applications_received_letter", "1", "stated") in read:
        read.remove(("applications_received_letter", "1", "stated"))
    assert sorted(read) == sorted(CLAIMS[name])


def changed(data: bytes, report: Report, index: int, value: str) -> bytes:
    cell = report.cell_at(index)
    lines = data.decode().split("\n")
    line = lines[cell.line - 1]
    start = cell.column - 1
    assert line[start : start + len(cell.raw)] == cell.raw
    lines[cell.line - 1] = line[:start] + value + line[start + len(cell.raw) :]
    return "\n".join(lines).encode()


def shown(result: Result, rule: str, address: str) -> bool:
    """Whether an error of a rule shows an equation in which the cell stands."""
    return any(
        one.rule == rule
        and one.severity is Severity.ERROR
        and one.equation is not None
        and address in [part.address for part in (*one.equation.left, *one.equation.right)]
        for one in result.failures
    )


@pytest.mark.parametrize("name", WHOLE)
def test_any_one_changed_cell_of_tables_3_and_4_is_noticed_with_its_equations(name: str) -> None:
    data = data_of(name)
    _, report = audited(data)
    for index, spec in enumerate(report.form.cells):
        if spec.table.number == 2:
            continue
        result, _ = audited(changed(data, report, index, "7"))
        if spec.table.number == 4:
            assert shown(result, "totals/review", spec.address), spec.address
        else:
            assert shown(result, "totals/rows", spec.address), spec.address
            assert shown(result, "balance/applications", spec.address) or shown(
                result, "totals/outcomes", spec.address
            ), spec.address


@pytest.mark.parametrize("name", WHOLE)
def test_a_table_2_figure_is_unchecked_and_not_passed(name: str) -> None:
    data = data_of(name)
    _, report = audited(data)
    for index, spec in enumerate(report.form.cells):
        if spec.table.number == 2:
            result, _ = audited(changed(data, report, index, "7"))
            assert spec.address in result.unchecked


def test_the_two_figures_of_one_sentence_belong_to_two_rules() -> None:
    text = data_of("001").decode()
    line = text.split("\n")[10]
    first, _, last = (match.start() for match in re.finditer("44|43", line))
    for at, rule, address in (
        (first, "narrative/received", "表三.一[总计]"),
        (last, "narrative/handled", "表三.三（七）[总计]"),
    ):
        spoilt = text.replace(line, f"{line[:at]}45{line[at + 2 :]}")
        result, _ = audited(spoilt.encode())
        (warning,) = serious(result)
        assert (warning.rule, warning.severity) == (rule, Severity.WARNING)
        assert address in warning.message.zh
        assert "45" in warning.message.zh
        assert "44" in warning.message.zh


def cut_anywhere(data: bytes) -> Iterator[bytes]:
    for length in range(0, len(data), max(1, len(data) // 60)):
        yield data[:length].decode("utf-8", "ignore").encode()


@pytest.mark.parametrize("name", NAMES)
def test_a_report_cut_anywhere_invents_nothing(name: str) -> None:
    _, whole = audited(data_of(name))
    for piece in cut_anywhere(data_of(name)):
        result = AUDITOR.audit(piece)
        if result.report is None or result.report.form.name != whole.form.name:
            continue
        for index, value in enumerate(result.report.values):
            assert value in (None, whole.values[index]), whole.form.cells[index].address
