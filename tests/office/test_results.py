"""Workbooks and notices in LibreOffice: they open, and say there what they say here."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from gxaudit.cli import main
from gxaudit.specimen import specimen
from tests.office.writers import converted, needs_libreoffice

CLAIM = "=A1&<b>全年未收到政府信息公开申请"
TEXT = specimen(
    "2021",
    agency="青岚县水务局",
    year=2023,
    cells={"t3.applications_received.total": "7"},
    prose={1: f"2023年，{CLAIM}。"},
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "甲.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@needs_libreoffice
@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_libreoffice_shows_what_was_found(report: Path, ending: str) -> None:
    out = report.with_suffix(f".{ending}")
    assert main(["check", "--isolated", "--lang", "zh", "-q", "-o", str(out), str(report)]) == 1
    pdf = pypdfium2.PdfDocument(converted(out.read_bytes(), f".{ending}", "pdf", report.parent))
    shown = re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in pdf))
    assert "青岚县水务局" in shown
    assert CLAIM in shown
    assert "应有：0；现有：7" in shown
    assert "核对" in shown
