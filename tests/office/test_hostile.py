"""Hostile files: each is refused within ten seconds and one gigabyte, with its cause, by the guard
that every reader runs behind.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gxaudit.forms import form_named
from gxaudit.readers.docx import DocxReader
from gxaudit.readers.guarded import MEMORY, Reading
from gxaudit.readers.pdf import PdfReader
from gxaudit.readers.xlsx import XlsxReader
from gxaudit.reading.source import SourceError
from tests.office.drawn import DrawnPdf
from tests.office.forms import figures, parts, text_form
from tests.office.killers import (
    EXCEL_KILLERS,
    PDF_KILLERS,
    WORD_KILLERS,
    attributes,
    far_corners,
)
from tests.office.writers import docx_of, html_of, xlsx_of
from tests.readers.killers import KILLERS

CASES = [
    pytest.param(reader, make, cause, id=f"{reader.name}-{name}")
    for reader, killers in (
        (DocxReader(), WORD_KILLERS),
        (XlsxReader(), EXCEL_KILLERS),
        (PdfReader(), PDF_KILLERS),
    )
    for name, (make, cause) in killers.items()
]


@pytest.fixture(scope="module")
def guard():
    reading = Reading("gxaudit.readers.serving")
    yield reading
    reading.close()


@pytest.mark.skipif(sys.platform == "win32", reason="memory cannot be limited on Windows")
@pytest.mark.parametrize(("reader", "make", "cause"), CASES)
def test_a_killer_is_refused_in_time_and_memory(guard, reader, make, cause):
    assert MEMORY < 1_000_000_000
    data = make()
    assert reader.recognises(data, f"killer.{reader.name}")
    started = time.monotonic()
    with pytest.raises(SourceError) as told:
        guard.read(reader, data)
    assert time.monotonic() - started < 10
    assert re.search(cause, told.value.message.zh), told.value.message.zh


def test_an_element_with_many_attributes_is_read_as_any_other(guard):
    started = time.monotonic()
    assert guard.read(DocxReader(), attributes()).rows == ()
    assert time.monotonic() - started < 10


KNOWN = {
    "attributes.html": KILLERS["attributes.html"],
    "bomb.docx": WORD_KILLERS["bomb"],
    "comments.html": KILLERS["comments.html"],
    "corners.xlsx": EXCEL_KILLERS["corners"],
    "crowded.docx": WORD_KILLERS["crowded"],
    "cut.docx": WORD_KILLERS["cut"],
    "divs.html": KILLERS["divs.html"],
    "encrypted.docx": WORD_KILLERS["encrypted"],
    "entity.docx": WORD_KILLERS["entity"],
    "far-corners.xlsx": (far_corners, "不是政府信息公开工作年度报告"),
    "locked.pdf": PDF_KILLERS["locked"],
    "page-loop.pdf": PDF_KILLERS["page loop"],
    "span.html": KILLERS["span.html"],
}


def good_files() -> dict[str, bytes]:
    """Ninety-nine files of one report."""
    cells = figures(form_named("2021"), 1)
    report = list(parts("2021", cells))
    data = {
        "docx": docx_of(report),
        "html": html_of(report).encode(),
        "pdf": DrawnPdf().report(report).data(),
        "txt": text_form("2021", cells).encode(),
        "xlsx": xlsx_of(report),
    }
    suffixes = sorted(data)
    return {f"{at:02}.{suffixes[at % 5]}": data[suffixes[at % 5]] for at in range(1, 100)}


def test_ninety_nine_good_files_beside_all_known_killers_are_audited(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("memory is measured by wait4")
    folder, output = tmp_path / "reports", tmp_path / "result.json"
    folder.mkdir()
    good = good_files()
    for name, data in good.items():
        (folder / name).write_bytes(data)
    for at, (name, (make, _)) in enumerate(KNOWN.items()):
        # One after every seven good ones: each has others before and behind it.
        (folder / f"{at * 7:02}-{name}").write_bytes(make())
    command = [sys.executable, "-m", "gxaudit", "check", "--isolated", "--format", "json"]
    with output.open("wb") as stream:
        process = subprocess.Popen([*command, str(folder)], stdout=stream)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 3
    assert usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) < 1_000_000_000
    reports = {Path(one["path"]).name: one for one in json.loads(output.read_bytes())["reports"]}
    assert len(reports) == len(good) + len(KNOWN)
    expected = reports["03.txt"]
    assert expected["findings"]
    for name in good:
        assert reports[name]["outcomes"] == expected["outcomes"]
        assert not reports[name]["faults"]
    for at, (name, (_, cause)) in enumerate(KNOWN.items()):
        (fault,) = reports[f"{at * 7:02}-{name}"]["faults"]
        assert fault["path"].endswith(name)
        assert re.search(cause, fault["message"]["zh"])
