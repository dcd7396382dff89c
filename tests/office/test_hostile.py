"""Hostile files: each is refused within ten seconds and one gigabyte, with its cause, by the guard
that every reader runs behind.
"""

from __future__ import annotations

import json
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
from tests.office.forms import figures, parts
from tests.office.killers import EXCEL_KILLERS, PDF_KILLERS, WORD_KILLERS, attributes
from tests.office.writers import docx_of, xlsx_of

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


@pytest.mark.parametrize("name", ["laughs", "cut", "corners", "locked"])
def test_the_good_files_beside_a_killer_are_audited(name, tmp_path):
    killers = {**WORD_KILLERS, **EXCEL_KILLERS, **PDF_KILLERS}
    cells = figures(form_named("2021"), 1)
    (tmp_path / "killer").write_bytes(killers[name][0]())
    (tmp_path / "good.docx").write_bytes(docx_of(parts("2021", cells)))
    (tmp_path / "good.xlsx").write_bytes(xlsx_of(parts("2021", cells)))
    paths = [str(path) for path in sorted(tmp_path.iterdir())]
    command = [sys.executable, "-m", "gxaudit", "check", "--format", "json", *paths]
    done = subprocess.run(
        command, capture_output=True, timeout=60, check=False, cwd=Path(__file__).parents[2]
    )
    assert done.returncode == 3
    told = json.loads(done.stdout)
    docx, xlsx, killer = told["reports"]
    assert len(docx["findings"]) == len(xlsx["findings"]) > 0
    assert not docx["faults"] and not xlsx["faults"]
    assert re.search(killers[name][1], json.dumps(killer["faults"], ensure_ascii=False))
