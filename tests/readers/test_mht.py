"""Web archives: the page in them is read as the page itself."""

from __future__ import annotations

import pytest

from gxaudit.intake import take
from gxaudit.readers.choose import choose, ours
from gxaudit.readers.html import HtmlReader
from gxaudit.readers.mht import MhtReader
from gxaudit.readers.model import Document, Place
from gxaudit.reading.source import SourceError
from gxaudit.specimen import specimen
from tests.readers.pages import STYLES, archive, page

pytest.importorskip("lxml", reason="the extra html is not installed")

CELLS = {"表三.三（七）[总计]": "987654"}
PAGE = page("word", "2021", CELLS)


def words(document: Document) -> list[tuple[str, ...]]:
    return [row.cells for row in document.rows]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
def test_an_archive_says_what_its_page_says(style: str, coding: str) -> None:
    markup = page(style, "2021", CELLS)
    data = archive(markup, coding=coding)
    reader = choose(data, "report.htm", ours())
    assert isinstance(reader, MhtReader)
    assert words(reader.read(data)) == words(HtmlReader().read(markup.encode()))


def test_the_encoding_of_a_page_that_names_none_is_that_of_its_part() -> None:
    # Latin-1 words alone are valid nowhere else but would be taken for GB18030.
    said = MhtReader().read(archive("<p>caf\xe9 \xe9t\xe9</p>", charset="windows-1252"))
    assert words(said) == [("café été",)]
    plain = PAGE.replace("charset", "x")
    said = MhtReader().read(archive(plain, charset="gb18030"))
    assert words(said) == words(HtmlReader().read(PAGE.encode()))


def test_a_cell_is_found_by_table_and_row_and_never_by_a_line_that_nobody_sees() -> None:
    document = take(archive(PAGE)).document
    assert document is not None
    (place,) = [
        row.places[row.cells.index("987654")] for row in document.rows if "987654" in row.cells
    ]
    assert place == Place(table=2, row=27, column=10)
    assert document.rows[0].places == (Place(paragraph=1),)


def test_sheets_that_excel_saved_in_frames_are_read() -> None:
    frames = "<html><frameset><frame src=sheet001.htm></frameset></html>"
    said = MhtReader().read(archive(frames, PAGE))
    assert words(said) == words(HtmlReader().read(PAGE.encode()))
    assert said.notes == ()


def test_frames_beside_a_page_with_tables_are_left_out_and_told() -> None:
    said = MhtReader().read(archive(PAGE, "<p>最近访问 12 人</p>"))
    assert words(said) == words(HtmlReader().read(PAGE.encode()))
    assert "1 个嵌入的页面" in said.notes[0].zh


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n",
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx",
        archive(),
    ],
)
def test_an_archive_without_a_page_is_told(data: bytes) -> None:
    with pytest.raises(SourceError) as told:
        take(data)
    assert "没有网页" in told.value.message.zh


def test_text_may_begin_like_a_header() -> None:
    text = f"Note: \nMIME-Version: 1.0\n\n{specimen('2021')}"
    assert take(text.encode()).format == "text"
