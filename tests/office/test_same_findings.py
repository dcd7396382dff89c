"""One defective report in every container, audited by one command: the same findings, the same
matrix, right places.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from gxaudit.specimen import specimen
from gxaudit.testing.layout import ENCODINGS, encode
from tests.hostile.distributions import environment
from tests.office.drawn import DrawnPdf
from tests.office.forms import PROSE, parts
from tests.office.writers import (
    CHROMIUM,
    SOFFICE,
    converted,
    docx_of,
    html_of,
    needs_chromium,
    needs_libreoffice,
    printed,
    xlsx_of,
)
from tests.readers.pages import STYLES, archive, page
from tests.readers.written import SHAPES

DEFECTIVE = {
    "t3.applications_received.natural": "12",
    "t3.applications_received.total": "12",
    "t3.granted.natural": "11",
    "t3.granted.total": "12",
    "t3.handled_total.natural": "11",
    "t3.handled_total.total": "11",
    "t2.normative_docs.issued": "",
}
REPORT = tuple(parts("2021", DEFECTIVE))
TEXT = specimen("2021", cells=DEFECTIVE, prose=PROSE)
NEWLINES = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}
KEEP_BLANKS = ("Markdown", "bars between cells", "full-width bars")
"""A dump of one cell a line loses the blank that is one of the defects."""
GXAUDIT = (sys.executable, "-m", "gxaudit")
Make = Callable[[Path], bytes]


def _always(data: bytes) -> Make:
    return lambda _: data


def _texts() -> Iterator[tuple[str, Make]]:
    for encoding in ENCODINGS:
        for name, newline in NEWLINES.items():
            yield f"{encoding}.{name}.txt", _always(encode(TEXT, encoding, newline))
    for shape in KEEP_BLANKS:
        yield f"{shape}.md", _always(SHAPES[shape](TEXT).encode())


def _pages() -> Iterator[tuple[str, Make]]:
    for style in STYLES:
        markup = page(style, "2021", DEFECTIVE)
        yield f"{style}.html", _always(markup.encode())
        yield f"{style}.mht", _always(archive(markup))
        chinese = markup.removeprefix("\ufeff").replace("utf-8", "gb2312")
        yield f"{style}.gb.html", _always(chinese.encode("gb18030"))


def _by_libreoffice(data: bytes, suffix: str, to: str) -> Make:
    return lambda folder: converted(data, suffix, to, folder)


PLAIN: Mapping[str, Make] = dict(
    [
        *_texts(),
        *_pages(),
        ("docx", lambda _: docx_of(REPORT)),
        ("xlsx", lambda _: xlsx_of(REPORT)),
        ("sheets.xlsx", lambda _: xlsx_of(REPORT, sheets=True)),
        ("drawn.pdf", lambda _: DrawnPdf().report(REPORT).data()),
    ]
)
BROWSER: Mapping[str, Make] = {"chromium.pdf": lambda folder: printed(html_of(REPORT), folder)}
OFFICE: Mapping[str, Make] = {
    "libreoffice.pdf": _by_libreoffice(docx_of(REPORT), ".docx", "pdf"),
    **{to: _by_libreoffice(docx_of(REPORT), ".docx", to) for to in ("doc", "rtf", "odt")},
    **{to: _by_libreoffice(xlsx_of(REPORT), ".xlsx", to) for to in ("xls", "ods")},
}


@pytest.fixture(scope="module")
def audited(tmp_path_factory) -> dict[str, Any]:
    """The JSON of the audit of every container that can be made here, by its name."""
    folder, work = tmp_path_factory.mktemp("reports"), tmp_path_factory.mktemp("work")
    makers = {**PLAIN, **(BROWSER if CHROMIUM else {}), **(OFFICE if SOFFICE else {})}
    for container, make in makers.items():
        (folder / f"report.{container}").write_bytes(make(work))
    done = subprocess.run(
        # Of one report they are all duplicates of one another, and each names others.
        [*GXAUDIT, "check", "--isolated", "--ignore", "members", "--format", "json", str(folder)],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 1, done.stderr
    reports = json.loads(done.stdout)["reports"]
    assert len(reports) == len(makers)
    return {Path(each["path"]).name.removeprefix("report."): each for each in reports}


def instances(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Every failed instance, those of one cause each by itself."""
    return [each for one in report["findings"] for each in one["evidence"] or [one]]


@pytest.mark.parametrize(
    "container",
    [
        *PLAIN,
        *[pytest.param(name, marks=needs_chromium) for name in BROWSER],
        *[pytest.param(name, marks=needs_libreoffice) for name in OFFICE],
    ],
)
def test_a_defective_report_has_the_findings_and_outcomes_of_its_text(container, audited):
    found, expected = audited[container], audited["UTF-8.lf.txt"]
    assert [(one["rule"], one["message"], one["fingerprint"]) for one in found["findings"]] == [
        (one["rule"], one["message"], one["fingerprint"]) for one in expected["findings"]
    ]
    assert {"balance/applications", "totals/rows", "totals/outcomes", "structure/blank-cells"} <= {
        one["rule"] for one in instances(found)
    }
    assert [(one["fingerprint"], one["figures"]) for one in instances(found)] == [
        (one["fingerprint"], one["figures"]) for one in instances(expected)
    ]
    assert found["outcomes"] == expected["outcomes"]
    assert found["faults"] == []


@pytest.mark.parametrize(
    ("container", "place"),
    [
        ("docx", {"table": 2, "row": 6, "column": 10}),
        ("xlsx", {"sheet": "Sheet", "cell": "J26"}),
        ("plain.html", {"table": 2, "row": 6, "column": 10}),
        ("plain.mht", {"table": 2, "row": 6, "column": 10}),
        ("drawn.pdf", {"page": 1}),
    ],
)
def test_a_finding_says_where_its_cell_stands_in_the_file(container, place, audited):
    (finding,) = [one for one in instances(audited[container]) if one["rule"] == "totals/rows"]
    assert place.items() <= finding["place"].items()


SUGGESTED = "表三.三（七）[总计] “11”改为“12”（建议，未改动原文件）"


@pytest.mark.parametrize(
    ("container", "where"),
    [
        ("docx", "report.docx: 第 2 个表格，第 27 行，总计: "),
        ("xlsx", "report.xlsx: Sheet!J47: "),
        ("drawn.pdf", "report.drawn.pdf: 第 2 页: "),
    ],
)
def test_a_suggestion_says_what_to_change_where(container, where, tmp_path):
    (tmp_path / f"report.{container}").write_bytes(PLAIN[container](tmp_path))
    command = ["check", "--isolated", "--lang", "zh", "--suggest", f"report.{container}"]
    code = f"import sys; from gxaudit.cli import main; main({command!r}); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=tmp_path,
        env=environment(None),
    )
    assert where + SUGGESTED in done.stdout.split("\n")
    # What opens a file that is not text runs elsewhere, where it may be killed.
    *_, modules = done.stdout.strip().split("\n")
    assert {"lxml", "pypdfium2", "gxaudit.readers.serving"}.isdisjoint(modules.split())
