"""Cells are bound by labels, statutory order and complete rows; in doubt they are not read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxaudit.forms import Column, form_named
from gxaudit.reading.cells import read_cell
from gxaudit.reading.read import is_report, read_report
from gxaudit.report import Seen, State
from gxaudit.specimen import specimen

FORM = form_named("2021")
COUNT = Column("count", "")
MONEY = Column("amount", "", kind="money", unit="万元")
CHANGE = Column("change", "", kind="change")


def kinds(text: str) -> list[Seen]:
    return [seen.kind for seen in read_report(text).observations]


@pytest.mark.parametrize(
    ("raw", "column", "state", "value"),
    [
        ("44", COUNT, State.NUMBER, 44),
        ("１２", COUNT, State.NUMBER, 12),
        ("1,213", COUNT, State.NUMBER, 1213),
        ("1，213", COUNT, State.NUMBER, 1213),
        ("4 4", COUNT, State.NUMBER, 44),
        ("\u00a044", COUNT, State.NUMBER, 44),
        ("3件", COUNT, State.NUMBER, 3),
        ("-1", COUNT, State.NUMBER, -1),
        ("3.5", COUNT, State.NUMBER, Decimal("3.5")),
        ("0.0000", MONEY, State.NUMBER, Decimal(0)),
        ("251000元", MONEY, State.NUMBER, Decimal("25.1")),
        ("减11", CHANGE, State.NUMBER, -11),
        ("+2", CHANGE, State.NUMBER, 2),
        ("", COUNT, State.BLANK, None),
        ("\u00a0 ", COUNT, State.BLANK, None),
        ("/", COUNT, State.MARK, None),
        ("—", COUNT, State.MARK, None),
        ("无", COUNT, State.MARK, None),
        ("约3", COUNT, State.UNREADABLE, None),
        ("1O", COUNT, State.UNREADABLE, None),
        ("1,21", COUNT, State.UNREADABLE, None),
        ("减11", COUNT, State.UNREADABLE, None),
        ("5元", COUNT, State.UNREADABLE, None),
        ("9" * 30, COUNT, State.UNREADABLE, None),
    ],
)
def test_what_a_cell_says(
    raw: str, column: Column, state: State, value: int | Decimal | None
) -> None:
    assert read_cell(raw, column) == (state, value)


@given(st.text(max_size=60))
def test_any_cell_has_a_state_and_only_numbers_have_values(raw: str) -> None:
    state, value = read_cell(raw, COUNT)
    assert (state is State.NUMBER) == (value is not None)


def test_a_shifted_total_row_keeps_its_values() -> None:
    text = specimen(FORM, cells={"表三.三（七）[自然人]": "44", "表三.三（七）[总计]": "44"})
    shifted = text.replace("\t（七）总计\t44", "（七）总计\t44").replace(
        "0\t0\t44\t\n四", "0\t0\t44\t\t\n四"
    )
    assert shifted != text
    report = read_report(shifted)
    assert report.cell("表三.三（七）[自然人]").value == 44
    assert report.cell("表三.三（七）[总计]").value == 44
    assert kinds(shifted) == [Seen.ROW_SHIFTED]


def test_a_row_that_can_be_read_in_two_ways_is_not_read() -> None:
    text = specimen(FORM).replace(
        "\t（七）总计" + "\t0" * 7 + "\t", "（七）总计\t" + "\t0" * 6 + "\t\t"
    )
    report = read_report(text)
    assert report.cell("表三.三（七）[总计]").state is State.UNREADABLE
    assert kinds(text) == [Seen.ROW_AMBIGUOUS]


def test_a_row_that_lost_a_cell_is_not_read() -> None:
    text = specimen(FORM).replace("2.重复申请" + "\t0" * 7, "2.重复申请" + "\t0" * 6)
    report = read_report(text)
    assert report.cell("表三.三（五）2[自然人]").state is State.UNREADABLE


def test_a_number_split_over_two_cells_is_not_read() -> None:
    text = specimen(FORM).replace("2.重复申请" + "\t0" * 7, "2.重复申请\t2" + "\t0" * 7)
    report = read_report(text)
    assert report.cell("表三.三（五）2[自然人]").state is State.UNREADABLE
    assert Seen.VALUE_EXTRA in kinds(text)


@pytest.mark.parametrize("width", range(3, 10))
def test_a_table_cut_at_the_right_keeps_its_left_cells(width: int) -> None:
    text = specimen(FORM, default="7")
    start, end = text.index("（本列数据"), text.index("\n\n四、")
    cut = "\n".join("\t".join(line.split("\t")[:width]) for line in text[start:end].split("\n"))
    report = read_report(text[:start] + cut + text[end:])
    states = {cell.state for cell in report.cells(3)}
    assert states <= {State.NUMBER, State.MISSING}
    assert State.MISSING in states
    for cell in report.cells(3):
        assert cell.value in (7, None)
    for row in ("一", "三（三）8"):
        read = [report.cell(f"表三.{row}[{column.label}]").state for column in _columns()]
        assert read == sorted(read), "what is missing is at the right"


def _columns() -> tuple[Column, ...]:
    return FORM.table(3).blocks[0].columns


def test_a_row_carried_over_a_page_break_is_read_once() -> None:
    row = "\t\t2.重复申请" + "\t0" * 7 + "\n"
    header = "\t\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\t\n"
    text = specimen(FORM)
    assert kinds(text.replace(row, row + "- 4 -\n" + header + row)) == []
    assert kinds(text.replace(row, row + row)) == [Seen.ROW_REPEATED]


def test_a_row_under_another_group_and_a_lost_group_label() -> None:
    text = specimen(FORM)
    row = "\t\t3.补正后申请内容仍不明确" + "\t0" * 7 + "\n"
    moved = text.replace(row, "").replace("\t\t2.重复申请", row + "\t\t2.重复申请")
    assert kinds(moved) == [Seen.ROW_MISPLACED]
    assert kinds(text.replace("（五）不予处理", "")) == []


def test_a_local_row_called_other_is_not_the_statutory_one() -> None:
    local = "\t\t4.其他\t9\t0\t0\t0\t0\t0\t9\n"
    text = specimen(FORM).replace("\t（五）不予处理", local + "\t（五）不予处理")
    report = read_report(text)
    assert report.cell("表三.三（六）3[总计]").value == 0
    assert kinds(text) == [Seen.ROW_EXTRA]


def test_a_line_without_label_between_two_rows_is_the_row_between() -> None:
    text = specimen(FORM, cells={"表三.三（五）2[总计]": "5"}).replace("2.重复申请", "")
    assert read_report(text).cell("表三.三（五）2[总计]").value == 5


def test_the_form_is_chosen_by_labels_and_not_by_year() -> None:
    old = specimen(form_named("2019"), year=2022)
    report = read_report(old)
    assert (report.form.name, report.year, report.form_evidence) == ("2019", 2022, True)


def test_a_table_pasted_twice_is_seen_twice_and_read_once() -> None:
    text = specimen(FORM, cells={"表三.一[总计]": "4"})
    start, end = text.index("（本列数据"), text.index("\n\n四、")
    twice = text[:end] + "\n\n" + text[start:end].replace("4\t\n", "5\t\n") + text[end:]
    report = read_report(twice)
    assert [table.number for table in report.tables] == [2, 3, 3, 4]
    assert report.cell("表三.一[总计]").value == 4


@pytest.mark.parametrize("text", ["", "清单\n名称\t数量\n铅笔\t3\n", "总计\t3\n其他\t4\n"])
def test_what_is_no_report(text: str) -> None:
    assert not is_report(read_report(text))


def test_a_cut_report_is_a_report() -> None:
    text = specimen(FORM)
    assert is_report(read_report(text[text.index("（本列数据") : text.index("（四）")]))


@given(st.integers(0, len(specimen(FORM))), st.integers(0, len(specimen(FORM))))
def test_any_piece_of_a_report_is_read(one: int, other: int) -> None:
    report = read_report(specimen(FORM)[min(one, other) : max(one, other)])
    assert all(cell.value in (0, None) for cell in report.cells())
