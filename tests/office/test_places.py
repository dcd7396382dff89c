"""Every locator of a whole report points at its cell: another library finds the same text there."""

from __future__ import annotations

import io

import docx
import openpyxl
import pypdfium2
import pytest

from gxaudit.forms import form_named
from gxaudit.readers.docx import DocxReader
from gxaudit.readers.pdf import PdfReader
from gxaudit.readers.xlsx import XlsxReader
from gxaudit.reading.outline import squeeze
from tests.office.drawn import HEIGHT, DrawnPdf
from tests.office.forms import figures, parts
from tests.office.same import assert_same, every_address, place_of
from tests.office.writers import docx_of, xlsx_of

FORMS = pytest.mark.parametrize("form", ["2021", "2019"])


@FORMS
def test_places_in_a_word_document(form):
    cells = figures(form_named(form), 2)
    data = docx_of(parts(form, cells))
    document = DocxReader().read(data)
    report = assert_same(document, form, cells)
    grids = [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in docx.Document(io.BytesIO(data)).tables
    ]
    for address in every_address(form):
        place = place_of(document, report, address)
        assert place.table and place.row and place.column
        there = grids[place.table - 1][place.row - 1][place.column - 1]
        assert there == report.cell(address).raw


@FORMS
def test_places_in_a_workbook(form):
    cells = figures(form_named(form), 2)
    data = xlsx_of(parts(form, cells), sheets=True)
    document = XlsxReader().read(data)
    report = assert_same(document, form, cells)
    book = openpyxl.load_workbook(io.BytesIO(data))
    for address in every_address(form):
        place = place_of(document, report, address)
        assert place.sheet and place.cell
        value = book[place.sheet][place.cell].value
        printed = report.cell(address).raw
        assert (value is None and not printed) or str(value) == printed or value == float(printed)


@FORMS
def test_places_in_a_pdf(form):
    cells = figures(form_named(form), 2)
    data = DrawnPdf().report(parts(form, cells)).data()
    document = PdfReader().read(data)
    report = assert_same(document, form, cells)
    pdf = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage() for page in pdf]
    for address in every_address(form):
        place = place_of(document, report, address)
        assert place.page and place.box
        left, top, right, bottom = place.box
        there = texts[place.page - 1].get_text_bounded(left, HEIGHT - bottom, right, HEIGHT - top)
        assert squeeze(there) == report.cell(address).raw
