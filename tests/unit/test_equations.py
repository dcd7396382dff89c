"""Identities as equations, and what blanks mean."""

import pytest

from gxaudit.equations import IdentityError, compile_identity, difference, holds, read_blanks
from gxaudit.forms import form_named, shipped_forms
from gxaudit.reading import read_report
from gxaudit.report import Blanks
from gxaudit.rule import Identity
from gxaudit.specimen import specimen

BALANCE = Identity(3, "column", left=("一", "二"), right=("三（七）", "四"))
OUTCOMES = Identity(
    3,
    "column",
    left=("三（七）",),
    right=("三（一）", "三（二）", "三（三）", "三（四）", "三（五）", "三（六）"),
)
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
ROWS = Identity(3, "row", left=("总计",), right=APPLICANTS)
FORM = form_named("2021")
EVERY = [
    equation
    for identity in (BALANCE, OUTCOMES, ROWS)
    for equation in compile_identity(identity, FORM)
]


@pytest.mark.parametrize(("form", "rows"), [("2021", 25), ("2019", 23)])
def test_table_3_has_as_many_equations_as_the_form(form: str, rows: int) -> None:
    counts = [len(compile_identity(one, form_named(form))) for one in (BALANCE, OUTCOMES, ROWS)]
    assert counts == [7, 7, rows]


def test_every_cell_of_table_3_has_its_own_set_of_equations() -> None:
    for form in shipped_forms():
        equations = [
            one for each in (BALANCE, OUTCOMES, ROWS) for one in compile_identity(each, form)
        ]
        cells = [at for at, cell in enumerate(form.cells) if cell.table.number == 3]
        watched = {
            at: frozenset(n for n, one in enumerate(equations) if at in one.cells) for at in cells
        }
        assert len(set(watched.values())) == len(cells)
        assert sorted(map(len, watched.values())) == [2] * (len(cells) - 7) + [3] * 7


@pytest.mark.parametrize(
    "wrong",
    [
        Identity(3, "column", left=("五",), right=("一",)),
        Identity(3, "row", left=("合计数",), right=APPLICANTS),
        Identity(3, "cell", left=("表三.一[共计]",), right=("表三.一[总计]",)),
    ],
)
def test_an_identity_about_what_the_form_lacks_is_refused(wrong: Identity) -> None:
    with pytest.raises(IdentityError):
        compile_identity(wrong, FORM)


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


def test_a_table_without_blanks_has_nothing_to_judge() -> None:
    assert blanks_of({}, default="0")[0] is Blanks.NONE


def test_inequalities_hold_when_the_left_is_not_smaller() -> None:
    stock = Identity(
        2,
        "row",
        left=("现行有效件数", "本年废止件数"),
        right=("本年制发件数",),
        relation="≥",
        rows=("[规章]",),
    )
    (equation,) = compile_identity(stock, FORM)
    for issued, verdict in (("3", True), ("4", True), ("5", False)):
        cells = {"表二.[规章][本年制发件数]": issued, "表二.[规章][现行有效件数]": "4"}
        values = read_report(specimen(FORM, cells=cells)).values
        gap = difference(equation, values)
        assert gap is not None
        assert holds(equation, gap) is verdict
