"""One run over the samples writes every format; each is read by something that is not ours."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import docx
import html5lib
import jsonschema
import openpyxl
import pytest
from junitparser import JUnitXml

from gxaudit.cli import main

ROOT = Path(__file__).resolve().parents[2]
OASIS = ROOT.parent / "shared" / "data" / "sarif-schema-2.1.0.json"
ENDINGS = ["csv", "docx", "html", "json", "jsonl", "md", "sarif", "txt", "xlsx", "xml"]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The results of one run, by ending."""
    folder = tmp_path_factory.mktemp("written")
    outputs = [word for ending in ENDINGS for word in ("-o", str(folder / f"all.{ending}"))]
    reports = str(ROOT / "tests" / "reports")
    assert main(["check", reports, "--isolated", "--lang", "zh", "--quiet", *outputs]) == 1
    return {ending: folder / f"all.{ending}" for ending in ENDINGS}


@pytest.fixture(scope="module")
def result(written: dict[str, Path]) -> dict[str, list[dict[str, object]]]:
    """What JSON says, which its schema describes."""
    said: dict[str, list[dict[str, object]]] = json.loads(written["json"].read_bytes())
    schema = json.loads((ROOT / "docs" / "result.schema.json").read_bytes())
    jsonschema.validate(said, schema)
    assert len(said["reports"]) == len(list((ROOT / "tests" / "reports").iterdir()))
    return said


def fingerprints(result: dict[str, list[dict[str, object]]]) -> set[str]:
    found = [one for report in result["reports"] for one in report["findings"]]  # type: ignore[attr-defined]
    assert found
    return {one["fingerprint"] for one in found}


def test_json_lines_hold_the_same_reports(
    written: dict[str, Path], result: dict[str, list[dict[str, object]]]
) -> None:
    lines = [json.loads(line) for line in written["jsonl"].read_bytes().splitlines()]
    assert [line["report"] for line in lines[1:-1]] == result["reports"]


@pytest.mark.skipif(not OASIS.exists(), reason="the schema of OASIS is not here")
def test_sarif_is_what_oasis_describes(written: dict[str, Path]) -> None:
    said = json.loads(written["sarif"].read_bytes())
    jsonschema.validate(said, json.loads(OASIS.read_bytes()))
    assert {one["level"] for run in said["runs"] for one in run["results"]} >= {"error", "warning"}


def test_junit_has_a_suite_a_report(
    written: dict[str, Path], result: dict[str, list[dict[str, object]]]
) -> None:
    suites = {suite.name: suite for suite in JUnitXml.fromfile(str(written["xml"]))}
    failing = {name for name, suite in suites.items() if suite.failures}
    for report in result["reports"]:
        failed = "failed" in {one["outcome"] for one in report["outcomes"].values()}  # type: ignore[attr-defined]
        assert any(str(report["path"]) in name for name in failing) == failed


def test_csv_has_a_row_a_finding(
    written: dict[str, Path], result: dict[str, list[dict[str, object]]]
) -> None:
    with written["csv"].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert fingerprints(result) <= {cell for row in rows for cell in row}


def test_the_workbook_lists_every_finding(
    written: dict[str, Path], result: dict[str, list[dict[str, object]]]
) -> None:
    book = openpyxl.load_workbook(written["xlsx"])
    cells = {str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row}
    assert fingerprints(result) <= cells
    assert not any(
        cell.data_type == "f" or cell.hyperlink
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
    )


def test_the_notices_address_every_agency_with_a_finding(
    written: dict[str, Path], result: dict[str, list[dict[str, object]]]
) -> None:
    paragraphs = "\n".join(one.text for one in docx.Document(str(written["docx"])).paragraphs)
    agencies = {str(one["agency"]) for one in result["reports"] if one["findings"]}
    assert agencies
    assert {agency for agency in agencies if agency not in paragraphs} == set()


def test_the_page_is_html_and_names_every_report(
    written: dict[str, Path], result: dict[str, list[dict[str, object]]]
) -> None:
    parser = html5lib.HTMLParser()
    page = parser.parse(written["html"].read_text(encoding="utf-8"))
    assert parser.errors == []
    words = "".join(page.itertext())
    assert all(str(report["agency"]) in words for report in result["reports"])
