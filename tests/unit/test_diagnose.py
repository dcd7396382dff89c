"""Root causes by example: what is wrong, what explains it, and what cannot be told."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from gxaudit.diagnose import Cause, Claimed, Kind, Reason, Repair, Slip, diagnose, place_of
from gxaudit.diagnose.slips import slip_of
from gxaudit.diagnose.system import equality, system
from gxaudit.forms import form_named
from gxaudit.report import State
from tests.benchmark.slips import SYSTEM

FORM = form_named("2021")
COLUMNS = ("natural", "business", "research", "social", "lawfirm", "other_org", "total")
Figures = list[int | None]


def at(item: str, column: str) -> int:
    return FORM.index(f"表三.{item}[{column}]")


def table(**rows: str) -> Figures:
    """A form of zeros with some rows of table 3, by key, their figures in printed order."""
    values: Figures = [0] * len(FORM.cells)
    for key, row in rows.items():
        first = FORM.row(key).first
        figures = [None if one == "." else int(one) for one in row.split()]
        values[first : first + len(figures)] = figures
    return values


RIGHT = {
    "applications_received": "60 12 0 0 3 0 75",
    "carried_over_in": "2 0 0 0 0 0 2",
    "granted": "31 7 0 0 2 0 40",
    "partially_granted": "4 0 0 0 0 0 4",
    "unable_not_held": "22 4 0 0 1 0 27",
    "handled_total": "57 11 0 0 3 0 71",
    "carried_over_out": "5 1 0 0 0 0 6",
}


def changed(base: Mapping[str, str] = RIGHT, **cells: int | None) -> Figures:
    """The right table with other figures in some cells, by ``row__column``."""
    values = table(**base)
    for name, value in cells.items():
        row, _, column = name.partition("__")
        values[FORM.index(f"t3.{row}.{column}")] = value
    return values


def only(values: Figures, **given: object) -> Cause:
    """The one cause of a table."""
    (cause,) = diagnose(SYSTEM, values, **given)  # type: ignore[arg-type]
    return cause


def said(repair: Repair) -> dict[str, object]:
    """The changes of a repair by key; claims by position."""
    return {
        f"claim {one.claim}" if one.cell is None else FORM.cells[one.cell].key[3:]: one.after
        for one in repair.changes
    }


def said_in(repair: Repair) -> dict[int | None, object]:
    """The changes of a repair by index."""
    return {one.cell: one.after for one in repair.changes}


def test_a_table_that_holds_has_no_cause() -> None:
    assert diagnose(SYSTEM, changed()) == ()


@pytest.mark.parametrize(
    ("cell", "printed", "slip"),
    [
        ("granted__natural", 13, Slip.DIGITS_TRANSPOSED),
        ("granted__natural", 331, Slip.DIGIT_DOUBLED),
        ("granted__natural", 3, Slip.DIGIT_DROPPED),
        ("granted__natural", 0, Slip.ZEROED),
        ("granted__natural", 39, Slip.DIGIT_REPLACED),
        ("granted__natural", 32, Slip.OFF_BY_ONE),
        ("granted__natural", 431, Slip.DIGIT_ADDED),
        ("granted__natural", 777, Slip.MISCOUNTED),
        ("handled_total__total", 17, Slip.DIGITS_TRANSPOSED),
        ("carried_over_out__business", 2, Slip.OFF_BY_ONE),
    ],
)
def test_one_wrong_cell_is_named_with_the_slip_that_explains_it(cell, printed, slip) -> None:
    cause = only(changed(**{cell: printed}))
    (repair,) = cause.repairs
    row, column = cell.split("__")
    right = changed()[FORM.index(f"t3.{row}.{column}")]
    assert (cause.kind, cause.only) == (Kind.CELL, True)
    assert said(repair) == {f"{row}.{column}": right}
    assert repair.changes[0].before == printed and repair.changes[0].slip is slip


def test_a_blank_that_was_read_as_nothing_is_what_the_equations_determine() -> None:
    values = changed(granted__natural=0)
    states = [State.NUMBER] * len(values)
    states[at("三（一）", "自然人")] = State.BLANK
    (repair,) = only(values, states=states).repairs
    assert said(repair) == {"granted.natural": 31}
    assert repair.changes[0].slip is Slip.LEFT_BLANK


def test_the_equations_that_prove_it_are_those_that_failed() -> None:
    cause = only(changed(granted__natural=32))
    places = [origin.place for one in cause.failing for origin in one.origins]
    rules = {place.column or (place.row and place.row.key) for place in places}
    assert rules == {"自然人", "granted"}


def test_two_offsetting_errors_in_row_one_are_both_named_where_its_total_is_balanced() -> None:
    # 自然人 61 for 60 and 其他 −1: the total of the row, and its column, hold.
    cause = only(changed(applications_received__natural=61, applications_received__business=11))
    wrong = {at("一", "自然人"), at("一", "商业企业")}
    assert cause.kind is Kind.CELLS and wrong <= set(cause.cells)
    assert {"applications_received.natural": 60, "applications_received.business": 12} in [
        said(repair) for repair in cause.repairs
    ]


def test_it_is_the_only_change_where_no_other_row_has_figures_to_give() -> None:
    plain = {
        "applications_received": "60 1 0 0 0 0 61",
        "granted": "60 1 0 0 0 0 61",
        "handled_total": "60 1 0 0 0 0 61",
    }
    cause = only(
        changed(plain, applications_received__natural=61, applications_received__business=0)
    )
    assert cause.only
    assert said(cause.repairs[0]) == {
        "applications_received.natural": 60,
        "applications_received.business": 1,
    }


def test_two_cells_that_were_exchanged_come_first() -> None:
    cause = only(changed(granted__natural=7, granted__business=31))
    assert (cause.kind, cause.repairs[0].slip) == (Kind.STRUCTURE, Slip.CELLS_EXCHANGED)
    assert said(cause.repairs[0]) == {"granted.natural": 31, "granted.business": 7}
    # In no other row could 自然人 be less by 24, or 商业企业.
    assert cause.only and cause.searched == 2


@pytest.mark.parametrize(
    ("printed", "slip"),
    [
        ("31 0 7 0 0 2 0", Slip.SHIFTED_RIGHT),
        ("31 . 7 0 0 2 0", Slip.SHIFTED_RIGHT),
        ("31 7 0 2 0 40 0", Slip.SHIFTED_LEFT),
        ("31 7 0 2 0 40 .", Slip.SHIFTED_LEFT),
        ("3 1 7 0 0 2 0", Slip.SPLIT),
        ("317 0 0 2 0 40 0", Slip.JOINED),
    ],
)
def test_a_row_that_was_moved_as_a_whole_is_put_back(printed: str, slip: Slip) -> None:
    cause = only(table(**RIGHT | {"granted": printed}))
    first = cause.repairs[0]
    assert (cause.kind, first.slip) == (Kind.STRUCTURE, slip)
    row = FORM.row("granted").first
    put = table(granted=printed)
    for one in first.changes:
        assert one.cell is not None
        put[one.cell] = int(one.after)
    assert put[row : row + 7] == table(**RIGHT)[row : row + 7]


def test_two_neighbouring_rows_that_were_exchanged() -> None:
    rows = {"handled_total": RIGHT["carried_over_out"], "carried_over_out": RIGHT["handled_total"]}
    cause = only(table(**RIGHT | rows))
    assert (cause.kind, cause.repairs[0].slip) == (Kind.STRUCTURE, Slip.ROWS_EXCHANGED)
    assert len(cause.repairs[0].changes) == 8


def test_a_row_that_is_wrong_throughout_is_named_as_a_row() -> None:
    cause = only(table(**RIGHT | {"granted": "33 8 1 1 3 0 46"}))
    assert cause.repairs[0].slip is Slip.LINE
    assert place_of(FORM, cause.cells).row is FORM.row("granted")
    assert cause.searched == 3


def test_without_the_column_of_totals_only_the_column_is_known() -> None:
    values = changed(granted__natural=32)
    for row in FORM.table(3).rows:
        values[row.first + 6] = None
    cause = only(values)
    assert (cause.kind, cause.reason, cause.only) == (Kind.UNLOCATED, Reason.LACKING, False)
    assert place_of(FORM, cause.lacking).column == "总计"
    shared = place_of(FORM, cause.cells)
    assert (shared.row, shared.column) == (None, "自然人")
    assert {"granted.natural": 31} in [said(repair) for repair in cause.repairs]


def test_what_can_be_located_without_the_column_of_totals_is() -> None:
    values = changed(handled_total__natural=75)
    for row in FORM.table(3).rows:
        values[row.first + 6] = None
    cause = only(values)
    assert (cause.kind, cause.only) == (Kind.CELL, True)
    assert said(cause.repairs[0]) == {"handled_total.natural": 57}


def test_one_equation_alone_cannot_tell_its_cells_apart() -> None:
    values = changed()
    values[FORM.index("t4.review.total")] = 2
    cause = only(values)
    assert cause.kind is Kind.CELL and not cause.only
    assert len(cause.repairs) == 5
    # Each is as small; that the 2 was typed for a 0 is likelier than four zeros of which one is 2.
    assert {"review.total": 0} in [said(repair) for repair in cause.repairs]


def test_too_many_errors_are_not_explained_away() -> None:
    values = changed(granted__natural=50, partially_granted__business=51)
    for more, cell in enumerate(("三（四）1[法律服务机构]", "三（七）[自然人]", "四[商业企业]")):
        values[FORM.index(f"表三.{cell}")] = 80 + more
    cause = only(values)
    assert (cause.kind, cause.reason, cause.repairs) == (Kind.UNLOCATED, Reason.TOO_MANY, ())
    assert cause.searched == 3


def test_a_search_that_is_given_up_says_so() -> None:
    causes = diagnose(SYSTEM, changed(granted__natural=32, granted__business=6), nodes=5)
    assert causes
    for cause in causes:
        assert (cause.kind, cause.reason, cause.only) == (Kind.UNLOCATED, Reason.CAPPED, False)


def claim(key: str, value: int) -> Claimed:
    return Claimed(value, ((FORM.index(key), 1),))


def test_prose_against_a_table_that_confirms_itself_is_the_fault_of_the_prose() -> None:
    cause = only(changed(), claims=[claim("t3.applications_received.total", 57)])
    assert (cause.kind, cause.only, cause.doubtful) == (Kind.PROSE, True, False)
    assert said(cause.repairs[0]) == {"claim 0": 75}


def test_prose_that_agrees_with_the_repair_confirms_it() -> None:
    claims = [claim("t3.applications_received.total", 75)]
    cause = only(changed(applications_received__total=57), claims=claims)
    assert cause.kind is Kind.CELL and cause.only
    assert (cause.claims, cause.repairs[0].agrees) == ((0,), (0,))


def test_prose_that_was_copied_from_the_wrong_cell_does_not_save_it() -> None:
    claims = [claim("t3.applications_received.total", 57)]
    cause = only(changed(applications_received__total=57), claims=claims)
    assert said(cause.repairs[0]) == {"applications_received.total": 75} and cause.only
    assert cause.repairs[0].disagrees == (0,)


def test_where_the_table_is_in_doubt_too_both_are_named() -> None:
    claims = [claim("t3.applications_received.total", 70)]
    causes = diagnose(SYSTEM, changed(applications_received__total=57), claims=claims)
    assert [one.kind for one in causes] == [Kind.CELL, Kind.PROSE]
    assert causes[1].doubtful and not causes[1].only
    assert [said(one.repairs[0]) for one in causes] == [
        {"applications_received.total": 75},
        {"claim 0": 75},
    ]


def test_a_total_is_not_in_doubt_where_a_part_of_it_is_proved_wrong() -> None:
    claims = [claim("t3.applications_received.total", 70)]
    causes = diagnose(SYSTEM, changed(applications_received__natural=61), claims=claims)
    assert [(one.kind, one.only) for one in causes] == [(Kind.CELL, True), (Kind.PROSE, True)]


def test_prose_can_turn_the_order_and_so_the_kind() -> None:
    rows = {
        "applications_received": "13 12 0 0 0 0 25",
        "carried_over_in": "4 4 0 0 0 0 8",
        "granted": "9 11 0 0 0 0 20",
        "handled_total": "9 11 0 0 0 0 20",
        "carried_over_out": "7 6 0 0 0 0 13",
    }
    assert only(table(**rows)).kind is Kind.STRUCTURE
    said_often = [claim("t3.applications_received.natural", 13)] * 3
    cause = only(table(**rows), claims=said_often)
    assert cause.kind is Kind.CELLS
    assert cause.repairs[-1].disagrees == (0, 1, 2)


def test_a_cell_that_no_equation_confirms_is_as_doubtful_as_the_prose() -> None:
    permits = FORM.index("t2.permits.decisions")
    cause = only(changed(), claims=[Claimed(7, ((permits, 1),))])
    assert cause.doubtful and not cause.only
    assert [one.cell for repair in cause.repairs for one in repair.changes] == [None, permits]


def test_prose_settles_which_of_several_changes_comes_first() -> None:
    values = changed()
    values[FORM.index("t4.review.total")] = 2
    first = only(values, claims=[claim("t4.review.total", 0)]).repairs[0]
    assert said(first) == {"review.total": 0} and first.agrees == (0,)
    values[FORM.index("t4.review.pending")] = 1
    last = only(values, claims=[claim("t4.review.total", 2)]).repairs[-1]
    assert said(last) == {"review.total": 1} and last.disagrees == (0,)


def test_figures_with_places_are_reckoned_with_exactly() -> None:
    money = system([equality({0: 1, 1: 1, 2: -1}), equality({0: 1, 3: -1})], ["money"] * 4)
    (cause,) = diagnose(money, [Decimal("0.1"), Decimal("0.2"), Decimal("0.31"), Decimal("0.1")])
    assert {one.cell: one.after for repair in cause.repairs for one in repair.changes} == {
        1: Decimal("0.21"),
        2: Decimal("0.3"),
    }


def test_figures_of_any_length_are_reckoned_with_exactly() -> None:
    long = Decimal("123456789012345678901234567890123456.7")
    money = system([equality({0: 1, 1: -1}), equality({0: 1, 2: -1})], ["money"] * 3)
    (cause,) = diagnose(money, [long, long, 10**400])
    assert [said_in(repair) for repair in cause.repairs] == [{2: long}]


def test_a_count_is_never_below_nothing() -> None:
    counts = system([equality({0: 1, 1: 1, 2: -1})], ["count"] * 3)
    (cause,) = diagnose(counts, [5, 0, 2])
    found = {(one.cell, one.after) for repair in cause.repairs for one in repair.changes}
    assert found == {(0, 2), (2, 5)}


def test_what_several_cells_could_share_in_many_ways_is_said_to_be_open() -> None:
    counts = system([equality({0: 1, 1: 1, 2: 1}, -3), equality({2: 1})], ["count"] * 3)
    (cause,) = diagnose(counts, [2, 2, 0])
    assert all(repair.size == 1 and not repair.open for repair in cause.repairs)
    (cause,) = diagnose(system([equality({0: 1, 1: 1}, -1)], ["count"] * 2), [4, 4])
    assert cause.repairs[0].size == 2 and cause.repairs[0].open and not cause.only


@pytest.mark.parametrize(
    ("likelier", "other"),
    [((21, 12), (78, 12)), ((0, 5), (3, 5)), ((12, 13), (17, 13)), ((55, 5), (56, 5))],
)
def test_slips_of_the_keyboard_are_likelier_than_others(likelier, other) -> None:
    assert slip_of(*likelier)[1] < slip_of(*other)[1]
