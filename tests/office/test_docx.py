"""Word documents: the same figures give the same report; Word's peculiarities are read through."""

from __future__ import annotations

import io

import pytest
from docx import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given

from gxaudit.forms import form_named
from gxaudit.readers.docx import HIDDEN, DocxReader
from gxaudit.readers.docxbeside import REVISED
from gxaudit.readers.model import Place
from gxaudit.readers.unread import TITLED
from tests.office.forms import expanded, figures, grids, parts
from tests.office.same import assert_same, place_of
from tests.office.writers import docx_of, saved


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("seed", range(3))
def test_a_document_gives_the_report_that_the_text_gives(form, seed):
    cells = figures(form_named(form), seed)
    assert_same(DocxReader().read(docx_of(parts(form, cells))), form, cells)


def test_a_cell_is_found_where_it_stands():
    cells = figures(form_named("2021"), 1)
    document = DocxReader().read(docx_of(parts("2021", cells)))
    report = assert_same(document, "2021", cells)
    assert place_of(document, report, "表三.三（七）[总计]") == Place(table=2, row=27, column=10)
    assert document.rows[0].places == (Place(paragraph=1),)


def body(*xml: str) -> bytes:
    """A document with these elements as its body."""
    document = Word()
    for element in parse_xml(f"<w:body {SPACES}>{''.join(xml)}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
    return saved(document)


SPACES = (
    nsdecls("w", "m")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"


def lines(*xml: str) -> list[str]:
    return DocxReader().read(body(*xml)).text.split("\n")


def test_tracked_insertions_are_read_and_deletions_are_not():
    assert lines(
        f"<w:p>{run('收到申请')}<w:del><w:r><w:delText>1</w:delText></w:r></w:del>"
        f"<w:ins>{run('12')}</w:ins><w:moveFrom>{run('旧')}</w:moveFrom>{run('件')}</w:p>"
    ) == ["收到申请12件"]


def test_a_deleted_paragraph_mark_joins_and_a_deleted_row_is_gone():
    assert lines(
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('收到')}</w:p>",
        f"<w:p>{run('申请')}</w:p>",
        f"<w:tbl><w:tr>{cell('甲')}{cell('1')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('乙')}{cell('2')}</w:tr></w:tbl>",
    ) == ["收到申请", "甲\t1", ""]


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent><w:p>{run('框内')}</w:p></w:txbxContent>"
    assert lines(
        f"<w:p>{run('正文')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ) == ["正文", "框内"]


def test_codes_of_fields_are_not_text_and_their_results_are():
    field = "".join(
        f"<w:r>{inner}</w:r>"
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:instrText>PAGE 99</w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>7</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    assert lines(f"<w:p>{run('共')}{field}{run('件')}</w:p>") == ["共7件"]


def test_hidden_text_is_left_out_and_told():
    document = DocxReader().read(
        body(f"<w:p>{run('明')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r></w:p>")
    )
    assert document.text == "明"
    assert HIDDEN.zh in document.notes[0].zh


def test_white_space_in_a_cell():
    inside = "<w:tc><w:p><w:r><w:t>结果</w:t><w:br/><w:t>维持</w:t></w:r></w:p></w:tc>"
    numbers = f"<w:tc><w:p>{run('12')}</w:p><w:p>{run('34')}</w:p></w:tc>"
    assert lines(
        f"<w:tbl><w:tr>{inside}{cell(chr(0xA0))}{cell(' 5' + chr(0x3000))}{numbers}</w:tr></w:tbl>"
    ) == ["结果维持\t\t5\t12↵34", ""]


def test_spans_before_and_behind_a_row():
    wide = "<w:gridSpan w:val='2'/>"
    first = cell("甲", wide + "<w:vMerge w:val='restart'/>")
    covered = cell("盖住", wide + "<w:vMerge/>")
    assert lines(
        f"<w:tbl><w:tr>{first}{cell('1')}</w:tr><w:tr>{covered}"
        f"{cell('2')}</w:tr><w:tr><w:trPr><w:gridBefore w:val='1'/><w:gridAfter w:val='1'/>"
        f"</w:trPr>{cell('乙')}</w:tr></w:tbl>"
    ) == ["甲\t\t1", "\t\t2", "\t乙\t", ""]


def test_a_layout_table_is_its_contents():
    inner = (
        f"<w:tbl><w:tr>{cell('甲')}{cell('1')}</w:tr><w:tr>{cell('乙')}{cell('2')}</w:tr></w:tbl>"
    )
    outer = (
        f"<w:tbl><w:tr><w:tc><w:p>{run('一、总体情况')}</w:p>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    )
    document = DocxReader().read(body(outer))
    assert document.text.split("\n") == ["一、总体情况", "甲\t1", "乙\t2", ""]
    assert document.rows[0].places == (Place(table=1, row=1, column=1),)
    assert document.rows[2].places[1] == Place(table=2, row=2, column=2)


LISTS = (
    f"<w:numbering {nsdecls('w')}><w:abstractNum w:abstractNumId='7'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='%1、'/>"
    "</w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
    "<w:lvlText w:val='%1.%2 '/></w:lvl></w:abstractNum>"
    "<w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num>"
    "<w:num w:numId='4'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'>"
    "<w:startOverride w:val='5'/></w:lvlOverride></w:num></w:numbering>"
)


def listed(form: str, *places: tuple[int, int]) -> list[str]:
    """The lines of a document of paragraphs in list ``num`` at ``level``."""
    document = Word()
    part = document.part.numbering_part
    part._element = parse_xml(LISTS.replace("{form}", form))
    for num, level in places:
        paragraph = document.add_paragraph("情况")
        paragraph._p.get_or_add_pPr().append(
            parse_xml(
                f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/>"
                f"<w:numId w:val='{num}'/></w:numPr>"
            )
        )
    return DocxReader().read(saved(document)).text.split("\n")


def test_numbers_that_word_generates():
    assert listed("chineseCounting", (3, 0), (3, 1), (3, 1), (3, 0), (3, 1)) == [
        "一、情况", "一.1 情况", "一.2 情况", "二、情况", "二.1 情况",
    ]  # fmt: skip
    assert listed("decimal", (3, 0), (4, 0), (4, 0)) == ["1、情况", "5、情况", "6、情况"]
    assert listed("bullet", (3, 0)) == ["情况"]


@pytest.mark.parametrize(
    ("form", "tenth", "twelfth"),
    [
        ("chineseCounting", "十", "十二"),
        ("chineseCountingThousand", "十", "十二"),
        ("ideographDigital", "一〇", "一二"),
        ("decimal", "10", "12"),
        ("upperRoman", "X", "XII"),
        ("decimalEnclosedCircle", "⑩", "⑫"),
        ("chineseLegalSimplified", "壹拾", "壹拾贰"),
    ],
)
def test_each_format_of_numbers(form, tenth, twelfth):
    found = listed(form, *[(3, 0)] * 12)
    assert (found[9], found[11]) == (f"{tenth}、情况", f"{twelfth}、情况")


def test_a_number_in_a_style():
    document = Word()
    document.part.numbering_part._element = parse_xml(LISTS.replace("{form}", "chineseCounting"))
    style = document.styles["Heading 1"].element
    style.get_or_add_pPr().append(
        parse_xml(f"<w:numPr {nsdecls('w')}><w:numId w:val='3'/></w:numPr>")
    )
    document.add_heading("总体情况", 1)
    document.add_heading("主动公开政府信息情况", 1)
    assert DocxReader().read(saved(document)).text == "一、总体情况\n二、主动公开政府信息情况"


@given(grids())
def test_any_table_with_spans_comes_back(grid):
    if all(one.right == grid.width for one in grid.cells):
        return
    document = DocxReader().read(docx_of([grid]))
    assert [list(row.cells) for row in document.rows[:-1]] == expanded(grid)


@given(grids())
def test_python_docx_sees_the_same_cells(grid):
    data = docx_of([grid])
    if all(one.right == grid.width for one in grid.cells):
        return
    table = Word(io.BytesIO(data)).tables[0]
    rows = DocxReader().read(data).rows
    for one in grid.cells:
        theirs = table.cell(one.row, one.column).text
        assert " ".join(theirs.split()) == rows[one.row].cells[one.column]


TITLE = "青岚县水务局2021年政府信息公开工作年度报告"
PICTURE = "<w:p><w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r></w:p>"
TABLE = (
    f"<w:tbl><w:tr>{cell('规章')}{cell('1')}</w:tr><w:tr>{cell('许可')}{cell('2')}</w:tr></w:tbl>"
)


def test_a_title_in_the_header_of_the_page_is_the_title():
    document = Word()
    document.add_paragraph("一、总体情况")
    document.sections[0].header.paragraphs[0].text = TITLE
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    found = DocxReader().read(saved(document))
    assert found.text == f"{TITLE}\n一、总体情况"
    assert TITLED in found.notes


def test_a_header_beside_a_title_is_left_out_and_told():
    document = Word()
    document.add_paragraph(TITLE)
    document.sections[0].header.paragraphs[0].text = "青岚县水务局"
    found = DocxReader().read(saved(document))
    assert found.text == TITLE
    assert [note.zh for note in found.notes] == ["未读取：页眉页脚"]


def test_comments_are_left_out_and_told():
    document = Word()
    paragraph = document.add_paragraph("收到申请 12 件。")
    document.add_comment(paragraph.runs, text="应为 13 件", author="甲")
    found = DocxReader().read(saved(document))
    assert found.text == "收到申请 12 件。"
    assert [note.zh for note in found.notes] == ["未读取：批注"]
    assert found.remarks == ()


def test_changes_are_read_as_accepted_and_told():
    old = '<w:del w:id="1"><w:r><w:delText>9</w:delText></w:r></w:del>'
    found = DocxReader().read(body(f'<w:p>{old}<w:ins w:id="2">{run("7")}</w:ins></w:p>'))
    assert (found.text, found.notes, found.remarks) == ("7", (REVISED,), ())


def test_a_style_may_hide_text():
    document = Word()
    document.styles.add_style("Unseen", 2).font.hidden = True
    paragraph = document.add_paragraph("明")
    paragraph.add_run("暗", style="Unseen")
    found = DocxReader().read(saved(document))
    assert found.text == "明"
    assert HIDDEN.zh in found.notes[0].zh


def test_pictures_beside_tables_are_told():
    found = DocxReader().read(body(TABLE, PICTURE))
    assert [note.zh for note in found.notes] == ["未读取：图片 1 张"]
    assert found.remarks == ()


def test_pictures_instead_of_tables_make_the_audit_incomplete():
    (remark,) = DocxReader().read(body(f"<w:p>{run(TITLE)}</w:p>", PICTURE, PICTURE)).remarks
    assert "图片 2 张" in remark.zh


def test_embedded_objects_are_told():
    found = DocxReader().read(body(TABLE, PICTURE.replace("pict>", "object>")))
    assert [note.zh for note in found.notes] == ["未读取：嵌入的对象（如 Excel 表格）"]
