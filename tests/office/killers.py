"""Files that are made to hurt whoever opens them. Each is small; what it would become is not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from tests.office.drawn import pdf_of
from tests.office.forms import parts
from tests.office.writers import docx_of, xlsx_of

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
EXCEL = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def package(parts: dict[str, bytes]) -> bytes:
    """A ZIP of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def relations(target: str, kind: str = "officeDocument") -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    ).encode()


def word(document: bytes, more: dict[str, bytes] | None = None) -> bytes:
    """A Word package with this main part."""
    return package(
        {
            "[Content_Types].xml": TYPES.encode(),
            "_rels/.rels": relations("word/document.xml"),
            "word/document.xml": document,
            **(more or {}),
        }
    )


def excel(sheet: bytes, styles: bytes = b"") -> bytes:
    """A workbook with this sheet."""
    book = f'<workbook {EXCEL} xmlns:r="{OFFICE}"><sheets><sheet name="S" r:id="r1"/></sheets>'
    return package(
        {
            "[Content_Types].xml": TYPES.encode(),
            "_rels/.rels": relations("xl/workbook.xml"),
            "xl/workbook.xml": f"{book}</workbook>".encode(),
            "xl/_rels/workbook.xml.rels": relations("worksheets/sheet1.xml", "worksheet"),
            "xl/worksheets/sheet1.xml": sheet,
            **({"xl/styles.xml": styles} if styles else {}),
        }
    )


def body(inside: str) -> bytes:
    return f"<w:document {WORD}><w:body>{inside}</w:body></w:document>".encode()


def sheet(inside: str) -> bytes:
    return f"<worksheet {EXCEL}>{inside}</worksheet>".encode()


def bomb() -> bytes:
    """1.5 MB that would be 1.5 GB."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", relations("word/document.xml"))
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(f"<w:document {WORD}><w:body><w:p><w:r><w:t>".encode())
            for _ in range(1500):
                part.write(b"x" * 1_000_000)
            part.write(b"</w:t></w:r></w:p></w:body></w:document>")
    return stream.getvalue()


def paragraphs() -> bytes:
    """Twenty million empty paragraphs, stored so that no ratio gives them away."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", relations("word/document.xml"))
        archive.writestr("word/document.xml", body("<w:p/>" * 20_000_000))
    return stream.getvalue()


def encrypted_zip() -> bytes:
    """A package whose entries say that they are encrypted."""
    data = bytearray(docx_of(["一、总体情况"]))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


ROWS = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
MERGED = "".join(f'<mergeCell ref="A{at}:XFD1048576"/>' for at in range(1, 20_000))
MANY_CELLS = "".join(
    f'<row r="{row}">'
    + "".join(f'<c r="{name}{row}"><v>1</v></c>' for name in "ABCDEFGHIJ")
    + "</row>"
    for row in range(1, 4_000)
)
DEEP = 5_000

WORD_KILLERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (bomb, "压缩炸弹|超过上限"),
    "paragraphs": (paragraphs, "上限|标记"),
    "crowded": (lambda: word(body("<w:p/>" * 1_500_000)), "标记|炸弹"),
    "deep": (lambda: word(body("<w:sdt>" * DEEP + "</w:sdt>" * DEEP)), "损坏|嵌套"),
    "wide": (
        lambda: word(
            body(
                '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="65534"/></w:tcPr></w:tc>'
                "<w:tc><w:p/></w:tc></w:tr></w:tbl>"
            )
        ),
        "列",
    ),
    "entity": (
        lambda: word(
            b'<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
            + body("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>")
        ),
        "DOCTYPE",
    ),
    "laughs": (
        lambda: word(
            b'<?xml version="1.0"?>\n'
            + b" " * 5000
            + b"<!DOCTYPE w ["
            + b"".join(b'<!ENTITY e%d "%s">' % (at, b"&e%d;" % (at - 1) * 10) for at in range(1, 9))
            + b"]>"
            + body("<w:p><w:r><w:t>&e8;</w:t></w:r></w:p>")
        ),
        "DOCTYPE",
    ),
    "encrypted": (encrypted_zip, "加密"),
    "cut": (lambda: docx_of(parts("2021", {}))[:-4000], "损坏|不完整"),
    "absolute": (lambda: word(body(""), {"/etc/passwd": b"x"}), "包外|路径"),
    "climbing": (lambda: word(body(""), {"word/../../x": b"x"}), "包外|路径"),
    "nested": (lambda: word(body(""), {"word/more.zip": package({"x": b"x"})}), "压缩包里又有"),
    "empty": (lambda: package({"word/nothing.xml": b"<x/>"}), "损坏|不完整"),
}
EXCEL_KILLERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "corners": (
        lambda: excel(
            sheet(f"<sheetData>{ROWS.format(1, 'A')}{ROWS.format(2, 'XFD')}</sheetData>")
        ),
        "16384 列",
    ),
    "merged": (
        lambda: excel(
            sheet(f"<sheetData>{MANY_CELLS}</sheetData><mergeCells>{MERGED}</mergeCells>")
        ),
        "合并单元格|炸弹",
    ),
    "cells": (
        lambda: excel(sheet("<sheetData><row>" + "<c/>" * 1_200_000 + "</row></sheetData>")),
        "标记|炸弹",
    ),
    "cut": (lambda: xlsx_of(parts("2021", {}))[:-2000], "损坏|不完整"),
    "entity": (lambda: excel(b'<!DOCTYPE x [<!ENTITY e "e">]>' + sheet("<sheetData/>")), "DOCTYPE"),
}


def far_corners() -> bytes:
    """A workbook whose two cells are its first and its last."""
    return excel(
        sheet(f"<sheetData>{ROWS.format(1, 'A')}{ROWS.format(1_048_576, 'XFD')}</sheetData>")
    )


def attributes() -> bytes:
    """One element with 200,000 attributes."""
    return word(body("<w:p " + " ".join(f'a{at}="1"' for at in range(200_000)) + "/>"))


def page_loop() -> bytes:
    """A tree of pages that comes back to its own root."""
    return pdf_of(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2000000000 >>",
            "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 1000000000 >>",
        ]
    )


def drawing(stream: str, resources: str, *more: str) -> bytes:
    """One page with this drawing."""
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    return pdf_of(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"{page} /Resources << {resources} >> >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
            *more,
        ]
    )


def form_loop() -> bytes:
    """A drawing that contains itself, ten times."""
    stream = "/F Do " * 10
    resources = "/XObject << /F 5 0 R >>"
    form = "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    size = f"/Resources << {resources} >> /Length {len(stream)}"
    return drawing(stream, resources, f"{form} {size} >>\nstream\n{stream}\nendstream")


def rules(count: int) -> bytes:
    """A page of so many lines across and down."""
    across = [f"0 {at % 840} m 590 {at % 840} l S" for at in range(count)]
    down = [f"{at % 590} 0 m {at % 590} 800 l S" for at in range(count)]
    return drawing("\n".join(across + down), "")


def locked() -> bytes:
    """A PDF that only its password opens."""
    return pdf_of(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [] /Count 0 >>",
        ]
    ).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"11" * 32
        + b"> /U <"
        + b"22" * 32
        + b"> >>",
    )


PDF_KILLERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "page loop": (page_loop, "页|扫描件|损坏"),
    "form loop": (form_loop, "中断|中止|内存"),
    "rules": (lambda: rules(150_000), "扫描件|图形|规模|列"),
    "locked": (locked, "加密"),
    "cut": (lambda: rules(10)[:200], "损坏|扫描件|不完整"),
    "nothing": (lambda: b"%PDF-1.7\n", "损坏|不完整"),
}
