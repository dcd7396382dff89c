"""PDF files of two producers: the same figures give the same report, whatever breaks the pages."""

from __future__ import annotations

import functools
import random
import tempfile
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given

from gxaudit.forms import form_named
from gxaudit.readers.model import Document, Place
from gxaudit.readers.pdf import PdfReader
from gxaudit.readers.pdf.reader import SCANNED, WATERMARK
from gxaudit.readers.radicals import folded
from gxaudit.readers.unread import TITLED
from gxaudit.reading.outline import squeeze
from gxaudit.reading.source import SourceError
from gxaudit.specimen import HEADINGS
from tests.office.drawn import DrawnPdf, pdf_of
from tests.office.forms import PROSE, Cell, Grid, expanded, figures, grids, parts
from tests.office.killers import locked, page_loop
from tests.office.same import assert_same, place_of
from tests.office.writers import (
    converted,
    docx_of,
    html_of,
    needs_chromium,
    needs_libreoffice,
    printed,
)

STYLES = {
    "plain": "",
    "letter": "@page{size:letter;margin:25mm}body{font-size:14pt}td{font-size:11pt}",
    "landscape": "@page{size:A4 landscape}",
    "doubled": "table{border-collapse:separate;border-spacing:1px}td{border-width:.5pt}",
    "dashed": "td{border:1px dashed #888;text-align:center}",
    "upright": "td[rowspan='22'],td[rowspan='20']{width:1em}td{font-size:8pt}",
    "small": "td{font-size:6pt;padding:0}body{font-size:8pt}p{text-indent:2em}",
}


@functools.cache
def by_chromium(form: str, seed: int, style: str) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        page = html_of(parts(form, figures(form_named(form), seed)), STYLES[style])
        return PdfReader().read(printed(page, Path(folder)))


@functools.cache
def by_libreoffice(form: str, seed: int) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        data = docx_of(parts(form, figures(form_named(form), seed)))
        return PdfReader().read(converted(data, ".docx", "pdf", Path(folder)))


@needs_chromium
@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("style", STYLES)
def test_what_chromium_prints_gives_the_report_that_the_text_gives(form, style):
    assert_same(by_chromium(form, 1, style), form, figures(form_named(form), 1))


@needs_libreoffice
@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("seed", [1, 2])
def test_what_libreoffice_exports_gives_the_report_that_the_text_gives(form, seed):
    assert_same(by_libreoffice(form, seed), form, figures(form_named(form), seed))


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("seed", range(4))
def test_what_is_drawn_by_hand_gives_the_report_that_the_text_gives(form, seed):
    cells = figures(form_named(form), seed)
    assert_same(read(DrawnPdf().report(parts(form, cells))), form, cells)


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_tables_without_rules_give_the_report_that_the_text_gives(form):
    cells = {name: text or "0" for name, text in figures(form_named(form), 1).items()}
    assert_same(read(DrawnPdf(ruled=False).report(parts(form, cells))), form, cells)


@needs_chromium
def test_a_cell_is_found_where_it_stands():
    document = by_chromium("2021", 1, "plain")
    report = assert_same(document, "2021", figures(form_named("2021"), 1))
    place = place_of(document, report, "表三.一[自然人]")
    assert place.page == 1
    last = place_of(document, report, "表四.[行政复议][总计]")
    assert last.page == 2
    assert last.box is not None
    left, top, right, bottom = last.box
    assert 0 < left < right < 595
    assert 0 < top < bottom < 842


def read(pdf: DrawnPdf) -> Document:
    return PdfReader().read(pdf.data())


TABLE = Grid(
    3,
    3,
    (
        Cell(0, 0, "group", 2),
        *(Cell(row, 1, f"label {row}") for row in range(3)),
        *(Cell(row, 2, str(row)) for row in range(3)),
        Cell(2, 0, ""),
    ),
)


