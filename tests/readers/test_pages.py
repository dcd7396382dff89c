"""One report in every style of page is one report, and every cell knows its place."""

from __future__ import annotations

import re
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("lxml", reason="the extra html is not installed")

from gxaudit.forms import form_named
from gxaudit.readers.html import HtmlReader
from gxaudit.readers.model import Document
from gxaudit.readers.unread import TITLED
from gxaudit.reading.source import SourceError
from tests.office.forms import figures
from tests.office.same import assert_same, every_address, place_of
from tests.readers.pages import STYLES, page

READER = HtmlReader()


def read(markup: str, codec: str = "utf-8") -> Document:
    data = markup.encode(codec)
    assert READER.recognises(data, "")
    return READER.read(data)


def cells(markup: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read(markup).rows if any(row.cells)]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("form", ["2021", "2019"])
@settings(max_examples=20)
@given(seed=st.integers(0, 9_999))
def test_every_style_of_page_is_the_report(style: str, form: str, seed: int) -> None:
    said = figures(form_named(form), seed)
    document = read(page(style, form, said))
    report = assert_same(document, form, said)
    for address in every_address(form):
        place = place_of(document, report, address)
        number = form_named(form).cells[report.form.index(address)].table.number
        assert place.table == number - 1
        assert place.line and place.row and place.column


def test_the_line_of_a_cell_is_that_of_its_tag() -> None:
    markup = page("plain", "2021", {"表三.三（七）[总计]": "987654"})
    document = read(markup)
    (place,) = [
        place
        for row in document.rows
        for cell, place in zip(row.cells, row.places, strict=True)
        if cell == "987654"
    ]
    assert place is not None and place.line is not None
    line = markup.split("\n")[place.line - 1]
    assert line.count("987654") == 1
    assert (place.table, place.column) == (2, 10)
    above = markup.split("\n")[: place.line]
    start = max(at for at, text in enumerate(above) if "<table" in text)
    assert place.row == sum("<tr>" in text for text in above[start:])


@st.composite
def grids(draw: st.DrawFn) -> tuple[str, list[list[str]]]:
    """A table with random spans as markup, and what every place of it says."""
    height, width = draw(st.integers(2, 7)), draw(st.integers(2, 7))
    said: list[list[str | None]] = [[None] * width for _ in range(height)]
    rows: list[str] = []
    for row in range(height):
        marked = ""
        for column in range(width):
            if said[row][column] is not None:
                continue
            free = next((at for at in range(column, width) if said[row][at] is not None), width)
            right = draw(st.integers(1, free - column))
            down = draw(st.integers(1, height - row))
            words = f"甲{row}{column}"
            for below in range(row, row + down):
                said[below][column : column + right] = [""] * right
            said[row][column] = words
            marked += f"<td rowspan={down} colspan={right}>{words}</td>"
        rows.append(f"<tr>{marked}</tr>")
    return "<table>" + "".join(rows) + "</table>", [[cell or "" for cell in row] for row in said]


@given(grids())
def test_any_spans_are_expanded(drawn: tuple[str, list[list[str]]]) -> None:
    markup, said = drawn
    if sum(map(bool, (cell for row in said for cell in row))) == len(said):
        return  # a table of one column is a frame
    found = [row for row in read(markup).rows if len(row.cells) > 1]
    if max(markup.split("</tr>"), key=lambda row: row.count("<td")).count("<td") > 1:
        by_row = {row.places[0].row: row for row in found if row.places[0] is not None}
        for number, row in by_row.items():
            assert number is not None
            assert [*row.cells, *[""] * len(said[0])][: len(said[0])] == said[number - 1]
            assert [place.column for place in row.places if place] == [
                *range(1, len(row.cells) + 1)
            ]
        assert by_row.keys() >= {
            number for number, row in enumerate(said, 1) if sum(map(bool, row)) > 1
        }


def test_a_span_never_reaches_beyond_its_table() -> None:
    (first, second) = cells("<table><tr><td rowspan=9 colspan=3>甲<td>1<tr><td>2</table>")
    assert first == ("甲", "", "", "1")
    assert second == ("", "", "", "2")


