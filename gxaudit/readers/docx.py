"""Word documents (.docx): paragraphs and tables in the order of the body.

What is read is what Word shows once all changes are accepted. lxml reads the XML, not python-docx:
that library opens every part of a package, fails at a relation that leads nowhere (which WPS
writes), and knows neither tracked changes nor generated numbers; the tests use it as an oracle.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gxaudit.readers.budget import Budget
from gxaudit.readers.celltext import joined, tidy
from gxaudit.readers.docxbeside import REVISED, beside
from gxaudit.readers.docxnumbers import Numbering
from gxaudit.readers.docxtable import GridRow, grid_of, is_layout
from gxaudit.readers.docxwords import W, alternative, hidden_styles, words
from gxaudit.readers.model import Document, Place, Row, prose, table_row
from gxaudit.readers.ooxml import Package, is_package
from gxaudit.readers.unread import TITLED, titled
from gxaudit.wording import Text

if TYPE_CHECKING:
    from lxml import etree

KIND = Text("Word 文档（docx）", "Word document (docx)")
HIDDEN = Text("隐藏文字", "hidden text")
EMBEDDED = Text(
    "文档嵌有其他文件的内容（altChunk），未读取",
    "content of another file that the document embeds (altChunk) was not read",
)
_FEWEST_TABBED = 3
"""So many parts between tabs make a paragraph a line of a table; fewer are an indented one."""
_INSIDE_CELLS = frozenset(
    f"{W}{name}" for name in ("tbl", "tr", "tc", "sdt", "sdtContent", "customXml", "ins")
)
_CONTAINERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)


class DocxReader:
    """Reads .docx; see :class:`gxaudit.readers.model.Reader`."""

    name = "docx"
    extra = "docx"

    def recognises(self, data: bytes, name: str) -> bool:
        """A package with a folder ``word``, or the beginning of one by its name."""
        if is_package(data, "word/", "xl/work"):
            return True
        return data.startswith(b"PK") and name.lower().endswith((".docx", ".docm"))

    def read(self, data: bytes) -> Document:
        """Read the bytes. Raises :class:`gxaudit.reading.source.SourceError` with the cause."""
        package = Package(data, KIND, "docx")
        body = package.tree(package.main)
        if body is None:
            return Document(())
        walk = Walk(package)
        walk.block(body, None)
        found = beside(package, body)
        if walk.hidden:
            found.unread.parts.add(HIDDEN)
        rows = titled(walk.rows, found.headers)
        told = {REVISED: found.revised, TITLED: len(rows) > len(walk.rows)}
        return Document(
            tuple(rows),
            (*walk.remarks, *found.unread.remarks(rows)),
            (*[note for note, holds in told.items() if holds], *found.unread.notes(rows)),
        )


class Walk:
    """Goes through the body once and counts paragraphs and tables as a reader would."""

    def __init__(self, package: Package) -> None:
        styles = package.part("/styles")
        self.numbering = Numbering(package.part("/numbering"), styles)
        self.hidden_styles = hidden_styles(styles)
        self.hidden = False
        self.rows: list[Row] = []
        self.remarks: list[Text] = []
        self.budget = Budget()
        self.paragraphs = 0
        self.tables = 0
        self.held = ""
        """The text of paragraphs whose mark is deleted: they go on in the next one."""

    def meet(self, place: Place, element: etree._Element) -> None:
        """Called for every paragraph and cell that has a place; for whoever wants to find it."""

    def block(self, parent: etree._Element, cell: Place | None) -> None:
        """The paragraphs and tables of a body, cell or text box; ``cell`` is where that is."""
        for element in parent:
            tag = element.tag
            if tag == f"{W}p":
                self._paragraph(element, cell)
            elif tag == f"{W}tbl":
                self._table(element)
            elif tag == f"{W}body" or tag in _CONTAINERS:
                self.block(element, cell)
            elif str(tag).endswith("}AlternateContent"):
                chosen = alternative(element)
                if chosen is not None:
                    self.block(chosen, cell)
            elif tag == f"{W}altChunk":
                self.remarks = [EMBEDDED]

    def _paragraph(self, paragraph: etree._Element, cell: Place | None) -> None:
        text, boxes = self._text(paragraph)
        if text.strip():
            place = cell
            if place is None:
                self.paragraphs += 1
                place = Place(paragraph=self.paragraphs)
            self.meet(place, paragraph)
            for line in text.split("\n"):
                self._line(line, place)
        for box in boxes:
            self.block(box, cell)

    def _text(self, paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
        """The text of a paragraph with its generated number, "" where it goes on in the next
        one; and the text boxes anchored in it.
        """
        found = words(paragraph, self.hidden_styles)
        self.budget.text(len(found.text))
        self.hidden |= found.hidden
        goes_on = _mark_is_deleted(paragraph)
        number = ""
        if not self.held and (found.text or not goes_on):
            number = self.numbering.of(paragraph)
        text = self.held + (number + found.text if found.text.strip() else "")
        self.held = text if goes_on else ""
        return "" if goes_on else text, found.boxes

    def _line(self, line: str, place: Place) -> None:
        parts = line.strip().split("\t")
        if len(parts) < _FEWEST_TABBED:
            parts = [" ".join(parts)]
        self.budget.row(len(parts))
        self.rows.append(table_row([tidy(part) for part in parts], [place] * len(parts)))

    def _table(self, table: etree._Element) -> None:
        self.tables += 1
        number = self.tables
        grid = grid_of(table, self.budget)
        if is_layout(grid):
            for place, cell in grid.places(number):
                self.block(cell, place)
            return
        for row in grid.rows:
            self.rows.append(self._row(row, number))
        # Two tables with nothing between them are still two.
        self.rows.append(prose(""))

    def _row(self, row: GridRow, table: int) -> Row:
        texts = [""] * row.width
        for cell in row.cells:
            if cell.element is not None:
                texts[cell.column] = joined(self._lines(cell.element))
        places = [Place(table=table, row=row.number, column=at + 1) for at in range(row.width)]
        for cell in row.cells:
            if cell.element is not None and cell.column < row.width:
                self.meet(places[cell.column], cell.element)
        return table_row(texts, places)

    def _lines(self, parent: etree._Element) -> Iterator[str]:
        """The lines of a cell, those of its text boxes and small nested tables among them."""
        for element in parent:
            if element.tag == f"{W}p":
                text, boxes = self._text(element)
                yield from text.split("\n")
                for box in boxes:
                    yield from self._lines(box)
            elif element.tag in _INSIDE_CELLS:
                yield from self._lines(element)
        if self.held and parent.tag == f"{W}tc":
            yield self.held
            self.held = ""


def _mark_is_deleted(paragraph: etree._Element) -> bool:
    """Whether the end of a paragraph is deleted or moved away, which joins it to the next one."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    if mark is None:
        return False
    return mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None