def test_lines_that_cross_make_a_table():
    pdf = DrawnPdf()
    pdf.page().text(50, 60, "before").table(50, 100, TABLE).text(50, 300, "after")
    document = read(pdf)
    assert document.text == "before\ngroup\tlabel 0\t0\n\tlabel 1\t1\n\tlabel 2\t2\n\nafter"
    assert document.rows[1].places[2] == Place(page=1, box=(250.0, 100.0, 350.0, 120.0))


@given(grids())
def test_any_table_with_spans_comes_back(grid):
    # A line of the grid that no cell ends at is drawn by nobody.
    rows = {one.row for one in grid.cells}
    columns = {one.column for one in grid.cells}
    if (
        len(rows) < grid.height
        or len(columns) < grid.width
        or not any(one.text for one in grid.cells)
    ):
        return
    pdf = DrawnPdf()
    pdf.page().table(20, 100, evolve(grid, cells=tuple(
        evolve(one, text=one.text if one.text.isascii() else "word") for one in grid.cells
    )))  # fmt: skip
    found = [list(row.cells) for row in read(pdf).rows[:-1]]
    assert [[bool(text) for text in row] for row in found] == [
        [bool(text) for text in row] for row in expanded(grid)
    ]


def test_a_table_goes_on_over_a_page_break_without_headers_and_page_numbers():
    pdf = DrawnPdf()
    for number in (1, 2, 3):
        page = pdf.page().text(250, 30, "Annual report").text(290, 810, f"- {number} -")
        page.table(50, 100, Grid(2, 2, (
            Cell(0, 0, "name"), Cell(0, 1, "count"),
            Cell(1, 0, f"row {number}"), Cell(1, 1, str(number)),
        )))  # fmt: skip
    document = read(pdf)
    assert document.text == "name\tcount\nrow 1\t1\nrow 2\t2\nrow 3\t3\n"
    pages = [place.page for row in document.rows[:4] for place in row.places[:1] if place]
    assert pages == [1, 1, 2, 3]


def test_a_label_that_a_page_break_parted_is_whole_again():
    pdf = DrawnPdf()
    pdf.page().table(50, 700, Grid(2, 2, (
        Cell(0, 0, "a"), Cell(0, 1, "4"), Cell(1, 0, "first half"), Cell(1, 1, "7"),
    )))  # fmt: skip
    pdf.page().table(50, 60, Grid(2, 2, (
        Cell(0, 0, "second half"), Cell(0, 1, ""), Cell(1, 0, "b"), Cell(1, 1, "9"),
    )))  # fmt: skip
    assert read(pdf).text == "a\t4\nfirst half second half\t7\nb\t9\n"


def test_a_row_of_its_own_at_the_top_of_a_page_stays_one():
    pdf = DrawnPdf()
    pdf.page().table(50, 700, Grid(1, 2, (Cell(0, 0, "1.first"), Cell(0, 1, "7"))))
    pdf.page().table(50, 60, Grid(1, 2, (Cell(0, 0, "2.second"), Cell(0, 1, ""))))
    assert read(pdf).text == "1.first\t7\n2.second\t\n"


def test_figures_below_headers_over_two_rows_are_no_rest_of_them():
    pdf = DrawnPdf()
    pdf.page().table(50, 700, Grid(2, 3, (
        Cell(0, 0, "upheld", 2), Cell(0, 1, "suits", 1, 2), Cell(1, 1, "one"), Cell(1, 2, "two"),
    )))  # fmt: skip
    pdf.page().table(50, 60, Grid(1, 3, (Cell(0, 0, "4"), Cell(0, 1, "5"), Cell(0, 2, "6"))))
    assert read(pdf).text == "upheld\tsuits\t\n\tone\ttwo\n4\t5\t6\n"


@needs_libreoffice
@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("rows", ["<w:tblHeader/>", "<w:cantSplit/><w:tblHeader/>"])
def test_headers_that_word_repeats_are_dropped(form, rows, tmp_path):
    cells = figures(form_named(form), 3)
    data = docx_of(parts(form, cells), header=rows)
    assert_same(PdfReader().read(converted(data, ".docx", "pdf", tmp_path)), form, cells)


