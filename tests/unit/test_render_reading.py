"""``gxaudit parse``: what was read from a report, in three formats."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gxaudit.reading.read import read_report
from gxaudit.render.readings.reading import Reading, render_reading
from gxaudit.render.readings.spreadsheet import CSV_HEADS
from gxaudit.render.spelling.escape import UNSAFE
from gxaudit.render.spelling.fields import spreadsheet_safe
from gxaudit.report import Claim
from gxaudit.specimen import specimen
from tests.unit.results import words

DOCS = Path(__file__).resolve().parents[2] / "docs"


@cache
def _schema() -> Draft202012Validator:
    schema = json.loads((DOCS / "reading.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def _reading(form: str = "2021", **cells: str) -> Reading:
    text = specimen(
        form, year=2023, cells={name.replace("__", "."): value for name, value in cells.items()}
    )
    return Reading("甲.txt", "utf-8", text, read_report(text))


def _printed(reading: Reading, form: str) -> str:
    chunks: list[str] = []
    render_reading(reading, form, chunks.append, "zh")
    return "".join(chunks)


def _rows(reading: Reading) -> list[dict[str, str]]:
    printed = _printed(reading, "csv")
    assert printed.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(printed[1:], newline="")))


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_every_cell_is_listed_where_it_stands(form: str) -> None:
    reading = _reading(form)
    data = json.loads(_printed(reading, "json"))
    assert list(_schema().iter_errors(data)) == []
    assert [cell["address"] for cell in data["cells"]] == [
        cell.address for cell in reading.report.form.cells
    ]
    lines = reading.text.split("\n")
    for cell in data["cells"]:
        start = cell["column"] - 1
        assert lines[cell["line"] - 1][start : start + len(cell["raw"])] == cell["raw"]


@given(words.filter(lambda word: "\t" not in word and "\n" not in word))
def test_any_cell_is_carried_through_json_and_csv(printed: str) -> None:
    reading = _reading(t3__granted__natural=printed)
    data = json.loads(_printed(reading, "json"))
    assert list(_schema().iter_errors(data)) == []
    cell = next(cell for cell in data["cells"] if cell["key"] == "t3.granted.natural")
    row = next(row for row in _rows(reading) if row["key"] == "t3.granted.natural")
    assert row["raw"] == spreadsheet_safe(cell["raw"])
    assert row["state"] == cell["state"]


def test_csv_has_agency_year_and_form_in_every_row() -> None:
    rows = _rows(_reading())
    assert tuple(rows[0]) == CSV_HEADS
    assert {(row["agency"], row["year"], row["form"]) for row in rows} == {
        ("青岚县水务局", "2023", "2021")
    }


def test_a_claim_is_listed_with_line_and_column() -> None:
    reading = _reading()
    start = reading.text.index("行政许可")
    claim = Claim("permits", 5, "件", "stated", start, start + 4, quote="=行政许可")
    reading = evolve(reading, report=evolve(reading.report, claims=(claim,)))
    data = json.loads(_printed(reading, "json"))
    assert list(_schema().iter_errors(data)) == []
    (found,) = data["claims"]
    line = reading.text.split("\n")[found["line"] - 1]
    assert line[found["column"] - 1 :].startswith("行政许可")
    row = _rows(reading)[-1]
    assert (row["kind"], row["key"], row["value"], row["unit"]) == ("claim", "permits", "5", "件")
    assert row["raw"] == "'=行政许可"
    assert "permits" in _printed(reading, "table")


SAID = (
    "2023年，收到政府信息公开申请44件，同比增长10%，其中网络申请43件、信函申请1件。\n"
    "办结政府信息公开申请40件，其中予以公开10件，占25%，不予公开30件。"
)


def test_what_prose_says_of_claims_is_listed_in_every_format() -> None:
    text = specimen("2021", year=2023, prose={1: SAID})
    reading = Reading("甲.txt", "utf-8", text, read_report(text))
    data = json.loads(_printed(reading, "json"))
    assert list(_schema().iter_errors(data)) == []
    change, granted = data["derived"]
    found = [(one["metric"], one["value"], one["unit"]) for one in (change, granted)]
    assert found == [("applications_yoy_percent", 10, "%"), ("share_granted", 25, "%")]
    (listed,) = (one for one in data["breakdowns"] if one["total"]["value"] == 44)
    assert [part["value"] for part in listed["parts"]] == [43, 1]
    (share,) = data["percentages"]
    assert (share["value"], share["part"]["value"], share["whole"]["value"]) == (25, 10, 40)
    lines = text.split("\n")
    for one in (change, granted, listed["total"], *listed["parts"], share):
        assert lines[one["line"] - 1][one["column"] - 1 :].startswith(f"{one['value']:g}")
    kinds = [(row["kind"], row["value"]) for row in _rows(reading) if row["kind"] != "cell"]
    assert ("derived", "10") in kinds
    assert ("percentage", "25") in kinds
    at = kinds.index(("breakdown", "44"))
    assert kinds[at + 1 : at + 3] == [("part", "43"), ("part", "1")]
    printed = _printed(reading, "table")
    assert "43 + 1" in printed
    assert "applications_yoy_percent" in printed


@given(words | st.text("=+-@＝＋－＠ 0123456789.A(", max_size=8))
def test_no_field_is_a_formula(field: str) -> None:
    safe = spreadsheet_safe(field)
    assert not UNSAFE.search(safe)
    if safe.lstrip()[:1] in tuple("=+-@＝＋－＠"):
        float(safe)


@pytest.mark.parametrize("field", ["-3", "+2", "-0.5", "44", "一", "", "'x"])
def test_numbers_and_words_stay_as_they_are(field: str) -> None:
    assert spreadsheet_safe(field) == field


def test_the_table_shows_state_value_and_print() -> None:
    printed = _printed(_reading(t3__granted__natural="１２", t3__granted__total=""), "table")
    lines = [" ".join(line.split()) for line in printed.split("\n")]
    assert any("| t3.granted.natural | 数字 | 12 | １２ |" in line for line in lines)
    assert any("| t3.granted.total | 空白 | |" in line for line in lines)
