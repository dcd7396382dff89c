"""Identities as equations, and what blanks mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.equations.blanks import read_blanks
from gxaudit.equations.compile import difference, holds
from gxaudit.forms import form_named, shipped_forms
from gxaudit.packs import PackError
from gxaudit.reading.read import read_report
from gxaudit.report import Blanks
from gxaudit.specimen import specimen
from gxaudit.testing import reports
from tests.unit.declared import BALANCE, OUTCOMES, ROWS, equations

FORM = form_named("2021")
EVERY_ON = {
    form.name: [one for body in (BALANCE, OUTCOMES, ROWS) for one in equations(body, form)]
    for form in shipped_forms()
}
EVERY = EVERY_ON[FORM.name]


@pytest.mark.parametrize(("form", "rows"), [("2021", 25), ("2019", 23)])
def test_table_3_has_as_many_equations_as_the_form(form: str, rows: int) -> None:
    counts = [len(equations(one, form_named(form))) for one in (BALANCE, OUTCOMES, ROWS)]
    assert counts == [7, 7, rows]


def test_every_cell_of_table_3_has_its_own_set_of_equations() -> None:
    for form in shipped_forms():
        every = [one for body in (BALANCE, OUTCOMES, ROWS) for one in equations(body, form)]
        cells = [at for at, cell in enumerate(form.cells) if cell.table.number == 3]
        watched = {
            at: frozenset(n for n, one in enumerate(every) if at in one.cells) for at in cells
        }
        assert len(set(watched.values())) == len(cells)
        assert sorted(map(len, watched.values())) == [2] * (len(cells) - 7) + [3] * 7


@pytest.mark.parametrize(
    "wrong",
    [
        BALANCE.replace("一 + 二", "五 + 二"),
        ROWS.replace("[总计]", "[合计数]"),
        "应有 表三.一[共计] = 表三.一[总计]\n通过 表三.一[总计]=0\n不通过 表三.一[总计]=1\n",
    ],
)
def test_an_identity_about_what_the_form_lacks_is_refused(wrong: str) -> None:
    with pytest.raises(PackError):
        equations(wrong, FORM)


def blanks_of(cells: dict[str, str], default: str = "") -> tuple[Blanks, dict[str, object]]:
    report = read_report(specimen(FORM, cells=cells, default=default))
    judged, values = read_blanks(report, EVERY)
    return judged.blanks[1], {
        cell.address: value for cell, value in zip(FORM.cells, values, strict=True)
    }


def test_two_printed_totals_that_hold_make_the_blanks_zero() -> None:
    reading, values = blanks_of(
        {
            "表三.一[自然人]": "4",
            "表三.一[总计]": "4",
            "表三.三（一）[自然人]": "4",
            "表三.三（七）[自然人]": "4",
            "表三.三（七）[总计]": "4",
        }
    )
    assert reading is Blanks.ZERO
    assert values["表三.一[商业企业]"] == 0


def test_one_printed_total_is_not_enough() -> None:
    reading, values = blanks_of({"表三.一[自然人]": "4", "表三.一[总计]": "4"})
    assert reading is Blanks.UNVERIFIABLE
    assert values["表三.一[商业企业]"] is None


def test_a_printed_total_of_zero_makes_its_blank_parts_zero() -> None:
    totals = {cell.address: "0" for cell in FORM.cells if cell.column.label == "总计"}
    reading, values = blanks_of(totals)
    assert reading is Blanks.HARMLESS
    assert values["表三.三（三）8[其他]"] == 0


@given(reports(), st.data())
def test_a_total_left_out_of_a_row_with_figures_is_never_taken_for_0(sample, data) -> None:
    """However many totals of a consistent report are not printed, zeros or not: nothing fails."""
    form, values = sample.form, sample.report.values
    table = [cell for cell in form.cells if cell.table.number == 3]
    totals = [cell.address for cell in table if cell.column.key == "total"]
    left_out = data.draw(st.sets(st.sampled_from(totals)))
    if data.draw(st.booleans()):
        left_out |= {cell.address for cell in table if not values[form.index(cell.address)]}
    report = sample.changed(dict.fromkeys(left_out, "")).report
    judged, known = read_blanks(report, EVERY_ON[form.name])
    for at, value in enumerate(known):
        assert value in (values[at], None)
        assert (at in judged.zeros) is (value == 0 and report.values[at] is None)
    assert not [one for one in EVERY_ON[form.name] if difference(one, known)]


def test_a_total_of_totals_that_were_left_out_is_none_of_0_either() -> None:
    cells = {
        "表三.一[自然人]": "4",
        "表三.一[总计]": "4",
        "表三.二[总计]": "0",
        "表三.三（七）[总计]": "0",
        "表三.四[商业企业]": "4",
        "表三.四[总计]": "4",
        "表三.三（一）[自然人]": "3",
    }
    _, values = blanks_of(cells)
    assert values["表三.三（一）[总计]"] is None
    assert values["表三.三（七）[自然人]"] is None
    assert values["表三.三（七）[商业企业]"] == 0
    _, values = blanks_of({**cells, "表三.三（七）[总计]": ""})
    assert values["表三.三（七）[总计]"] is None


def test_a_table_without_blanks_has_nothing_to_judge() -> None:
    assert blanks_of({}, default="0")[0] is Blanks.NONE


def test_inequalities_hold_when_the_left_is_not_smaller() -> None:
    (equation, *_) = equations(
        "表 二\n每行\n应有 [现行有效件数] ≥ [本年制发件数] − [本年废止件数]\n"
        "通过 [现行有效件数]=1\n不通过 [本年制发件数]=1\n",
        FORM,
    )
    for issued, verdict in (("3", True), ("4", True), ("5", False)):
        cells = {"表二.[规章][本年制发件数]": issued, "表二.[规章][现行有效件数]": "4"}
        values = read_report(specimen(FORM, cells=cells)).values
        gap = difference(equation, values)
        assert gap is not None
        assert holds(equation.must, gap) is verdict
