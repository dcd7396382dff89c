"""What is proved of rules: dependence, feasibility, and what the engine then really notices."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from itertools import combinations, product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.finding import Failed
from gxaudit.forms import form_named
from gxaudit.judging.runner import Plan, judge
from gxaudit.packs import packaged
from gxaudit.proof.algebra import Span, smallest_dependent
from gxaudit.proof.certificate import Watched, certify
from gxaudit.proof.feasible import Bound, satisfiable
from gxaudit.testing import reports
from gxaudit.testing.sample import Sample

factors = st.integers(-3, 3)
vectors = st.lists(
    st.dictionaries(st.sampled_from("abcd"), factors, max_size=4), min_size=1, max_size=5
)
columns = st.dictionaries(
    st.sampled_from("abcdef"), st.dictionaries(st.integers(0, 3), factors, max_size=3), max_size=6
).map(lambda each: {name: {r: f for r, f in one.items() if f} for name, one in each.items()})


def rank(rows: list[dict[str, int]]) -> int:
    """The order of the largest minor that is not 0: slow, and another way than ours."""
    names = sorted({name for row in rows for name in row})
    matrix = [[row.get(name, 0) for name in names] for row in rows]
    for size in range(min(len(matrix), len(names)), 0, -1):
        for chosen in combinations(matrix, size):
            for at in combinations(range(len(names)), size):
                if determinant([[row[i] for i in at] for row in chosen]):
                    return size
    return 0


def determinant(matrix: list[list[int]]) -> int:
    if not matrix:
        return 1
    head, *rest = matrix
    return sum(
        (-1) ** at * factor * determinant([row[:at] + row[at + 1 :] for row in rest])
        for at, factor in enumerate(head)
    )


@given(vectors)
def test_the_rank_is_the_order_of_the_largest_minor(rows: list[dict[str, int]]) -> None:
    span = Span()
    added = [span.add(row) for row in rows]
    assert span.rank == sum(added) == rank(rows)
    assert all(span.holds(row) for row in rows)


@given(columns)
def test_the_smallest_dependent_columns_are_found(given_: dict[str, dict[int, int]]) -> None:
    dependent = [
        size
        for size in range(1, len(given_) + 1)
        for chosen in combinations(given_, size)
        if rank([{str(r): f for r, f in given_[name].items()} for name in chosen]) < size
    ]
    found = smallest_dependent(given_)
    assert (found and len(found)) == min(dependent, default=None)
    if found:
        assert rank([{str(r): f for r, f in given_[name].items()} for name in found]) < len(found)


bounds = st.lists(
    st.builds(
        lambda factors, constant, strict: Bound(
            {name: Fraction(one) for name, one in factors.items() if one},
            Fraction(constant),
            strict,
        ),
        st.dictionaries(st.sampled_from("abc"), factors, max_size=3),
        st.integers(-6, 6),
        st.booleans(),
    ),
    max_size=4,
)


@given(bounds, st.dictionaries(st.sampled_from("abc"), st.integers(0, 9)))
def test_bounds_that_some_figures_satisfy_are_satisfiable(
    given_: list[Bound], figures: dict[str, int]
) -> None:
    sums = [
        each.constant + sum(each.factors[one] * figures.get(str(one), 0) for one in each.factors)
        for each in given_
    ]
    held = [
        value > 0 or (value == 0 and not each.strict)
        for each, value in zip(given_, sums, strict=True)
    ]
    assert satisfiable([each for each, true in zip(given_, held, strict=True) if true])


@given(bounds, st.lists(st.integers(0, 3), min_size=4, max_size=4), st.integers(1, 5))
def test_bounds_that_contradict_a_sum_of_them_are_not_satisfiable(
    given_: list[Bound], weights: list[int], short: int
) -> None:
    total: dict[Hashable, Fraction] = {}
    constant = Fraction(0)
    for weight, each in zip(weights, given_, strict=False):
        constant += weight * each.constant
        for one, factor in each.factors.items():
            total[one] = total.get(one, Fraction(0)) + weight * factor
    against = Bound({one: -factor for one, factor in total.items()}, -constant - short)
    assert not satisfiable([*given_, against])


@pytest.mark.parametrize(
    ("bounds_", "free", "possible"),
    [
        ([], (), True),
        ([Bound({"a": Fraction(-1)}, Fraction(0), strict=True)], (), False),
        ([Bound({"a": Fraction(-1)}, Fraction(0), strict=True)], ("a",), True),
        ([Bound({}, Fraction(0), strict=True)], (), False),
        ([Bound({}, Fraction(0))], (), True),
    ],
)
def test_the_edges_of_feasibility(
    bounds_: list[Bound], free: tuple[str, ...], *, possible: bool
) -> None:
    assert satisfiable(bounds_, free) is possible


# What the certificate of the shipped packs says is what the engine does.

FORM = form_named("2021")
RULES = tuple(
    rule for name in ("balance", "totals") for rule in packaged("gxaudit", f"{name}.gxr").rules
)
PLAN = Plan(RULES, RULES)
CERTIFICATE = certify(RULES, FORM)
TABLE_3 = [at for at, cell in enumerate(FORM.cells) if cell.table.number == 3]
TABLE_4 = [at for at, cell in enumerate(FORM.cells) if cell.table.number == 4]


def noticed(report: Sample, changes: dict[int, int]) -> bool:
    """Whether a consistent report is found wrong once these figures are changed."""
    values = list(report.report.values)
    for at, change in changes.items():
        values[at] = (values[at] or 0) + change
    _, judged = judge(evolve(report.report, values=tuple(values)), PLAN)
    return any(isinstance(verdict, Failed) for one in judged for verdict in one.verdicts)


sizes = st.integers(-(10**9), 10**9).filter(bool)


@given(reports(form="2021"), st.data())
def test_up_to_three_wrong_cells_of_table_3_are_noticed_whatever_their_size(
    report: Sample, data: st.DataObject
) -> None:
    wrong = data.draw(st.dictionaries(st.sampled_from(TABLE_3), sizes, min_size=1, max_size=3))
    assert noticed(report, wrong)


@given(reports(form="2021"), st.sampled_from(TABLE_4), sizes)
def test_one_wrong_cell_of_table_4_is_noticed_whatever_its_size(
    report: Sample, cell: int, size: int
) -> None:
    assert noticed(report, {cell: size})


@pytest.mark.parametrize(
    "table", CERTIFICATE.tables[1:], ids=lambda one: f"table {one.table.number}"
)
@given(reports(form="2021"), st.integers(1, 1000))
def test_where_the_certificate_says_that_errors_can_hide_they_do(
    table: Watched, report: Sample, size: int
) -> None:
    cells = [FORM.index(cell) for cell in table.hidden]
    ways = [
        dict(zip(cells, signs, strict=True)) for signs in product((size, -size), repeat=len(cells))
    ]
    assert not all(noticed(report, way) for way in ways)
