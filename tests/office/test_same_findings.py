"""One defective report in every container: the same findings, the same matrix, right places."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gxaudit.specimen import specimen
from tests.office.drawn import DrawnPdf
from tests.office.forms import PROSE, parts
from tests.office.writers import (
    converted,
    docx_of,
    html_of,
    needs_chromium,
    needs_libreoffice,
    printed,
    xlsx_of,
)

DEFECTIVE = {
    "t3.applications_received.natural": "12",
    "t3.applications_received.total": "12",
    "t3.granted.natural": "11",
    "t3.granted.total": "12",
    "t3.handled_total.natural": "11",
    "t3.handled_total.total": "11",
    "t2.normative_docs.issued": "",
}


def made(container: str, folder: Path) -> bytes:
    """The report in a container."""
    report = list(parts("2021", DEFECTIVE))
    makers = {
        "txt": lambda: specimen("2021", cells=DEFECTIVE, prose=PROSE).encode("utf-8"),
        "docx": lambda: docx_of(report),
        "xlsx": lambda: xlsx_of(report),
        "html": lambda: html_of(report).encode("utf-8"),
        "drawn.pdf": lambda: DrawnPdf().report(report).data(),
        "chromium.pdf": lambda: printed(html_of(report), folder),
        "libreoffice.pdf": lambda: converted(docx_of(report), ".docx", "pdf", folder),
        "doc": lambda: converted(docx_of(report), ".docx", "doc", folder),
        "xls": lambda: converted(xlsx_of(report), ".xlsx", "xls", folder),
    }
    return makers[container]()


@cache
def audited(container: str) -> Any:
    """The JSON of an audit of the report in a container."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / f"audited.{container}"
        path.write_bytes(made(container, folder))
        done = subprocess.run(
            [sys.executable, "-m", "gxaudit", "check", "--format", "json", str(path)],
            capture_output=True,
            check=False,
            cwd=Path(__file__).parents[2],
        )
    assert done.returncode == 1, done.stderr
    reports: list[dict[str, Any]] = json.loads(done.stdout)["reports"]
    (report,) = reports
    return report


def instances(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Every failed instance, those of one cause each by itself."""
    return [each for one in report["findings"] for each in one["evidence"] or [one]]


@pytest.mark.parametrize(
    "container",
    [
        "docx",
        "xlsx",
        "html",
        "drawn.pdf",
        pytest.param("chromium.pdf", marks=needs_chromium),
        pytest.param("libreoffice.pdf", marks=needs_libreoffice),
        pytest.param("doc", marks=needs_libreoffice),
        pytest.param("xls", marks=needs_libreoffice),
    ],
)
def test_a_defective_report_has_the_findings_and_outcomes_of_its_text(container):
    found, expected = audited(container), audited("txt")
    assert [(one["rule"], one["message"]) for one in found["findings"]] == [
        (one["rule"], one["message"]) for one in expected["findings"]
    ]
    assert {"balance/applications", "totals/rows", "totals/outcomes"} <= {
        one["rule"] for one in instances(found)
    }
    assert found["outcomes"] == expected["outcomes"]


@pytest.mark.parametrize(
    ("container", "place"),
    [
        ("docx", {"table": 2, "row": 6, "column": 10}),
        ("xlsx", {"sheet": "Sheet", "cell": "J26"}),
        ("drawn.pdf", {"page": 1}),
    ],
)
def test_a_finding_says_where_its_cell_stands_in_the_file(container, place):
    (finding,) = [one for one in instances(audited(container)) if one["rule"] == "totals/rows"]
    assert place.items() <= finding["place"].items()
