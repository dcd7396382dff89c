"""Workbooks: the same figures give the same report, printed as their formats print them."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from python_calamine import CalamineWorkbook

from gxaudit.forms import form_named
from gxaudit.readers.model import Place
from gxaudit.readers.numberformat import shown
from gxaudit.readers.unread import TITLED
from gxaudit.readers.xlsx import XlsxReader
from gxaudit.readers.xlsxbook import cell_name, column_number
from tests.office.forms import figures, grids, parts
from tests.office.same import assert_same, place_of
from tests.office.writers import saved, xlsx_of


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("sheets", [False, True])
@pytest.mark.parametrize("seed", range(2))
def test_a_workbook_gives_the_report_that_the_text_gives(form, seed, sheets):
    cells = figures(form_named(form), seed)
    document = XlsxReader().read(xlsx_of(parts(form, cells), sheets=sheets))
    assert_same(document, form, cells)


def test_a_cell_is_found_where_it_stands():
    cells = figures(form_named("2021"), 1)
    document = XlsxReader().read(xlsx_of(parts("2021", cells)))
    report = assert_same(document, "2021", cells)
    # Five lines, table 2 with 14 rows, a heading, and the table whose 27th row this is.
    assert place_of(document, report, "表三.三（七）[总计]") == Place(sheet="Sheet", cell="J47")


def empty() -> tuple[Workbook, Any]:
    """A new workbook and its sheet."""
    book = Workbook()
    return book, book.active


def read(*rows: list[object], formats: dict[str, str] | None = None) -> list[str]:
    book, sheet = empty()
    for row in rows:
        sheet.append(row)
    for where, code in (formats or {}).items():
        sheet[where].number_format = code
    return XlsxReader().read(saved(book)).text.split("\n")


def test_figures_are_printed_as_a_person_sees_them():
    assert read(
        ["收费", 0, 72701.2578, 1234.5, 0.1 + 0.2, 0.153, True, " 12 ", "3\n4", None],
        formats={"B1": "0.0000", "C1": "#,##0.0000", "D1": '0"元"', "F1": "0.0%"},
    ) == ["收费\t0.0000\t72,701.2578\t1235元\t0.3\t15.3%\tTRUE\t12\t3↵4", ""]


@pytest.mark.parametrize(
    ("value", "code", "printed"),
    [
        ("0", "General", "0"),
        ("1.50", "General", "1.5"),
        ("1E+20", "General", "1e+20"),
        ("0", "0.0000_ ", "0.0000"),
        ("-5", "0;[Red]0", "-5"),
        ("0", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0.00"),
        ("0", "0;-0;;@", "0"),
        ("1234567", "#,##0,", "1,235"),
        ("2.5", "0.####", "2.5"),
        ("3", "0.##", "3"),
        ("12", '0"件"', "12件"),
        ("12", "@", "12"),
        ("44562", "yyyy/m/d", "2022/1/1"),
        ("44562", 'yyyy"年"m"月"d"日"', "2022年1月1日"),
        ("44562.5", "yyyy-mm-dd hh:mm", "2022-01-01 12:00"),
        ("2.5", "[DBNum1]0", "3"),
        ("7", '"无"', "7"),
    ],
)
def test_formats(value, code, printed):
    assert shown(Decimal(value), code) == printed


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 6))
def test_a_printed_figure_is_the_value_rounded(value, places):
    code = "0." + "0" * places if places else "0"
    printed = Decimal(shown(value, code))
    assert abs(printed - value) <= Decimal(1).scaleb(-places) / 2
    assert printed.as_tuple().exponent == -places


@given(st.dates(dt.date(1901, 1, 1), dt.date(2999, 12, 31)))
def test_dates_are_those_that_openpyxl_writes(date):
    assert read(["日期", date], formats={"B1": "yyyy-mm-dd"}) == [f"日期\t{date}", ""]


@given(st.integers(1, 16_384), st.integers(1, 1_048_576))
def test_names_of_cells(column, row):
    name = cell_name(row, column)
    assert column_number(name.rstrip("0123456789")) == column
    assert name.endswith(str(row))


def test_what_is_hidden_is_told():
    book, sheet = empty()
    sheet.append(["一、总体情况"])
    draft = book.create_sheet("草稿")
    draft.append(["二、主动公开政府信息情况"])
    draft.sheet_state = "hidden"
    sheet.row_dimensions[1].hidden = True
    document = XlsxReader().read(saved(book))
    assert document.text == "一、总体情况"
    assert [remark.zh for remark in document.notes] == [
        "工作表“Sheet”有隐藏的行或列，已一并读取",
        "隐藏的工作表“草稿”未读取",
    ]


def test_a_formula_that_was_never_computed_is_not_blank():
    book, sheet = empty()
    sheet.append(["合计", 1, "=SUM(B1:B1)"])
    document = XlsxReader().read(saved(book))
    assert document.text == "合计\t1\t=SUM(B1:B1)\n"
    assert "C1" in document.notes[0].zh


def test_what_lies_under_a_merged_cell_is_not_seen():
    book, sheet = empty()
    sheet.append(["甲", 1, 2])
    sheet.append(["乙", 3, 4])
    data = saved(book)
    merged = with_part(
        data,
        "xl/worksheets/sheet1.xml",
        "</sheetData>",
        '</sheetData><mergeCells count="1"><mergeCell ref="B1:B2"/></mergeCells>',
    )
    assert XlsxReader().read(merged).text == "甲\t1\t2\n乙\t\t4\n"


def with_part(data: bytes, name: str, old: str, new: str) -> bytes:
    """The package with a text replaced in one part."""
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == name:
                assert old.encode() in part
                part = part.replace(old.encode(), new.encode())
            target.writestr(entry.filename, part)
    return stream.getvalue()


def test_reading_aids_are_no_text():
    data = with_part(
        xlsx_of(["一、总体情况"]), "xl/sharedStrings.xml", "一、总体情况</t>",
        "一、总体情况</t><rPh sb='0' eb='1'><t>yi</t></rPh>",
    )  # fmt: skip
    assert XlsxReader().read(data).text == "一、总体情况"


@given(grids())
def test_any_table_with_spans_comes_back(grid):
    printed = [one for one in grid.cells if one.text]
    document = XlsxReader().read(xlsx_of([grid]))
    found = {
        place.cell: text
        for row in document.rows
        for text, place in zip(row.cells, row.places, strict=True)
        if text and place is not None
    }
    assert found == {cell_name(one.row + 1, one.column + 1): one.text for one in printed}


@given(grids())
def test_calamine_sees_the_same_cells(grid):
    data = xlsx_of([grid])
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    found = [cell for row in theirs.to_python() for cell in row if cell != ""]
    ours = [cell for row in XlsxReader().read(data).rows for cell in row.cells if cell]
    assert [one if isinstance(one, str) else Decimal(str(one)) for one in found] == [
        one if isinstance(there, str) else Decimal(one)
        for one, there in zip(ours, found, strict=True)
    ]


TITLE = "青岚县水务局2021年政府信息公开工作年度报告"


def test_a_title_above_the_printed_sheet_is_the_title():
    book, sheet = empty()
    sheet.append(["一、总体情况"])
    sheet.oddHeader.center.text = TITLE
    sheet.oddHeader.center.font = "SimSun,Bold"
    sheet.oddHeader.center.size = 16
    sheet.oddFooter.center.text = "第 &P 页"
    document = XlsxReader().read(saved(book))
    assert document.text == f"{TITLE}\n一、总体情况"
    assert TITLED in document.notes


def test_comments_headers_and_pictures_are_told():
    book, sheet = empty()
    sheet.append([TITLE])
    sheet.append(["规章", 1])
    sheet["B2"].comment = Comment("应为 2", "甲")
    sheet.oddHeader.center.text = "草稿"
    sheet.add_chart(BarChart(), "D2")
    document = XlsxReader().read(saved(book))
    assert [note.zh for note in document.notes] == ["未读取：批注、页眉页脚、图片 1 张"]
    assert document.remarks == ()


def test_a_chart_instead_of_a_table_makes_the_audit_incomplete():
    book, sheet = empty()
    sheet.append([TITLE])
    sheet.add_chart(BarChart(), "D2")
    (remark,) = XlsxReader().read(saved(book)).remarks
    assert "图片 1 张" in remark.zh