@needs_chromium
def test_headers_that_a_browser_repeats_are_dropped(tmp_path):
    cells = figures(form_named("2021"), 3)
    page = html_of(parts("2021", cells), "td{font-size:11pt;padding:4px}", heads=3)
    assert page.count("<thead>") == 3
    assert_same(PdfReader().read(printed(page, tmp_path)), "2021", cells)


def test_a_figure_too_long_for_its_cell_is_one_figure_and_two_figures_are_two():
    pdf = DrawnPdf()
    page = pdf.page().text(52, 102, "727").text(52, 114, "01.2").text(90, 102, "1")
    page.text(90, 114, "2")
    for x in (50, 80, 350):
        page.line(x, 100, x, 130)
    for y in (100, 130):
        page.line(50, y, 350, y)
    assert read(pdf).text.split("\n")[0] == "72701.2\t1↵2"


def test_a_watermark_over_a_table_is_left_out_and_told():
    pdf = DrawnPdf()
    pdf.page().table(50, 100, TABLE)
    pdf.pages[-1].append("BT /F1 30 Tf 0.7 0.7 -0.7 0.7 60 690 Tm (DRAFT 2023) Tj ET")
    document = read(pdf)
    assert document.text == "group\tlabel 0\t0\n\tlabel 1\t1\n\tlabel 2\t2\n"
    assert WATERMARK.zh in document.notes[0].zh


def test_wrapped_lines_are_one_paragraph():
    pdf = DrawnPdf()
    page = pdf.page().text(50, 60, "x" * 82)
    page.text(50, 74, "y" * 20).text(50, 88, "z" * 20)
    assert read(pdf).text == f"{'x' * 82} {'y' * 20}\n{'z' * 20}"


SYLLABLES = "本机关不断完善工作机制按照要求逐项落实各项任务全年新收办结并定期对照检查持续改进"
ENDS = ("，", "、", "申请 12 件，", "共计 3,456.78 万元，", "“政务公开”，")


def written(seed: int) -> list[str]:
    """Headings and paragraphs of all lengths."""
    chance = random.Random(seed)
    lines = ["青岚县水务局2023年政府信息公开工作年度报告"]
    for heading in HEADINGS:
        lines.append(heading)
        for number in range(chance.randrange(1, 7)):
            clauses = "".join(
                "".join(chance.choices(SYLLABLES, k=chance.randrange(8, 30))) + chance.choice(ENDS)
                for _ in range(chance.randrange(1, 16))
            )
            lines.append(f"（{'一二三四五六七'[number]}）{clauses}逐项改进。")
    return lines


def paragraphs(document: Document) -> list[str]:
    return [squeeze("".join(row.cells)) for row in document.rows if any(row.cells)]


@needs_chromium
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "style",
    ["", "p{margin:0;text-indent:2em}", "p{text-indent:2em;line-height:1.9;text-align:justify}"],
)
def test_paragraphs_over_lines_and_pages_are_whole_by_chromium(seed, style, tmp_path):
    data = printed(html_of(written(seed), style), tmp_path)
    assert paragraphs(PdfReader().read(data)) == [squeeze(line) for line in written(seed)]


@needs_libreoffice
@pytest.mark.parametrize("seed", range(2))
def test_paragraphs_over_lines_and_pages_are_whole_by_libreoffice(seed, tmp_path):
    data = converted(docx_of(written(seed)), ".docx", "pdf", tmp_path)
    assert paragraphs(PdfReader().read(data)) == [squeeze(line) for line in written(seed)]


@needs_chromium
def test_what_the_browser_prints_in_the_margins_is_dropped(tmp_path):
    page = html_of(parts("2021", figures(form_named("2021"), 1)))
    document = PdfReader().read(printed(page, tmp_path, margins=True))
    assert_same(document, "2021", figures(form_named("2021"), 1))


