"""Laws of root causes: against brute force on small systems, and on complete tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from random import Random

from attrs import frozen
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gxaudit.diagnose import Cause, Kind, Reason, Repair, Slip, System, diagnose
from gxaudit.diagnose.system import equality, system
from gxaudit.forms import form_named
from gxaudit.testing import figures
from tests.benchmark.slips import CELLS, SYSTEM

FORM = form_named("2021")
SMALL = range(5)
"""What a cell of a small system holds."""


@frozen
class Small:
    """A system over few cells, and figures that need not satisfy it."""

    rows: tuple[dict[int, int], ...]
    values: tuple[int | None, ...]

    def system(self, order: Random | None = None) -> System:
        rows = list(self.rows)
        if order is not None:
            order.shuffle(rows)
        return system([equality(row) for row in rows], ["count"] * len(self.values))

    def causes(self) -> tuple[Cause, ...]:
        return diagnose(self.system(), self.values)

    def gap(self, row: dict[int, int], values: list[int | None]) -> int | None:
        """What a row is off by; None where one of its figures is not there."""
        total = 0
        for cell, factor in row.items():
            value = values[cell]
            if value is None:
                return None
            total += factor * value
        return total

    def holds(self, repair: dict[int, int], failing: list[dict[int, int]]) -> bool:
        """Whether a repair makes the failing rows hold, and every one that it touches."""
        values = [repair.get(at, value) for at, value in enumerate(self.values)]
        concerned = [row for row in self.rows if repair.keys() & row.keys()]
        return not any(self.gap(row, values) for row in concerned + failing)


coefficients = st.sampled_from([1, 1, 1, -1, -1, 2])
small = st.integers(2, 5).flatmap(
    lambda width: st.builds(
        Small,
        st.lists(
            st.dictionaries(st.integers(0, width - 1), coefficients, min_size=1),
            min_size=1,
            max_size=4,
        ).map(tuple),
        st.tuples(*[st.sampled_from([*SMALL, None] if width > 3 else SMALL)] * width),
    )
)


def brute(given_: Small, failing: list[dict[int, int]], width: int) -> Iterator[dict[int, int]]:
    """Every repair of just so many cells, among small figures."""
    cells = [at for at, value in enumerate(given_.values) if value is not None]
    for chosen in combinations(cells, width):
        for new in product(range(25), repeat=width):
            repair = dict(zip(chosen, new, strict=True))
            changes = all(given_.values[at] != value for at, value in repair.items())
            if changes and given_.holds(repair, failing):
                yield repair


def changes_of(repair: Repair) -> dict[int, int]:
    return {int(one.cell or 0): int(one.after) for one in repair.changes}


def failing_of(cause: Cause) -> list[dict[int, int]]:
    return [dict(one.terms) for one in cause.failing]


@settings(max_examples=150)
@given(small)
def test_the_listed_repairs_are_all_the_smallest_ones(given_: Small) -> None:
    for cause in given_.causes():
        failing = failing_of(cause)
        width = min((repair.size for repair in cause.repairs), default=3)
        for fewer in range(1, min(width, 3)):
            assert not list(brute(given_, failing, fewer))
        assume(width <= 2)
        listed = [changes_of(repair) for repair in cause.repairs]
        every = list(brute(given_, failing, width))
        assert {frozenset(one) for one in every} <= {frozenset(one) for one in listed}
        for repair in every:
            same = [one for one in cause.repairs if changes_of(one).keys() == repair.keys()]
            assert changes_of(same[0]) == repair or same[0].open


@given(small)
def test_the_only_change_is_the_only_one(given_: Small) -> None:
    for cause in given_.causes():
        if cause.only and cause.repairs[0].size <= 2:
            found = list(brute(given_, failing_of(cause), cause.repairs[0].size))
            assert found in ([], [changes_of(cause.repairs[0])])


@given(small)
def test_every_repair_makes_every_equation_hold(given_: Small) -> None:
    for cause in given_.causes():
        for repair in cause.repairs:
            assert all(one.before != one.after and one.after >= 0 for one in repair.changes)
            assert given_.holds(changes_of(repair), failing_of(cause))


@given(small)
def test_every_failing_equation_has_one_cause(given_: Small) -> None:
    failing = [one for cause in given_.causes() for one in cause.failing]
    wrong = {equality(row) for row in given_.rows if given_.gap(row, list(given_.values))}
    assert len(failing) == len(set(failing)) and set(failing) == wrong


@given(small, st.randoms(use_true_random=False))
def test_the_order_of_equations_does_not_matter(given_: Small, order: Random) -> None:
    assert diagnose(given_.system(order), given_.values) == given_.causes()


tables = figures.drafts(FORM).map(lambda draft: [int(one) for one in draft.values])


@settings(max_examples=60)
@given(tables, st.sampled_from(CELLS), st.integers(0, 10**6))
def test_a_single_wrong_cell_of_a_complete_table_is_located_and_valued(
    values: list[int], cell: int, wrong: int
) -> None:
    assume(wrong != values[cell])
    printed = [*values[:cell], wrong, *values[cell + 1 :]]
    (cause,) = diagnose(SYSTEM, printed)
    assert cause.kind is Kind.CELL and cause.only
    assert [changes_of(repair) for repair in cause.repairs] == [{cell: values[cell]}]


rows = st.sampled_from([row for row in FORM.rows if row.first in CELLS])


@settings(max_examples=60)
@given(tables, rows, st.integers(0, 5), st.sampled_from([0, None]), st.booleans())
def test_a_shifted_row_is_put_back(values, row, at, filler, right) -> None:
    true = values[row.first : row.first + 7]
    moved = [*true[:at], filler, *true[at:6]] if right else [*true[:at], *true[at + 1 :], filler]
    printed = [*values[: row.first], *moved, *values[row.first + 7 :]]
    put = [*printed]
    for cause in diagnose(SYSTEM, printed):
        for cell, value in changes_of(cause.repairs[0]).items():
            put[cell] = value
    if filler is None:
        # What is blank and in no equation that fails stays blank.
        put = [two if one is None else one for one, two in zip(put, values, strict=True)]
    assert put == values


@settings(max_examples=40)
@given(tables, st.lists(st.sampled_from(CELLS), min_size=2, max_size=4, unique=True), st.data())
def test_many_errors_never_make_a_wrong_proof(values, cells, data) -> None:
    printed = list(values)
    for cell in cells:
        printed[cell] = data.draw(st.integers(0, 60))
    for cause in diagnose(SYSTEM, printed):
        for repair in cause.repairs:
            put = list(printed)
            for cell, value in changes_of(repair).items():
                put[cell] = value
            failing = {one.failing for one in diagnose(SYSTEM, put)}
            assert not set(cause.failing) & {each for one in failing for each in one}


@given(small)
def test_a_search_that_is_cut_short_says_so_and_proves_nothing(given_: Small) -> None:
    for cause in diagnose(given_.system(), given_.values, nodes=0):
        if cause.repairs and cause.repairs[0].slip not in (None, Slip.CELLS_EXCHANGED):
            continue
        assert (cause.kind, cause.reason) == (Kind.UNLOCATED, Reason.CAPPED)
        assert not cause.only and cause.searched == 0
