"""``gxaudit parse`` of every format: the cells of the text, each where a person finds it."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from gxaudit.cli import main
from gxaudit.specimen import specimen
from tests.office.drawn import DrawnPdf
from tests.office.forms import PROSE, parts
from tests.office.killers import body, word
from tests.office.writers import docx_of, html_of, xlsx_of

CELL = "表三.三（七）[总计]"
CELLS = {CELL: "987654", "表三.一[自然人]": ""}
SCHEMA = Path(__file__).parents[2] / "docs" / "reading.schema.json"


@cache
def written(container: str) -> bytes:
    report = list(parts("2021", CELLS))
    return {
        "txt": lambda: specimen("2021", cells=CELLS, prose=PROSE).encode("utf-8"),
        "docx": lambda: docx_of(report),
        "xlsx": lambda: xlsx_of(report),
        "html": lambda: html_of(report).encode("utf-8"),
        "pdf": lambda: DrawnPdf().report(report).data(),
    }[container]()


def parsed(folder, capfd, container, form):
    path = folder / f"report.{container}"
    path.write_bytes(written(container))
    assert main(["parse", "--format", form, str(path)]) == 0
    return capfd.readouterr().out


PLACES: dict[str, tuple[str, dict[str, object]]] = {
    "docx": ("第 2 个表格，第 27 行，总计", {"table": 2, "row": 27, "column": 10}),
    "xlsx": ("Sheet!J47", {"sheet": "Sheet", "cell": "J47"}),
    "html": ("第 2 个表格，第 27 行，总计", {"table": 2, "row": 27, "column": 10}),
    "pdf": ("第 2 页", {"page": 2}),
}


@pytest.mark.parametrize("container", PLACES)
def test_the_cells_of_every_format_are_those_of_its_text(container, tmp_path, capfd):
    words, place = PLACES[container]
    data = json.loads(parsed(tmp_path, capfd, container, "json"))
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert list(validator.iter_errors(data)) == []
    expected = json.loads(parsed(tmp_path, capfd, "txt", "json"))
    where = ("line", "column", "place", "start", "end")
    for kind in ("cells", "claims"):
        assert [
            {name: value for name, value in one.items() if name not in where} for one in data[kind]
        ] == [
            {name: value for name, value in one.items() if name not in where}
            for one in expected[kind]
        ]
        assert all(one["place"] for one in data[kind])
    (cell,) = [one for one in data["cells"] if one["address"] == CELL]
    assert place.items() <= cell["place"].items()
    (line,) = [
        line for line in parsed(tmp_path, capfd, container, "table").split("\n") if "987654" in line
    ]
    assert words in line
    rows = csv.DictReader(io.StringIO(parsed(tmp_path, capfd, container, "csv")[1:]))
    (row,) = [row for row in rows if row["address"] == CELL]
    assert row["raw"] == "987654" and words in row["place"]


def test_what_was_not_read_is_told_and_the_exit_code_is_three(tmp_path, capfd):
    title = "青岚县水务局2023年政府信息公开工作年度报告"
    path = tmp_path / "report.docx"
    paragraph = f"<w:p><w:r><w:t>{title}</w:t></w:r></w:p>"
    path.write_bytes(word(body(f"{paragraph}<w:altChunk/>")))
    assert main(["parse", "--format", "json", str(path)]) == 3
    told = capfd.readouterr()
    (fault,) = json.loads(told.out)["faults"]
    assert "altChunk" in fault["zh"] and "altChunk" in told.err
