"""Web pages: what a browser shows of the article, line by line, and its tables cell by cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gxaudit.readers.budget import Budget
from gxaudit.readers.html.encoding import damaged, decode_page
from gxaudit.readers.html.grid import overstretched, table_rows
from gxaudit.readers.html.markup import KIND, tree_of
from gxaudit.readers.html.tables import Marked, marked_tables
from gxaudit.readers.html.words import BLOCKS, cell_text, own_text, walk
from gxaudit.readers.model import Document, Place, Row, prose, table_row
from gxaudit.readers.needs import library
from gxaudit.readers.unread import TITLED, Unread, titled
from gxaudit.reading.source import SourceError
from gxaudit.wording import Text

if TYPE_CHECKING:
    from lxml import etree

_BEGINS = re.compile(
    rb"\s*+(?:<\?xml[^>]{0,400}>\s*+)?(?:<!--|<!doctype\s+html|<(?:html|head|meta|title|body|div|"
    rb"table|p|span|section|article|main|center|h[1-6]|style|script|ul|ol|font|b|strong|link)\b)",
    re.IGNORECASE,
)
_CELLS = re.compile(rb"<t[dh]\b[^<>]{0,2000}>", re.IGNORECASE)
_CELLS_END = re.compile(rb"</t(?:[dhr]|able)\s*>", re.IGNORECASE)
_OURS = re.compile(rb'<meta name="generator" content="gxaudit ')
_RESULT = Text("gxaudit 写出的检查结果", "a result that gxaudit wrote")
_BOM = b"\xef\xbb\xbf"
_EMPTY = Text("网页里没有文字", "the page holds no words")


class HtmlReader:
    """Reads web pages; see :class:`gxaudit.readers.model.Reader`."""

    name = "html"
    extra = "html"

    def recognises(self, data: bytes, name: str) -> bool:  # noqa: ARG002
        """It begins with markup, or there are marked cells in it (Markdown has them, too)."""
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            data = data[2:8192].replace(b"\x00", b"")
        if _BEGINS.match(data.removeprefix(_BOM)):
            return True
        return _CELLS.search(data) is not None and _CELLS_END.search(data) is not None

    def read(self, data: bytes) -> Document:
        """Read the bytes. Raises :class:`gxaudit.reading.source.SourceError` with the cause."""
        if _OURS.search(data, 0, 2_000):
            # It shows the tables of reports, with marks in them, and is none itself.
            return Document((prose(_RESULT.zh),), notes=(_RESULT,))
        document = read_page(data)
        if not document.rows:
            raise SourceError(_EMPTY)
        return document


def read_page(data: bytes, said: str = "") -> Document:
    """Read a page, which may hold nothing; ``said`` is the encoding that is told of one that names
    none itself. Raises :class:`gxaudit.reading.source.SourceError` with the cause.
    """
    text, encoding, lossy = decode_page(data, said)
    root = tree_of(text)
    if root is None:
        return Document((), encoding=encoding)
    page = _Page(library("lxml.etree", "html", KIND).iterwalk)
    rows = page.rows_of(root)
    if lossy and any("\ufffd" in cell for row in rows for cell in row.cells):
        raise damaged(encoding)
    found = _titled(root, rows)
    unread = _unread(root, page.marked)
    return Document(
        tuple(found),
        (*page.remarks, *unread.remarks(rows)),
        (*([TITLED] if len(found) > len(rows) else ()), *unread.notes(rows)),
        encoding,
    )


def _titled(root: etree._Element, rows: list[Row]) -> list[Row]:
    window = root.findtext("head/title")
    return titled(rows, [prose(cell_text([window]), Place())] if window else [])


def _unread(root: etree._Element, seen: dict[etree._Element, Marked]) -> Unread:
    """What may be the report where no table is. Every page has pictures: beside tables they are
    not worth a word.
    """
    unread = Unread()
    for element in root.iter("table", "iframe", "frame", "embed", "object", "img"):
        if element.tag == "table":
            unread.hidden += element not in seen and _holds_figures(element)
        elif element.tag != "img":
            unread.frames += bool(element.get("src") or element.get("data"))
        elif not any(len(marked.rows) > 1 and marked.holds_figures for marked in seen.values()):
            unread.pictures += 1
    return unread


def _holds_figures(table: etree._Element) -> bool:
    return any("".join(cell.itertext()).strip().isdecimal() for cell in table.iter("td", "th"))


class _Page:
    """Goes through the elements of a page once."""

    def __init__(self, iterwalk: type[etree.iterwalk]) -> None:
        self.iterwalk = iterwalk
        self.rows: list[Row] = []
        self.budget = Budget()
        self.pieces: list[str] = []
        self.line: int | None = None
        self.tables = 0
        self.remarks: list[Text] = []
        self.marked: dict[etree._Element, Marked] = {}

    def rows_of(self, root: etree._Element) -> list[Row]:
        """Its lines in the order of the page."""
        self.marked = marked_tables(root, self.iterwalk)
        for event, element, walker in walk(root, self.iterwalk):
            if event == "start":
                self._start(element, walker)
            else:
                if element.tag in BLOCKS:
                    self._flush()
                self._add(element.tail, element.sourceline)
        self._flush()
        return self.rows

    def _start(self, element: etree._Element, walker: etree.iterwalk) -> None:
        tag = element.tag
        if tag in BLOCKS or tag == "br":
            self._flush()
            self.line = element.sourceline
        if tag == "pre":
            self._typed(element)
        elif tag == "table" and self.marked[element].holds_figures:
            self._table(self.marked[element])
        else:
            self._add(own_text(element), element.sourceline)
            return
        walker.skip_subtree()

    def _add(self, text: str | None, line: int | None) -> None:
        if text:
            if self.line is None or not self.pieces:
                self.line = self.line or line
            self.pieces.append(text)

    def _flush(self) -> None:
        words = cell_text(self.pieces) if self.pieces else ""
        self.pieces.clear()
        if words:
            self._row(prose(words, Place(line=self.line)))
        self.line = None

    def _row(self, row: Row) -> None:
        self.budget.row(len(row.cells))
        self.rows.append(row)

    def _typed(self, element: etree._Element) -> None:
        """Text in its own lines, tabs and all."""
        first = element.sourceline or 1
        for number, line in enumerate("".join(element.itertext()).split("\n"), first):
            cells = line.rstrip("\r").split("\t")
            self._row(table_row(cells, [Place(line=number)] * len(cells)))

    def _table(self, marked: Marked) -> None:
        """A table stands apart: what is above and below it are other lines."""
        self.tables += 1
        if not self.remarks and (remark := overstretched(marked)) is not None:
            self.remarks.append(remark)
        caption = cell_text(marked.loose)
        if caption:
            self._row(prose(caption, Place(line=marked.element.sourceline)))
        self._row(prose(""))
        self.rows += table_rows(marked, self.tables, self.budget)
        self._row(prose(""))
