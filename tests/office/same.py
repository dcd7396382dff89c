"""What "the same report" means: every cell, every section and every claim."""

from __future__ import annotations

from gxaudit.forms import form_named
from gxaudit.readers.model import Document, Place
from gxaudit.reading.outline import squeeze
from gxaudit.reading.read import read_report
from gxaudit.report import Report
from tests.office.forms import text_form


def assert_same(document: Document, form: str, cells: dict[str, str]) -> Report:
    """Hold the report read from ``document`` against that read from text."""
    report = read_report(document.text)
    expected = read_report(text_form(form, cells))
    assert report.form is expected.form
    told = [(one.address, report.cell(one.address).raw) for one in expected.form.cells]
    assert told == [(one.address, expected.cell(one.address).raw) for one in expected.form.cells]
    assert report.states == expected.states
    assert report.values == expected.values
    assert [one.number for one in report.sections] == [one.number for one in expected.sections]
    assert [squeeze(one.text) for one in report.prose] == [
        squeeze(one.text) for one in expected.prose
    ]
    assert [(one.metric, one.value) for one in report.claims] == [
        (one.metric, one.value) for one in expected.claims
    ]
    assert (report.title, report.agency, report.year) == (
        expected.title,
        expected.agency,
        expected.year,
    )
    return report


def place_of(document: Document, report: Report, address: str) -> Place:
    """Where the document has the cell at ``address``."""
    index = report.form.index(address)
    row = report.form.cells[index].row
    found = report.places[row.number]
    assert found is not None
    line = document.rows[found.line - 1]
    place = line.places[found.first + index - row.first]
    assert place is not None
    return place


def every_address(form: str) -> list[str]:
    """The addresses of a form."""
    return [cell.address for cell in form_named(form).cells]