def test_a_picture_is_no_text():
    pdf = DrawnPdf()
    pdf.page().picture()
    with pytest.raises(SourceError) as told:
        read(pdf)
    assert told.value.message == SCANNED
    pdf.page().text(50, 60, "text")
    assert [remark.zh for remark in read(pdf).remarks] == ["第 1 页是扫描图片，没有文字层，未读取"]


def test_radicals_are_folded():
    assert folded("增⻓ ⺠政 部⻔ ⼀⾏⼈") == "增长 民政 部门 一行人"
    assert folded(PROSE[5]) == PROSE[5]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_may_be_turned(turn):
    pdf = DrawnPdf(turn=turn)
    pdf.page().table(50, 100, TABLE)
    assert read(pdf).text == "group\tlabel 0\t0\n\tlabel 1\t1\n\tlabel 2\t2\n"


def test_labels_without_rules_may_be_wrapped_and_a_group_set_upright():
    pdf = DrawnPdf()
    page = pdf.page()
    for row, character in enumerate("本年度办理"):
        page.text(50, 100 + 30 * row, character)
    for row in range(5):
        y = 100 + 30 * row
        page.text(100, y - 5, f"{row + 1}.属于某类")
        page.text(100, y + 7, "事务信息")
        for column in range(3):
            page.text(250 + 80 * column, y + 7, str(10 * row + column))
    assert read(pdf).text.split("\n") == [
        f"\t{row + 1}.属于某类事务信息\t{10 * row}\t{10 * row + 1}\t{10 * row + 2}"
        for row in range(5)
    ]


def test_prose_with_figures_is_no_table():
    pdf = DrawnPdf()
    page = pdf.page()
    for row in range(6):
        page.text(50, 100 + 16 * row, f"全年受理 {row} 件，办结 12 件，公开 3 条。")
    assert all(len(row.cells) == 1 for row in read(pdf).rows)


def test_a_damaged_file_is_told_as_if_no_other_had_been_read_before():
    def refused(data: bytes) -> str:
        with pytest.raises(SourceError) as told:
            PdfReader().read(data)
        return told.value.message.zh

    alone = refused(page_loop())
    assert "加密" in refused(locked())
    assert refused(page_loop()) == alone
    assert "加密" not in alone


def drawn(head: str, shown: str) -> str:
    """An object of a PDF that draws something."""
    return f"<< {head} /Length {len(shown)} >>\nstream\n{shown}\nendstream"


def written_over(kind: str) -> bytes:
    """A page with a figure in an annotation."""
    fonts = "/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >>"
    page = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [5 0 R]"
    form = f"/Type /XObject /Subtype /Form /BBox [0 0 100 20] {fonts}"
    return pdf_of(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< {page} {fonts} >>",
            drawn("", "BT /F 12 Tf 50 700 Td (received) Tj ET"),
            f"<< /Type /Annot {kind} /F 4 /Rect [50 600 150 620] /AP << /N 6 0 R >> >>",
            drawn(form, "BT /F 12 Tf 2 4 Td (12) Tj ET"),
        ]
    )


@pytest.mark.parametrize(
    "kind", ["/Subtype /Widget /FT /Tx /T (a) /V (12)", "/Subtype /FreeText /Contents (12)"]
)
def test_what_was_filled_in_or_written_over_a_page_is_read(kind):
    document = PdfReader().read(written_over(kind))
    assert [row.cells for row in document.rows] == [("received",), ("12",)]


def test_a_title_that_is_the_header_of_every_page_is_the_title():
    title = "青岚县水务局2021年政府信息公开工作年度报告"
    pdf = DrawnPdf()
    for number in (1, 2):
        pdf.page().text(150, 30, title).text(50, 200, f"page {number} begins")
    document = read(pdf)
    assert document.text.split("\n")[0] == title
    assert document.text.count(title) == 1
    assert document.notes == (TITLED,)
