"""An official document as GB/T 9704 (党政机关公文格式) sets it: its page, fonts and page numbers.

Fonts that an office may lack have fallbacks. English text keeps the page and takes one typeface.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import IO
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from gxaudit.wording import Language

_LATIN = "Times New Roman"
_SONG, _HEI, _KAI, _FANG, _TITLE = "宋体", "黑体", "楷体_GB2312", "仿宋_GB2312", "方正小标宋简体"
_FALLBACKS = {_KAI: "楷体,华文楷体", _FANG: "仿宋,华文仿宋", _TITLE: "华文中宋,宋体"}
_BODY = 16
"""Points: 三号."""
_STYLES = {
    "title": (_TITLE, 22, WD_ALIGN_PARAGRAPH.CENTER, 0),
    "addressee": (_FANG, _BODY, WD_ALIGN_PARAGRAPH.LEFT, 0),
    "body": (_FANG, _BODY, WD_ALIGN_PARAGRAPH.JUSTIFY, 2),
    "heading": (_HEI, _BODY, WD_ALIGN_PARAGRAPH.LEFT, 2),
    "item": (_KAI, _BODY, WD_ALIGN_PARAGRAPH.JUSTIFY, 2),
    "signature": (_FANG, _BODY, WD_ALIGN_PARAGRAPH.RIGHT, 0),
    "remark": (_FANG, 12, WD_ALIGN_PARAGRAPH.JUSTIFY, 2),
}
"""Font, points, alignment, and how many characters the first line is indented."""
_LINES = 29
"""Points from line to line: 22 lines on a page."""
_FOLLOWING = (
    "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi",
    "w:rtlGutter", "w:docGrid", "w:printerSettings", "w:sectPrChange",
)  # fmt: skip
"""What stands behind the page numbers in the properties of a section."""
_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The first that a ZIP can hold."""


class Paper:
    """A document that grows by paragraphs; every section begins a page and counts from 1."""

    def __init__(self, language: Language, *, title: str, day: date, part: int = 1) -> None:
        self._document = Document()
        self._language = language
        self._begun = False
        properties = self._document.core_properties
        properties.title, properties.author = title, "gxaudit"
        properties.created = properties.modified = datetime.combine(day, time())
        properties.comments = ""
        if part > 1:
            # By this a later, smaller result knows that the file may go.
            properties.identifier = f"gxaudit-{part}"
        self._fonts()
        for name, (font, points, alignment, indent) in _STYLES.items():
            style = self._document.styles.add_style(f"Notice {name}", WD_STYLE_TYPE.PARAGRAPH)
            assert isinstance(style, ParagraphStyle)
            _shape(style, font, points, alignment, indent)
        self._document.settings.odd_and_even_pages_header_footer = True

    def section(self) -> None:
        """Begin a document of its own on a new page."""
        document = self._document
        if self._begun:
            section = document.add_section(WD_SECTION.NEW_PAGE)
        else:
            section = document.sections[0]
            _lay_out(section)
            _number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
            _number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
            self._begun = True
        _count_from_one(section)

    def add(self, style: str, text: str, *, bold: str = "") -> None:
        """A paragraph in one of the styles, with ``bold`` words before it."""
        paragraph = self._document.add_paragraph(style=f"Notice {style}")
        if bold:
            _hinted(paragraph.add_run(bold), self._language).bold = True
        _hinted(paragraph.add_run(text), self._language)

    def save(self, stream: IO[bytes]) -> None:
        """Write the document. Raises ``OSError``."""
        made = io.BytesIO()
        self._document.save(made)
        with zipfile.ZipFile(made) as package, zipfile.ZipFile(stream, "w") as undated:
            for entry in package.infolist():
                # Else no two runs would write the same bytes.
                entry.date_time = _NO_DATE
                undated.writestr(entry, package.read(entry))

    def _fonts(self) -> None:
        """Say what stands for a font where it is not installed."""
        part = self._document.part
        for key, relation in list(part.rels.items()):
            if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
                part.drop_rel(key)
        fonts = "".join(
            f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(other)}/></w:font>"
            for name, other in _FALLBACKS.items()
        )
        blob = f"<?xml version='1.0' encoding='UTF-8'?><w:fonts {nsdecls('w')}>{fonts}</w:fonts>"
        table = Part(
            PackURI("/word/fontTable.xml"),
            CONTENT_TYPE.WML_FONT_TABLE,
            blob.encode(),
            self._document.part.package,
        )
        part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)


def _shape(
    style: ParagraphStyle, font: str, points: int, alignment: WD_ALIGN_PARAGRAPH, indent: int
) -> None:
    style.font.name = _LATIN
    style.font.size = Pt(points)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    shape = style.paragraph_format
    shape.alignment = alignment
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(_LINES)
    shape.space_before = shape.space_after = Pt(0)
    shape.keep_with_next = style.name in ("Notice heading", "Notice item")
    shape.first_line_indent = Pt(indent * points)
    if indent:
        # In characters, so that it follows whoever changes the size.
        element = style.element.get_or_add_pPr().get_or_add_ind()
        element.set(qn("w:firstLineChars"), str(100 * indent))


def _hinted(run: Run, language: Language) -> Run:
    """Quotation marks and dashes are Chinese in Chinese text; without a hint Word takes them for
    Latin.
    """
    if language == "zh":
        run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    return run


def _lay_out(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(24)


def _number(paragraph: Paragraph, alignment: WD_ALIGN_PARAGRAPH) -> None:
    """``— 1 —``, on the outer side of the page."""
    paragraph.alignment = alignment
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001
    paragraph.add_run(" —")
    for run in paragraph.runs:
        run.font.size = Pt(14)
        run.font.name = _SONG


def _count_from_one(section: Section) -> None:
    properties = section._sectPr  # noqa: SLF001
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), "1")
    properties.insert_element_before(number, *_FOLLOWING)
