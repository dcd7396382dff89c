"""Many addresses in few words, and equations written out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.finding import Equation, Operand
from gxaudit.forms import Form, Table, form_named
from gxaudit.render.spelling.addresses import compact, shortened
from gxaudit.render.spelling.numbers import digits, json_number
from gxaudit.render.telling.equation import equation_text
from tests.unit.results import MONEY

FORM = form_named("2021")
forms = st.sampled_from(("2019", "2021")).map(form_named)


def _expand(parts: tuple[str, ...], form: Form) -> set[str]:
    """What a reader takes the words for: an oracle that knows only how they are written."""
    cells: set[str] = set()
    for part in parts:
        table = next(table for table in form.tables if part.startswith(table.name))
        rest = part.removeprefix(table.name)
        if rest.startswith("全部"):
            cells |= {cell.address for cell in form.cells if cell.table is table}
            continue
        cells |= _expand_run(rest.removeprefix("."), table, form)
    return cells


def _expand_run(words: str, table: Table, form: Form) -> set[str]:
    items = sorted((row.item for row in table.rows), key=len, reverse=True)
    item = "|".join(map(re.escape, items))
    match = re.fullmatch(rf"({item})(?:(至|、)({item}))?(?:各列|\[([^\]]+)\])?", words)
    assert match, words
    first, joint, last, columns = match.groups()
    rows = [row.item for row in table.rows]
    start = rows.index(first)
    span = rows[start : rows.index(last) + 1] if joint == "至" else [first, *filter(None, [last])]
    found: set[str] = set()
    for cell in form.cells:
        if cell.table is table and cell.row.item in span:
            labels = [column.label for column in cell.row.columns]
            if columns is None or cell.column.label in _labels(columns, labels):
                found.add(cell.address)
    return found


def _labels(words: str, labels: list[str]) -> list[str]:
    if "至" in words:
        first, last = words.split("至")
        return labels[labels.index(first) : labels.index(last) + 1]
    return words.split("、")


@given(forms, st.data())
def test_compact_addresses_name_exactly_these_cells(form: Form, data: st.DataObject) -> None:
    every = [cell.address for cell in form.cells]
    some = data.draw(st.sets(st.sampled_from(every)))
    assert _expand(compact(some, form, "zh"), form) == some


@given(forms, st.data())
def test_whole_columns_and_rows_are_few_words(form: Form, data: st.DataObject) -> None:
    label = data.draw(st.sampled_from([column.label for column in form.table(3).rows[0].columns]))
    column = [c.address for c in form.cells if c.table.number == 3 and c.column.label == label]
    assert compact(column, form, "zh") == (f"表三.一至四[{label}]",)
    whole = [cell.address for cell in form.cells]
    assert len(compact(whole, form, "en")) == len(form.tables)


def test_keys_mean_the_same_as_addresses() -> None:
    assert compact(["t3.granted.total"], FORM, "zh") == ("表三.三（一）[总计]",)


def test_what_the_form_does_not_know_is_kept() -> None:
    parts = compact(["表九.一", "表三.一[总计]"], FORM, "zh")
    assert parts == ("表三.一[总计]", "表九.一")


def test_a_long_list_says_how_long_it_is() -> None:
    assert shortened("甲乙丙", "zh", most=2) == "甲、乙等 3 处"
    assert shortened("abc", "en", most=2) == "a, b and 1 more"


def _operands(*values: tuple[str, int]) -> tuple[Operand, ...]:
    return tuple(Operand(f"表三.{item}[总计]", "key", value) for item, value in values)


def test_an_equation_is_written_with_its_addresses_and_numbers() -> None:
    equation = Equation(
        "=", _operands(("一", 44), ("二", 0)), _operands(("三（七）", 45), ("四", 0)), 44, 45
    )
    assert equation_text(equation, FORM, "zh") == (
        "表三.一[总计] 44 + 表三.二[总计] 0 = 44 ≠ 表三.三（七）[总计] 45 + 表三.四[总计] 0 = 45"
    )


@pytest.mark.parametrize(
    ("relation", "left", "right", "sign"),
    [("=", 1, 2, "≠"), ("=", 2, 2, "="), ("≥", 1, 2, "<"), ("≥", 2, 2, "≥")],
)
def test_the_sign_says_what_the_numbers_do(relation: str, left: int, right: int, sign: str) -> None:
    assert relation in ("=", "≥")
    equation = Equation(
        "=" if relation == "=" else "≥",
        _operands(("一", left)),
        _operands(("四", right)),
        left,
        right,
    )
    assert (
        equation_text(equation, None, "en") == f"表三.一[总计] {left} {sign} 表三.四[总计] {right}"
    )


def test_the_zeros_of_a_long_sum_are_told_together_and_none_is_lost() -> None:
    rows = [
        row for row in FORM.table(3).rows if row.item.startswith("三") and row.item != "三（七）"
    ]
    values = {row.item: 0 for row in rows} | {"三（一）": 4, "三（三）8": 1}
    equation = Equation("=", _operands(("三（七）", 4)), _operands(*values.items()), 4, 5)
    words = equation_text(equation, FORM, "zh")
    assert words.startswith(
        "表三.三（七）[总计] 4 ≠ 表三.三（一）[总计] 4 + 表三.三（三）8[总计] 1 + "
    )
    inside = re.search(r"19 格为 0（(.*)） = 5", words)
    assert inside
    zeros = {f"表三.{item}[总计]" for item, value in values.items() if value == 0}
    assert _expand(tuple(re.split("、(?=表)", inside.group(1))), FORM) == zeros


def test_negative_parts_are_bracketed() -> None:
    equation = Equation("≥", _operands(("一", 8), ("二", -9)), (), -1, 0)
    assert equation_text(equation, FORM, "zh") == "表三.一[总计] 8 + 表三.二[总计] (-9) = -1 < 0"


def test_numbers_are_plain_and_endless_ones_short() -> None:
    assert digits(MONEY) == "0.0500"
    assert json_number(MONEY) == 0.05
    for huge in (10**5000, -(10**5000)):
        assert len(digits(huge)) < 20
        assert json_number(huge) == digits(huge)