def test_a_monstrous_span_is_clamped_and_told() -> None:
    markup = "<table><tr><td rowspan=65534 colspan=1000>甲<td>1<tr><td>2</table>"
    document = read(markup)
    assert max(len(row.cells) for row in document.rows) == 101
    (remark,) = document.remarks
    assert "65534" in remark.zh and "1000" in remark.en


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("商业<br>企业", "商业企业"),
        ("<p>商业</p><p>企业</p>", "商业企业"),
        ("12<br>3", "12 3"),
        ("&nbsp;12&nbsp;", "12"),
        ("<span>1</span><span>2</span>", "12"),
        ("1<sup style='display:none'>7</sup>", "1"),
        ("1<script>7</script>", "1"),
        ("\n  一、\n  本年", "一、本年"),
        ("a\nb", "a b"),
        ("<table><tr><td>内</td></tr></table>外", "内外"),
    ],
)
def test_what_a_cell_says(marked: str, said: str) -> None:
    markup = f"<table><tr><td>甲</td><td>{marked}</td></tr><tr><td>乙</td><td>丙</td></tr></table>"
    assert cells(markup)[0] == ("甲", said)


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("gb2312", "gb2312"),
        ("gb18030", "gb2312"),
        ("gb18030", ""),
        ("utf-8", ""),
        ("utf-8", "gb2312"),
        ("utf-8-sig", "gbk"),
        ("utf-16", "utf-8"),
        ("big5", "big5"),
        ("utf-8", "utf-8"),
    ],
)
def test_the_encoding_is_what_the_bytes_show(codec: str, declared: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    markup = f"<html><head>{meta if declared else ''}</head><p>公文件一二三四五六</p></html>"
    data = markup.encode(codec)
    assert READER.recognises(data, "")
    assert [row.cells for row in READER.read(data).rows] == [("公文件一二三四五六",)]


def test_damage_counts_only_where_the_report_is() -> None:
    head = b'<html><meta charset="gb2312"><script>//'
    body = "</script><p>公开</p>".encode("gb18030")
    assert [row.cells for row in READER.read(head + b"\xff\xff" + body).rows] == [("公开",)]
    with pytest.raises(SourceError, match="GB18030"):
        READER.read(head + body + b"<p>1\xff\xff2</p>")


def test_typed_tables_keep_their_tabs() -> None:
    assert cells("<html><pre>甲\t1\n乙\t2</pre></html>") == [("甲", "1"), ("乙", "2")]


@pytest.mark.parametrize(
    "text",
    [
        "标题\n第一行\t1\t2\n第二行\t3\t4",
        "见 <https://a.example/b> 的公告\n甲\t1",
        "a < b 且 c > d\n甲\t1\t</p>",
        "<2023 年>报告\n甲\t1",
    ],
)
def test_text_is_no_page(text: str) -> None:
    assert not READER.recognises(text.encode(), "甲.html")


@given(st.text(alphabet="<>/=\"'&;!-abtdr \n表一1", max_size=200))
def test_any_markup_is_read_or_refused(words: str) -> None:
    try:
        document = READER.read(f"<html>{words}".encode())
    except SourceError as error:
        assert error.message.zh
    else:
        assert all(
            "\n" not in cell and "\t" not in cell for row in document.rows for cell in row.cells
        )


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_words_come_back_as_they_are(words: str) -> None:
    found = [cell for row in cells(f"<p>头</p><p>{escape(words)}</p>") for cell in row][1:]
    assert re.sub(r"[\s\u200b\ufeff]", "", "".join(found)) == re.sub(
        r"[\s\u200b\ufeff]|[\ufffe\uffff]", "", words
    ) or ("\ufffe" in words or "\uffff" in words)


TITLE = "青岚县水务局2021年政府信息公开工作年度报告"
FIGURES = "<table><tr><td>规章<td>1<tr><td>许可<td>2</table>"


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<p>全文见下<img src=a.jpg><img src=b.jpg>", "图片 2 张"),
        ("<p>全文<iframe src=report.pdf></iframe>", "内嵌的页面或文件 1 个"),
        ("<p>全文<embed src=report.pdf>", "内嵌的页面或文件 1 个"),
        (f"<p>全文<div style='display:none'>{FIGURES}</div>", "隐藏的表格有 1 个"),
    ],
)
def test_a_page_whose_report_may_stand_elsewhere_is_incomplete(markup: str, told: str) -> None:
    (remark,) = read(f"<html>{markup}").remarks
    assert told in remark.zh
    document = read(f"<html>{markup}{FIGURES}")
    assert document.remarks == ()
    assert [note.zh for note in document.notes] == (
        ["未读取：隐藏的表格 1 个"] if "none" in markup else []
    )


def test_the_title_of_the_window_is_the_title_where_the_page_has_none() -> None:
    head = f"<html><head><title>{TITLE}_青岚县人民政府</title></head>"
    document = read(f"{head}<p>一、总体情况</p>")
    assert [row.cells for row in document.rows] == [(TITLE,), ("一、总体情况",)]
    assert document.notes == (TITLED,)
    assert [row.cells for row in read(f"{head}<h1>{TITLE}</h1>").rows] == [(TITLE,)]


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("<input value=12>", "12"),
        ("<input type=text value=0.5000>", "0.5000"),
        ("<input type=hidden value=12>", ""),
        ("<input type=submit value=12>", ""),
        ("<input value=请输入关键字>", ""),
        ("<input>", ""),
    ],
)
def test_a_figure_in_a_field_of_a_form_is_read(field: str, shown: str) -> None:
    markup = f"<table><tr><td>甲</td><td>{field}</td></tr><tr><td>乙</td><td>丙</td></tr></table>"
    assert cells(markup)[0] == ("甲", shown)
