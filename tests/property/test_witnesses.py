"""Laws of last year's report as evidence: it decides between repairs and proves nothing."""

from __future__ import annotations

from random import Random

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from gxaudit.beside import Beside
from gxaudit.diagnose import Cause, Kind, diagnose
from gxaudit.diagnose.system import Equality, equality
from gxaudit.pipeline import Auditor
from gxaudit.settle import Result
from gxaudit.testing import reports
from gxaudit.testing.engine import audit_text, selecting
from gxaudit.testing.sample import Sample
from tests.benchmark.slips import FORM, PARTS, PROFILES, SYSTEM, TABLE, Values, planted, table, unit
from tests.property.test_diagnose import Small, coefficients, small
from tests.unit.declared import declared

IN, OUT = FORM.row("carried_over_in"), FORM.row("carried_over_out")
CARRIED = declared("表 三\n每列\n应有 二 = 上年(四)\n通过 二=0 上年(四)=0\n不通过 二=1\n")
_OURS = Auditor.load(select=["balance", "totals"])
AUDITOR = selecting(_OURS, (*_OURS.selected, CARRIED), (*_OURS.rules, CARRIED))


def carried(figures: Values) -> list[Equality]:
    """That row 二 is what last year's report says: these figures."""
    return [equality({IN.first + at: 1}, -(one or 0)) for at, one in enumerate(figures)]


def proved(causes: tuple[Cause, ...]) -> list[object]:
    """Everything that is said for certain, and all that is possible."""
    return [
        (
            one.failing,
            one.only,
            one.reason,
            one.lacking,
            one.searched,
            {(each.changes, each.slip, each.open) for each in one.repairs},
            one.kind if one.only or one.kind is Kind.UNLOCATED else None,
        )
        for one in causes
    ]


rows = st.dictionaries(st.integers(0, 4), coefficients, min_size=1)


@given(small, st.lists(st.tuples(rows, st.integers(-9, 9)), max_size=4))
def test_whatever_another_report_says_nothing_proved_changes(
    given_: Small, said: list[tuple[dict[int, int], int]]
) -> None:
    width = len(given_.values)
    kept = [({at: one for at, one in row.items() if at < width}, rest) for row, rest in said]
    beside = [equality(row, rest) for row, rest in kept if row]
    with_it = diagnose(given_.system(), given_.values, witnesses=beside)
    assert proved(with_it) == proved(given_.causes())
    for cause in with_it:
        assert not (cause.only and cause.decided)


seeds = st.integers(0, 2**32)
profiles = st.sampled_from(sorted(PROFILES))


@settings(max_examples=40)
@given(seeds, profiles, st.booleans(), st.integers(0, PARTS - 1))
def test_with_last_years_figures_a_wrong_one_of_row_two_is_named_first(
    seed: int, profile: str, whole: bool, column: int
) -> None:
    random = Random(seed)
    true = table(random, PROFILES[profile])
    said = carried(true[IN.first : IN.first + PARTS + whole])
    if not whole:
        for row in TABLE.rows:
            true[row.first + PARTS] = None
    wrong = list(true)
    wrong[IN.first + column] = (true[IN.first + column] or 0) + random.randint(1, 99)
    (cause,) = diagnose(SYSTEM, wrong, witnesses=said)
    (change,) = cause.repairs[0].changes
    assert (change.cell, change.after) == (IN.first + column, true[IN.first + column])
    # Alone where the table proves it, else of several the only one that last year's agrees with.
    assert cause.only is whole and cause.decided is not whole
    assert cause.settled == (column,)


@settings(max_examples=40)
@given(seeds, profiles, st.lists(st.integers(0, 99), max_size=7))
def test_a_wrong_report_of_last_year_changes_nothing_certain(
    seed: int, profile: str, said: list[int]
) -> None:
    _, wrong = planted(Random(seed), PROFILES[profile], unit, 2)
    assert proved(diagnose(SYSTEM, wrong, witnesses=carried(list(said)))) == proved(
        diagnose(SYSTEM, wrong)
    )


def audited(sample: Sample, last_year: dict[str, str] | None) -> Result:
    beside = evolve(sample, last_year=last_year).beside
    return audit_text(AUDITOR, sample.text, Beside(last_year=beside.last_year))


def closing(figures: list[str]) -> dict[str, str]:
    """Last year's report with these figures in its closing row, and one in each sum that has it."""
    return {FORM.cells[OUT.first + at].address: one for at, one in enumerate(figures)}


counts = st.lists(st.integers(0, 30), min_size=PARTS, max_size=PARTS)


@settings(max_examples=25)
@given(reports(form="2021"), counts)
def test_a_report_whose_own_equations_hold_is_never_accused(
    sample: Sample, figures: list[int]
) -> None:
    result = audited(sample, closing([*map(str, figures), str(sum(figures))]))
    for finding in result.findings:
        if finding.rule == CARRIED.id:
            assert finding.cause is not None
            assert not finding.cause.only and not finding.cause.repairs


@settings(max_examples=25)
@given(reports(form="2021"), st.integers(0, PARTS), st.integers(1, 99))
def test_a_wrong_figure_of_row_two_is_one_finding_with_and_without_last_years_report(
    sample: Sample, column: int, more: int
) -> None:
    given_ = [sample.cells[FORM.cells[IN.first + at].address] for at in range(PARTS + 1)]
    figures = {
        **closing(given_),
        # What was carried out last year had been received.
        **{cell.replace("四", "一"): one for cell, one in closing(given_).items()},
    }
    address = FORM.cells[IN.first + column].address
    wrong = sample.changed({address: str(int(given_[column]) + more)})
    alone, beside = (
        next(one for one in audited(wrong, last).findings if one.evidence)
        for last in (None, figures)
    )
    assert alone.address == beside.address == address
    assert alone.expected == beside.expected == given_[column]
    assert alone.fingerprint == beside.fingerprint and alone.cause and beside.cause
    assert alone.cause.repairs == beside.cause.repairs and beside.cause.only
    assert {one.rule for one in beside.evidence} == {
        *(one.rule for one in alone.evidence),
        CARRIED.id,
    }
    assert beside.message.zh == alone.message.zh + "；这样改与上年报告也一致"
