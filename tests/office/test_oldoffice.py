"""Old formats through LibreOffice: the same figures, the same report; what cannot be is told."""

from __future__ import annotations

import functools
import sys
import tempfile
from pathlib import Path

import pytest

from gxaudit.forms import form_named
from gxaudit.readers import oldoffice
from gxaudit.readers.model import Place
from gxaudit.readers.oldoffice import OldOfficeReader
from gxaudit.reading.source import SourceError
from tests.office.forms import figures, parts
from tests.office.same import assert_same, place_of
from tests.office.writers import converted, docx_of, needs_libreoffice, xlsx_of

CELLS = figures(form_named("2021"), 1)
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@functools.cache
def old(suffix: str) -> bytes:
    sheet = suffix in (".xls", ".ods")
    data = (xlsx_of if sheet else docx_of)(parts("2021", CELLS))
    with tempfile.TemporaryDirectory() as folder:
        return converted(data, ".xlsx" if sheet else ".docx", suffix[1:], Path(folder))


@needs_libreoffice
@pytest.mark.parametrize("suffix", [".doc", ".xls", ".rtf", ".odt", ".ods"])
def test_an_old_format_gives_the_report_that_the_text_gives(suffix):
    data = old(suffix)
    assert OldOfficeReader().recognises(data, "report")
    document = OldOfficeReader().read(data)
    report = assert_same(document, "2021", CELLS)
    place = place_of(document, report, "表三.三（七）[总计]")
    if suffix in (".xls", ".ods"):
        assert place == Place(sheet="Sheet", cell="J47")
    else:
        assert place == Place(table=2, row=27, column=10)


def refused(data: bytes) -> str:
    with pytest.raises(SourceError) as told:
        OldOfficeReader().read(data)
    return told.value.message.zh


def test_without_libreoffice_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr(oldoffice, "found", lambda: None)
    said = refused(COMPOUND + "WordDocument\0".encode("utf-16-le"))
    assert "apt-get install libreoffice-writer libreoffice-calc" in said
    assert "另存为 docx" in said


def test_an_encrypted_document_is_told_without_libreoffice():
    assert "已加密" in refused(COMPOUND + "EncryptedPackage\0".encode("utf-16-le"))


@pytest.mark.parametrize("name", ["half.doc", "slides.ppt", "renamed.docx", "renamed.XLSX"])
def test_other_compound_files_are_told(name):
    data = COMPOUND + "PowerPoint Document\0".encode("utf-16-le")
    assert OldOfficeReader().recognises(data, name)
    assert all(word in refused(data) for word in ("旧格式", "加密", "损坏", "未读取"))


@needs_libreoffice
def test_what_libreoffice_cannot_convert_is_told():
    said = refused(COMPOUND + "WordDocument\0".encode("utf-16-le"))
    assert "LibreOffice 无法转换" in said
    assert "javaldx" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc and sh")
def test_a_conversion_that_hangs_is_ended_with_what_it_started(monkeypatch, tmp_path):
    hanging = tmp_path / "soffice"
    hanging.write_text(f"#!/bin/sh\nsleep 600 & echo $! > {tmp_path}/child\nwait\n")
    hanging.chmod(0o755)
    monkeypatch.setattr(oldoffice, "found", lambda: str(hanging))
    monkeypatch.setattr(oldoffice, "_SECONDS", 1.0)
    assert "没有完成转换" in refused(COMPOUND + "WordDocument\0".encode("utf-16-le"))
    child = int((tmp_path / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"
