"""The parts of a report written as files, through the libraries and programs people use."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

import pytest

from tests.office.forms import Grid

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.([0-9]+))?")

needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


def docx_of(parts: Iterable[str | Grid], *, header: str = "") -> bytes:
    """A Word document, by python-docx; ``header`` are properties of the first rows of tables."""
    from docx import Document

    document = Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            _word_table(document, part, header)
    return saved(document)


def saved(document: object) -> bytes:
    """The bytes that ``document.save`` writes."""
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def _word_table(document: object, grid: Grid, header: str) -> None:
    """The rows are written as XML: python-docx merges cells in cubic time."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    heads = [f"<w:trPr>{header}</w:trPr>" if header and row < 3 else "" for row in range(99)]
    rows = "".join(f"<w:tr>{heads[row]}{_word_row(grid, row)}</w:tr>" for row in range(grid.height))
    columns = f'<w:gridCol w:w="{8600 // grid.width}"/>' * grid.width
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    xml = (
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )
    body = document.element.body  # type: ignore[attr-defined]
    body.insert(len(body) - 1, parse_xml(xml))


def _word_row(grid: Grid, row: int) -> str:
    found = ""
    column = 0
    while column < grid.width:
        cell = next(
            one
            for one in grid.cells
            if one.row <= row < one.row + one.down and one.column <= column < one.column + one.right
        )
        merge = ""
        if cell.down > 1:
            merge = '<w:vMerge w:val="restart"/>' if cell.row == row else "<w:vMerge/>"
        text = escape(cell.text) if cell.row == row else ""
        found += (
            f'<w:tc><w:tcPr><w:gridSpan w:val="{cell.right}"/>{merge}</w:tcPr>'
            f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
        )
        column += cell.right
    return found


def xlsx_of(parts: Iterable[str | Grid], *, sheets: bool = False) -> bytes:
    """A workbook, by openpyxl: one sheet, or a new one for each table."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    at = 1
    for part in parts:
        if isinstance(part, str):
            sheet.cell(at, 1, part)
            at += 1
            continue
        for cell in part.cells:
            _excel_cell(sheet.cell(at + cell.row, 1 + cell.column), cell.text)
            if cell.down * cell.right > 1:
                top, left = at + cell.row, 1 + cell.column
                sheet.merge_cells(
                    start_row=top,
                    start_column=left,
                    end_row=top + cell.down - 1,
                    end_column=left + cell.right - 1,
                )
        at += part.height
        if sheets:
            sheet, at = book.create_sheet(), 1
    return saved(book)


def _excel_cell(cell: object, text: str) -> None:
    """A number as a number, with a format that prints it as it was."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        cell.value = text or None  # type: ignore[attr-defined]
        return
    cell.value = float(text) if match[1] else int(text)  # type: ignore[attr-defined]
    if match[1]:
        cell.number_format = "0." + "0" * len(match[1])  # type: ignore[attr-defined]


def html_of(parts: Iterable[str | Grid], style: str = "", *, heads: int = 0) -> str:
    """A page that a browser prints; it repeats so many rows of each table on every page."""
    return (
        "<!DOCTYPE html><meta charset=utf-8><style>@page{size:A4;margin:2cm}"
        "body{font-family:'Noto Sans CJK SC';font-size:12pt}"
        "table{border-collapse:collapse;width:100%}"
        f"td{{border:1px solid #000;padding:2px;font-size:9pt}}{style}</style>"
        + "".join(_html_parts(parts, heads))
    )


def _html_parts(parts: Iterable[str | Grid], heads: int) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield f"<p>{escape(part)}</p>"
            continue
        yield "<table><thead>" if heads else "<table>"
        for row in range(part.height):
            yield "</thead><tbody><tr>" if heads and row == heads else "<tr>"
            for cell in part.cells:
                if cell.row == row:
                    yield f"<td rowspan={cell.down} colspan={cell.right}>{escape(cell.text)}</td>"
            yield "</tr>"
        yield "</table>"


def converted(data: bytes, suffix: str, to: str, folder: Path) -> bytes:
    """The file as LibreOffice converts it; ``suffix`` and ``to`` as in .docx and pdf."""
    source = folder / f"report{suffix}"
    source.write_bytes(data)
    assert SOFFICE is not None
    subprocess.run(
        [
            SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--convert-to", to, "--outdir", str(folder / "out"), str(source),
        ],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return (folder / "out" / f"report.{to}").read_bytes()


def printed(page: str, folder: Path, *, margins: bool = False) -> bytes:
    """The page as chromium prints it to a PDF; ``margins`` adds date, title, address and number."""
    (folder / "page.html").write_text(page, encoding="utf-8")
    target = folder / "page.pdf"
    assert CHROMIUM is not None
    subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu",
            *([] if margins else ["--no-pdf-header-footer"]),
            f"--user-data-dir={folder / 'chromium'}", f"--print-to-pdf={target}",
            (folder / "page.html").as_uri(),
        ],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return target.read_bytes()
